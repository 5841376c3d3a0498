"""Import and export of plain documents: the same content both ways, edits of what differs only."""

import hashlib
import json
import random

import pytest
import rfc8785
from jsonschema import Draft202012Validator

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.keys import finding_key
from mgi_desktop.exchange.document import taking
from mgi_desktop.paths import resources
from mgi_desktop.services.exporting import export
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits, local
from tests.documents import (
    ACCEPTED,
    ASKED,
    EARLIER,
    FIRST,
    ID,
    LAW,
    PROPOSAL,
    REMARK,
    REPLY,
    SECOND,
    bare,
    full,
    put,
    small,
)

SCHEMA = json.loads((resources() / "schemas" / "document.json").read_bytes())


@pytest.fixture
def take(services, tmp_path):
    """Takes a document in."""

    def take_one(document):
        return services.exchanging.take(put(tmp_path / "in.json", document))

    return take_one


@pytest.fixture
def say(services, tmp_path):
    """Exports an assessment, as bytes."""

    def say_one(assessment=ID):
        export(services.exporting.snapshot(assessment), tmp_path / "out.json")
        return (tmp_path / "out.json").read_bytes()

    return say_one


@pytest.fixture
def elsewhere(services, tmp_path):
    """Another laptop that was given some edits of this one."""
    opened = []

    def open_one(given):
        other = open_services(tmp_path / f"other {len(opened)}")
        opened.append(other)
        with other.database.writing() as connection:
            edits.add(connection, given)
        return other

    yield open_one
    for other in opened:
        other.close()


def all_edits(services):
    return list(edits.every(services.journal.read))


def test_a_document_with_every_field_says_the_same_after_import_and_export(take, say):
    assert take(full()).new
    assert json.loads(say()) == full()


def test_the_export_has_the_order_of_the_design(take, say):
    take(full())
    assert say() == json.dumps(full(), ensure_ascii=False, indent=1).encode() + b"\n"


def test_an_own_export_makes_no_edit(take, say, services):
    take(full())
    before = all_edits(services)
    again = take(json.loads(say()))
    assert (again.new, again.edits, again.not_taken) == (False, 0, ())
    assert all_edits(services) == before


def test_the_same_edits_in_another_order_are_the_same_bytes_elsewhere(take, say, services, elsewhere, tmp_path):
    take(full())
    take(full(title="Otro título", stage="consultation"))
    services.answering.answer(ID, "L1.1.2", "yes")
    given = all_edits(services)
    random.Random(7).shuffle(given)
    other = elsewhere(given)
    export(other.exporting.snapshot(ID), tmp_path / "elsewhere.json")
    assert (tmp_path / "elsewhere.json").read_bytes() == say()


def test_the_smallest_document_is_a_new_assessment_each_time(take, say):
    first, second = take(small()), take(small())
    assert first.new
    assert second.new
    assert first.assessment != second.assessment
    said = json.loads(say(first.assessment))
    assert said["subject"] == {"country": "SLV", "name": "Río Claro", "area": None, "level": "local"}
    assert (said["title"], said["round"], said["stage"], said["month"]) == (None, 1, "collecting", None)
    assert take(said).edits == 0


def test_an_id_that_nobody_knows_is_kept(take, say):
    assert take(small(id=EARLIER)).assessment == EARLIER
    assert json.loads(say(EARLIER))["id"] == EARLIER


def test_only_what_differs_becomes_edits(take, say):
    take(full())
    changed = full(stage="validated")
    changed["answers"][0]["justification"] = "Otra razón."
    changed["findings"][1]["text"] = "Hay clases por la mañana."
    taken = take(changed)
    assert taken.changed.fields == {
        FieldRef("assessment", ID, "stage"),
        FieldRef("answer", "L1.1.1", "justification"),
        FieldRef("finding", FIRST, "text@es"),
    }
    assert json.loads(say()) == changed


def test_one_move_is_one_edit(take, say):
    document = full()
    finding = document["findings"][1]
    document["findings"] = [
        {**finding, "id": f"33333333-3333-4333-8333-3333333333{n:02d}", "text": f"Punto {n}."} for n in range(10)
    ]
    take(document)
    document["findings"].insert(0, document["findings"].pop())
    assert [ref.field for ref in take(document).changed.fields] == ["rank"]
    assert [item["text"] for item in json.loads(say())["findings"]] == ["Punto 9.", *(f"Punto {n}." for n in range(9))]


