"""What a questionnaire must be made of, checked on its JSON before anything is made of it: every error says where."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal

from . import fields as check
from .errors import Refused
from .text import first_refused
from .words import N_

Json = Mapping[str, Any]
Presence = Literal["complete", "partial", "absent"]
Level = Literal["national", "local"]

FORMAT = "mgi-instrument"
NOT_APPLICABLE = "not_applicable"
PRESENCES: tuple[Presence, ...] = ("complete", "partial", "absent")
LEVELS: tuple[Level, ...] = ("national", "local")
DOMAINS = 6
"""The wheel has so many sectors."""
INDICATORS = 1000
CHOICES = 9
"""Each choice of a scale has a digit as its key."""
TEXT = 10_000
NAME = 80
LANGUAGES = 60
CODES = {"domain": 3, "subdomain": 12, "indicator": 40}
"""How long codes may be: those of domains and subdomains are written on the wheel."""

_CODE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_TOP = (
    "format", "id", "version", "level", "source_language", "languages", "title", "notice", "scales", "domains",
)  # fmt: skip
_DOMAIN = ("code", "title", "summary", "subdomains")
_SUBDOMAIN = ("code", "title", "indicators")
_TEXTS = ("guidance", "evidence_hint", "recommendation")
_NOTES = ("topic_attested", "sdg_10_7_2", "gcm_objectives")
"""What a questionnaire may note of an indicator for whoever works on it: kept, and shown nowhere."""
_INDICATOR = ("code", "question", *_TEXTS, "scale", *_NOTES)
_CHOICE = ("value", "presence", "label")


def is_code(text: object, most: int = CODES["indicator"]) -> bool:
    """Whether this can be a code: Latin letters, digits, dots, hyphens and low lines."""
    return isinstance(text, str) and len(text) <= most and _CODE.fullmatch(text) is not None


def sound(document: object) -> tuple[str, ...]:
    """Check the whole document; return the places of the keys that this version does not know.

    Refused names the first place that is wrong, such as `domains[2].subdomains[0].indicators[3].question`.
    """
    rules = _Rules()
    rules.check(document)
    return tuple(rules.unknown)


class _Rules:
    """Walks a document once."""

    def __init__(self) -> None:
        self.unknown: list[str] = []
        self._languages: Collection[str] = ()
        self._source = ""
        self._scales: Collection[str] = ()
        self._codes: dict[str, str] = {}
        self._indicators = 0

    def check(self, document: object) -> None:
        top = self._object(document, _TOP, "", needless=("format", "notice", "scales"))
        if top.get("format", FORMAT) != FORMAT:
            raise Refused(N_("This is not a questionnaire: “format” must be “{name}”."), where="format", name=FORMAT)
        for name in ("id", "version"):
            _code(top[name], name, NAME)
        _word(top["level"], LEVELS, "level")
        self._check_languages(top)
        self._texts(top["title"], "title", needed=True)
        self._texts(top.get("notice", {}), "notice")
        scales = _mapping(top.get("scales", {}), "scales")
        self._scales = scales.keys()
        for name, choices in scales.items():
            _code(name, f"scales.{shown(name)}", NAME)
            self._scale(choices, f"scales.{name}")
        self._check_domains(top["domains"])

    def _check_languages(self, top: Json) -> None:
        tags = _list(top["languages"], "languages")
        if not 0 < len(tags) <= LANGUAGES:
            raise Refused(N_("A questionnaire has 1 to {most} languages."), where="languages", most=LANGUAGES)
        for place, tag in enumerate(tags):
            _at(f"languages[{place}]", check.tag, tag)
            if tag in tags[:place]:
                raise Refused(N_("“{value}” stands twice. Leave one."), where=f"languages[{place}]", value=tag)
        if top["source_language"] not in tags:
            raise Refused(
                N_("“{language}” is not among the languages of the questionnaire: {languages}."),
                where="source_language",
                language=shown(top["source_language"]),
                languages=", ".join(tags),
            )
        self._languages, self._source = tags, top["source_language"]

    def _check_domains(self, domains: object) -> None:
        found = _list(domains, "domains")
        if len(found) != DOMAINS:
            raise Refused(
                N_(
                    "The wheel has six sectors: a questionnaire has exactly {needed} domains, and this one has {count}."
                ),
                where="domains",
                needed=DOMAINS,
                count=len(found),
            )
        for place, domain in enumerate(found):
            self._domain(domain, f"domains[{place}]")
        if self._indicators > INDICATORS:
            raise Refused(
                N_("A questionnaire has at most {most} indicators, and this one has {count}."),
                where="domains",
                most=INDICATORS,
                count=self._indicators,
            )

    def _domain(self, domain: object, where: str) -> None:
        part = self._object(domain, _DOMAIN, where, needless=("summary",))
        self._own_code(part["code"], "domain", where)
        self._texts(part["title"], f"{where}.title", needed=True)
        self._texts(part.get("summary", {}), f"{where}.summary")
        subdomains = _list(part["subdomains"], f"{where}.subdomains")
        if not subdomains:
            raise Refused(N_("A domain needs at least one indicator."), where=where)
        for place, subdomain in enumerate(subdomains):
            self._subdomain(subdomain, f"{where}.subdomains[{place}]")

    def _subdomain(self, subdomain: object, where: str) -> None:
        part = self._object(subdomain, _SUBDOMAIN, where)
        self._own_code(part["code"], "subdomain", where)
        self._texts(part["title"], f"{where}.title", needed=True)
        indicators = _list(part["indicators"], f"{where}.indicators")
        if not indicators:
            raise Refused(N_("A subdomain needs at least one indicator."), where=where)
        for place, indicator in enumerate(indicators):
            self._indicator(indicator, f"{where}.indicators[{place}]")

    def _indicator(self, indicator: object, where: str) -> None:
        part = self._object(indicator, _INDICATOR, where, needless=(*_TEXTS, *_NOTES))
        self._indicators += 1
        self._own_code(part["code"], "indicator", where)
        self._texts(part["question"], f"{where}.question", needed=True)
        for name in _TEXTS:
            self._texts(part.get(name, {}), f"{where}.{name}")
        scale = part["scale"]
        if not isinstance(scale, str):
            self._scale(scale, f"{where}.scale")
        elif scale not in self._scales:
            raise Refused(N_("There is no scale “{name}”."), where=f"{where}.scale", name=shown(scale))

    def _scale(self, choices: object, where: str) -> None:
        found = _list(choices, where)
        if not 2 <= len(found) <= CHOICES:
            raise Refused(
                N_("A scale has 2 to {most} values, and this one has {count}."),
                where=where,
                most=CHOICES,
                count=len(found),
            )
        met = {NOT_APPLICABLE}
        for place, choice in enumerate(found):
            part = self._object(choice, _CHOICE, f"{where}[{place}]")
            _code(part["value"], f"{where}[{place}].value")
            _word(part["presence"], PRESENCES, f"{where}[{place}].presence")
            self._texts(part["label"], f"{where}[{place}].label", needed=True)
            if part["value"] in met:
                raise Refused(
                    N_("The value “{value}” stands twice, or is kept for “not applicable”. Give it another name."),
                    where=f"{where}[{place}].value",
                    value=part["value"],
                )
            met.add(part["value"])

    def _own_code(self, code: object, kind: str, where: str) -> None:
        """A code is permanent, and nothing else in the questionnaire has it."""
        _code(code, f"{where}.code", CODES[kind])
        earlier = self._codes.setdefault(str(code), where)
        if earlier != where:
            raise Refused(
                N_("The code {code} stands twice: also in {earlier}. Give one of them another."),
                where=f"{where}.code",
                code=code,
                earlier=earlier,
            )

    def _texts(self, texts: object, where: str, *, needed: bool = False) -> None:
        found = _mapping(texts, where)
        for language, text in found.items():
            if language not in self._languages:
                raise Refused(
                    N_("“{language}” is not among the languages of the questionnaire: {languages}."),
                    where=where,
                    language=shown(language),
                    languages=", ".join(self._languages),
                )
            _text(text, f"{where}.{language}")
        if (needed or found) and not found.get(self._source, "").strip():
            raise Refused(
                N_("The text in the source language, “{language}”, is missing."), where=where, language=self._source
            )

    def _object(self, value: object, names: tuple[str, ...], where: str, needless: Collection[str] = ()) -> Json:
        found = _mapping(value, where)
        for name in names:
            if name not in found and name not in needless:
                raise Refused(N_("“{name}” is missing."), where=where or "questionnaire", name=name)
        self.unknown += [f"{where}.{shown(name)}".lstrip(".") for name in found if name not in names]
        return found


def _mapping(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Refused(N_("An object in braces is expected here."), where=where)
    return value


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise Refused(N_("A list in square brackets is expected here."), where=where)
    return value


def _word(value: object, allowed: tuple[str, ...], where: str) -> None:
    _at(where, check.one_of(*allowed), value)


def _at(where: str, one: check.Check, value: Any) -> None:
    try:
        one(value)
    except Refused as refused:
        raise Refused(refused.message, where=where, **refused.fields) from refused


def _code(value: object, where: str, most: int = CODES["indicator"]) -> None:
    if not is_code(value, most):
        raise Refused(
            N_(
                "“{value}” cannot be a code here: 1 to {most} Latin letters, digits, dots, hyphens and low lines can, "
                "beginning with a letter, a digit or a low line."
            ),
            where=where,
            value=shown(value),
            most=most,
        )


def _text(text: object, where: str) -> None:
    if not isinstance(text, str):
        raise Refused(N_("Text is expected here."), where=where)
    if len(text) > TEXT:
        raise Refused(N_("The text is longer than {limit} characters."), where=where, limit=TEXT)
    refused = first_refused(text)
    if refused:
        raise Refused(
            N_("Character {place} is {character}, a control character that no file may carry. Remove it."),
            where=where,
            place=refused[0],
            character=refused[1],
        )


def shown(value: object) -> str:
    """The beginning of a value as a message can show it."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:60])
    return text if len(text) < 60 else f"{text}…"


def gaps(document: Json) -> Iterator[tuple[str, str]]:
    """The texts that are not there in every language: place and language, of a document that is sound."""
    for where, texts in _every_text(document):
        if texts:
            yield from ((where, tag) for tag in document["languages"] if not texts.get(tag, "").strip())


def _every_text(document: Json) -> Iterator[tuple[str, Json]]:
    yield "title", document["title"]
    yield "notice", document.get("notice", {})
    for name, choices in document.get("scales", {}).items():
        yield from _labels(choices, name)
    for domain in document["domains"]:
        yield f"{domain['code']} title", domain["title"]
        yield f"{domain['code']} summary", domain.get("summary", {})
        for subdomain in domain["subdomains"]:
            yield f"{subdomain['code']} title", subdomain["title"]
            for indicator in subdomain["indicators"]:
                for name in ("question", *_TEXTS):
                    yield f"{indicator['code']} {name}", indicator.get(name, {})
                if not isinstance(indicator["scale"], str):
                    yield from _labels(indicator["scale"], indicator["code"])


def _labels(choices: list[Json], of: str) -> Iterator[tuple[str, Json]]:
    yield from ((f"{of} {choice['value']}", choice["label"]) for choice in choices)
