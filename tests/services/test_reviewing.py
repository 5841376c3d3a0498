"""The round trip of a review: decided and proposed on one laptop, seen, taken over and answered on the other."""

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mgi_desktop.domain.carrying import Carry
from mgi_desktop.domain.decisions import Verdict, verdict
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.reviewing import is_outdated, things
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.services.exporting import export
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.services.sharing import write
from tests.documents import put

CODE = "L1.1.1"
ON = f"answer/{CODE}"
ON_IT = {"on": {"kind": "answer", "key": CODE}}
TEXT = FieldRef("answer", CODE, "justification")


@pytest.fixture
def reviewer(tmp_path: Path) -> Iterator[Services]:
    """Services on another laptop."""
    opened = open_services(tmp_path / "reviewer")
    opened.journal.rename("Berta")
    yield opened
    opened.close()


@pytest.fixture
def answered(services: Services, assessment: str) -> str:
    """An assessment with an answer that cites a source, and a finding."""
    services.journal.rename("Ana")
    services.answering.answer(assessment, CODE, "a")
    services.journal.typed(assessment, TEXT, "Desde 2014.")
    services.answering.add_and_cite(assessment, CODE, {"title": "Ley 155"}, "art. 5")
    services.findings.add(assessment, "1", "potential", "Falta un plan.")
    services.journal.flush(assessment)
    return assessment


@pytest.fixture
def carry(tmp_path: Path) -> Callable[..., None]:
    """Brings an assessment from one laptop to another as a file: `carry(giving, taking, assessment, what="review")`."""
    number = itertools.count(1)

    def carry_one(giving: Services, taking: Services, assessment: str, **choice: str) -> None:
        gathered = giving.sharing.gather([giving.sharing.material(assessment)], Choice(**choice))
        path = write(gathered, tmp_path / f"{next(number)}.mgi").paths[0]
        private = tmp_path / f"private-{next(number)}"
        private.mkdir()
        taking.importing.take(taking.importing.look(taking.importing.reading([path], {}, private)()))

    return carry_one


def left(services: Services, assessment: str, on: str = ON) -> Verdict:
    return verdict(services.library.open(assessment).judgements.get(on, ()))


def finding(services: Services, assessment: str) -> str:
    return f"finding/{services.library.open(assessment).findings[0].key}"


# Deciding


def test_a_decision_goes_to_the_reviewer_and_back_and_speaks_of_what_was_judged(services, reviewer, answered, carry):
    carry(services, reviewer, answered, what="review")
    reviewer.reviewing.accept(answered, ON)
    reviewer.reviewing.ask(answered, finding(services, answered), "Decir desde cuándo.")
    services.journal.typed(answered, TEXT, "Desde 2015.")
    carry(reviewer, services, answered)
    services.journal.flush(answered)
    read = services.library.open(answered)
    (judgement,) = read.judgements[ON]
    assert read.person(judgement.decision.author) == "Berta"
    assert judgement.verdict is Verdict.ACCEPTED_BEFORE, "it was changed meanwhile, though neither knew of the other"
    (asked,) = read.judgements[finding(services, answered)]
    assert (asked.verdict, asked.decision.reason) == (Verdict.CHANGES, "Decir desde cuándo.")
    assert read.conflicts == ()
    carry(services, reviewer, answered)
    assert left(reviewer, answered) is Verdict.ACCEPTED_BEFORE


def test_what_is_being_typed_is_judged_too(services, answered):
    services.journal.typed(answered, TEXT, "Desde 2016.")
    services.reviewing.accept(answered, ON)
    assert left(services, answered) is Verdict.ACCEPTED
    assert services.library.open(answered).answer(CODE).justification == "Desde 2016."


def test_two_people_decide_beside_each_other(services, reviewer, answered, carry):
    carry(services, reviewer, answered)
    reviewer.reviewing.accept(answered, ON)
    services.reviewing.ask(answered, ON, "Falta la fuente.")
    carry(reviewer, services, answered)
    read = services.library.open(answered)
    assert len(read.judgements[ON]) == 2
    assert read.conflicts == ()


