"""Taking packages in: looked at first, then taken in one transaction, and taken back as a whole where one wants it."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from mgi_desktop.domain.arrivals import Arrival, Known
from mgi_desktop.domain.assessment import Assessment, File, assemble
from mgi_desktop.domain.edits import Edit
from mgi_desktop.domain.entities import seen
from mgi_desktop.domain.erasure import erased_by, goes, signed_of
from mgi_desktop.domain.errors import Refused, StoreFailed
from mgi_desktop.domain.fields import checked
from mgi_desktop.domain.instrument import Instrument, parse
from mgi_desktop.domain.merging import SAME, Union, built_on, changes, new_conflicts
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import package
from mgi_desktop.exchange.instruments import plain
from mgi_desktop.store import batches, edits, erasures, history, imports, local

from . import identity, restoring
from .attachments import Attachments
from .erasing import Erasing
from .given import Given, given_by
from .incoming import Incoming, Progress, Reading, nobody
from .instruments import Instruments
from .journal import IMPORT, Changed, Journal, Label, changed_in
from .library import Library
from .people import People
from .reports import Coming, Look, Report, Settled, report_of, said
from .thirds import third


class Importing:
    """Merges what comes by file into the store: a union, so any order and any number of times is one result."""

    def __init__(
        self,
        journal: Journal,
        library: Library,
        instruments: Instruments,
        attachments: Attachments,
        erasing: Erasing,
        people: People,
        before: Callable[[str], object],
    ) -> None:
        """`before` is called with the reason before anything is taken: the place of a backup."""
        self._journal = journal
        self._library = library
        self._instruments = instruments
        self._attachments = attachments
        self._erasing = erasing
        self._people = people
        self._before = before
        self._proven: dict[str, str] = {}
        self._proven_to = 0

    def reading(
        self, paths: Sequence[Path], passphrases: Mapping[Path, str], private: Path, left: Collection[Path] = ()
    ) -> Reading:
        """Return what reads and proves the files, in whatever thread it is called; the store is not touched by it.

        Of those named in `left`, which are damaged backups, what can still be proven is read.
        """
        pem = identity.key(self._journal.database.path.parent)
        return Reading(tuple(dict.fromkeys(paths)), dict(passphrases), pem, self._proven_here(), private, left)

    def look(self, files: Iterable[Incoming]) -> Look:
        """Work out what would come of taking these files; nothing is written but what is being typed."""
        self._journal.flush()
        judged = tuple(map(self._judged, files))
        arrivals = [file.arrival for file in judged if file.arrival is not None]
        given = given_by(arrivals)
        new = known = 0
        for some in given.values():
            here = len(edits.without_value(self._journal.read, (one.id for one in some.edits)))
            new, known = new + len(some.edits) - here, known + len(some.known) + here
        comings, refused = [], [file.refused for file in judged if file.refused is not None]
        for assessment, some in given.items():
            try:
                comings.append(self._coming(assessment, some, arrivals))
            except Refused as error:
                refused.append(error)
        damaged = [one for arrival in arrivals for one in arrival.damaged]
        awaited = tuple(self._awaited(comings, arrivals))
        return Look(judged, tuple(comings), (*refused, *damaged), new, known, awaited)

    def look_at(self, arrival: Arrival) -> Look:
        """Work out what would come of taking a backup, or what was recovered."""
        return self.look([Incoming(Path(arrival.name), arrival=arrival)])

    def take(
        self,
        look: Look,
        told: Progress = nobody,
        cancelled: Callable[[], bool] = lambda: False,
        settled: Settled | None = None,
    ) -> Report:
        """Take it all in one transaction; Refused, or cancelled, leaves the store as it was.

        Before anything changes, a backup is made. An assessment that was refused is not taken. What a person `settled`
        while looking goes and comes back with the import.
        """
        taken = {coming.id for coming in look.comings}
        if not taken:
            raise Refused(N_("There is nothing to take."))
        self._journal.flush()
        if settled or self.brings_anything(look):
            self._before("import")
        given = {name: some for name, some in given_by(look.arrivals).items() if name in taken}
        named, coming = self._missing(look.arrivals, given)
        files = tuple(named[sha256] for sha256 in coming)
        with self._attachments.tentatively(files):
            self._keep_files(named, coming, told, cancelled)
            number, new = self._write(look, given, files, cancelled, settled or {})
        self._attachments.arrived(*files)
        with suppress(StoreFailed):  # it is taken, whatever the disk refuses now; they are met another time
            self._meet(look)
        if look.erased or any(edit.ref.kind == "erasure" for edit in new):
            self._erasing.wipe_everywhere()
        self._library.read_anew()
        touched = {coming.id: {change.ref for change in coming.changes} for coming in look.comings}
        changed = changed_in(touched, self._journal.now(), self._label(look))
        report = self.report(number)
        assert report is not None
        return replace(report, changed=changed)

    def _write(
        self,
        look: Look,
        given: Mapping[str, Given],
        files: Sequence[File],
        cancelled: Callable[[], bool],
        settled: Settled,
    ) -> tuple[int, list[Edit]]:
        """Write it all in one transaction; return the number of the import, and what was new."""
        label, scope = self._label(look), self._scope(look)
        with self._journal.database.writing() as connection:
            self._attachments.taken(connection)
            self._keep_instruments(connection, look)
            batches.keep(connection, (one for arrival in look.arrivals for one in arrival.batches))
            names, sender = _names(look.files), _only([arrival.sender for arrival in look.arrivals])
            number = imports.begin(connection, self._journal.stamp(), names, sender)
            everything = sorted((one for some in given.values() for one in some.edits), key=_moves_stage)
            new = imports.take(connection, number, everything, (name for some in given.values() for name in some.known))
            self._settle(connection, number, settled)
            imports.keep_report(connection, number, said(look, new, files))
            local.add_deed(
                connection, scope, scope or look.comings[0].id, f"{IMPORT}{number}",
                {"message": label.message, "fields": dict(label.fields)},
            )  # fmt: skip
            if cancelled():
                raise Refused(N_("The import was cancelled; nothing was taken."))
        return number, new

    def reports(self) -> list[Report]:
        """Every import, the newest first."""
        return [report_of(one) for one in imports.every(self._journal.read)]

    def report(self, number: int) -> Report | None:
        """One import, or None."""
        found = imports.of(self._journal.read, number)
        return report_of(found) if found else None

    def why_not_turned(self, number: int) -> Refused | None:
        """Why an import is not taken back or brought back now: it changed an assessment that is published since."""
        found = self.report(number)
        for one in found.said.get("assessments", ()) if found is not None else ():
            assessment = str(one["id"])
            if not one.get("is_new") and self._journal.published(assessment):
                subject = self._library.open(assessment).subject
                sentence = N_("“{subject}” is published, so it is read-only. Reopen it first.")
                return Refused(sentence, subject=subject)
        return None

    def turn(self, number: int, *, aside: bool) -> Changed:
        """Take an import back as a whole, or bring it back; nothing that others wrote changes."""
        changed = self._journal.turn_import(number, aside=aside)
        self._library.read_anew()
        return changed

    # Looking

    def _proven_here(self) -> Known:
        """What is here already; edits that were proven once stay so, and are not read again."""
        newest = edits.newest(self._journal.read)
        if newest > self._proven_to:
            self._proven |= edits.with_value(self._journal.read, self._proven_to)
            self._proven_to = newest
        return Known(self._proven, self._instruments.kept())

    def _judged(self, file: Incoming) -> Incoming:
        """The file with its sender as this laptop knows that one; refused where the sender is blocked."""
        if file.arrival is None:
            return file
        if file.arrival.typed:
            return replace(file, arrival=restoring.with_typed(self._journal.read, file.arrival))
        if not file.arrival.sender:
            return file
        sender = self._people.of(file.arrival.sender)
        if not sender.name:
            sender = replace(sender, name=file.arrival.sender_name)
        if sender.blocked:
            try:
                self._people.refuse_blocked(sender.author)
            except Refused as refused:
                where = Refused(refused.message, where=file.name, **refused.fields)
                return replace(file, arrival=None, sender=sender, refused=where)
        return replace(file, sender=sender)

    def _coming(self, assessment: str, given: Given, arrivals: Sequence[Arrival]) -> Coming:
        read = self._journal.read
        here = self._library.open(assessment) if assessment in edits.assessments(read) else None
        aside = history.named(read, edits.set_aside(read, assessment))
        fresh = given.fresh(read, aside)
        erasing = self._erasing_now(assessment, fresh, arrivals)
        if here is not None and not fresh and not erasing:
            return Coming(here, here, self._instrument(here, arrivals), (), ())
        fields = edits.fields(read, assessment, drafts=False)
        counting = built_on(fresh, aside)
        replaced = edits.replaced(read, assessment, (edit.id for edit in counting))
        before = Union(fields, replaced, frozenset(erasures.gone(read, counting)))
        gone = _gone(erasing, {**history.named(read, erasing), **{edit.id: edit for edit in counting}})
        after = assemble(assessment, before.plus(counting, gone).fields)
        instrument = self._instrument(after, arrivals)
        found = tuple(one for one in changes(fields, after.fields) if one.outcome != SAME)
        contested = new_conflicts(here.conflicts if here else (), after.conflicts)
        return Coming(here, after, instrument, found, contested, self._erased(assessment, gone))

    def _erasing_now(self, assessment: str, fresh: Iterable[Edit], arrivals: Iterable[Arrival]) -> dict[str, bool]:
        """What is erased by what comes, and whether with the whole assessment: as far as signed lists prove it."""
        read = self._journal.read
        erasing = [*erased_by(fresh), *erasures.waiting(read, assessment)]
        proven = signed_of(erasing, (batch for arrival in arrivals for batch in arrival.batches))
        for author in {one.author for one in erasing}:
            own = {one.erasure: one for one in erasing if one.author == author}
            proven += [own[name] for name in batches.signed(read, author, own)]
        return {one.edit: one.whole for one in sorted(proven, key=lambda one: one.whole)}

    def _erased(self, assessment: str, gone: Iterable[str]) -> tuple[Edit, ...]:
        """What stands here or in the history and loses its value for good by what comes, the newest last."""
        named = history.named(self._journal.read, gone).values()
        lost = (edit for edit in named if edit.assessment == assessment and edit.body is not None)
        return tuple(sorted(lost, key=lambda edit: (edit.at, edit.id)))

    def _instrument(self, after: Assessment, arrivals: Sequence[Arrival]) -> Instrument:
        coming = (
            arrival.instruments[after.instrument] for arrival in arrivals if after.instrument in arrival.instruments
        )
        document = next(coming, None)
        if document is None or after.instrument in self._instruments.kept():
            return self._instruments.of(after)
        return parse(plain.read(document).document, after.instrument)

    def _awaited(self, comings: Iterable[Coming], arrivals: Sequence[Arrival]) -> Iterator[str]:
        """The names of attached files that are still awaited when all is taken."""
        come = {sha256 for arrival in arrivals for sha256 in arrival.files}
        named = {
            source.file.sha256: source.file
            for coming in comings
            for source in coming.after.sources.values()
            if source.file is not None
        }
        for sha256, file in named.items():
            if sha256 not in come and not self._attachments.is_here(file):
                yield file.name

    # Taking

    def _keep_files(
        self,
        named: Mapping[str, File],
        coming: Mapping[str, Callable[[], BinaryIO]],
        told: Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        """Take the attached files in that come; Refused on a full disk, before any edit is taken."""
        for place, (sha256, opening) in enumerate(coming.items()):
            told("files", place, len(coming))
            if cancelled():
                raise Refused(N_("The import was cancelled; nothing was taken."))
            with opening() as stream:
                self._attachments.keep_stream(named[sha256], stream)

    def _missing(
        self, arrivals: Iterable[Arrival], given: Mapping[str, Given]
    ) -> tuple[dict[str, File], dict[str, Callable[[], BinaryIO]]]:
        """The attached files that these edits name, and how those are opened that come and are not here whole.

        What only erased values name is not among them.
        """
        read = self._journal.read
        named = {file.sha256: file for one, some in given.items() for file in some.files(edits.erased(read, one))}
        coming = {
            sha256: opening
            for arrival in arrivals
            for sha256, opening in arrival.files.items()
            if sha256 in named and not self._attachments.is_whole(named[sha256])
        }
        return named, coming

    def brings_anything(self, look: Look) -> bool:
        """Whether anything is taken that is not here already, or counts again: an edit, or an attached file."""
        if not look.comings:
            return False
        if look.new or look.erased or any(coming.changes for coming in look.comings):
            return True
        return bool(self._missing(look.arrivals, given_by(look.arrivals))[1])

    def _settle(self, connection: sqlite3.Connection, number: int, settled: Settled) -> None:
        """Settle what stands side by side now, each edit replacing every value of its field.

        These edits go and come with the import, and are signed at once, since of what came the rest never is.
        """
        pem = identity.key(self._journal.database.path.parent)
        for (assessment, ref), value in settled.items():
            fields = edits.fields(connection, assessment, drafts=False)
            if ref.field == "deleted":
                value = sorted(seen(fields).get(ref[:2], ())) if value else None
            heads = fields[ref].heads if ref in fields else ()
            made = self._journal.made(assessment, [(ref, checked(ref, value), [head.id for head in heads])])
            local.set_setting(connection, third(assessment, ref), None)
            imports.take(connection, number, made)
            batches.keep(connection, package.batches.make(pem, assessment, (edit.id for edit in made)))
            self._journal.introduce(connection, assessment)

    def _keep_instruments(self, connection: sqlite3.Connection, look: Look) -> None:
        for arrival in look.arrivals:
            for sha256, document in arrival.instruments.items():
                local.keep_instrument(connection, sha256, document)

    def _scope(self, look: Look) -> str:
        """Where undo finds it: in the one known assessment that it touches, else in the library."""
        known = [coming.id for coming in look.comings if coming.before is not None]
        return known[0] if len(look.comings) == len(known) == 1 else ""

    def _label(self, look: Look) -> Label:
        return Label(N_("import of {subject}"), {"subject": look.comings[0].after.subject})

    def _meet(self, look: Look) -> None:
        """Remember the senders, and those who signed what they pass on: those by a name only where none is known."""
        for arrival in look.arrivals:
            if arrival.sender:
                self._people.met(arrival.sender, arrival.sender_name)
        names = {author: name for coming in look.comings for author, name in coming.after.people.items()}
        for author in {batch.author for arrival in look.arrivals for batch in arrival.batches}:
            self._people.met(author, "" if self._people.of(author).name else names.get(author, ""))


def _gone(erasing: Mapping[str, bool], at_hand: Mapping[str, Edit]) -> set[str]:
    """Those that go, of what is erased, here or coming."""
    return {name for name, whole in erasing.items() if name not in at_hand or goes(at_hand[name].ref, whole=whole)}


def _moves_stage(edit: Edit) -> bool:
    """The stage comes last, so that what came with it is no gain after publishing."""
    return (edit.ref.kind, edit.ref.field) == ("assessment", "stage")


def _names(files: Iterable[Incoming]) -> str:
    return ", ".join(file.name for file in files if file.arrival is not None)


def _only(values: Sequence[str]) -> str:
    return values[0] if len(set(values)) == 1 else ""
