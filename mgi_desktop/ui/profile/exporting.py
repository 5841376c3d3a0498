"""The panel that makes files: kind, language, and what to know before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, sort_key
from mgi_desktop.services.exporting import file_name
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Panel
from mgi_desktop.ui.parts.boxes import clear, column, fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.where import ask_where
from mgi_desktop.ui.profile.before import Remark, remarks
from mgi_desktop.ui.profile.kinds import KINDS, Kinds
from mgi_desktop.ui.profile.making import Making

_ICONS = {"error": "state-conflict", "warn": "warning", "info": "info"}


class ExportPanel(Panel):
    """What is chosen here is what the main button at its foot makes."""

    language_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "sources_panel")
        self._desk = desk
        self._remarks: tuple[Remark, ...] | None = None
        px = desk.theme.px
        self.kinds = Kinds(desk)
        self.kinds.chosen.connect(lambda _suffix: self.show_now())
        self.languages = self._languages()
        self._language_name = label(_("Language of the file"), "caption", "secondary")
        self._language_name.setBuddy(self.languages)
        self._before = label(_("Before you export"), "label")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(8))
        self.making = Making(desk, self.ask)
        fill(
            self.content,
            label(_("Export"), "heading"),
            self.kinds,
            column(self._language_name, self.languages, spacing=px(4)),
        )
        fill(self.content, px(4), self._before, self._lines, None)
        self.foot.addWidget(self.making, 1)
        self.set_below(False)

    @property
    def language(self) -> str:
        """The language of the file."""
        return str(self.languages.currentData())

    def show_now(self) -> None:
        """Show what to know before, as the assessment and the choices are now."""
        suffix, desk = self.kinds.suffix, self._desk
        self.making.main.setText(_(KINDS[suffix].button))
        for part in (self._language_name, self.languages):
            part.setVisible(suffix != "json")
        found = remarks(desk.assessment, desk.instrument, self.language, suffix)
        if found != self._remarks:
            self._remarks = found
            clear(self._lines)
            for remark in found:
                self._lines.addLayout(self._line(remark))
            self._before.setVisible(bool(found))
            tab_as_read(self)

    def ask(self) -> None:
        """Ask where the file shall be, then make it."""
        suffix, desk = self.kinds.suffix, self._desk
        desk.flush()
        snapshot = desk.do(lambda: desk.services.exporting.snapshot(desk.assessment.id))
        if snapshot is None:
            return
        name = file_name(snapshot, suffix).removesuffix(f".{suffix}")
        try:
            path = ask_where(self, _("Export"), name, f".{suffix}", _(KINDS[suffix].files))
        except Refused as refused:
            self.making.refuse(refused)
            return
        if path is not None:
            self.making.make(snapshot, path, self.language)

    def _languages(self) -> QComboBox:
        read, made = self._desk.assessment, QComboBox()
        made.setAccessibleName(_("Language of the file"))
        tags = dict.fromkeys([*self._desk.instrument.languages, read.language])
        for tag in sorted(tags, key=lambda tag: sort_key(words.tongue(tag))):
            made.addItem(words.tongue(tag), tag)
        made.setCurrentIndex(made.findData(read.language))
        made.currentIndexChanged.connect(lambda _place: self._choose_language())
        return made

    def _choose_language(self) -> None:
        self.show_now()
        self.language_chosen.emit(self.language)

    def _line(self, remark: Remark) -> QVBoxLayout:
        desk = self._desk
        px = desk.theme.px
        mark = picture(desk.theme.pixmap(_ICONS[remark.tone], remark.tone, 18))
        said: QLabel = label(remark.text)
        pieces = column(said, spacing=0)
        if remark.spot or remark.action:
            words_of_it = _("Details…") if remark.action == "details" else _("Show")
            leads = button(desk.theme, words_of_it, lambda: self._lead(remark), kind="link")
            leads.setAccessibleName(f"{words_of_it}: {remark.text}")
            pieces.addLayout(row(leads, None))
        whole = row(column(mark, None), pieces, spacing=px(10))
        whole.setStretch(1, 1)
        return column(whole)

    def _lead(self, remark: Remark) -> None:
        if remark.action:
            self._desk.act[remark.action].trigger()
        else:
            self._desk.go(remark.spot)
