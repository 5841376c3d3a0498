"""What rests on a source: the answers that cite it, with article or page, and the findings that name it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Citation, Finding
from mgi_desktop.domain.instrument import pick
from mgi_desktop.domain.sources import Uses
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Piece, box, clear, column, fill, line
from mgi_desktop.ui.parts.buttons import Composed, button
from mgi_desktop.ui.parts.labels import label, picture

T = TypeVar("T")

FEW = 4
"""So many rows of each at first; a link shows the others."""


class CitedBy(QWidget):
    """One row each, which leads there."""

    rearranged = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._uses: Uses | None = None
        self._whole: set[str] = set()
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)

    def show_uses(self, uses: Uses, *, anew: bool) -> None:
        """Show what rests on a source; `anew` where it is another source than before."""
        if anew:
            self._whole.clear()
        if anew or uses != self._uses:
            self._uses = uses
            self._build()

    def _build(self) -> None:
        uses = self._uses or Uses()
        clear(self._inside)
        none = [] if uses.count else [label(_("Nothing cites it yet."), tone="secondary")]
        answers = n_("Cited by {n} answer", "Cited by {n} answers", uses.answers).format(n=uses.answers)
        count = len(uses.findings)
        named = n_("Named by {n} finding", "Named by {n} findings", count).format(n=count)
        whole = box(
            column(
                *none,
                *self._group("answers", answers, uses.citations, self._citation),
                *self._group("findings", named, uses.findings, self._finding),
                spacing=0,
            )
        )
        self._inside.addWidget(whole)
        whole.show()  # at once, so that Tab finds what is in it
        self.rearranged.emit()

    def _group(self, name: str, title: str, every: Sequence[T], row: Callable[[T], Composed]) -> list[Piece]:
        if not every:
            return []
        px = self._desk.theme.px
        pieces: list[Piece] = [px(8), label(title, "label"), px(2)]
        shown = every if name in self._whole else every[:FEW]
        for place, one in enumerate(shown):
            pieces += [*([line()] if place else []), row(one)]
        others = len(every) - len(shown)
        if others:
            told = n_("{n} more", "{n} more", others).format(n=others)
            pieces.append(button(self._desk.theme, told, lambda: self._show_all(name), kind="link"))
        return pieces

    def _show_all(self, name: str) -> None:
        self._whole.add(name)
        self._build()

    def _citation(self, citation: Citation) -> Composed:
        desk = self._desk
        indicator = desk.instrument.indicators.get(citation.answer)
        code = label(citation.answer, "label", wrap=False)
        if indicator is not None:
            code.setProperty("domain", str(desk.instrument.place(indicator.domain)))
        code.setMinimumWidth(desk.theme.px(56))
        place = citation.locator or _("no place given")
        told = label(place, tone="" if citation.locator else "secondary", language=desk.assessment.language)
        if not citation.locator:
            told = label(place, tone="secondary")
        return self._row(f"{citation.answer}, {place}", code, told, f"questionnaire/{citation.answer}")

    def _finding(self, finding: Finding) -> Composed:
        desk = self._desk
        text, tongue = pick(finding.text, desk.assessment.language, desk.assessment.language)
        icon = "presence-complete" if finding.kind == "well_developed" else "presence-absent"
        sign = picture(desk.theme.pixmap(icon, "text_2", 16))
        kind = _(words.FINDING_KINDS.get(finding.kind, finding.kind))
        told = label(_start(text) or _("Nothing written yet"), language=tongue)
        return self._row(f"{kind}: {text}", sign, told, f"findings/{finding.domain}/{finding.key}")

    def _row(self, name: str, sign: QLabel, told: QLabel, spot: str) -> Composed:
        px = self._desk.theme.px
        made = Composed(name, "row")
        inside = QHBoxLayout(made)
        inside.setContentsMargins(0, px(5), 0, px(5))
        inside.setSpacing(px(8))
        fill(inside, sign, told)
        inside.setStretch(1, 1)
        made.setMinimumHeight(self._desk.theme.size("row_compact"))
        made.hold(sign, told)
        made.clicked.connect(lambda: self._desk.go(spot))
        return made


def _start(text: str) -> str:
    """The beginning of a finding, so that one knows which."""
    return text if len(text) <= 90 else text[:90].rsplit(" ", 1)[0] + " …"
