"""What a reviewer goes through: every answer and finding that says something, and how each was left."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .assessment import Assessment, Finding
from .decisions import Verdict, verdict
from .instrument import Instrument
from .threads import Comment, thing_of
from .upgrading import says_something


@dataclass(frozen=True)
class Thing:
    """An answer or a finding by kind/key, the code of its domain, and how it was left."""

    on: str
    domain: str
    verdict: Verdict


def things(read: Assessment, instrument: Instrument) -> tuple[Thing, ...]:
    """Return all that can be judged, domain by domain: its answers, then its findings; and what was judged before."""
    return tuple(
        Thing(on, domain.code, verdict(read.judgements.get(on, ())))
        for domain in instrument.domains
        for on in (
            *(f"answer/{one.code}" for one in domain.indicators if is_to_judge(read, f"answer/{one.code}")),
            *(f"finding/{one.key}" for one in _findings(read, domain.code)),
        )
    )


def _findings(read: Assessment, domain: str) -> Iterator[Finding]:
    yield from (*read.findings_of(domain, "well_developed"), *read.findings_of(domain, "potential"))


def is_to_judge(read: Assessment, on: str) -> bool:
    """Whether there is anything to judge on an answer or a finding, or was judged."""
    kind, key = thing_of(on)
    if kind == "answer":
        return says_something(read.answer(key)) or on in read.judgements
    return any(finding.key == key for finding in read.findings)


def tally(found: Iterable[Thing]) -> Mapping[str, Counter[Verdict]]:
    """Count how the things of each domain were left."""
    counted: dict[str, Counter[Verdict]] = {}
    for thing in found:
        counted.setdefault(thing.domain, Counter())[thing.verdict] += 1
    return counted


def next_to_judge(found: Iterable[Thing], read: Assessment, author: str, after: str, kind: str = "") -> str | None:
    """Return the first thing after this one, going round, on which this person has no decision that still stands.

    Where `kind` is given, it is of that kind.
    """
    order = [thing.on for thing in found if thing.on.startswith(f"{kind}/" if kind else "")]
    start = order.index(after) + 1 if after in order else 0
    return next(
        (on for on in (*order[start:], *order[:start]) if on != after and not judged_by(read, on, author)), None
    )


def judged_by(read: Assessment, on: str, author: str) -> bool:
    """Whether a person has decided on something as it stands now."""
    held = read.judgements.get(on, ())
    return any(one.decision.is_of(author) and not one.before_last_change for one in held)


def is_outdated(read: Assessment, comment: Comment) -> bool:
    """Whether what a proposal would replace was changed since it was made."""
    target = comment.target
    return target is not None and comment.against != {head.id for head in read.held(target).heads}
