"""Questionnaires as files: read and offered before anything is kept, and written as JSON or as XLSForm."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Instrument, Level, made_of
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange import instruments as exchange
from mgi_desktop.files import read_limited, safe_name, write_whole

from .exporting import Written
from .instruments import Instruments

SUFFIXES = ("xlsx", "json")
WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xls")
LIMIT = exchange.LIMIT

Remarks = tuple[tuple[str, str, Mapping[str, object]], ...]
"""English sentences, each with its place and its fields."""


@dataclass(frozen=True)
class Offer:
    """A questionnaire that was read from a file and not kept yet.

    `here`: it is known already, the same in every byte. `twin`: another is known by the same id and version.
    """

    instrument: Instrument
    document: bytes
    file: str
    guessed: Remarks
    left_out: Remarks
    level_guessed: bool
    here: bool = False
    twin: bool = False


def is_questionnaire(path: Path) -> bool:
    """Whether a file is a questionnaire and no document of an assessment, by its content; False where unreadable."""
    if path.suffix.lower() in WORKBOOKS:
        return True
    try:
        if not path.is_file() or path.stat().st_size > LIMIT:
            return False
        return exchange.is_questionnaire(path.read_bytes())
    except OSError:
        return False  # whoever takes the file says why not


def read(path: Path, known: Sequence[Instrument], cancelled: Callable[[], bool] = lambda: False) -> Offer:
    """Read a file, beside the window if need be; Refused says where it is wrong, and nothing is kept."""
    try:
        if path.is_file() and path.stat().st_size > LIMIT:
            raise Refused(
                N_("The file is larger than {limit} MiB; no questionnaire is. Choose another file."),
                limit=LIMIT // 1024**2,
            )
        data = read_limited(path, LIMIT)
        reading = exchange.read(data, cancelled, workbook=path.suffix.lower() in WORKBOOKS)
        return _offer(reading, path.name, known)
    except Refused as refused:
        if refused.where == str(path):
            raise
        where = f"{path.name}: {refused.where}" if refused.where else path.name
        raise Refused(refused.message, where=where, **refused.fields) from refused


def at_level(offer: Offer, level: Level, known: Sequence[Instrument]) -> Offer:
    """The same offer for another level, where that was guessed."""
    instrument, data = _made({**json.loads(offer.document), "level": level})
    return _known(replace(offer, instrument=instrument, document=data), known)


def _offer(reading: exchange.Reading, file: str, known: Sequence[Instrument]) -> Offer:
    guessed, left_out = (
        tuple((remark.message, remark.where, remark.fields) for remark in remarks)
        for remarks in (reading.guessed, reading.left_out)
    )
    instrument, data = _made(reading.document)
    return _known(Offer(instrument, data, file, guessed, left_out, reading.level_guessed), known)


def _made(document: Mapping[str, object]) -> tuple[Instrument, bytes]:
    data = exchange.canonical(document)
    return made_of(document, hashlib.sha256(data).hexdigest()), data


def _known(offer: Offer, known: Sequence[Instrument]) -> Offer:
    own = offer.instrument
    here = any(one.digest == own.digest for one in known)
    twin = any((one.id, one.version) == (own.id, own.version) and one.digest != own.digest for one in known)
    return replace(offer, here=here, twin=twin)


def keep(instruments: Instruments, offer: Offer) -> None:
    """Keep what was offered; what is here already stays as it is."""
    if not any(one.digest == offer.instrument.digest for one in instruments.shipped()):
        instruments.keep(offer.instrument, offer.document, offer.file)


def file_name(instrument: Instrument, suffix: str) -> str:
    """A name for the file that every system takes: id and version."""
    return safe_name(f"{instrument.id} {instrument.version}") + f".{suffix}"


def write(document: bytes, path: Path, cancelled: Callable[[], bool] = lambda: False) -> Written | None:
    """Write a questionnaire (its canonical JSON) as one file, whole or not at all, of the kind that its suffix says.

    None where cancelled.
    """
    suffix = path.suffix.lower().removeprefix(".")
    if path.is_dir():
        raise Refused(N_("This is a folder. Name a file in it."), where=str(path))
    if suffix not in SUFFIXES:
        raise Refused(
            N_("Files of the kind “{suffix}” cannot be made. It may be: {suffixes}."),
            where=path.name,
            suffix=path.suffix,
            suffixes=", ".join(SUFFIXES),
        )
    read = json.loads(document)
    warnings: tuple[tuple[str, dict[str, object]], ...] = ()
    if suffix == "json":
        data = exchange.write_json(read)
    else:
        made = exchange.write_xlsform(read)
        data, warnings = made.data, tuple((remark.message, dict(remark.fields)) for remark in made.remarks)
    if cancelled():
        return None
    write_whole(path, data)
    return Written(path, warnings)
