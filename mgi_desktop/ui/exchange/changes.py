"""What an import would add or change, one field below the other: what stands here, and what would stand."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mgi_desktop.domain.merging import Change
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.exchange.beheld import Beheld
from mgi_desktop.ui.exchange.conflicts import coloured, domain_place, headed
from mgi_desktop.ui.naming import excerpt, field_name, language_of, value_in_words
from mgi_desktop.ui.parts.boxes import box, clear, column, line, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.conflict import claim
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.review.naming import Naming

MOST = 30
"""So many at once: a list stands in a tenth of a second, however long it is."""
_LONG = 400
"""So much of a text is shown."""


class Changes(QWidget):
    """The changes of one kind; more of them where that is wanted."""

    def __init__(self, desk: Beheld, changes: Sequence[Change]) -> None:
        super().__init__()
        self._desk, self._changes, self._most = desk, changes, MOST
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(desk.theme.px(12))
        self._show()

    def _show(self) -> None:
        clear(self._layout)
        naming = Naming(self._desk)
        for place, change in enumerate(self._changes[: self._most]):
            if place:
                self._layout.addWidget(line())
            self._layout.addWidget(self._change(naming, change))
        others = len(self._changes) - self._most
        if others > 0:
            told = n_("Show {n} more", "Show {n} more", others).format(n=others)
            self._layout.addWidget(box(row(button(self._desk.theme, told, self._show_more, kind="quiet"), None)))

    def _show_more(self) -> None:
        self._most += MOST
        self._show()

    def _change(self, naming: Naming, change: Change) -> QWidget:
        desk, ref = self._desk, change.ref
        title = label(naming.thing(ref.kind, ref.key), "label")
        coloured(title, domain_place(desk, ref))
        pieces = column(headed(desk, title, field_name(desk, ref)), spacing=desk.theme.px(4))
        for piece in self._said(change):
            pieces.addWidget(piece)
        return box(pieces)

    def _said(self, change: Change) -> Iterator[QWidget]:
        desk, ref = self._desk, change.ref
        language = language_of(desk, ref)
        now = value_in_words(desk, ref, change.after.settled)
        was = value_in_words(desk, ref, change.before.settled) if change.before.heads else ""
        if was:
            yield label(_("Here now"), "caption", "secondary")
            yield label(excerpt(was, _LONG), tone="secondary", language=language)
            yield label(_("In the file"), "caption", "secondary")
        yield label(excerpt(now, _LONG) or _("(empty)"), tone="" if now else "secondary", language=language)
        for head in change.coming[:1]:
            yield label(claim(head, desk), "caption", "secondary")
