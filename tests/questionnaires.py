"""Questionnaires for tests: a small one whose domains are called A to F, in two languages."""

import copy
import hashlib
from typing import Any

import rfc8785

YES_NO: list[dict[str, Any]] = [
    {"value": "yes", "presence": "complete", "label": {"en": "Yes", "fr": "Oui"}},
    {"value": "part", "presence": "partial", "label": {"en": "Partly", "fr": "En partie"}},
    {"value": "no", "presence": "absent", "label": {"en": "No", "fr": "Non"}},
]
LEVELS_OF_CARE: list[dict[str, Any]] = [
    {"value": "a", "presence": "complete", "label": {"en": "For everybody", "fr": "Pour tout le monde"}},
    {"value": "b", "presence": "absent", "label": {"en": "For nobody", "fr": "Pour personne"}},
]
TITLES = {
    "A": ("Rights", "Droits"),
    "B": ("Whole of government", "Approche globale"),
    "C": ("Partnerships", "Partenariats"),
    "D": ("Well-being", "Bien-être"),
    "E": ("Crises", "Crises"),
    "F": ("Safe mobility", "Mobilité sûre"),
}


def both(english: str, french: str) -> dict[str, str]:
    """A text in the two languages."""
    return {"en": english, "fr": french}


def _indicator(code: str, scale: object) -> dict[str, Any]:
    return {
        "code": code,
        "question": both(f"Does {code} exist?", f"{code} existe-t-il ?"),
        "guidance": both(f"Look for {code}.", f"Chercher {code}."),
        "evidence_hint": both("A law", "Une loi"),
        "recommendation": both(f"Begin {code}.", f"Commencer {code}."),
        "scale": scale,
    }


def lettered() -> dict[str, Any]:
    """A sound questionnaire: six domains A to F, each with two subdomains, of two indicators and of one."""
    return copy.deepcopy(
        {
            "format": "mgi-instrument",
            "id": "lettered",
            "version": "3.1",
            "level": "local",
            "source_language": "en",
            "languages": ["en", "fr"],
            "title": both("Questionnaire of letters", "Questionnaire des lettres"),
            "notice": both("Made for tests.", "Fait pour les essais."),
            "scales": {"yes_no": YES_NO},
            "domains": [
                {
                    "code": code,
                    "title": both(*titles),
                    "summary": both(f"About {code}.", f"Au sujet de {code}."),
                    "subdomains": [
                        {
                            "code": f"{code}a",
                            "title": both("First part", "Première partie"),
                            "indicators": [
                                _indicator(f"{code}-one", "yes_no"),
                                _indicator(f"{code}-two", LEVELS_OF_CARE),
                            ],
                        },
                        {
                            "code": f"{code}b",
                            "title": both("Second part", "Deuxième partie"),
                            "indicators": [_indicator(f"{code}-three", "yes_no")],
                        },
                    ],
                }
                for code, titles in TITLES.items()
            ],
        }
    )


def canonical(document: object) -> bytes:
    """The bytes that are hashed and kept."""
    return rfc8785.dumps(document)


def digest(document: object) -> str:
    """The hash by which a questionnaire is known."""
    return hashlib.sha256(canonical(document)).hexdigest()
