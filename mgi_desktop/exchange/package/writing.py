"""Writes packages: signed, read back and compared before they take their names."""

import hashlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from mgi_desktop.domain.arrivals import Arrival
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.protection import SUFFIX, Protection, Secrets, need, protect
from mgi_desktop.exchange.signing import author_of, sign
from mgi_desktop.files import neighbour, writing

from . import form, lines, manifest, readme
from .contents import Contents, contents, listed
from .manifest import Entry, Manifest
from .opening import PURPOSE, never
from .outgoing import Outgoing
from .pieces import Piece, chunks, divided
from .reading import read

_PIECE = 256 * 1024
_MOST = 999


def write(
    path: Path,
    outgoing: Outgoing,
    pem: bytes,
    *,
    protected: Protection | None = None,
    piece: int | None = None,
    private: Path | None = None,
    cancelled: Callable[[], bool] = never,
) -> list[Path]:
    """Write a package, or several that each stand alone, none larger than `piece` bytes where that can be.

    Several are numbered: `name-1.mgi`. A protected one ends in `.mgi.age`. Each is read back and compared before any
    takes its name, by a copy in the `private` folder, or in the system's; Refused, or a cancel, leaves nothing behind.
    Returns the files.
    """
    if protected:
        need(protected)
        path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
    secrets = Secrets(protected.passphrase if protected else "", pem)
    with writing(path):  # what cannot be read on the way is said, too
        said = contents(outgoing)
        page = readme.write(outgoing, said, (piece or form.FILE) // 2)
        pieces = divided(outgoing, len(zlib.compress(page)), piece)
        paths = _named(path, len(pieces))
        with _neighbours(paths) as beside:
            for number, (one, temporary) in enumerate(zip(pieces, beside, strict=True), 1):
                packing = _Packing(outgoing, one, page, (number, len(pieces)), pem, cancelled)
                packing.write(temporary, said, protected, private)
                _verify(temporary, one, path, secrets, private, cancelled)
    return paths


@contextmanager
def _neighbours(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Empty files beside several places, which all take their names after the block, or none does."""
    taken: list[Path] = []
    try:
        with ExitStack() as whole:
            yield [whole.enter_context(_neighbour(path, taken)) for path in paths]
    except BaseException:
        for path in taken:  # of several, none was there before
            with suppress(OSError):
                path.unlink()
        raise


@contextmanager
def _neighbour(path: Path, taken: list[Path]) -> Iterator[Path]:
    with neighbour(path) as temporary:
        yield temporary
    taken.append(path)


def _named(path: Path, count: int) -> list[Path]:
    """The names of so many files; Refused where one would replace a file that nobody chose."""
    if count == 1:
        return [path]
    if count > _MOST:
        raise Refused(N_("This would make {count} files. Choose larger ones."), count=count)
    ending = "".join(suffix for suffix in path.suffixes[-2:] if suffix in (form.SUFFIX, SUFFIX))
    stem = path.name.removesuffix(ending)
    paths = [path.with_name(f"{stem}-{number}{ending}") for number in range(1, count + 1)]
    for one in paths:
        if one.exists():
            raise Refused(N_("There is a file of this name already. Choose another name."), where=str(one))
    return paths


class _Packing:
    """One piece on its way into a file."""

    def __init__(
        self,
        outgoing: Outgoing,
        piece: Piece,
        page: bytes,
        number: tuple[int, int],
        pem: bytes,
        cancelled: Callable[[], bool],
    ) -> None:
        self._outgoing, self._piece, self._page, self._number = outgoing, piece, page, number
        self._pem, self._cancelled = pem, cancelled
        self._entries: list[Entry] = []

    def write(self, path: Path, said: Contents, protected: Protection | None, private: Path | None) -> None:
        """Write the file, and wait until it is on the disk."""
        with path.open("r+b") as target:
            if protected is None:
                self._write(target, said)
            else:
                with tempfile.TemporaryFile(dir=private) as open_form:  # without a name, on this laptop
                    self._write(open_form, said)
                    open_form.seek(0)
                    protect(open_form, target, protected, self._pem)
            target.flush()
            os.fsync(target.fileno())

    def _write(self, target: BinaryIO, said: Contents) -> None:
        with zipfile.ZipFile(target, "w", allowZip64=False) as archive:
            archive.writestr(_info(form.MARK, stored=True), form.MIMETYPE)
            self._add(archive, form.README, self._page)
            counts: dict[str, int] = {}
            for chunk in chunks(self._piece.edits.values()):
                counts[chunk[0].assessment] = counts.get(chunk[0].assessment, 0) + len(chunk)
                self._add_hashed(archive, "edits/{}.jsonl", lines.write(chunk))
            for batch in self._piece.batches.values():
                sha256 = self._add_hashed(archive, "batches/{}.json", batch.document)
                self._add(archive, f"batches/{sha256}.sig", batch.signature)
            for document in self._piece.instruments.values():
                self._add_hashed(archive, "instruments/{}.json", document)
            for sha256, opening in self._piece.files.items():
                self._attach(archive, sha256, opening)
            data = manifest.write(self._manifest(said, counts))
            archive.writestr(_info(form.MANIFEST), data)
            archive.writestr(_info(form.SIGNATURE, stored=True), sign(self._pem, PURPOSE, data))

    def _manifest(self, said: Contents, counts: dict[str, int]) -> Manifest:
        return Manifest(
            kind=self._outgoing.kind,
            sender=author_of(self._pem),
            name=self._outgoing.sender_name,
            at=self._outgoing.at,
            program=self._outgoing.program,
            assessments=tuple(listed(self._outgoing, said.assessments[one], count) for one, count in counts.items()),
            entries=tuple(self._entries),
            piece=self._number,
        )

    def _add_hashed(self, archive: zipfile.ZipFile, name: str, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self._add(archive, name.format(sha256), data)
        return sha256

    def _add(self, archive: zipfile.ZipFile, name: str, data: bytes) -> None:
        self._go_on()
        archive.writestr(_info(name), data)
        self._entries.append(Entry(name, len(data), hashlib.sha256(data).hexdigest()))

    def _attach(self, archive: zipfile.ZipFile, sha256: str, opening: Callable[[], BinaryIO]) -> None:
        """Add an attached file as it is: most are packed already."""
        digest, size = hashlib.sha256(), 0
        with opening() as source, archive.open(_info(f"attachments/{sha256}", stored=True), "w") as target:
            while data := source.read(_PIECE):
                self._go_on()
                digest.update(data)
                size += len(data)
                target.write(data)
        if digest.hexdigest() != sha256:
            raise Refused(N_("An attached file is damaged: it is no longer what was attached."), where=sha256)
        self._entries.append(Entry(f"attachments/{sha256}", size, sha256))

    def _go_on(self) -> None:
        if self._cancelled():
            raise Refused(N_("The writing was cancelled; no file was made."))


def _info(name: str, *, stored: bool = False) -> zipfile.ZipInfo:
    """An entry that tells nothing of this laptop: the same time, rights and system everywhere."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o644 << 16
    return info


def _verify(
    temporary: Path, piece: Piece, target: Path, secrets: Secrets, private: Path | None, cancelled: Callable[[], bool]
) -> None:
    """Read a fresh file back as its receiver will; Refused where it does not say the same."""
    with tempfile.TemporaryDirectory(dir=private) as copies:
        found = read(temporary, Path(copies), secrets, cancelled=cancelled)
    if _said(found) != (
        {(edit.id, edit.body) for edit in piece.edits.values()},
        set(piece.batches.values()),
        dict(piece.instruments),
        piece.files.keys(),
    ):
        raise Refused(
            N_("The file does not read back as it was written; it was not kept. Try another place."), where=str(target)
        )


def _said(found: Arrival) -> tuple[object, ...]:
    return (
        {(edit.id, edit.body) for edit in found.edits},
        set(found.batches),
        dict(found.instruments),
        found.files.keys(),
    )
