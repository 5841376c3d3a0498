"""Comments: threads, resolving, removing and bringing back, and what is not sent yet."""

import json

import pytest

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.services.exporting import export
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.store import edits

ON = "answer/L1.1.1"


def threads(services: Services, assessment: str, on: str = ON) -> list[list[str]]:
    held = services.library.open(assessment).threads.get(on, ())
    return [[one.text for one in thread.comments] for thread in held]


def test_a_thread_is_a_comment_and_its_replies(services, assessment):
    first, _ = services.comments.add(assessment, ON, " ¿Por qué?\n")
    services.comments.add(assessment, ON, "Otra cosa.")
    services.comments.reply(assessment, first, "Por la ley.")
    assert threads(services, assessment) == [["¿Por qué?", "Por la ley."], ["Otra cosa."]]
    read = services.library.open(assessment)
    assert {one.author for one in read.comments} == {services.library.author}
    assert all(one.at.endswith("Z") for one in read.comments)
    assert read.open_comments == {ON: 2}


def test_a_comment_carries_the_name_of_its_author_wherever_that_changes(services, assessment, tmp_path):
    key, _ = services.comments.add(assessment, ON, "T")
    services.library.rename_person("Ana")
    assert services.library.open(assessment).person(services.library.open(assessment).comments[0].author) == "Ana"
    export(services.exporting.snapshot(assessment), tmp_path / "out.json")
    said = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["comments"]
    assert [(one["id"], one["author"]) for one in said] == [(key, "Ana")]


def test_resolved_reopened_and_undone(services, assessment):
    first, _ = services.comments.add(assessment, ON, "T")
    services.comments.reply(assessment, first, "R")
    services.comments.resolve(assessment, first)
    assert services.library.open(assessment).open_comments == {}
    services.comments.resolve(assessment, first, False)
    assert services.library.open(assessment).open_comments == {ON: 1}
    for _ in range(4):
        services.journal.undo(assessment)
    assert threads(services, assessment) == []


def test_a_removed_thread_comes_back_with_its_replies(services, assessment):
    first, _ = services.comments.add(assessment, ON, "T")
    reply, _ = services.comments.reply(assessment, first, "R")
    services.comments.remove(assessment, first)
    assert threads(services, assessment) == []
    assert {one.key for one in services.library.open(assessment).removed_comments} == {first, reply}
    services.comments.bring_back(assessment, first)
    assert threads(services, assessment) == [["T", "R"]]
    services.comments.remove(assessment, reply)
    assert threads(services, assessment) == [["T"]]


def test_a_thread_that_was_answered_elsewhere_while_it_was_removed_stays_and_is_a_conflict(
    services, assessment, foreign
):
    first, _ = services.comments.add(assessment, ON, "T")
    reply = {"on": ON, "answers": first, "text": "De otra parte."}
    made = [foreign(assessment, FieldRef("comment", "k", name), value) for name, value in reply.items()]
    services.comments.remove(assessment, first)
    with services.database.writing() as connection:
        edits.add(connection, made)
    assert threads(services, assessment) == [["T", "De otra parte."]]
    conflicts = services.library.open(assessment).conflicts
    assert [conflict.ref for conflict in conflicts] == [FieldRef("comment", first, "deleted")]


def test_comments_on_a_finding_go_and_come_back_with_it(services, assessment):
    finding, _ = services.findings.add(assessment, "1", "potential", "Falta un plan.")
    services.comments.add(assessment, f"finding/{finding}", "¿Cuál?")
    services.findings.remove(assessment, finding)
    assert services.library.open(assessment).comments == ()
    services.findings.bring_back(assessment, finding)
    assert threads(services, assessment, f"finding/{finding}") == [["¿Cuál?"]]


def test_only_ones_own_text_may_be_changed(services, assessment, foreign):
    services.comments.add(assessment, ON, "Mía")
    with services.database.writing() as connection:
        fields = {"on": ON, "text": "Suya", "author": "name:Eva"}
        edits.add(connection, [foreign(assessment, FieldRef("comment", "k", n), v) for n, v in fields.items()])
    assert {one.text: services.comments.own(one) for one in services.library.open(assessment).comments} == {
        "Mía": True,
        "Suya": False,
    }


def test_nothing_is_no_comment(services, assessment):
    with pytest.raises(Refused, match="Nothing is written"):
        services.comments.add(assessment, ON, " \n")
    with pytest.raises(Refused, match="no longer here"):
        services.comments.reply(assessment, "gone", "R")
    assert services.library.open(assessment).comments == ()


def test_a_text_of_five_megabytes_is_refused_and_nothing_is_written(services, assessment):
    long = "palabra " * 650_000
    for write in (services.comments.add, services.comments.keep_unsent):
        with pytest.raises(Refused, match="longer than 100000 characters"):
            write(assessment, ON, long)
    assert services.comments.unsent(assessment, ON) == ""
    assert services.library.open(assessment).comments == ()


def test_what_is_not_sent_stays_here_and_goes_into_no_file(services, assessment, tmp_path):
    services.comments.keep_unsent(assessment, ON, "Medio escri")
    assert services.journal.undo_label(assessment) is None
    folder = services.folder
    services.close()
    again = open_services(folder)
    try:
        assert again.comments.unsent(assessment, ON) == "Medio escri"
        export(again.exporting.snapshot(assessment), tmp_path / "out.json")
        assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["comments"] == []
        assert again.library.open(assessment).comments == ()
    finally:
        again.close()


def test_two_who_resolve_and_reopen_apart_are_in_conflict_until_settled(services, assessment, foreign):
    first, _ = services.comments.add(assessment, ON, "T")
    services.comments.resolve(assessment, first)
    ref = FieldRef("comment", first, "text")
    (head,) = services.library.open(assessment).held(ref).heads
    with services.database.writing() as connection:
        one, other = (foreign(assessment, ref, text, [head.id]) for text in ("T1", "T2"))
        edits.add(connection, [one, other])
    assert [conflict.ref for conflict in services.library.open(assessment).conflicts] == [ref]
    services.conflicts.settle(assessment, ref, "T3")
    assert threads(services, assessment) == [["T3"]]
    assert services.library.open(assessment).conflicts == ()


def test_a_comment_is_sent_and_no_longer_unsent_in_one_transaction(services, assessment):
    services.comments.keep_unsent(assessment, ON, "¿Por qué?")
    written = []
    services.journal.read.set_trace_callback(lambda statement: written.append(statement.split()[0]))
    services.comments.add(assessment, ON, "¿Por qué?")
    services.journal.read.set_trace_callback(None)
    assert written.count("COMMIT") == 1
    assert services.comments.unsent(assessment, ON) == ""


def test_a_comment_that_was_removed_meanwhile_is_not_resolved(services, assessment):
    key, _changed = services.comments.add(assessment, "answer/L1.1.1", "¿Desde qué año?")
    services.comments.remove(assessment, key)
    with pytest.raises(Refused, match="no longer here"):
        services.comments.resolve(assessment, key)
    read = services.library.open(assessment)
    assert (read.comments, read.conflicts) == ((), ())
