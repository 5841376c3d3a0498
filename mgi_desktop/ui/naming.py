"""Any field in words: what it belongs to, what it is called, and how its values read."""

import json
from collections.abc import Callable, Mapping

from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.fields import FIELDS, known
from mgi_desktop.domain.instrument import NOT_APPLICABLE
from mgi_desktop.domain.progress import State
from mgi_desktop.i18n import N_, _, format_date, format_moment, language_name, local_moment
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.earlier import followed
from mgi_desktop.ui.library.form import NAMES as ASKED
from mgi_desktop.ui.library.form import in_words
from mgi_desktop.ui.places import spot_of
from mgi_desktop.ui.review.verdicts import DECIDED, OUTCOMES
from mgi_desktop.ui.sources.form import NAMES as SOURCE_FIELDS
from mgi_desktop.ui.stages.reached import rule_titles

_FIELDS: Mapping[str, Mapping[str, str]] = {
    "assessment": {
        **ASKED,
        "area": N_("Region or province"),
        "title": N_("Title of the profile"),
        "stage": N_("Stage"),
        "level": N_("Level"),
        "instrument": N_("Questionnaire"),
        "follows": N_("Earlier round"),
    },
    "answer": {
        "value": N_("Answer"),
        "verify": N_("To be verified"),
        "justification": N_("Justification"),
        "suggestion": N_("Suggestion of a finding"),
    },
    "citation": {"locator": N_("Place in the source"), "source": N_("Source"), "answer": N_("Indicator")},
    "source": SOURCE_FIELDS,
    "finding": {"text": N_("Text"), "kind": N_("List"), "domain": N_("Domain")},
    "section": {"text": N_("Text"), "title": N_("Title"), "enabled": N_("Printed")},
    "comment": {
        "text": N_("Text"),
        "on": N_("What it is about"),
        "resolved": N_("Resolved"),
        "author": N_("Author"),
        "at": N_("Time"),
        "answers": N_("Answers a comment"),
        "field": N_("Proposed for"),
        "proposed": N_("Proposal"),
        "against": N_("Seen when it was proposed"),
        "outcome": N_("What came of it"),
    },
    "decision": {
        "outcome": N_("Decision"),
        "reason": N_("What should be changed"),
        "on": N_("What it is about"),
        "author": N_("Author"),
        "at": N_("Time"),
        "after": N_("Takes the place of"),
        "judged": N_("Seen when it was decided"),
    },
    "stage_change": {
        "before": N_("Stage before"),
        "stage": N_("Stage"),
        "reason": N_("Reason"),
        "author": N_("Author"),
        "at": N_("Time"),
    },
    "part": {"person": N_("Who has this part")},
    "person": {"name": N_("Name")},
    "erasure": {"reason": N_("Reason"), "edits": N_("Erased value"), "all": N_("Erased value")},
}
_EXCERPT = 60


def place_name(desk: Desk, kind: str, key: str) -> str:
    """What an entity is called: “L1.1.1”, “Source “Ley 155””, “Finding “…””, “Citation in L1.1.1”."""
    if kind == "answer":
        return key
    if kind == "citation":
        return _("Citation in {code}").format(code=_held(desk, kind, key, "answer"))
    if kind in ("comment", "decision"):
        on_kind, _slash, on_key = _held(desk, kind, key, "on").partition("/")
        about = place_name(desk, on_kind, on_key) if on_kind not in ("", "comment", "decision") else ""
        if kind == "decision":
            return _("Decision on {place}").format(place=about) if about else _("Decision")
        return _("Comment on {place}").format(place=about) if about else _("Comment")
    if kind == "source":
        return _("Source “{title}”").format(title=words.isolated(excerpt(_held(desk, kind, key, "title"))))
    if kind == "finding":
        return _("Finding “{text}”").format(text=words.isolated(excerpt(_written(desk, kind, key, "text"))))
    if kind == "section":
        return _("Section “{title}”").format(title=words.isolated(_section(desk, key)))
    if kind == "part":
        return _("Part {place}").format(place=_part(desk, key))
    plain = {
        "assessment": _("Details"),
        "stage_change": _("Change of stage"),
        "person": _("Name of a person"),
        "erasure": _("Erased for good"),
    }
    return plain.get(kind, _("From a newer version of the program"))