def test_equal_ranks_made_apart_are_no_reason_for_edits(take, say, services, elsewhere):
    take(full())
    other = elsewhere(all_edits(services))
    for place in (services, other):
        place.findings.add(ID, "1", "well_developed", "Al final.")
    with services.database.writing() as connection:
        edits.add(connection, all_edits(other))
    ranks = [finding.rank for finding in services.library.open(ID).findings]
    assert len(set(ranks)) < len(ranks)
    assert take(json.loads(say())).edits == 0


def test_what_a_document_does_not_name_stays(take, say):
    take(full())
    empty = {name: [] for name in ("sections", "answers", "sources", "findings", "comments")}
    head = {name: full()[name] for name in ("title", "round", "follows", "month", "stage")}
    take(small(id=ID, **empty))
    take(small(id=ID))
    document = small(id=ID, **head)
    document["sections"] = [{"key": "introduction"}, {"key": "annexes"}]
    document["answers"] = [{"indicator": "L1.1.1"}]
    document["sources"] = [{"id": LAW, "title": "Ordenanza 12"}]
    document["comments"] = [
        {"id": REMARK, "on": {"kind": "answer", "key": "L1.1.1"}, "text": full()["comments"][0]["text"]}
    ]
    assert take(document).edits == 0
    assert json.loads(say()) == full()


def test_null_empties_a_field(take, say):
    take(full())
    document = full(title=None, follows=None, month=None)
    document["subject"]["area"] = None
    document["answers"][0]["value"] = None
    document["sources"][1]["file"] = None
    take(document)
    assert json.loads(say()) == document


def test_deleted_removes_and_naming_it_again_brings_it_back(take, say):
    take(full())
    document = small(
        id=ID,
        sources=[{"id": LAW, "deleted": True}],
        findings=[{"id": SECOND, "deleted": True}],
        sections=[{"key": "introduction", "deleted": True}],
        comments=[{"id": one, "deleted": True} for one in (REMARK, REPLY, PROPOSAL)],
        decisions=[{"id": ACCEPTED, "deleted": True}],
        answers=[{"indicator": "L1.1.1", "citations": [{"source": LAW, "locator": "art. 5", "deleted": True}]}],
    )
    del document["answers"]
    take(document)
    said = json.loads(say())
    assert [item["title"] for item in said["sources"]] == ["Sitio de la alcaldía"]
    assert [item["id"] for item in said["findings"]] == [FIRST]
    assert [item["key"] for item in said["sections"]] == ["annexes"]
    assert said["comments"] == []
    assert [item["id"] for item in said["decisions"]] == [ASKED]
    assert [citation["locator"] for citation in said["answers"][0]["citations"]] == [None]
    assert "conflicts" not in said
    take(document)
    assert json.loads(say()) == said
    take(full())
    assert json.loads(say()) == full()


def test_a_citation_is_removed_by_source_and_place(take, say):
    take(full())
    citations = [{"source": LAW, "locator": "art. 5", "deleted": True}]
    take(small(id=ID, answers=[{"indicator": "L1.1.1", "citations": citations}]))
    said = json.loads(say())["answers"][0]["citations"]
    assert [citation["locator"] for citation in said] == ["art. 3", None]


def test_a_deletion_of_what_is_not_here_is_nothing(take, say):
    take(full())
    nobody = "55555555-5555-4555-8555-555555555555"
    assert take(small(id=ID, findings=[{"id": nobody, "deleted": True}])).edits == 0


def test_ids_are_optional_and_the_same_file_gives_the_same_findings_on_two_laptops(
    take, say, services, elsewhere, tmp_path
):
    document = bare(full())
    twin = {**document["findings"][0], "translations": {}}
    document["findings"] += [twin]
    take(document)
    other = elsewhere([])
    other.exchanging.take(put(tmp_path / "in.json", document))
    with services.database.writing() as connection:
        edits.add(connection, all_edits(other))
    said = json.loads(say())
    assert [item["text"] for item in said["findings"]] == [item["text"] for item in document["findings"]]
    assert len(said["comments"]) == len(full()["comments"])
    assert "conflicts" not in said


