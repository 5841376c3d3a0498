"""Writing in the form of a section: what its signs look like while one types, and the tools that set them."""

from collections.abc import Callable, Iterator
from itertools import count

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QKeyEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.markup import pieces, sign_of
from mgi_desktop.i18n import _
from mgi_desktop.ui.parts.boxes import row
from mgi_desktop.ui.parts.buttons import icon_button
from mgi_desktop.ui.parts.spelling import Styles
from mgi_desktop.ui.parts.writing import Looks, Text
from mgi_desktop.ui.theme import Theme

BOLD, ITALIC = "**", "*"
_LONGEST = 20_000
_BEGINNING, _END = QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveOperation.EndOfBlock
_SELECT = QTextCursor.MoveMode.KeepAnchor


def looks(theme: Theme) -> Looks:
    """What stands between signs is bold or italic, the signs themselves are pale; nothing is changed by it."""

    def styles(line: str) -> Styles:
        if len(line) > _LONGEST:  # typing must not wait for it
            return
        begin = 0
        for piece in pieces(line):
            length = _units(piece.text)
            if piece.marker or piece.bold or piece.italic:
                style = QTextCharFormat()
                if piece.marker:
                    style.setForeground(theme.paint("text_3"))
                if piece.bold:
                    style.setFontWeight(QFont.Weight.DemiBold)
                if piece.italic:
                    style.setFontItalic(True)
                yield begin, length, style
            begin += length

    return styles


def turn_style(field: Text, sign: str) -> None:
    """Make what is selected bold or italic, or no longer; where nothing is, what is typed next."""
    cursor = field.textCursor()
    cursor.beginEditBlock()
    stretches = list(_stretches(cursor))
    if not stretches:
        cursor.insertText(sign * 2)
        cursor.movePosition(QTextCursor.MoveOperation.Left, n=len(sign))
        field.setTextCursor(cursor)
    turned = all(_has(cursor, begin, end, sign) for begin, end in stretches)
    for begin, end in reversed(stretches):
        if turned:
            _remove(cursor, end, len(sign))
            _remove(cursor, begin - len(sign), len(sign))
        elif not _has(cursor, begin, end, sign):
            for place in (end, begin):
                cursor.setPosition(place)
                cursor.insertText(sign)
    cursor.endEditBlock()
    if stretches:
        moved = -len(sign) if turned else len(sign)
        cursor.setPosition(stretches[0][0] + moved)
        cursor.setPosition(stretches[-1][1] + moved * (2 * len(stretches) - 1), _SELECT)
        field.setTextCursor(cursor)


def turn_list(field: Text, *, numbered: bool) -> None:
    """Make the lines that are selected, or the one of the cursor, items of a list, or no longer."""
    cursor = field.textCursor()
    lines = [block for block in _blocks(cursor) if block.text().strip()] or list(_blocks(cursor))[:1]
    signs = [f"{number}. " if numbered else "- " for number, _block in zip(count(1), lines, strict=False)]
    turned = all(sign_of(block.text())[-2:] == ("- " if not numbered else ". ") for block in lines)
    cursor.beginEditBlock()
    for block, sign in zip(lines, signs, strict=True):
        edited = QTextCursor(block)
        edited.setPosition(block.position() + len(sign_of(block.text())), _SELECT)
        edited.insertText("" if turned else sign)
    cursor.endEditBlock()


def go_on(field: Text) -> bool:
    """Begin the next item where the cursor stands in one, or end the list at an empty one; say whether it did."""
    cursor = field.textCursor()
    line = cursor.block().text()
    sign = sign_of(line)
    if not sign or cursor.hasSelection() or cursor.positionInBlock() < len(sign):
        return False
    if line == sign:
        cursor.movePosition(_BEGINNING)
        cursor.movePosition(_END, _SELECT)
        cursor.removeSelectedText()
    else:
        following = f"{int(sign[:-2]) + 1}. " if sign != "- " else sign
        cursor.insertText(f"\n{following}")
    field.setTextCursor(cursor)
    field.ensureCursorVisible()
    return True


class Tools(QWidget):
    """Four buttons above the field, and their keys within it."""

    def __init__(self, theme: Theme, field: Text) -> None:
        super().__init__()
        self._field = field
        deeds: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("text-bold", _("Bold (Ctrl+B)"), lambda: turn_style(field, BOLD)),
            ("text-italic", _("Italic (Ctrl+I)"), lambda: turn_style(field, ITALIC)),
            ("text-bullets", _("List"), lambda: turn_list(field, numbered=False)),
            ("text-numbers", _("Numbered list"), lambda: turn_list(field, numbered=True)),
        )
        self.buttons = {icon: self._button(theme, icon, name, does) for icon, name, does in deeds}
        self.setLayout(row(*self.buttons.values(), None, spacing=theme.px(4)))
        field.installEventFilter(self)

    def _button(self, theme: Theme, icon: str, name: str, does: Callable[[], None]) -> QWidget:
        made = icon_button(theme, icon, name, small=True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where one writes
        made.clicked.connect(lambda: does())
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+B and Ctrl+I set signs, Enter goes on with a list."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        sign = _sign_for(event)
        if sign and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if sign and event.type() is QEvent.Type.KeyPress:
            turn_style(self._field, sign)
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if enter and not held and event.type() is QEvent.Type.KeyPress:
            return go_on(self._field)
        return super().eventFilter(watched, event)


def _sign_for(event: QKeyEvent) -> str:
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
        return ""
    return {Qt.Key.Key_B: BOLD, Qt.Key.Key_I: ITALIC}.get(Qt.Key(event.key()), "")


def _units(text: str) -> int:
    """So many places a text takes in a document of Qt, which counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _blocks(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """The lines that are selected, or the one of the cursor."""
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    while block.isValid() and block.position() <= last.position():
        yield block
        block = block.next()


def _stretches(cursor: QTextCursor) -> Iterator[tuple[int, int]]:
    """What is selected in each line, where it begins and ends: without blanks, the sign of an item, or asterisks."""
    for block in _blocks(cursor):
        line = block.text()
        first = max(cursor.selectionStart() - block.position(), len(sign_of(line)))
        last = min(cursor.selectionEnd() - block.position(), block.length() - 1)
        chosen = line.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le", "surrogatepass")
        begun = chosen.lstrip().lstrip("*")
        text = begun.rstrip().rstrip("*")
        if text:
            begin = block.position() + first + _units(chosen) - _units(begun)
            yield begin, begin + _units(text)


def _has(cursor: QTextCursor, begin: int, end: int, sign: str) -> bool:
    """Whether a stretch stands between such signs: two asterisks are bold, one italic, three both."""
    counts = (2, 3) if sign == BOLD else (1, 3)
    return _asterisks(cursor, begin - 1, -1) in counts and _asterisks(cursor, end, 1) in counts


def _asterisks(cursor: QTextCursor, place: int, step: int) -> int:
    """How many asterisks stand from a place on."""
    document, found = cursor.document(), 0
    while document.characterAt(place) == "*":
        found, place = found + 1, place + step
    return found


def _remove(cursor: QTextCursor, place: int, length: int) -> None:
    cursor.setPosition(place)
    cursor.setPosition(place + length, _SELECT)
    cursor.removeSelectedText()
