"""Erasing for good: which values can be erased one by one, and what an erasure writes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .edits import Edit, FieldRef, Value

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
    "part": ("person",),
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


def erased_by(edits: Iterable[Edit]) -> Iterator[tuple[str, str]]:
    """Which values (assessment, edit) these edits erase, here or not."""
    for edit in edits:
        if edit.ref.kind == "erasure" and edit.ref.field.startswith("edits/") and edit.value is True:
            yield edit.assessment, edit.ref.field.removeprefix("edits/")


def united(edits: Iterable[Edit]) -> dict[str, Edit]:
    """Return each edit once, by its id: with its value where any of them has it, unless one of them erases it."""
    found: dict[str, Edit] = {}
    erased: set[tuple[str, str]] = set()
    for edit in edits:
        if edit.body is not None or edit.id not in found:
            found[edit.id] = edit
        erased.update(erased_by((edit,)))
    for assessment, name in erased:
        named = found.get(name)
        if named and named.assessment == assessment and named.ref.kind != "erasure":
            found[name] = replace(named, body=None)
    return found
