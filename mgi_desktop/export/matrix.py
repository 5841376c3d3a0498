"""The comment matrix in words: the same cells for a workbook and for a document."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from mgi_desktop import i18n
from mgi_desktop.domain.fields import SECTIONS
from mgi_desktop.domain.matrix import Decided, Matrix, Place, Remarked

from .content import place_in_full
from .words import matrix_words, spoken


@dataclass(frozen=True)
class Cell:
    """A text and its language, whose direction it has."""

    text: str
    language: str


@dataclass(frozen=True)
class RemarkRow:
    """A remark in words."""

    number: Cell
    place: Cell
    question: Cell
    who: Cell
    when: Cell
    remark: Cell
    proposal: Cell
    team: Cell
    outcome: Cell


@dataclass(frozen=True)
class DecisionRow:
    """A decision in words."""

    place: Cell
    question: Cell
    who: Cell
    when: Cell
    decision: Cell
    reason: Cell


@dataclass(frozen=True)
class Sheets:
    """All that the file says; `language` is the one in which its own words are."""

    words: Mapping[str, str]
    language: str
    title: str
    lines: tuple[str, ...]
    remarks: tuple[RemarkRow, ...]
    decisions: tuple[DecisionRow, ...]


def sheets(matrix: Matrix) -> Sheets:
    """Put a matrix into words."""
    said = matrix_words(matrix.language)
    country = i18n.territory(matrix.country, matrix.language)
    place = place_in_full(said, matrix.subject, matrix.area, country)
    teller = _Teller(matrix, said)
    listed = said["open_listed" if matrix.only_open else "all_listed"]
    date = i18n.sentence_case(i18n.format_date(matrix.date, matrix.language))
    lines = (
        matrix.title,
        f"{date} · {said.get(matrix.stage, matrix.stage)}",
        listed.format(of=matrix.of, open=matrix.open),
        matrix.notice,
    )
    return Sheets(
        words=said,
        language=spoken(matrix.language),
        title=said["matrix_title"].format(matrix=said["matrix"], place=place),
        lines=tuple(filter(None, lines)),
        remarks=tuple(teller.remark(number, one) for number, one in enumerate(matrix.remarks, 1)),
        decisions=tuple(map(teller.decision, matrix.decisions)),
    )


class _Teller:
    def __init__(self, matrix: Matrix, said: Mapping[str, str]) -> None:
        self._matrix, self._said = matrix, said
        self._own = spoken(matrix.language)

    def remark(self, number: int, one: Remarked) -> RemarkRow:
        said, first = self._said, one.first
        remark = said["asked_for"].format(text=first.text) if one.asked else first.text
        return RemarkRow(
            number=self._word(str(number)),
            place=self._place(one.place),
            question=Cell(one.place.text, one.place.language),
            who=self._who(first.who, claimed=first.claimed),
            when=self._word(self._when(first.at)),
            remark=self._written(remark),
            proposal=self._written("\n".join(self._proposal(one))),
            team=self._written("\n\n".join(self._replies(one))),
            outcome=self._word(said[self._outcome(one)]),
        )

    def decision(self, one: Decided) -> DecisionRow:
        return DecisionRow(
            place=self._place(one.place),
            question=Cell(one.place.text, one.place.language),
            who=self._who(one.who, claimed=one.claimed),
            when=self._word(self._when(one.at)),
            decision=self._word(self._said[f"verdict_{one.verdict}"]),
            reason=self._written(one.reason),
        )

    def _who(self, name: str, *, claimed: bool) -> Cell:
        return self._word(self._said["claimed"].format(name=name)) if claimed else self._written(name)

    def _proposal(self, one: Remarked) -> Iterator[str]:
        if one.proposed is not None:
            yield self._said[f"proposed_{one.proposed.field}"].format(text=one.proposed.text)
            if one.proposed.outdated:
                yield self._said["outdated"]

    def _replies(self, one: Remarked) -> Iterator[str]:
        for reply in one.answers:
            when = self._when(reply.at)
            if when:
                yield self._said["reply"].format(who=reply.who, when=when, text=reply.text)
            else:
                yield f"{reply.who}: {reply.text}"

    def _outcome(self, one: Remarked) -> str:
        if one.asked is not None:
            return f"verdict_{one.asked}"
        if not one.resolved:
            return "open"
        return one.outcome if one.outcome in self._said else "resolved"

    def _place(self, place: Place) -> Cell:
        if place.kind == "finding":
            return self._word(self._said["finding_in"].format(domain=place.name))
        if place.kind == "section":
            name = self._said[place.name] if place.name in SECTIONS else place.name
            return self._word(self._said["section_named"].format(name=name))
        return self._word(place.name)

    def _when(self, at: str) -> str:
        """The day, in the language of the file; as it is written where it is no time."""
        with suppress(ValueError):
            datetime.fromisoformat(at)
            return i18n.format_date(at[:10], self._matrix.language)
        return at

    def _word(self, text: str) -> Cell:
        return Cell(text, self._own)

    def _written(self, text: str) -> Cell:
        return Cell(text, self._matrix.written_in)


def cut(texts: Sequence[str], most: int) -> Iterator[list[str]]:
    """Cut the texts of a row into as many rows as the longest needs; nothing is left out."""
    rows = max(1, *(-(-len(text) // most) for text in texts))
    for row in range(rows):
        yield [text[row * most : (row + 1) * most] for text in texts]
