"""Erasing for good: which values can be erased one by one, and what an erasure writes."""

from collections.abc import Iterable, Mapping

from .edits import FieldRef, Value

_TYPED: Mapping[str, tuple[str, ...]] = {
    "assessment": ("subject", "area", "title"),
    "answer": ("justification",),
    "citation": ("locator",),
    "source": ("title", "issuer", "reference", "link", "file"),
    "finding": ("text",),
    "section": ("title", "text"),
    "comment": ("text", "author", "proposed"),
    "decision": ("reason", "author"),
    "stage_change": ("reason", "author"),
    "person": ("name",),
}
"""What people write in their own words, where a name or a secret may stand."""


def erasable(ref: FieldRef) -> bool:
    """Whether a value of this field can be erased by itself: it was written, not chosen."""
    return ref.field.partition("@")[0] in _TYPED.get(ref.kind, ())


def erasure(key: str, names: Iterable[str], reason: str) -> dict[FieldRef, Value]:
    """Return the fields of an erasure of these edits."""
    fields: dict[FieldRef, Value] = {FieldRef("erasure", key, f"edits/{name}"): True for name in names}
    return {FieldRef("erasure", key, "reason"): reason, **fields}
