"""The questionnaire page: the outline on one side, the cards of one subdomain on the other."""

import unicodedata

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from mgi_desktop.domain.instrument import Instrument, Subdomain
from mgi_desktop.domain.progress import next_unanswered
from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.parts.boxes import box, row
from mgi_desktop.ui.parts.buttons import Composed, button
from mgi_desktop.ui.parts.labels import key, label, picture
from mgi_desktop.ui.parts.undo import undo_buttons
from mgi_desktop.ui.questionnaire.cards import Cards
from mgi_desktop.ui.questionnaire.outline import Outline, OutlineMenu
from mgi_desktop.ui.review.judging import Judging

REMEMBER = 800
"""Milliseconds until the place is remembered: less than a second, and not at each step of the focus."""


class QuestionnairePage(Page):
    """Where answers are given."""

    name = "questionnaire"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.current = ""
        self._stale = False
        self._in_text = self._is_tight = False
        self._domain_title = ""
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
        self.previous_button = self._step_button("previous", "chevron-up", _("Previous"))
        self.next_button = self._step_button("next", "chevron-down", _("Next"))
        self.unanswered_button = self._unanswered_button()
        self.frame(
            box(content),
            None,
            _("Questionnaire"),
            undo_buttons(desk),
            self.previous_button,
            self.next_button,
            self.unanswered_button,
        )
        self.opener = self._opening_button()
        self._remembering = QTimer(self, singleShot=True, interval=REMEMBER)
        self._remembering.timeout.connect(self._remember)

    # Places

    def show_spot(self, spot: str) -> None:
        """Show an indicator; that of a domain or subdomain is its first, and of nothing the one where one was."""
        instrument = self.desk.instrument
        code = _indicator(instrument, spot) or self._unasked(spot) or self.current or self._begin()
        fields = self.cards.findChildren(QPlainTextEdit)
        self._in_text = any(field.hasFocus() and not field.isReadOnly() for field in fields)
        self._set_current(code)
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
        narrow, low = room.below("outline_as_menu_below"), room.below("compact_height_below")
        self._outline_as_menu(narrow)
        self._tighten(narrow or low, low)

    def hideEvent(self, event: QHideEvent) -> None:
        """The window remembers another place from now on."""
        self._remembering.stop()
        super().hideEvent(event)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and the question mark answer the current card, wherever the focus is but in a text; Esc leads out."""
        others = (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        card = self.cards.cards.get(self.current)
        pressed = _pressed(event.text())
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape and card is not None and isinstance(focus, QPlainTextEdit):
            card.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        elif (
            card is None or not pressed or event.isAutoRepeat() or event.modifiers() & others or not card.press(pressed)
        ):
            super().keyPressEvent(event)

    def judging(self) -> Judging | None:
        """What can be judged in the current card."""
        card = self.cards.cards.get(self.current)
        return card.comments.judging if card is not None else None

    def cite(self) -> None:
        """Cite a source at the current card."""
        card = self.cards.cards.get(self.current)
        if card is not None:
            card.citations.cite()

    # The current card

    def _begin(self) -> str:
        instrument = self.desk.instrument
        return next_unanswered(instrument, self.desk.assessment, None) or next(iter(instrument.indicators))

    def _unasked(self, spot: str) -> str | None:
        """The code of what was answered and is no longer asked."""
        return spot if any(one.code == spot for one in self.desk.beside.unasked) else None

    def _set_current(self, code: str) -> None:
        self.current = code
        part, above = self._part_of(code)
        self.cards.show_card(part, code)
        self.outline.show_lines(code)
        title = self.desk.text(part.title)
        self._opener_code.setText(part.code or title)
        self.opener.setAccessibleName(_("Outline: {code} {title}").format(code=part.code, title=title))
        self._domain_title = above
        self._show_title()

    def _part_of(self, code: str) -> tuple[Subdomain, str]:
        """The subdomain of an indicator and the title of its domain; what is no longer asked stands by itself."""
        instrument = self.desk.instrument
        indicator = instrument.indicators.get(code)
        if indicator is None:
            title = _("No longer asked")
            told = _("What an earlier version of the questionnaire asked; it is kept, and not printed.")
            return Subdomain("", {self.desk.language: title}, self.desk.beside.unasked), told
        domain = instrument.domain(indicator.domain)
        part = next(part for part in domain.subdomains if part.code == indicator.subdomain)
        return part, self.desk.text(domain.title)

    def _enter(self, code: str) -> None:
        if self.desk.id is not None and code != self.current and code in self.cards.cards:
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
        return made

    def _unanswered_button(self) -> Composed:
        theme = self.desk.theme
        made = Composed(_("Next unanswered"))
        self._unanswered_words = label("", wrap=False)
        shortcut = self.desk.act["unanswered"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        inside = row(
            self._unanswered_words, key(shortcut), spacing=theme.px(10), margins=(theme.px(12), 0, theme.px(8), 0)
        )
        made.setLayout(inside)
        made.hold(*made.findChildren(QLabel))
        made.setFixedHeight(theme.size("control"))
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        made.clicked.connect(self.desk.act["unanswered"].trigger)
        return made

    def _opening_button(self) -> Composed:
        """What opens the outline where it has no room beside the cards."""
        theme = self.desk.theme
        made = Composed("")
        self._opener_code = label("", wrap=False)
        pictures = [picture(theme.pixmap(name, "text_2", 18)) for name in ("page-questionnaire", "chevron-down")]
        margins = (theme.px(12), 0, theme.px(12), 0)
        made.setLayout(row(pictures[0], self._opener_code, pictures[1], spacing=theme.px(8), margins=margins))
        made.hold(*made.findChildren(QLabel))
        made.setFixedHeight(theme.size("control"))
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        made.clicked.connect(self._open_outline)
        made.hide()
        header = self.header.layout()
        assert isinstance(header, QBoxLayout)
        header.insertWidget(0, made)
        return made

    def _open_outline(self) -> None:
        if self._menu is not None:
            self._menu.open_below(self.opener)
            self.outline.list.setFocus()

    def _outline_as_menu(self, as_menu: bool) -> None:
        if as_menu == (self._menu is not None):
            return
        self.opener.setVisible(as_menu)
        self._beside.setVisible(not as_menu)
        if as_menu:
            self._menu = OutlineMenu(self.outline, self.desk.theme, self)
        elif self._menu is not None:
            beside = self._beside.layout()
            assert beside is not None
            beside.addWidget(self.outline)
            self._menu.deleteLater()
            self._menu = None

    def _show_title(self) -> None:
        self.title.setText("" if self._menu is not None else _("Questionnaire"))
        self.title.setVisible(self._menu is None)
        self.caption.setText("" if self._is_tight else self._domain_title)
        self.caption.setVisible(not self._is_tight)

    def _tighten(self, tight: bool, low: bool) -> None:
        """Say less in the header where it is narrow, and let the head of the subdomain scroll where it is low."""
        self._is_tight = tight
        self._show_title()
        self.header.setMinimumHeight(self.desk.theme.px(42) if low else self.desk.theme.size("page_header"))
        self._unanswered_words.setText(_("Unanswered") if tight else _("Next unanswered"))
        for made in (self.previous_button, self.next_button):
            made.setText("" if tight else made.accessibleName())
        self.cards.set_low(low)


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
