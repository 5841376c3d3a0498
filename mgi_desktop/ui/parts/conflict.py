"""Two values side by side until a person takes one or writes a third; no clock settles it."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QTextEdit, QVBoxLayout, QWidget

from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.held import Head
from mgi_desktop.i18n import _, format_moment, local_moment
from mgi_desktop.ui.claims import who
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import card, clear, column, fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import give_direction, label, picture
from mgi_desktop.ui.parts.writing import Text, Writing, as_reading

_AT_MOST = 200_000
"""So many pairs of equal words are compared in well under a second."""


@dataclass(frozen=True)
class Side:
    """One of the values that stand side by side: what to settle by, how it reads, and who claims it when."""

    value: Value
    text: str
    claims: tuple[str, ...]


def sides(heads: Iterable[Head], desk: Desk, say: Callable[[Value], str]) -> tuple[Side, ...]:
    """The different values of a field in conflict, each with everyone who wrote it."""
    found: dict[str, tuple[Value, list[str]]] = {}
    for head in heads:
        found.setdefault(json.dumps(head.value, sort_keys=True), (head.value, []))[1].append(claim(head, desk))
    return tuple(Side(value, say(value), tuple(claims)) for value, claims in found.values())


def deletion_sides(heads: Iterable[Head], edited: Iterable[Head], desk: Desk, text: str) -> tuple[Side, ...]:
    """Deleted against edited: settled by True it is deleted again, by False it is brought back and reads as `text`."""
    deleted = tuple(claim(head, desk) for head in heads if isinstance(head.value, list))
    last = max(edited, key=lambda head: (head.at, head.id), default=None)
    return (
        Side(False, text, (claim(last, desk),) if last else ()),
        Side(True, _("Removed"), deleted),
    )


def claim(head: Head, desk: Desk) -> str:
    """Who wrote it, and when by that laptop's clock, which may be wrong."""
    try:
        when = format_moment(local_moment(head.at))
    except ValueError:  # an edit's time is what another laptop wrote, for display only
        when = head.at
    return _("{name} · {time} by that laptop’s clock").format(name=who(desk, head.author, [head.id]), time=when)


class Conflict(QFrame):
    """A field in conflict: its values with author and claimed time, the words that differ marked."""

    chosen = Signal(object)
    """The value that was taken or written: settle the field by it."""

    def __init__(
        self, desk: Desk, name: str, values: Sequence[Side], *, language: str = "", third: FieldRef | None = None
    ) -> None:
        """`name` is the field in words, `language` that of its texts, `third` the field where one can write another."""
        super().__init__()
        self._desk, self._name, self._language, self._values = desk, name, language, values
        self._ref = third
        self._third: Writing | None = None
        self.setProperty("kind", "strip-warn")
        px = desk.theme.px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(12), px(10), px(12), px(12))
        self._column.setSpacing(px(8))
        mark = picture(desk.theme.pixmap("state-conflict", "error", 16))
        head = row(mark, label(_("{name}: in conflict").format(name=name), "label"), spacing=px(8))
        head.setStretch(1, 1)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(px(8))
        for place, side in enumerate(values):
            self._pair.addWidget(self._side(place, side), 1)
        self._foot = column()
        fill(self._column, head, self._pair, self._foot)
        if third is not None and not desk.read_only:
            if desk.assessment.held(third).draft is None:
                self._offer_third()
            else:
                self._show_third(third)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one below the other."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        narrow = self.width() < self._desk.theme.px(240) * len(self._values)
        self._pair.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _side(self, place: int, side: Side) -> QWidget:
        theme = self._desk.theme
        shown: QWidget
        if self._marked(side):
            shown = reading(self._desk, self._name, side.text, self._language)
            others = [other.text for other in self._values if other is not side and self._marked(other)]
            mark_differences(self._desk, shown, others[0] if others else "", dotted=not place)
        else:
            shown = label(side.text or _("(empty)"), tone="" if side.text else "secondary", language=self._language)
        take = button(theme, _("Take this"), lambda: self.chosen.emit(side.value), small=True)
        take.setAccessibleName(_("Take this: {text}").format(text=side.text or _("(empty)")))
        take.setObjectName(f"take-{place}")
        pieces = [label(words, "caption", "secondary") for words in side.claims]
        px = theme.px
        deeds = [] if self._desk.read_only else [row(take, None)]
        sheet = column(shown, *pieces, None, *deeds, spacing=px(6), margins=(px(12), px(8), px(12), px(10)))
        return card(sheet)

    def _marked(self, side: Side) -> bool:
        """Whether the value is a text in which words can be compared."""
        return isinstance(side.value, str) and len(side.text.split()) > 1

    def leave(self) -> None:
        """Settle by a third text that was written and not used yet, before one goes elsewhere; it can be undone."""
        if self._third is not None:
            self._third.leave()

    def _offer_third(self) -> QPushButton:
        clear(self._foot)
        write = button(self._desk.theme, _("Write a third"), self._write_third, kind="quiet", icon="edit", small=True)
        write.setObjectName("third")
        more = _("what you wrote is kept") if self._kept() else _("from both; it replaces the two")
        offer = row(write, label(more, "caption", "secondary"))
        offer.setStretch(1, 1)
        self._foot.addLayout(offer)
        self._third = None
        return write

    def _kept(self) -> str | None:
        """What was written while one looked at the import that brought the conflict, which was decided later."""
        return self._desk.services.thirds.text(self._desk.assessment.id, self._ref) if self._ref is not None else None

    def _write_third(self) -> None:
        if self._ref is not None:
            self._go_on_with_kept(self._ref)
            self._show_third(self._ref).field.setFocus()

    def _go_on_with_kept(self, ref: FieldRef) -> None:
        """Let that be what is being typed in the field."""
        kept, desk = self._kept(), self._desk
        if kept is not None and desk.do(lambda: desk.typed(ref, kept)) is not None:
            desk.do(lambda: desk.services.thirds.keep(desk.assessment.id, ref, None))

    def _show_third(self, ref: FieldRef) -> Writing:
        """Show the field of the third text: what is typed is on disk like all else, and settles nothing yet."""
        clear(self._foot)
        desk, theme = self._desk, self._desk.theme
        name = _("{name}: a third text").format(name=self._name)
        written = Writing(desk, ref, name, self._language or desk.assessment.language, least=2, stays_draft=True)
        use = button(theme, _("Use this text"), self._use_third, small=True)
        use.setObjectName("use-third")
        cancel = button(theme, _("Cancel"), self._cancel_third, kind="quiet", small=True)
        cancel.setObjectName("cancel-third")
        fill(self._foot, written, row(use, cancel, None))
        self._third = written
        return written

    def _use_third(self) -> None:
        if self._third is not None and self._third.keep():
            self.chosen.emit(self._third.field.text())

    def _cancel_third(self) -> None:
        if self._ref is not None:
            self._desk.forget(self._ref)
        write = self._offer_third()
        write.show()
        write.setFocus()


