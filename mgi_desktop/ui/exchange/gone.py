"""What an import would erase for good on this laptop, since somebody erased it elsewhere."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.edits import Edit, FieldRef
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.exchange.offered import Offered
from mgi_desktop.ui.exchange.telling import erases_line
from mgi_desktop.ui.naming import excerpt, field_name, language_of, value_in_words
from mgi_desktop.ui.parts.boxes import box, column, line
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.review.naming import Naming

_FEW = 12
"""So many fields are shown; of the others the number is said."""
_LONG = 400


def erased(offered: Offered) -> Iterator[QWidget]:
    """What it means, and what will go: of each field the values, the newest last."""
    yield label(erases_line(len(offered.erased)), "question")
    yield label(_("Somebody erased this, and gave a reason, which stays in the history. If you take the import, the "
                  "values go from this laptop and from its backups too. Undo does not bring them back."))  # fmt: skip
    fields: dict[FieldRef, list[Edit]] = {}
    for edit in offered.erased:
        fields.setdefault(edit.ref, []).append(edit)
    naming = Naming(offered.desk)
    for ref, edits in list(fields.items())[:_FEW]:
        yield line()
        yield _field(offered, naming, ref, edits)
    others = len(fields) - _FEW
    if others > 0:
        yield line()
        yield label(n_("and {n} more field", "and {n} more fields", others).format(n=others), tone="secondary")


def _field(offered: Offered, naming: Naming, ref: FieldRef, edits: list[Edit]) -> QWidget:
    desk = offered.desk
    said = dict.fromkeys(filter(None, (value_in_words(desk, ref, edit.value) for edit in edits)))
    name = label(f"{naming.thing(ref.kind, ref.key)} · {field_name(desk, ref)}", "caption", "secondary")
    texts = [label(excerpt(text, _LONG), language=language_of(desk, ref)) for text in list(said)[-_FEW:]]
    return box(column(name, *texts, spacing=desk.theme.px(4)))
