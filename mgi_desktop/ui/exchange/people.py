"""Who one exchanges files with: this person's own words, and everybody who was met, known or blocked."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from mgi_desktop.i18n import N_, _, n_
from mgi_desktop.services.people import Person, Standing
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange.halves import Halves
from mgi_desktop.ui.exchange.picks import Pick, Picks
from mgi_desktop.ui.exchange.tab import Tab
from mgi_desktop.ui.library.times import when
from mgi_desktop.ui.parts.asking import AskLine
from mgi_desktop.ui.parts.boxes import Flow, box, card, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Named
from mgi_desktop.ui.parts.labels import label, picture

STANDINGS: Mapping[Standing, str] = {"seen": N_("Unknown"), "known": N_("Known"), "blocked": N_("Blocked")}
_ICONS: Mapping[Standing, tuple[str, str]] = {
    "seen": ("person", "text_2"),
    "known": ("check", "success"),
    "blocked": ("lock", "error"),
}
_MEANS: Mapping[Standing, str] = {
    "seen": N_(
        "Anybody can write any name. Have the five words read out to you on the phone: when they are the same as "
        "here, the files are from this person."
    ),
    "known": N_("You have said that these words are those of this person."),
    "blocked": N_("Files from this sender are refused. What came before stays as it is."),
}


def standing(person: Person) -> str:
    """What is known of somebody, in a word."""
    return _(STANDINGS[person.state])


def called(person: Person) -> str:
    """The name that somebody gave; words of the key where there is none."""
    return words.isolated(person.name) or person.words


class People(Tab):
    """Oneself above; the list at the start, and one person at the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self._people: dict[str, Person] = {}
        self._drawn: Person | None = None
        self._note: Named | None = None
        self._own = column(spacing=px(4), margins=(px(16), px(12), px(16), px(12)))
        self._above = card(self._own)
        self.list = Picks(desk.theme, _("People"))
        self.list.chosen.connect(self._choose)
        self.list.rearranged.connect(self.rearranged)
        self._pieces: QVBoxLayout = column(spacing=px(12), margins=(px(20), px(14), px(20), px(16)))
        self.halves = Halves(desk.theme, self.list, card(self._pieces), self._above)
        whole = column(self.halves, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    @property
    def caption(self) -> str:
        """How many people were met."""
        count = len(self._people)
        return n_("{n} person met", "{n} people met", count).format(n=count) if count else _("Nobody was met yet.")

    def show_now(self) -> None:
        """Show everybody as they are now; whoever was chosen stays it."""
        self._show("")

    def show_within(self, within: str) -> None:
        """Show one person, by the key."""
        if within in self._people:
            self._show(within)

    def within(self) -> str:
        """The key of the person who is shown."""
        return self.list.current()

    def first_focus(self) -> QWidget | None:
        """The row that is chosen."""
        return self.list.rows.get(self.list.current())

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep a note that is being written."""
        self._keep_note()
        super().hideEvent(event)

    # Oneself

    def _show_own(self) -> None:
        desk, px = self.desk, self.desk.theme.px
        own = desk.services.people.own
        clear(self._own)
        name = label(_("You: {name}").format(name=words.isolated(own.name) or _("no name given")), "label")
        self.rename = button(desk.theme, _("Change your name…"), self._rename, kind="quiet", small=True)
        self.copy = button(desk.theme, _("Copy"), lambda: _copy(own.words), small=True)
        self.copy.setAccessibleName(_("Copy your words"))
        if desk.only_read:
            self.rename.hide()
        first = row(name, self.rename)
        first.setStretch(0, 1)
        told = _("Your words. Read them out on the phone, so that others can be sure that your files are from you.")
        both = Flow(px(10), px(4))
        for piece in (_in_words(own.words), self.copy):
            both.addWidget(piece)
        fill(self._own, first, box(both), label(told, "caption", "secondary"), *self._warnings())

    def _warnings(self) -> Iterator[QWidget]:
        if not self.desk.services.people.key_is_private():
            made = QFrame()
            made.setProperty("kind", "strip-warn")
            px = self.desk.theme.px
            told = _(
                "Other users of this computer can read the key that signs your files. Have the folder of the program "
                "where only you can read it."
            )
            made.setLayout(column(label(told), margins=(px(12), px(8), px(12), px(8))))
            yield made

    def _rename(self) -> None:
        desk, library = self.desk, self.desk.services.library

        def write(name: str) -> None:
            for changed in library.rename_person(name):
                desk.tell(changed)

        asked = AskLine(desk, self, _("Your name"), _("Name, initials or role"), library.person(), write)
        if asked.exec():
            self.show_now()

    # The others

    def _show(self, wanted: str) -> None:
        self._people = {one.author: one for one in self.desk.services.people.all()}
        self._show_own()
        current = self.list.show_picks([_pick(one) for one in self._people.values()], wanted)
        self.halves.leave_list_out(not self._people)
        self._show_person(current)
        self.rearranged.emit()

    def _choose(self, author: str) -> None:
        self._keep_note()
        self._show_person(author)
        self.halves.show_detail()
        self.rearranged.emit()

    def _show_person(self, author: str) -> None:
        """Show a person; nothing is built anew where it is shown already, as one may write a note."""
        person = self._people.get(author)
        if person is not None and person == self._drawn:
            return
        self._drawn = person
        self._note = None
        clear(self._pieces)
        fill(self._pieces, *(self._person(person) if person else self._nobody()))

    def _nobody(self) -> Iterator[QWidget]:
        yield picture(self.desk.theme.pixmap("person", "text_2", 48))
        yield label(_("Nobody was met yet."), "question")
        yield label(_("Whoever sends you a file stands here, with the words of that installation."), tone="secondary")

    def _person(self, person: Person) -> Iterator[QWidget]:
        desk, theme = self.desk, self.desk.theme
        icon, colour = _ICONS[person.state]
        state = row(picture(theme.pixmap(icon, colour, 16)), label(standing(person), "label", wrap=False), None)
        yield label(called(person), "heading")
        yield box(state)
        yield _in_words(person.words)
        yield label(_(_MEANS[person.state]), tone="secondary")
        if not desk.only_read:
            yield self._deeds(person)
        yield line()
        seen = when(person.first_seen, datetime.now(UTC)) or person.first_seen
        yield label(_("First seen: {time}").format(time=seen), "caption", "secondary")
        field = QLineEdit(person.note)
        field.setReadOnly(desk.only_read)
        field.editingFinished.connect(self._keep_note)
        self._note = Named(theme, _("Note"), field, _("For yourself alone: it goes into no file."))
        yield self._note
        if desk.services.people.own.name and person.name.casefold() == desk.services.people.own.name.casefold():
            yield label(_("This is your own name, and not your key."), tone="secondary")

    def _deeds(self, person: Person) -> QWidget:
        people, theme = self.desk.services.people, self.desk.theme
        made = Flow(theme.px(8), theme.px(4))
        ways: Mapping[str, tuple[str, Callable[[str], Person], bool]] = {
            "accept": (_("Accept as known"), people.know, person.state == "seen"),
            "forget": (_("No longer known"), people.unblock, person.known),
            "unblock": (_("Unblock"), people.unblock, person.blocked),
            "block": (_("Block"), people.block, not person.blocked),
        }
        for name, (text, does, fits) in ways.items():
            if fits:
                deed = button(theme, text, partial(self._turn, person, does))
                deed.setObjectName(name)
                deed.setAccessibleName(_("{deed}: {name}").format(deed=text, name=called(person)))
                made.addWidget(deed)
        return box(made)

    def _turn(self, person: Person, does: Callable[[str], Person]) -> None:
        """Accept or block, and keep the focus on the row of that person."""
        self._keep_note()
        if self.desk.do(lambda: does(person.author)) is not None:
            self._show(person.author)
            chosen = self.list.rows[person.author]
            chosen.show()  # what was put in just now could not have the focus yet
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_note(self) -> None:
        field = self._note.field if self._note is not None else None
        if isinstance(field, QLineEdit) and self._drawn is not None and field.text().strip() != self._drawn.note:
            author, text = self._drawn.author, field.text()
            kept = self.desk.do(lambda: self.desk.services.people.note(author, text))
            if kept is not None:
                self._drawn = self._people[author] = kept


def _pick(person: Person) -> Pick:
    icon, colour = _ICONS[person.state]
    title = called(person)
    return Pick(person.author, title, standing(person), person.words if person.name else "", icon, colour)


def _in_words(text: str) -> QLabel:
    """The words of a key, to be read out, or marked and copied."""
    made = label(text, "question", wrap=False)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setAccessibleName(_("Words of the key: {words}").format(words=text))
    return made


def _copy(text: str) -> None:
    QApplication.clipboard().setText(text)
