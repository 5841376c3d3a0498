"""Erasing for good: a name or a secret that was typed by mistake is gone from this store, and the reason stays."""

import json
import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress

from mgi_desktop.domain.edits import Edit, FieldRef, Value
from mgi_desktop.domain.erasure import erasable, erasure
from mgi_desktop.domain.errors import Refused, StoreFailed
from mgi_desktop.domain.fields import checked
from mgi_desktop.domain.words import N_
from mgi_desktop.store import batches, edits, erasures, history, imports, local

from . import identity
from .attachments import Attachments
from .journal import Changed, Journal

_Change = tuple[FieldRef, Value, Collection[str]]


class Erasing:
    """Erases values from the record, then wipes their bytes from the file; nothing takes it back."""

    def __init__(self, journal: Journal, attachments: Attachments, forget_beside: Callable[[], None]) -> None:
        """`forget_beside` takes what was erased out of the backups."""
        self._journal = journal
        self._attachments = attachments
        self._forget_beside = forget_beside

    def alike(self, assessment: str, ref: FieldRef, name: str, *, earlier: bool = False) -> list[str]:
        """The edits that go when one is erased: those of its field that say the same; with `earlier` all before it."""
        written = {edit.id: edit for edit in history.back_from(self._journal.read, assessment, [ref])}
        if name not in written:
            return []
        gone = {name, *(_before(written, name) if earlier else ())}
        said = {_said(written[one]) for one in gone}
        return [edit.id for edit in written.values() if edit.value is not None and _said(edit) in said]

    def erase(self, assessment: str, names: Collection[str], reason: str, instead: Value = None) -> Changed:
        """Erase the values of these edits; what stands of them says nothing from now on, or what is given instead.

        Published or not: a secret must go. Where the disk is full the bytes stay until `wipe` can be done.
        """
        reason = _reason(reason)
        gone = self._saying_the_same(assessment, names)
        said = {_said(edit) for edit in gone}
        self._keep_other_typing(assessment, gone)
        typed = set(local.drafts(self._journal.read, assessment))
        with self._journal.database.writing() as connection:
            changes = list(_replacing(connection, assessment, gone, instead))
            if any(json.dumps(value, sort_keys=True) in said for _ref, value, _names in changes):
                raise Refused(N_("This is the same text again. Take out what must go, or leave it empty."))
            changes += [
                (ref, value, ())
                for ref, value in erasure(str(uuid.uuid4()), [edit.id for edit in gone], reason).items()
            ]
            made = self._journal.write_for_good(connection, assessment, changes)
            self._sign(connection, assessment, made)
        self.wipe_everywhere()
        cut = typed - set(local.drafts(self._journal.read, assessment))
        fields = {edit.ref for edit in (*made, *gone)} | {draft.ref for draft in cut}
        return Changed(assessment, frozenset(fields), self._journal.now())

    def erase_assessment(self, assessment: str, reason: str) -> Changed:
        """Erase every value of an assessment: nothing is left of it but who changed what when, and the reason."""
        journal, reason = self._journal, _reason(reason)
        journal.flush(assessment)
        found = history.newest(journal.read, assessment)
        gone = [edit for edit in found if edit.body is not None and edit.ref.kind != "erasure"]
        named = erasure(str(uuid.uuid4()), [edit.id for edit in gone], reason, whole=True)
        why = {ref: value for ref, value in named.items() if ref.field == "reason"}
        erasing = journal.made(assessment, ((ref, value, ()) for ref, value in named.items() if ref not in why))
        with journal.database.writing() as connection:
            local.forget_assessment(connection, assessment)
            self._sign(connection, assessment, erasing)
            edits.erase_all(connection, assessment, erasing)
            made = journal.write_for_good(connection, assessment, ((ref, value, ()) for ref, value in why.items()))
            self._sign(connection, assessment, made)
        self.wipe_everywhere()
        return Changed(assessment, frozenset(edit.ref for edit in (*made, *gone)), journal.now())

    def _sign(self, connection: sqlite3.Connection, assessment: str, made: Iterable[Edit]) -> None:
        """Sign an erasing at once: it counts, here as elsewhere, where it is proven who did it."""
        _sign(connection, identity.key(self._journal.database.path.parent), assessment, (edit.id for edit in made))

    @property
    def wipe_is_due(self) -> bool:
        """Whether old bytes of what was erased may still be in the file."""
        return bool(local.setting(self._journal.read, "wipe"))

    def wipe(self) -> None:
        """Wipe the bytes of what was erased, if any are left, and remove the files that only erased values named.

        On a full disk they stay, to be wiped another time; so do files where their folder cannot be read.
        """
        with suppress(Refused):
            self._clean()
        if not self.wipe_is_due:
            return
        self._attachments.close()
        with suppress(StoreFailed):
            self._journal.database.wipe()
            with self._journal.database.writing() as connection:
                local.set_setting(connection, "wipe", None)

    def wipe_everywhere(self) -> None:
        """Wipe the bytes from the store, and see to it that they go from the backups: here and now, or beside."""
        self.wipe()
        with suppress(Refused):  # `Backups.erasing_is_due` says where some are left
            self._forget_beside()

    def _clean(self) -> None:
        """Remove the files that only erased values named; where an edit is damaged, which may name one, they stay.

        Those go when the store is checked and sound again.
        """
        read = self._journal.read
        if local.setting(read, "clean"):
            if self._attachments.any_kept and edits.are_sound(read):
                self._attachments.clean()
            with self._journal.database.writing() as connection:
                local.set_setting(connection, "clean", None)

    def _saying_the_same(self, assessment: str, names: Collection[str]) -> list[Edit]:
        """These edits, and those of their fields that say the same again, as undo and redo make them."""
        wanted = [edit for edit in history.named(self._journal.read, names).values() if edit.value is not None]
        if not wanted or not all(edit.assessment == assessment and erasable(edit.ref) for edit in wanted):
            raise Refused(N_("There is nothing here that can be erased by itself."))
        said: dict[FieldRef, set[str]] = {}
        for edit in wanted:
            said.setdefault(edit.ref, set()).add(_said(edit))
        return [
            edit
            for ref, values in said.items()
            for edit in history.back_from(self._journal.read, assessment, [ref])
            if edit.value is not None and _said(edit) in values
        ]

    def _keep_other_typing(self, assessment: str, gone: Collection[Edit]) -> None:
        """Make edits of what is being typed in these fields, unless it holds what must go."""
        for ref in {edit.ref for edit in gone}:
            typed = local.draft(self._journal.read, assessment, ref)
            if typed and not any(str(edit.value) in typed.value for edit in gone if edit.ref == ref and edit.value):
                self._journal.left(assessment, ref)


