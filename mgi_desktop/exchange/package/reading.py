"""Reads a package: all that it holds is proven before anything of it is believed."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from mgi_desktop.domain import canonical
from mgi_desktop.domain.arrivals import Arrival, Batch, Known
from mgi_desktop.domain.assessment import file_of
from mgi_desktop.domain.edits import Edit
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.instruments import plain
from mgi_desktop.exchange.protection import Secrets

from . import batches, form, lines
from .archive import Archive, shown
from .manifest import Entry, Manifest
from .opening import NO_SECRETS, go_on, in_file, manifest_of, never, opened

NOTHING = Known()


def read(
    path: Path,
    private: Path,
    secrets: Secrets = NO_SECRETS,
    *,
    known: Known = NOTHING,
    cancelled: Callable[[], bool] = never,
) -> Arrival:
    """Read a package from a copy in the private folder, which stays there as long as its attached files are needed.

    What is `known` is not proven again where it comes with the same bytes; of such an edit the arrival has the name.
    Refused says what is wrong, Locked that a secret is missing; then nothing stays in the folder. An attached file that
    is missing or damaged is named in the arrival, and all else is taken.
    """
    with in_file(path), opened(path, private, secrets, cancelled) as copy:
        archive = Archive(copy)
        return _Contents(archive, manifest_of(archive), known, cancelled).arrival(path.name)


class _Contents:
    """What a package holds, each kind of it within its limits."""

    def __init__(self, archive: Archive, listed: Manifest, known: Known, cancelled: Callable[[], bool]) -> None:
        self._archive, self._manifest, self._known, self._cancelled = archive, listed, known, cancelled
        self._entries = {entry.name: entry for entry in listed.entries}
        self._need_listed()

    def arrival(self, name: str) -> Arrival:
        """All of it, proven; what was attached is looked at last, since it can be taken in part."""
        others = self._others()
        instruments = dict(self._instruments())
        edits = self._edits()
        signed = self._batches(edits)
        for other in others:
            self._data(other)
        files, broken = self._files()
        new, known = self._divided(edits.values())
        return Arrival(
            name=name,
            edits=new,
            known=known,
            batches=signed,
            instruments=instruments,
            files=files,
            damaged=tuple(_awaited(broken, edits.values())),
            kind=self._manifest.kind,
            sender=self._manifest.sender,
            sender_name=self._manifest.name,
            at=self._manifest.at,
            part={one.id: one.part for one in self._manifest.assessments if one.part},
        )

    def _divided(self, edits: Iterable[Edit]) -> tuple[tuple[Edit, ...], dict[str, tuple[str, ...]]]:
        """The edits that are to be looked at, and the names of those that are here already, by assessment.

        One that names an attached file is always looked at: the file may be awaited.
        """
        new: list[Edit] = []
        known: dict[str, list[str]] = {}
        for edit in edits:
            here = self._known.edits.get(edit.id)
            if here is None or _names_a_file(edit):
                new.append(edit)
            else:
                known.setdefault(here, []).append(edit.id)
        return tuple(new), {assessment: tuple(names) for assessment, names in known.items()}

    def _need_listed(self) -> None:
        """Every part is listed and every part that is listed is here, but for attached files."""
        for name in self._archive.parts.keys() - {form.MARK, form.MANIFEST, form.SIGNATURE}:
            if name not in self._entries:
                raise Refused(N_("The file holds “{name}”, which its list of contents does not."), name=shown(name))
        for name in self._entries:
            if name in (form.MARK, form.MANIFEST, form.SIGNATURE):
                raise Refused(N_("The list of contents is damaged."), where=form.MANIFEST)
            if name not in self._archive.parts and not form.ATTACHMENT.fullmatch(name):
                raise Refused(N_("A part of the file is missing: “{name}”."), name=name)
        if not self._manifest.assessments and self._named(form.EDITS):
            raise Refused(N_("The list of contents is damaged."), where=form.MANIFEST)

    def _named(self, kind: re.Pattern[str]) -> dict[str, Entry]:
        """The entries of a kind, by the SHA-256 in their names."""
        found = ((kind.fullmatch(name), entry) for name, entry in self._entries.items())
        return {match.group(1): entry for match, entry in found if match}

    def _within(self, entries: Iterable[Entry], limit: int, each: int) -> list[Entry]:
        found = list(entries)
        sizes = [self._archive.parts[entry.name].size for entry in found if entry.name in self._archive.parts]
        if sum(sizes) > limit or any(size > each for size in sizes):
            raise Refused(N_("The file would unpack to far more than any package holds. It was not opened."))
        return found

    def _data(self, entry: Entry) -> bytes:
        go_on(self._cancelled)
        if self._archive.parts[entry.name].size != entry.bytes:
            raise _other(entry.name)
        data = b"".join(self._archive.pieces(entry.name))
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            raise _other(entry.name)
        return data

    def _others(self) -> list[Entry]:
        """What is no edit, signature or file: README, and what a newer version added."""
        kinds = (form.EDITS, form.BATCH, form.BATCH_SIGNATURE, form.INSTRUMENT, form.ATTACHMENT)
        others = [one for name, one in self._entries.items() if not any(kind.fullmatch(name) for kind in kinds)]
        return self._within(others, form.OTHERS_BYTES, form.OTHERS_BYTES)

    def _instruments(self) -> Iterator[tuple[str, bytes]]:
        named = self._named(form.INSTRUMENT)
        self._within(named.values(), form.INSTRUMENTS_BYTES, form.INSTRUMENT_BYTES)
        commas = 0
        for sha256, entry in named.items():
            data = self._data(_by_content(sha256, entry))
            commas += data.count(b",")
            if commas > form.INSTRUMENTS_COMMAS:
                raise Refused(N_("The file holds more parts than any package needs. It was not opened."))
            if sha256 not in self._known.instruments:
                _need_sound(data, entry.name)
            yield sha256, data

    def _edits(self) -> dict[str, Edit]:
        named = self._named(form.EDITS)
        self._within(named.values(), form.EDITS_BYTES, form.EDITS_FILE_BYTES)
        listed = {one.id: one.edits for one in self._manifest.assessments}
        if sum(listed.values()) > form.EDITS_COUNT:
            raise Refused(N_("The file holds more parts than any package needs. It was not opened."))
        found: dict[str, Edit] = {}
        for sha256, entry in named.items():
            data = self._data(_by_content(sha256, entry))
            for number, edit in enumerate(lines.read(data, listed, self._known.edits, where=entry.name)):
                if edit.body is not None or edit.id not in found:
                    found[edit.id] = edit
                if number % 1000 == 0:
                    go_on(self._cancelled)
        if len(found) != sum(listed.values()):
            raise Refused(N_("The file holds other edits than its list of contents says."))
        if not found:
            raise Refused(N_("There is nothing in this file."))
        return found

    def _batches(self, edits: Mapping[str, Edit]) -> tuple[Batch, ...]:
        documents, signatures = self._named(form.BATCH), self._named(form.BATCH_SIGNATURE)
        self._within(documents.values(), form.BATCHES_BYTES, form.BATCHES_BYTES)
        self._within(signatures.values(), form.BATCHES_BYTES, 64)
        if documents.keys() != signatures.keys():
            raise Refused(N_("A signed list of edits, or its signature, is missing."))
        listed = {one.id for one in self._manifest.assessments}
        found = []
        for sha256, entry in documents.items():
            document, signature = self._data(_by_content(sha256, entry)), self._data(signatures[sha256])
            batch = batches.proven(document, signature, where=entry.name)
            here = (edits[one] for one in batch.edits if one in edits)
            if batch.assessment not in listed or not batches.are_of(batch, here):
                raise Refused(
                    N_("A signed list names edits that are not its author's, or not of its assessment."),
                    where=entry.name,
                )
            found.append(batch)
        return tuple(found)

    def _files(self) -> tuple[dict[str, Callable[[], BinaryIO]], list[str]]:
        """The attached files that are what their names say, and the names of the others."""
        named = self._named(form.ATTACHMENT)
        entries = self._within(named.values(), form.ATTACHMENTS_BYTES, form.ATTACHMENT_BYTES)
        here = [self._archive.parts[entry.name] for entry in entries if entry.name in self._archive.parts]
        size, packed = sum(part.size for part in here), sum(part.packed for part in here)
        if size > 64 * form.MIB and size > form.SWELLING * packed:
            raise Refused(N_("The file would unpack to far more than any package holds. It was not opened."))
        sound = {sha256: self._is_sound(sha256, entry) for sha256, entry in named.items()}
        files: dict[str, Callable[[], BinaryIO]] = {
            sha256: partial(self._archive.stream, named[sha256].name) for sha256, good in sound.items() if good
        }
        return files, [sha256 for sha256, good in sound.items() if not good]

    def _is_sound(self, sha256: str, entry: Entry) -> bool:
        _by_content(sha256, entry)
        if entry.name not in self._archive.parts or self._archive.parts[entry.name].size != entry.bytes:
            return False
        digest = hashlib.sha256()
        try:
            for piece in self._archive.pieces(entry.name):
                go_on(self._cancelled)
                digest.update(piece)
        except Refused:
            go_on(self._cancelled)
            return False
        return digest.hexdigest() == sha256


def _need_sound(data: bytes, name: str) -> None:
    """Refused where these bytes are no questionnaire in the form in which it is kept."""
    if not canonical.is_modest(data):
        raise Refused(N_("The file is nested too deeply to be a questionnaire."), where=name)
    try:
        document = plain.canonical(plain.read(data).document)
    except Refused as refused:
        raise Refused(refused.message, where=name, **refused.fields) from refused
    if document != data:
        raise Refused(N_("A questionnaire is not written in the form in which it is kept."), where=name)


def _names_a_file(edit: Edit) -> bool:
    return b'"sha256"' in (edit.body or b"")


def _by_content(sha256: str, entry: Entry) -> Entry:
    if sha256 != entry.sha256:
        raise Refused(N_("The list of contents is damaged."), where=entry.name)
    return entry


def _other(name: str) -> Refused:
    return Refused(
        N_("A part of the file is not what its list of contents says; it was changed or damaged."), where=name
    )


def _awaited(broken: Collection[str], edits: Iterable[Edit]) -> Iterator[Refused]:
    """Say which files did not come whole, by the names under which they were attached."""
    naming = (file_of(edit.value) for edit in edits if _names_a_file(edit)) if broken else ()
    names = {file.sha256: file.name for file in naming if file}
    for sha256 in broken:
        name = names.get(sha256, sha256)
        sentence = N_("The attached file “{name}” did not come whole. It is awaited; all else was read.")
        yield Refused(sentence, where=sha256, name=name)
