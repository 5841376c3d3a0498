"""Who wrote something, and whether that is proven: what its author has not signed is only claimed to be theirs."""

from collections.abc import Iterable

from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk


def who(desk: Desk, author: str, edits: Iterable[str]) -> str:
    """The name of an author; “claimed by Ana” where these edits came without a signature of theirs."""
    name = words.who(desk.assessment, author)
    proven = desk.proven(author, edits)
    return name if proven else _("claimed by {name}").format(name=name)
