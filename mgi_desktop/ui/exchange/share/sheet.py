"""The sheet “Share…”: what, for whom, and in one line what the reader will see."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.sharing import Choice, Material, for_reader
from mgi_desktop.i18n import N_, _, n_
from mgi_desktop.services.library import Entry
from mgi_desktop.services.sharing import Shared
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange.share import telling
from mgi_desktop.ui.exchange.share.guarding import Guarding
from mgi_desktop.ui.exchange.share.making import Making
from mgi_desktop.ui.exchange.share.pieces import Pieces
from mgi_desktop.ui.exchange.share.several import Several
from mgi_desktop.ui.exchange.share.what import Goes
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.boxes import column, row
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.parts.sheet import EDGE
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.where import ask_where
from mgi_desktop.ui.parts.writing import error_text

_HIGH = 560
"""From this height of the window on, in pixels at 100 %, what the reader sees stands still."""
_SUFFIXES = {True: (".mgi.age", N_("Protected packages (*.mgi.age)")), False: (".mgi", N_("Packages (*.mgi)"))}


class ShareSheet(Asking):
    """Shares one assessment, or several that are chosen from a list."""

    def __init__(self, desk: Desk, parent: QWidget, chosen: Sequence[str], offered: Sequence[Entry] = ()) -> None:
        """`chosen` are assessments by id; `offered` can be chosen besides."""
        super().__init__(desk, parent, _("Share"))
        self._materials: dict[str, Material] = {}
        theme = desk.theme
        sharing = desk.services.sharing
        choice = sharing.choice(chosen[0]) if chosen else Choice()
        self.several = Several(offered, chosen) if offered else None
        self._chosen = tuple(chosen)
        self._none = error_text()
        self.goes = Goes(theme, choice)
        self.guarding = Guarding(theme, choice, sharing.readers())
        self.pieces = Pieces(theme, choice.most)
        self.told = label("")
        self.left_out = label("", "caption", "warn")
        self.making = Making(desk)
        if self.several is not None:
            self.several.changed.connect(self._choose)
            self.body.addWidget(label(_("Assessments"), "label"))
            self.body.addWidget(self.several)
            self.body.addWidget(self._none)
        for title, piece in (
            (_("What goes into the file"), self.goes),
            (_("Who can open it"), self.guarding),
            (_("How large it may be"), self.pieces),
        ):
            self.body.addLayout(column(label(title, "label"), piece, spacing=theme.px(8)))
        self.body.addWidget(self.making.told)
        self._put_in_sight(self._line())
        self.body.addStretch(1)
        self.foot.insertWidget(0, self.making, 1)
        self.main.setText(_("Share…"))
        self._anew = QTimer(self, singleShot=True, interval=0)
        self._anew.timeout.connect(self._arrange)
        for part in (self.goes, self.guarding, self.pieces):
            part.changed.connect(self._say)
        self.making.running.connect(self._run)
        self.making.shared.connect(self._shared)
        self._choose()

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        goes, guarding = self.goes, self.guarding
        return Choice(
            goes.what, goes.chosen(), goes.told, goes.files.checked, guarding.protection, guarding.people,
            self.pieces.most,
        )  # fmt: skip

    @property
    def materials(self) -> list[Material]:
        """The assessments that are chosen."""
        return [self._materials[one] for one in self._chosen if one in self._materials]

    def done_with(self) -> None:
        """Ask where the file shall be, and write it."""
        if not (self._any() and self.goes.complete() and self.guarding.complete()) or self.making.busy:
            return
        desk, choice = self.desk, self.choice
        suffix, files = _SUFFIXES[choice.protection != "open"]
        today = desk.services.journal.now().astimezone().date().isoformat()
        name = telling.file_name(self.materials, choice, desk.services.library.person(), today)
        try:
            path = ask_where(self, _("Share"), name, suffix, _(files))
        except Refused as refused:
            self.making.refuse(refused)
            return
        if path is not None:
            self.making.make(self.materials, choice, path, self.guarding.passphrase.text)

    def reject(self) -> None:
        """Esc and Cancel stop the writing first."""
        if self.making.busy:
            self.making.cancel()
        else:
            super().reject()

    def _any(self) -> bool:
        if self.materials:
            return True
        self._none.setText(_("Choose at least one assessment."))
        self._none.show()
        return False

    def _put_in_sight(self, line: QFrame) -> None:
        """Let the line stand still above the buttons; where the window is low it scrolls with all else."""
        theme, whole = self.desk.theme, self.layout()
        parent = self.parentWidget()
        if parent is not None and isinstance(whole, QVBoxLayout) and parent.window().height() >= theme.px(_HIGH):
            margins = (theme.px(EDGE), theme.px(4), theme.px(EDGE), theme.px(14))
            whole.insertLayout(whole.indexOf(self.area) + 1, row(line, margins=margins))
        else:
            self.body.addWidget(line)

    def _line(self) -> QFrame:
        """What the reader of the file will see, where one looks before one goes on."""
        px = self.desk.theme.px
        made = QFrame()
        made.setProperty("kind", "sunken")
        mark = picture(self.desk.theme.pixmap("view", "text_2", 20))
        inside = row(
            column(mark, None), column(self.told, self.left_out, spacing=px(4)), spacing=px(12),
            margins=(px(14), px(12), px(14), px(12)),
        )  # fmt: skip
        inside.setStretch(1, 1)
        made.setLayout(inside)
        return made

    def _choose(self) -> None:
        """Read what is chosen, which may be other assessments than before."""
        if self.several is not None:
            self._chosen = self.several.chosen()
        self._none.hide()
        sharing, desk = self.desk.services.sharing, self.desk
        for one in self._chosen:
            if one not in self._materials:
                material = desk.do(partial(sharing.material, one))
                if material is not None:
                    self._materials[one] = material
        found = self.materials
        if len(found) == 1:
            read = found[0].read
            self.heading.setText(_("Share {subject}").format(subject=words.isolated(read.subject)))
            kept = sharing.choice(read.id).indicators
            language = desk.services.library.questionnaire_language(read)
            self.goes.offer(found, language, kept or sharing.own_part(read.id))
        else:
            count = len(found)
            told = n_("Share {n} assessment", "Share {n} assessments", count).format(n=count)
            self.heading.setText(told if count else _("Share"))
            self.goes.offer(found, "", ())
        self._say()

    def _say(self) -> None:
        """Say what the reader of the file would see now."""
        choice, found = self.choice, self.materials
        counts = for_reader(found, choice)
        self.goes.explain_files(counts if choice.files else for_reader(found, replace(choice, files=True)))
        self.told.setText(telling.reader_sees(counts, choice, self.guarding.names()) if found else "")
        left_out = telling.left_out(counts)
        self.left_out.setText(left_out)
        self.left_out.setVisible(bool(left_out))
        self._anew.start()

    def _arrange(self) -> None:
        tab_as_read(self)
        if self.isVisible():
            self.fit()

    def _run(self, running: bool) -> None:
        """While the file is written, what goes into it stays as it is."""
        self._content.setEnabled(not running)
        self.main.setVisible(not running)

    def _shared(self, shared: Shared) -> None:
        desk = self.desk
        desk.do(lambda: desk.services.sharing.shared(self.materials, self.choice, shared))
        self.accept()
        desk.notifier.written.emit(telling.written(shared.paths, shared.damaged), shared.paths[0])


def share(desk: Desk, parent: QWidget, chosen: Sequence[str] = (), *, of_library: bool = False) -> None:
    """Share these assessments; of the library others can be chosen besides."""
    offered = desk.services.library.entries() if of_library else ()
    if not (chosen or offered):
        desk.notifier.told.emit(_("There is nothing to share yet."), "")
        return
    ShareSheet(desk, parent, chosen, offered).exec()
