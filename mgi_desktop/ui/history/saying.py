"""A deed in words: what was done, what changed, who says to have done it, and when."""

from collections.abc import Sequence
from datetime import datetime

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.erasure import named_by
from mgi_desktop.i18n import _, format_moment, is_rtl, local_moment, n_, sentence_case
from mgi_desktop.services.history import Deed, Erasure, Said, Step
from mgi_desktop.ui import words
from mgi_desktop.ui.claims import who
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.times import when
from mgi_desktop.ui.naming import excerpt, field_name, place_name, value_in_words

_SIGNED = ("comment", "decision", "stage_change")
_SAID_BESIDE = ("on", "at", "author", "answers", "after", "field", "against", "judged")
"""Of what is signed by a person: what the line of its deed says already."""
_TELLING = (
    "text",
    "title",
    "justification",
    "value",
    "proposed",
    "outcome",
    "name",
    "locator",
    "reason",
    "stage",
    "subject",
)
"""The fields that tell most of what a deed with several steps was."""


def shown(deed: Deed) -> list[Step]:
    """The steps that say something to a person: an order only where nothing else changed."""
    telling = [step for step in deed.steps if _tells(step.ref)]
    return telling or list(deed.steps)


def _tells(ref: FieldRef) -> bool:
    """Whether a field tells a person anything: not what the line of its deed says already."""
    if ref.kind in _SIGNED and ref.field.partition("/")[0] in _SAID_BESIDE:
        return False
    return ref.field != "rank" and not named_by(ref)


def is_erasure(deed: Deed) -> bool:
    """Whether something was erased for good."""
    return any(step.ref.kind == "erasure" for step in deed.steps)


def title(desk: Desk, deed: Deed) -> str:
    """What was done."""
    if deed.label is not None:
        named = words.deed(deed.label)
        return _("Taken back: {deed}").format(deed=named) if deed.undone else sentence_case(named)
    steps = shown(deed)
    first = _telling(steps)
    if is_erasure(deed) and not desk.proven(deed.author, _edits(deed)):
        return _("Erased, as is claimed; nothing was, since nobody signed it")
    if is_erasure(deed):
        return _("Erased for good")
    place = place_name(desk, first.ref.kind, first.ref.key)
    if len({step.ref for step in steps}) == 1:
        return f"{place} · {field_name(desk, first.ref)}"
    same = all(step.ref[:2] == first.ref[:2] for step in steps)
    count = len(steps) + deed.others
    counted = n_("{n} change", "{n} changes", count).format(n=count)
    return f"{place} · {counted}" if same else sentence_case(counted)


def summary(desk: Desk, deed: Deed) -> str:
    """What it says now, in one line: from and to where both are short."""
    step = _telling(shown(deed))
    if is_erasure(deed):
        reasons = [one.after.value for one in deed.steps if one.ref[::2] == ("erasure", "reason")]
        return words.isolated(excerpt(str(reasons[0]), 200)) if reasons else ""
    if step.ref.field == "deleted" and deed.label is not None:
        return place_name(desk, step.ref.kind, step.ref.key)
    after = said(desk, step, step.after)
    before = said(desk, step, step.before[0]) if step.before else ""
    if not step.before or len(before) + len(after) > 60:
        return after
    return f"{before} {'←' if is_rtl() else '→'} {after}"


def said(desk: Desk, step: Step, one: Said) -> str:
    """A value as it reads, or that it is empty, erased or not here."""
    if not one.here:
        return _("(not on this laptop yet)")
    if one.erased is not None:
        return _("(erased)")
    return words.isolated(excerpt(value_in_words(desk, step.ref, one.value), 200)) or _("(empty)")


def erased(desk: Desk, erasure: Erasure) -> str:
    """“Erased by Ana on 3 May 2023: a private name”."""
    if not erasure.author:
        return _("Erased for good")
    name, time = words.who(desk.assessment, erasure.author), _moment(erasure.at)
    told = _("Erased by {name} on {time}: {reason}")
    return told.format(name=name, time=time, reason=words.isolated(erasure.reason))


def claim(desk: Desk, deed: Deed) -> str:
    """Who did it, as far as that is signed, and when by that laptop's clock."""
    return _("{name} · {time} by that laptop’s clock").format(name=who_did(desk, deed), time=_moment(deed.at))


def who_did(desk: Desk, deed: Deed) -> str:
    """Who did it, or is claimed to have done it."""
    return who(desk, deed.author, _edits(deed))


def _edits(deed: Deed) -> list[str]:
    return [step.after.edit for step in deed.steps]


def moment(at: str) -> str:
    """When, short."""
    return when(at, datetime.now().astimezone()) or at


def _telling(steps: Sequence[Step]) -> Step:
    ranked = sorted(steps, key=lambda step: _weight(step.ref.field))
    return ranked[0]


def _weight(field: str) -> int:
    name = field.partition("@")[0]
    return _TELLING.index(name) if name in _TELLING else len(_TELLING)


def _moment(at: str) -> str:
    try:
        return format_moment(local_moment(at))
    except ValueError:  # an edit's time is what another laptop wrote, for display only
        return at
