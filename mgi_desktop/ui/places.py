"""Places in an assessment: where a field is shown, and the next one of a kind."""

from collections.abc import Sequence

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import FieldRef

DIALOGS = ("details", "stage")
"""The places that are no pages: the actions that open them are called so."""


def neighbour(codes: Sequence[str], now: str, step: int) -> str:
    """Return the place of the indicator so many steps on, or of the first or last."""
    place = codes.index(now) + step if now in codes else 0
    return f"questionnaire/{codes[max(0, min(place, len(codes) - 1))]}"


def next_conflict(read: Assessment, now: str) -> str | None:
    """Return the place of the next conflict after a place, going round; one of `DIALOGS` where all are in those."""
    if not read.conflicts:
        return None
    found = [spot_of(read, conflict.ref) for conflict in read.conflicts]
    spots = [spot for spot in dict.fromkeys(found) if spot not in DIALOGS]
    if not spots:
        return found[0]
    return spots[(spots.index(now) + 1) % len(spots)] if now in spots else spots[0]


def spot_of(read: Assessment, ref: FieldRef) -> str:
    """Return the place where a field is shown."""
    if ref.kind in ("assessment", "stage_change"):
        return "stage" if ref.field == "stage" or ref.kind == "stage_change" else "details"
    if ref.kind == "answer":
        return f"questionnaire/{ref.key}"
    if ref.kind == "finding":
        domain = next((finding.domain for finding in read.findings if finding.key == ref.key), "1")
        return f"findings/{domain}"
    for answer in read.answers.values():
        if any(ref.key in (citation.key, citation.source) for citation in answer.citations):
            return f"questionnaire/{answer.indicator}"
    return "profile"
