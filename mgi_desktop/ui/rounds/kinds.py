"""What became of an indicator, in words: more or less in place, never better or worse."""

from collections.abc import Mapping

from mgi_desktop.domain.rounds import Change, Compared
from mgi_desktop.i18n import N_, _

CHANGES: Mapping[Change, str] = {
    Change.MORE: N_("More in place than before"),
    Change.LESS: N_("Less in place than before"),
    Change.SAME: N_("As before"),
    Change.NEWLY_ANSWERED: N_("Newly answered"),
    Change.NO_LONGER_ANSWERED: N_("No longer answered"),
    Change.UNANSWERED: N_("Answered in neither"),
    Change.ADDED: N_("New indicator"),
    Change.REMOVED: N_("No longer asked"),
    Change.NOT_COMPARABLE: N_("Not comparable"),
}
WHY: Mapping[str, str] = {
    "to_be_verified": N_("to be verified"),
    "not_applicable": N_("not applicable in one of the two"),
    "scale": N_("the scale is another one"),
}
GROUPS: Mapping[str, tuple[str, tuple[Change, ...]]] = {
    "more": (N_("More in place"), (Change.MORE,)),
    "less": (N_("Less in place"), (Change.LESS,)),
    "same": (N_("As before"), (Change.SAME,)),
    "added": (N_("New or newly answered"), (Change.NEWLY_ANSWERED, Change.ADDED)),
    "gone": (N_("No longer answered or asked"), (Change.NO_LONGER_ANSWERED, Change.REMOVED)),
    "open": (N_("Not compared"), (Change.NOT_COMPARABLE, Change.UNANSWERED)),
}
"""The columns of the summary, and what one can look at alone: their words, and what they hold."""
REWORDED = "reworded"


def in_words(compared: Compared) -> str:
    """“Not comparable: to be verified”, “As before · reworded”."""
    said = _(CHANGES[compared.change])
    if compared.why:
        said = _("{change}: {why}").format(change=said, why=_(WHY[compared.why]))
    return _("{change} · the question was reworded").format(change=said) if compared.reworded else said


def belongs(compared: Compared, group: str) -> bool:
    """Whether a change is in one of the groups, or is reworded; everything is where no group is named."""
    if group == REWORDED:
        return compared.reworded
    return not group or compared.change in GROUPS[group][1]
