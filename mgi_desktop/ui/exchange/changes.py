"""What an import would add or change, one thing below the other: what stands here, and what would stand."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mgi_desktop.domain.merging import Change
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.exchange.beheld import Beheld
from mgi_desktop.ui.exchange.conflicts import coloured, domain_place
from mgi_desktop.ui.naming import excerpt, field_name, language_of, value_in_words
from mgi_desktop.ui.parts.boxes import box, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.conflict import claim
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.review.naming import Naming

MOST = 30
"""So many at once: a list stands in a tenth of a second, however long it is."""
_LONG = 400
"""So much of a text is shown."""


class Changes(QWidget):
    """The things of one kind, each with its fields; more of them where that is wanted."""

    def __init__(self, desk: Beheld, things: Sequence[Sequence[Change]]) -> None:
        super().__init__()
        self._desk, self._things, self._most = desk, things, MOST
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(desk.theme.px(12))
        self._show()

    def _show(self) -> None:
        clear(self._layout)
        naming = Naming(self._desk)
        for place, changes in enumerate(self._things[: self._most]):
            if place:
                self._layout.addWidget(line())
            self._layout.addWidget(self._thing(naming, changes))
        others = len(self._things) - self._most
        if others > 0:
            told = n_("Show {n} more", "Show {n} more", others).format(n=others)
            self._layout.addWidget(box(row(button(self._desk.theme, told, self._show_more, kind="quiet"), None)))

    def _show_more(self) -> None:
        self._most += MOST
        self._show()

    def _thing(self, naming: Naming, changes: Sequence[Change]) -> QWidget:
        desk, ref = self._desk, changes[0].ref
        title = label(naming.thing(ref.kind, ref.key), "label")
        coloured(title, domain_place(desk, ref))
        pieces = column(title, spacing=desk.theme.px(4))
        for change in changes:
            fill(pieces, *self._said(change))
        last = max(
            (head for change in changes for head in change.coming), key=lambda head: (head.at, head.id), default=None
        )
        if last is not None:
            pieces.addWidget(label(claim(last, desk), "caption", "secondary"))
        return box(pieces)

    def _said(self, change: Change) -> Iterator[QWidget]:
        """What one field says, and would say; nothing where neither is for a person, such as a place in an order."""
        desk, ref = self._desk, change.ref
        language, name = language_of(desk, ref), field_name(desk, ref)
        now = value_in_words(desk, ref, change.after.settled)
        was = value_in_words(desk, ref, change.before.settled) if change.before.heads else ""
        if was:
            yield label(_("{name}, here now").format(name=name), "caption", "secondary")
            yield label(excerpt(was, _LONG), tone="secondary", language=language)
            name = _("{name}, in the file").format(name=name)
        if was or now:
            yield label(name, "caption", "secondary")
            yield label(excerpt(now, _LONG) or _("(empty)"), tone="" if now else "secondary", language=language)
