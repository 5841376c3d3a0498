"""Places in an assessment: where a field is shown, and the next one of a kind."""

from collections.abc import Sequence

from mgi_desktop.domain.assessment import Answer, Assessment
from mgi_desktop.domain.edits import FieldRef

EVERYWHERE = ("library", "trashed", "preferences", "search", "instruments", "exchange", "safekeeping")
"""The pages that need no open assessment; no assessment is left at them."""
DIALOGS = ("details", "stage", "divide")
"""The places that are no pages: the actions that open them are called so."""

CHECKS = "review/checks"
"""Where everything can be settled that has no place of its own for it."""


def neighbour(codes: Sequence[str], now: str, step: int) -> str:
    """Return the place of the indicator so many steps on, or of the first or last."""
    place = codes.index(now) + step if now in codes else 0
    return f"questionnaire/{codes[max(0, min(place, len(codes) - 1))]}"


def next_conflict(read: Assessment, now: str) -> str | None:
    """Return the place of the next conflict after a place, going round; one of `DIALOGS` where all are in those."""
    if not read.conflicts:
        return None
    found = [settled_at(read, conflict.ref) for conflict in read.conflicts]
    spots = [spot for spot in dict.fromkeys(found) if spot not in DIALOGS]
    if not spots:
        return found[0]
    return spots[(spots.index(now) + 1) % len(spots)] if now in spots else spots[0]


def spot_of(read: Assessment, ref: FieldRef) -> str:
    """Return the place where a field is shown; the field of a domain, where its findings are."""
    if ref.kind in ("assessment", "stage_change"):
        return "stage" if ref.field == "stage" or ref.kind == "stage_change" else "details"
    if ref.kind == "part":
        return "divide"
    if ref.kind == "finding":
        return f"findings/{_domain(read, ref.key)}/{ref.key}"
    if ref.kind == "citation":
        code = next((one.indicator for one in read.answers.values() if _cites(one, ref.key)), "")
        return f"questionnaire/{code}" if code else CHECKS
    if ref.kind == "decision":
        on = next((one.on for one in read.decisions if one.key == ref.key), "")
        return f"review/decisions/{on}".rstrip("/")
    pages = {
        "answer": "questionnaire",
        "domain": "findings",
        "source": "sources",
        "section": "profile",
        "comment": "review/comments",
    }
    return f"{pages[ref.kind]}/{ref.key}" if ref.kind in pages else CHECKS


def settled_at(read: Assessment, ref: FieldRef) -> str:
    """Return the place where a field in conflict is settled: its own, or the checks where that shows no values."""
    if ref.kind == "finding":
        return f"findings/{_domain(read, ref.key)}"
    if ref.kind == "comment":  # in its thread, which has the place of the comment that began it
        first = next((comment.answers for comment in read.comments if comment.key == ref.key), "")
        return f"review/comments/{first or ref.key}"
    if ref.kind in ("answer", "assessment", "section", "stage_change"):
        return spot_of(read, ref)
    code = next((one.indicator for one in read.answers.values() if _cites(one, ref.key)), "")
    if not code and ref.kind == "source":
        return spot_of(read, ref)
    return f"questionnaire/{code}" if code else CHECKS


def _domain(read: Assessment, finding: str) -> str:
    return next((one.domain for one in read.findings if one.key == finding), "1")


def _cites(answer: Answer, key: str) -> bool:
    """Whether an answer has a citation, or cites a source, with this key."""
    return any(key in (citation.key, citation.source) for citation in answer.citations)
