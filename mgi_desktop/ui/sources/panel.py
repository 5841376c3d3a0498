"""One source beside the table: its fields, which save themselves, its file, and what rests on it."""

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Source
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.fields import SOURCE_KINDS
from mgi_desktop.domain.sources import Uses, alike
from mgi_desktop.i18n import N_, _, format_date
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Panel
from mgi_desktop.ui.parts.boxes import box, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.conflict import Conflict
from mgi_desktop.ui.parts.fields import Beside, Choice, Named
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.writing import Writing
from mgi_desktop.ui.sources.cited_by import CitedBy
from mgi_desktop.ui.sources.contested import contested_field
from mgi_desktop.ui.sources.dates import DateField
from mgi_desktop.ui.sources.file_box import FileBox
from mgi_desktop.ui.sources.form import DATES, HINTS, NAMES, WRITTEN
from mgi_desktop.ui.stages.published import came_since

_LIKE = {"title": N_("Another source has the same title."), "link": N_("Another source has the same link.")}


class SourcePanel(Panel):
    """Built once: it turns from one source to the next."""

    merging = Signal(str)
    removing = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "sources_panel")
        self._desk = desk
        self.key = ""
        px, theme = desk.theme.px, desk.theme
        self.content.setSpacing(px(10))
        self._icon = picture(theme.pixmap("source-report", "text_2", 24))
        self.more = icon_button(theme, "more", _("More about this source"), self._open_menu)
        self.back = button(theme, _("All sources"), kind="quiet", icon="chevron-back", small=True)
        self.back.hide()
        self._contested = column(spacing=px(8))
        self.conflicts: list[Conflict] = []
        self._like = self._suggestion()
        self.file = FileBox(desk)
        self.cited = CitedBy(desk)
        for part in (self.file, self.cited):
            part.rearranged.connect(lambda: tab_as_read(self))
        self.texts: dict[str, Writing] = {}
        self.dates: dict[str, DateField] = {}
        self.plain: dict[str, QLabel] = {}
        self.kind: Choice | None = None
        self._came = label(_("Came in after publishing"), "caption", "secondary")
        self._came.hide()
        fill(self.content, row(self.back, None), self._heading(), self._came, self._contested, self._like)
        fill(self.content, *(self._read_only() if desk.read_only else self._fields()))
        name = NAMES["file"]
        fill(self.content, label(_(name), "caption", "secondary"), self.file, self.cited, None)
        if not desk.read_only:
            self._actions()
        self.set_below(False)
        tab_as_read(self)

    def show_source(self, source: Source, uses: Uses) -> None:
        """Show a source as it is now; what is being written in the same one stays."""
        anew = source.key != self.key
        self.key = source.key
        self._icon.setPixmap(self._desk.theme.pixmap(words.source_icon(source.kind), "text_2", 24))
        if self.kind is not None:
            self.kind.blockSignals(True)
            self.kind.choose(source.kind)
            self.kind.blockSignals(False)
        for name, written in self.texts.items():
            if anew:
                written.turn_to(FieldRef("source", source.key, name))
            else:
                written.show_value()
        for name, dated in self.dates.items():
            dated.show_date(source.key, str(getattr(source, name)))
        for name, shown in self.plain.items():
            shown.setText(_plain(source, name))
        self._came.setVisible(came_since(self._desk, ("source", source.key)))
        self.file.show_file(source)
        self.cited.show_uses(uses, anew=anew)
        self._show_like()
        self._show_contested()
        if anew:
            self.area.verticalScrollBar().setValue(0)

    def keep(self) -> bool:
        """Put everything that is written here on disk, as edits; say whether that is done."""
        fields: list[Writing | DateField] = [*self.texts.values(), *self.dates.values()]
        kept = [field.keep() for field in fields]  # each one, so that each says what is wrong
        if not all(kept):
            fields[kept.index(False)].setFocus()
            return False
        for written in self.texts.values():
            written.leave()
        return True

    def first_field(self) -> QWidget:
        """Where one begins to change it."""
        return self.texts["title"] if self.texts else self.more

    def set_below(self, below: bool) -> None:
        """Stand beside the table, or in its place."""
        super().set_below(below)
        self.setMaximumHeight(16_777_215)

    # The pieces

    def _heading(self) -> QWidget:
        theme = self._desk.theme
        kinds = {kind: _(words.SOURCE_KINDS[kind]) for kind in SOURCE_KINDS}
        if self._desk.read_only:
            self.plain["kind"] = label("", "heading")
            piece: QWidget = self.plain["kind"]
        else:
            piece = self.kind = Choice(kinds)
            self.kind.setProperty("kind", "heading")
            name = NAMES["kind"]
            self.kind.setAccessibleName(_(name))
            self.kind.currentIndexChanged.connect(lambda _place: self._change_kind())
        whole = row(self._icon, piece, self.more, spacing=theme.px(8))
        whole.setStretch(1, 1)
        return box(whole)

    def _fields(self) -> list[QWidget]:
        desk = self._desk
        for name in WRITTEN:
            if name in DATES:
                self.dates[name] = DateField(desk, name)
            else:
                ref = FieldRef("source", "", name)
                language = "en" if name == "link" else desk.assessment.language
                made = Writing(desk, ref, _(NAMES[name]), language, least=1, most=6, hint=_(HINTS.get(name, "")))
                made.field.pasted = lambda text: " ".join(text.split("\n"))
                made.field.setAcceptDrops(False)
                made.field.setProperty("kind", "short")
                self.texts[name] = made
        named = {name: Named(desk.theme, _(NAMES[name]), made, quiet=True) for name, made in self.texts.items()}
        dates = Beside(desk.theme, *self.dates.values(), least=130, spacing=10)
        return [named["title"], named["issuer"], dates, named["reference"], named["link"]]

    def _read_only(self) -> list[QWidget]:
        pieces: list[QWidget] = []
        for name in WRITTEN:
            own = "" if name in DATES else self._desk.assessment.language
            self.plain[name] = label("", language=own)
            self.plain[name].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            title = label(_(NAMES[name]), "caption", "secondary")
            pieces.append(box(column(title, self.plain[name], spacing=self._desk.theme.px(2))))
        return pieces

    def _suggestion(self) -> QWidget:
        """Says that another source may be the same."""
        theme = self._desk.theme
        self._like_words = label("", "caption")
        lead = button(theme, _("Merge with…"), lambda: self.merging.emit(self.key), kind="link")
        lead.setObjectName("like")
        inside = row(picture(theme.pixmap("info", "info", 16)), self._like_words, lead, spacing=theme.px(6))
        inside.setStretch(1, 1)
        made = box(inside)
        made.hide()
        return made

    def _actions(self) -> None:
        theme = self._desk.theme
        merge = button(theme, _("Merge with…"), lambda: self.merging.emit(self.key))
        merge.setObjectName("merge")
        remove = icon_button(theme, "trash", _("Remove this source"), lambda: self.removing.emit(self.key))
        remove.setObjectName("remove")
        fill(self.foot, merge, None, remove)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, line())

    # What it shows

    def _show_like(self) -> None:
        found = {} if self._desk.read_only else alike(self._desk.assessment, self.key)
        self._like.setVisible(bool(found))
        if found:
            same = "title" if "title" in found.values() else "link"
            self._like_words.setText(_(_LIKE[same]))

    def _show_contested(self) -> None:
        desk = self._desk
        own = [conflict for conflict in desk.assessment.conflicts if conflict.ref[:2] == ("source", self.key)]
        for name, written in self.texts.items():
            written.setEnabled(all(conflict.ref.field != name for conflict in own))
        if own == [made.property("of") for made in self.conflicts]:
            return
        clear(self._contested)
        self.conflicts = []
        for conflict in own:
            made = contested_field(desk, conflict, named=False)
            made.setProperty("of", conflict)
            made.chosen.connect(
                lambda value, ref=conflict.ref: desk.do(
                    lambda: desk.services.conflicts.settle(desk.assessment.id, ref, value)
                )
            )
            self._contested.addWidget(made)
            made.show()
            self.conflicts.append(made)
        tab_as_read(self)

    # What it does

    def _change_kind(self) -> None:
        desk, key = self._desk, self.key
        if self.kind is not None:
            kind = self.kind.value()
            desk.do(lambda: desk.services.sources.change(desk.assessment.id, key, {"kind": kind}))

    def _open_menu(self) -> None:
        link = self._desk.assessment.sources[self.key].link
        menu = QMenu(self)
        if not self._desk.read_only:
            menu.addAction(_("Consulted today"), self.dates["consulted"].today)
        if link:
            menu.addAction(_("Copy the link"), lambda: QGuiApplication.clipboard().setText(link))
        if link.lower().startswith(("https://", "http://")):
            menu.addAction(_("Open the link"), lambda: QDesktopServices.openUrl(QUrl(link)))
        menu.addAction(_("History"), lambda: self._desk.go(f"history/source/{self.key}"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


def _plain(source: Source, name: str) -> str:
    if name == "kind":
        return _(words.SOURCE_KINDS.get(source.kind, source.kind))
    value = str(getattr(source, name))
    return (format_date(value) if name in DATES else value) or "–"
