"""The questionnaires that are here: import another, make a file of one, remove one that nothing needs."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QMenu, QPushButton, QVBoxLayout, QWidget

from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.i18n import N_, _, n_
from mgi_desktop.services import instrument_files
from mgi_desktop.services.exporting import Written
from mgi_desktop.services.instruments import Listed
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.instruments import told
from mgi_desktop.ui.page import Page
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.boxes import Scroll, box, clear, column, fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.waiting import wait_for

LEAST = 380
"""The buttons of a card stand beside its words where these have so many pixels at 100 %."""
Remove = Callable[[Instrument], object]
KINDS = (
    ("xlsx", N_("XLSForm, for KoboToolbox, ODK and the like…"), N_("XLSForm (*.xlsx)")),
    ("json", N_("Questionnaire of this program…"), N_("Questionnaire (*.json)")),
)


class InstrumentsPage(Page):
    """One card for each questionnaire."""

    name = "instruments"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self.cards: dict[str, Card] = {}
        self._wanted = ""
        self._list: QVBoxLayout = column(spacing=px(12))
        about = label(
            _(
                "An assessment keeps its questionnaire until you upgrade it. A new one can be begun with any of these."
            ), tone="secondary",
        )  # fmt: skip
        content = column(about, self._list, None, spacing=px(16), margins=(px(24), px(4), px(24), px(24)))
        take = button(desk.theme, _("Import…"), self._ask_for_files, kind="main", icon="import")
        self._take = take
        if desk.only_read:
            take.hide()
        self.frame(Scroll(box(content)), None, _("Questionnaires"), take)

    def show_spot(self, spot: str) -> None:
        """Show what is here now; and in it the questionnaire with this hash."""
        self._show()
        self._wanted = spot

    def refresh(self, changed: Changed) -> None:
        """Another assessment may use one of them now."""
        if self.isVisible():
            self._show()

    def first_focus(self) -> QWidget | None:
        """The questionnaire that one has come to see, else the way to another."""
        return self.cards[self._wanted].export if self._wanted in self.cards else self._take

    def _show(self) -> None:
        """Show the cards of now; the one that had the focus keeps it."""
        found = self.desk.services.instruments.listed()
        focus = next(
            (digest for digest, made in self.cards.items() if made.isAncestorOf(self.focusWidget() or self)), ""
        )
        clear(self._list)
        self.cards = {}
        for one in found:
            made = self.cards[one.instrument.digest] = Card(self.desk, self, one)
            self._list.addWidget(made)
            made.show()
        if focus in self.cards:
            self.cards[focus].export.setFocus(Qt.FocusReason.OtherFocusReason)
        count = len(found)
        self.caption.setText(
            n_("{n} questionnaire on this laptop", "{n} questionnaires on this laptop", count).format(n=count)
        )

    def _ask_for_files(self) -> None:
        self.desk.act["import"].trigger()

    def make_file(self, instrument: Instrument, suffix: str, files: str) -> None:
        """Ask where the file shall be, and write it."""
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        suggested = str(documents / instrument_files.file_name(instrument, suffix))
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Export"), suggested, _(files))
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != f".{suffix}":
            path = path.with_name(f"{path.name}.{suffix}")
        self.desk.do(lambda: self._write(instrument, path))

    def _write(self, instrument: Instrument, path: Path) -> None:
        document = self.desk.services.instruments.document(instrument.digest)
        said = _("Writing {name}").format(name=path.name)
        written = wait_for(self.window(), said, partial(instrument_files.write, document, path))
        if not isinstance(written, Written):
            return
        if written.warnings:
            lines = [_(message).format(**fields) for message, fields in written.warnings]
            heading = _("{name} is made. Look at what had to be filled in:").format(name=path.name)
            told.Told(self.desk, self, _("Export"), heading, lines).open()
        else:
            self.desk.notifier.told.emit(_("{name} is made.").format(name=path.name), "")

    def remove(self, instrument: Instrument) -> None:
        """Ask, and let go of it."""
        Removing(self.desk, self, instrument, self._let_go).open()

    def _let_go(self, instrument: Instrument) -> None:
        self.desk.services.instruments.remove(instrument.digest)
        self._show()
        said = _("“{title}” was removed. It can be imported again from its file.")
        self.desk.notifier.told.emit(said.format(title=told.title(instrument)), "")
        self._take.setFocus()


class Card(QFrame):
    """One questionnaire: what it is, where it is from, and what can be done with it."""

    def __init__(self, desk: Desk, page: InstrumentsPage, listed: Listed) -> None:
        super().__init__()
        px, own = desk.theme.px, listed.instrument
        self.setProperty("kind", "card")
        self.export = self._export_button(desk, page, own)
        self.remove: QPushButton | None = None
        self._buttons = row(spacing=px(8))
        if not listed.shipped and not listed.used and not desk.only_read:
            self.remove = button(desk.theme, _("Remove…"), partial(page.remove, own), kind="quiet", icon="trash")
            self.remove.setAccessibleName(_("Remove {title}").format(title=told.title(own)))
        fill(self._buttons, *([self.remove] if self.remove else []), self.export)
        words_of_it = column(
            label(told.title(own), "question"),
            label(told.name_and_hash(own), "caption", "secondary"),
            label(told.facts(own)),
            label(told.tongues(own), tone="secondary"),
            label(_origin(listed), tone="secondary"),
            spacing=px(3),
        )
        self._least = px(LEAST)
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._inside.setContentsMargins(px(20), px(14), px(20), px(14))
        self._inside.setSpacing(px(12))
        self._inside.addLayout(words_of_it, 1)
        self._inside.addLayout(self._buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand at the end, or below where that leaves too little for the words."""
        super().resizeEvent(event)
        beside = self.width() - self._buttons.sizeHint().width() >= self._least
        directions, sides = QBoxLayout.Direction, Qt.AlignmentFlag
        self._inside.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._inside.setAlignment(self._buttons, sides.AlignVCenter if beside else sides.AlignLeading)

    def _export_button(self, desk: Desk, page: InstrumentsPage, own: Instrument) -> QPushButton:
        made = button(desk.theme, _("Export as…"), icon="export")
        made.setAccessibleName(_("Export {title}").format(title=told.title(own)))
        menu = QMenu(made)
        for suffix, name, files in KINDS:
            menu.addAction(_(name)).triggered.connect(
                lambda _checked=False, suffix=suffix, files=files: page.make_file(own, suffix, files)
            )
        made.setMenu(menu)
        return made


class Removing(Asking):
    """Asks once: nothing brings it back but its file."""

    def __init__(self, desk: Desk, parent: QWidget, instrument: Instrument, remove: Remove) -> None:
        super().__init__(desk, parent, _("Remove this questionnaire?"))
        self._instrument, self._remove = instrument, remove
        said = _("“{title}” is used by no assessment. It can be imported again from its file.")
        self.body.addWidget(label(said.format(title=told.title(instrument))))
        self.main.setText(_("Remove"))

    def done_with(self) -> None:
        """Let go of it."""
        self.accept()
        self.desk.do(lambda: self._remove(self._instrument))


def _origin(listed: Listed) -> str:
    """Where it is from, and how many assessments use it."""
    used = n_("used by {n} assessment", "used by {n} assessments", listed.used).format(n=listed.used)
    origin = _("Imported from {file}").format(file=words.isolated(listed.origin)) if listed.origin else _("Imported")
    if listed.shipped:
        origin = _("Comes with the program")
    return " · ".join((origin, used if listed.used else _("used by no assessment")))
