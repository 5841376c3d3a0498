"""The removed findings of a domain, each of which can be brought back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Finding
from mgi_desktop.domain.instrument import pick
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import card, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.focused import focused_in
from mgi_desktop.ui.parts.labels import label


class Removed(QWidget):
    """A quiet line that opens a list; nothing where nothing was removed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._open = False
        self._shown: tuple[Finding, ...] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(desk.theme.px(8))

    def show_domain(self, domain: str) -> None:
        """Show what was removed from a domain."""
        read = self._desk.assessment
        found = tuple(one for one in read.removed_findings if one.domain == domain and not read.published)
        if found != self._shown:
            self._open = self._open and bool(found) and self._shown is not None
            self._shown = found
            self._build()

    def _build(self) -> None:
        found, theme = self._shown or (), self._desk.theme
        had_focus = focused_in(self) is not None
        clear(self._layout)
        self.setVisible(bool(found))
        if not found:
            return
        told = n_("{n} removed finding can be brought back", "{n} removed findings can be brought back", len(found))
        turn = button(theme, told.format(n=len(found)), self._turn, kind="quiet", icon="trash")
        turn.setObjectName("removed")
        fill(self._layout, row(turn, None))
        if self._open:
            self._layout.addWidget(card(self._list(found)))
        turn.setVisible(True)  # what is not shown yet cannot have the focus
        if had_focus:
            turn.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, found: Sequence[Finding]) -> QVBoxLayout:
        px, language = self._desk.theme.px, self._desk.assessment.language
        pieces = column(spacing=px(8), margins=(px(14), px(10), px(14), px(10)))
        for place, finding in enumerate(found):
            text, tongue = pick(finding.text, language, language)
            back = button(self._desk.theme, _("Bring back"), small=True)
            back.setAccessibleName(_("Bring back: {text}").format(text=text))
            back.clicked.connect(lambda _=False, key=finding.key: self._bring_back(key))
            kind = label(_(words.FINDING_KINDS.get(finding.kind, finding.kind)), "caption", "secondary")
            said = column(label(text or _("Nothing written yet"), language=tongue), kind, spacing=px(2))
            both = row(said, back, spacing=px(12))
            both.setStretch(0, 1)
            fill(pieces, *([line()] if place else []), both)
        return pieces

    def _turn(self) -> None:
        self._open = not self._open
        self._build()

    def _bring_back(self, key: str) -> None:
        desk = self._desk
        desk.do(lambda: desk.services.findings.bring_back(desk.assessment.id, key))
