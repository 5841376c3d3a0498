"""The field that says which earlier assessment this one follows."""

from mgi_desktop.i18n import _
from mgi_desktop.services.library import Entry
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.fields import Choice, Named


class Follows(Named):
    """Offers the assessments of the same level, and none; one that is not on this laptop can stay chosen."""

    def __init__(self, desk: Desk) -> None:
        read = desk.assessment
        entries = {entry.id: named_round(entry) for entry in desk.services.rounds.candidates(read)}
        choices = {"": _("None"), **entries}
        hint = _("Its answers stand below those of now, and the two can be compared.")
        if read.follows is not None and read.follows not in entries:
            choices[read.follows] = followed(desk, read.follows)
            hint = _("It is not on this laptop. Import it, and its answers stand below those of now.")
        self.choice = Choice(choices, read.follows or "")
        super().__init__(desk.theme, _("Earlier round"), self.choice, hint)
        self.setVisible(self.choice.count() > 1)

    def value(self) -> str | None:
        """The identifier of the assessment that is followed, or None."""
        return self.choice.value() or None

    def put(self, value: object) -> None:
        """Choose another."""
        name = str(value or "")
        if self.choice.findData(name) < 0:
            self.choice.addItem(_("An assessment that is not on this laptop"), name)
        self.choice.choose(name)
        self.show()


def named_round(entry: Entry) -> str:
    """“La Palma · Round 1, 2019”."""
    return f"{words.isolated(entry.subject)} · {words.round_name(entry)}"


def followed(desk: Desk, assessment: object) -> str:
    """An assessment that is followed, in words, also where it is not on this laptop."""
    if not assessment:
        return _("None")
    known = {entry.id: entry for entry in desk.services.library.others(desk.assessment.id)}
    entry = known.get(str(assessment))
    return named_round(entry) if entry else _("An assessment that is not on this laptop")
