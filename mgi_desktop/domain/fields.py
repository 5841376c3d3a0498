"""The one table of what an assessment is made of: kind → fields → what a field may hold."""

import re
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from . import ranks
from .countries import ALPHA_3
from .edits import HASH, FieldRef, Value, is_author
from .errors import Refused
from .text import first_refused, one_kind_of_line_end
from .words import N_

STAGES = ("collecting", "draft", "consultation", "validated", "published")
FINDING_KINDS = ("well_developed", "potential")
SOURCE_KINDS = ("law", "policy", "statistic", "report", "web", "interview", "other")
OUTCOMES = ("taken", "partly_taken", "not_taken")
"""What came of a comment, where the team says so."""
DECISIONS = ("accepted", "changes")
"""What a reviewer decides on an answer or a finding."""
SECTIONS = (
    "objective",
    "introduction",
    "conceptual_framework",
    "context",
    "key_findings",
    "changes",
    "sources",
    "annexes",
    "acknowledgements",
)
TEXT_LIMIT = 100_000
SHORT_LIMIT = 4_000

Check = Callable[[Value], Value]
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")


@dataclass(frozen=True)
class Field:
    """What one field may hold; `language`: the field's name ends in `@` and a tag; `member`: in `/` and a key."""

    check: Check
    language: bool = False
    member: bool = False


def text(value: Value) -> Value:
    """Several lines of text."""
    if not isinstance(value, str):
        raise Refused(N_("Text is expected here."))
    value = one_kind_of_line_end(value)
    refused = first_refused(value)
    if refused:
        raise Refused(
            N_("Character {place} is {character}, a control character that no file may carry. Remove it."),
            place=refused[0],
            character=refused[1],
        )
    if len(value) > TEXT_LIMIT:
        raise Refused(N_("The text is longer than {limit} characters."), limit=TEXT_LIMIT)
    return value


def line(value: Value) -> Value:
    """One line of text."""
    return " ".join(str(text(value)).split("\n"))


def short_line(value: Value) -> Value:
    """One line that stands in a list, such as a title or a link."""
    read = str(line(value))
    if len(read) > SHORT_LIMIT:
        raise Refused(
            N_("This has {length} characters; at most {limit} can be kept here. Shorten it."),
            length=len(read),
            limit=SHORT_LIMIT,
        )
    return read


def tag(value: Value) -> Value:
    """A language by its BCP 47 tag."""
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise Refused(N_("“{value}” is not a language tag, such as “es” or “pt-BR”."), value=_short(value))
    return value


def country(value: Value) -> Value:
    """A country by its ISO 3166-1 alpha-3 code."""
    if not isinstance(value, str) or value not in ALPHA_3:
        raise Refused(
            N_("“{value}” is not a country. Use the three-letter code of ISO 3166-1, such as SLV."), value=_short(value)
        )
    return value


def one_of(*values: str) -> Check:
    """Make the check of a fixed list of words."""

    def check(value: Value) -> Value:
        if not isinstance(value, str) or value not in values:
            raise Refused(
                N_("“{value}” is not allowed here. It may be: {values}."), value=_short(value), values=", ".join(values)
            )
        return value

    return check


def whole_number(least: int, most: int) -> Check:
    """Make the check of a whole number between two bounds, both allowed."""

    def check(value: Value) -> Value:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Refused(
                N_("“{value}” is not a whole number from {least} to {most}."),
                value=_short(value),
                least=least,
                most=most,
            )
        return value

    return check


def truth(value: Value) -> Value:
    """True or false."""
    if not isinstance(value, bool):
        raise Refused(N_("“{value}” is neither true nor false."), value=_short(value))
    return value


def partial_date(value: Value) -> Value:
    """A date to the year, month or day, ISO 8601."""
    if isinstance(value, str):
        whole = value + "-01-01"[len(value) - 4 :] if _DATE.fullmatch(value) else ""
        with suppress(ValueError):
            date.fromisoformat(whole)
            return value
    raise Refused(
        N_("“{value}” is not a date. Write the year, the month or the day, such as 2023, 2023-09 or 2023-09-01."),
        value=_short(value),
    )


def day(value: Value) -> Value:
    """A date to the day, ISO 8601."""
    if isinstance(value, str) and len(value) == len("2023-09-01"):
        return partial_date(value)
    raise Refused(N_("“{value}” is not a day, such as 2023-09-01."), value=_short(value))


def moment(value: Value) -> Value:
    """A time in UTC, ISO 8601."""
    if isinstance(value, str) and _UTC.fullmatch(value):
        with suppress(ValueError):
            datetime.fromisoformat(value[:19])
            return value
    raise Refused(N_("“{value}” is not a time in UTC, such as 2023-05-02T15:04:05.000Z."), value=_short(value))


def identifier(value: Value) -> Value:
    """A UUID in lower case."""
    with suppress(ValueError):
        if isinstance(value, str) and str(uuid.UUID(value)) == value:
            return value
    raise Refused(N_("“{value}” is not an identifier (a UUID in lower case)."), value=_short(value))


def sha256(value: Value) -> Value:
    """A SHA-256 in hexadecimal."""
    if not isinstance(value, str) or not HASH.fullmatch(value):
        raise Refused(N_("“{value}” is not a SHA-256 in hexadecimal."), value=_short(value))
    return value


