"""A proposal in its place: what is proposed, and what of it is not so now."""

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.reviewing import is_outdated
from mgi_desktop.domain.threads import Comment
from mgi_desktop.i18n import N_, _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.naming import language_of, value_in_words
from mgi_desktop.ui.parts.boxes import box, card, column
from mgi_desktop.ui.parts.conflict import mark_differences, reading
from mgi_desktop.ui.parts.labels import label

_TITLES = {
    "value": N_("Proposes another answer:"),
    "justification": N_("Proposes another justification:"),
    "text": N_("Proposes another text:"),
}


def proposal(desk: Desk, comment: Comment, target: FieldRef) -> QWidget:
    """Show what is proposed for a field; where the thread is open, the words that do not stand there are marked."""
    read, px = desk.assessment, desk.theme.px
    name = target.field.partition("@")[0]
    title = _(_TITLES[name]) if name in _TITLES else name
    said = value_in_words(desk, target, comment.proposed)
    pieces: list[QWidget] = [label(title, "caption", "secondary")]
    if name == "value":
        pieces.append(label(said, "label", language=language_of(desk, target)))
    else:
        shown = reading(desk, title, said, language_of(desk, target))
        if not comment.resolved:
            mark_differences(desk, shown, str(read.held(target).value or ""))
        pieces.append(card(column(shown, margins=(px(10), px(6), px(10), px(6)))))
    if not comment.resolved and is_outdated(read, comment):
        pieces.append(label(_("What it would replace was changed since."), "caption", "secondary"))
    return box(column(*pieces, spacing=px(4)))
