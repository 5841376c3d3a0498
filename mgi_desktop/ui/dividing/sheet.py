"""The sheet on which the work is divided: parts of the questionnaire are given to people."""

from collections import Counter
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from mgi_desktop.domain import parts
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.dividing.tree import Places
from mgi_desktop.ui.parts.asking import AskLine
from mgi_desktop.ui.parts.boxes import Flow, box, clear, fill, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import chip, label
from mgi_desktop.ui.parts.sheet import Sheet

_LOW, _HIGH, _BESIDE = 160, 360, 340
"""The least and the greatest height of the tree, and what stands above and below it, in pixels at 100 %."""


class DivideSheet(Sheet):
    """What is chosen in the tree is given to whoever is chosen in the menu; that is saved at once."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("Divide the work"), width=820)
        theme = desk.theme
        told = _(
            "A domain, a subdomain or a single indicator can be somebody’s part. Anybody may still change anything: "
            "what others change in a part is pointed out under Checks."
        )
        self.places = Places(desk)
        room = parent.window().height() - theme.px(_BESIDE)
        self.places.setFixedHeight(max(theme.px(_LOW), min(theme.px(_HIGH), room)))
        self.places.chosen.connect(self._show_chosen)
        self.what = label("", "label")
        self.give = button(theme, _("Give to…"), self._open_menu, icon="person")
        self.give.setAutoDefault(False)
        line = row(self.what, self.give, spacing=theme.px(12))
        line.setStretch(0, 1)
        self._counts = Flow(theme.px(8), theme.px(4))
        fill(self.body, label(told, tone="secondary"), self.places, box(line), box(self._counts))
        if desk.read_only:
            self.give.hide()
        else:
            self.places.entered.connect(self._open_menu)
        self.closing()
        self._show_chosen()
        self._count()
        self.places.setFocus()

    def menu(self) -> QMenu:
        """Everybody to whom the part can be given."""
        desk = self.desk
        menu = QMenu(self)
        menu.setAccessibleName(self.give.text())
        for author, name in desk.services.parts.choices(desk.assessment.id).items():
            text = _("{name} (you)").format(name=name) if author == desk.services.library.author else name
            self._entry(menu, text, author, checked=self._now() == {author})
        menu.addSeparator()
        new = menu.addAction(_("New name…"))
        new.triggered.connect(self._ask)
        self._entry(menu, _("Nobody"), None, checked=self._now() == {""})
        return menu

    def assign(self, person: str | None) -> None:
        """Give what is chosen to a person, or to nobody."""
        desk, places = self.desk, self.places.places
        if places and desk.do(lambda: desk.services.parts.assign(desk.assessment.id, places, person)) is not None:
            self.places.show_people()
            self._count()
        self.places.setFocus()

    def _entry(self, menu: QMenu, text: str, person: str | None, *, checked: bool) -> QAction:
        made = menu.addAction(words.isolated(text).replace("&", "&&"))
        made.setCheckable(True)
        made.setChecked(checked)
        made.triggered.connect(partial(self._assign, person))
        return made

    def _assign(self, person: str | None, _checked: bool = False) -> None:
        self.assign(person)

    def _now(self) -> set[str]:
        """Who has what is chosen."""
        desk = self.desk
        read = desk.assessment
        people = {read.parts.get(place, "") for place in self.places.places}
        return {desk.services.parts.chosen(read.id, person) for person in people}

    def _open_menu(self) -> None:
        if self.places.places and not self.desk.read_only:
            menu = self.menu()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.give.mapToGlobal(QPoint(0, self.give.height())))

    def _ask(self) -> None:
        desk, found = self.desk, []

        def take(name: str) -> None:
            found.append(desk.services.parts.named(desk.assessment.id, name))

        asked = AskLine(desk, self, _("Whose part is it?"), _("Name, initials or role"), "", take)
        if asked.exec() and found:
            self.assign(found[0])

    def _show_chosen(self) -> None:
        """Say what is chosen, and how many indicators that are."""
        codes = self.places.places
        indicators = self.desk.instrument.indicators.values()
        inside = sum(not {one.code, one.subdomain, one.domain}.isdisjoint(codes) for one in indicators)
        counted = n_("{n} indicator", "{n} indicators", inside).format(n=inside)
        if len(codes) == 1:
            title = self.places.title(codes[0])
            self.what.setText(title if inside == 1 and codes[0] in self.desk.instrument.indicators else
                              f"{title} · {counted}")  # fmt: skip
        else:
            several = n_("{n} part", "{n} parts", len(codes)).format(n=len(codes))
            self.what.setText(f"{several} · {counted}" if codes else _("Choose what is to be given."))
        self.give.setEnabled(bool(codes))

    def _count(self) -> None:
        """How many indicators each person has, and how many nobody has."""
        desk = self.desk
        service, read = desk.services.parts, desk.assessment
        divided = parts.divided(read, desk.instrument)
        canonical = {person: service.chosen(read.id, person) for person in set(divided.values())}
        counts = Counter(canonical[person] for person in divided.values())
        clear(self._counts)
        nobody = len(desk.instrument.indicators) - sum(counts.values())
        shown = [(words.who(read, person), count) for person, count in counts.most_common()]
        for name, count in [*shown, *([(_("Nobody"), nobody)] if nobody else [])]:
            self._counts.addWidget(chip(_("{name}: {n}").format(name=name, n=count)))
