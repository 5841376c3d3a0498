"""Comments: written, answered, resolved, removed; what is not sent yet stays on this laptop alone."""

import uuid
from collections.abc import Iterator
from datetime import datetime

from mgi_desktop.domain.assessment import Assessment, Comment
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import checked
from mgi_desktop.domain.ranks import between
from mgi_desktop.domain.words import N_
from mgi_desktop.store import local

from .journal import Changed, Journal, Label, now
from .library import Library


class Comments:
    """What is said about answers, findings and sections; `on` is kind/key, such as `answer/L1.1.1`."""

    def __init__(self, journal: Journal, library: Library) -> None:
        self._journal = journal
        self._library = library

    def add(self, assessment: str, on: str, text: str) -> tuple[str, Changed]:
        """Begin a thread on something; return the key of its first comment. Refused where nothing is said."""
        return self._new(assessment, on, text, {"on": on}, Label(N_("new comment")))

    def reply(self, assessment: str, key: str, text: str) -> tuple[str, Changed]:
        """Answer in the thread that a comment began; return the key. Refused where nothing is said."""
        first = self._comment(self._library.open(assessment), key)
        fields: dict[str, Value] = {"on": first.on, "answers": key}
        return self._new(assessment, f"comment/{key}", text, fields, Label(N_("reply to a comment")))

    def resolve(self, assessment: str, key: str, flag: bool = True, outcome: str = "") -> Changed:
        """Resolve the thread that a comment began, or open it again; Refused where it was removed meanwhile.

        `outcome` may say what came of it: taken, partly_taken or not_taken. Opened again, it has none.
        """
        self._comment(self._library.open(assessment), key)
        label = Label(N_("resolved comment")) if flag else Label(N_("reopened comment"))
        changes: dict[FieldRef, Value] = {
            FieldRef("comment", key, "resolved"): flag or None,
            FieldRef("comment", key, "outcome"): outcome or None,
        }
        return self._journal.record(assessment, changes, label)

    def remove(self, assessment: str, key: str) -> Changed:
        """Remove a comment, and with the first of a thread all that answers it; it can be brought back."""
        comments = self._library.open(assessment).comments
        gone = [("comment", one.key) for one in _with_answers(comments, key)]
        seen = self._journal.seen_of_each(assessment, gone)
        changes: dict[FieldRef, Value] = {FieldRef(*one, "deleted"): list(seen[one]) for one in gone}
        return self._journal.record(assessment, changes, Label(N_("removal of a comment")))

    def bring_back(self, assessment: str, key: str) -> Changed:
        """Bring a removed comment back, and with the first of a thread all that answered it."""
        comments = self._library.open(assessment).removed_comments
        changes: dict[FieldRef, Value] = {
            FieldRef("comment", one.key, "deleted"): None for one in _with_answers(comments, key)
        }
        return self._journal.record(assessment, changes, Label(N_("return of a comment")))

    def own(self, comment: Comment) -> bool:
        """Whether this person wrote it, and so may change its text."""
        return comment.author == self._journal.author

    def unsent(self, assessment: str, on: str) -> str:
        """What is being written on something, or as a reply (`comment/…`), and was not sent yet."""
        return str(local.setting(self._journal.read, unsent(assessment, on)) or "")

    def keep_unsent(self, assessment: str, on: str, text: str) -> datetime:
        """Keep what is being written; return when it was on disk. It is no edit, and goes into no file."""
        checked(FieldRef("comment", "", "text"), text)
        with self._journal.database.writing() as connection:
            local.set_setting(connection, unsent(assessment, on), text or None)
        return now()

    def _new(
        self, assessment: str, written_on: str, text: str, fields: dict[str, Value], label: Label
    ) -> tuple[str, Changed]:
        if not text.strip():
            raise Refused(N_("Nothing is written yet. Write the comment first."))
        key = str(uuid.uuid4())
        ranks = [comment.rank for comment in self._library.open(assessment).comments]
        fields |= {
            "author": self._journal.author,
            "at": self._journal.stamp(),
            "text": text.strip(),
            "rank": between(max(ranks, default=None), None),
        }
        changes = {FieldRef("comment", key, name): value for name, value in fields.items()}
        return key, self._journal.record(assessment, changes, label, forgotten=unsent(assessment, written_on))

    def _comment(self, read: Assessment, key: str) -> Comment:
        for comment in read.comments:
            if comment.key == key:
                return comment
        raise Refused(N_("This comment is no longer here. Bring it back, or write a new one."))


def _with_answers(comments: tuple[Comment, ...], key: str) -> Iterator[Comment]:
    return (comment for comment in comments if key in (comment.key, comment.answers))


def unsent(assessment: str, on: str) -> str:
    """The setting in which something is kept that is not sent yet."""
    return f"unsent/{assessment}/{on}"
