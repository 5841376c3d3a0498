"""Merging two sources that are the same: which other one, then what stays where the two say otherwise."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QListView, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from mgi_desktop.domain.assessment import Source
from mgi_desktop.domain.search import words as words_of
from mgi_desktop.domain.sources import Uses, alike, differing, uses
from mgi_desktop.i18n import N_, _, format_date, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.boxes import box, clear, column, row
from mgi_desktop.ui.parts.buttons import Composed
from mgi_desktop.ui.parts.fields import Beside
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.sources.form import DATES, NAMES, described

_KEY = Qt.ItemDataRole.UserRole
_WHY = {"title": N_("the same title"), "link": N_("the same link")}


class Merging(Asking):
    """The source one came from stays; the other one goes to the trash, and all that cites it cites this one."""

    def __init__(self, desk: Desk, parent: QWidget, key: str) -> None:
        super().__init__(desk, parent, _("Merge two sources that are the same"))
        self._kept = desk.assessment.sources[key]
        self._gone: Source | None = None
        self.choices: dict[str, tuple[Composed, Composed]] = {}
        """For each field in which the two say otherwise: what stays, of the one that is kept or of the other."""
        px = desk.theme.px
        self._compared = column(spacing=px(12))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._picking())
        self._pages.addWidget(box(self._compared))
        self.body.addWidget(label(described(self._kept), "label", language=desk.assessment.language))
        self.body.addWidget(self._pages, 1)
        self._back = self.quiet(_("Choose another"), lambda: self._show_page(0))
        self.foot.insertWidget(0, self._back)
        self._show_page(0)

    def done_with(self) -> None:
        """Go on to what differs, then merge."""
        if self._pages.currentIndex() == 0:
            self._compare()
            return
        gone, desk, kept = self._gone, self.desk, self._kept.key
        if gone is None:
            return
        taken = [name for name, (_own, other) in self.choices.items() if other.isChecked()]
        if desk.do(lambda: desk.services.sources.merge(desk.assessment.id, kept, gone.key, taken)) is not None:
            self.accept()
            desk.notifier.told.emit(_("The two sources are one now."), "undo")

    # Which other one

    def _picking(self) -> QWidget:
        desk = self.desk
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Which source is the same?"))
        self.search.setAccessibleName(_("Which source is the same?"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Sources"))
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(desk.theme.px(240))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        suggested = alike(desk.assessment, self._kept.key)
        others = [source for source in desk.assessment.sources.values() if source.key != self._kept.key]
        others.sort(key=lambda source: (source.key not in suggested, words_of(source.title)))
        self._folded = []
        for source in others:
            why = _(_WHY[suggested[source.key]]) if source.key in suggested else ""
            icon = desk.theme.icon(words.source_icon(source.kind))
            item = QListWidgetItem(icon, described(source, why), self.list)
            item.setData(_KEY, source.key)
            self._folded.append(" ".join(words_of(f"{item.text()} {source.reference}")))
        self.list.itemDoubleClicked.connect(lambda _item: self._compare())
        self._narrow("")
        return box(column(self.search, self.list, spacing=desk.theme.px(8)))

    def _narrow(self, text: str) -> None:
        wanted = words_of(text)
        found = [all(word in folded for word in wanted) for folded in self._folded]
        for place, is_found in enumerate(found):
            self.list.item(place).setHidden(not is_found)
        self.list.setCurrentRow(found.index(True) if any(found) else -1)

    # What stays

    def _compare(self) -> None:
        item = self.list.currentItem()
        if item is None or item.isHidden():
            self.search.setFocus()
            return
        self._gone = self.desk.assessment.sources[str(item.data(_KEY))]
        clear(self._compared)
        self.choices = {}
        names = differing(self._kept, self._gone)
        told = _("Choose what stays where the two say otherwise:") if names else _("The two say the same.")
        self._compared.addWidget(label(told))
        for name in names:
            self._compared.addWidget(self._choice(name, self._kept, self._gone))
        self._compared.addWidget(label(" ".join(self._told(self._gone)), tone="secondary"))
        self._compared.addStretch(1)
        self._show_page(1)

    def _choice(self, name: str, kept: Source, gone: Source) -> QWidget:
        theme = self.desk.theme
        both = tuple(self._value(name, _said(source, name)) for source in (kept, gone))
        group = QButtonGroup(self)
        for made in both:
            group.addButton(made)
        both[0].setChecked(True)
        self.choices[name] = both[0], both[1]
        title = label(_(NAMES[name]), "label")
        return box(column(title, Beside(theme, *both, least=200, spacing=8), spacing=theme.px(4)))

    def _value(self, name: str, text: str) -> Composed:
        px = self.desk.theme.px
        made = Composed(f"{_(NAMES[name])}: {text}", "choice")
        made.setCheckable(True)
        made.setAutoDefault(False)
        words_of_it = label(text, language="" if name in ("kind", *DATES) else self.desk.assessment.language)
        inside = row(words_of_it, margins=(px(12), px(8), px(12), px(8)))
        made.setLayout(inside)
        made.hold(words_of_it)
        return made

    def _told(self, gone: Source) -> Iterator[str]:
        """What becomes of the one that goes."""
        desk = self.desk
        rests = uses(desk.assessment, ()).get(gone.key, Uses())
        if rests.citations:
            count = len(rests.citations)
            yield n_("{n} citation moves over.", "{n} citations move over.", count).format(n=count)
        if rests.findings:
            count = len(rests.findings)
            yield n_("{n} finding names this one then.", "{n} findings name this one then.", count).format(n=count)
        yield _("The other one goes to the trash. One undo brings all of it back.")

    def _show_page(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._back.setVisible(page == 1)
        self.main.setText(_("Merge") if page else _("Go on"))
        (self.main if page else self.search).setFocus()
        if self.isVisible():
            self.fit()


def _said(source: Source, name: str) -> str:
    if name == "kind":
        return _(words.SOURCE_KINDS.get(source.kind, source.kind))
    if name == "file":
        return source.file.name if source.file else ""
    value = str(getattr(source, name))
    return format_date(value) if name in DATES else value
