"""The dialog that changes what was said when an assessment was begun."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mgi_desktop.domain.edits import Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_, _, say
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.earlier import Follows, followed
from mgi_desktop.ui.library.form import NAMES, OWN, Form, Said, in_words
from mgi_desktop.ui.parts.boxes import fill
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.conflict import Conflict, Side, sides
from mgi_desktop.ui.parts.fields import Named
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.sheet import Sheet
from mgi_desktop.ui.parts.writing import error_text

OTHERS: Mapping[str, str] = {
    "title": N_("Title of the profile"),
    "level": N_("Level"),
    "instrument": N_("Questionnaire"),
    "follows": N_("Earlier round"),
}


class Details(Sheet):
    """Everything but level and questionnaire; what differs becomes one deed, taken back with one undo."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("Details of the assessment"))
        read, theme = desk.assessment, desk.theme
        said = Said(reading=desk.language, level=read.level, **{name: getattr(read, name) for name in OWN})
        self.form = Form(theme, desk.instrument, said)
        self._before = self.form.values()
        self._titles = dict(read.title)
        self._shown = read.language
        self.title = QLineEdit(self._titles.get(read.language, ""))
        self.title.setCursorPosition(0)
        self.form.add(
            "title",
            Named(
                theme, _("Title of the profile"), self.title, _("Left empty, it is made of the name of the subject.")
            ),
        )
        self.form.language.currentIndexChanged.connect(self._show_title)
        self.follows = Follows(desk)
        self.form.add("follows", self.follows)
        self._failed = error_text()
        self.save = button(theme, _("Save"), self._save, kind="main")
        self.save.setDefault(True)
        cancel = button(theme, _("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        level = f"{_(words.LEVELS.get(read.level, read.level))} · {desk.text(desk.instrument.title)}"
        self._settled: dict[str, Value] = {}
        disputes = contested(desk)
        for dispute in disputes:
            dispute.taken.connect(self._settle)
        for piece in (label(level, tone="secondary"), *disputes, self.form, self._failed):
            self.body.addWidget(piece)
        self.body.addStretch(1)
        fill(self.foot, cancel, self.save)
        self.form.country.setFocus()

    def _settle(self, name: str, value: Value) -> None:
        """Enter the value that was taken; it stands when the details are saved."""
        self._settled[name] = value
        title, _at, tongue = name.partition("@")
        if name in OWN:
            self.form.put(name, value)
        elif name == "follows":
            self.follows.put(value)
        elif title == "title":
            self._titles[tongue] = str(value or "")
            if tongue == self._shown:
                self.title.setText(self._titles[tongue])

    def changes(self) -> dict[str, Value]:
        """What differs from what stands, by the names of the assessment's fields."""
        values = self.form.values()
        found = {name: value for name, value in values.items() if value != self._before[name]}
        found |= {name: values.get(name, value) for name, value in self._settled.items()}
        if self.follows.value() != self.desk.assessment.follows or "follows" in found:
            found["follows"] = self.follows.value()
        self._keep_title()
        before = self.desk.assessment.title
        for tongue, title in self._titles.items():
            if title != before.get(tongue, ""):
                found[f"title@{tongue}"] = title or None
        return found

    def _keep_title(self) -> None:
        self._titles[self._shown] = self.title.text().strip()

    def _show_title(self) -> None:
        """The title has a language: show the one of the language that is chosen now."""
        self._keep_title()
        self._shown = self.form.language.value()
        self.title.setText(self._titles.get(self._shown, ""))

    def _save(self) -> None:
        if not self.form.sound({"country": _("Which country is it?"), "subject": _("What is it called?")}):
            return
        desk, library = self.desk, self.desk.services.library
        try:
            changes = self.changes()
            if changes:
                desk.tell(library.amend(desk.assessment.id, changes))
            if self.form.reading.value() != desk.language:
                desk.read_in(self.form.reading.value())
        except Refused as refused:
            self._failed.setText(say(refused))
            self._failed.show()
            self.area.ensureWidgetVisible(self._failed)
        else:
            self.accept()


def contested(desk: Desk) -> list["Contested"]:
    """The fields of the assessment itself that are in conflict, but its stage, which has a sheet of its own."""
    read = desk.assessment
    return [
        Contested(desk, conflict.ref.field, sides(conflict.heads, desk, _say(desk, conflict.ref.field)))
        for conflict in read.conflicts
        if conflict.ref.kind == "assessment" and conflict.ref.field not in ("deleted", "stage")
    ]


def _say(desk: Desk, name: str) -> Callable[[Value], str]:
    return partial(followed, desk) if name == "follows" else partial(in_words, name)


class Contested(QWidget):
    """A field in conflict: its values side by side, until one is taken; saving the details settles it."""

    taken = Signal(str, object)
    """The name of the field, and the value that was taken."""

    def __init__(self, desk: Desk, name: str, values: Sequence[Side]) -> None:
        super().__init__()
        title, _at, tongue = name.partition("@")
        shown = _(NAMES[title]) if title in NAMES else _(OTHERS.get(title, title))
        block = Conflict(desk, shown, values, language=tongue)
        block.chosen.connect(lambda value: self._take(name, value))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(block)

    def _take(self, name: str, value: Value) -> None:
        self.hide()
        self.taken.emit(name, value)
