"""Sources: merged as one deed that undo takes back, removed and brought back, made of files."""

from datetime import date

import pytest

from mgi_desktop.domain.assessment import File, assemble
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.sources import alike, differing, older, plain_link, uses
from mgi_desktop.store import edits

FIRST, SECOND = "L1.1.1", "L1.1.2"
PLAN = File("plan 2014.pdf", "a" * 64, 12)


@pytest.fixture
def read(services, assessment):
    return lambda: services.library.open(assessment)


@pytest.fixture
def add(services, assessment):
    return lambda **fields: services.sources.add(assessment, fields)[0]


def said(read):
    """Everything that a person sees of sources, citations and findings."""
    return read.sources, {code: answer.citations for code, answer in read.answers.items()}, read.findings


@pytest.fixture
def pair(services, assessment, add):
    """Two sources that are the same: the first answer cites both at one place and at two others, a finding each."""
    kept = add(kind="law", title="Ley 155", date="2014")
    gone = add(title="LEY  155", date="2013", issuer="Asamblea", link="https://example.org/ley")
    services.answering.cite(assessment, FIRST, kept, "art. 5")
    services.answering.cite(assessment, FIRST, gone, "art. 5")
    services.answering.cite(assessment, FIRST, gone, "art. 7")
    services.answering.cite(assessment, SECOND, gone)
    finding, _changed = services.findings.add(assessment, "1", "potential", "Texto")
    services.findings.cite(assessment, finding, gone, True)
    services.sources.attach(assessment, gone, PLAN)
    return kept, gone


def test_merging_moves_every_citation_and_membership(services, assessment, read, pair):
    kept, gone = pair
    services.sources.merge(assessment, kept, gone)
    assert [(one.source, one.locator) for one in read().answer(FIRST).citations] == [(kept, "art. 5"), (kept, "art. 7")]
    assert [one.source for one in read().answer(SECOND).citations] == [kept]
    assert [one.sources for one in read().findings] == [(kept,)]
    assert set(read().sources) == {kept}
    assert [one.key for one in read().removed_sources] == [gone]
    assert read().conflicts == ()


def test_of_two_values_the_chosen_one_stays_and_what_only_one_says_stays_anyway(services, assessment, read, pair):
    kept, gone = pair
    both = read().sources
    assert differing(both[kept], both[gone]) == ("title", "date")
    services.sources.merge(assessment, kept, gone, ["date"])
    one = read().sources[kept]
    assert (one.kind, one.title, one.date, one.issuer) == ("law", "Ley 155", "2013", "Asamblea")
    assert (one.file, one.attached, one.link) == (PLAN, date.today().isoformat(), "https://example.org/ley")


def test_merging_is_one_deed_that_undo_and_redo_turn(services, assessment, read, pair):
    kept, gone = pair
    before = said(read())
    services.sources.merge(assessment, kept, gone, ["title"])
    after = said(read())
    assert services.journal.undo_label(assessment).message == "merging of two sources"
    for _again in range(2):
        assert services.journal.undo(assessment).skipped == ()
        assert said(read()) == before
        assert services.journal.redo(assessment).skipped == ()
        assert said(read()) == after
    assert read().conflicts == ()
    assert [problem.fields for problem in services.safekeeping.check()] == [{"name": PLAN.name}]  # never in the folder


def test_what_is_in_conflict_is_not_merged_away(services, assessment, read, pair, foreign):
    kept, gone = pair
    with services.database.writing() as connection:
        edits.add(connection, [foreign(assessment, FieldRef("source", gone, "title"), "Ley 155 bis")])
    before = said(read())
    with pytest.raises(Refused, match="in conflict"):
        services.sources.merge(assessment, kept, gone)
    assert said(read()) == before


@pytest.mark.parametrize("wrong", ["itself", "unknown", "removed"])
def test_only_two_sources_that_are_here_are_merged(services, assessment, read, pair, wrong):
    kept, gone = pair
    if wrong == "removed":
        services.sources.remove(assessment, gone)
    other = {"itself": kept, "unknown": "11111111-1111-4111-8111-111111111111", "removed": gone}[wrong]
    with pytest.raises(Refused, match="no longer here"):
        services.sources.merge(assessment, kept, other)


def test_a_citation_made_elsewhere_of_the_one_that_went_is_shown_as_a_conflict(
    services, assessment, read, pair, foreign
):
    kept, gone = pair
    services.sources.merge(assessment, kept, gone)
    with services.database.writing() as connection:
        key = "22222222-2222-4222-8222-222222222222"
        wanted = {"source": gone, "answer": "L1.1.3"}
        edits.add(connection, [foreign(assessment, FieldRef("citation", key, name), wanted[name]) for name in wanted])
    assert [conflict.ref[:3] for conflict in read().conflicts] == [("source", gone, "deleted")]
    assert gone in read().sources


