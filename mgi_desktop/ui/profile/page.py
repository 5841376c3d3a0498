"""The profile page: what readers will read, and the files that are made of it."""

from PySide6.QtWidgets import QWidget

from mgi_desktop.i18n import _, language_name
from mgi_desktop.services.exporting import Snapshot
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.reading import Content, as_read
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page, Room
from mgi_desktop.ui.parts.boxes import Scroll, box, column, row
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.undo import undo_buttons
from mgi_desktop.ui.profile.exporting import ExportPanel
from mgi_desktop.ui.profile.outline import Outline
from mgi_desktop.ui.profile.reading import Sheet


class ProfilePage(Page):
    """An outline of the file, its text on a sheet, and the panel that makes it."""

    name = "profile"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self._shown: Content | None = None
        self.outline = Outline(desk)
        self.outline.wanted.connect(self._show_part)
        self.sheet = Sheet(desk)
        self.export = ExportPanel(desk)
        self.export.language_chosen.connect(lambda _tag: self._show())
        self._aside = Scroll(box(column(self.outline, margins=(px(16), px(4), px(12), px(16)))))
        self._aside.setFixedWidth(desk.theme.size("outline"))
        self._scroll = Scroll(box(row(self.sheet, margins=(px(24), px(20), px(24), px(24)))))
        self._scroll.setProperty("ground", "canvas")
        self.frame(box(row(self._aside, self._scroll, spacing=0)), self.export, _("Profile"), undo_buttons(desk))

    def show_spot(self, spot: str) -> None:
        """Show the profile as it is now."""
        self._show()

    def refresh(self, changed: Changed) -> None:
        """Show what changed; while another page is shown, when this one is shown again."""
        if self.isVisible():
            self._show()

    def fit(self, room: Room) -> None:
        """Leave the outline out, and headings above their lists, where there is little room."""
        super().fit(room)
        self._aside.setVisible(not room.below("side_bar_icons_below"))
        below = room.below("panel_below_content_below")
        self.export.kinds.arrange(1 if not below else 4 if room.width >= 900 else 2)
        self.sheet.arrange(below)

    def first_focus(self) -> QWidget | None:
        """The kind of file that is chosen."""
        return self.export.kinds.current()

    def _show(self) -> None:
        desk, language = self.desk, self.export.language
        self.export.show_now()
        self.caption.setText(_("What readers will see, in {language}").format(language=language_name(language)))
        content = as_read(Snapshot(desk.assessment, desk.instrument), language)
        if content != self._shown:
            self._shown = content
            self.sheet.show_content(content)
            self.outline.show_content(content)
            tab_as_read(self)

    def _show_part(self, part: str) -> None:
        """Scroll to a part of the sheet."""
        target, bar = self.sheet.parts[part], self._scroll.verticalScrollBar()
        top = target.mapTo(self._scroll.viewport(), target.rect().topLeft()).y()
        bar.setValue(bar.value() + top - self.desk.theme.px(20))
