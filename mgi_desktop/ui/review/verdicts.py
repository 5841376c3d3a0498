"""How reviewers left an answer or a finding: its words and its icon, the same everywhere."""

from collections.abc import Mapping

from mgi_desktop.domain.decisions import Verdict
from mgi_desktop.i18n import N_

VERDICTS: Mapping[Verdict, str] = {
    Verdict.CHANGES: N_("Changes asked for"),
    Verdict.CHANGED: N_("Changed since changes were asked for"),
    Verdict.ACCEPTED_BEFORE: N_("Accepted before the last change"),
    Verdict.ACCEPTED: N_("Accepted"),
    Verdict.NOT_JUDGED: N_("Not judged yet"),
}
ICONS: Mapping[Verdict, str] = {
    Verdict.CHANGES: "edit",
    Verdict.CHANGED: "view",
    Verdict.ACCEPTED_BEFORE: "history",
    Verdict.ACCEPTED: "check",
    Verdict.NOT_JUDGED: "state-not-yet",
}
DECIDED: Mapping[str, str] = {"accepted": N_("Accepted"), "changes": N_("Changes asked for")}
"""What one person decides."""
OUTCOMES: Mapping[str, str] = {
    "taken": N_("Taken"),
    "partly_taken": N_("Taken in part"),
    "not_taken": N_("Not taken"),
}
"""What came of a comment."""
