"""A field for a country: one types a part of its name, accents or not, and picks it from the list below."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QStyle

from mgi_desktop.domain.search import fold
from mgi_desktop.i18n import _, territories, territory
from mgi_desktop.ui.parts.buttons import icon_button
from mgi_desktop.ui.theme import Theme

KEY = Qt.ItemDataRole.UserRole


class _Completer(QCompleter):
    """Finds a name by any part of it, without regard to accents and case."""

    def splitPath(self, path: str) -> list[str]:
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class CountryField(QLineEdit):
    """The names are those of the interface's language; down, or a click on the arrow, shows them all."""

    chosen = Signal(str)
    """The code of a country, or nothing while what is typed is no country's name."""

    def __init__(self, theme: Theme, code: str = "") -> None:
        super().__init__(territory(code) if code else "")
        self._codes = {fold(name): known for known, name in territories()}
        self._code = code
        self._list = QListView()
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        longest = max(QFontMetrics(theme.font("body")).horizontalAdvance(name) for _code, name in territories())
        self._list.setMinimumWidth(longest + theme.px(40))  # beside the name: its padding, the scroll bar, the edge
        self._names = _Completer(self._model(), self)
        self._names.setPopup(self._list)
        self._names.setCompletionRole(KEY)
        self._names.setFilterMode(Qt.MatchFlag.MatchContains)
        self._names.setMaxVisibleItems(8)
        self._names.activated.connect(self._look)
        self.setCompleter(self._names)
        self.setPlaceholderText(_("Type a part of its name"))
        self._arrow = icon_button(theme, "chevron-down", _("Show all countries"), self.show_all, small=True)
        self._arrow.setParent(self)
        self._arrow.setCursor(Qt.CursorShape.ArrowCursor)
        self._arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._side = theme.px(26)
        self.setTextMargins(self._side if mirrored else 0, 0, 0 if mirrored else self._side, 0)
        self.textChanged.connect(self._look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The arrow stays at the end; it grows with the text, which Qt's own does not."""
        super().resizeEvent(event)
        side = self._side
        at_end = QRect(self.width() - side - 2, (self.height() - side) // 2, side, side)
        self._arrow.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), at_end))

    def code(self) -> str:
        """The country that is chosen, by its code; empty where there is none."""
        return self._code

    def show_all(self) -> None:
        """Show every country, the chosen one in view."""
        self.setFocus()
        self._names.setCompletionPrefix("")
        self._names.complete()
        if self._code:  # where none is chosen, the first must not write its name into the field
            place = list(self._codes.values()).index(self._code)
            self._list.setCurrentIndex(self._names.completionModel().index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list."""
        if event.key() == Qt.Key.Key_Down:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click into the empty field shows them all."""
        super().mouseReleaseEvent(event)
        if not self.text():
            self.show_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Where what was typed fits one country alone, that is the one."""
        super().focusOutEvent(event)
        wanted = fold(self.text().strip())
        fitting = [key for key in self._codes if wanted in key] if wanted and not self._code else []
        if len(fitting) == 1 and event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.setText(territory(self._codes[fitting[0]]))

    def _look(self) -> None:
        code = self._codes.get(fold(self.text().strip()), "")
        if code != self._code:
            self._code = code
            self.chosen.emit(code)

    def _model(self) -> QStandardItemModel:
        model = QStandardItemModel(self)
        for _code, name in territories():
            item = QStandardItem(name)
            item.setData(fold(name), KEY)
            model.appendRow(item)
        return model
