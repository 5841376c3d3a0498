"""What the menus open: dialogs, each built when it is first asked for."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from mgi_desktop.i18n import _

if TYPE_CHECKING:
    from mgi_desktop.ui.window import Window


def new_assessment(window: "Window") -> None:
    """Ask what is assessed, and begin it."""
    from mgi_desktop.ui.library.new_assessment import NewAssessment

    dialog = NewAssessment(window.desk, window)
    if _accepted(dialog) and dialog.created:
        window.open(dialog.created, "overview")


def details(window: "Window") -> None:
    """Change what was asked when the assessment was begun."""
    from mgi_desktop.ui.library.details import Details
    from mgi_desktop.ui.library.told import DetailsTold

    if window.desk.read_only:
        _accepted(DetailsTold(window.desk, window))
    elif _accepted(Details(window.desk, window)):
        window.rebuild()


def stage(window: "Window") -> None:
    """Show the way of the assessment through its stages, and move it on or back."""
    from mgi_desktop.ui.stages.sheet import StageSheet

    if window.keep():
        window.desk.flush()
        _accepted(StageSheet(window.desk, window))


def divide(window: "Window") -> None:
    """Give parts of the questionnaire to people."""
    from mgi_desktop.ui.dividing.sheet import DivideSheet

    if window.keep():
        window.desk.flush()
        _accepted(DivideSheet(window.desk, window))


def new_round(window: "Window") -> None:
    """Ask what is new about the next round of the open assessment, and begin it."""
    from mgi_desktop.ui.rounds.new_round import begin_round

    if window.keep() and window.desk.id is not None:
        window.desk.flush()
        begin_round(window.desk, window, window.desk.id)


def upgrade(window: "Window") -> None:
    """Show what another questionnaire would change, and change it where that is wanted."""
    from mgi_desktop.ui.upgrade.sheet import UpgradeSheet, upgraded

    if not window.keep():
        return
    window.desk.flush()
    sheet = UpgradeSheet(window.desk, window)
    if _accepted(sheet) and sheet.chosen:
        upgraded(window.desk, sheet.chosen)


def join(window: "Window") -> None:
    """Take the open assessment into another one that was begun apart."""
    from mgi_desktop.ui.joining.joined import join

    if window.keep() and window.desk.id is not None:
        window.desk.flush()
        join(window.desk, window, window.desk.id)


def open_sample(window: "Window") -> None:
    """Take the sample in where it is not here yet, and open it."""
    taken = window.desk.do(window.desk.services.exchanging.sample)
    if taken is not None:
        window.open(taken.assessment)


def import_files(window: "Window", paths: Sequence[Path] = ()) -> None:
    """Import files: those named, else those chosen."""
    if not paths:
        kinds = _("Packages, assessments and questionnaires (*.mgi *.mgi.age *.json *.xlsx)")
        chosen, _filter = QFileDialog.getOpenFileNames(window, _("Import"), "", kinds + ";;" + _("All files (*)"))
        paths = [Path(name) for name in chosen]
    if paths:
        window.take_files(paths)


def share(window: "Window") -> None:
    """Share the open assessment as a file, or in the library some that are chosen."""
    from mgi_desktop.ui.exchange.share.sheet import share

    desk = window.desk
    if window.keep():
        desk.flush()
        share(desk, window, [desk.id] if desk.id else [], of_library=desk.id is None)


def export_comments(window: "Window") -> None:
    """Make a file of the comments, what was answered, and what came of them."""
    from mgi_desktop.ui.review.matrix import ExportComments

    if window.keep():
        ExportComments(window.desk, window).exec()


def rescue(window: "Window") -> None:
    """Write everything into one ZIP."""
    from mgi_desktop.services.rescue import of_running
    from mgi_desktop.ui.damaged import rescued

    desk = window.desk
    window.keep()  # what cannot be kept is on the screen still: all else is written
    told = desk.do(lambda: rescued(window, lambda path: of_running(desk.services.database, path)))
    if told:
        desk.notifier.told.emit(told, "")


def keyboard(window: "Window") -> None:
    """List every key."""
    from mgi_desktop.ui.help import Keyboard

    _accepted(Keyboard(window.desk, window))


def counted(window: "Window") -> None:
    """Say the one rule by which progress is counted."""
    from mgi_desktop.ui.counted import Counted

    _accepted(Counted(window.desk, window))


def about(window: "Window") -> None:
    """Say what this is, and whose work it stands on."""
    from mgi_desktop.ui.help import About

    _accepted(About(window.desk, window))


def _accepted(dialog: QDialog) -> bool:
    """Show a dialog until it is closed, and let go of it; say whether it was accepted."""
    accepted = bool(dialog.exec())
    dialog.deleteLater()
    return accepted
