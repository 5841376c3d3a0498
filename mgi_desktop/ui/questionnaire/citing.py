"""Citing: pick one of the assessment's sources, or add one, with the place in it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import SOURCE_KINDS, checked
from mgi_desktop.domain.search import fold
from mgi_desktop.i18n import _, say
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.boxes import box, column
from mgi_desktop.ui.parts.fields import Named
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.sources.form import SourceForm, described


class Citing(Asking):
    """Lets an answer cite a source: one deed, whether the source is new or not."""

    def __init__(self, desk: Desk, parent: QWidget, code: str) -> None:
        super().__init__(desk, parent, _("Cite a source in {code}").format(code=code))
        self._code = code
        self._sources = list(desk.assessment.sources.values())
        self._folded: list[str] = []
        self.place = QLineEdit()
        self._place = Named(desk.theme, _("Place in the source"), self.place, _("article, chapter or page"))
        self.form = SourceForm(desk)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._picking())
        self._pages.addWidget(box(column(self.form, None)))
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._place)
        self._switch = self.quiet("", self._other_page)
        self.foot.insertWidget(0, self._switch)
        self._show_page(0 if self._sources else 1)

    def done_with(self) -> None:
        """Cite what is picked, or what is new."""
        place = self.place.text().strip()
        try:
            checked(FieldRef("citation", "", "locator"), place)
        except Refused as refused:
            self._place.fail(say(refused))
            return
        done = self._cite_picked(place) if self._pages.currentIndex() == 0 else self._cite_new(place)
        if done:
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search, Up and Down go through the list and Enter goes on to the place."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step and watched is self.search:
                self._step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._picked()
                return True
        return super().eventFilter(watched, event)

    # The list

    def _picking(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setAccessibleName(_("Search the sources"))
        self.search.setPlaceholderText(_("Search the sources"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Sources"))
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(self.desk.theme.px(220))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        size = self.desk.theme.px(20)
        self.list.setIconSize(QSize(size, size))
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        icons = {kind: self.desk.theme.icon(words.source_icon(kind)) for kind in SOURCE_KINDS}
        self._described = [described(source) for source in self._sources]
        for source, said in zip(self._sources, self._described, strict=True):
            item = QListWidgetItem(icons.get(source.kind, icons["other"]), said, self.list)
            item.setData(Qt.ItemDataRole.UserRole, source.key)
        self.list.itemDoubleClicked.connect(lambda _item: self._picked())
        for watched in (self.search, self.list):
            watched.installEventFilter(self)
        self._none = label(_("No source has these words. Press Enter to add it."), tone="secondary")
        self._filter("")
        return box(column(self.search, self.list, self._none, spacing=self.desk.theme.px(8)))

    def _filter(self, text: str) -> None:
        wanted = fold(text).split()
        if wanted and not self._folded:
            pairs = zip(self._described, self._sources, strict=True)
            self._folded = [fold(f"{said} {source.reference}") for said, source in pairs]
        found = [all(word in folded for word in wanted) for folded in self._folded or self._described]
        for place, is_found in enumerate(found):
            self.list.item(place).setHidden(not is_found)
        self.list.setCurrentRow(found.index(True) if any(found) else -1)
        self.list.setVisible(any(found))
        self._none.setVisible(not any(found))

    def _step(self, step: int) -> None:
        shown = [place for place in range(self.list.count()) if not self.list.item(place).isHidden()]
        if self.list.currentRow() in shown:
            place = shown.index(self.list.currentRow()) + step
            self.list.setCurrentRow(shown[max(0, min(place, len(shown) - 1))])

    def _picked(self) -> None:
        if self.list.currentRow() >= 0:
            self.place.setFocus()
        else:
            self.form.lines["title"].setText(self.search.text().strip())
            self._show_page(1)

    # Both

    def _other_page(self) -> None:
        self._show_page(1 - self._pages.currentIndex())

    def _show_page(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._switch.setText(_("Back to the list") if page else _("New source"))
        self._switch.setVisible(bool(self._sources))
        self.main.setText(_("Add and cite") if page else _("Cite"))
        (self.form.lines["title"] if page else self.search).setFocus()

    def _cite_picked(self, place: str) -> bool:
        item = self.list.currentItem()
        if item is None or item.isHidden():
            self.search.setFocus()
            return False
        desk, code, key = self.desk, self._code, str(item.data(Qt.ItemDataRole.UserRole))
        return desk.do(lambda: desk.services.answering.cite(desk.assessment.id, code, key, place)) is not None

    def _cite_new(self, place: str) -> bool:
        values = self.form.values()
        if values is None:
            return False
        desk, code = self.desk, self._code
        return (
            desk.do(lambda: desk.services.answering.add_and_cite(desk.assessment.id, code, values, place)) is not None
        )
