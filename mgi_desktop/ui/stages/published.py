"""What a page of a published assessment says above its content: who published it and when, and what came since."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.i18n import _, n_
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Flow, clear, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.places import spot_of
from mgi_desktop.ui.stages import reached

FEW = 12
"""So many of the places that gained something are led to; the others are counted."""


class Published(QFrame):
    """A lock with its words, and the way to reopen; on the overview also what the assessment gained."""

    def __init__(self, desk: Desk, *, gained: bool) -> None:
        super().__init__()
        self._desk = desk
        px = desk.theme.px
        self.setProperty("kind", "lock")
        lock = picture(desk.theme.pixmap("lock", "text_2", 18))
        self.said = label(reached.published_line(desk.assessment))
        self.reopen = button(desk.theme, _("Reopen…"), desk.act["stage"].trigger, small=True)
        self.reopen.setObjectName("reopen")
        if desk.only_read:
            self.reopen.hide()
        line = row(lock, self.said, self.reopen, spacing=px(10))
        line.setStretch(1, 1)
        self.gained = Gained(desk) if gained else None
        pieces = [self.gained] if self.gained is not None else []
        self.setLayout(column(line, *pieces, spacing=px(6), margins=(px(24), px(4), px(24), px(4))))


class Gained(QWidget):
    """What others wrote that came after publishing; nothing where nothing came."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[tuple[str, str], ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()
        self.show_now()
        desk.notifier.changed.connect(self._heard)

    def show_now(self) -> None:
        """Show what came until now."""
        read = self._desk.assessment
        places = _places(self._desk, read)
        if places != self._shown:
            self._shown = places
            self._build(read)

    def _heard(self, changed: Changed) -> None:
        if self._desk.published and changed.assessment == self._desk.id:
            self.show_now()

    def _build(self, read: Assessment) -> None:
        theme, count = self._desk.theme, len(self._shown)
        clear(self._layout)
        told = n_(
            "{n} thing came in after publishing, and is marked until it is reopened:",
            "{n} things came in after publishing, and are marked until it is reopened:",
            count,
        ).format(n=count)
        flow = Flow(theme.px(6), theme.px(4))
        flow.addWidget(picture(theme.pixmap("import", "text_2", 16)))
        flow.addWidget(label(told, wrap=False))
        for spot, name in self._shown[:FEW]:
            made = button(theme, name, kind="chip")
            made.setAccessibleName(_("Go to {place}").format(place=name))
            made.clicked.connect(lambda _=False, spot=spot: self._desk.go(spot))
            flow.addWidget(made)
        if count > FEW:
            flow.addWidget(label(_("and {n} more").format(n=count - FEW), "caption", "secondary", wrap=False))
        holder = QWidget()
        holder.setLayout(flow)
        self._layout.addWidget(holder)
        self.setVisible(bool(count))


def came_since(desk: Desk, *things: tuple[str, str]) -> bool:
    """Whether any of these things (kind, key) gained something after publishing."""
    if not desk.published:
        return False
    return not {ref[:2] for ref in desk.services.stages.gained(desk.assessment)}.isdisjoint(things)


def _places(desk: Desk, read: Assessment) -> tuple[tuple[str, str], ...]:
    """Place and name of each thing that gained something."""
    from mgi_desktop.ui.naming import place_name  # it knows the words of every page: not for the first screen

    things = {ref[:2]: ref for ref in desk.services.stages.gained(read)}
    return tuple((spot_of(read, ref), place_name(desk, *thing)) for thing, ref in things.items())
