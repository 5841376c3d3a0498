"""Any field in conflict with all its values, to be settled where it is listed."""

from mgi_desktop.domain.assessment import Conflict as Contested
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.naming import field_name, language_of, place_name, value_in_words
from mgi_desktop.ui.parts.conflict import Conflict, deletion_sides, sides

WRITTEN = ("justification", "locator", "title", "issuer", "reference", "link", "text", "reason", "subject", "area")
"""The fields for which a third text can be written."""
_SAYS = (*WRITTEN, "proposed", "source")
"""The fields that say what a thing was, in this order."""


def contested_field(desk: Desk, conflict: Contested) -> Conflict:
    """Show one field in conflict; settling it replaces every value of it."""
    read, ref = desk.assessment, conflict.ref
    if ref.field == "deleted":
        edited = [
            head
            for other, held in read.fields.items()
            if other[:2] == ref[:2] and other.field != "deleted"
            for head in held.heads
        ]
        both = deletion_sides(conflict.heads, edited, desk, all_written(desk, ref.kind, ref.key))
        made = Conflict(desk, _("Removed by one, used or edited by another"), both, language=read.language)
    else:

        def say(value: Value) -> str:
            return value_in_words(desk, ref, value)

        third = ref if ref.field.partition("@")[0] in WRITTEN else None
        values = sides(conflict.heads, desk, say)
        made = Conflict(desk, field_name(desk, ref), values, language=language_of(desk, ref), third=third)
    made.chosen.connect(lambda value: desk.do(lambda: desk.services.conflicts.settle(read.id, ref, value)))
    return made


def all_written(desk: Desk, kind: str, key: str) -> str:
    """All that is written in a thing, each text with its name; where nothing is, what the thing is called."""
    read = desk.assessment

    def place(ref: FieldRef) -> tuple[int, str]:
        return _SAYS.index(ref.field.partition("@")[0]), ref.field

    found = [ref for ref in read.fields if ref[:2] == (kind, key) and ref.field.partition("@")[0] in _SAYS]
    said = [
        _("{field}: {value}").format(field=field_name(desk, ref), value=text)
        for ref in sorted(found, key=place)
        for head in read.held(ref).heads
        if (text := value_in_words(desk, ref, head.value))
    ]
    return "\n".join(said) or place_name(desk, kind, key)
