"""The sources that an answer cites: what to cite, one row per citation, and the way to cite another."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Assessment, Citation, Source
from mgi_desktop.domain.instrument import Indicator, pick
from mgi_desktop.files import safe_file_name
from mgi_desktop.i18n import _, is_rtl
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.asking import AskLine
from mgi_desktop.ui.parts.boxes import clear, column, fill, row
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.questionnaire.citing import Citing
from mgi_desktop.ui.sources.dialogs import EditSource
from mgi_desktop.ui.sources.opening import open_file

Shown = tuple[tuple[Citation, Source], ...]


class Citations(QWidget):
    """The citations of one answer."""

    rows_changed = Signal()

    def __init__(self, desk: Desk, indicator: Indicator, *, read_only: bool = False) -> None:
        super().__init__()
        self._desk, self._code = desk, indicator.code
        self._read_only = read_only or desk.read_only
        self._shown: Shown = ()
        px = desk.theme.px
        self._rows = column(spacing=px(6))
        self.cite_button = button(desk.theme, _("Cite a source"), self.cite, icon="cite", small=True)
        self.cite_button.setAccessibleDescription(indicator.code)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(6))
        whole.addWidget(label(_("Sources cited"), "label"))
        self._none = label(_("None cited"), tone="secondary")
        fill(whole, *([self._none] if self._read_only else _hint(desk, indicator)))
        whole.addLayout(self._rows)
        whole.addWidget(self.cite_button)
        if self._read_only:
            self.cite_button.hide()

    def show_citations(self, read: Assessment) -> None:
        """Show what the answer cites now; rows that stay as they are are left alone."""
        shown = tuple(
            (citation, read.sources[citation.source])
            for citation in read.answer(self._code).citations
            if citation.source in read.sources
        )
        if shown == self._shown:
            return
        self._shown = shown
        had_focus = any(child.hasFocus() for child in self.findChildren(QWidget) if child is not self.cite_button)
        if had_focus:
            self.cite_button.setFocus()
        clear(self._rows)
        self._none.setHidden(bool(shown))
        for citation, source in shown:
            self._rows.addWidget(self._row(citation, source))
        self.rows_changed.emit()

    def cite(self) -> None:
        """Open what asks for a source; nothing where the assessment is read-only."""
        if not self._read_only:
            Citing(self._desk, self.window(), self._code).open()

    def _row(self, citation: Citation, source: Source) -> QWidget:
        theme = self._desk.theme
        px = theme.px
        made = QFrame()
        made.setProperty("kind", "note")
        said = label(said_of(citation, source), language=self._desk.assessment.language)
        more = icon_button(theme, "more", _("More about {title}").format(title=source.title), small=True)
        more.clicked.connect(lambda: self._open_menu(more, citation, source))
        file = source.file
        clip = []
        if file is not None:
            name = _("Open {name}").format(name=safe_file_name(file.name))
            clip = [icon_button(theme, "attach", name, lambda: open_file(self._desk, self.window(), file), small=True)]
        inside = row(
            picture(theme.pixmap(words.source_icon(source.kind), "text_2", 16)), said, *clip, more,
            spacing=px(10), margins=(px(10), px(2), px(4), px(2)),
        )  # fmt: skip
        inside.setStretch(1, 1)
        made.setLayout(inside)
        return made

    def _open_menu(self, more: QToolButton, citation: Citation, source: Source) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        changeable = not self._read_only
        if changeable:
            menu.addAction(_("Edit the place…"), lambda: self._edit_place(citation))
            menu.addAction(_("Edit the source…"), lambda: EditSource(self._desk, self.window(), source).open())
        menu.addAction(_("Show in the sources"), lambda: self._desk.go(f"sources/{source.key}"))
        if source.link:
            menu.addAction(_("Copy the link"), lambda: QGuiApplication.clipboard().setText(source.link))
        if changeable:
            menu.addSeparator()
            menu.addAction(_("Remove"), lambda: self._remove(citation))
        menu.popup(more.mapToGlobal(QPoint(0, more.height())))

    def _edit_place(self, citation: Citation) -> None:
        desk = self._desk

        def write(place: str) -> None:
            desk.tell(desk.services.answering.relocate(desk.assessment.id, citation.key, place))

        AskLine(desk, self.window(), _("Edit the place"), _("Place in the source"), citation.locator, write).open()

    def _remove(self, citation: Citation) -> None:
        desk = self._desk
        if desk.do(lambda: desk.services.answering.uncite(desk.assessment.id, citation.key)):
            desk.notifier.told.emit(_("The citation in {code} was removed.").format(code=self._code), "undo")


def _hint(desk: Desk, indicator: Indicator) -> list[QWidget]:
    """What to cite: one sentence, or two lines where they are read in two directions."""
    hint, language = pick(indicator.evidence_hint, desk.language, desk.instrument.source_language)
    if not hint:
        return []
    whole = _("What to cite: {hint}")
    if is_rtl(language) == is_rtl():
        return [label(whole.format(hint=hint), "caption", "secondary")]
    return [
        label(whole.format(hint="").strip(), "caption", "secondary"),
        label(hint, "caption", "secondary", language=language),
    ]


def said_of(citation: Citation, source: Source) -> str:
    """“Carta de servicios de salud, 2022 · pág. 4”."""
    year = source.date[:4]
    title = source.title if not year or year in source.title else f"{source.title}, {year}"
    return f"{title} · {citation.locator}" if citation.locator else title
