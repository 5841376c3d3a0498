"""What is written in a section, as it reads: paragraphs and lists, bold and italic, in its own direction."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mgi_desktop.domain.markup import Block, Item, Line
from mgi_desktop.ui.parts.boxes import clear, column, row
from mgi_desktop.ui.parts.labels import give_direction, label
from mgi_desktop.ui.theme import Theme


class Written(QWidget):
    """The blocks of a text below each other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(8))
        self._shown: object = None

    def show_blocks(self, blocks: Sequence[Block], language: str, after: str = "") -> None:
        """Show a text; `after` is said at its end in words of the program, such as the language it is in."""
        if (blocks, language, after) == self._shown:
            return
        self._shown = (blocks, language, after)
        clear(self._layout)
        give_direction(self, language)
        for block in blocks:
            last = after if block is blocks[-1] else ""
            self._layout.addWidget(_paragraph(block.items[0], language, last) if block.kind == "paragraph" else
                                   self._list(block, language, last))  # fmt: skip

    def _list(self, block: Block, language: str, after: str) -> QWidget:
        px = self._theme.px
        made = QWidget()
        whole = column(spacing=px(4))
        for item in block.items:
            sign = label("•" if item.number is None else f"{item.number}.", wrap=False, language=language)
            sign.setMinimumWidth(px(18))
            said = _paragraph(item, language, after if item is block.items[-1] else "")
            line = row(column(sign, None), said, spacing=px(4))
            line.setStretch(1, 1)
            whole.addLayout(line)
        made.setLayout(whole)
        return made


def _paragraph(item: Item, language: str, after: str) -> QLabel:
    made = label("", language=language)
    made.setTextFormat(Qt.TextFormat.RichText)  # every letter that was typed is escaped, so that none is markup
    made.setText("<br>".join(map(_line, item.lines)) + escape(after))
    return made


def _line(line: Line) -> str:
    found = ""
    for run in line:
        text = f'<span style="white-space: pre-wrap">{escape(run.text)}</span>'
        text = f"<i>{text}</i>" if run.italic else text
        found += f'<span style="font-weight: 600">{text}</span>' if run.bold else text
    return found
