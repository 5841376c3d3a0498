"""A source in conflict: each of its contested fields with every value."""

from mgi_desktop.domain.assessment import Conflict as Contested
from mgi_desktop.domain.assessment import file_of
from mgi_desktop.domain.edits import Value
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.conflict import Conflict, deletion_sides, sides
from mgi_desktop.ui.sources.form import NAMES

_TEXTS = ("title", "issuer", "reference", "link")
"""The fields for which a third text can be written."""


def contested_field(desk: Desk, conflict: Contested, *, named: bool = True) -> Conflict:
    """Show one field in conflict, with the title of the source where it is not clear which one is meant (`named`)."""
    read, ref = desk.assessment, conflict.ref
    title = read.sources[ref.key].title
    if ref.field == "deleted":
        edited = [
            head
            for other, held in read.fields.items()
            if other[:2] == ref[:2] and other.field != "deleted"
            for head in held.heads
        ]
        both = deletion_sides(conflict.heads, edited, desk, title)
        return Conflict(desk, _("Source removed by one, used by another"), both, language=read.language)
    name = _(NAMES.get(ref.field, ref.field))
    if named:
        name = _("{field} of the source “{title}”").format(field=name, title=title)
    values = sides(conflict.heads, desk, lambda value: _in_words(ref.field, value))
    return Conflict(desk, name, values, language=read.language, third=ref if ref.field in _TEXTS else None)


def _in_words(field: str, value: Value) -> str:
    if field == "kind":
        return _(words.SOURCE_KINDS.get(str(value), str(value)))
    file = file_of(value) if field == "file" else None
    return file.name if file else str(value or "")
