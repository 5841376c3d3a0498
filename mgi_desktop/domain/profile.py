"""The finished result as one value, from which every file of it is made."""

from collections.abc import Mapping
from dataclasses import dataclass

from .assessment import Assessment, Conflict, Finding, Section, Source
from .edits import Value
from .instrument import Domain, Instrument, pick
from .rounds import ChangedDomain
from .sections import is_own, sections


@dataclass(frozen=True)
class Bullet:
    """A finding as printed: its text, the language it is in, and the numbers of its sources."""

    key: str
    text: str
    language: str
    notes: tuple[int, ...]
    in_conflict: bool = False


@dataclass(frozen=True)
class DomainPart:
    """A domain as printed; `subdomains` are code and number of indicators, for the wheel."""

    code: str
    title: str
    summary: str
    well_developed: tuple[Bullet, ...]
    potential: tuple[Bullet, ...]
    subdomains: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SectionPart:
    """A section as printed; an empty title or text is the profile's own, from its words.

    Its key says what is printed besides its text: the domains, the list of sources, the changes since the previous
    round, or the wheel.
    """

    key: str
    title: str
    text: str
    language: str


@dataclass(frozen=True)
class ConflictPart:
    """Values that stand side by side: of which entity (kind, key; `about` names it), in which field, and as text.

    Flags are “True” or “False”. Deleted against edited is the field `deleted`, without values.
    """

    kind: str
    about: str
    field: str
    values: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True)
class Profile:
    """Everything that a reader of the finished result sees, in one language; no score, no ranking."""

    id: str
    digest: str
    language: str
    title: str
    subject: str
    area: str
    country: str
    level: str
    year: int
    month: int | None
    round: int
    stage: str
    instrument_id: str
    instrument: str
    instrument_version: str
    notice: str
    indicators: int
    sections: tuple[SectionPart, ...]
    domains: tuple[DomainPart, ...]
    sources: tuple[tuple[int, Source], ...]
    conflicts: tuple[ConflictPart, ...]
    changes: tuple[ChangedDomain, ...] = ()

    @property
    def date(self) -> str:
        """The year or month of the profile, ISO 8601."""
        return f"{self.year:04d}" + (f"-{self.month:02d}" if self.month else "")


def profile(
    assessment: Assessment,
    instrument: Instrument,
    language: str,
    digest: str,
    changes: tuple[ChangedDomain, ...] = (),
) -> Profile:
    """Make the profile of an assessment in one language; `digest` says which content it was made of.

    `changes` is what changed since the previous round, where that is known.
    """
    printed = tuple(_section(one, assessment, language) for one in sections(assessment) if one.enabled)
    shown = {part.key for part in printed}
    numbers = _numbers(assessment, instrument, "key_findings" in shown) if "sources" in shown else {}

    def bullet(finding: Finding) -> Bullet:
        text, tag = pick(finding.text, language, assessment.language)
        notes = tuple(sorted(numbers[key] for key in finding.sources if key in numbers))
        return Bullet(finding.key, text, tag, notes, finding.in_conflict)

    def bullets(domain: Domain, kind: str) -> tuple[Bullet, ...]:
        found = map(bullet, assessment.findings_of(domain.code, kind))
        return tuple(one for one in found if one.text)

    def part(domain: Domain) -> DomainPart:
        return DomainPart(
            code=domain.code,
            title=instrument.text(domain.title, language),
            summary=instrument.text(domain.summary, language),
            well_developed=bullets(domain, "well_developed"),
            potential=bullets(domain, "potential"),
            subdomains=tuple((sub.code, len(sub.indicators)) for sub in domain.subdomains),
        )

    return Profile(
        id=assessment.id,
        digest=digest,
        language=language,
        title=pick(assessment.title, language, assessment.language)[0],
        subject=assessment.subject,
        area=assessment.area,
        country=assessment.country,
        level=instrument.level,
        year=assessment.year,
        month=assessment.month,
        round=assessment.round,
        stage=assessment.stage,
        instrument_id=instrument.id,
        instrument=instrument.text(instrument.title, language),
        instrument_version=instrument.version,
        notice=instrument.text(instrument.notice, language),
        indicators=len(instrument.indicators),
        sections=printed,
        domains=tuple(map(part, instrument.domains)),
        sources=tuple((number, assessment.sources[key]) for key, number in numbers.items()),
        conflicts=tuple(_conflict(conflict, assessment, instrument, language) for conflict in assessment.conflicts),
        changes=changes if "changes" in shown else (),
    )


def _numbers(assessment: Assessment, instrument: Instrument, findings: bool) -> Mapping[str, int]:
    """Number the sources as the reader meets them, then those that only answers cite, then the rest."""
    place = {key: number for number, key in enumerate(assessment.sources)}
    met = [
        key
        for domain in (instrument.domains if findings else ())
        for kind in ("well_developed", "potential")
        for finding in assessment.findings_of(domain.code, kind)
        for key in sorted(finding.sources, key=place.__getitem__)  # their keys say nothing to a reader
    ]
    cited = [citation.source for code in instrument.indicators for citation in assessment.answer(code).citations]
    return {key: number for number, key in enumerate(dict.fromkeys([*met, *cited, *assessment.sources]), 1)}


FLAGS = ("verify", "resolved", "indicators", "sources", "suggestion")
"""The fields of which a conflict says yes and no."""


def _conflict(conflict: Conflict, assessment: Assessment, instrument: Instrument, language: str) -> ConflictPart:
    kind, key, field = conflict.ref
    name = field.partition("@")[0].partition("/")[0]
    if name == "deleted":
        return ConflictPart(kind, _about(kind, key, assessment, language), name, (), key)

    def said(value: Value) -> str:
        indicator = instrument.indicators.get(key) if (kind, name) == ("answer", "value") else None
        for choice in indicator.scale if indicator else ():
            if choice.value == value:
                return instrument.text(choice.label, language)
        if name in FLAGS:
            return str(value not in (None, False))
        if isinstance(value, dict):
            return str(value.get("name", ""))
        return "" if value is None else str(value)

    values = tuple(dict.fromkeys(said(head.value) for head in conflict.heads))
    return ConflictPart(kind, _about(kind, key, assessment, language), name, values, key)


def _about(kind: str, key: str, assessment: Assessment, language: str) -> str:
    """The words by which a reader knows an entity; an answer its code, a section its key or one's own title."""
    if kind == "section" and is_own(key):
        found_titles = [section.title for section in assessment.sections if section.key == key]
        return pick(found_titles[0], language, assessment.language)[0] if found_titles else ""
    if kind == "finding":
        found = [finding for finding in assessment.findings if finding.key == key]
        return pick(found[0].text, language, assessment.language)[0] if found else ""
    if kind == "source":
        return assessment.sources[key].title if key in assessment.sources else ""
    return key if kind in ("answer", "section") else ""


def _section(section: Section, assessment: Assessment, language: str) -> SectionPart:
    title = pick(section.title, language, assessment.language)[0]
    return SectionPart(section.key, title, *pick(section.text, language, assessment.language))