def field_name(desk: Desk, ref: FieldRef) -> str:
    """What a field is called, without what it belongs to."""
    name, _at, language = ref.field.partition("@")
    name, _slash, member = name.partition("/")
    if name == "deleted":
        return _("Trash") if ref.kind == "assessment" else _("Removed")
    if name == "rank":
        return _("Place in the order")
    if (ref.kind, name) == ("finding", "indicators"):
        return _("Rests on {code}").format(code=member)
    if (ref.kind, name) == ("finding", "sources"):
        return _("Names the source {title}").format(title=words.isolated(_held(desk, "source", member, "title")))
    if (ref.kind, name) == ("stage_change", "overridden"):
        return _("Although: {rules}").format(rules=rule_titles([member])[0])
    found = _(_FIELDS.get(ref.kind, {}).get(name, name))
    if language and language != desk.assessment.language:
        return _("{name} in {language}").format(name=found, language=language_name(language))
    return found


def value_in_words(desk: Desk, ref: FieldRef, value: Value) -> str:
    """How a value reads; empty where the field says nothing."""
    name = ref.field.partition("@")[0].partition("/")[0]
    if name == "deleted":
        return _("removed") if isinstance(value, list) else _("here")
    if name == "rank":
        return ""
    if not known(ref) or isinstance(value, dict | list):
        return _odd(value)
    if isinstance(value, bool) or (value is None and name in _FLAGS):
        return _("yes") if value else _("no")
    if value is None:
        return ""
    say = _SAYING.get((ref.kind, name))
    if say is not None:
        return say(desk, ref, str(value))
    return in_words(name, value) if ref.kind == "assessment" else str(value)


def whereabouts(desk: Desk, ref: FieldRef) -> str:
    """The place where a field is shown: the trash for what was removed, empty for what is shown nowhere."""
    read = desk.assessment
    if ref.kind not in FIELDS or ref.kind in ("erasure", "person"):
        return ""
    removed = any((one.kind, one.key) == ref[:2] for one in desk.services.trash.removed(read))
    return "trash" if removed else spot_of(read, ref)


def excerpt(text: str, most: int = _EXCERPT) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def language_of(desk: Desk, ref: FieldRef) -> str:
    """The language whose direction the values of a field have."""
    _name, _at, language = ref.field.partition("@")
    return language or (desk.language if ref.field == "value" else desk.assessment.language)


def _held(desk: Desk, kind: str, key: str, field: str) -> str:
    return str(desk.assessment.held(FieldRef(kind, key, field)).value or "")


def _written(desk: Desk, kind: str, key: str, field: str) -> str:
    """A text in the language of the profile, else in any that it has."""
    read = desk.assessment
    own = _held(desk, kind, key, f"{field}@{read.language}")
    others = (ref for ref in read.fields if ref[:2] == (kind, key) and ref.field.startswith(f"{field}@"))
    return own or next((text for ref in others if (text := str(read.held(ref).value or ""))), "")


def _section(desk: Desk, key: str) -> str:
    from mgi_desktop.services.reading import profile_words  # with all that a profile is made of: a first screen waits

    return _written(desk, "section", key, "title") or profile_words(desk.assessment.language).get(key, key)


def _part(desk: Desk, code: str) -> str:
    """A domain or a subdomain with its title, an indicator by its code."""
    titles = {domain.code: domain.title for domain in desk.instrument.domains}
    titles |= {part.code: part.title for domain in desk.instrument.domains for part in domain.subdomains}
    return words.isolated(f"{code} {desk.text(titles.get(code, {}))}".strip())