def attached(value: Value) -> Value:
    """An attached file: its name, SHA-256 and size in bytes."""
    if not isinstance(value, dict) or value.keys() != {"name", "sha256", "bytes"}:
        raise Refused(N_("An attached file has exactly a name, a sha256 and bytes."))
    size = whole_number(0, 2**53 - 1)(value["bytes"])
    return {"name": short_line(value["name"]), "sha256": sha256(value["sha256"]), "bytes": size}


def seen(value: Value) -> Value:
    """The heads that a deleter saw, sorted."""
    names = [str(sha256(member)) for member in value] if isinstance(value, list) else None
    if names is None or names != sorted(set(names)):
        raise Refused(N_("A deletion holds the sorted list of the edits that were seen."))
    return list(names)


def author(value: Value) -> Value:
    """A person, as edits name their authors: by a key, or by a name where there is none."""
    name = str(line(value))
    if not is_author(name):
        raise Refused(N_("“{value}” is neither a key nor a name of a person."), value=_short(value))
    return name


def place_in_order(value: Value) -> Value:
    """A place in an order, as `ranks` makes it."""
    if not isinstance(value, str) or not ranks.is_rank(value):
        raise Refused(N_("“{value}” is not a place in an order."), value=_short(value))
    return value


def _short(value: object) -> str:
    shown = value if isinstance(value, str) else repr(value)
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in shown[:60])
    return shown if len(shown) < 60 else shown + "…"


_DELETED = {"deleted": Field(seen)}
_RANKED = {"rank": Field(place_in_order), **_DELETED}

FIELDS: Mapping[str, Mapping[str, Field]] = {
    "assessment": {
        "instrument": Field(sha256),
        "country": Field(country),
        "subject": Field(line),
        "area": Field(line),
        "level": Field(one_of("national", "local")),
        "title": Field(line, language=True),
        "round": Field(whole_number(1, 99)),
        "follows": Field(identifier),
        "year": Field(whole_number(1900, 2200)),
        "month": Field(whole_number(1, 12)),
        "language": Field(tag),
        "stage": Field(one_of(*STAGES)),
        **_DELETED,
    },
    "answer": {
        "value": Field(line),
        "verify": Field(truth),
        "justification": Field(text),
        "suggestion": Field(one_of("set_aside")),
    },
    "citation": {"answer": Field(line), "source": Field(identifier), "locator": Field(short_line), **_RANKED},
    "source": {
        "kind": Field(one_of(*SOURCE_KINDS)),
        "title": Field(short_line),
        "issuer": Field(short_line),
        "reference": Field(short_line),
        "date": Field(partial_date),
        "consulted": Field(partial_date),
        "link": Field(short_line),
        "file": Field(attached),
        "attached": Field(day),
        **_RANKED,
    },
    "finding": {
        "domain": Field(line),
        "kind": Field(one_of(*FINDING_KINDS)),
        "text": Field(text, language=True),
        "indicators": Field(truth, member=True),
        "sources": Field(truth, member=True),
        **_RANKED,
    },
    "section": {
        "title": Field(line, language=True),
        "text": Field(text, language=True),
        "enabled": Field(truth),
        **_RANKED,
    },
    "comment": {
        "on": Field(line),
        "answers": Field(identifier),
        "author": Field(line),
        "at": Field(moment),
        "text": Field(text),
        "resolved": Field(truth),
        "field": Field(line),
        "proposed": Field(text),
        "against": Field(truth, member=True),
        "outcome": Field(one_of(*OUTCOMES)),
        **_RANKED,
    },
    "decision": {
        "on": Field(line),
        "outcome": Field(one_of(*DECISIONS)),
        "reason": Field(text),
        "author": Field(line),
        "at": Field(moment),
        "after": Field(identifier),
        "judged": Field(truth, member=True),
        **_DELETED,
    },
    "stage_change": {
        "before": Field(one_of(*STAGES)),
        "stage": Field(one_of(*STAGES)),
        "author": Field(line),
        "at": Field(moment),
        "reason": Field(text),
        "overridden": Field(truth, member=True),
    },
    "part": {"person": Field(author)},
    "person": {"name": Field(line)},
    "erasure": {"edits": Field(truth, member=True), "all": Field(truth, member=True), "reason": Field(text)},
}


def known(ref: FieldRef) -> bool:
    """Whether this version knows the field; one that it does not know is kept and passed on as it came."""
    return _field(ref) is not None


def checked(ref: FieldRef, value: Value) -> Value:
    """Return the value as the field holds it, None for an empty text; Refused where the field may not hold it."""
    field = _field(ref)
    if field is None:
        raise Refused(N_("There is no field “{field}” of a {kind}."), field=_short(ref.field), kind=_short(ref.kind))
    if field.language:
        tag(ref.field.partition("@")[2])
    held = None if value is None else field.check(value)
    return None if held == "" else held


def _field(ref: FieldRef) -> Field | None:
    name, _, language = ref.field.partition("@")
    name, _, member = name.partition("/")
    field = FIELDS.get(ref.kind, {}).get(name)
    whole = field is not None and field.language is bool(language) and field.member is bool(member)
    return field if whole else None
