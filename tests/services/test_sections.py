"""Sections switched, renamed, moved, added, removed and brought back; each is one deed that undo names."""

import json

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import SECTIONS
from mgi_desktop.domain.sections import sections
from mgi_desktop.exchange import document
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import edits
from tests.documents import put, small


@pytest.fixture
def now(services, assessment):
    """The sections as they stand, by key."""
    return lambda: {section.key: section for section in sections(services.library.open(assessment))}


@pytest.fixture
def plain(services, assessment):
    def say():
        read = services.library.open(assessment)
        return document.write(read, services.library.instrument_of(read))

    return say


def test_looking_writes_nothing(services, assessment, now):
    before = list(edits.every(services.journal.read))
    now()
    assert list(edits.every(services.journal.read)) == before


def test_each_deed_is_one_that_undo_names_and_takes_back(services, assessment, now, plain):
    service, journal = services.sections, services.journal
    deeds = [
        (lambda: service.switch(assessment, "context", False), "section left out"),
        (lambda: service.switch(assessment, "annexes", True), "section shown"),
        (lambda: service.rename(assessment, "introduction", "es", " Presentación "), "title of a section"),
        (lambda: service.move(assessment, "sources", None), "order of the sections"),
        (lambda: service.add(assessment, "Siglas"), "new section"),
    ]
    said = [plain()]
    for deed, label in deeds:
        deed()
        assert journal.undo_label(assessment).message == label
        assert plain() != said[-1]
        said.append(plain())
    assert now()["introduction"].title == {"es": "Presentación"}
    for earlier in reversed(said[:-1]):
        journal.undo(assessment)
        assert plain() == earlier
    for later in said[1:]:
        journal.redo(assessment)
        assert plain() == later


def test_what_is_so_already_makes_no_deed(services, assessment):
    services.sections.move(assessment, "introduction", "objective")
    services.sections.rename(assessment, "introduction", "es", "")
    services.sections.back_to_own_text(assessment, "introduction", "es")
    assert services.library.open(assessment).sections == ()


@pytest.mark.parametrize("after", [None, *SECTIONS[1:]])
def test_a_section_is_put_anywhere_by_one_edit(services, assessment, now, after):
    changed = services.sections.move(assessment, "objective", after)
    order = [key for key in SECTIONS if key != "objective"]
    order.insert(order.index(after) + 1 if after else 0, "objective")
    assert list(now()) == order
    assert len(changed.fields) == (1 if after else 0)


def test_moving_again_and_again_keeps_every_order(services, assessment, now):
    for key, after in (("annexes", None), ("sources", "annexes"), ("context", "sources"), ("annexes", "changes")):
        order = [one for one in now() if one != key]
        order.insert(order.index(after) + 1 if after else 0, key)
        services.sections.move(assessment, key, after)
        assert list(now()) == order


def test_one_s_own_section_stands_at_the_end_and_goes_and_comes_with_all_it_holds(services, assessment, now):
    key, _changed = services.sections.add(assessment, "Siglas")
    other, _changed = services.sections.add(assessment, "")
    assert list(now())[-2:] == [key, other]
    assert now()[other].enabled, "one without a title stays, too"
    services.journal.typed(assessment, FieldRef("section", key, "text@es"), "OIT")
    services.journal.left(assessment, FieldRef("section", key, "text@es"))
    assert services.journal.undo_label(assessment).message == "text of a section"
    before = now()[key]
    services.sections.remove(assessment, key)
    assert key not in now()
    assert [section.key for section in services.library.open(assessment).removed_sections] == [key]
    services.sections.bring_back(assessment, key)
    assert now()[key] == before


def test_a_section_that_every_profile_has_is_not_removed(services, assessment):
    with pytest.raises(Refused, match="left out, not removed"):
        services.sections.remove(assessment, "context")


def test_one_that_a_document_deleted_is_there_again_once_it_is_used(services, assessment, tmp_path, now):
    take = services.exchanging.take
    write = small(id=assessment, sections=[{"key": "context", "text": "Aquí."}])
    take(put(tmp_path / "a.json", write))
    take(put(tmp_path / "a.json", small(id=assessment, sections=[{"key": "context", "deleted": True}])))
    assert now()["context"].text == {}
    services.sections.switch(assessment, "context", True)
    assert now()["context"].text == {"es": "Aquí."}
    assert services.library.open(assessment).conflicts == ()


def test_back_to_the_own_text(services, assessment, now):
    services.journal.typed(assessment, FieldRef("section", "context", "text@es"), "Aquí.")
    services.sections.back_to_own_text(assessment, "context", "es")
    assert now()["context"].text == {}
    services.journal.undo(assessment)
    assert now()["context"].text == {"es": "Aquí."}, "what was being typed is not lost"


def test_order_own_sections_and_titles_go_round_as_a_plain_document(services, assessment, plain, tmp_path):
    key, _changed = services.sections.add(assessment, "Siglas")
    services.sections.move(assessment, key, "objective")
    services.sections.move(assessment, "acknowledgements", None)
    services.sections.rename(assessment, "annexes", "fr", "Annexe")
    services.sections.switch(assessment, "context", False)
    services.journal.typed(assessment, FieldRef("section", "annexes", "text@es"), "- uno\n- **dos**")
    services.journal.left(assessment, FieldRef("section", "annexes", "text@es"))
    path = tmp_path / "out.json"
    path.write_bytes(plain())
    order = [section.key for section in sections(services.library.open(assessment))]
    elsewhere = open_services(tmp_path / "elsewhere")
    try:
        elsewhere.exchanging.take(path)
        read = elsewhere.library.open(assessment)
        assert [section.key for section in sections(read)] == order
        assert document.write(read, elsewhere.library.instrument_of(read)) == path.read_bytes()
    finally:
        elsewhere.close()
    assert services.exchanging.take(path).edits == 0
    listed = json.loads(path.read_bytes())["sections"]
    assert [item["key"] for item in listed] == order


def test_a_document_that_names_some_sections_leaves_the_others_in_their_places(services, assessment, tmp_path, now):
    named = [{"key": key, "text": "Texto."} for key in ("introduction", "context", "acknowledgements", "siglas")]
    services.exchanging.take(put(tmp_path / "a.json", small(id=assessment, sections=named)))
    assert list(now()) == [*SECTIONS, "siglas"]
