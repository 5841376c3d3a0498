"""Join into…: nothing of what was begun apart is lost, nothing is overwritten, and all of it can be taken back."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mgi_desktop.domain.carrying import Carry
from mgi_desktop.domain.edits import FieldRef, make, proven
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.joining import LEFT, joining
from mgi_desktop.domain.merging import Union
from mgi_desktop.services.journal import Label
from mgi_desktop.services.library import New
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import batches, edits, imports
from tests.versions import keep, of_2027

LA_PALMA = New("local", "SLV", "La Palma", "Chalatenango", 1, 2023, 9, "es")
VALUE = FieldRef("answer", "L1.1.2", "value")


def begin(services):
    return services.library.create(LA_PALMA).assessment


@pytest.fixture
def into(services):
    return begin(services)


@pytest.fixture
def other(services):
    return begin(services)


@pytest.fixture
def answer(services):
    return services.answering.answer


def join(services, source, target):
    return services.joining.join(services.joining.look(source, target))


def outcomes(plan):
    return {(item.kind, item.key): item.outcome for item in plan.items}


def written(services, assessment, ref, text):
    services.journal.record(assessment, {ref: text}, Label("text"))


def law(title="Ley 1", **more):
    return {"kind": "law", "title": title, "issuer": "Asamblea", "reference": "D. 655", **more}


def everything(services):
    """All that stands in the store, and what of it counts."""
    connection = services.database.connection
    return {one: edits.fields(connection, one) for one in edits.assessments(connection)}


def carry(services, source, *targets):
    """Send an assessment to other stores, as a package would."""
    given = edits.shareable(services.database.connection, source)
    for target in targets:
        with target.database.writing() as connection:
            edits.add(connection, given)


# What is taken


def test_what_one_has_not_is_taken_what_is_equal_is_left_and_what_differs_stands_beside(services, into, other, answer):
    answer(into, "L1.1.1", "a")
    answer(other, "L1.1.1", "a")
    answer(into, "L1.1.2", "yes")
    answer(other, "L1.1.2", "no")
    answer(other, "L1.1.3", "not_applicable")
    answer(into, "L2.1.1", "not_applicable")
    answer(other, "L2.1.2", "not_applicable")
    answer(into, "L2.1.2", "not_applicable")
    written(services, other, FieldRef("answer", "L1.1.1", "justification"), "Según la ley.")

    look = services.joining.look(other, into)
    assert outcomes(look.plan) == {
        ("answer", "L1.1.1"): "new",
        ("answer", "L1.1.2"): "conflict",
        ("answer", "L1.1.3"): "new",
        ("answer", "L2.1.2"): "same",
    }
    assert services.library.open(into).answer("L1.1.3").value is None  # it was only looked at

    services.joining.join(look)
    read = services.library.open(into)
    assert (read.answer("L1.1.1").value, read.answer("L1.1.1").justification) == ("a", "Según la ley.")
    assert read.answer("L1.1.3").value == "not_applicable"
    assert read.answer("L2.1.1").value == "not_applicable"
    (conflict,) = read.conflicts
    assert conflict.ref == VALUE
    assert {head.value for head in conflict.heads} == {"yes", "no"}
    assert len(read.held(FieldRef("answer", "L1.1.1", "value")).heads) == 1


def test_sources_citations_findings_sections_and_threads_come_with_all_that_ties_them(services, into, other, answer):
    file = services.attachments.keep_data("ley.pdf", b"%PDF-1.7")
    source, _changed = services.sources.add(other, law())
    services.sources.attach(other, source, file)
    answer(other, "L1.1.1", "a")
    services.answering.cite(other, "L1.1.1", source, "art. 5")
    finding, _changed = services.findings.add(other, "1", "potential", "Falta una política.")
    services.findings.cite(other, finding, source, True)
    written(services, other, FieldRef("section", "introduction", "text@es"), "La Palma está al norte.")
    first, _changed = services.comments.add(other, f"finding/{finding}", "¿De qué año?")
    services.comments.reply(other, first, "De 2019.")
    services.comments.resolve(other, first)
    before = services.library.open(other)

    join(services, other, into)
    read = services.library.open(into)
    assert read.sources == before.sources
    assert read.sources[source].file == file
    assert services.attachments.is_here(file)
    assert services.safekeeping.check() == []
    (citation,) = read.answer("L1.1.1").citations
    assert (citation.source, citation.locator) == (source, "art. 5")
    assert read.findings == before.findings
    assert read.sections == before.sections
    assert read.comments == before.comments
    assert read.threads[f"finding/{finding}"][0].resolved
    assert read.conflicts == ()


def test_details_stage_and_division_of_the_work_stay_as_they_are(services, into, other):
    services.library.amend(other, {"subject": "La Palma (centro)", "year": 2024, "title@es": "Otro"})
    services.stages.move(other, "draft", "for the test", {one.rule.name for one in _problems(services, other)})
    services.parts.assign(other, ["L1.1.1"], "name:Ana")
    before = services.library.open(into)
    look = services.joining.look(other, into)
    assert look.plan.items == ()
    services.joining.join(look)
    read = services.library.open(into)
    assert read.fields == before.fields


def _problems(services, assessment):
    return services.stages.problems(services.library.open(assessment), "draft")


def test_who_wrote_what_and_when_stays_visible(services, into, other, foreign):
    ref = FieldRef("answer", "L1.1.1", "value")
    with services.database.writing() as connection:
        edits.add(connection, [foreign(other, ref, "a", author="name:Ana")])
    join(services, other, into)
    read = services.library.open(into)
    assert (read.answer("L1.1.1").author, read.answer("L1.1.1").at) == ("name:Ana", "2023-05-02T15:04:05.000Z")
    for edit in edits.shareable(services.database.connection, into):
        assert proven(edit.id, edit.record, edit.body) == edit


def test_history_comes_along_and_what_was_erased_stays_erased(services, into, other):
    ref = FieldRef("answer", "L1.1.1", "justification")
    for text in ("Un nombre por error", "Ahora bien"):
        written(services, other, ref, text)
    old = edits.shareable(services.database.connection, other)
    (named,) = [edit.id for edit in old if edit.value == "Un nombre por error"]
    services.erasing.erase(other, [named], "a name")
    join(services, other, into)
    connection = services.database.connection
    came = [edit for edit in edits.shareable(connection, into) if edit.ref == ref]
    assert [edit.value for edit in came] == [None, "Ahora bien"]
    assert came[0].body is None


# What is the same


def test_what_this_person_wrote_is_signed_there_too_and_what_only_claims_that_is_not(services, into, other, foreign):
    own, text = services.journal.author, FieldRef("answer", "L1.1.1", "justification")
    written(services, other, text, "Hay una ley.")
    forged = foreign(other, VALUE, "yes", author=own)
    with services.database.writing() as connection:
        imports.take(connection, imports.begin(connection, forged.at, "x.mgi", "name:Luz"), [forged])
    services.library.read_anew()
    join(services, other, into)
    read = services.library.open(into)
    heads = {ref: [head.id for head in read.held(ref).heads] for ref in (text, VALUE)}
    assert services.people.proven(own, heads[text])
    assert batches.signed(services.journal.read, own, heads[text]) == set(heads[text])
    assert not services.people.proven(own, heads[VALUE])


def test_what_another_erases_after_it_was_joined_goes_where_it_is_joined_again(services, into, other, tmp_path):
    text = FieldRef("answer", "L1.1.1", "justification")
    written(services, other, text, "Pregunte a María.")
    join(services, other, into)
    elsewhere = open_services(tmp_path / "elsewhere")
    carry(services, other, elsewhere)
    elsewhere.erasing.erase(other, [elsewhere.library.open(other).held(text).heads[0].id], "a name")
    carry(elsewhere, other, services)
    with services.database.writing() as connection:
        batches.keep(connection, batches.of(elsewhere.journal.read, other))
    services.library.read_anew()
    elsewhere.close()
    assert services.library.open(into).held(text).value == "Pregunte a María."
    join(services, other, into)
    assert services.library.open(into).held(text).value is None
    services.rest()
    assert not any("Pregunte a María.".encode() in path.read_bytes() for path in services.folder.rglob("*.sqlite3*"))


def test_a_source_in_both_becomes_one_and_a_place_cited_by_both_is_cited_once(services, into, other):
    mine, _changed = services.sources.add(into, law())
    services.answering.cite(into, "L1.1.1", mine, "art. 5")
    theirs, _changed = services.sources.add(other, law(link="https://example.org"))
    services.answering.cite(other, "L1.1.1", theirs, "art. 5")
    services.answering.cite(other, "L1.1.1", theirs, "art. 9")
    another, _changed = services.sources.add(other, law("Ley 2"))
    finding, _changed = services.findings.add(other, "1", "potential", "Falta.")
    services.findings.cite(other, finding, theirs, True)
    comment, _changed = services.comments.add(other, f"source/{theirs}", "¿Vigente?")

    look = services.joining.look(other, into)
    assert outcomes(look.plan) == {
        ("answer", "L1.1.1"): "new",
        ("source", mine): "new",
        ("source", another): "new",
        ("finding", finding): "new",
        ("comment", comment): "new",
    }
    services.joining.join(look)
    read = services.library.open(into)
    assert set(read.sources) == {mine, another}
    assert read.sources[mine].link == "https://example.org"
    assert [(one.source, one.locator) for one in read.answer("L1.1.1").citations] == [
        (mine, "art. 5"),
        (mine, "art. 9"),
    ]
    assert read.findings[0].sources == (mine,)
    assert set(read.threads) == {f"source/{mine}"}
    assert read.conflicts == ()


def test_two_sources_that_one_holds_twice_do_not_melt_into_one(services, into, other):
    mine, _changed = services.sources.add(into, law())
    for link in ("https://one.example", "https://two.example"):
        services.sources.add(other, law(link=link))
    join(services, other, into)
    read = services.library.open(into)
    assert len(read.sources) == 2
    assert {source.link for source in read.sources.values()} == {"https://one.example", "https://two.example"}
    assert mine in read.sources


def test_a_finding_in_both_becomes_one(services, into, other):
    mine, _changed = services.findings.add(into, "1", "potential", "Falta una política.")
    theirs, _changed = services.findings.add(other, "1", "potential", "Falta una política.")
    services.findings.rest_on(other, theirs, "L1.1.1", True)
    join(services, other, into)
    (finding,) = services.library.open(into).findings
    assert (finding.key, finding.indicators) == (mine, ("L1.1.1",))


def test_both_begun_from_one_round_what_one_has_confirmed_is_confirmed_and_nothing_contradicts(services, answer):
    earlier = begin(services)
    for code, value in {"L1.1.1": "a", "L1.1.2": "yes"}.items():
        answer(earlier, code, value)
    source, _changed = services.sources.add(earlier, law())
    services.answering.cite(earlier, "L1.1.1", source, "art. 5")
    again = New("local", "SLV", "La Palma", "Chalatenango", 2, 2027, 9, "es")
    into, other = (services.rounds.begin(earlier, again, Carry()).assessment for _laptop in range(2))
    services.answering.verify(into, "L1.1.1", False)
    services.answering.verify(other, "L1.1.2", False)
    answer(other, "L1.1.2", "no")

    join(services, other, into)
    read = services.library.open(into)
    assert read.conflicts == ()
    assert [(code, read.answer(code).value, read.answer(code).verify) for code in ("L1.1.1", "L1.1.2")] == [
        ("L1.1.1", "a", False),
        ("L1.1.2", "no", False),
    ]
    assert len(read.answer("L1.1.1").citations) == 1
    assert set(read.sources) == {source}


def test_what_one_has_emptied_does_not_contradict_what_the_other_says(services, into, other, answer):
    answer(into, "L1.1.2", "yes")
    answer(other, "L1.1.2", "no")
    answer(other, "L1.1.2", None)
    join(services, other, into)
    read = services.library.open(into)
    assert read.answer("L1.1.2").value == "yes"
    assert read.conflicts == ()


# Again, on two laptops, taken back


def test_the_emptied_one_goes_to_the_trash_and_one_undo_takes_all_of_it_back(services, into, other, answer):
    answer(into, "L1.1.2", "yes")
    answer(other, "L1.1.2", "no")
    before = everything(services)
    join(services, other, into)
    assert [entry.id for entry in services.library.entries()] == [into]
    assert [entry.id for entry in services.trash.assessments()] == [other]
    after = everything(services)

    assert services.journal.undo_label("").message == "joining of {subject} into {other}"
    changed = services.journal.undo("")
    assert {changed.assessment, *(part.assessment for part in changed.beside)} == {into, other}
    assert everything(services) == before
    assert services.library.open(into).conflicts == ()
    assert {entry.id for entry in services.library.entries()} == {into, other}

    services.journal.redo("")
    assert everything(services) == after
    assert services.safekeeping.check() == []


def test_the_report_is_one_of_the_list_of_imports(services, into, other, answer):
    answer(into, "L1.1.2", "yes")
    answer(other, "L1.1.2", "no")
    answer(other, "L1.1.1", "a")
    joined = join(services, other, into)
    (kept,) = imports.every(services.database.connection)
    assert (kept.number, kept.file, kept.sender) == (joined.number, "La Palma", services.library.author)
    assert kept.report["joined"] == {"id": other, "subject": "La Palma"}
    assert kept.report["assessments"] == [
        {"id": into, "subject": "La Palma", "is_new": False, "changed": 2, "conflicts": 1}
    ]
    assert kept.report["edits"] == 2


def test_what_was_taken_back_travels_in_no_package_and_can_be_joined_anew(services, into, other, answer):
    answer(other, "L1.1.1", "a")
    joined = join(services, other, into)
    services.joining.take_back(joined.number)
    assert not any(edit.ref.kind == "answer" for edit in edits.shareable(services.database.connection, into))
    join(services, other, into)
    assert services.library.open(into).answer("L1.1.1").value == "a"


def test_taken_back_what_was_built_on_it_stays(services, into, other, answer):
    answer(other, "L1.1.1", "a")
    answer(other, "L1.1.2", "yes")
    joined = join(services, other, into)
    answer(into, "L1.1.1", "b")
    services.joining.take_back(joined.number)
    read = services.library.open(into)
    assert (read.answer("L1.1.1").value, read.answer("L1.1.2").value) == ("b", None)


def test_joined_again_after_it_went_on_elsewhere_only_what_is_new_is_taken(services, into, other, answer, foreign):
    mine, _changed = services.sources.add(into, law())
    theirs, _changed = services.sources.add(other, law())
    answer(other, "L1.1.1", "a")
    answer(other, "L1.1.2", "no")
    join(services, other, into)
    services.sources.change(into, mine, {"title": "Ley 1, reformada"})
    answer(into, "L1.1.2", "yes")  # who joined has settled it otherwise

    connection = services.database.connection
    (stood,) = edits.field(connection, other, FieldRef("answer", "L1.1.1", "value"))
    came = [
        foreign(other, FieldRef("answer", "L1.1.1", "value"), "b", replaces=[stood.id]),
        foreign(other, FieldRef("source", theirs, "link"), "https://example.org"),
    ]
    with services.database.writing() as connection:
        edits.add(connection, came)
    assert {entry.id for entry in services.library.entries()} == {into, other}  # edited after it was emptied

    look = services.joining.look(other, into)
    assert look.plan.new == 2
    assert outcomes(look.plan) == {("answer", "L1.1.1"): "new", ("answer", "L1.1.2"): "same", ("source", mine): "new"}
    services.joining.join(look)
    read = services.library.open(into)
    assert (read.answer("L1.1.1").value, read.answer("L1.1.2").value) == ("b", "yes")
    assert {key: (one.title, one.link) for key, one in read.sources.items()} == {
        mine: ("Ley 1, reformada", "https://example.org")
    }
    assert read.conflicts == ()
    assert [entry.id for entry in services.library.entries()] == [into]


def test_joined_twice_nothing_is_taken_twice(services, into, other, answer):
    answer(other, "L1.1.1", "a")
    services.answering.cite(other, "L1.1.1", services.sources.add(other, law())[0])
    join(services, other, into)
    before = services.library.open(into)
    services.trash.take_back(other)
    look = services.joining.look(other, into)
    assert look.plan.new == 0
    services.joining.join(look)
    assert services.library.open(into).fields == before.fields
    assert [entry.id for entry in services.trash.assessments()] == [other]


def test_joined_on_two_laptops_it_is_joined_once(services, into, other, answer, tmp_path):
    answer(into, "L1.1.2", "yes")
    answer(other, "L1.1.2", "no")
    answer(other, "L1.1.1", "a")
    services.answering.cite(other, "L1.1.1", services.sources.add(other, law())[0], "art. 5")
    second = open_services(tmp_path / "second")
    try:
        for one in (into, other):
            carry(services, one, second)
        join(services, other, into)
        join(second, other, into)
        for one in (into, other):
            carry(services, one, second)
            carry(second, one, services)
        assert services.library.open(into).fields == second.library.open(into).fields
        read = services.library.open(into)
        assert [conflict.ref for conflict in read.conflicts] == [VALUE]
        assert len(read.held(FieldRef("answer", "L1.1.1", "value")).heads) == 1
        assert len(read.answer("L1.1.1").citations) == 1
        assert services.library.open(other).trashed
    finally:
        second.close()


def test_a_draft_in_either_is_joined_as_it_was_typed(services, into, other):
    services.journal.typed(other, FieldRef("answer", "L1.1.1", "justification"), "Aún sin salir del campo")
    look = services.joining.look(other, into)
    services.journal.typed(other, FieldRef("answer", "L1.1.2", "justification"), "Escrito después de mirar")
    services.joining.join(look)
    read = services.library.open(into)
    assert read.answer("L1.1.1").justification == "Aún sin salir del campo"
    assert read.answer("L1.1.2").justification == "Escrito después de mirar"


# Where it cannot be


def test_another_questionnaire_is_refused_with_the_way_to_change_it(services, into, other):
    services.upgrading.upgrade(other, keep(services, of_2027()).digest)
    with pytest.raises(Refused, match="uses another questionnaire"):
        services.joining.look(other, into)


def test_a_published_one_takes_nothing_and_is_not_emptied(services, into, other, publish):
    publish(into)
    for source, target in ((into, other), (other, into)):
        with pytest.raises(Refused, match="“La Palma” is published"):
            services.joining.look(source, target)
    with pytest.raises(Refused, match="the same assessment"):
        services.joining.look(other, other)


def test_likely_twins_are_offered_first_and_what_cannot_be_is_said_last(services, other, publish):
    elsewhere = services.library.create(New("local", "SLV", "Chalatenango", "", 1, 2023, 9, "es")).assessment
    twin = services.library.create(New("local", "SLV", "LA PALMA ", "", 1, 2023, 5, "en")).assessment
    done = begin(services)
    publish(done)
    services.library.create(New("national", "SLV", "El Salvador", "", 1, 2023, 9, "es"))
    found = services.joining.targets(other)
    assert [(target.entry.id, target.likely, target.why_not is None) for target in found] == [
        (twin, True, True),
        (elsewhere, False, True),
        (done, True, False),
    ]


# Whatever both hold

ONE, TWO = "018f0000-0000-7000-8000-000000000001", "018f0000-0000-7000-8000-000000000002"
REFS = (
    FieldRef("answer", "L1.1.1", "value"),
    FieldRef("answer", "L1.1.2", "justification"),
    FieldRef("source", "11111111-1111-4111-8111-111111111111", "title"),
    FieldRef("source", "22222222-2222-4222-8222-222222222222", "title"),
    FieldRef("source", "22222222-2222-4222-8222-222222222222", "link"),
    FieldRef("finding", "33333333-3333-4333-8333-333333333333", "domain"),
    FieldRef("finding", "33333333-3333-4333-8333-333333333333", "sources/22222222-2222-4222-8222-222222222222"),
)
WORDS = ("a", "b", None)


@st.composite
def histories(draw, assessment):
    """A history of a few fields: each edit replaces some of those before it in its field."""
    made = []
    for number, (ref, word, some) in enumerate(
        draw(st.lists(st.tuples(st.sampled_from(REFS), st.sampled_from(WORDS), st.integers(0, 3)), max_size=9))
    ):
        earlier = [edit.id for edit in made if edit.ref == ref]
        value = (word is not None or None) if "/" in ref.field else word
        salt = draw(st.integers(0, 2**64)) << 40 | int(assessment[-1]) << 20 | number
        made.append(
            make(
                assessment, ref, value, replaces=earlier[-some:] if some else [], author="name:Ana",
                at=f"2023-05-02T15:04:{number:02d}.000Z", action=assessment, salt=f"{salt:032x}",
            )
        )  # fmt: skip
    return made


def standing(made):
    """The values that stand, by field: as JSON, without those that say nothing."""
    fields = Union({}).plus(made).fields
    return {ref: {json.dumps(head.value) for head in held.heads} - {"null"} for ref, held in fields.items()}


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(histories(ONE), histories(TWO))
def test_every_value_of_both_stands_in_the_end(own, others):
    plan = joining(ONE, own, TWO, others)
    assert all(proven(edit.id, edit.record, edit.body).assessment == ONE for edit in plan.edits)
    after = standing([*own, *plan.edits])
    for ref, values in standing(own).items():
        assert values <= after[ref]
    for ref, values in standing(others).items():
        # A thing that is alike may have the key of its twin, and stand under that.
        twins = {one for one in after if (one.kind, _name(one)) == (ref.kind, _name(ref))}
        places = [ref] if ref.kind == "answer" else twins
        assert values <= set().union(*(after.get(place, set()) for place in places))
    again = joining(ONE, [*own, *plan.edits], TWO, others)
    assert again.new == 0
    assert standing([*own, *plan.edits, *again.edits]) == after


def _name(ref):
    return ref.field.partition("/")[0]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(histories(ONE), histories(TWO), st.randoms())
def test_the_order_in_which_edits_came_makes_no_difference(own, others, chance):
    mixed = list(others)
    chance.shuffle(mixed)
    assert set(joining(ONE, own, TWO, mixed).edits) == set(joining(ONE, own, TWO, others).edits)


@pytest.mark.parametrize("value", [[1, {"a": [2]}], {"a": 1}, 7, "words", [], ["no hash"]])
def test_a_value_that_no_field_may_hold_is_taken_as_it_is(value):
    at = {"author": "name:Ana", "at": "2023-05-02T15:04:05.000Z", "action": TWO, "replaces": ()}
    refs = [FieldRef(kind, "x", field) for kind, field in (
        ("finding", "deleted"), ("citation", "source"), ("comment", "on"), ("source", "title"), ("newer", "unknown/x"),
    )]  # fmt: skip
    others = [make(TWO, ref, value, salt=f"{place:032x}", **at) for place, ref in enumerate(refs)]
    plan = joining(ONE, [], TWO, others)
    assert {(edit.ref, json.dumps(edit.value)) for edit in plan.edits} == {(ref, json.dumps(value)) for ref in refs}


def test_what_belongs_to_an_assessment_as_such_is_left(services, into, other):
    plan = services.joining.look(other, into).plan
    assert not any(edit.ref.kind in LEFT for edit in plan.edits)
