"""Comments in a plain document: replies go round, and none is taken on what is not there."""

import json
from pathlib import Path

import pytest

from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.exporting import export
from mgi_desktop.services.opening import Services, open_services
from tests.documents import FIRST, ID, REMARK, REPLY, full, put, small

NOBODY = "55555555-5555-4555-8555-555555555555"


def said(services: Services, path: Path) -> list[dict[str, object]]:
    export(services.exporting.snapshot(ID), path)
    comments: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))["comments"]
    return comments


def on(kind: str, key: str) -> dict[str, object]:
    return {"id": NOBODY, "on": {"kind": kind, "key": key}, "text": "T"}


def test_replies_are_taken_as_replies_and_stay_so_where_they_are_not_named(services, tmp_path):
    services.exchanging.take(put(tmp_path / "in.json", full()))
    (thread,) = services.library.open(ID).threads["answer/L1.1.1"]
    assert [one.key for one in thread.comments] == [REMARK, REPLY]
    answer = {"id": REPLY, "on": {"kind": "answer", "key": "L1.1.1"}, "text": "Desde 2015."}
    services.exchanging.take(put(tmp_path / "again.json", small(id=ID, comments=[answer])))
    (thread,) = services.library.open(ID).threads["answer/L1.1.1"]
    assert [one.text for one in thread.comments] == ["¿Desde qué año?", "Desde 2015."]


def test_a_comment_on_a_finding_that_is_not_here_is_refused_with_its_place(services, tmp_path):
    path = put(tmp_path / "in.json", full(comments=[on("finding", NOBODY)]))
    with pytest.raises(Refused) as refused:
        services.exchanging.take(path)
    assert str(refused.value).startswith("in.json: comments[0].on.key: There is no finding")
    assert services.library.entries() == []


def test_a_comment_on_a_finding_that_the_same_document_deletes_is_refused(services, tmp_path):
    services.exchanging.take(put(tmp_path / "in.json", full()))
    document = small(id=ID, findings=[{"id": FIRST, "deleted": True}], comments=[on("finding", FIRST)])
    with pytest.raises(Refused, match="There is no finding"):
        services.exchanging.take(put(tmp_path / "next.json", document))


def test_a_comment_on_a_finding_of_the_document_or_of_before_is_taken(services, tmp_path):
    services.exchanging.take(put(tmp_path / "in.json", full(comments=[on("finding", FIRST)])))
    second = {**on("finding", FIRST), "id": REMARK}
    services.exchanging.take(put(tmp_path / "next.json", small(id=ID, comments=[second])))
    assert {one["id"] for one in said(services, tmp_path / "out.json")} == {NOBODY, REMARK}


def test_what_is_exported_while_a_finding_lies_in_the_trash_can_be_taken_elsewhere(services, tmp_path):
    services.exchanging.take(put(tmp_path / "in.json", full(comments=[on("finding", FIRST)])))
    services.findings.remove(ID, FIRST)
    assert said(services, tmp_path / "out.json") == []
    other = open_services(tmp_path / "other")
    try:
        assert other.exchanging.take(tmp_path / "out.json").new
    finally:
        other.close()
