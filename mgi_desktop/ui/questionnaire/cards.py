"""The cards of one subdomain, one below the other; what one reads stays where it is while things change around it."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.instrument import Indicator, Subdomain
from mgi_desktop.domain.progress import progress, state
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.focus import follow
from mgi_desktop.ui.parts.boxes import Scroll, box, column, row
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.strip import Strip
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.questionnaire.card import WIDEST, Card
from mgi_desktop.ui.questionnaire.lines import is_contested
from mgi_desktop.ui.theme import tokens

AT_ONCE = 2
"""How many cards are built before anything shows: more than two seldom fit on a screen."""


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
    """The code of the card that one is in now; a subdomain without a code holds what is no longer asked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.cards: dict[str, Card] = {}
        self.part: Subdomain | None = None
        self._anchor: tuple[Card, int] | None = None
        """What stays where it is: a card, and how far its top lies above that of the view."""
        self._low = False
        self._current = ""
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._finish)
        px = desk.theme.px
        self._title = label("", "heading", language=desk.language)
        self.count = label("", "caption", "secondary", wrap=False)
        self._strip = Strip(desk.theme, "1.strong")
        self._line = row(self._title, self._strip, self.count, spacing=px(10))
        self._line.setStretch(0, 1)
        self.head = box(self._line)
        self.head.setMaximumWidth(px(WIDEST + 48))
        self.area = _Area(QWidget())
        self.area.walked.connect(self._release)
        bar = self.area.verticalScrollBar()
        bar.actionTriggered.connect(lambda _action: self._release())
        bar.rangeChanged.connect(lambda _least, _most: self._hold())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        self._place_head()
        follow(self, self._focus_moved)

    def show_card(self, part: Subdomain, code: str) -> None:
        """Show a card of a subdomain at the top; nothing is built anew where the subdomain is shown already."""
        if self.part is None or _codes(part) != _codes(self.part):
            self._leave()
            self.part = part
            self._begin(part, code)
        elif code not in self.cards:
            self._add_at_once(part, code)
        self.show_answers(self._desk.assessment)
        self.set_current(code)
        self._anchor = self.cards[code], 0
        self._hold()

    def show_answers(self, read: Assessment) -> None:
        """Show the answers as they are now."""
        if self.part is None:
            return
        for card in self.cards.values():
            card.show_answer(read)
        done = progress(self.part, read)
        self.count.setText(words.answered(done.answered, done.of) if self.part.code else "")
        codes = [indicator.code for indicator in self.part.indicators]
        states = [state(indicator, read.answer(indicator.code)) for indicator in self.part.indicators]
        self._strip.set_states(states, in_conflict=any(is_contested(read, code) for code in codes))
        if not self._desk.beside.is_read:
            self._rest.start()

    def set_current(self, code: str) -> None:
        """Give one card the strong frame."""
        self._current = code
        for card in self.cards.values():
            card.set_current(card.code == code)

    def set_low(self, low: bool) -> None:
        """Let the head scroll with the cards where there is little height."""
        if low != self._low:
            self._low = low
            self._place_head()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the card that is held."""
        if event.type() == QEvent.Type.Move and self._anchor is not None and watched is self._anchor[0]:
            self._hold()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Go on with the cards that are still to come."""
        super().showEvent(event)
        self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put scale and justification side by side, or one below the other."""
        super().resizeEvent(event)
        self._fit_cards()

    # Building

    def _begin(self, part: Subdomain, code: str) -> None:
        """Build what is seen first; the other cards follow when that is on the screen."""
        px = self._desk.theme.px
        self._title.setText(f"{part.code}  {self._desk.text(part.title)}".strip())
        self._colour_strip(part.indicators[0].domain)
        self._column = column(None, spacing=px(16), margins=(px(24), 0, px(12), px(24)))
        content = box(self._column)
        self._add_at_once(part, code)
        self.area.setWidget(content)
        self._place_head()
        tab_as_read(content)

    def _add_at_once(self, part: Subdomain, code: str) -> None:
        """Build a card and what is seen below it."""
        place = _codes(part).index(code)
        for indicator in part.indicators[place : place + AT_ONCE]:
            if indicator.code not in self.cards:
                self._add(indicator)
        self._rest.start()

    def _finish(self) -> None:
        """What takes longer, once something is on the screen: the other cards, and the answers of the earlier round.

        One card at a time, so that nobody waits for them; those below come first.
        """
        content = self.area.widget()
        if self.part is None or content is None or not self.isVisible():
            return
        missing = [indicator for indicator in self.part.indicators if indicator.code not in self.cards]
        if missing:
            last = _codes(self.part).index(next(reversed(self.cards)))
            below = [indicator for indicator in self.part.indicators[last:] if indicator in missing]
            self._add(below[0] if below else missing[-1])
            self._lay_out()
            self._rest.start()
            if len(missing) == 1:
                tab_as_read(content)
        elif not self._desk.beside.is_read:
            self._desk.beside.read()
            self.show_answers(self._desk.assessment)

    def _lay_out(self) -> None:
        """Let the content grow by a new card at once: else the cards that stand give way until it has."""
        for _first_then_again in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _add(self, indicator: Indicator) -> None:
        """Build a card, and put it where it belongs among those that are there."""
        assert self.part is not None
        card = Card(self._desk, indicator, asked=bool(self.part.code))
        card.entered.connect(self.entered)
        card.installEventFilter(self)
        card.writing.field.cursorPositionChanged.connect(self._follow_cursor)
        card.set_current(indicator.code == self._current)
        self._fit_card(card)
        built = {**self.cards, indicator.code: card}
        self.cards = {one.code: built[one.code] for one in self.part.indicators if one.code in built}
        head = self._column.indexOf(self.head) + 1
        self._column.insertWidget(head + list(self.cards).index(indicator.code), card)

    def _place_head(self) -> None:
        """Above what scrolls, or the first of it."""
        px, content = self._desk.theme.px, self.area.widget()
        layout = content.layout() if self._low and content is not None else self.layout()
        if isinstance(layout, QBoxLayout):
            margins = (0, 0, px(12), 0) if self._low else (px(24), 0, px(24), px(10))
            self._line.setContentsMargins(*margins)
            layout.insertWidget(0, self.head)

    def _colour_strip(self, domain: str) -> None:
        old = self._strip
        self._strip = Strip(self._desk.theme, f"{self._desk.instrument.place(domain)}.strong")
        self._line.replaceWidget(old, self._strip)
        old.deleteLater()

    def _leave(self) -> None:
        """Make edits of what was typed, before the fields are gone."""
        self._rest.stop()
        focus = QApplication.focusWidget()
        if focus is not None and self.area.isAncestorOf(focus):
            focus.clearFocus()
        self._anchor = None
        for card in self.cards.values():
            card.leave()
        self.head.setParent(self)
        gone = self.area.takeWidget()
        if gone is not None:
            gone.hide()
            gone.deleteLater()
        self.cards = {}

    def _fit_cards(self) -> None:
        for card in self.cards.values():
            self._fit_card(card)

    def _fit_card(self, card: Card) -> None:
        room = self.width() / self._desk.theme.zoom
        card.set_one_column(room < tokens()["layout"]["card_one_column_below"])

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.area.isAncestorOf(new):
            code = next((card.code for card in self.cards.values() if card.isAncestorOf(new)), None)
            if code is not None:
                self.entered.emit(code)

    # What stays where it is

    def _hold(self) -> None:
        if self._anchor is not None:
            card, above = self._anchor
            is_first = not above and self.part is not None and card.code == self.part.indicators[0].code
            self.area.verticalScrollBar().setValue(0 if is_first else card.y() + above)

    def _release(self) -> None:
        """Let go; while cards are still to come, what is in view now stays there."""
        self._anchor = None
        if self.part is not None and len(self.cards) < len(self.part.indicators):
            top = self.area.verticalScrollBar().sliderPosition()
            seen = (card for card in self.cards.values() if card.geometry().bottom() >= top)
            self._anchor = next(((card, top - card.y()) for card in seen), None)

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


def _codes(part: Subdomain) -> list[str]:
    return [indicator.code for indicator in part.indicators]
