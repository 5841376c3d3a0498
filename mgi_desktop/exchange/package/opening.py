"""Opens a package that may be hostile: copied once, looked at as a whole, its list of contents read first."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import protection, signing
from mgi_desktop.exchange.protection import Secrets
from mgi_desktop.files import pieces_of, size_of, writing

from . import form, manifest
from .archive import BEGINNING, Archive, reading
from .manifest import Manifest

PURPOSE = "package"
NO_SECRETS = Secrets()
_SUFFIXES = (form.SUFFIX, form.SUFFIX + protection.SUFFIX)
_WORKBOOK = b"[Content_Types].xml"


def never() -> bool:
    """What nobody cancels."""
    return False


def is_package(path: Path) -> bool:
    """Whether a file is meant as a package, by its name or by what is in it; False where it cannot be read."""
    if path.name.lower().endswith(_SUFFIXES):
        return True
    try:
        if not path.is_file():  # opening a pipe would wait for somebody to write into it
            return False
        with path.open("rb") as file:
            beginning = file.read(64)
            if not beginning.startswith(BEGINNING):
                return protection.is_protected(beginning)
            file.seek(max(0, path.stat().st_size - form.DIRECTORY))
            directory = file.read()
            return form.MANIFEST.encode() in directory and _WORKBOOK not in directory
    except OSError:
        return False


def is_protected(path: Path) -> bool:
    """Whether a file is protected; False where it cannot be read."""
    try:
        with path.open("rb") as file:
            return protection.is_protected(file.read(64))
    except OSError:
        return False


@contextmanager
def in_file(path: Path) -> Iterator[None]:
    """Name the file in whatever is wrong with it."""
    try:
        yield
    except Refused as refused:
        if refused.where not in (str(path), path.name):
            refused.where = f"{path.name}: {refused.where}" if refused.where else path.name
        raise


@contextmanager
def opened(path: Path, private: Path, secrets: Secrets, cancelled: Callable[[], bool]) -> Iterator[Path]:
    """A copy of the file in the private folder, without its protection; gone on error."""
    made: list[Path] = []
    try:
        copy = _new(private, made)
        with writing(private), copy.open("wb") as target:
            for piece in pieces_of(path, _need_small(size_of(path))):
                go_on(cancelled)
                target.write(piece)
        with reading(), copy.open("rb") as source:
            protected = protection.is_protected(source.read(64))
            source.seek(0)
            if protected:
                plain = _new(private, made)
                with writing(private), plain.open("wb") as target:
                    protection.unprotect(source, target, secrets)
        if protected:
            copy.unlink()
            copy = plain
        yield copy
    except BaseException:
        for one in made:
            with suppress(OSError):
                one.unlink(missing_ok=True)
        raise


def _new(private: Path, made: list[Path]) -> Path:
    with writing(private):
        handle, name = tempfile.mkstemp(suffix=form.SUFFIX, dir=private)  # readable by its owner alone
        os.close(handle)
    made.append(Path(name))
    return made[-1]


def _need_small(size: int) -> int:
    if size > form.FILE:
        raise Refused(
            N_("The file is larger than {limit} MiB; no package is. Choose another file."),
            limit=form.FILE // form.MIB,
        )
    return size


def go_on(cancelled: Callable[[], bool]) -> None:
    """Refused where somebody cancelled."""
    if cancelled():
        raise Refused(N_("The reading was cancelled; nothing was taken."))


def manifest_of(archive: Archive) -> Manifest:
    """The list of contents, signed by whom it names as sender."""
    for name in (form.MARK, form.MANIFEST):
        if name not in archive.parts:
            raise Refused(N_("This is not a package of assessments: “{name}” is missing."), name=name)
    if _whole(archive, form.MARK, len(form.MIMETYPE) + 2).strip() != form.MIMETYPE.encode():
        raise Refused(N_("This is not a package of assessments."), where=form.MARK)
    data = _whole(archive, form.MANIFEST, form.MANIFEST_BYTES)
    read = manifest.read(data)
    signature = _whole(archive, form.SIGNATURE, 64) if form.SIGNATURE in archive.parts else b""
    if bool(read.sender) != bool(signature) or (
        read.sender and not signing.holds(read.sender, PURPOSE, data, signature)
    ):
        raise Refused(N_("The signature of the file is false: it was altered. Ask its sender for it again."))
    return read


def _whole(archive: Archive, name: str, limit: int) -> bytes:
    if archive.parts[name].size > limit:
        raise Refused(N_("A part of the file is larger than it can be. It was not opened."), where=name)
    return b"".join(archive.pieces(name))
