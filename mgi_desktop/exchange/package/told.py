"""What an assessment says, put into the words of the page that comes with a package."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mgi_desktop import i18n
from mgi_desktop.domain.assessment import Answer, Assessment, Conflict, Source
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.instrument import NOT_APPLICABLE, Indicator, Instrument
from mgi_desktop.domain.sections import sections
from mgi_desktop.i18n import N_, _

_STAGES: Mapping[str, str] = {
    "collecting": N_("Data collection"),
    "draft": N_("Draft"),
    "consultation": N_("In consultation"),
    "validated": N_("Validated"),
    "published": N_("Published"),
}
_LISTS: Mapping[str, str] = {
    "well_developed": N_("Well-developed areas"),
    "potential": N_("Areas with potential for further development"),
}


@dataclass(frozen=True)
class Question:
    """An indicator with what was answered to it; `cited` are titles of sources with their places."""

    code: str
    text: str
    value: str
    marks: tuple[str, ...]
    justification: str
    cited: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A domain: its questions that were answered, and its findings under the heading of their list."""

    title: str
    questions: tuple[Question, ...]
    findings: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Cited:
    """A source: its title, what else is known of it, and the name and SHA-256 of its attached file, if any."""

    title: str
    details: tuple[str, ...]
    link: str
    file: str
    sha256: str


@dataclass(frozen=True)
class Account:
    """An assessment as the page tells it. Comments are place, author and text; conflicts place and versions."""

    heading: str
    language: str
    rtl: bool
    facts: tuple[str, ...]
    parts: tuple[Part, ...]
    sections: tuple[tuple[str, str], ...]
    sources: tuple[Cited, ...]
    comments: tuple[tuple[str, str, str], ...]
    conflicts: tuple[tuple[str, tuple[str, ...]], ...]


def tell(read: Assessment, instrument: Instrument | None) -> Account:
    """Put an assessment into words: its own texts in its main language, all else in that of the interface."""
    telling = _Telling(read, instrument)
    country = i18n.territory(read.country) if read.country else ""
    place = ", ".join(filter(None, dict.fromkeys((read.subject, read.area, country))))
    month = f"-{read.month:02d}" if read.month else ""
    date = i18n.format_date(f"{read.year:04d}{month}") if read.year else ""
    asked = instrument.text(instrument.title, read.language) if instrument else ""
    title = _text(read.title, read.language)
    return Account(
        heading=title or place or read.id,
        language=read.language,
        rtl=i18n.is_rtl(read.language),
        facts=tuple(filter(None, (place if title else "", date, _(_STAGES[read.stage]), asked))),
        parts=tuple(telling.parts()),
        sections=tuple(telling.sections()),
        sources=tuple(map(_source, read.sources.values())),
        comments=tuple(telling.comments()),
        conflicts=tuple((telling.place(one.ref), tuple(_versions(one))) for one in read.conflicts),
    )


