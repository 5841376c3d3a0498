"""What every printed form of a profile says, in its language and its order; templates only place it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mgi_desktop import i18n
from mgi_desktop.domain.assessment import Source
from mgi_desktop.domain.fields import SECTIONS
from mgi_desktop.domain.markup import Block, parse
from mgi_desktop.domain.profile import FLAGS, Bullet, ConflictPart, DomainPart, Profile, SectionPart

from .changes import DomainChanges, changes
from .own_texts import own_texts
from .words import spoken, words

_FOOT = 90
"""So many letters of a place the foot of a page takes."""


@dataclass(frozen=True)
class Text:
    """Text as a person typed it, and the language it is in; `foreign` names that language where it is another."""

    text: str
    language: str
    rtl: bool
    foreign: str = ""


@dataclass(frozen=True)
class Finding:
    """One bullet: its text, the numbers of its sources, and the mark of an open conflict or nothing."""

    text: Text
    notes: tuple[int, ...]
    mark: str


@dataclass(frozen=True)
class Findings:
    """One of the two lists of a domain; `kind` is its finding kind."""

    kind: str
    heading: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class DomainPage:
    """A domain as printed; `place` is 1 to 6 and chooses colour and icon, `empty` says that nothing was found."""

    place: int
    code: str
    label: str
    title: str
    summary: str
    lists: tuple[Findings, ...]
    empty: str


@dataclass(frozen=True)
class Written:
    """What is written in a section: its paragraphs and lists, and the language as in `Text`."""

    blocks: tuple[Block, ...]
    language: str
    rtl: bool
    foreign: str = ""

    @property
    def text(self) -> str:
        """All that it says, without any style."""
        return "\n".join(item.text for block in self.blocks for item in block.items)


@dataclass(frozen=True)
class Section:
    """A section under its heading; the one with `wheel` also shows the six domains; `mark` as in `Finding`.

    Below what is written, `key_findings` has the domains, `sources` the entries and `changes` the changes.
    """

    key: str
    heading: str
    written: Written | None
    wheel: bool = False
    mark: str = ""


@dataclass(frozen=True)
class SourceEntry:
    """A numbered source: its title, then what else is known of it, in order; `mark` as in `Finding`."""

    number: int
    title: str
    details: tuple[str, ...]
    link: str
    mark: str = ""


@dataclass(frozen=True)
class Conflict:
    """An entry with more than one version."""

    name: str
    versions: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """A whole profile in the words that a reader sees."""

    words: Mapping[str, str]
    language: str
    rtl: bool
    title: str
    kind: str
    subject: str
    place: str
    whole_place: str
    date: str
    year: str
    stage: str
    notice: str
    notes: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    domains: tuple[DomainPage, ...]
    entries: tuple[SourceEntry, ...]
    changes: tuple[DomainChanges, ...]
    conflicts: tuple[Conflict, ...]
    imprint: tuple[tuple[str, str], ...]

    @property
    def shows_findings(self) -> bool:
        """Whether the six domains are printed, to which the wheel then leads."""
        return any(section.key == "key_findings" for section in self.sections)

    @property
    def until_findings(self) -> tuple[Section, ...]:
        """The sections down to the one that begins the findings and the one with the wheel, whichever is later."""
        last = max(place for place, one in enumerate(self.sections) if one.wheel or one.key == "key_findings")
        return self.sections[: last + 1]

    @property
    def after_findings(self) -> tuple[Section, ...]:
        """The sections that come after those."""
        return self.sections[len(self.until_findings) :]

    @property
    def foot(self) -> str:
        """What stands at the foot of each page, two lines at most; it says the stage until the profile is published."""
        place = self.whole_place if len(self.whole_place) <= _FOOT else self.whole_place[:_FOOT].rstrip() + "…"
        return " · ".join(filter(None, (self.words["profile"], place, self.date, self.stage)))

    @property
    def alternative(self) -> str:
        """What the wheel shows, for readers who do not see it."""
        return self.words["wheel"].format(names=", ".join(f"{page.code} {page.title}" for page in self.domains))


def content(profile: Profile) -> Content:
    """Put a profile into words."""
    said = words(profile.language)
    country = i18n.territory(profile.country, profile.language)
    whole_place = place_in_full(said, profile.subject, profile.area, country)
    stage = "" if profile.stage == "published" else said.get(profile.stage, "")
    date = i18n.format_date(profile.date, profile.language)
    questionnaire = said["questionnaire_line"].format(
        questionnaire=profile.instrument, version=profile.instrument_version, notice=profile.notice
    )
    return Content(
        words=said,
        language=profile.language,
        rtl=i18n.is_rtl(profile.language),
        title=profile.title or said["title"].format(profile=said["profile"], place=whole_place),
        kind=profile.title or said["profile"],
        subject=profile.subject,
        place=_place(said, profile.subject, profile.area, country),
        whole_place=whole_place,
        date=date,
        year=str(profile.year),
        stage=stage,
        notice=f"{questionnaire.strip()} {said['no_ranking']}",
        notes=tuple(
            (said[name], said[f"{name}_text"])
            for name in ("not_a_score", "checkable", "goes_on")
            if profile.sources or name != "checkable"
        ),
        sections=tuple(_sections(profile, said, own_texts_of(profile))),
        domains=tuple(_domain(place, part, profile, said) for place, part in enumerate(profile.domains, 1)),
        entries=tuple(_entry(number, source, profile, said) for number, source in profile.sources),
        changes=changes(profile, said),
        conflicts=tuple(_conflict(part, said) for part in profile.conflicts),
        imprint=tuple(_imprint(profile, said, whole_place, date)),
    )


def own_texts_of(profile: Profile) -> Mapping[str, str]:
    """Return the own texts of a profile's sections, whether they are printed or not."""
    said = words(profile.language)
    whole_place = place_in_full(said, profile.subject, profile.area, i18n.territory(profile.country, profile.language))
    return own_texts(profile, said, whole_place, i18n.format_date(profile.date, profile.language))


