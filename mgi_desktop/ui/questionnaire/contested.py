"""An answer in conflict: each contested field of it, of its citations and of their sources, with every value."""

from collections.abc import Callable

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.assessment import Conflict as Contested
from mgi_desktop.domain.edits import Value
from mgi_desktop.domain.instrument import NOT_APPLICABLE, Indicator
from mgi_desktop.domain.progress import State
from mgi_desktop.i18n import N_, _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.conflict import Conflict, deletion_sides, sides
from mgi_desktop.ui.sources import contested as of_source

_ANSWER_FIELDS = {
    "value": N_("Answer"),
    "verify": N_("To be verified"),
    "justification": N_("Justification"),
    "suggestion": N_("Suggestion of a finding"),
}
_CITATION_FIELDS = {"locator": N_("Place in the source"), "source": N_("Source"), "answer": N_("Indicator")}
_WRITTEN = ("justification", "locator")
"""The fields for which a third text can be written."""


def conflicts_of(read: Assessment, code: str) -> tuple[Contested, ...]:
    """The conflicts that the card of an indicator shows, those of the answer itself first."""
    citations = read.answer(code).citations
    cited = {("citation", citation.key) for citation in citations} | {
        ("source", citation.source) for citation in citations
    }
    own = [conflict for conflict in read.conflicts if conflict.ref[:2] == ("answer", code)]
    own.sort(key=lambda conflict: tuple(_ANSWER_FIELDS).index(conflict.ref.field))
    return (*own, *(conflict for conflict in read.conflicts if conflict.ref[:2] in cited))


def contested_field(desk: Desk, indicator: Indicator, conflict: Contested) -> Conflict:
    """Show one field in conflict; settling it is left to whoever hears `chosen`."""
    read, ref = desk.assessment, conflict.ref
    if ref.kind == "source":
        return of_source.contested_field(desk, conflict)
    if ref.field == "deleted":
        return _deletion(desk, conflict)
    name, say = _in_words(desk, indicator, ref.kind, ref.field)
    language = desk.language if ref.field == "value" else read.language
    third = ref if ref.field in _WRITTEN else None
    return Conflict(desk, name, sides(conflict.heads, desk, say), language=language, third=third)


def _deletion(desk: Desk, conflict: Contested) -> Conflict:
    read, ref = desk.assessment, conflict.ref
    edited = [
        head
        for other, held in read.fields.items()
        if other[:2] == ref[:2] and other.field != "deleted"
        for head in held.heads
    ]
    name = _("Citation removed by one, edited by another")
    source, locator = (str(read.held(ref._replace(field=field)).value or "") for field in ("source", "locator"))
    text = " · ".join(part for part in (_title(desk, source), locator) if part)
    return Conflict(desk, name, deletion_sides(conflict.heads, edited, desk, text), language=read.language)


def _in_words(desk: Desk, indicator: Indicator, kind: str, field: str) -> tuple[str, Callable[[Value], str]]:
    """The name of a field, and how its values read."""
    if kind == "citation":
        say = (lambda value: _title(desk, str(value))) if field == "source" else (lambda value: str(value or ""))
        return _(_CITATION_FIELDS.get(field, field)), say
    yes, no = _("yes"), _("no")
    shown: dict[str, Callable[[Value], str]] = {
        "value": lambda value: _choice(desk, indicator, value),
        "verify": lambda value: yes if value else no,
        "suggestion": lambda value: _("set aside") if value else "",
    }
    return _(_ANSWER_FIELDS.get(field, field)), shown.get(field, lambda value: str(value or ""))


def _choice(desk: Desk, indicator: Indicator, value: Value) -> str:
    if value == NOT_APPLICABLE:
        return _(words.STATES[State.NOT_APPLICABLE])
    labels = {choice.value: desk.text(choice.label) for choice in indicator.scale}
    return labels.get(str(value), str(value or ""))


def _title(desk: Desk, source: str) -> str:
    found = desk.assessment.sources.get(source)
    return found.title if found else source
