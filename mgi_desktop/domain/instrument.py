"""The questionnaire: domains, subdomains, indicators and their texts in several languages. Data, never code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .instrument_rules import LEVELS, NOT_APPLICABLE, PRESENCES, Level, Presence, sound

Texts = Mapping[str, str]

__all__ = [
    "LEVELS",
    "NOT_APPLICABLE",
    "PRESENCES",
    "Choice",
    "Domain",
    "Indicator",
    "Instrument",
    "Level",
    "Presence",
    "Subdomain",
    "Texts",
    "made_of",
    "parse",
    "pick",
]


def pick(texts: Texts, language: str, source: str) -> tuple[str, str]:
    """Return a text and the language it is in: the one asked for, its base, the source language, or any.

    A text of nothing but blanks is none.
    """
    for tag in (language, language.split("-")[0], source, *texts):
        if texts.get(tag, "").strip():
            return texts[tag], tag
    return "", language


@dataclass(frozen=True)
class Choice:
    """One value of a scale."""

    value: str
    presence: Presence
    label: Texts


@dataclass(frozen=True)
class Indicator:
    """One question of the instrument; `code` is permanent."""

    code: str
    question: Texts
    guidance: Texts
    evidence_hint: Texts
    recommendation: Texts
    scale: tuple[Choice, ...]
    domain: str
    subdomain: str

    def presence(self, value: str | None) -> Presence | None:
        """Return what a value means, or None where it is no value of the scale."""
        return next((choice.presence for choice in self.scale if choice.value == value), None)

    def takes(self, value: str) -> bool:
        """Say whether an answer may have this value."""
        return value == NOT_APPLICABLE or self.presence(value) is not None


@dataclass(frozen=True)
class Subdomain:
    """A part of a domain."""

    code: str
    title: Texts
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Domain:
    """One of the six fields of policy."""

    code: str
    title: Texts
    summary: Texts
    subdomains: tuple[Subdomain, ...]

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of all subdomains, in order."""
        return tuple(indicator for subdomain in self.subdomains for indicator in subdomain.indicators)


@dataclass(frozen=True)
class Instrument:
    """A versioned questionnaire; `digest` is the SHA-256 of its canonical JSON."""

    id: str
    version: str
    level: Level
    source_language: str
    languages: tuple[str, ...]
    title: Texts
    notice: Texts
    domains: tuple[Domain, ...]
    digest: str

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by its code, in the instrument's order."""
        return {indicator.code: indicator for domain in self.domains for indicator in domain.indicators}

    def domain(self, code: str) -> Domain:
        """Return a domain by its code; KeyError where there is none."""
        return {domain.code: domain for domain in self.domains}[code]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {domain.code: place for place, domain in enumerate(self.domains, 1)}

    def place(self, domain: str) -> int:
        """The place of a domain, 1 to 6: it chooses colour and icon, whatever the code is; 1 where there is none."""
        return self._places.get(domain, 1)

    def text(self, texts: Texts, language: str) -> str:
        """Return a text in the language asked for, or in the nearest there is."""
        return pick(texts, language, self.source_language)[0]


def parse(document: Mapping[str, Any], digest: str) -> Instrument:
    """Make an instrument of its JSON document; Refused says where it is not what a questionnaire must be."""
    sound(document)
    return made_of(document, digest)


def made_of(document: Mapping[str, Any], digest: str) -> Instrument:
    """Make an instrument of a JSON document that was checked when it was taken in."""
    scales = {name: _scale(choices) for name, choices in document.get("scales", {}).items()}
    return Instrument(
        id=document["id"],
        version=document["version"],
        level=document["level"],
        source_language=document["source_language"],
        languages=tuple(document["languages"]),
        title=document["title"],
        notice=document.get("notice", {}),
        domains=tuple(_domain(part, scales) for part in document["domains"]),
        digest=digest,
    )


def _scale(choices: list[Mapping[str, Any]]) -> tuple[Choice, ...]:
    return tuple(Choice(choice["value"], choice["presence"], choice["label"]) for choice in choices)


def _domain(part: Mapping[str, Any], scales: Mapping[str, tuple[Choice, ...]]) -> Domain:
    subdomains = tuple(
        Subdomain(
            sub["code"],
            sub["title"],
            tuple(_indicator(item, part["code"], sub["code"], scales) for item in sub["indicators"]),
        )
        for sub in part["subdomains"]
    )
    return Domain(part["code"], part["title"], part.get("summary", {}), subdomains)


def _indicator(
    item: Mapping[str, Any], domain: str, subdomain: str, scales: Mapping[str, tuple[Choice, ...]]
) -> Indicator:
    scale = item["scale"]
    return Indicator(
        code=item["code"],
        question=item["question"],
        guidance=item.get("guidance", {}),
        evidence_hint=item.get("evidence_hint", {}),
        recommendation=item.get("recommendation", {}),
        scale=scales[scale] if isinstance(scale, str) else _scale(scale),
        domain=domain,
        subdomain=subdomain,
    )
