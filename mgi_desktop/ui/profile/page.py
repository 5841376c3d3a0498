"""The profile page: what readers will read, the sections it is written in, and the files that are made of it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.sections import sections
from mgi_desktop.i18n import _, language_name
from mgi_desktop.services.exporting import Snapshot
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.reading import Content, as_read, section_title
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.parts.boxes import Scroll, at_most, box, column, line, row
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.undo import undo_buttons
from mgi_desktop.ui.profile.exporting import ExportPanel
from mgi_desktop.ui.profile.outline import Outline
from mgi_desktop.ui.profile.reading import Sheet
from mgi_desktop.ui.profile.section import SectionView
from mgi_desktop.ui.profile.section_list import SectionList

_WIDEST = 820


class ProfilePage(Page):
    """The sections and an outline, the text of the file on a sheet or one section to write, and what makes files."""

    name = "profile"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self._shown: Content | None = None
        self._tongue = desk.assessment.language
        self._part = ""
        self.view: SectionView | None = None
        self.list = SectionList(desk)
        self.list.opened.connect(lambda key: desk.go(f"profile/{key}"))
        self.outline = Outline(desk)
        self.outline.wanted.connect(self._show_part)
        self.sheet = Sheet(desk)
        self.sheet.wanted.connect(lambda key: desk.go(f"profile/{key}"))
        self.sheet.finished.connect(lambda: tab_as_read(self.sheet))
        self.export = ExportPanel(desk)
        self.export.language_chosen.connect(lambda _tag: self._show())
        self._parts = box(column(line(), self.outline, spacing=px(10)))
        inside = (px(16), px(4), px(12), px(16))
        self._contents = box(column(self.list, self._parts, spacing=px(10), margins=inside), "page")
        self._beside = column(self._contents, None)
        self._aside = Scroll(box(self._beside))
        self._aside.setFixedWidth(desk.theme.size("outline"))
        self._narrow = self._below = False
        self._above = column(row(self.sheet), spacing=px(16), margins=(px(24), px(20), px(24), px(24)))
        self._scroll = Scroll(box(self._above))
        self._scroll.setProperty("ground", "canvas")
        self._place = column(None, spacing=0)
        self._writing = Scroll(box(self._place))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._scroll)
        self.stack.addWidget(self._writing)
        self.frame(box(row(self._aside, self.stack, spacing=0)), self.export, _("Profile"), undo_buttons(desk))
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._scroll_to)

    def show_spot(self, spot: str) -> None:
        """Show the profile as it is now, or the section in which one writes."""
        known = {section.key for section in sections(self.desk.assessment)}
        if spot in known:
            self._open(spot)
        else:
            self._close()
        self._show()

    def spot(self) -> str:
        """The section that is open, if one is."""
        return f"profile/{self.view.key}" if self.view is not None else "profile"

    def refresh(self, changed: Changed) -> None:
        """Show what changed; while another page is shown, when this one is shown again."""
        if self.isVisible():
            self._show()

    def fit(self, room: Room) -> None:
        """Put the sections above the sheet, and headings above their lists, where there is little room."""
        super().fit(room)
        narrow = room.below("side_bar_icons_below")
        if narrow is not self._narrow:
            self._narrow = narrow
            (self._above if narrow else self._beside).insertWidget(0, self._contents)
            tab_as_read(self)
        self._aside.setVisible(not narrow)
        self._below = room.below("panel_below_content_below")
        self.export.kinds.arrange(1 if not self._below else 4 if room.width >= 900 else 2)
        self.sheet.arrange(self._below)
        self._make_room()

    def first_focus(self) -> QWidget | None:
        """The kind of file that is chosen, or what one writes in a section."""
        if self.view is None:
            return self.export.kinds.current()
        focus = QApplication.focusWidget()
        return None if focus is not None and self.view.isAncestorOf(focus) else self.view.first_focus()

    def open_field(self, ref: FieldRef) -> None:
        """Write in a section, in the language of a text."""
        name, _at, tongue = ref.field.partition("@")
        if ref.kind == "section" and name == "text" and tongue:
            self._choose_tongue(tongue)

    def _show(self) -> None:
        desk, language = self.desk, self.export.language
        if self.view is not None and self.view.key not in {one.key for one in sections(desk.assessment)}:
            self._close()  # it was removed, here or by an undo
        self.export.show_now()
        self._parts.setVisible(self.view is None)
        self._make_room()
        self.list.show_sections(language, self.view.key if self.view is not None else "")
        if self.view is None:
            self._show_whole(language)
        else:
            self.view.show_now()
        self.caption.setText(self._caption(language))

    def _make_room(self) -> None:
        """Leave out what makes files where it would stand below the text that one writes."""
        self.export.setVisible(self.view is None or not self._below)

    def _caption(self, language: str) -> str:
        if self.view is None:
            return _("What readers will see, in {language}").format(language=language_name(language))
        found = {section.key: section for section in sections(self.desk.assessment)}[self.view.key]
        title, _tongue = section_title(found, self.view.language, self.desk.assessment.language)
        return _("{section}, in {language}").format(section=title, language=language_name(self.view.language))

    def _show_whole(self, language: str) -> None:
        content = as_read(Snapshot(self.desk.assessment, self.desk.instrument, self.desk.beside.earlier), language)
        if content != self._shown:
            self._shown = content
            self.sheet.show_content(content)
            self.outline.show_content(content)
            tab_as_read(self)

    # Writing in a section

    def _open(self, key: str) -> None:
        """Show the place where a section is written."""
        if self.view is not None and self.view.key == key and self.view.language == self._tongue:
            return
        self._leave()
        view = SectionView(self.desk, key, self._tongue)
        view.closed.connect(lambda: self.desk.go("profile"))
        view.tongue_chosen.connect(self._choose_tongue)
        view.removed.connect(self._remove)
        self.view = view
        self._holder = at_most(self.desk.theme.px(_WIDEST), view)
        self._place.insertLayout(0, self._holder)
        self._writing.verticalScrollBar().setValue(0)
        self.stack.setCurrentWidget(self._writing)
        tab_as_read(self)

    def _close(self) -> None:
        """Show the whole profile, where the section stands in it."""
        if self.view is not None:
            self._show_part(f"section-{self.view.key}")
            self._leave()
        self.stack.setCurrentWidget(self._scroll)

    def _leave(self) -> None:
        """Let go of the place where a section was written, with all that was typed on disk."""
        view, self.view = self.view, None
        if view is not None:
            view.leave()
            view.hide()
            view.deleteLater()
            self._place.removeItem(self._holder)
            self._holder.deleteLater()

    def _choose_tongue(self, tongue: str) -> None:
        self._tongue = tongue
        if self.view is not None:
            self._open(self.view.key)
            self._show()
            self.view.tongues.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        desk, view = self.desk, self.view
        if view is not None:
            view.leave()
            if desk.do(lambda: desk.services.sections.remove(desk.assessment.id, view.key)) is not None:
                desk.notifier.told.emit(_("The section was removed."), "undo")
                desk.go("profile")

    def _show_part(self, part: str) -> None:
        """Scroll to a part of the sheet, once it has its place."""
        self._part = part
        self._soon.start()

    def _scroll_to(self) -> None:
        if not self.sheet.make_up_to(self._part):
            self._soon.start()
            return
        target, bar = self.sheet.parts.get(self._part), self._scroll.verticalScrollBar()
        if target is not None:
            top = target.mapTo(self._scroll.viewport(), target.rect().topLeft()).y()
            bar.setValue(bar.value() + top - self.desk.theme.px(20))
