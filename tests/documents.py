"""Plain documents for tests: one with every field that there is, and the smallest."""

import copy
import json
from pathlib import Path
from typing import Any

ID = "0198c0de-0000-7000-8000-000000000001"
EARLIER = "0198c0de-0000-7000-8000-000000000002"
LAW = "11111111-1111-4111-8111-111111111111"
SITE = "22222222-2222-4222-8222-222222222222"
FIRST = "33333333-3333-4333-8333-333333333331"
SECOND = "33333333-3333-4333-8333-333333333332"
REMARK = "44444444-4444-4444-8444-444444444444"
REPLY = "44444444-4444-4444-8444-444444444445"
PROPOSAL = "44444444-4444-4444-8444-444444444446"
ASKED = "66666666-6666-4666-8666-666666666661"
ACCEPTED = "66666666-6666-4666-8666-666666666662"
MOVED = "55555555-5555-4555-8555-555555555551"
WITHDRAWN = "55555555-5555-4555-8555-555555555552"

_SMALL: dict[str, Any] = {
    "format": "mgi-assessment",
    "version": 1,
    "instrument": {"id": "mgi-local", "version": "2026.1"},
    "subject": {"country": "SLV", "name": "Río Claro", "level": "local"},
    "year": 2023,
    "language": "es",
}

_FULL: dict[str, Any] = {
    "format": "mgi-assessment",
    "version": 1,
    "id": ID,
    "instrument": {"id": "mgi-local", "version": "2026.1"},
    "subject": {"country": "SLV", "name": "Río Claro", "area": "Valle Alto", "level": "local"},
    "title": "Perfil de Río Claro",
    "round": 2,
    "follows": EARLIER,
    "year": 2023,
    "month": 9,
    "language": "es",
    "stage": "draft",
    "sections": [
        {
            "key": "introduction",
            "title": "Presentación",
            "text": "Primera línea.\n\nSegunda.",
            "enabled": True,
            "translations": {"ar": {"text": "مقدمة"}, "fr": {"title": "Présentation", "text": "Première ligne."}},
        },
        {"key": "annexes", "title": None, "text": None, "enabled": False},
    ],
    "answers": [
        {
            "indicator": "L1.1.1",
            "value": "a",
            "verify": True,
            "justification": "La clínica atiende a todas las personas.\nSin distinción.",
            "citations": [
                {"source": LAW, "locator": "art. 5"},
                {"source": LAW, "locator": "art. 3"},
                {"source": SITE, "locator": None},
            ],
        },
        {"indicator": "L1.1.2", "value": "not_applicable", "verify": False, "justification": "", "citations": []},
        {"indicator": "L2.1.1", "value": None, "verify": False, "justification": "Por ver.", "citations": []},
    ],
    "sources": [
        {
            "id": SITE,
            "kind": "web",
            "title": "Sitio de la alcaldía",
            "issuer": "Alcaldía",
            "reference": None,
            "date": "2022-11",
            "consulted": "2023-05-02",
            "link": "https://example.org/?a=1&b=2",
            "file": None,
            "attached": None,
        },
        {
            "id": LAW,
            "kind": "law",
            "title": "Ordenanza 12",
            "issuer": None,
            "reference": "Núm. 12",
            "date": "2014",
            "consulted": None,
            "link": None,
            "file": {"name": "ordenanza.pdf", "sha256": "0" * 64, "bytes": 48_123},
            "attached": "2023-05-03",
        },
    ],
    "findings": [
        {
            "id": SECOND,
            "domain": "1",
            "kind": "well_developed",
            "text": "La clínica municipal atiende sin pedir documentos.",
            "indicators": ["L1.1.1", "L1.1.2"],
            "sources": [LAW],
            "translations": {"fr": {"text": "La clinique municipale soigne sans demander de papiers."}},
        },
        {
            "id": FIRST,
            "domain": "1",
            "kind": "well_developed",
            "text": "Hay clases de idioma por la tarde.",
            "indicators": [],
            "sources": [],
        },
    ],
    "comments": [
        {
            "id": REMARK,
            "on": {"kind": "answer", "key": "L1.1.1"},
            "author": "Comisión de Salud y Bienestar",
            "at": "2023-05-02T15:04:05.000Z",
            "text": "¿Desde qué año?",
            "resolved": True,
        },
        {
            "id": REPLY,
            "on": {"kind": "answer", "key": "L1.1.1"},
            "answers": REMARK,
            "author": "Ana",
            "at": "2023-05-03T09:00:00.000Z",
            "text": "Desde 2014.",
            "resolved": False,
        },
        {
            "id": PROPOSAL,
            "on": {"kind": "answer", "key": "L1.1.2"},
            "author": "Beto",
            "at": "2023-05-04T09:00:00.000Z",
            "text": "",
            "resolved": True,
            "proposal": {"field": "justification", "value": "No hay migración de retorno."},
            "outcome": "partly_taken",
        },
    ],
    "decisions": [
        {
            "id": ASKED,
            "on": {"kind": "answer", "key": "L1.1.2"},
            "outcome": "changes",
            "reason": "Falta decir desde cuándo.",
            "author": "Beto",
            "at": "2023-05-05T09:00:00.000Z",
            "changed_since": True,
        },
        {
            "id": ACCEPTED,
            "on": {"kind": "answer", "key": "L1.1.2"},
            "outcome": "accepted",
            "reason": None,
            "author": "Beto",
            "at": "2023-05-06T09:00:00.000Z",
            "after": ASKED,
        },
    ],
    "stage_changes": [
        {
            "id": MOVED,
            "before": "collecting",
            "stage": "consultation",
            "author": "Ana",
            "at": "2023-06-01T10:00:00.000Z",
            "reason": "El concejo no quiso esperar.",
            "overridden": ["no_citation", "unanswered"],
        },
        {
            "id": WITHDRAWN,
            "before": "consultation",
            "stage": "draft",
            "author": "Beto",
            "at": "2023-06-20T10:00:00.000Z",
            "reason": None,
            "overridden": [],
        },
    ],
    "parts": [{"place": "1", "person": "Ana"}, {"place": "L1.1.2", "person": "Beto"}],
    "translations": {"fr": {"title": "Profil de Río Claro"}},
}


def small(**changes: Any) -> dict[str, Any]:
    """Return the smallest document, with these members besides."""
    return {**copy.deepcopy(_SMALL), **changes}


def full(**changes: Any) -> dict[str, Any]:
    """Return a document with every field, in the form in which it is exported."""
    return {**copy.deepcopy(_FULL), **changes}


def bare(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document without the ids of its findings, comments and changes of stage, and without decisions."""
    bared = copy.deepcopy(document)
    bared["decisions"] = []
    for item in [*bared["findings"], *bared["comments"], *bared["stage_changes"]]:
        del item["id"]
        item.pop("answers", None)
    return bared


def put(path: Path, document: object) -> Path:
    """Write a document to a file."""
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path