def sign_own(connection: sqlite3.Connection, pem: bytes) -> None:
    """Sign what was erased here before erasings were signed at once, or whose list is lost: so it stays erased.

    What came by a file and only claims to be of this person is never signed.
    """
    from mgi_desktop.exchange.signing import author_of

    found = erasures.unsigned(connection, author_of(pem))
    came = imports.came(connection, (name for names in found.values() for name in names))
    for assessment, names in found.items():
        _sign(connection, pem, assessment, names - came)


def _sign(connection: sqlite3.Connection, pem: bytes, assessment: str, names: Iterable[str]) -> None:
    from mgi_desktop.exchange.package import batches as lists  # no cryptography at start

    batches.keep(connection, lists.make(pem, assessment, names))


def _reason(reason: str) -> str:
    found = checked(FieldRef("erasure", "", "reason"), reason.strip())
    if not found:
        raise Refused(N_("Say why, in a few words. The reason stays in the history."))
    return str(found)


def _said(edit: Edit) -> str:
    return json.dumps(edit.value, sort_keys=True)


def _before(found: dict[str, Edit], name: str) -> Iterator[str]:
    """Everything that an edit replaced, and what that replaced."""
    waiting, seen = [name], {name}
    while waiting:
        for earlier in found[waiting.pop()].replaces:
            if earlier in found and earlier not in seen:
                seen.add(earlier)
                waiting.append(earlier)
                yield earlier


def _replacing(
    connection: sqlite3.Connection, assessment: str, gone: Collection[Edit], instead: Value
) -> Iterator[_Change]:
    """What the fields say instead of values that still stand: where another stands beside, the same as that."""
    names = {edit.id for edit in gone}
    for ref in sorted({edit.ref for edit in gone}):
        heads = edits.field(connection, assessment, ref)
        standing = [head.id for head in heads if head.id in names]
        beside = [head.value for head in heads if head.id not in names]
        if standing:
            yield ref, checked(ref, instead) if instead else beside[0] if beside else None, standing
