"""Any field in conflict with all its values, to be settled where it is listed."""

from mgi_desktop.domain.assessment import Conflict as Contested
from mgi_desktop.domain.edits import Value
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.naming import field_name, language_of, place_name, value_in_words
from mgi_desktop.ui.parts.conflict import Conflict, deletion_sides, sides

WRITTEN = ("justification", "locator", "title", "issuer", "reference", "link", "text", "reason", "subject", "area")
"""The fields for which a third text can be written."""


def contested_field(desk: Desk, conflict: Contested) -> Conflict:
    """Show one field in conflict; settling it replaces every value of it."""
    read, ref = desk.assessment, conflict.ref
    place = place_name(desk, ref.kind, ref.key)
    if ref.field == "deleted":
        edited = [
            head
            for other, held in read.fields.items()
            if other[:2] == ref[:2] and other.field != "deleted"
            for head in held.heads
        ]
        both = deletion_sides(conflict.heads, edited, desk, place)
        made = Conflict(desk, _("Removed by one, used or edited by another"), both, language=read.language)
    else:

        def say(value: Value) -> str:
            return value_in_words(desk, ref, value)

        third = ref if ref.field.partition("@")[0] in WRITTEN else None
        values = sides(conflict.heads, desk, say)
        made = Conflict(desk, field_name(desk, ref), values, language=language_of(desk, ref), third=third)
    made.chosen.connect(lambda value: desk.do(lambda: desk.services.conflicts.settle(read.id, ref, value)))
    return made