def test_deciding_again_takes_the_place_of_the_earlier_and_undo_brings_that_back(services, answered):
    services.reviewing.ask(answered, ON, "Falta la fuente.")
    services.reviewing.accept(answered, ON)
    assert left(services, answered) is Verdict.ACCEPTED
    assert services.reviewing.accept(answered, ON).fields == frozenset(), "it is accepted already"
    services.journal.undo(answered)
    assert left(services, answered) is Verdict.CHANGES
    services.journal.undo(answered)
    assert left(services, answered) is Verdict.NOT_JUDGED
    services.journal.redo(answered)
    services.journal.redo(answered)
    assert left(services, answered) is Verdict.ACCEPTED


def test_a_withdrawn_decision_is_gone_with_those_whose_place_it_took(services, reviewer, answered):
    services.reviewing.ask(answered, ON, "Falta la fuente.")
    services.reviewing.accept(answered, ON)
    services.reviewing.withdraw(answered, ON)
    assert left(services, answered) is Verdict.NOT_JUDGED
    services.journal.undo(answered)
    assert left(services, answered) is Verdict.ACCEPTED


def test_only_ones_own_decision_is_withdrawn(services, reviewer, answered, carry):
    carry(services, reviewer, answered)
    reviewer.reviewing.accept(answered, ON)
    carry(reviewer, services, answered)
    services.reviewing.withdraw(answered, ON)
    assert left(services, answered) is Verdict.ACCEPTED


def test_what_cannot_be_judged_is_refused(services, answered, publish):
    with pytest.raises(Refused, match="nothing to accept"):
        services.reviewing.accept(answered, "answer/L1.1.2")
    with pytest.raises(Refused, match="no indicator"):
        services.reviewing.accept(answered, "answer/L99")
    with pytest.raises(Refused, match="no longer here"):
        services.reviewing.accept(answered, "finding/nobody")
    with pytest.raises(Refused, match="Say what"):
        services.reviewing.ask(answered, ON, "  \n")
    publish(answered)
    for judged in (
        lambda: services.reviewing.accept(answered, ON),
        lambda: services.reviewing.ask(answered, ON, "Falta."),
        lambda: services.reviewing.propose(answered, ON, "justification", "Otra."),
    ):
        with pytest.raises(Refused, match="published"):
            judged()
    assert services.library.open(answered).decisions == ()


def test_a_decision_on_a_finding_goes_and_comes_with_it(services, answered):
    on = finding(services, answered)
    services.reviewing.accept(answered, on)
    key = on.partition("/")[2]
    services.findings.remove(answered, key)
    read = services.library.open(answered)
    assert (read.decisions, read.findings, read.conflicts) == ((), (), ())
    services.findings.bring_back(answered, key)
    assert left(services, answered, on) is Verdict.ACCEPTED


def test_one_goes_through_what_is_still_to_be_judged(services, answered):
    on = finding(services, answered)
    services.answering.answer(answered, "L2.1.1", "not_applicable")
    read = services.library.open(answered)
    order = [thing.on for thing in things(read, services.library.instrument_of(read))]
    assert order == [ON, on, "answer/L2.1.1"]
    assert services.reviewing.next(read, ON) == on
    assert services.reviewing.next(read, ON, "answer") == "answer/L2.1.1"
    services.reviewing.accept(answered, on)
    services.reviewing.accept(answered, "answer/L2.1.1")
    assert services.reviewing.next(services.library.open(answered), "answer/L2.1.1") == ON
    services.reviewing.accept(answered, ON)
    assert services.reviewing.next(services.library.open(answered), ON) is None
    services.answering.answer(answered, "L2.1.1", None)
    assert services.reviewing.next(services.library.open(answered), ON) == "answer/L2.1.1"


# Proposing


