"""An assessment assembled from edits: conflicts, deletion, drafts, order, membership and languages."""

from dataclasses import replace

import pytest

from mgi_desktop.domain.assessment import assemble
from mgi_desktop.domain.edits import FieldRef, heads, make
from mgi_desktop.domain.entities import seen
from mgi_desktop.domain.held import Head, Held
from mgi_desktop.domain.progress import State, state
from mgi_desktop.domain.stages import stage_of

A = "01890a5d-ac96-774b-bcce-b302099a8057"


class Desk:
    """Collects edits as laptops make them, and reads what they say together."""

    def __init__(self):
        self.edits = {}

    def put(self, place, value, *, beside=False, replaces=None, author="name:Ana"):
        """Make an edit of `kind/key/field` over what stands; `beside` as one who had not seen it."""
        ref = FieldRef(*place.split("/", 2))
        seen = () if beside else (one.id for one in heads(self.edits.values()).get((A, ref), ()))
        made = make(
            A, ref, value, replaces=seen if replaces is None else replaces, author=author,
            at="2023-05-02T15:04:05.000Z", action=A, salt=f"{len(self.edits):032x}",
        )  # fmt: skip
        self.edits[made.id] = made
        return made

    def fields(self, **drafts):
        held = {
            ref: Held(tuple(Head(one.id, one.value, one.author, one.at) for one in edits))
            for (_, ref), edits in heads(self.edits.values()).items()
        }
        for place, draft in drafts.items():
            ref = FieldRef(*place.split("/", 2))
            held[ref] = Held(held[ref].heads if ref in held else (), draft)
        return held

    def read(self, **drafts):
        return assemble(A, self.fields(**drafts))

    def delete(self, kind, key):
        """Delete as one who sees all there is now."""
        held = self.fields()
        return self.put(f"{kind}/{key}/deleted", sorted(seen(held)[kind, key]))

    def finding(self, key, text, rank="V", **fields):
        values = {"domain": "1", "kind": "potential", "text@es": text, "rank": rank, **fields}
        for name, value in values.items():
            self.put(f"finding/{key}/{name}", value)


@pytest.fixture
def desk():
    return Desk()


def test_the_assessment_itself(desk):
    for name, value in {
        "instrument": "0" * 64, "country": "SLV", "subject": "La Palma", "area": "Chalatenango", "level": "local",
        "title@es": "Perfil", "title@fr": "Profil", "round": 2, "follows": "x", "year": 2023, "month": 9,
        "language": "es", "stage": "draft",
    }.items():  # fmt: skip
        desk.put(f"assessment/{A}/{name}", value)
    read = desk.read()
    assert (read.id, read.instrument, read.country, read.subject) == (A, "0" * 64, "SLV", "La Palma")
    assert (read.area, read.level, read.round, read.follows) == ("Chalatenango", "local", 2, "x")
    assert (read.year, read.month, read.language, read.stage) == (2023, 9, "es", "draft")
    assert read.title == {"es": "Perfil", "fr": "Profil"}


def test_an_empty_assessment_is_safe_to_show(desk):
    read = desk.read()
    assert (read.subject, read.round, read.month, read.language, read.stage) == ("", 1, None, "en", "collecting")
    assert read.answer("L1.1.1").value is None
    assert read.held(FieldRef("answer", "L1.1.1", "value")).value is None


def test_values_of_the_wrong_kind_are_shown_as_nothing(desk):
    for name, value in {"subject": 5, "year": "2023", "month": True, "title@es": ["x"], "round": None}.items():
        desk.put(f"assessment/{A}/{name}", value)
    desk.put("answer/L1.1.1/value", {"a": 1})
    desk.finding("f", "x", rank="~", **{"indicators/L1.1.1": "yes", "deleted": [["x"], 1]})
    read = desk.read()
    assert (read.subject, read.year, read.month, read.title, read.round) == ("", 0, None, {}, 1)
    assert read.answer("L1.1.1").value is None
    assert (read.findings[0].rank, read.findings[0].indicators) == ("", ())


