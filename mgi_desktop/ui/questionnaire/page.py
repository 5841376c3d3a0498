"""The questionnaire page: the outline on one side, the cards of one subdomain on the other."""

import unicodedata

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.domain.progress import next_unanswered
from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.parts.boxes import box, row
from mgi_desktop.ui.parts.buttons import Composed, button
from mgi_desktop.ui.parts.labels import key, label
from mgi_desktop.ui.parts.undo import undo_buttons
from mgi_desktop.ui.questionnaire.cards import Cards
from mgi_desktop.ui.questionnaire.outline import Outline, OutlineMenu

REMEMBER = 800
"""Milliseconds until the place is remembered: less than a second, and not at each step of the focus."""


class QuestionnairePage(Page):
    """Where answers are given."""

    name = "questionnaire"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.current = ""
        self._stale = False
        self._in_text = False
        self._menu: OutlineMenu | None = None
        self.outline = Outline(desk)
        self.outline.going.connect(lambda code: desk.go(f"questionnaire/{code}"))
        self.cards = Cards(desk)
        self.cards.entered.connect(self._enter)
        self._beside = QFrame()
        self._beside.setProperty("edge", "end")
        self._beside.setFixedWidth(desk.theme.size("outline"))
        self._beside.setLayout(row(self.outline))
        content = QHBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        content.addWidget(self._beside)
        content.addWidget(self.cards, 1)
        self._previous = self._step_button("previous", "chevron-up", _("Previous"))
        self._next = self._step_button("next", "chevron-down", _("Next"))
        self._unanswered = self._unanswered_button()
        self.frame(
            box(content), None, _("Questionnaire"), undo_buttons(desk), self._previous, self._next, self._unanswered
        )
        self._opener = self._opening_button()
        self._remembering = QTimer(self, singleShot=True, interval=REMEMBER)
        self._remembering.timeout.connect(self._remember)
        QShortcut(QKeySequence("Ctrl+K"), self, self._cite, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Places

    def show_spot(self, spot: str) -> None:
        """Show an indicator; that of a domain or subdomain is its first, and of nothing the one where one was."""
        instrument = self.desk.instrument
        code = _indicator(instrument, spot) or self.current or self._begin()
        fields = self.cards.findChildren(QPlainTextEdit)
        self._in_text = any(field.hasFocus() and not field.isReadOnly() for field in fields)
        self._set_current(code)
        self.cards.show_at_top(code)
        self._stale = False

    def spot(self) -> str:
        """The indicator that one is at."""
        return f"{self.name}/{self.current}" if self.current else self.name

    def first_focus(self) -> QWidget | None:
        """The scale of the current card; the justification where one came from another one."""
        card = self.cards.cards.get(self.current)
        if card is None:
            return None
        field = card.writing.field
        return field if self._in_text and field.isVisibleTo(card) else card.first_focus()

    def refresh(self, changed: Changed) -> None:
        """Show what changed, each thing in its place."""
        if not self.isVisible():
            self._stale = True
        elif self.current:
            self._show_answers()

    def fit(self, room: Room) -> None:
        """Have the outline beside the cards or behind a button, and a lower header where the window is low."""
        super().fit(room)
        self._outline_as_menu(room.below("outline_as_menu_below"))
        self._compact(room.below("compact_height_below"))

    def hideEvent(self, event: QHideEvent) -> None:
        """The window remembers another place from now on."""
        self._remembering.stop()
        super().hideEvent(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and the question mark answer the current card, wherever the focus is but in a text."""
        others = (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        card = self.cards.cards.get(self.current)
        pressed = _pressed(event.text())
        if card is None or not pressed or event.isAutoRepeat() or event.modifiers() & others or not card.press(pressed):
            super().keyPressEvent(event)

    def _cite(self) -> None:
        card = self.cards.cards.get(self.current)
        if card is not None:
            card.citations.cite()

    # The current card

    def _begin(self) -> str:
        instrument = self.desk.instrument
        return next_unanswered(instrument, self.desk.assessment, None) or next(iter(instrument.indicators))

    def _set_current(self, code: str) -> None:
        instrument = self.desk.instrument
        self.current = code
        indicator = instrument.indicators[code]
        domain = instrument.domain(indicator.domain)
        part = next(part for part in domain.subdomains if part.code == indicator.subdomain)
        self.cards.show_part(part)
        self.cards.set_current(code)
        self.outline.show_lines(code)
        self._opener.setText(part.code)
        self._opener.setAccessibleName(_("Outline, {code}").format(code=part.code))
        self._part_title = self.desk.text(part.title)
        self.caption.setText(self.desk.text(domain.title))
        self._show_title()

    def _enter(self, code: str) -> None:
        if code != self.current and code in self.cards.cards:
            self.current = code
            self.cards.set_current(code)
            self.outline.show_lines(code)
            self._remembering.start()

    def _remember(self) -> None:
        desk = self.desk
        if desk.id is not None:
            identifier, spot = desk.id, self.spot()
            desk.do(lambda: desk.services.library.remember_place(identifier, spot))

    def _show_answers(self) -> None:
        self.cards.show_answers(self.desk.assessment)
        self.outline.show_lines(self.current)

    # The header

    def _step_button(self, action: str, icon: str, words: str) -> QPushButton:
        made = button(self.desk.theme, words, self.desk.act[action].trigger, kind="quiet", icon=icon)
        made.setAccessibleName(words)
        made.setProperty("words", words)
        return made

    def _unanswered_button(self) -> Composed:
        theme = self.desk.theme
        made = Composed(_("Next unanswered"))
        self._unanswered_words = label(_("Next unanswered"), wrap=False)
        shortcut = self.desk.act["unanswered"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        keys = key(shortcut)
        made.setLayout(
            row(self._unanswered_words, keys, spacing=theme.px(10), margins=(theme.px(12), 0, theme.px(8), 0))
        )
        made.hold(self._unanswered_words, keys)
        made.setFixedHeight(theme.size("control"))
        policy = made.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Maximum)
        made.setSizePolicy(policy)
        made.clicked.connect(self.desk.act["unanswered"].trigger)
        return made

    def _opening_button(self) -> QPushButton:
        theme = self.desk.theme
        made = button(theme, "", self._open_outline, icon="page-questionnaire")
        made.setVisible(False)
        header = self.header.layout()
        assert isinstance(header, QBoxLayout)
        header.insertWidget(0, made)
        return made

    def _open_outline(self) -> None:
        if self._menu is not None:
            self._menu.open_below(self._opener)
            self.outline.list.setFocus()

    def _outline_as_menu(self, as_menu: bool) -> None:
        if as_menu == (self._menu is not None):
            return
        self._opener.setVisible(as_menu)
        self._beside.setVisible(not as_menu)
        if as_menu:
            self._menu = OutlineMenu(self.outline, self.desk.theme, self)
        elif self._menu is not None:
            beside = self._beside.layout()
            assert beside is not None
            beside.addWidget(self.outline)
            self._menu.deleteLater()
            self._menu = None
        self._show_title()

    def _compact(self, compact: bool) -> None:
        px = self.desk.theme.px
        self.cards.head.setVisible(not compact)
        self.caption.setVisible(not compact)
        self.header.setMinimumHeight(px(42) if compact else self.desk.theme.size("page_header"))
        self._unanswered_words.setText(_("Unanswered") if compact else _("Next unanswered"))
        for made in (self._previous, self._next):
            made.setText("" if compact else made.property("words"))
        self._is_compact = compact
        self._show_title()

    _is_compact = False
    _part_title = ""

    def _show_title(self) -> None:
        """The name of the page, or of the subdomain where its own head has no room."""
        compact = self._is_compact
        self.title.setText(self._part_title if compact else _("Questionnaire"))
        self.title.setProperty("role", "heading" if compact else "title")
        self.title.style().polish(self.title)
        self.title.setWordWrap(compact)


def _indicator(instrument: Instrument, spot: str) -> str | None:
    """The indicator of a place within the page: its own code, or the first of its domain or subdomain."""
    if spot in instrument.indicators:
        return spot
    return next((one.code for one in instrument.indicators.values() if spot in (one.domain, one.subdomain)), None)


def _pressed(text: str) -> str:
    """A digit or the question mark, in whatever script; empty where it is another key."""
    if text in ("?", "\u061f", "\uff1f"):
        return "?"
    return str(unicodedata.digit(text, "")) if len(text) == 1 else ""
