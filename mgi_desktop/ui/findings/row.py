"""One finding in its list: its text, what it rests on, and its place."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QEnterEvent, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Conflict as Contested
from mgi_desktop.domain.assessment import Finding
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.instrument import pick
from mgi_desktop.i18n import _, is_rtl, language_name, n_
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.findings.contested import contested_field
from mgi_desktop.ui.findings.rests_on import RestsOn
from mgi_desktop.ui.findings.text import Resting
from mgi_desktop.ui.parts.boxes import Flow, clear, column, row
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.handle import Handle
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.writing import Writing
from mgi_desktop.ui.review.marked import Marked
from mgi_desktop.ui.stages.published import came_since

_KEYS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class FindingRow(QFrame):
    """A finding: read, written in its place, moved, removed."""

    asked = Signal(str)
    """“up”, “down”, “other” (to the other list) or “remove”."""

    def __init__(self, desk: Desk, finding: Finding) -> None:
        super().__init__()
        self._desk = desk
        self.key, self.kind = finding.key, finding.kind
        self._language = desk.assessment.language
        self._shown: object = None
        self._writing: Writing | None = None
        self._open = self._disputed = self._current = self._under = self._first = False
        self.setProperty("kind", "finding")
        px = desk.theme.px
        self.handle = Handle(desk.theme)
        self.text = Resting()
        self.text.wanted.connect(self.edit)
        self._only_in = label("", "caption", "secondary")
        self._named = label("", "caption", "secondary", language=self._language)
        self._conflicts = column()
        self.comments = Marked(desk, f"finding/{finding.key}", _("the finding"))
        self._foot = self._make_foot()
        self._middle = QVBoxLayout()
        self._middle.setSpacing(px(6))
        self._middle.addWidget(self.text)
        self._middle.addWidget(self._only_in)
        self._middle.addLayout(self._conflicts)
        self._middle.addLayout(self._foot)
        self._middle.addWidget(self._named)
        self._middle.addWidget(self.comments)
        whole = row(self.handle, self._middle, spacing=px(4), margins=(px(4), px(8), px(8), px(6)))
        whole.setAlignment(self.handle, Qt.AlignmentFlag.AlignTop)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        if desk.read_only:
            self.text.only_read()
            for piece in (self.handle, self._rests, *self._tools.values()):
                piece.hide()

    def show_finding(self, finding: Finding, conflicts: Sequence[Contested], *, first: bool, last: bool) -> None:
        """Show a finding as it is now; what did not change is left as it stands."""
        self.kind = finding.kind
        self._first = first
        self._tools["up"].setEnabled(not first)
        self._tools["down"].setEnabled(not last)
        if self._writing is not None and self.writing():
            self._writing.show_value()
        came = came_since(self._desk, ("finding", self.key))
        said = (finding, tuple(conflicts), self._titles(finding), came)
        if said != self._shown:
            self._shown = said
            self._show_text(finding, came)
            self._show_members(finding)
            self._show_conflicts(finding, conflicts)
            self._show_tools()

    def writing(self) -> bool:
        """Whether its text can be written in now."""
        return self._open and not self._disputed

    def edit(self) -> None:
        """Write in the text, in its place."""
        if self._disputed or self._desk.read_only:
            return
        if self._writing is None:
            self._writing = self._write()
        self._writing.show_value()
        self._open = True
        field = self._writing.field
        self._writing.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._arrange()
        cursor = field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        field.setTextCursor(cursor)

    def set_current(self, current: bool) -> None:
        """Show what can be done with it while it has the focus."""
        if current != self._current:
            self._current = current
            self._show_tools()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show what can be done with it under the mouse."""
        self._under = True
        self._show_tools()

    def leaveEvent(self, event: QEvent) -> None:
        """Be calm again."""
        self._under = False
        self._show_tools()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hair line parts it from the one above."""
        if not self._first:
            painter = QPainter(self)
            painter.fillRect(0, 0, self.width(), 1, self._desk.theme.paint("divider"))

    def event(self, event: QEvent) -> bool:
        """Alt and the arrows move this finding; they do not go to another place."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._deed(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text field would take Alt and the arrows for its own."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._deed(event):
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and the arrows, remove with Delete, stop writing with Esc."""
        deed = self._deed(event)
        if deed:
            if self._tools[deed].isEnabled():
                self.asked.emit(deed)
        elif event.key() == Qt.Key.Key_Escape and self.writing():
            self._open = False
            self.text.show()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Delete and self.text.hasFocus() and not self._desk.read_only:
            self.asked.emit("remove")
        else:
            super().keyPressEvent(event)

    def _deed(self, event: QKeyEvent) -> str:
        """What a key with Alt asks for; with Shift too, an arrow to the side where the other list lies there."""
        if self._desk.read_only:
            return ""
        held, key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key())
        if held == Qt.KeyboardModifier.AltModifier:
            return _KEYS.get(key, "")
        aside = Qt.Key.Key_Left if (self.kind == "potential") != is_rtl() else Qt.Key.Key_Right
        return "other" if key == aside and held == _ALT_SHIFT else ""

    def _make_foot(self) -> QHBoxLayout:
        theme = self._desk.theme
        self._chips: list[QPushButton] = []
        self._members = Flow(theme.px(6))
        self._rests = button(theme, "", self._open_rests_on, kind="count", icon="cite")
        self._members.addWidget(self._rests)
        self._members.addWidget(self.comments.opener)
        holder = QWidget()
        holder.setLayout(self._members)
        self._tools: dict[str, QToolButton] = {}
        for name in ("up", "down", "other", "remove"):
            tool = icon_button(theme, "trash", "", small=True)
            tool.setObjectName(name)
            tool.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            self._tools[name] = tool
        self.history = icon_button(theme, "history", _("History of this finding"), small=True)
        self.history.clicked.connect(lambda: self._desk.go(f"history/finding/{self.key}"))
        foot = row(holder, self.history, *self._tools.values(), spacing=0)
        foot.setStretch(0, 1)
        foot.setAlignment(self.history, Qt.AlignmentFlag.AlignTop)
        for tool in self._tools.values():
            foot.setAlignment(tool, Qt.AlignmentFlag.AlignTop)
        return foot

    def _write(self) -> Writing:
        ref = FieldRef("finding", self.key, f"text@{self._language}")
        hint = _("Write what is in place already, or what can still be developed.")
        writing = Writing(self._desk, ref, _("Text of the finding"), self._language, least=2, most=24, hint=hint)
        writing.field.left.connect(self._rest)
        writing.field.installEventFilter(self)
        self._middle.insertWidget(0, writing)
        QWidget.setTabOrder(self.text, writing.field)
        return writing

    def _rest(self) -> None:
        """Show the text as the others are, unless the whole window was left or the text is not on disk."""
        if self._writing is not None and QApplication.focusWidget() is not None:
            self._open = not self._writing.keep()
            self._arrange()

    def _arrange(self) -> None:
        """Show the field, the text, or neither where two texts stand side by side."""
        self.text.setVisible(not self._open and not self._disputed)
        if self._writing is not None:
            self._writing.setVisible(self._open and not self._disputed)

    def _show_text(self, finding: Finding, came: bool) -> None:
        text, language = pick(finding.text, self._language, self._language)
        self.text.show_text(text, language)
        notes = [_("Came in after publishing")] if came else []
        if language != self._language:
            notes.append(_("Written in {language} only").format(language=language_name(language)))
        self._only_in.setVisible(bool(notes))
        self._only_in.setText(" · ".join(notes))

    def _show_members(self, finding: Finding) -> None:
        for chip in self._chips:
            self._members.removeWidget(chip)
            chip.deleteLater()
        for kept in (self._rests, self.comments.opener):
            self._members.removeWidget(kept)
        self._chips = [self._chip(code) for code in finding.indicators]
        for piece in (*self._chips, self._rests, self.comments.opener):
            self._members.addWidget(piece)
        for piece in (*self._chips, *([] if self._desk.read_only else [self._rests])):
            piece.show()
        self._named.setText("; ".join(self._titles(finding)))
        self._named.setVisible(self._desk.read_only and bool(finding.sources))
        count = len(finding.sources)
        self._rests.setText(n_("{n} source", "{n} sources", count).format(n=count) if count else _("no source"))
        self._rests.setAccessibleName(_("What the finding rests on: {sources}").format(sources=self._rests.text()))
        self._members.invalidate()

    def _chip(self, code: str) -> QPushButton:
        indicator = self._desk.instrument.indicators.get(code)
        made = button(self._desk.theme, code, lambda: self._desk.go(f"questionnaire/{code}"), kind="chip")
        made.setEnabled(indicator is not None)
        question = self._desk.text(indicator.question) if indicator else ""
        made.setAccessibleName(_("Go to {code}: {question}").format(code=code, question=question))
        return made

    def _show_conflicts(self, finding: Finding, conflicts: Sequence[Contested]) -> None:
        clear(self._conflicts)
        for conflict in conflicts:
            shown = contested_field(self._desk, finding, conflict)
            shown.chosen.connect(lambda value, ref=conflict.ref: self._settle(ref, value))
            self._conflicts.addWidget(shown)
        disputed = {conflict.ref.field for conflict in conflicts} & {"deleted", f"text@{self._language}"}
        self._disputed = bool(disputed)
        self._arrange()

    def _settle(self, ref: FieldRef, value: Value) -> None:
        desk = self._desk
        desk.do(lambda: desk.services.conflicts.settle(desk.assessment.id, ref, value))
        if self.text.isVisible():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _titles(self, finding: Finding) -> tuple[str, ...]:
        sources = self._desk.assessment.sources
        return tuple(sources[key].title for key in finding.sources if key in sources)

    def _show_tools(self) -> None:
        """The tools can always be reached; they are seen where the mouse or the focus is."""
        back = self.kind == "potential"
        for name, icon, said in (
            ("up", "chevron-up", _("Move up (Alt+Up)")),
            ("down", "chevron-down", _("Move down (Alt+Down)")),
            (
                "other",
                "chevron-back" if back else "chevron-forward",
                _("Move to the well-developed areas") if back else _("Move to the areas with potential"),
            ),
            ("remove", "trash", _("Remove this finding")),
        ):
            tool, seen = self._tools[name], self._current or self._under
            tool.setIcon(self._desk.theme.icon(icon, "text_2", 18) if seen else QIcon())
            tool.setToolTip(said)
            tool.setAccessibleName(said)
        self.history.setIcon(self._desk.theme.icon("history", "text_2", 18) if seen else QIcon())

    def _open_rests_on(self) -> None:
        RestsOn(self._desk, self.key, self._rests).open()
