"""What was found, as rows: by kind in the open assessment, then in the others."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from mgi_desktop.domain.fields import SECTIONS
from mgi_desktop.domain.findable import KINDS, shown
from mgi_desktop.domain.search import Excerpt
from mgi_desktop.i18n import N_
from mgi_desktop.services.reading import profile_words
from mgi_desktop.services.searching import Match
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.search.rows import Row

NAMES: Mapping[str, str] = {
    "indicator": N_("Indicators"),
    "answer": N_("Answers"),
    "source": N_("Sources"),
    "finding": N_("Findings"),
    "section": N_("Sections"),
    "comment": N_("Comments"),
    "decision": N_("Decisions"),
    "person": N_("People"),
    "assessment": N_("Assessments"),
}
ICONS: Mapping[str, str] = {
    "indicator": "page-questionnaire",
    "answer": "edit",
    "source": "page-sources",
    "finding": "page-findings",
    "section": "page-profile",
    "comment": "state-comment",
    "decision": "check",
    "person": "person",
    "assessment": "page-library",
}


def by_kind(matches: Sequence[Match]) -> Iterator[tuple[str, list[Match]]]:
    """The matches of each kind, best first, in the order of the kinds."""
    ordered = sorted(matches, key=lambda match: KINDS.index(match.findable.kind))
    for kind, found in groupby(ordered, lambda match: match.findable.kind):
        yield kind, list(found)


def row_of(desk: Desk, match: Match, wanted: Sequence[str], *, named: bool) -> Row:
    """A match as a row; `named` says at its end in which assessment it is."""
    found = match.findable
    title, line = shown(found, wanted)
    entry = desk.services.searching.entries.get(match.assessment)
    end = f"{words.isolated(entry.subject)} · {words.date(entry)}" if named and entry else ""
    language = entry.language if entry else ""
    if found.kind == "section" and not title.text and found.key in SECTIONS:
        title = Excerpt(profile_words(language)[found.key])  # it has the name that it has of itself
    return Row(
        title=title,
        does=partial(go_to, desk, match.assessment, found.spot),
        icon=ICONS[found.kind],
        code=found.code,
        line=line,
        end=end,
        language=desk.language if found.kind == "indicator" and desk.id is not None else language,
    )


def go_to(desk: Desk, assessment: str, spot: str) -> None:
    """Go to a place in any assessment."""
    if assessment == desk.id:
        desk.go(spot)
    else:
        desk.enter(assessment, spot)