def test_two_values_side_by_side_are_a_conflict_and_the_smallest_id_is_shown(desk):
    first = desk.put("answer/L1.1.1/value", "yes")
    one = desk.put("answer/L1.1.1/value", "no", replaces=[first.id])
    other = desk.put("answer/L1.1.1/value", "partial", replaces=[first.id])
    smallest = min(one, other, key=lambda edit: edit.id)
    read = desk.read()
    answer = read.answer("L1.1.1")
    assert (answer.value, answer.in_conflict, state(None, answer)) == (smallest.value, True, State.TO_BE_VERIFIED)
    (conflict,) = read.conflicts
    assert conflict.ref == one.ref
    assert {head.value for head in conflict.heads} == {"no", "partial"}
    desk.put("answer/L1.1.1/value", "yes")
    assert desk.read().conflicts == ()
    assert desk.read().answer("L1.1.1").value == "yes"


def test_the_same_value_twice_is_no_conflict(desk):
    desk.put("answer/L1.1.1/value", "yes", author="name:Ana")
    desk.put("answer/L1.1.1/value", "yes", beside=True, author="name:Berta")
    assert desk.read().conflicts == ()
    desk.put("answer/L1.1.2/verify", True)
    desk.put("answer/L1.1.2/verify", None, beside=True)
    assert len(desk.read().conflicts) == 1


def test_a_conflict_in_a_citation_is_one_in_its_answer(desk):
    desk.put("source/s/title", "Ley")
    desk.put("citation/c/answer", "L1.1.1")
    desk.put("citation/c/source", "s")
    desk.put("citation/c/locator", "art. 5")
    desk.put("citation/c/locator", "art. 6", beside=True)
    assert desk.read().answer("L1.1.1").in_conflict
    assert not desk.read().answer("L1.1.2").in_conflict


def test_whether_to_suggest_is_no_part_of_the_answer(desk):
    desk.put("answer/L1.1.1/value", "yes")
    desk.put("answer/L1.1.1/suggestion", "set_aside")
    desk.put("answer/L1.1.1/suggestion", None, beside=True)
    assert len(desk.read().conflicts) == 1
    assert not desk.read().answer("L1.1.1").in_conflict


def test_the_order_settles_itself(desk):
    desk.finding("f", "x", rank="V")
    other = desk.put("finding/f/rank", "k", beside=True)
    smallest = min(heads(desk.edits.values())[A, other.ref], key=lambda edit: edit.id)
    read = desk.read()
    assert (read.conflicts, read.findings[0].rank, read.findings[0].in_conflict) == ((), smallest.value, False)


def test_equal_ranks_are_ordered_by_key_and_code_points_count(desk):
    for key, rank in [("c", "V"), ("a", "V"), ("b", "V"), ("z", "1"), ("y", "a"), ("x", "Z")]:
        desk.finding(key, key, rank)
    assert [finding.key for finding in desk.read().findings] == ["z", "a", "b", "c", "x", "y"]


def test_deleting_hides_and_restoring_brings_all_back(desk):
    desk.finding("f", "Texto", **{"indicators/L1.1.1": True})
    before = desk.read()
    desk.delete("finding", "f")
    assert (desk.read().findings, desk.read().conflicts) == ((), ())
    assert [finding.text for finding in desk.read().removed_findings] == [{"es": "Texto"}]
    desk.put("finding/f/deleted", None)
    assert desk.read().findings == before.findings
    assert desk.read().removed_findings == ()


def test_deleted_against_edited_stays_visible_until_somebody_decides(desk):
    desk.finding("f", "Texto")
    desk.delete("finding", "f")
    desk.put("finding/f/text@es", "Otro texto")
    read = desk.read()
    assert read.findings[0].in_conflict
    assert read.removed_findings == ()
    assert [conflict.ref for conflict in read.conflicts] == [FieldRef("finding", "f", "deleted")]
    restored = Desk()
    restored.edits = dict(desk.edits)
    restored.put("finding/f/deleted", None)
    assert restored.read().conflicts == ()
    assert restored.read().findings[0].text == {"es": "Otro texto"}
    desk.delete("finding", "f")
    assert (desk.read().findings, desk.read().conflicts) == ((), ())


