"""Every change goes through here: it becomes edits, in one transaction, and can be taken back."""

import json
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from mgi_desktop.domain import entities
from mgi_desktop.domain.edits import Edit, FieldRef, Value, make
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import checked
from mgi_desktop.domain.held import Fields, Head
from mgi_desktop.domain.stages import stage_of
from mgi_desktop.domain.words import N_
from mgi_desktop.store import edits, imports, local
from mgi_desktop.store.database import Database

from .turning import Reversal, begun_and_gone_on_with, by_field, own_of, refuse_to_hide, reversal

_PUBLISHED = N_("This assessment is published, so it is read-only. Reopen it to change it.")
IMPORT = "import/"
"""How the deed of an import is named, before its number: its edits are set aside, and others are not made."""


@dataclass(frozen=True)
class Label:
    """What was done, in words: an English sentence part with named fields, translated where it is shown."""

    message: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Changed:
    """What a transaction changed; `skipped` are fields that undo left alone, `at` is when the commit returned.

    `beside` is what it changed in other assessments.
    """

    assessment: str
    fields: frozenset[FieldRef]
    at: datetime
    label: Label | None = None
    skipped: tuple[FieldRef, ...] = ()
    beside: tuple["Changed", ...] = ()


def changed_in(touched: Mapping[str, Iterable[FieldRef]], at: datetime, label: Label | None) -> Changed:
    """What was changed in several assessments at once, the one that was changed most first."""
    parts = [Changed(assessment, frozenset(refs), at, label) for assessment, refs in touched.items()]
    parts.sort(key=lambda part: len(part.fields), reverse=True)
    return replace(parts[0], beside=tuple(parts[1:])) if parts else Changed("", frozenset(), at, label)


def now() -> datetime:
    """This laptop's time, in UTC."""
    return datetime.now(UTC)


