"""The entities of an assessment while it is assembled: what their fields say, and whether they are deleted."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from .edits import FieldRef, Value
from .fields import known
from .held import Fields, Held
from .instrument import Texts
from .ranks import is_rank

_REFERRING = ("decision", "comment", "citation", "finding")
_ON_THINGS = ("comment", "decision")
"""What is said on something else: it refers to it, and goes with a finding that is removed."""
_BESIDE = ("person", "erasure")
"""What is no work in an assessment: it may come after its deletion, which holds all the same."""
IDENTIFYING: Mapping[str, str] = {
    "assessment": "instrument",
    "citation": "source",
    "source": "title",
    "finding": "domain",
    "comment": "on",
    "decision": "on",
    "stage_change": "stage",
}
"""The field without which an entity of a kind is nothing: whoever writes it first begins the entity."""


class Entity:
    """The fields of one entity while an assessment is assembled."""

    def __init__(self, kind: str, key: str) -> None:
        self.kind, self.key = kind, key
        self.fields: dict[str, Held] = {}

    @cached_property
    def _says(self) -> Mapping[str, Value]:
        return {name: held.value for name, held in self.fields.items()}

    def get(self, name: str) -> Value:
        """What a field says now, None where it was never set."""
        return self._says.get(name)

    def words(self, name: str) -> str:
        """A text, empty where there is none."""
        value = self.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """A whole number, or None."""
        value = self.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def rank(self) -> str:
        """The place in the order; what is no rank counts as none."""
        rank = self.words("rank")
        return rank if is_rank(rank) else ""

    def texts(self, name: str) -> Texts:
        """A text in every language that it has."""
        return {
            full.split("@")[1]: value
            for full, value in self._says.items()
            if full.startswith(f"{name}@") and isinstance(value, str) and value
        }

    def members(self, name: str) -> tuple[str, ...]:
        """The keys whose own field says that they belong here, sorted."""
        return tuple(
            sorted(
                full.split("/", 1)[1]
                for full, value in self._says.items()
                if value is True and full.startswith(f"{name}/")
            )
        )

    def said(self) -> bool:
        """Whether any field holds anything; that a section is off says something, other flags only when they are up.

        The place of a section says something, too: there are sections in which nothing was written.
        """
        silent = ("deleted",) if self.kind == "section" else ("deleted", "rank")
        for name, held in self.fields.items():
            if name not in silent:
                for value in held.values:
                    if value not in (None, "", False) or (name == "enabled" and value is False):
                        return True
        return False

    def contested_fields(self) -> Iterator[str]:
        """The fields in conflict: not the rank, which settles itself, nor what only a newer version could settle."""
        for name, held in self.fields.items():
            if held.in_conflict and name not in ("rank", "deleted") and known(FieldRef(self.kind, self.key, name)):
                yield name

    def head_ids(self) -> set[str]:
        """Every head of the entity but those of its deletion."""
        return {head.id for name, held in self.fields.items() if name != "deleted" for head in held.heads}

    def referring(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Every entity (kind, key) that this one refers to, with the head that does."""
        if self.kind not in _REFERRING:
            return
        for name, held in self.fields.items():
            for head in held.heads:
                target = _target(self.kind, name, head.value)
                if target:
                    yield target, head.id

    def deletion(self, references: set[str]) -> str:
        """Return present, deleted, or contested: deleted against edited."""
        held = self.fields.get("deleted")
        if held is None:
            return "present"
        lists = [head.value for head in held.heads if isinstance(head.value, list)]
        if not lists:
            return "present"
        seen = {str(edit) for value in lists for edit in value}
        if len(lists) < len(held.heads) or (self.head_ids() | references) - seen:
            return "contested"
        return "deleted"


def seen(fields: Fields) -> Mapping[tuple[str, str], set[str]]:
    """Return, for each entity (kind, key), its heads and those that refer to it: what a deleter of it has seen.

    All that is in an assessment belongs to it.
    """
    found: dict[tuple[str, str], set[str]] = {}
    whole: set[str] = set()
    for ref, held in fields.items():
        if ref.kind not in _BESIDE and (ref.kind, ref.field) != ("assessment", "deleted"):
            whole.update(head.id for head in held.heads)
        for head in held.heads:
            if ref.field != "deleted":
                found.setdefault(ref[:2], set()).add(head.id)
            target = _target(ref.kind, ref.field, head.value)
            if target:
                found.setdefault(target, set()).add(head.id)
    found.update({entity: whole for entity in found if entity[0] == "assessment"})
    return found


def _target(kind: str, name: str, value: Value) -> tuple[str, str] | None:
    """Return the entity (kind, key) that a field of an entity of a kind refers to with this value."""
    if kind == "finding" and name.startswith("sources/") and value is True:
        return "source", name.removeprefix("sources/")
    if not isinstance(value, str):
        return None
    if kind == "citation" and name == "source":
        return "source", value
    if kind in _ON_THINGS and name == "on":
        on, _slash, key = value.partition("/")
        return on, key
    if kind == "comment" and name == "answers":
        return "comment", value
    return None


def _within(entities: Mapping[str, Mapping[str, Entity]]) -> set[str]:
    """Every head of what an assessment is made of, itself left out."""
    found: set[str] = set()
    for kind, by_key in entities.items():
        if kind not in (*_BESIDE, "assessment"):
            found.update(head.id for one in by_key.values() for held in one.fields.values() for head in held.heads)
    return found


def fates(entities: Mapping[str, Mapping[str, Entity]]) -> dict[Entity, str]:
    """Say whether each entity is present, deleted or contested; those that refer come before what they name."""
    fate: dict[Entity, str] = {}
    referring: dict[tuple[str, str], set[str]] = {}
    for kind in (*_REFERRING, *entities):
        of_kind = entities.get(kind, {}).values()
        for entity in sorted(of_kind, key=_answers_none) if kind == "comment" else of_kind:
            if entity in fate:
                continue
            others = referring.get((kind, entity.key), set())
            if kind == "assessment" and "deleted" in entity.fields:
                others = others | _within(entities)
            fate[entity] = entity.deletion(others)
            if fate[entity] != "deleted":
                for target, head in entity.referring():
                    referring.setdefault(target, set()).add(head)
    return fate


def _answers_none(comment: Entity) -> bool:
    return not comment.words("answers")


def placed(present: Mapping[str, list[Entity]]) -> dict[str, list[Entity]]:
    """Return comments and decisions but those on a finding that is not here: they come and go with it."""
    findings = {f"finding/{entity.key}" for entity in present.get("finding", [])}

    def is_placed(entity: Entity) -> bool:
        on = entity.words("on")
        return on in findings or not on.startswith("finding/")

    return {kind: list(filter(is_placed, present.get(kind, []))) for kind in _ON_THINGS}
