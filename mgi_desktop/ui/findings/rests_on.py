"""What a finding rests on: indicators and sources to tick, in a sheet that opens below its button."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mgi_desktop.domain.assessment import Finding
from mgi_desktop.domain.search import fold
from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.focus import follow
from mgi_desktop.ui.parts.boxes import fill
from mgi_desktop.ui.parts.labels import label

Tick = Callable[[str, bool], Changed]
_KEY = Qt.ItemDataRole.UserRole


class RestsOn(QFrame):
    """Each tick is a change at once; Esc, a click elsewhere or going on by Tab closes it."""

    def __init__(self, desk: Desk, finding: str, button: QWidget) -> None:
        """`button` opens it: it stands in the same window, below the button."""
        super().__init__(button.window())
        self.setProperty("kind", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._button = desk, button
        px, findings, read = desk.theme.px, desk.services.findings, desk.assessment
        shown = {one.key: one for one in read.findings}[finding]
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(_("Find an indicator or a source"))
        self._filter.setAccessibleName(_("Find an indicator or a source"))
        self._filter.textChanged.connect(self._narrow)
        self.indicators = self._ticks(
            _("Indicators that it rests on"),
            self._indicators(shown),
            shown.indicators,
            lambda code, flag: findings.rest_on(read.id, finding, code, flag),
        )
        self.sources = self._ticks(
            _("Sources that it names"),
            [(source.key, " · ".join(filter(None, (source.title, source.issuer)))) for source in read.sources.values()],
            shown.sources,
            lambda key, flag: findings.cite(read.id, finding, key, flag),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(12), px(16), px(16))
        layout.setSpacing(px(6))
        none = label(_("Nothing to name yet. Add a source while answering."), tone="secondary")
        (none if read.sources else self.sources).hide()
        fill(layout, self._filter, label(_("Indicators"), "label"), self.indicators)
        fill(layout, px(4), label(_("Sources"), "label"), none, self.sources)
        layout.setStretchFactor(self.indicators, 3)
        layout.setStretchFactor(self.sources, 2)

    def open(self) -> None:
        """Open below the button, or where there is room in the window."""
        px, button, room = self._desk.theme.px, self._button, self.window().size()
        edge = px(8)
        self.resize(min(px(460), room.width() - 2 * edge), min(px(480), room.height() - 2 * edge))
        below = button.mapTo(self.window(), QPoint(0, button.height() + px(4)))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = below.x() + button.width() - self.width() if mirrored else below.x()
        self.move(
            max(edge, min(left, room.width() - self.width() - edge)),
            max(edge, min(below.y(), room.height() - self.height() - edge)),
        )
        self.show()
        self.raise_()
        self._filter.setFocus(Qt.FocusReason.OtherFocusReason)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.installEventFilter(self)
        follow(self, self._focus_moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes it wherever in it one is, and so does a click elsewhere, or another size of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if watched is not self and not self.isAncestorOf(watched):
                self._leave()
        elif event.type() == QEvent.Type.Resize and watched is self.window():
            self._leave()
        return False

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self._leave()

    def _leave(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _indicators(self, shown: Finding) -> list[tuple[str, str]]:
        """Those of the finding's own domain first; also those that it rests on and that are no longer asked."""
        desk = self._desk
        unasked = (one for one in desk.beside.unasked if one.code in shown.indicators)
        every = (*unasked, *desk.instrument.indicators.values())
        ordered = sorted(every, key=lambda indicator: indicator.domain != shown.domain)
        return [(one.code, f"{one.code}  {desk.text(one.question)}") for one in ordered]

    def _ticks(self, name: str, choices: Iterable[tuple[str, str]], ticked: Iterable[str], tick: Tick) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(name)
        made.setWordWrap(True)
        made.setTextElideMode(Qt.TextElideMode.ElideNone)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setTabKeyNavigation(False)
        own = set(ticked)
        for key, text in sorted(choices, key=lambda choice: choice[0] not in own):
            item = QListWidgetItem(text, made)
            item.setData(_KEY, key)
            item.setCheckState(Qt.CheckState.Checked if key in own else Qt.CheckState.Unchecked)
        made.itemChanged.connect(lambda item: self._ticked(item, tick))
        made.itemActivated.connect(_turn)
        return made

    def _ticked(self, item: QListWidgetItem, tick: Tick) -> None:
        key, flag = str(item.data(_KEY)), item.checkState() is Qt.CheckState.Checked
        self._desk.do(lambda: tick(key, flag))

    def _narrow(self, wanted: str) -> None:
        """Show what holds the words looked for, and what is ticked."""
        for ticks in (self.indicators, self.sources):
            for place in range(ticks.count()):
                item = ticks.item(place)
                ticked = item.checkState() is Qt.CheckState.Checked
                item.setHidden(not ticked and fold(wanted) not in fold(item.text()))


def _turn(item: QListWidgetItem) -> None:
    """Enter ticks, as the space bar does."""
    ticked = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