def test_a_proposal_is_taken_over_as_one_deed(services, reviewer, answered, carry):
    carry(services, reviewer, answered)
    reviewer.reviewing.propose(answered, ON, "justification", "Desde 2014, por ley.", "Más preciso.")
    reviewer.reviewing.propose(answered, ON, "value", "b")
    carry(reviewer, services, answered)
    text, value = services.library.open(answered).comments
    assert (text.text, text.target, text.proposed) == ("Más preciso.", TEXT, "Desde 2014, por ley.")
    services.reviewing.take_over(answered, text.key)
    services.reviewing.take_over(answered, value.key)
    read = services.library.open(answered)
    assert (read.answer(CODE).justification, read.answer(CODE).value) == ("Desde 2014, por ley.", "b")
    assert {(one.resolved, one.outcome) for one in read.comments} == {(True, "taken")}
    services.journal.undo(answered)
    read = services.library.open(answered)
    assert read.answer(CODE).value == "a"
    assert (read.comments[1].resolved, read.comments[1].outcome) == (False, "")


def test_a_proposal_for_a_finding_names_the_language_of_its_text(services, answered):
    on = finding(services, answered)
    key, _changed = services.reviewing.propose(answered, on, "text@es", "Falta un plan de acogida.")
    services.reviewing.take_over(answered, key)
    assert services.library.open(answered).findings[0].text == {"es": "Falta un plan de acogida."}


def test_a_proposal_says_that_what_it_would_replace_was_changed_since(services, answered):
    services.reviewing.propose(answered, ON, "justification", "Desde 2014, por ley.")
    (comment,) = services.library.open(answered).comments
    assert not is_outdated(services.library.open(answered), comment)
    services.answering.answer(answered, CODE, "b")
    assert not is_outdated(services.library.open(answered), comment), "another field"
    services.journal.typed(answered, TEXT, "Desde 2015.")
    services.journal.flush(answered)
    assert is_outdated(services.library.open(answered), comment)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("value", "zz", "not on the scale"),
        ("value", "a", "stands there already"),
        ("justification", "Desde 2014.", "stands there already"),
        ("justification", " ", "Write what you propose"),
        ("title", "Otro", "no field"),
    ],
)
def test_a_proposal_that_says_nothing_new_or_cannot_be_taken_is_refused(services, answered, field, value, why):
    with pytest.raises(Refused, match=why):
        services.reviewing.propose(answered, ON, field, value)


def test_what_came_of_a_comment_can_be_said_and_goes_when_it_is_opened_again(services, answered):
    key, _changed = services.comments.add(answered, ON, "¿Desde cuándo?")
    services.comments.resolve(answered, key, outcome="not_taken")
    assert services.library.open(answered).comments[0].outcome == "not_taken"
    services.comments.resolve(answered, key, flag=False)
    assert services.library.open(answered).comments[0].outcome == ""


def test_a_whole_round_trip_by_review_copy_ends_the_same_on_both_laptops(services, reviewer, answered, carry):
    on = finding(services, answered)
    carry(services, reviewer, answered, what="review")
    reviewer.reviewing.accept(answered, ON)
    reviewer.reviewing.propose(answered, on, "text@es", "Falta un plan de acogida.", "Más claro.")
    carry(reviewer, services, answered)
    (proposal,) = services.library.open(answered).comments
    assert not is_outdated(services.library.open(answered), proposal)
    services.comments.reply(answered, proposal.key, "Gracias.")
    services.reviewing.take_over(answered, proposal.key)
    carry(services, reviewer, answered)
    read = reviewer.library.open(answered)
    assert read.findings[0].text == {"es": "Falta un plan de acogida."}
    assert [(one.text, one.resolved, one.outcome) for one in read.comments] == [
        ("Más claro.", True, "taken"),
        ("Gracias.", False, ""),
    ]
    reviewer.reviewing.accept(answered, on)
    carry(reviewer, services, answered)
    assert (left(services, answered), left(services, answered, on)) == (Verdict.ACCEPTED, Verdict.ACCEPTED)
    assert services.library.open(answered).fields == reviewer.library.open(answered).fields
    assert services.library.open(answered).conflicts == ()


# Out and in, and what else knows of it