def test_without_ids_a_finding_is_met_by_its_words_and_taken_again_without_an_edit(take, say):
    take(bare(full()))
    said = say()
    assert take(bare(full())).edits == 0
    assert say() == said


def test_without_ids_what_was_written_anew_here_is_not_undone(take, say, services):
    take(bare(full()))
    key = json.loads(say())["findings"][0]["id"]
    services.journal.typed(ID, FieldRef("finding", key, "text@es"), "Escrito de nuevo aquí.")
    take(bare(full()))
    texts = [item["text"] for item in json.loads(say())["findings"]]
    assert sorted(texts) == sorted(["Escrito de nuevo aquí.", *(item["text"] for item in full()["findings"])])
    assert take(bare(full())).edits == 0


def test_without_ids_a_changed_remark_is_not_undone(take, say, services):
    take(bare(full()))
    key = json.loads(say())["comments"][0]["id"]
    take(small(id=ID, comments=[{"id": key, "on": {"kind": "answer", "key": "L1.1.1"}, "text": "Ya se sabe."}]))
    take(bare(full()))
    assert [item["text"] for item in json.loads(say())["comments"]] == [
        "Ya se sabe.",
        "¿Desde qué año?",
        "Desde 2014.",
        "",
    ]


def test_a_finding_with_an_id_and_its_twin_without_are_two(take, say):
    take(bare(full()))
    one = json.loads(say())["findings"][0]
    take(small(id=ID, findings=[one, {name: one[name] for name in ("domain", "kind", "text")}]))
    assert [item["text"] for item in json.loads(say())["findings"]].count(one["text"]) == 2


def test_citations_that_say_the_same_are_all_kept(take, say):
    document = full()
    document["answers"][0]["citations"] = [{"source": LAW, "locator": "art. 5"}] * 2
    take(document)
    assert json.loads(say()) == document
    assert take(document).edits == 0


def test_sources_may_have_names_of_their_own(take, say):
    document = small(
        id=ID,
        sources=[{"id": "s1", "title": "Ordenanza"}],
        answers=[{"indicator": "L1.1.1", "citations": [{"source": "s1"}]}],
        findings=[{"domain": "2", "kind": "potential", "text": "Texto.", "sources": ["s1"]}],
    )
    take(document)
    said = json.loads(say())
    key = said["sources"][0]["id"]
    assert said["answers"][0]["citations"] == [{"source": key, "locator": None}]
    assert said["findings"][0]["sources"] == [key]
    assert take(document).edits == 0
    del document["sources"]
    assert take(document).edits == 0


def test_a_section_may_be_switched_off_without_a_text(take, say):
    take(small(id=ID, sections=[{"key": "introduction", "enabled": False}, {"key": "context"}]))
    assert json.loads(say())["sections"] == [
        {"key": "introduction", "title": None, "text": None, "enabled": False},
    ], "a section of which nothing is said is as it is by default"


def conflicting(services, foreign, ref, *values):
    with services.database.writing() as connection:
        edits.add(connection, [foreign(ID, ref, value) for value in values])


@pytest.mark.parametrize("value", ["b", "a"])
def test_in_a_conflict_a_value_equal_to_any_head_makes_no_edit(take, services, foreign, value):
    take(small(id=ID))
    conflicting(services, foreign, FieldRef("answer", "L1.1.1", "value"), "a", "b")
    assert take(small(id=ID, answers=[{"indicator": "L1.1.1", "value": value}])).edits == 0
    assert len(services.library.open(ID).conflicts) == 1
    assert take(small(id=ID, answers=[{"indicator": "L1.1.1", "value": "c"}])).edits == 1
    assert services.library.open(ID).conflicts == ()


def test_a_finding_whose_text_is_in_conflict_is_met_by_either_text(take, services, foreign):
    take(small(id=ID))
    for name, value in (("domain", "1"), ("kind", "potential"), ("rank", "V")):
        conflicting(services, foreign, FieldRef("finding", FIRST, name), value)
    conflicting(services, foreign, FieldRef("finding", FIRST, "text@es"), "Uno.", "Otro.")
    for text in ("Uno.", "Otro."):
        assert take(small(id=ID, findings=[{"domain": "1", "kind": "potential", "text": text}])).edits == 0