def test_deleted_here_and_restored_there_is_a_conflict(desk):
    desk.finding("f", "Texto")
    first = desk.delete("finding", "f")
    desk.put("finding/f/deleted", None, replaces=[first.id])
    desk.put("finding/f/deleted", first.value, replaces=[first.id])
    read = desk.read()
    assert read.findings[0].in_conflict
    assert [conflict.ref.field for conflict in read.conflicts] == ["deleted"]


def test_a_removed_comment_that_somebody_answered_stays_visible(desk):
    desk.put("comment/c/on", "answer/L1.1.1")
    desk.put("comment/c/text", "¿Vigente?")
    desk.delete("comment", "c")
    assert desk.read().comments == ()
    desk.put("comment/r/on", "answer/L1.1.1")
    desk.put("comment/r/text", "Sí.")
    desk.put("comment/r/answers", "c")
    read = desk.read()
    assert {comment.key for comment in read.comments} == {"c", "r"}
    assert [conflict.ref for conflict in read.conflicts] == [FieldRef("comment", "c", "deleted")]


def test_a_removed_thread_is_gone_with_its_answers(desk):
    for key, more in (("c", {}), ("r", {"answers": "c"})):
        for name, value in {"on": "answer/L1.1.1", "text": key, **more}.items():
            desk.put(f"comment/{key}/{name}", value)
    desk.delete("comment", "c")
    desk.delete("comment", "r")
    assert (desk.read().comments, desk.read().conflicts) == ((), ())


@pytest.mark.parametrize(
    ("values", "stage"),
    [
        ([], "collecting"),
        (["published"], "published"),
        (["published", "draft"], "draft"),
        (["published", None], "collecting"),
        (["published", "archived"], "published"),
        (["archived"], "collecting"),
    ],
)
def test_of_two_stages_the_earlier_one_counts(values, stage):
    assert stage_of(Head(f"{n}", value, "name:A", "") for n, value in enumerate(values)) == stage


def test_deleted_on_two_laptops_is_deleted(desk):
    desk.finding("f", "Texto")
    desk.delete("finding", "f")
    held = desk.fields()
    seen = sorted(head.id for ref, value in held.items() if ref.field != "deleted" for head in value.heads)
    desk.put("finding/f/deleted", seen, beside=True)
    assert (desk.read().findings, desk.read().conflicts) == ((), ())


def test_a_new_reference_to_what_was_deleted_is_a_conflict(desk):
    desk.put("source/s/title", "Ley 155")
    desk.put("citation/c/answer", "L1.1.1")
    desk.put("citation/c/source", "s")
    desk.delete("source", "s")
    assert desk.read().sources == {}
    assert desk.read().answer("L1.1.1").citations == ()
    assert desk.read().conflicts == ()
    desk.finding("f", "Texto", **{"sources/s": True})
    read = desk.read()
    assert list(read.sources) == ["s"]
    assert [conflict.ref for conflict in read.conflicts] == [FieldRef("source", "s", "deleted")]
    assert len(read.answer("L1.1.1").citations) == 1
    desk.delete("finding", "f")
    assert desk.read().sources == {}


def test_a_comment_on_a_deleted_finding_makes_it_visible(desk):
    desk.finding("f", "Texto")
    desk.delete("finding", "f")
    desk.put("comment/k/text", "¿Por qué?")
    desk.put("comment/k/on", "finding/f")
    read = desk.read()
    assert read.findings[0].in_conflict
    assert read.comments[0].on == "finding/f"


def test_what_is_being_typed_is_shown_before_it_is_an_edit(desk):
    desk.put("answer/L1.1.1/justification", "Hay")
    read = desk.read(**{"answer/L1.1.1/justification": "Hay una", "finding/f/text@es": "Nuevo"})
    assert read.answer("L1.1.1").justification == "Hay una"
    assert read.held(FieldRef("answer", "L1.1.1", "justification")).settled == "Hay"
    assert read.findings[0].text == {"es": "Nuevo"}
    assert desk.read(**{"answer/L1.1.1/justification": ""}).answer("L1.1.1").justification == ""


