"""Making a file beside the window: its progress, what came of it, and what to do next."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QVBoxLayout, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, n_, say
from mgi_desktop.services import exporting
from mgi_desktop.services.exporting import Snapshot, Written
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.jobs import Job
from mgi_desktop.ui.parts.boxes import Piece, Scroll, box, clear, column, fill, row
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.labels import label, picture

UNSEEN = 300
"""Work shorter than this (in milliseconds) shows nothing."""
FEW = 3


class Making(QWidget):
    """The main button; in its place, while a file is made for longer than a moment, a bar and Cancel."""

    def __init__(self, desk: Desk, asked: Callable[[], object]) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._path = Path()
        self._begun = 0.0
        px = desk.theme.px
        self._asked = asked
        self.main = button(desk.theme, "", self._ask, kind="main")
        self.main.setSizePolicy(self.main.sizePolicy().Policy.Expanding, self.main.sizePolicy().Policy.Fixed)
        self._told = QVBoxLayout()
        self._told.setContentsMargins(0, 0, 0, 0)
        self._busy = QWidget()
        self._words = label("", "caption", "secondary")
        self._bar = QProgressBar()
        self._bar.setRange(0, 2)
        self._bar.setTextVisible(False)
        self.cancel = button(desk.theme, _("Cancel"), self._cancel)
        self._busy.setLayout(
            column(self._words, row(self._bar, self.cancel, spacing=px(12)), spacing=px(6))
        )  # fmt: skip
        self._busy.hide()
        self.setLayout(column(self._told, self._busy, self.main, spacing=px(10)))
        self._unseen = QTimer(self, singleShot=True, interval=UNSEEN)
        self._unseen.timeout.connect(self._show_progress)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._count)

    @property
    def busy(self) -> bool:
        """Whether a file is being made."""
        return self._job is not None

    def _ask(self) -> None:
        """One file at a time; the button is not disabled meanwhile, since it would lose the focus."""
        if not self.busy:
            self._asked()

    def make(self, snapshot: Snapshot, path: Path, language: str) -> None:
        """Make a file of a snapshot, in a thread of its own."""
        self._forget()
        self._path = path
        job = Job(lambda cancelled: exporting.export(snapshot, path, language, cancelled))
        job.over.connect(self._over)
        job.done.connect(self._done)
        job.refused.connect(self._refused)
        self._job = job
        self._begun = monotonic()
        self._unseen.start()
        job.start()

    def refuse(self, refused: Refused) -> None:
        """Say calmly why no file can be made, and what to do."""
        self._refused(refused)

    def _show_progress(self) -> None:
        self._bar.setValue(1)
        self._count()
        self._busy.show()
        self._hand_over(self.main, self.cancel)
        self.main.hide()
        self._clock.start()

    def _count(self) -> None:
        seconds = int(monotonic() - self._begun)
        if not seconds:
            self._words.setText(_("Making {file}").format(file=self._path.name))
            return
        told = n_("Making {file}: {n} second", "Making {file}: {n} seconds", seconds)
        self._words.setText(told.format(file=self._path.name, n=seconds))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._words.setText(_("Cancelling"))
            self._clock.stop()

    def _over(self) -> None:
        self._job = None
        self._unseen.stop()
        self._clock.stop()
        self.main.show()
        self._hand_over(self.cancel, self.main)
        self._busy.hide()

    def _hand_over(self, gone: QPushButton, come: QPushButton) -> None:
        """Let what stands in a button's place have its focus; what is hidden with it would pass it on to anyone."""
        if self.window().focusWidget() is gone:
            come.setFocus()

    def _done(self, written: Written | None) -> None:
        if written is None:
            self._tell("strip-notice", "info", "info", _("Cancelled. No file was written."))
            return
        theme, path = self._desk.theme, written.path
        deeds = [
            button(theme, _("Open"), lambda: self._open(path), small=True),
            button(theme, _("Show folder"), lambda: self._open(path.parent), small=True),
        ]
        warnings = [_(message).format(**fields) for message, fields in written.warnings]
        said = _("{file} was written.").format(file=path.name)
        self._tell("strip-notice", "check", "success", said, deeds, warnings)

    def _refused(self, refused: Refused) -> None:
        self._tell("strip-error", "warning", "error", say(refused))

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.notifier.told.emit(_("No program on this laptop opens {file}.").format(file=path.name), "")

    def _tell(
        self, kind: str, icon: str, colour: str, text: str,
        deeds: Sequence[QPushButton] = (), warnings: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Say what came of it, until the next file or until it is closed."""
        self._forget()
        theme = self._desk.theme
        px = theme.px
        strip = QFrame()
        strip.setProperty("kind", kind)
        close = icon_button(theme, "close", _("Close this notice"), self._forget, small=True)
        said = label(text)
        head = row(picture(theme.pixmap(icon, colour, 20)), said, close, spacing=px(8))
        head.setStretch(1, 1)
        pieces: list[Piece] = [head, *(row(*deeds, None, spacing=px(8)) for _once in deeds[:1])]
        if warnings:
            pieces.append(self._warnings(warnings))
        inside = QVBoxLayout(strip)
        inside.setContentsMargins(px(12), px(8), px(8), px(10))
        inside.setSpacing(px(8))
        fill(inside, *pieces)
        self._told.addWidget(strip)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, " ".join((text, *warnings))))

    def _warnings(self, warnings: Sequence[str]) -> QWidget:
        """Every warning; where they are many they scroll, so that the main button stays in sight."""
        theme = self._desk.theme
        px = theme.px
        lines = []
        for warning in warnings:
            mark = column(picture(theme.pixmap("warning", "warn", 16)), None)
            line = row(mark, label(warning, "caption"), spacing=px(8))
            line.setStretch(1, 1)
            lines.append(line)
        every = box(column(*lines, spacing=px(8)))
        if len(warnings) <= FEW:
            return every
        area = Scroll(every)
        area.setFixedHeight(px(180))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(_("Warnings"))
        return area

    def _forget(self) -> None:
        clear(self._told)
