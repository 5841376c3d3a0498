"""Conflicts: two values side by side until a person picks one or writes a third."""

from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

from .journal import Changed, Journal, Label


class Conflicts:
    """Settles what two people wrote apart."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def settle(self, assessment: str, ref: FieldRef, value: Value) -> Changed:
        """Replace every head of a field by one value; of `deleted`: True deletes again, False restores."""
        if (ref.kind, ref.field) == ("assessment", "stage"):
            raise Refused(N_("The stage is settled where it is changed: choose “Stage…” in the menu."))
        if ref.field == "deleted":
            value = self._journal.seen(assessment, ref.kind, ref.key) if value else None
        in_answer = Label(N_("settled conflict in {key}"), {"key": ref.key})
        label = in_answer if ref.kind == "answer" else Label(N_("settled conflict"))
        return self._journal.record(assessment, {ref: value}, label)
