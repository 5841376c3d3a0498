"""What a plain document may hold: the keys of each kind of thing in it, and the check of each value."""

import re
from collections.abc import Callable, Mapping

from mgi_desktop.domain import fields as check
from mgi_desktop.domain.edits import Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_

Table = Mapping[str, Callable[[Value], Value]]
_RULE = re.compile("[a-z0-9_]{1,64}")

DOCUMENT = (
    "format", "version", "id", "instrument", "subject", "title", "round", "follows", "year", "month", "language",
    "stage", "sections", "answers", "sources", "findings", "comments", "decisions", "stage_changes",
    "parts", "conflicts", "translations",
)  # fmt: skip


def nullable(one: Callable[[Value], Value]) -> Callable[[Value], Value]:
    """Make the check of what may also be null."""
    return lambda value: None if value is None else one(value)


def named(value: Value) -> Value:
    """A name: one line that is not empty."""
    read = check.line(value)
    if not str(read).strip():
        raise Refused(N_("This is empty. Give it a name."))
    return read


def rule(value: Value) -> Value:
    """The name of a rule of the checks."""
    read = str(check.line(value))
    if not _RULE.fullmatch(read):
        raise Refused(N_("A rule is named with small letters, digits and underscores."))
    return read


def not_empty(value: Value) -> Value:
    """The name of the subject."""
    read = check.line(value)
    if not str(read).strip():
        raise Refused(N_("The subject has no name yet. Write the name of the country, city or territory."))
    return read


ANSWER: Table = {
    "indicator": check.line,
    "value": nullable(check.line),
    "verify": check.truth,
    "justification": nullable(check.text),
    "earlier": check.truth,
}
SOURCE: Table = {
    "id": named,
    "kind": check.one_of(*check.SOURCE_KINDS),
    "title": check.short_line,
    "issuer": nullable(check.short_line),
    "reference": nullable(check.short_line),
    "date": nullable(check.partial_date),
    "consulted": nullable(check.partial_date),
    "link": nullable(check.short_line),
    "attached": nullable(check.day),
    "deleted": check.truth,
}
FILE: Table = {
    "name": check.short_line,
    "sha256": check.sha256,
    "bytes": check.whole_number(0, 2**53 - 1),
}
FINDING: Table = {
    "id": check.identifier,
    "domain": check.line,
    "kind": check.one_of(*check.FINDING_KINDS),
    "text": check.text,
    "deleted": check.truth,
}
SECTION: Table = {
    "key": named,
    "title": nullable(check.line),
    "text": nullable(check.text),
    "enabled": check.truth,
    "deleted": check.truth,
}
COMMENT: Table = {
    "id": check.identifier,
    "answers": nullable(check.identifier),
    "author": check.line,
    "at": check.moment,
    "text": check.text,
    "resolved": check.truth,
    "outcome": nullable(check.one_of(*check.OUTCOMES)),
    "deleted": check.truth,
}
PROPOSAL: Table = {"field": named, "value": check.text, "changed_since": check.truth}
DECISION: Table = {
    "id": check.identifier,
    "outcome": check.one_of(*check.DECISIONS),
    "reason": nullable(check.text),
    "author": check.line,
    "at": check.moment,
    "after": nullable(check.identifier),
    "changed_since": check.truth,
    "deleted": check.truth,
}
STAGE_CHANGE: Table = {
    "id": check.identifier,
    "before": nullable(check.one_of(*check.STAGES)),
    "stage": check.one_of(*check.STAGES),
    "author": check.line,
    "at": check.moment,
    "reason": nullable(check.text),
}
PART: Table = {"place": named, "person": nullable(named)}
