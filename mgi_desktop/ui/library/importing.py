"""Files that come in: chosen, dropped or named when the program starts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QProgressDialog

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_, _, n_, say
from mgi_desktop.services.exchanging import Taken
from mgi_desktop.services.instrument_files import Offer, is_questionnaire
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.instruments import told
from mgi_desktop.ui.instruments.taking import take_questionnaire
from mgi_desktop.ui.parts.boxes import card, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.parts.sheet import Sheet

if TYPE_CHECKING:
    from mgi_desktop.ui.window import Window

PAUSE = 300


@dataclass(frozen=True)
class Outcome:
    """What came of one file: its name, and what was taken, which questionnaire was kept, or why nothing was."""

    name: str
    taken: Taken | None = None
    why: str = ""
    kept: Offer | None = None

    @property
    def good(self) -> bool:
        """Whether the file was taken."""
        return self.taken is not None or self.kept is not None

    @property
    def plain(self) -> bool:
        """Whether nothing is left to be said of it: what a questionnaire lacks was shown before it was kept."""
        return self.kept is not None or (self.taken is not None and not self.taken.not_taken)


def take_files(window: "Window", paths: Iterable[Path]) -> None:
    """Take files in, good ones even where others are refused; say what came of each, and open what came alone."""
    desk, files = window.desk, list(_files(paths))
    questionnaires = [path for path in files if is_questionnaire(path)]
    outcomes = list(_keep_each(window, questionnaires))  # first: a document may name one of them
    outcomes += _take_each(window, [path for path in files if path not in questionnaires])
    for taken in _taken(outcomes):
        desk.tell(taken.changed)
    assessments = {taken.assessment for taken in _taken(outcomes)}
    if len(assessments) == 1:
        window.open(assessments.pop())
    elif kept := [outcome.kept for outcome in outcomes if outcome.kept is not None]:
        window.go(f"instruments/{kept[-1].instrument.digest}")
    if len(outcomes) == 1 and outcomes[0].plain:
        desk.notifier.told.emit(_summary(outcomes[0]), "")
    elif outcomes:
        report = Report(desk, window, outcomes)
        report.exec()
        report.deleteLater()


class Report(Sheet):
    """What came of each file; it stays until it is closed, and can be copied."""

    def __init__(self, desk: Desk, window: "Window", outcomes: Sequence[Outcome]) -> None:
        super().__init__(desk, window, _("Import"))
        taken = sum(outcome.good for outcome in outcomes)
        counts = n_("{n} file taken in.", "{n} files taken in.", taken).format(n=taken)
        refused = len(outcomes) - taken
        if refused:
            counts += " " + n_("{n} file refused.", "{n} files refused.", refused).format(n=refused)
        self.body.addWidget(label(counts))
        for outcome in outcomes:
            self.body.addWidget(_card(desk, outcome))
        self.body.addStretch(1)
        self.text = "\n\n".join([counts, *("\n".join([one.name, *_lines(one)]) for one in outcomes)])
        copy = button(desk.theme, _("Copy"), lambda: QApplication.clipboard().setText(self.text))
        copy.setAutoDefault(False)
        self.foot.insertWidget(0, copy)
        self.closing().setFocus()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are meant; of a folder, the plain documents right in it."""
    for path in paths:
        inside = sorted(path.glob("*.json")) if path.is_dir() else []
        yield from inside or [path]


def _take_each(window: "Window", paths: Sequence[Path]) -> list[Outcome]:
    """Take one after the other; where it takes long, a bar says how many are done, and can stop it."""
    if not paths:
        return []
    bar = QProgressDialog(_("Importing"), _("Cancel"), 0, len(paths), window)
    bar.setWindowModality(Qt.WindowModality.WindowModal)
    bar.setMinimumDuration(PAUSE)
    outcomes = []
    for place, path in enumerate(paths):
        bar.setValue(place)
        if bar.wasCanceled():
            break
        bar.setLabelText(_("{name}: {n} of {of}").format(name=path.name, n=place + 1, of=len(paths)))
        outcomes.append(_take(window.desk, path))
    bar.setValue(len(paths))
    bar.deleteLater()
    return outcomes


def _take(desk: Desk, path: Path) -> Outcome:
    try:
        if path.is_dir():
            raise Refused(N_("This folder holds no plain document (.json)."))
        return Outcome(path.name, desk.services.exchanging.take(path))
    except Refused as refused:
        return Outcome(path.name, None, say(refused).removeprefix(f"{path.name}: "))


def _keep_each(window: "Window", paths: Sequence[Path]) -> Iterator[Outcome]:
    """Show each questionnaire before it is kept; nothing is said of one that one did not want."""
    for path in paths:
        try:
            kept = take_questionnaire(window.desk, window, path)
        except Refused as refused:
            yield Outcome(path.name, why=told.refusal(refused, path.name))
        else:
            if kept is not None:
                yield Outcome(path.name, kept=kept)


def _taken(outcomes: Iterable[Outcome]) -> Iterator[Taken]:
    return (outcome.taken for outcome in outcomes if outcome.taken is not None)


def _summary(outcome: Outcome) -> str:
    """What was taken, in one line."""
    taken = outcome.taken
    if outcome.kept is not None:
        said = _("“{title}” is kept. A new assessment can be begun with it.")
        return said.format(title=told.title(outcome.kept.instrument))
    if taken is None:
        return outcome.why
    edits = n_("{n} change", "{n} changes", taken.edits).format(n=taken.edits)
    if taken.new:
        return _("{subject}: a new assessment, {changes}.").format(subject=words.isolated(taken.title), changes=edits)
    if taken.edits:
        return _("{subject}: {changes} taken in. Undo takes them back.").format(
            subject=words.isolated(taken.title), changes=edits
        )
    return _("{subject}: everything in the file was here already.").format(subject=words.isolated(taken.title))


def _lines(outcome: Outcome) -> list[str]:
    lines = [_summary(outcome)]
    if outcome.taken is not None and outcome.taken.not_taken:
        names = ", ".join(outcome.taken.not_taken)
        lines.append(_("Not taken, since this version does not know them: {names}").format(names=names))
    return lines


def _card(desk: Desk, outcome: Outcome) -> QFrame:
    px = desk.theme.px
    icon, colour = ("check", "success") if outcome.good else ("warning", "error")
    lines = [label(outcome.name, "label"), *(label(line) for line in _lines(outcome))]
    for line in lines:
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    sign = picture(desk.theme.pixmap(icon, colour, 20))
    inside = row(sign, column(*lines, spacing=px(4)), spacing=px(12), margins=(px(16), px(12), px(16), px(12)))
    inside.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    inside.setStretch(1, 1)
    return card(inside)
