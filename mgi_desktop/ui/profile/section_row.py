"""One section in the list: taken by its handle, switched by its box, opened by its name, renamed in place."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from mgi_desktop.domain.assessment import Section
from mgi_desktop.i18n import _, is_rtl
from mgi_desktop.services.reading import own_title, section_title
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import row
from mgi_desktop.ui.parts.buttons import Composed
from mgi_desktop.ui.parts.handle import Handle
from mgi_desktop.ui.parts.labels import give_direction, label, picture

_SIDES = Qt.AlignmentFlag
_BESIDE_ITS_BOX = _SIDES.AlignAbsolute | _SIDES.AlignVCenter
_ENDING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}


class SectionRow(QFrame):
    """A section by its title, in the language of the profile."""

    asked = Signal(str)
    """“open”, “up” or “down”."""
    switched = Signal(bool)
    renamed = Signal(str)

    def __init__(self, desk: Desk, section: Section, language: str) -> None:
        super().__init__()
        self._desk, self._language = desk, language
        self.key = section.key
        self._section = section
        px = desk.theme.px
        self.handle = Handle(desk.theme)
        self.box = QCheckBox()
        self.box.setObjectName(f"print-{self.key}")
        self.box.clicked.connect(lambda on: self.switched.emit(on))
        self.name = Composed("", "nav")
        self.name.setObjectName(f"section-{self.key}")
        self.name.setCheckable(True)
        self.name.setMinimumHeight(desk.theme.size("nav_row"))
        self.name.clicked.connect(lambda: self.asked.emit("open"))
        self.name.installEventFilter(self)
        self._words = label("", language=language)
        self._mark: QLabel = picture(desk.theme.pixmap("state-conflict", "error", 14))
        inside = QHBoxLayout(self.name)
        inside.setContentsMargins(px(8), px(4), px(8), px(4))
        inside.addWidget(self._words, 1)
        inside.addWidget(self._mark)
        self.name.hold(self._words, self._mark)
        self.field = QLineEdit()
        self.field.setVisible(False)
        self.field.installEventFilter(self)
        self.field.editingFinished.connect(self.keep)
        give_direction(self.field, language)
        pieces: list[QWidget] = [] if desk.read_only else [self.handle, self.box]
        for piece in (self.handle, self.box):
            piece.setParent(self)
            piece.setVisible(piece in pieces)
        whole = row(*pieces, self.name, self.field, spacing=px(2))
        whole.setStretch(len(pieces), 1)
        whole.setStretch(len(pieces) + 1, 1)
        self.setLayout(whole)

    def show_section(self, section: Section, *, shown: bool, in_conflict: bool) -> None:
        """Show a section as it is now; `shown` is the one that is written in now."""
        self._section = section
        title, language = section_title(section, self._language, self._desk.assessment.language)
        self._words.setText(title)
        give_direction(self._words, language)
        self._words.setAlignment(_BESIDE_ITS_BOX | (_SIDES.AlignRight if is_rtl() else _SIDES.AlignLeft))
        self._words.setProperty("role", "label" if shown else "body")
        self._words.setProperty("tone", "" if section.enabled or shown else "secondary")
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self.name.setChecked(shown)
        said = title if section.enabled else _("{section}, left out").format(section=title)
        self.name.setAccessibleName(_("{section}, in conflict").format(section=said) if in_conflict else said)
        self._mark.setVisible(in_conflict)
        self.box.setChecked(bool(section.enabled))
        self.box.setAccessibleName(_("Print: {section}").format(section=title))
        self.box.setToolTip(self.box.accessibleName())

    def rename(self) -> None:
        """Write another name in its place; empty, it is called as in every profile."""
        if self._desk.read_only:
            return
        main = self._desk.assessment.language
        self.field.setAccessibleName(_("Title of the section"))
        self.field.setPlaceholderText(own_title(self.key, main))
        self.field.setText(self._section.title.get(main, ""))
        self.field.setVisible(True)
        self.name.setVisible(False)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> bool:
        """Keep the name that is being written, if one is."""
        if not self.field.isHidden() and self._desk.id is not None:
            text = self.field.text()
            self._rest()
            self.renamed.emit(text)
        return True

    def event(self, event: QEvent) -> bool:
        """Alt and the arrows move this section; they do not go to another place."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _deed(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button would take the arrows to go to its neighbour; a field ends with Esc, without another name."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.field and event.key() in _ENDING:
                (self._rest if event.key() == Qt.Key.Key_Escape else self.keep)()
                return True  # or Enter would press the name, which has the focus now
            if watched is self.name and _deed(event):
                self.keyPressEvent(event)
                return True
        if event.type() == QEvent.Type.MouseButtonDblClick and watched is self.name and isinstance(event, QMouseEvent):
            self.rename()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and the arrows, rename with F2."""
        deed = _deed(event)
        if deed and not self._desk.read_only:
            self.asked.emit(deed)
        elif event.key() == Qt.Key.Key_F2:
            self.rename()
        else:
            super().keyPressEvent(event)

    def _rest(self) -> None:
        """Show the name again."""
        had_focus = self.field.hasFocus()
        self.field.blockSignals(True)  # it is left, and what is in it was kept or shall not be
        self.name.setVisible(True)
        if had_focus:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setVisible(False)
        self.field.blockSignals(False)


def _deed(event: QKeyEvent) -> str:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _KEYS.get(Qt.Key(event.key()), "") if held == Qt.KeyboardModifier.AltModifier else ""