class Journal:
    """Writes what this person does as edits, and undoes and redoes it."""

    def __init__(self, database: Database, author: str, clock: Callable[[], datetime] = now) -> None:
        self.database = database
        self.author = author
        self._clock = clock

    def now(self) -> datetime:
        """This laptop's time, in UTC."""
        return self._clock()

    @property
    def read(self) -> sqlite3.Connection:
        """The connection, for reading."""
        return self.database.connection

    def record(
        self,
        assessment: str,
        changes: Mapping[FieldRef, Value],
        label: Label,
        *,
        scope: str | None = None,
        even_published: bool = False,
        forgotten: str = "",
        following: Callable[[Fields], Mapping[FieldRef, Value]] | None = None,
    ) -> Changed:
        """Make edits of the values that differ from what the fields hold; Refused where one is not allowed.

        What is being typed in these fields becomes edits first, so that it is in the history and can be brought back.
        A published assessment takes none, but for its reopening. `forgotten` is a setting that goes with them.
        `following` says what more to record, part of the same deed, from what the fields hold then.
        """
        wanted = {ref: checked(ref, value) for ref, value in changes.items()}
        if wanted and not even_published:
            self._refuse_published(assessment)
        self._flush_others(assessment, wanted)
        action = str(uuid.uuid4())
        with self.database.writing() as connection:
            made = self._differing(connection, assessment, wanted, action)
            self._write(connection, assessment, made, label, assessment if scope is None else scope)
            if made and following is not None:
                more = following(edits.fields(connection, assessment))
                more = {ref: checked(ref, value) for ref, value in more.items()}
                made += edits.add(connection, self._differing(connection, assessment, more, action))
            if forgotten:
                local.set_setting(connection, forgotten, None)
        return Changed(assessment, frozenset(edit.ref for edit in made), self._clock(), label)

    def _differing(
        self, connection: sqlite3.Connection, assessment: str, wanted: Mapping[FieldRef, Value], action: str
    ) -> list[Edit]:
        """Edits of the values that differ from what the fields hold; what is being typed there is let go."""
        made = []
        for ref, value in wanted.items():
            heads = edits.field(connection, assessment, ref)
            local.drop_draft(connection, assessment, ref)
            if _differs(heads, value):
                made.append(self._edit(assessment, ref, value, (head.id for head in heads), action))
        return made

    def delete(self, assessment: str, kind: str, key: str, label: Label) -> Changed:
        """Delete an entity as this person sees it now; what is being typed in it becomes edits first.

        The assessment itself is deleted in the library, published or not.
        """
        whole = kind == "assessment"
        for draft in local.drafts(self.read, assessment):
            if whole or draft.ref[:2] == (kind, key):
                self._flush(draft)
        changes: dict[FieldRef, Value] = {FieldRef(kind, key, "deleted"): self.seen(assessment, kind, key)}
        return self.record(assessment, changes, label, scope="" if whole else None, even_published=whole)

    def seen(self, assessment: str, kind: str, key: str) -> list[str]:
        """Return the heads of an entity and of what refers to it: what a deletion holds."""
        return self.seen_of_each(assessment, [(kind, key)])[kind, key]

    def seen_of_each(self, assessment: str, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
        """Return what the deletions of many entities (kind, key) hold, reading the assessment once."""
        found = entities.seen(edits.fields(self.read, assessment))
        return {entity: sorted(found.get(entity, ())) for entity in wanted}

    def typed(self, assessment: str, ref: FieldRef, text: str) -> datetime:
        """Keep what is being typed in a field; return the time when it was on disk."""
        value = checked(ref, text)
        self._refuse_published(assessment)
        with self.database.writing() as connection:
            heads = edits.field(connection, assessment, ref)
            draft = local.draft(connection, assessment, ref)
            if _differs(heads, value) and not (draft and _is_as_it_began(connection, draft, value)):
                names = tuple(head.id for head in heads)
                local.keep_draft(connection, local.Draft(assessment, ref, str(value or ""), names))
            else:
                local.drop_draft(connection, assessment, ref)
        return self._clock()

    def left(self, assessment: str, ref: FieldRef) -> Changed | None:
        """Make one edit of what was typed in a field; None where nothing was."""
        draft = local.draft(self.read, assessment, ref)
        return self._flush(draft) if draft and not self.database.read_only else None

    def forget(self, assessment: str, ref: FieldRef) -> None:
        """Let go of what was typed in a field."""
        with self.database.writing() as connection:
            local.drop_draft(connection, assessment, ref)

    def flush(self, assessment: str | None = None) -> list[Changed]:
        """Make edits of everything that was typed, in one assessment or in all; in a damaged store it stays typed."""
        if self.database.read_only:
            return []
        return [changed for draft in local.drafts(self.read, assessment) if (changed := self._flush(draft))]

    def stamp(self) -> str:
        """This laptop's time as edits write it."""
        return self._clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def published(self, assessment: str) -> bool:
        """Whether an assessment is published, and so read-only; of two stages in conflict the earlier one counts."""
        heads = edits.field(self.read, assessment, FieldRef("assessment", assessment, "stage"))
        return stage_of(heads) == "published"

    def _only_read(self, scope: str) -> bool:
        return self.database.read_only or (bool(scope) and self.published(scope))

    def _published_of(self, assessments: Iterable[str]) -> set[str]:
        return set(filter(self.published, assessments))

    def _refuse_published(self, assessment: str) -> None:
        if self.published(assessment):
            raise Refused(_PUBLISHED)

    def undo_label(self, scope: str) -> Label | None:
        """What undo would take back; None where there is nothing. What is being typed comes first."""
        if self._only_read(scope):
            return None
        typing = local.drafts(self.read, scope) if scope else []
        return _typing(typing[-1].ref) if typing else self._label(scope, undone=False)

    def redo_label(self, scope: str) -> Label | None:
        """What redo would bring back; None where there is nothing, or where typing has begun since."""
        if self._only_read(scope) or (scope and local.drafts(self.read, scope)):
            return None
        return self._label(scope, undone=True)

    def undo(self, scope: str) -> Changed | None:
        """Take back the newest deed of this installation in an assessment (or, with an empty scope, in the library)."""
        self.flush(scope or None)
        return self._turn(scope, undone=False)

    def redo(self, scope: str) -> Changed | None:
        """Bring back the deed that was undone last."""
        self.flush(scope or None)
        return self._turn(scope, undone=True)

    def _label(self, scope: str, undone: bool) -> Label | None:
        deed = self._next_deed(scope, undone)
        return Label(deed.label["message"], deed.label["fields"]) if deed else None

    def _next_deed(self, scope: str, undone: bool) -> local.Deed | None:
        """The deed that would be turned next; None where that published or reopened, and so where it is published."""
        deed = local.last_deed(self.read, scope, undone)
        return None if deed is None or deed.label.get("for_good") else deed

    def _turn(self, scope: str, undone: bool) -> Changed | None:
        deed = self._next_deed(scope, undone)
        if deed is None or self._only_read(scope):
            return None
        if deed.action.startswith(IMPORT):
            return self.turn_import(int(deed.action.removeprefix(IMPORT)), aside=not undone)
        action = str(uuid.uuid4())
        published = self._published_of([deed.assessment])
        with self.database.writing() as connection:
            made: list[Edit] = []
            skipped = []
            seen: dict[tuple[str, str], list[str]] = {}
            fields = by_field(own_of(connection, deed.action))
            whole = set() if undone else begun_and_gone_on_with(connection, deed.assessment, fields)
            for ref in sorted(fields, key=lambda ref: ref.field == "deleted"):  # a deletion lists the heads made before
                if ref[:2] in whole:
                    skipped.append(ref)
                    continue
                if ref.field == "deleted" and not seen:
                    seen = self.seen_of_each(deed.assessment, [(one.kind, one.key) for one in fields])
                now_seen = seen.get((ref.kind, ref.key), [])
                found = reversal(connection, ref, fields[ref], now_seen, undone=undone)
                if found is None:
                    skipped.append(ref)
                else:
                    made.extend(self._reverse(connection, deed.assessment, ref, found, action))
            if any(edit.ref != FieldRef("assessment", deed.assessment, "deleted") for edit in made):
                _refuse_to_change(connection, published)
            local.turn_deed(connection, deed, action, not undone)
        label = Label(deed.label["message"], deed.label["fields"])
        return Changed(deed.assessment, frozenset(edit.ref for edit in made), self._clock(), label, tuple(skipped))

    def turn_import(self, number: int, *, aside: bool) -> Changed:
        """Take an import back, or bring it back, in whatever order; the deed that undo would turn goes with it.

        Refused where an assessment would be out of sight in which somebody has worked since, and where it is published.
        """
        with self.database.writing() as connection:
            published = self._published_of(imports.touched_by(connection, number))
            touched = imports.turn(connection, number, aside=aside)
            _refuse_to_change(connection, published)
            if aside:
                refuse_to_hide(connection, touched)
            said = local.turn_import(connection, f"{IMPORT}{number}", aside)
        label = Label(said["message"], said["fields"]) if said else None
        return changed_in(touched, self._clock(), label)

    def _reverse(
        self, connection: sqlite3.Connection, assessment: str, ref: FieldRef, found: Reversal, action: str
    ) -> list[Edit]:
        """Make the edits that take a deed's edits of one field back."""
        made = [self._edit(assessment, ref, value, found.replaced, action) for value, _originals in found.values]
        for edit, (_value, originals) in zip(made, found.values, strict=True):
            local.note_restored(connection, edit.id, originals)
        return edits.add(connection, made)

    def _flush_others(self, assessment: str, wanted: Mapping[FieldRef, Value]) -> None:
        """Make edits of what is being typed in these fields and says otherwise."""
        for draft in local.drafts(self.read, assessment):
            if draft.ref in wanted and (draft.value or None) != wanted[draft.ref]:
                self._flush(draft)

    def _flush(self, draft: local.Draft) -> Changed | None:
        """Make an edit of a draft; None where it says what stands, or what stood when it was begun."""
        action = str(uuid.uuid4())
        label = _typing(draft.ref)
        value = draft.value or None
        with self.database.writing() as connection:
            local.drop_draft(connection, draft.assessment, draft.ref)
            heads = edits.field(connection, draft.assessment, draft.ref)
            if not _differs(heads, value) or _is_as_it_began(connection, draft, value):
                return None
            made = [self._edit(draft.assessment, draft.ref, value, draft.heads, action)]
            self._write(connection, draft.assessment, made, label, draft.assessment)
        return Changed(draft.assessment, frozenset({draft.ref}), self._clock(), label)

    def _write(
        self, connection: sqlite3.Connection, assessment: str, made: list[Edit], label: Label, scope: str
    ) -> None:
        """Add edits and note the deed; the first of a person in an assessment brings the person's name along."""
        if not made:
            return
        moves = bool(scope) and any(edit.ref == FieldRef("assessment", assessment, "stage") for edit in made)
        reopens = moves and self.published(assessment)
        self._add(connection, assessment, made)
        said: dict[str, object] = {"message": label.message, "fields": dict(label.fields)}
        if reopens or (moves and self.published(assessment)):
            said["for_good"] = True  # neither undo nor redo passes over publishing and reopening
        local.add_deed(connection, scope, assessment, made[0].action, said)

    def _add(self, connection: sqlite3.Connection, assessment: str, made: list[Edit]) -> None:
        edits.add(connection, [*made, *self._introduction(connection, assessment)])

    def write_for_good(
        self, connection: sqlite3.Connection, assessment: str, values: Iterable[tuple[FieldRef, Value, Iterable[str]]]
    ) -> list[Edit]:
        """Make edits of fields, values and what each replaces, in the caller’s transaction; never undone."""
        made = self.made(assessment, values)
        self._add(connection, assessment, made)
        return made

    def made(self, assessment: str, values: Iterable[tuple[FieldRef, Value, Iterable[str]]]) -> list[Edit]:
        """Edits of fields, values and what each replaces, of one action; they are not written yet."""
        action = str(uuid.uuid4())
        return [self._edit(assessment, ref, value, replaces, action) for ref, value, replaces in values]

    def introduce(self, connection: sqlite3.Connection, assessment: str) -> None:
        """Say in an assessment who this person is, where it is not said there yet, in the caller’s transaction."""
        edits.add(connection, self._introduction(connection, assessment))

    def rename(self, name: str) -> list[Changed]:
        """Set the name of this person, here and wherever this person wrote what stands; no deed, so never undone."""
        ref = FieldRef("person", self.author, "name")
        with self.database.writing() as connection:
            local.set_setting(connection, "person", checked(ref, name) or "")
            touched = edits.touched_by(connection, self.author)
            made = [edits.add(connection, self._introduction(connection, assessment)) for assessment in touched]
        return [Changed(new[0].assessment, frozenset({ref}), self._clock()) for new in made if new]

    def _introduction(self, connection: sqlite3.Connection, assessment: str) -> list[Edit]:
        name = local.setting(connection, "person")
        ref = FieldRef("person", self.author, "name")
        heads = edits.field(connection, assessment, ref)
        if not name or not _differs(heads, name):
            return []
        return [self._edit(assessment, ref, name, (head.id for head in heads), str(uuid.uuid4()))]

    def _edit(self, assessment: str, ref: FieldRef, value: Value, replaces: Iterable[str], action: str) -> Edit:
        at = self.stamp()
        salt = os.urandom(16).hex()
        return make(assessment, ref, value, replaces=replaces, author=self.author, at=at, action=action, salt=salt)


def _differs(heads: tuple[Head, ...], value: Value) -> bool:
    """Say whether a field with these heads would change by being given this value."""
    held = {json.dumps(head.value, sort_keys=True) for head in heads} or {"null"}
    return held != {json.dumps(value, sort_keys=True)}


def _is_as_it_began(connection: sqlite3.Connection, draft: local.Draft, value: Value) -> bool:
    """Whether a text is again the one that stood when its typing began, whatever came since."""
    began = [edits.by_id(connection, name) for name in draft.heads]
    return not _differs(tuple(Head(edit.id, edit.value, "", "") for edit in began if edit and edit.body), value)


def _refuse_to_change(connection: sqlite3.Connection, published: set[str]) -> None:
    """Refuse what changed a published assessment; one that is out of sight by it may go as a whole."""
    if published.intersection(edits.assessments(connection)):
        raise Refused(_PUBLISHED)


_TYPED = {
    "answer": N_("justification of {key}"),
    "finding": N_("text of a finding"),
    "section": N_("text of a section"),
    "comment": N_("text of a comment"),
    "citation": N_("place in a source"),
    "source": N_("change of a source"),
    "stage_change": N_("reason of a change of stage"),
    "assessment": N_("details of the assessment"),
}


def _typing(ref: FieldRef) -> Label:
    return Label(_TYPED.get(ref.kind, N_("text")), {"key": ref.key})