def test_conflicts_are_written_and_ignored_on_import(take, say, services, foreign):
    take(full())
    conflicting(services, foreign, FieldRef("answer", "L2.1.2", "value"), "yes", "no")
    said = json.loads(say())
    assert said["conflicts"] == [
        {
            "on": {"kind": "answer", "key": "L2.1.2"},
            "field": "value",
            "values": said["conflicts"][0]["values"],
        }
    ]
    values = said["conflicts"][0]["values"]
    assert sorted(value["value"] for value in values) == ["no", "yes"]
    Draft202012Validator(SCHEMA).validate(said)
    Draft202012Validator({"$ref": "#/$defs/conflict", "$defs": SCHEMA["$defs"]}).validate(said["conflicts"][0])
    assert {(value["author"], value["at"]) for value in values} == {("Ana", "2023-05-02T15:04:05.000Z")}
    assert take(said).edits == 0
    said["conflicts"] = "nonsense"
    assert take(said).edits == 0


def test_deleted_against_edited_is_written_as_true_and_false_are_read(take, say, services, elsewhere):
    take(full())
    other = elsewhere(all_edits(services))
    services.findings.remove(ID, FIRST)
    other.journal.typed(ID, FieldRef("finding", FIRST, "text@es"), "Cambiado.")
    other.journal.flush()
    with services.database.writing() as connection:
        edits.add(connection, all_edits(other))
    said = json.loads(say())
    (conflict,) = said["conflicts"]
    assert conflict["on"] == {"kind": "finding", "key": FIRST}
    assert conflict["field"] == "deleted"
    assert [value["value"] for value in conflict["values"]] == [True]
    assert take(said).edits == 0


def test_line_ends_become_lf(take, say):
    text = "uno\r\ndos\rtres\u0085cuatro\u2028cinco\u2029seis\vsiete\focho"
    take(small(id=ID, answers=[{"indicator": "L1.1.1", "justification": text}]))
    said = json.loads(say())["answers"][0]["justification"]
    assert said == "uno\ndos\ntres\ncuatro\ncinco\nseis\nsiete\nocho"


@pytest.mark.parametrize(
    "text", ["<b>&amp;</b> #let $x$ *a* _b_ @c \\n", "=1+1", " \u00a0 ", "e\u0301\u202e", "مرحبا 中文 Ж 😀"]
)
def test_text_is_never_changed(take, say, text):
    take(small(id=ID, findings=[{"domain": "1", "kind": "potential", "text": text}]))
    assert json.loads(say())["findings"][0]["text"] == text


def test_keys_that_nobody_knows_are_listed_with_their_place(take):
    document = full(mood="good")
    document["subject"]["mayor"] = "?"
    document["sources"][1]["file"]["pages"] = 3
    document["comments"][0]["on"]["x"] = None
    document["sections"][0]["translations"]["fr"]["mood"] = "bon"
    assert take(document).not_taken == (
        "mood",
        "subject.mayor",
        "sections[0].translations.fr.mood",
        "sources[1].file.pages",
        "comments[0].on.x",
    )


def test_what_is_being_typed_counts_before_a_document_is_taken(take, say, services):
    take(full())
    services.journal.typed(ID, FieldRef("answer", "L2.1.1", "justification"), "Recién escrito.")
    assert take(small(id=ID, stage="draft", answers=[{"indicator": "L2.1.1", "value": "yes"}])).edits == 1
    assert json.loads(say())["answers"][2]["justification"] == "Recién escrito."


def test_an_import_is_one_deed_and_is_undone_whole(take, say, services):
    take(full())
    before = say()
    take(full(title="Otro", stage="validated", month=None))
    services.journal.undo(ID)
    assert say() == before


def test_the_questionnaire_of_an_assessment_stays_its_own(take, services):
    """What was begun with a questionnaire that is no longer shipped is still taken in again."""
    shipped = json.loads((resources() / "instruments" / "mgi-local.json").read_bytes())
    older = rfc8785.dumps({**shipped, "version": "2024.1"})
    digest = hashlib.sha256(older).hexdigest()
    take(small(id=ID))
    with services.database.writing() as connection:
        local.keep_instrument(connection, digest, older)
    services.library.change(ID, "instrument", digest)
    assert take(small(id=ID, month=3, instrument={"id": "mgi-local", "version": "2024.1"})).edits == 1


