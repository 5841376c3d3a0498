"""The comment matrix: what was remarked, what the team answered, what came of it; and how each thing was left."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from .assessment import Assessment
from .decisions import Judgement, Verdict
from .instrument import NOT_APPLICABLE, Instrument, pick
from .reviewing import is_outdated
from .sections import sections
from .threads import Comment, Thread, thing_of


@dataclass(frozen=True)
class Said:
    """Who said something, when by that laptop's clock, and what; `claimed`: it is not proven that it was that one."""

    who: str
    at: str
    text: str
    claimed: bool = False


@dataclass(frozen=True)
class Proposed:
    """What is proposed for a field, `value`, `justification` or `text`.

    `outdated`: that was changed since, and nobody has settled the proposal yet.
    """

    field: str
    text: str
    outdated: bool


@dataclass(frozen=True)
class Place:
    """What something is about: kind, its short name, and its text with the language of that.

    An answer is named by its code, a finding by the code of its domain, a section by its key or title.
    """

    kind: str
    name: str
    text: str
    language: str


@dataclass(frozen=True)
class Remarked:
    """One row: a thread, or a decision that asks for changes (then `asked` says how it was left)."""

    place: Place
    first: Said
    proposed: Proposed | None = None
    answers: tuple[Said, ...] = ()
    resolved: bool = False
    outcome: str = ""
    asked: Verdict | None = None


@dataclass(frozen=True)
class Decided:
    """The newest decision of one person on something."""

    place: Place
    who: str
    at: str
    reason: str
    verdict: Verdict
    claimed: bool = False


@dataclass(frozen=True)
class Matrix:
    """All of it in one language, in the order of the questionnaire; `of` are all comments, `open` those still open."""

    language: str
    written_in: str
    subject: str
    country: str
    area: str
    title: str
    stage: str
    date: str
    notice: str
    only_open: bool
    open: int
    of: int
    remarks: tuple[Remarked, ...]
    decisions: tuple[Decided, ...]


def matrix(
    read: Assessment,
    instrument: Instrument,
    language: str,
    not_applicable: str,
    only_open: bool = False,
    claimed: Collection[str] = (),
) -> Matrix:
    """Make the matrix of an assessment; `not_applicable` is the word for that answer.

    `claimed` are the decisions of which it is not proven who made them, by their keys.
    """
    maker = _Maker(read, instrument, language, not_applicable, claimed)
    threads = [thread for held in read.threads.values() for thread in held]
    return Matrix(
        language=language,
        written_in=read.language,
        subject=read.subject,
        country=read.country,
        area=read.area,
        title=pick(read.title, language, read.language)[0],
        stage=read.stage,
        date=f"{read.year:04d}" + (f"-{read.month:02d}" if read.month else ""),
        notice=instrument.text(instrument.notice, language),
        only_open=only_open,
        open=sum(not thread.resolved for thread in threads),
        of=len(threads),
        remarks=tuple(maker.remarks(only_open)),
        decisions=tuple(maker.decisions()),
    )


class _Maker:
    def __init__(
        self, read: Assessment, instrument: Instrument, language: str, not_applicable: str, claimed: Collection[str]
    ) -> None:
        self._read, self._instrument, self._language = read, instrument, language
        self._not_applicable, self._claimed = not_applicable, claimed
        self._findings = {finding.key: finding for finding in read.findings}

    def remarks(self, only_open: bool) -> Iterator[Remarked]:
        """Every thread and every standing request for changes; or those that are still open."""
        read = self._read
        for on in self._in_order([*read.threads, *read.judgements]):
            place = self._place(on)
            for thread in read.threads.get(on, ()):
                if not (only_open and thread.resolved):
                    yield self._thread(thread, place)
            for judgement in read.judgements.get(on, ()):
                asked = judgement.verdict
                if asked is Verdict.CHANGES or (asked is Verdict.CHANGED and not only_open):
                    yield Remarked(place, self._reason(judgement), asked=asked)

    def decisions(self) -> Iterator[Decided]:
        """The newest decision of each person on each thing."""
        for on in self._in_order(self._read.judgements):
            for judgement in self._read.judgements[on]:
                said = self._reason(judgement)
                yield Decided(self._place(on), said.who, said.at, said.text, judgement.verdict, said.claimed)

    def _in_order(self, things: Iterable[str]) -> list[str]:
        """Domain by domain answers, then findings; the sections; then what is no longer asked."""
        order: list[str] = []
        for domain in self._instrument.domains:
            order += (f"answer/{one.code}" for one in domain.indicators)
            for kind in ("well_developed", "potential"):
                order += (f"finding/{one.key}" for one in self._read.findings_of(domain.code, kind))
        order += (f"section/{section.key}" for section in sections(self._read))
        places = {on: place for place, on in enumerate(order)}
        return sorted(dict.fromkeys(things), key=lambda on: (places.get(on, len(order)), on))

    def _place(self, on: str) -> Place:
        kind, key = thing_of(on)
        read, language = self._read, self._language
        indicator = self._instrument.indicators.get(key) if kind == "answer" else None
        if indicator is not None:
            return Place(kind, key, *pick(indicator.question, language, self._instrument.source_language))
        if kind == "finding" and key in self._findings:
            found = self._findings[key]
            return Place(kind, found.domain, *pick(found.text, read.language, read.language))
        if kind == "section":
            titles = next((one.title for one in read.sections if one.key == key), {})
            return Place(kind, pick(titles, language, read.language)[0] or key, "", language)
        return Place(kind, key, "", language)

    def _thread(self, thread: Thread, place: Place) -> Remarked:
        first = thread.first
        return Remarked(
            place=place,
            first=self._said(first),
            proposed=self._proposed(first),
            answers=tuple(map(self._said, thread.answers)),
            resolved=thread.resolved,
            outcome=first.outcome,
        )

    def _said(self, comment: Comment) -> Said:
        return Said(self._read.person(comment.author), comment.at, comment.text)

    def _reason(self, judgement: Judgement) -> Said:
        decision = judgement.decision
        claimed = decision.key in self._claimed
        return Said(self._read.person(decision.author), decision.at, decision.reason, claimed)

    def _proposed(self, comment: Comment) -> Proposed | None:
        target = comment.target
        if target is None:
            return None
        text = self._label(target.key, comment.proposed) if target.field == "value" else comment.proposed
        outdated = not comment.resolved and is_outdated(self._read, comment)
        return Proposed(target.field.partition("@")[0], text, outdated)

    def _label(self, code: str, value: str) -> str:
        if value == NOT_APPLICABLE:
            return self._not_applicable
        indicator = self._instrument.indicators.get(code)
        labels = {choice.value: choice.label for choice in indicator.scale} if indicator else {}
        return self._instrument.text(labels[value], self._language) if value in labels else value
