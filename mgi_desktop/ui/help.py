"""What the Help menu shows: every key, and what this program is."""

from collections.abc import Iterable, Sequence
from importlib.metadata import version

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from mgi_desktop.i18n import N_, _
from mgi_desktop.paths import resources
from mgi_desktop.ui.actions import MENUS, keys
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import box, column, line, row
from mgi_desktop.ui.parts.fields import Beside
from mgi_desktop.ui.parts.labels import key, label, picture
from mgi_desktop.ui.parts.sheet import Sheet

Pairs = Sequence[tuple[str, str]]

ON_PAGES: Sequence[tuple[str, Pairs]] = (
    (
        N_("Wheel"),
        (
            (N_("Along a ring, and from ring to ring"), "← → ↑ ↓"),
            (N_("A domain"), "1 … 6"),
            (N_("Select or open"), "Enter"),
            (N_("Back to the whole"), "Esc"),
        ),
    ),
    (
        N_("Questionnaire"),
        (
            (N_("Answer with a value of the scale"), "1 … 9"),
            (N_("Not applicable"), "0"),
            (N_("To be verified"), "?"),
            (N_("From a text back to the answer"), "Esc"),
        ),
    ),
    (
        N_("Library and other lists"),
        (
            (N_("From row to row"), "↑ ↓"),
            (N_("Open it, or show it"), "Enter"),
            (N_("Remove it, or move it to the trash"), "Del"),
            (N_("Attach a picture to a source"), "Ctrl+V"),
        ),
    ),
    (
        N_("Findings"),
        (
            (N_("Write in a finding"), "Enter"),
            (N_("Move it up or down"), "Alt+↑ ↓"),
            (N_("To the other list"), "Alt+Shift+← →"),
            (N_("Remove it"), "Del"),
        ),
    ),
    (
        N_("Comments and sections"),
        (
            (N_("Send a comment"), "Ctrl+Enter"),
            (N_("Bold, italic"), "Ctrl+B, Ctrl+I"),
            (N_("Move a section up or down"), "Alt+↑ ↓"),
            (N_("Rename a section"), "F2"),
        ),
    ),
    (
        N_("Everywhere"),
        (
            (N_("From part to part of the window, and back"), "F6, Shift+F6"),
            (N_("From control to control, and back"), "Tab, Shift+Tab"),
            (N_("Press what has the focus"), "Enter"),
            (N_("Close, then step out"), "Esc"),
        ),
    ),
    (
        N_("Search"),
        (
            (N_("From row to row"), "↑ ↓"),
            (N_("Go there, or do it"), "Enter"),
            (N_("Actions alone"), ">"),
            (N_("What can be typed"), "?"),
        ),
    ),
)
"""What is done by keys that stand in no menu."""

MADE_WITH: Sequence[tuple[str, str]] = (
    ("Qt, PySide6", "LGPL 3"),
    ("Noto", "SIL Open Font License 1.1"),
    ("Typst", "Apache 2.0"),
    ("SQLite", N_("Public domain")),
    ("SQLModel, SQLAlchemy", "MIT"),
    ("Babel, Jinja2", "BSD"),
    ("openpyxl, XlsxWriter", "MIT, BSD"),
    ("Enchant, pyenchant", "LGPL 2.1"),
    ("cryptography", "Apache 2.0, BSD"),
)


class Keyboard(Sheet):
    """Every key of the program, by menu and by page."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("Keyboard shortcuts"), width=880)
        groups = [
            *_of_menus(),
            *((_(title), [(_(does), _named(pressed)) for does, pressed in pairs]) for title, pairs in ON_PAGES),
        ]
        px = desk.theme.px
        halves = _halved(groups)
        columns = (box(column(*(_group(desk, *one) for one in half), None, spacing=px(20))) for half in halves)
        self.body.addWidget(Beside(desk.theme, *columns, least=360, spacing=40))
        self.body.addStretch(1)
        self.closing().setFocus()


class About(Sheet):
    """What this program is, and whose work it stands on."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("About this program"), width=600)
        px = desk.theme.px
        sign = picture(QIcon(str(resources() / "icons" / "app.svg")).pixmap(px(56), px(56)))
        name = label("mgi-desktop", "heading")
        number = label(_("Version {version}").format(version=version("mgi-desktop")), tone="secondary")
        head = row(sign, column(None, name, number, None, spacing=px(2)), spacing=px(16))
        head.setStretch(1, 1)
        self.body.addLayout(head)
        for paragraph in (
            _("Fill in the questionnaires of the Migration Governance Indicators, without a network, and write the "
              "profile that comes of it."),
            _("It is not affiliated with any organization. The questionnaires are reconstructed from public material; "
              "they are not the official ones. Nothing here gives a score or ranks anybody."),
            _("Everything stays on this laptop; the program sends nothing anywhere."),
            _("Free software under the Apache License 2.0."),
        ):  # fmt: skip
            self.body.addWidget(label(paragraph))
        self.body.addWidget(line())
        self.body.addWidget(label(_("It stands on the work of others:"), "label"))
        self.body.addLayout(
            _grid(desk, [(name, label(_(kind), tone="secondary", wrap=False)) for name, kind in MADE_WITH])
        )
        self.body.addWidget(
            label(_("All of them, with their licences, are named in THIRD_PARTY.md."), "caption", "secondary")
        )
        self.body.addStretch(1)
        self.closing().setFocus()


def _of_menus() -> Iterable[tuple[str, Pairs]]:
    """The menus whose items have keys, with their words as they stand there."""
    for title, items in MENUS:
        pairs = [
            (_plain(item.words), keys(item)[0].toString(QKeySequence.SequenceFormat.NativeText))
            for item in items
            if item is not None and keys(item)
        ]
        if pairs:
            yield _plain(title), pairs


def _named(pressed: str) -> str:
    """A key as its menu would name it; arrows and several keys at once stand for themselves."""
    return QKeySequence(pressed).toString(QKeySequence.SequenceFormat.NativeText) or pressed


def _plain(words: str) -> str:
    """The words of a menu without the mark of its key."""
    return _(words).replace("&", "").removesuffix("…")


def _halved(groups: Sequence[tuple[str, Pairs]]) -> tuple[Sequence[tuple[str, Pairs]], Sequence[tuple[str, Pairs]]]:
    """Two columns of about the same length, in order."""
    lengths = [len(pairs) + 2 for _title, pairs in groups]
    split = min(range(len(groups)), key=lambda place: abs(sum(lengths[:place]) - sum(lengths[place:])))
    return groups[:split], groups[split:]


def _group(desk: Desk, title: str, pairs: Pairs) -> QWidget:
    grid = _grid(desk, [(does, key(pressed)) for does, pressed in pairs])
    return box(column(label(title, "label"), line(), grid, spacing=desk.theme.px(6)))


def _grid(desk: Desk, rows: Sequence[tuple[str, QWidget]]) -> QGridLayout:
    """Words, and at the end of each line what belongs to them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(desk.theme.px(16))
    grid.setVerticalSpacing(desk.theme.px(4))
    grid.setColumnStretch(0, 1)
    for place, (words, at_end) in enumerate(rows):
        grid.addWidget(label(words), place, 0)
        grid.addWidget(at_end, place, 1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    return grid
