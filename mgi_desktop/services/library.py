"""The assessments on this laptop."""

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from mgi_desktop.domain.assessment import Assessment, assemble
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused, StoreFailed
from mgi_desktop.domain.fields import checked
from mgi_desktop.domain.instrument import Domain, Instrument
from mgi_desktop.domain.keys import uuid7
from mgi_desktop.domain.progress import progress
from mgi_desktop.domain.words import N_
from mgi_desktop.store import edits, local

from .instruments import Instruments
from .journal import Changed, Journal, Label, now
from .opened import Opened


@dataclass(frozen=True)
class New:
    """What is asked when an assessment is begun; `language` is the profile's."""

    level: str
    country: str
    subject: str
    area: str
    round: int
    year: int
    month: int | None
    language: str
    title: str = ""


@dataclass(frozen=True)
class Entry:
    """What the library shows of an assessment; `shares` are domain code, answered, of."""

    id: str
    subject: str
    area: str
    country: str
    level: str
    round: int
    year: int
    month: int | None
    language: str
    stage: str
    title: str
    instrument: str
    answered: int
    of: int
    well_developed: int
    potential: int
    conflicts: int
    shares: tuple[tuple[str, int, int], ...]
    changed_at: str
    trashed: bool


More = Callable[[str], Mapping[FieldRef, Value]]
"""What a new assessment begins with besides what was asked: its fields by the id of that assessment."""


def _nothing(_assessment: str) -> Mapping[FieldRef, Value]:
    return {}