def reading(desk: Desk, name: str, text: str, language: str) -> Text:
    """A text that can be read and copied, not changed."""
    made = Text(name, text, least=1, most=12)
    as_reading(made)
    give_direction(made, language or desk.assessment.language)
    return made


def mark_differences(desk: Desk, field: Text, other: str, *, dotted: bool = False) -> None:
    """Give the words of a text that another one has not the ground and the underline of a difference.

    Of two texts side by side one is `dotted`, so that colour is not the only sign of which is which.
    """
    mark = QTextCharFormat()
    mark.setBackground(desk.theme.paint("diff"))
    mark.setForeground(field.palette().color(QPalette.ColorRole.Text))
    styles = QTextCharFormat.UnderlineStyle
    mark.setUnderlineStyle(styles.DotLine if dotted else styles.SingleUnderline)
    mark.setUnderlineColor(desk.theme.paint("diff_mark"))
    selections = []
    for begin, end in differences(field.text(), other):
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(field.document())
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, mark
        selections.append(selection)
    field.setExtraSelections(selections)


def differences(text: str, other: str) -> list[tuple[int, int]]:
    """The stretches of a text, whole words, that another text has not: where each begins and ends, in UTF-16 units."""
    words, others = _words(text), _words(other)
    starts = [0, *accumulate(len(word.encode("utf-16-le")) // 2 for word in words)]
    differs = [False] * len(words)
    places = [place for place, word in enumerate(words) if not word.isspace()]
    said = [words[place] for place in places]
    for begin, end in _unlike(said, [word for word in others if not word.isspace()]):
        for place in places[begin:end]:
            differs[place] = True
    for place, word in enumerate(words):
        if word.isspace():  # a space is marked between two marked words only
            differs[place] = all(differs[max(0, place - 1) : place + 2 : 2]) and 0 < place < len(words) - 1
    padded = [False, *differs, False]
    edges = [place for place in range(len(words) + 1) if padded[place] is not padded[place + 1]]
    return [(starts[begin], starts[end]) for begin, end in zip(edges[::2], edges[1::2], strict=True)]


def _unlike(words: list[str], others: list[str]) -> list[tuple[int, int]]:
    """The stretches of words that others have not; where comparing would hold the window up, all of them."""
    count, counted = Counter(words), Counter(others)
    if sum(number * counted[word] for word, number in count.items()) > _AT_MOST:
        return [(0, len(words))]
    found = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    return [(begin, end) for deed, begin, end, _b, _e in found if deed != "equal"]


def _words(text: str) -> list[str]:
    """The words and the spaces between them, nothing lost."""
    return re.findall(r"\s+|\w+|[^\w\s]", text)