def test_membership_is_one_field_for_each_member(desk):
    desk.put("source/s/title", "Ley")
    desk.finding("f", "x", **{"indicators/L1.1.2": True, "indicators/L1.1.1": True, "indicators/L1.1.3": True})
    desk.put("finding/f/indicators/L1.1.3", None)
    desk.put("finding/f/indicators/L1.1.4", False)
    desk.put("finding/f/sources/s", True)
    desk.put("finding/f/sources/gone", True)
    (finding,) = desk.read().findings
    assert finding.indicators == ("L1.1.1", "L1.1.2")
    assert finding.sources == ("s",)


def test_a_text_has_languages_of_its_own(desk):
    desk.finding("f", "Texto")
    desk.put("finding/f/text@fr", "Texte")
    desk.put("finding/f/text@pt-BR", "Texto (BR)")
    desk.put("finding/f/text@ar", None)
    assert desk.read().findings[0].text == {"es": "Texto", "fr": "Texte", "pt-BR": "Texto (BR)"}


def test_what_was_taken_back_whole_is_not_there(desk):
    desk.finding("f", "Texto")
    for edit in list(desk.edits.values()):
        desk.put("/".join(edit.ref), None)
    assert (desk.read().findings, desk.read().removed_findings) == ((), ())


def test_a_section_that_is_only_switched_off_is_there(desk):
    desk.put("section/introduction/enabled", False)
    assert [section.enabled for section in desk.read().sections] == [False]


def test_a_citation_that_has_not_come_whole_is_not_shown_yet(desk):
    desk.put("source/s/title", "Ley")
    desk.put("citation/c/source", "s")
    assert desk.read().answers == {}
    desk.put("citation/c/answer", "L1.1.1")
    assert len(desk.read().answer("L1.1.1").citations) == 1


def test_names_come_from_people_and_a_name_is_never_cut(desk):
    key = "ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    assert desk.read().person(key) == "faluv-galiz"
    assert desk.read().person("name:Department of the Interior") == "Department of the Interior"
    desk.put(f"person/{key}/name", "Ana M.")
    assert desk.read().person(key) == "Ana M."


def test_who_wrote_an_answer_last_is_shown_with_it(desk):
    desk.put("answer/L1.1.1/value", "yes", author="name:Ana")
    later = make(
        A, FieldRef("answer", "L1.1.1", "justification"), "x", replaces=[], author="name:Berta",
        at="2023-06-01T00:00:00.000Z", action=A, salt="f" * 32,
    )  # fmt: skip
    desk.edits[later.id] = later
    answer = desk.read().answer("L1.1.1")
    assert (answer.author, answer.at) == ("name:Berta", later.at)


def test_what_a_newer_version_wrote_is_kept_and_named_and_no_conflict_here(desk):
    desk.put("answer/L1.1.1/weight", "3")
    desk.put("answer/L1.1.1/weight", "4", beside=True)
    desk.put("budget/b/text", "x")
    desk.put("answer/L1.1.1/value", "yes")
    read = desk.read()
    assert read.newer == (FieldRef("answer", "L1.1.1", "weight"), FieldRef("budget", "b", "text"))
    assert read.conflicts == ()
    assert state(None, read.answer("L1.1.1")) is State.ANSWERED


def test_the_same_edits_give_the_same_assessment_in_any_order(desk):
    desk.finding("f", "Texto", **{"sources/s": True})
    desk.put("source/s/title", "Ley")
    desk.put("answer/L1.1.1/value", "yes")
    desk.put("answer/L1.1.1/value", "no", beside=True)
    desk.delete("finding", "f")
    read = desk.read()
    desk.edits = dict(reversed(desk.edits.items()))
    assert desk.read() == replace(read, fields=desk.read().fields)