class _Telling:
    def __init__(self, read: Assessment, instrument: Instrument | None) -> None:
        self._read, self._instrument = read, instrument
        self._findings = {finding.key: finding for finding in read.findings}

    def parts(self) -> Iterator[Part]:
        """The domains of which something is said; what the questionnaire does not ask comes last."""
        asked: set[str] = set()
        domains: set[str] = set()
        for domain in self._instrument.domains if self._instrument else ():
            asked |= {indicator.code for indicator in domain.indicators}
            title = f"{domain.code} {self._in_main(domain.title)}"
            yield from self._part(title, {domain.code}, [(one.code, one) for one in domain.indicators])
            domains.add(domain.code)
        others = [(code, None) for code in sorted(self._read.answers) if code not in asked]
        unknown = {finding.domain for finding in self._read.findings} - domains
        yield from self._part(_("Not asked in this questionnaire"), unknown, others)

    def _part(
        self, title: str, domains: Collection[str], indicators: Sequence[tuple[str, Indicator | None]]
    ) -> Iterator[Part]:
        answers = ((self._read.answer(code), indicator) for code, indicator in indicators)
        questions = tuple(self._question(answer, indicator) for answer, indicator in answers if _says_something(answer))
        findings = tuple(self._findings_of(domains))
        if questions or findings:
            yield Part(title, questions, findings)

    def _findings_of(self, domains: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The findings of these domains under the headings of their lists; a kind that is not known comes last."""
        found: dict[str, list[str]] = {kind: [] for kind in _LISTS}
        for finding in self._read.findings:
            if finding.domain in domains:
                found.setdefault(finding.kind, []).append(_text(finding.text, self._read.language))
        for kind, texts in found.items():
            if texts:
                yield _(_LISTS.get(kind, kind)), tuple(texts)

    def _question(self, answer: Answer, indicator: Indicator | None) -> Question:
        marks = {_("Different versions"): answer.in_conflict, _("To be verified"): answer.verify}
        sources = ((self._read.sources.get(one.source), one.locator) for one in answer.citations)
        return Question(
            code=answer.indicator,
            text=self._in_main(indicator.question) if indicator else "",
            value=self._value(answer.value, indicator),
            marks=tuple(mark for mark, holds in marks.items() if holds),
            justification=answer.justification,
            cited=tuple(", ".join(filter(None, (source.title, place))) for source, place in sources if source),
        )

    def _value(self, value: str | None, indicator: Indicator | None) -> str:
        if value == NOT_APPLICABLE:
            return _("Not applicable")
        labels = {choice.value: choice.label for choice in indicator.scale} if indicator else {}
        return self._in_main(labels[value]) if value in labels else value or ""

    def sections(self) -> Iterator[tuple[str, str]]:
        """What was written for the profile, in its order."""
        for section in sections(self._read):
            text = _text(section.text, self._read.language)
            if text:
                yield _text(section.title, self._read.language) or section.key, text

    def comments(self) -> Iterator[tuple[str, str, str]]:
        """The threads that are open: place, author, text of each comment."""
        for on, threads in self._read.threads.items():
            kind, _slash, key = on.partition("/")
            for comment in (one for thread in threads if not thread.resolved for one in thread.comments):
                yield self.place(FieldRef(kind, key, "")), self._person(comment.author), comment.text

    def place(self, ref: FieldRef) -> str:
        """What a comment or a conflict is on, named as the page names it."""
        if ref.kind == "finding" and ref.key in self._findings:
            return _text(self._findings[ref.key].text, self._read.language)[:100]
        if ref.kind == "source" and ref.key in self._read.sources:
            return self._read.sources[ref.key].title
        return ref.key if ref.kind in ("answer", "section") else ref.field

    def _person(self, author: str) -> str:
        return self._read.people.get(author) or author.removeprefix("name:")

    def _in_main(self, texts: Mapping[str, str]) -> str:
        return self._instrument.text(texts, self._read.language) if self._instrument else ""


def _says_something(answer: Answer) -> bool:
    return bool(answer.value or answer.verify or answer.justification or answer.citations or answer.in_conflict)


def _text(texts: Mapping[str, str], language: str) -> str:
    """A text in the main language, else in any that it has."""
    return texts.get(language, "") or next(iter(texts.values()), "")


def _source(source: Source) -> Cited:
    date = i18n.format_date(source.date) if source.date else ""
    details = tuple(filter(None, (source.issuer, source.reference, date)))
    file, sha256 = (source.file.name, source.file.sha256) if source.file else ("", "")
    return Cited(source.title or source.link or _("Source"), details, source.link, file, sha256)


def _versions(conflict: Conflict) -> Iterator[str]:
    for head in conflict.heads:
        if conflict.ref.field == "deleted":
            yield _("removed") if head.value else _("kept")
        else:
            yield _("yes") if head.value is True else str(head.value if head.value is not None else "—")
