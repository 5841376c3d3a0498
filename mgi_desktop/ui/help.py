"""What the Help menu shows: every key, and what this program is."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from mgi_desktop.i18n import N_, _
from mgi_desktop.ui.actions import MENUS, keys
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Scroll, box
from mgi_desktop.ui.parts.labels import key, label

_ON_PAGES = (
    (N_("Answer with a value of the scale"), "1 … 9"),
    (N_("Not applicable"), "0"),
    (N_("To be verified"), "?"),
    (N_("Cite a source"), "Ctrl+K"),
    (N_("Move a finding up or down"), "Alt+↑ ↓"),
    (N_("Along a ring of the wheel, and between rings"), "← → ↑ ↓"),
    (N_("To the side bar, the page and its panel"), "F6"),
    (N_("Back to the whole"), "Esc"),
)


class Keyboard(QDialog):
    """Every key of the program."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        px = desk.theme.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(0, 1)
        pairs = [(_(words), shown) for words, shown in _ON_PAGES]
        for title, items in MENUS:
            for item in items:
                if item is not None and keys(item):
                    shown = keys(item)[0].toString(keys(item)[0].SequenceFormat.NativeText)
                    pairs.append((f"{_(title)} › {_(item.words)}".replace("&", ""), shown))
        for place, (words, shown) in enumerate(pairs):
            grid.addWidget(label(words, wrap=False), place, 0)
            grid.addWidget(key(shown), place, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(Scroll(box(grid)))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout.addWidget(close)
        self.resize(px(560), px(520))


class About(QDialog):
    """What this program is, and whose work it stands on."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        from importlib.metadata import version

        self.setWindowTitle(_("About this program"))
        layout = QVBoxLayout(self)
        layout.setSpacing(desk.theme.px(12))
        layout.addWidget(label(f"mgi-desktop {version('mgi-desktop')}", "heading"))
        for paragraph in (
            _("Fill in the questionnaires of the Migration Governance Indicators, without a network, and write the "
              "profile that comes of it."),
            _("It is not affiliated with any organization. The questionnaires are reconstructed from public material; "
              "they are not the official ones. Nothing here gives a score or ranks anybody."),
            _("Apache License 2.0. It stands on Qt (LGPL 3), the Noto fonts (Open Font License), Typst and others; "
              "see THIRD_PARTY.md."),
        ):  # fmt: skip
            layout.addWidget(label(paragraph))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout.addWidget(close)
        self.setMinimumWidth(desk.theme.px(460))
