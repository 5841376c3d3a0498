"""Identifiers: what two laptops must find alike is derived from content, all else is random."""

import uuid

import rfc8785


def uuid7(milliseconds: int, random: bytes) -> str:
    """Return a UUID of version 7 (RFC 9562) from Unix milliseconds and 10 random bytes."""
    number = milliseconds << 80 | int.from_bytes(random)
    number &= ~(0xF << 76 | 0x3 << 62)
    return str(uuid.UUID(int=number | 7 << 76 | 2 << 62))


def citation_key(assessment: str, answer: str, source: str, locator: str, nth: int = 0) -> str:
    """Return the key of a citation: UUIDv5 in the assessment, of answer, source and locator at creation.

    `nth` tells those apart that say the same, or said it once.
    """
    return _named(assessment, "citation", answer, source, locator, *([nth] if nth else []))


def finding_key(assessment: str, domain: str, kind: str, text: str, nth: int) -> str:
    """Return the key of a finding that came without one: the nth (from 0) with this text in its list."""
    return _named(assessment, "finding", domain, kind, text, nth)


def comment_key(assessment: str, on: str, text: str, nth: int) -> str:
    """Return the key of a comment that came without one: the nth (from 0) with this text on its place."""
    return _named(assessment, "comment", on, text, nth)


def decision_key(assessment: str, on: str, outcome: str, reason: str, nth: int) -> str:
    """Return the key of a decision that came without one: the nth (from 0) that says this on its place."""
    return _named(assessment, "decision", on, outcome, reason, nth)


def stage_change_key(assessment: str, stage: str, at: str, nth: int) -> str:
    """Return the key of a change of stage that came without one: the nth (from 0) to this stage at this time."""
    return _named(assessment, "stage_change", stage, at, nth)


def source_key(assessment: str, name: str) -> str:
    """Return the key of a source that a document names by something else than a UUID."""
    return _named(assessment, "source", name)


def _named(assessment: str, *parts: str | int) -> str:
    return str(uuid.uuid5(uuid.UUID(assessment), rfc8785.dumps(list(parts)).decode()))
