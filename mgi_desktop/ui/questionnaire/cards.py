"""The cards of one subdomain, one below the other; what one reads stays where it is while things change around it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.instrument import Subdomain
from mgi_desktop.domain.progress import progress, state
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Scroll, box, column, row
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.strip import Strip
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.questionnaire.card import Card
from mgi_desktop.ui.questionnaire.lines import is_contested
from mgi_desktop.ui.theme import tokens


class _Area(Scroll):
    """Scrolls where Tab leads; says when it did, so that nothing holds the old place."""

    walked = Signal()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Walk on, and show where one is."""
        moved = super().focusNextPrevChild(forward)
        self.walked.emit()
        return moved


class Cards(QWidget):
    """The head of the subdomain, which stays, and its cards, which scroll."""

    entered = Signal(str)
    """The code of the card that one is in now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.cards: dict[str, Card] = {}
        self.part: Subdomain | None = None
        self._anchor: tuple[Card, int] | None = None
        px = desk.theme.px
        self._title = label("", "heading", language=desk.language)
        self._count = label("", "caption", "secondary", wrap=False)
        self._strip = Strip(desk.theme, "1.strong")
        line = row(self._title, self._strip, self._count, spacing=px(10), margins=(px(24), 0, px(24), px(10)))
        line.setStretch(0, 1)
        self.head = box(line)
        self.area = _Area(QWidget())
        self.area.walked.connect(self._release)
        bar = self.area.verticalScrollBar()
        bar.actionTriggered.connect(lambda _action: self._release())
        bar.rangeChanged.connect(lambda _least, _most: self._hold())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.area, 1)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def show_part(self, part: Subdomain) -> None:
        """Show the cards of a subdomain; nothing is built anew where it is shown already."""
        if self.part is None or part.code != self.part.code:
            self._leave()
            self.part = part
            self._build(part)
        self.show_answers(self._desk.assessment)

    def show_answers(self, read: Assessment) -> None:
        """Show the answers as they are now."""
        if self.part is None:
            return
        for card in self.cards.values():
            card.show_answer(read)
        done = progress(self.part, read)
        self._count.setText(words.answered(done.answered, done.of))
        states = [state(read.answer(code)) for code in self.cards]
        self._strip.set_states(states, in_conflict=any(is_contested(read, code) for code in self.cards))

    def set_current(self, code: str) -> None:
        """Give one card the strong frame."""
        for card in self.cards.values():
            card.set_current(card.code == code)

    def show_at_top(self, code: str) -> None:
        """Scroll a card to the top, and hold it there while the layout settles."""
        self._anchor = self.cards[code], 0
        self._hold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the card that is held."""
        if event.type() == QEvent.Type.Move and self._anchor is not None and watched is self._anchor[0]:
            self._hold()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put scale and justification side by side, or one below the other."""
        super().resizeEvent(event)
        self._fit_cards()

    def _build(self, part: Subdomain) -> None:
        px = self._desk.theme.px
        domain = part.indicators[0].domain
        self._title.setText(f"{part.code}  {self._desk.text(part.title)}")
        self._line_colour(domain)
        self.cards = {indicator.code: Card(self._desk, indicator) for indicator in part.indicators}
        content = box(column(*self.cards.values(), None, spacing=px(16), margins=(px(24), 0, px(12), px(24))))
        for card in self.cards.values():
            card.entered.connect(self.entered)
            card.installEventFilter(self)
            card.writing.field.cursorPositionChanged.connect(self._follow_cursor)
        self._fit_cards()
        self.area.setWidget(content)
        tab_as_read(content)

    def _line_colour(self, domain: str) -> None:
        old = self._strip
        self._strip = Strip(self._desk.theme, f"{domain}.strong")
        layout = self.head.layout()
        assert layout is not None
        layout.replaceWidget(old, self._strip)
        old.deleteLater()

    def _leave(self) -> None:
        """Make edits of what was typed, before the fields are gone."""
        focus = QApplication.focusWidget()
        if focus is not None and self.area.isAncestorOf(focus):
            focus.clearFocus()
        self._anchor = None
        for card in self.cards.values():
            card.writing.leave()
        gone = self.area.takeWidget()
        if gone is not None:
            gone.hide()
            gone.deleteLater()
        self.cards = {}

    def _fit_cards(self) -> None:
        one = self.width() / self._desk.theme.zoom < tokens()["layout"]["card_one_column_below"]
        for card in self.cards.values():
            card.set_one_column(one)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.area.isAncestorOf(new):
            code = next((card.code for card in self.cards.values() if card.isAncestorOf(new)), None)
            if code is not None:
                self.entered.emit(code)

    # What stays where it is

    def _hold(self) -> None:
        if self._anchor is not None:
            card, offset = self._anchor
            self.area.verticalScrollBar().setValue(card.y() - offset)

    def _release(self) -> None:
        self._anchor = None

    def _follow_cursor(self) -> None:
        """Keep the line that is typed in view."""
        field = QApplication.focusWidget()
        content = self.area.widget()
        if isinstance(field, QPlainTextEdit) and content is not None and content.isAncestorOf(field):
            line: QRect = field.cursorRect()
            place = field.viewport().mapTo(content, line.center())
            visible = content.visibleRegion().boundingRect()
            reach = self._desk.theme.px(24)
            if not visible.contains(QPoint(visible.center().x(), place.y())):
                self._release()
                self.area.ensureVisible(place.x(), place.y(), 0, reach)