def test_the_sample_is_taken_once(services):
    first = services.exchanging.sample()
    assert first.new
    assert first.edits > 0
    services.stages.withdraw(first.assessment, "collecting")
    again = services.exchanging.sample()
    assert (again.assessment, again.new, again.edits) == (first.assessment, False, 0)


def test_many_deletions_read_the_assessment_a_few_times_only(services, take):
    names = [f"00000000-0000-4000-8000-{n:012}" for n in range(400)]
    sources = [{"id": name, "title": f"Fuente {name}"} for name in names]
    take(small(id=ID, sources=sources))
    asked = []
    services.journal.read.set_trace_callback(asked.append)
    take(small(id=ID, sources=[{"id": name, "deleted": True} for name in names]))
    assert services.library.open(ID).sources == {}
    services.journal.undo(ID)
    services.journal.redo(ID)
    assert services.library.open(ID).sources == {}
    services.journal.read.set_trace_callback(None)
    assert sum(statement.startswith("SELECT kind, key, field, edit") for statement in asked) < 10


def test_many_findings_with_the_same_words_are_told_apart_in_one_pass(take, services, monkeypatch):
    made = []
    monkeypatch.setattr(taking, "finding_key", lambda *parts: made.append(finding_key(*parts)) or made[-1])
    twins = [{"domain": "1", "kind": "potential", "text": "Lo mismo."}] * 400
    for _again in range(2):
        take(small(id=ID, findings=twins))
        assert len(services.library.open(ID).findings) == len(made) == 400


def test_changes_of_stage_go_round_with_and_without_ids(take, say, services):
    take(bare(full()))
    assert take(bare(full())).edits == 0
    said = json.loads(say())["stage_changes"]
    assert [{**change, "id": ""} for change in said] == [{**change, "id": ""} for change in full()["stage_changes"]]
    read = services.library.open(ID)
    assert (read.stage, [read.person(change.author) for change in read.stage_changes]) == ("draft", ["Ana", "Beto"])


def test_changes_of_stage_move_nothing(take, services):
    take(small(id=ID, stage_changes=[{"stage": "published"}]))
    assert services.library.open(ID).stage == "collecting"
    services.answering.answer(ID, "L1.1.1", "a")


def test_a_new_document_may_arrive_as_published(take, say, services):
    document = full(stage="published")
    take(document)
    assert services.library.open(ID).published
    assert json.loads(say()) == document
    assert take(document).edits == 0  # nothing differs, so nothing is refused
    assert services.library.entries()[0].stage == "published"


def test_what_differs_is_refused_where_it_is_published_and_taken_where_it_was_reopened(take, say, services):
    take(full(stage="published"))
    before = all_edits(services)
    for change in ({"title": "Otro"}, {"stage": "draft"}, {"stage_changes": [{"stage": "draft"}]}):
        with pytest.raises(Refused, match="published"):
            take(full(**{"stage": "published", **change}))
    assert all_edits(services) == before
    services.stages.reopen(ID, "draft", "A correction came in.")
    take(full(title="Otro"))
    assert json.loads(say())["title"] == "Otro"


def test_an_import_does_not_publish_a_conflict(take, services, foreign):
    take(full())
    with services.database.writing() as connection:
        edits.add(connection, [foreign(ID, FieldRef("answer", "L1.1.2", "value"), "yes")])
    before = all_edits(services)
    with pytest.raises(Refused, match="conflict"):
        take(small(id=ID, stage="published"))
    assert all_edits(services) == before


def test_undo_does_not_pass_over_an_import_that_published(take, services):
    take(full())
    services.answering.answer(ID, "L1.1.2", "yes")
    take(full(stage="published"))
    assert services.journal.undo_label(ID) is None
    services.stages.reopen(ID, "draft", "Too early.")
    assert services.journal.undo_label(ID) is None


def test_a_section_that_was_moved_and_put_back_says_nothing(services, assessment, say):
    place = FieldRef("section", "introduction", "rank")
    with services.database.writing() as connection:
        services.journal.write_for_good(connection, assessment, [(place, "2", ())])
    assert json.loads(say(assessment))["sections"] == []