def place_in_full(said: Mapping[str, str], subject: str, area: str, country: str) -> str:
    """Subject, area and country in one line; a country assessed as a whole is named once."""
    if area:
        return said["subject_area_country"].format(subject=subject, area=area, country=country)
    if not country or subject == country:
        return subject
    return said["subject_country"].format(subject=subject, country=country)


def _place(said: Mapping[str, str], subject: str, area: str, country: str) -> str:
    """The line under the subject: where it lies."""
    if area and country:
        return said["area_country"].format(area=area, country=country)
    return area or ("" if subject == country else country)


def _text(text: str, language: str, profile: Profile) -> Text:
    same = language.split("-")[0] == profile.language.split("-")[0]
    foreign = "" if same else i18n.language_name(language, profile.language)
    return Text(text, language, i18n.is_rtl(language), foreign)


def _sections(profile: Profile, said: Mapping[str, str], own: Mapping[str, str]) -> Iterator[Section]:
    """The sections that say something; the wheel stands in the introduction, or first where that is switched off."""
    if all(part.key != "introduction" for part in profile.sections):
        yield Section("introduction", said["six_domains"], None, wheel=True)
    lists = {"key_findings": True, "sources": bool(profile.sources), "changes": bool(profile.changes)}
    for part in profile.sections:
        if not part.text and not lists.get(part.key, part.key in own):
            continue
        heading = part.title or _section_name(part.key, said)
        written, mark = _written(part, profile, own), _mark("section", part.key, profile, said)
        yield Section(part.key, heading, written, wheel=part.key == "introduction", mark=mark)


def _written(part: SectionPart, profile: Profile, own: Mapping[str, str]) -> Written | None:
    tongue = part.language if part.text else spoken(profile.language)
    text = _text(part.text or own.get(part.key, ""), tongue, profile)
    return Written(parse(text.text), text.language, text.rtl, text.foreign) if text.text else None


def _section_name(key: str, said: Mapping[str, str]) -> str:
    """The name of a section that has no title; one that this version does not know is just a section."""
    return said[key] if key in SECTIONS else said["section"]


def _domain(place: int, part: DomainPart, profile: Profile, said: Mapping[str, str]) -> DomainPage:
    def findings(kind: str, bullets: tuple[Bullet, ...]) -> Findings:
        found = tuple(
            Finding(
                _text(bullet.text, bullet.language, profile),
                bullet.notes,
                said["in_conflict"] if bullet.in_conflict else "",
            )
            for bullet in bullets
        )
        return Findings(kind, said[kind], found)

    lists = (findings("well_developed", part.well_developed), findings("potential", part.potential))
    return DomainPage(
        place=place,
        code=part.code,
        label=said["domain"].format(n=part.code),
        title=part.title,
        summary=part.summary,
        lists=lists,
        empty="" if any(one.findings for one in lists) else said["no_findings"],
    )


def _mark(kind: str, key: str, profile: Profile, said: Mapping[str, str]) -> str:
    """That something is in conflict, or nothing."""
    contested = any((part.kind, part.key) == (kind, key) for part in profile.conflicts)
    return said["in_conflict"] if contested else ""


def _entry(number: int, source: Source, profile: Profile, said: Mapping[str, str]) -> SourceEntry:
    language = profile.language
    details = (
        source.issuer,
        source.reference,
        i18n.format_date(source.date, language) if source.date else "",
        said.get(source.kind, said["other"]),
        said["consulted"].format(date=i18n.format_date(source.consulted, language)) if source.consulted else "",
    )
    title = source.title if source.title.strip() else said["source"].format(n=number)
    mark = _mark("source", source.key, profile, said)
    return SourceEntry(number, title, tuple(filter(None, details)), source.link, mark)


def _conflict(part: ConflictPart, said: Mapping[str, str]) -> Conflict:
    kind = part.kind if f"conflict_{part.kind}" in said else "other"
    known = part.kind == "section" and part.about in SECTIONS
    about = said[part.about] if known else part.about
    name = said[f"conflict_{kind}"].format(name=about)
    shown = _values(part, said)
    versions = tuple(shown.get(value, value) or said["conflict_empty"] for value in part.values)
    return Conflict(name.strip(), versions or (said["conflict_deleted"],))


def _values(part: ConflictPart, said: Mapping[str, str]) -> Mapping[str, str]:
    """The values of a field that are no words of anybody's, in words."""
    if part.field == "enabled":
        return {"True": said["conflict_on"], "False": said["conflict_off"]}
    if part.field in ("kind", "stage", "level"):
        return {value: said.get(value, value) for value in part.values}
    return {"True": said["yes"], "False": said["no"]} if part.field in FLAGS else {}


def _imprint(profile: Profile, said: Mapping[str, str], whole_place: str, date: str) -> Iterator[tuple[str, str]]:
    yield said["subject"], whole_place
    yield said["level"], said[profile.level]
    yield said["round"], str(profile.round)
    yield said["date"], date
    yield said["stage"], said.get(profile.stage, profile.stage)
    yield said["language"], i18n.sentence_case(i18n.language_name(profile.language, profile.language))
    yield said["questionnaire"], profile.instrument
    yield said["version"], f"{profile.instrument_id} {profile.instrument_version}"
    yield said["identifier"], profile.id
    yield said["digest"], profile.digest