class Library:
    """Lists, begins and opens assessments, and remembers where one left them."""

    def __init__(self, journal: Journal, instruments: Instruments) -> None:
        self._journal = journal
        self._instruments = instruments
        self._opened = Opened(journal)

    def entries(self) -> list[Entry]:
        """Every assessment on this laptop that is not in the trash, the one changed last first."""
        return [entry for entry in self.all_entries() if not entry.trashed]

    def others(self, assessment: str) -> list[Entry]:
        """Every other assessment that is not in the trash; of this one, which is worked in, nothing is worked out."""
        return [entry for entry in self.all_entries(but=assessment) if not entry.trashed]

    def all_entries(self, but: str = "") -> list[Entry]:
        """Every assessment on this laptop `but` one, also those in the trash, the one changed last first."""
        known = {assessment: kept for assessment, kept in self.kept().items() if assessment != but}
        missing = {assessment: self._summary(assessment) for assessment, kept in known.items() if kept is None}
        if missing:
            # On a full disk all of it is read nevertheless, and worked out again the next time.
            with suppress(StoreFailed), self._journal.database.noting() as connection:
                for assessment, numbers in missing.items():
                    local.keep_summary(connection, assessment, numbers)
        entries = [_entry(kept or missing[assessment]) for assessment, kept in known.items()]
        return sorted(entries, key=lambda entry: (entry.changed_at, entry.id), reverse=True)

    def kept(self) -> dict[str, dict[str, Any] | None]:
        """What is kept of each assessment for the list, None where it must be worked out anew."""
        read = self._journal.read
        return {assessment: local.summary(read, assessment) for assessment in edits.assessments(read)}

    def outdated(self, kept: Mapping[str, dict[str, Any] | None]) -> list[str]:
        """The assessments of which something else was kept than their edits say."""
        return [assessment for assessment, numbers in kept.items() if numbers not in (None, self._summary(assessment))]

    def instruments(self) -> tuple[Instrument, ...]:
        """The questionnaires that an assessment can be begun with."""
        return self._instruments.shipped()

    def instrument_of(self, assessment: Assessment) -> Instrument:
        """The questionnaire of an assessment; Refused where it is not on this laptop."""
        return self._instruments.of(assessment)

    def questionnaire(self, assessment: str) -> Instrument:
        """The questionnaire of an assessment, without reading all of it; Refused where one of them is not here."""
        heads = edits.field(self._journal.read, assessment, FieldRef("assessment", assessment, "instrument"))
        if not heads or not isinstance(heads[0].value, str):
            raise Refused(N_("There is no such assessment on this laptop."), where=assessment)
        return self._instruments.by_digest(heads[0].value)

    def open(self, assessment: str) -> Assessment:
        """Read an assessment as it is now, with what is being typed; Refused where it is not here."""
        with _no_collecting():
            read = self._opened.read(assessment)
        if not read.instrument:
            raise Refused(N_("There is no such assessment on this laptop."), where=assessment)
        return read

    def read_anew(self) -> None:
        """Keep nothing of what was read: something was changed that is no edit."""
        self._opened.forget()

    def find(self, beginning: str) -> str:
        """Return the id that begins so; Refused where there is none, or more than one."""
        names = edits.assessments(self._journal.read) if beginning else []
        found = [name for name in names if name.startswith(beginning.lower()) and self._stands(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused(N_("Several assessments begin so. Give more of the identifier."), where=beginning)
        raise Refused(N_("There is no such assessment on this laptop. See the list."), where=beginning)

    def create(self, new: New, instrument: Instrument | None = None, more: More = _nothing) -> Changed:
        """Begin an assessment with a questionnaire, else the one shipped for its level; the result names it.

        `more` are fields that it begins with besides: all of it is one deed.
        """
        checked(FieldRef("assessment", "", "level"), new.level)
        instrument = instrument or next(item for item in self._instruments.shipped() if item.level == new.level)
        if not new.subject.strip():
            raise Refused(N_("The subject has no name yet. Write the name of the country, city or territory."))
        assessment = uuid7(int(now().timestamp() * 1000), os.urandom(10))
        values: dict[str, Value] = {
            "instrument": instrument.digest,
            "country": new.country,
            "subject": new.subject.strip(),
            "area": new.area.strip() or None,
            "level": new.level,
            "round": new.round,
            "year": new.year,
            "month": new.month,
            "language": new.language,
            "stage": "collecting",
            f"title@{new.language}": new.title.strip() or None,
        }
        changes = {FieldRef("assessment", assessment, name): value for name, value in values.items()}
        changes |= more(assessment)
        self._instruments.keep(instrument)
        label = Label(N_("new assessment {subject}"), {"subject": new.subject.strip()})
        return self._journal.record(assessment, changes, label, scope="")

    def change(self, assessment: str, name: str, value: Value, language: str | None = None) -> Changed:
        """Change one field of the assessment itself; its title has a language."""
        return self.amend(assessment, {f"{name}@{language}" if language else name: value})

    def amend(self, assessment: str, values: Mapping[str, Value]) -> Changed:
        """Change several fields of the assessment itself, such as `round` and `title@es`: one deed.

        Its stage is none of them: `Stages` moves it.
        """
        if "stage" in values:
            raise ValueError("the stage is moved by services.stages")
        changes = {FieldRef("assessment", assessment, name): value for name, value in values.items()}
        return self._journal.record(assessment, changes, Label(N_("details of the assessment")))

    @property
    def author(self) -> str:
        """This installation, as its edits name it."""
        return self._journal.author

    def person(self) -> str:
        """The name that this person's changes carry; empty before it was asked."""
        return str(local.setting(self._journal.read, "person") or "")

    def rename_person(self, name: str) -> list[Changed]:
        """Set the name of this person, here and in every assessment that this person has changed."""
        return self._journal.rename(" ".join(name.split()))

    def place(self, assessment: str) -> str:
        """Where one left an assessment; empty before it was opened."""
        return str(self._setting(f"place/{assessment}") or "")

    def remember_place(self, assessment: str, spot: str) -> None:
        """Remember where one is."""
        with self._journal.database.noting() as connection:
            local.set_setting(connection, f"place/{assessment}", spot)
            local.set_setting(connection, "opened", assessment)

    def leave(self) -> None:
        """Remember that the library itself was shown last."""
        with self._journal.database.noting() as connection:
            local.set_setting(connection, "opened", None)

    def last_opened(self) -> str | None:
        """The assessment that was open last, if it is still here."""
        opened = self._setting("opened")
        return opened if opened and self._stands(opened) else None

    def questionnaire_language(self, assessment: Assessment) -> str:
        """The language in which this person reads the questionnaire: the profile's until another is chosen."""
        return str(self._setting(f"questionnaire/{assessment.id}") or assessment.language)

    def set_questionnaire_language(self, assessment: str, language: str) -> None:
        """Choose the language in which this person reads the questionnaire."""
        with self._journal.database.noting() as connection:
            local.set_setting(connection, f"questionnaire/{assessment}", language)

    def _stands(self, assessment: str) -> bool:
        """Whether an assessment is here: not in the trash, nor one whose beginning was undone, until that is redone."""
        begun, deleted = (
            edits.field(self._journal.read, assessment, FieldRef("assessment", assessment, name))
            for name in ("instrument", "deleted")
        )
        thrown = any(head.value is not None for head in deleted)
        return any(head.value for head in begun) and not (thrown and self.open(assessment).trashed)

    def _setting(self, name: str) -> str | None:
        value = local.setting(self._journal.read, name)
        return value if isinstance(value, str) else None

    def _summary(self, assessment: str) -> dict[str, Any]:
        read = assemble(assessment, edits.fields(self._journal.read, assessment, drafts=False))
        try:
            instrument = self._instruments.of(read)
        except Refused:
            shares, answered, of, name = [], 0, 0, ""
        else:
            whole = progress(instrument, read)
            shares = [_share(domain, read) for domain in instrument.domains]
            answered, of, name = whole.answered, whole.of, instrument.id
        last = max((head.at for held in read.fields.values() for head in held.heads), default="")
        return {
            "id": read.id,
            **{name: getattr(read, name) for name in ("subject", "area", "country", "level", "round", "year", "month")},
            "language": read.language,
            "stage": read.stage,
            "title": read.title.get(read.language, ""),
            "instrument": name,
            "answered": answered,
            "of": of,
            "well_developed": sum(finding.kind == "well_developed" for finding in read.findings),
            "potential": sum(finding.kind == "potential" for finding in read.findings),
            "conflicts": len(read.conflicts),
            "shares": shares,
            "changed_at": last,
            "trashed": read.trashed,
        }


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Let the garbage collector wait: it would search a large assessment for cycles, which has none, half the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _entry(numbers: Mapping[str, Any]) -> Entry:
    return Entry(**{**numbers, "shares": tuple(map(tuple, numbers["shares"]))})


def _share(domain: Domain, read: Assessment) -> list[str | int]:
    part = progress(domain, read)
    return [domain.code, part.answered, part.of]
