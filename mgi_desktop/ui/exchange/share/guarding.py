"""Who can open a file: anyone, whoever knows a passphrase, or chosen people."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from mgi_desktop.domain.sharing import GUARDS, Choice, Guard
from mgi_desktop.i18n import N_, _
from mgi_desktop.services.people import Person
from mgi_desktop.ui import words
from mgi_desktop.ui.parts.boxes import box, column, fill
from mgi_desktop.ui.parts.checked import Checked
from mgi_desktop.ui.parts.fields import Beside, Named
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.option import Option
from mgi_desktop.ui.parts.writing import error_text
from mgi_desktop.ui.theme import Theme

LONG_ENOUGH = 16
"""From so many letters on a passphrase is not guessed by trying."""
_OPTIONS: dict[Guard, tuple[str, str]] = {
    "open": (N_("Anyone"), N_("The file is signed, so that a change in it is noticed, but not locked.")),
    "passphrase": (N_("With a passphrase"), N_("Tell it to the reader by another way than the file.")),
    "people": (N_("Chosen people"), N_("Their program opens it by itself. Nothing need be typed or told.")),
}


class Guarding(QWidget):
    """The three ways, and what each needs."""

    changed = Signal()

    def __init__(self, theme: Theme, choice: Choice, people: Sequence[Person]) -> None:
        super().__init__()
        self._people = people
        offered: list[Guard] = [one for one in GUARDS if people or one != "people"]
        self.protection: Guard = choice.protection if choice.protection in offered else "open"
        self.options = {one: Option(theme, *map(_, _OPTIONS[one])) for one in offered}
        self._group = QButtonGroup(self)
        self.passphrase = Passphrase(theme)
        self.boxes = {one.author: _box(theme, one, choice.people) for one in people}
        self._nobody = error_text()
        px = theme.px
        chosen = column(*self.boxes.values(), self._nobody, spacing=px(6), margins=(px(8), 0, 0, 0))
        self._for_people = box(chosen)
        below = {"passphrase": self.passphrase, "people": self._for_people}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        for one, option in self.options.items():
            self._group.addButton(option.radio)
            option.radio.clicked.connect(lambda _checked=False, one=one: self._choose(one))
            fill(whole, option, *([below[one]] if one in below else []))
        for made in self.boxes.values():
            made.turned.connect(self._pick)
        self.options[self.protection].radio.setChecked(True)
        if self.protection != "passphrase":
            self.passphrase.hide()
        if self.protection != "people":
            self._for_people.hide()

    @property
    def people(self) -> tuple[str, ...]:
        """Those who are chosen, as authors are named."""
        return tuple(author for author, made in self.boxes.items() if made.checked)

    def names(self) -> list[str]:
        """Those who are chosen, by name."""
        return [words.isolated(name_of(one)) for one in self._people if one.author in self.people]

    def complete(self) -> bool:
        """Whether nothing is missing; what is, is said where it is, and takes the focus."""
        if self.protection == "passphrase":
            return self.passphrase.complete()
        if self.protection == "people" and not self.people:
            self._nobody.setText(_("Choose at least one person."))
            self._nobody.show()
            next(iter(self.boxes.values())).box.setFocus()
            return False
        return True

    def _choose(self, protection: Guard) -> None:
        self.protection = protection
        self.passphrase.setVisible(protection == "passphrase")
        self._for_people.setVisible(protection == "people")
        self.changed.emit()

    def _pick(self) -> None:
        self._nobody.hide()
        self.changed.emit()


class Passphrase(QWidget):
    """A passphrase that is typed twice; how easily it is guessed is said below it, without a wall."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.first, self.again = QLineEdit(), QLineEdit()
        for field in (self.first, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._first = Named(theme, _("Passphrase"), self.first, _("Some words that do not belong together are best."))
        self._again = Named(theme, _("The same again"), self.again)
        self.first.textChanged.connect(lambda text: self._first.explain(strength(text)))
        px = theme.px
        warning = label(_("Nobody can open the file without it, not even you: it is kept nowhere."), "caption")
        inside = column(
            Beside(theme, self._first, self._again), warning, spacing=px(4), margins=(px(8), 0, 0, px(4))
        )  # fmt: skip
        self.setLayout(inside)

    @property
    def text(self) -> str:
        """The passphrase."""
        return self.first.text()

    def complete(self) -> bool:
        """Whether there is one, twice the same; what is wrong is said below its field."""
        for named, wrong, told in (
            (self._first, not self.text, _("Type a passphrase.")),
            (self._again, self.again.text() != self.text, _("This is not the same passphrase.")),
        ):
            if wrong:
                named.fail(told)
                named.field.setFocus()
                return False
        return True


def strength(passphrase: str) -> str:
    """Say how easily a passphrase is guessed, by its length alone."""
    if not passphrase:
        return _("Some words that do not belong together are best.")
    if len(passphrase) < LONG_ENOUGH // 2:
        return _("Very short: it is soon found by trying.")
    if len(passphrase) < LONG_ENOUGH:
        return _("Short: a longer one is safer.")
    return _("Long enough.")


def name_of(person: Person) -> str:
    """A person by name, or by the words of the key where no name is known."""
    return person.name or person.words


def _box(theme: Theme, person: Person, chosen: Collection[str]) -> Checked:
    """Somebody to choose; the words of the key tell people of the same name apart."""
    more = [] if not person.name else [person.words]
    more += [] if person.known else [_("not accepted as known yet")]
    return Checked(theme, words.isolated(name_of(person)), " · ".join(more), checked=person.author in chosen)