def test_a_plain_document_says_the_same_after_it_was_taken_elsewhere(services, reviewer, answered, tmp_path):
    on = finding(services, answered)
    services.reviewing.ask(answered, ON, "Falta la fuente.")
    services.reviewing.accept(answered, ON)
    services.reviewing.accept(answered, on)
    services.reviewing.propose(answered, ON, "justification", "Por ley.")
    services.reviewing.propose(answered, on, "text@es", "Falta un plan de acogida.")
    services.journal.typed(answered, FieldRef("finding", on.partition("/")[2], "text@es"), "Falta todo.")
    export(services.exporting.snapshot(answered), tmp_path / "out.json")
    reviewer.exchanging.take(tmp_path / "out.json")
    assert left(reviewer, answered) is Verdict.ACCEPTED
    assert left(reviewer, answered, on) is Verdict.ACCEPTED_BEFORE
    read = reviewer.library.open(answered)
    assert [is_outdated(read, one) for one in read.comments] == [False, True]
    export(reviewer.exporting.snapshot(answered), tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "out.json").read_bytes()
    assert reviewer.exchanging.take(tmp_path / "out.json").edits == 0
    reviewer.answering.answer(answered, CODE, "b")
    assert left(reviewer, answered) is Verdict.ACCEPTED_BEFORE


def test_a_document_changes_nothing_of_what_a_known_decision_judged(services, answered, tmp_path):
    services.reviewing.accept(answered, ON)
    export(services.exporting.snapshot(answered), tmp_path / "out.json")
    services.answering.answer(answered, CODE, "b")
    services.exchanging.take(tmp_path / "out.json")
    assert services.library.open(answered).answer(CODE).value == "a"
    assert left(services, answered) is Verdict.ACCEPTED_BEFORE, "nobody judged the edit of the import"


@pytest.mark.parametrize(
    ("member", "where"),
    [
        ({"decisions": [{"on": {"kind": "section", "key": "context"}, "outcome": "accepted"}]}, "decisions[0].on.kind"),
        ({"decisions": [{"on": {"kind": "answer", "key": "L99"}, "outcome": "accepted"}]}, "decisions[0].on.key"),
        ({"decisions": [{"on": {"kind": "answer", "key": CODE}, "outcome": "maybe"}]}, "decisions[0].outcome"),
        ({"decisions": [{"on": {"kind": "answer", "key": CODE}}]}, "decisions[0]"),
        (
            {
                "comments": [
                    {"on": {"kind": "answer", "key": CODE}, "text": "", "proposal": {"field": "x", "value": "a"}}
                ]
            },
            "comments[0].proposal.value",
        ),
        (
            {"comments": [{**ON_IT, "text": "", "proposal": {"field": "value"}}]},
            "comments[0].proposal",
        ),
    ],
)
def test_a_document_that_is_wrong_is_refused_with_its_place(services, answered, tmp_path, member, where):
    export(services.exporting.snapshot(answered), tmp_path / "out.json")
    document = {**json.loads((tmp_path / "out.json").read_text(encoding="utf-8")), **member}
    with pytest.raises(Refused) as refused:
        services.exchanging.take(put(tmp_path / "in.json", document))
    assert str(refused.value).startswith(f"in.json: {where}:")


def test_a_new_round_begins_without_decisions(services, answered):
    services.reviewing.accept(answered, ON)
    services.reviewing.propose(answered, ON, "justification", "Por ley.")
    later = New("local", "SLV", "La Palma", "Chalatenango", 2, 2026, 9, "es")
    new = services.rounds.begin(answered, later, Carry(findings=True)).assessment
    read = services.library.open(new)
    assert read.answer(CODE).value == "a"
    assert (read.decisions, read.comments) == ((), ())


def test_a_reason_and_a_proposal_can_be_found_and_erased(services, answered):
    services.reviewing.ask(answered, ON, "Pedro Pérez lo sabe.")
    services.reviewing.propose(answered, ON, "justification", "Según Lucía Gómez.")
    read = services.library.open(answered)
    services.searching.begin(read, "es")
    for words, kind in (("pedro", "decision"), ("lucia", "comment")):
        assert [one.findable.kind for one in services.searching.find(words, read, "es").here] == [kind]
    fields = [ref for ref in read.fields if ref.field in ("reason", "proposed")]
    assert len(fields) == 2
    for ref in fields:
        services.erasing.erase(answered, [head.id for head in read.held(ref).heads], "privado")
    read = services.library.open(answered)
    assert (read.decisions[0].reason, read.comments[0].proposed) == ("", "")