def test_a_removed_source_comes_back_with_what_cites_it(services, assessment, read, pair):
    _kept, gone = pair
    before = said(read())
    services.sources.remove(assessment, gone)
    assert gone not in read().sources
    assert read().answer(SECOND).citations == ()
    services.sources.bring_back(assessment, gone)
    assert said(read()) == before


def test_files_become_sources_in_one_deed(services, assessment, read, add):
    add(title="Ley")
    files = [PLAN, File(".perfil", "b" * 64, 0), File("foto.de.la.plaza.jpeg", "c" * 64, 7)]
    keys, _changed = services.sources.add_files(assessment, files)
    made = [read().sources[key] for key in keys]
    assert [source.title for source in made] == ["plan 2014", ".perfil", "foto.de.la.plaza"]
    assert [source.file for source in made] == files
    assert {source.attached for source in made} == {date.today().isoformat()}
    assert list(read().sources)[1:] == keys
    services.journal.undo(assessment)
    assert len(read().sources) == 1


def test_a_file_is_attached_replaced_and_taken_away(services, assessment, read, add):
    key = add(title="Ley")
    services.sources.attach(assessment, key, PLAN)
    services.sources.attach(assessment, key, File("otro.pdf", "d" * 64, 1))
    assert read().sources[key].file.name == "otro.pdf"
    services.sources.detach(assessment, key)
    assert (read().sources[key].file, read().sources[key].attached) == (None, "")
    services.journal.undo(assessment)
    services.journal.undo(assessment)
    assert read().sources[key].file == PLAN


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("link", "https://example.org/" + "x" * 10_000, "10020 characters; at most 4000"),
        ("title", "x" * 4001, "at most 4000"),
        ("date", "2023-02-31", "not a date"),
        ("consulted", "31 February", "not a date"),
        ("attached", "2023-05", "not a day"),
        ("file", {"name": "a"}, "exactly a name"),
    ],
)
def test_what_no_field_may_hold_is_refused_and_nothing_changes(services, assessment, read, add, field, value, said):
    key = add(title="Ley")
    before = read().sources
    with pytest.raises(Refused) as refused:
        services.sources.change(assessment, key, {field: value})
    assert said in str(refused.value)
    assert read().sources == before


def test_what_rests_on_a_source(services, assessment, read, pair):
    kept, gone = pair
    found = uses(read(), services.library.questionnaire(assessment).indicators)
    assert [one.answer for one in found[gone].citations] == [FIRST, FIRST, SECOND]
    assert (found[gone].answers, found[gone].count, found[kept].count) == (2, 3, 1)


def test_those_that_look_the_same_are_found_by_title_and_link(read, add):
    one = add(title="Código  Municipal", link="https://www.example.org/codigo/")
    by_title = add(title="codigo municipal")
    by_link = add(title="Otro", link="http://example.org/codigo")
    add(title="Otro código")
    assert alike(read(), one) == {by_title: "title", by_link: "link"}
    assert alike(read(), by_link) == {one: "link"}


@pytest.mark.parametrize(
    "link", ["https://www.example.org/a/", "HTTP://example.org/a", "example.org/a", " example.org/a/"]
)
def test_links_that_differ_only_in_their_dress(link):
    assert plain_link(link) == "example.org/a"


@pytest.mark.parametrize(
    ("written", "years", "expected"),
    [
        ("2018", 5, True),
        ("2019", 5, False),
        ("2019-05", 5, True),
        ("2019-06", 5, False),
        ("2019-06-14", 5, True),
        ("2019-06-15", 5, False),
        ("", 1, False),
    ],
)
def test_a_document_of_a_year_is_as_old_as_its_last_day(read, add, written, years, expected):
    key = add(title="Ley", date=written)
    assert older(read().sources[key], years, date(2024, 6, 15)) is expected


def test_what_is_read_again_after_each_deed_is_what_the_store_says(services, assessment, read, pair, add):
    kept, gone = pair
    deeds = [
        lambda: services.sources.change(assessment, gone, {"title": "Otra", "date": "2020-01"}),
        lambda: services.sources.detach(assessment, gone),
        lambda: services.sources.change(assessment, kept, {"title": None, "date": None}),
        lambda: services.sources.remove(assessment, kept),
        lambda: services.sources.bring_back(assessment, kept),
        lambda: services.sources.merge(assessment, gone, kept),
        lambda: services.journal.undo(assessment),
        lambda: services.journal.typed(assessment, FieldRef("source", gone, "title"), "Escrito"),
        lambda: services.journal.undo(assessment),
    ]
    for deed in deeds:
        read()
        deed()
        assert read() == assemble(assessment, edits.fields(services.database.connection, assessment))
