"""The legend below the wheel: every mark with its word."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mgi_desktop.domain.instrument import PRESENCES, Presence
from mgi_desktop.domain.progress import State
from mgi_desktop.i18n import _
from mgi_desktop.ui.overview.seen import PRESENCE, presence_word, state_word
from mgi_desktop.ui.parts.boxes import Flow, box, clear, row
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.marks import paint_cell, paint_conflict, paint_disc
from mgi_desktop.ui.theme import Theme

_WIDE, _HIGH = 12, 16


class Mark(QWidget):
    """One mark: of a state, of what exists (`disc`), or of a conflict (None)."""

    def __init__(self, theme: Theme, shows: State | Presence | None, *, disc: bool = False) -> None:
        super().__init__()
        self._theme, self._shows = theme, shows
        self._disc = disc and shows not in (State.NOT_YET, State.TO_BE_VERIFIED)
        self.setFixedSize(theme.px(_WIDE), theme.px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in no domain's colour."""
        painter, theme, middle = QPainter(self), self._theme, QPointF(self.width() / 2, self.height() / 2)
        ink, shows, reach = theme.paint("text_2"), self._shows, self.width() / 2 - 0.5
        if shows is None:
            paint_conflict(painter, middle, reach, theme.paint("error"))
        elif self._disc or not isinstance(shows, State):
            paint_disc(painter, middle, reach, shows, ink)
        else:
            wide, high = round(self.width() * 0.7), round(self.height() * 0.85)
            left, top = round(middle.x() - wide / 2), round(middle.y() - high / 2)
            paint_cell(painter, QRectF(left, top, wide, high), shows, ink)


class Legend(QWidget):
    """The marks of the view that is shown, in lines in the middle."""

    def __init__(self, theme: Theme, view: str) -> None:
        super().__init__()
        self._theme = theme
        self._flow = Flow(theme.px(20), theme.px(4), centred=True)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_view(view)

    def show_view(self, view: str) -> None:
        """Show the marks of work done, or of what exists."""
        clear(self._flow)
        if view == PRESENCE:
            for exists in (*PRESENCES, State.NOT_APPLICABLE, State.NOT_YET, State.TO_BE_VERIFIED):
                self._add(Mark(self._theme, exists, disc=True), presence_word(exists))
        else:
            for state in State:
                self._add(Mark(self._theme, state), state_word(state))
        self._add(Mark(self._theme, None), _("Conflict"))

    def _add(self, mark: Mark, word: str) -> None:
        words = label(word, "caption", "secondary", wrap=False)
        self._flow.addWidget(box(row(mark, words, spacing=self._theme.px(8))))