def _choice(desk: Desk, ref: FieldRef, value: str) -> str:
    if value == NOT_APPLICABLE:
        return _(words.STATES[State.NOT_APPLICABLE])
    indicator = desk.instrument.indicators.get(ref.key)
    labels = {choice.value: desk.text(choice.label) for choice in indicator.scale} if indicator else {}
    return labels.get(value, value)


def _target(desk: Desk, comment: str) -> FieldRef:
    """The field for which a comment proposes another value."""
    kind, _slash, key = _held(desk, "comment", comment, "on").partition("/")
    return FieldRef(kind, key, _held(desk, "comment", comment, "field"))


def _domain(desk: Desk, _ref: FieldRef, value: str) -> str:
    titles = {one.code: desk.text(one.title) for one in desk.instrument.domains}
    return f"{value} {titles.get(value, '')}".strip()


def _about(desk: Desk, _ref: FieldRef, value: str) -> str:
    kind, _slash, key = value.partition("/")
    return place_name(desk, kind, key)


def _moment(_desk: Desk, _ref: FieldRef, value: str) -> str:
    try:
        return format_moment(local_moment(value))
    except ValueError:
        return value


def _questionnaire(desk: Desk, _ref: FieldRef, value: str) -> str:
    for here in desk.services.instruments.known():
        if here.digest == value:
            return f"{here.text(here.title, desk.language)}, {here.version}"
    return _("another questionnaire ({beginning})").format(beginning=value[:8])


def _odd(value: Value) -> str:
    if isinstance(value, dict) and "name" in value:
        return str(value["name"])
    return "" if value is None else json.dumps(value, ensure_ascii=False)


_FLAGS = ("verify", "indicators", "sources", "enabled", "resolved", "overridden", "edits", "against", "judged")
_SAYING: Mapping[tuple[str, str], Callable[[Desk, FieldRef, str], str]] = {
    ("answer", "value"): _choice,
    ("answer", "suggestion"): lambda _desk, _ref, _value: _("set aside"),
    ("citation", "source"): lambda desk, _ref, value: _held(desk, "source", value, "title") or value,
    ("source", "kind"): lambda _desk, _ref, value: _(words.SOURCE_KINDS.get(value, value)),
    ("source", "date"): lambda _desk, _ref, value: format_date(value),
    ("source", "consulted"): lambda _desk, _ref, value: format_date(value),
    ("source", "attached"): lambda _desk, _ref, value: format_date(value),
    ("finding", "kind"): lambda _desk, _ref, value: _(words.FINDING_KINDS.get(value, value)),
    ("finding", "domain"): _domain,
    ("comment", "on"): _about,
    ("comment", "answers"): lambda desk, _ref, value: excerpt(_held(desk, "comment", value, "text")) or value,
    ("part", "person"): lambda desk, _ref, value: words.who(desk.assessment, value),
    ("comment", "author"): lambda desk, _ref, value: words.who(desk.assessment, value),
    ("comment", "at"): _moment,
    ("comment", "field"): lambda desk, ref, value: field_name(desk, _target(desk, ref.key)),
    ("comment", "proposed"): lambda desk, ref, value: value_in_words(desk, _target(desk, ref.key), value),
    ("comment", "outcome"): lambda _desk, _ref, value: _(OUTCOMES.get(value, value)),
    ("decision", "on"): _about,
    ("decision", "outcome"): lambda _desk, _ref, value: _(DECIDED.get(value, value)),
    ("decision", "author"): lambda desk, _ref, value: words.who(desk.assessment, value),
    ("decision", "at"): _moment,
    ("stage_change", "before"): lambda _desk, _ref, value: _(words.STAGES.get(value, value)),
    ("stage_change", "stage"): lambda _desk, _ref, value: _(words.STAGES.get(value, value)),
    ("stage_change", "author"): lambda desk, _ref, value: words.who(desk.assessment, value),
    ("stage_change", "at"): _moment,
    ("assessment", "level"): lambda _desk, _ref, value: _(words.LEVELS.get(value, value)),
    ("assessment", "instrument"): _questionnaire,
    ("assessment", "follows"): lambda desk, _ref, value: followed(desk, value),
}
