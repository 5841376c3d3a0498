"""Another version of the local questionnaire: one indicator of each kind of change, and how to have it on a laptop."""

import copy
import hashlib
import json
from typing import Any

import rfc8785

from mgi_desktop.domain.instrument import Instrument, parse
from mgi_desktop.paths import resources
from mgi_desktop.services.opening import Services
from mgi_desktop.store import local

SAME, REWORDED, RESCALED, MOVED, REMOVED, NEW = "L1.1.1", "L1.1.2", "L1.1.3", "L1.2.1", "L1.3.1", "L1.1.90"
QUESTION = "Which of the {place} clinics take every newcomer without asking for papers?"


def of_now() -> dict[str, Any]:
    """The local questionnaire as it ships."""
    document: dict[str, Any] = json.loads((resources() / "instruments" / "mgi-local.json").read_text(encoding="utf-8"))
    return document


def of_2027() -> dict[str, Any]:
    """The next version: reworded, with another scale, moved to domain 2, without one, and with a new one."""
    document = of_now()
    document["version"] = "2027.1"
    parts = {part["code"]: part["indicators"] for domain in document["domains"] for part in domain["subdomains"]}
    asked = {item["code"]: item for items in parts.values() for item in items}
    asked[REWORDED]["question"]["en"] = QUESTION
    asked[RESCALED]["scale"] = [
        {"value": "open", "presence": "complete", "label": {"en": "Open to all", "es": "Abierto"}},
        {"value": "closed", "presence": "absent", "label": {"en": "Closed", "es": "Cerrado"}},
    ]
    parts["1.2"].remove(asked[MOVED])
    parts["2.1"].append(asked[MOVED])
    parts["1.3"].remove(asked[REMOVED])
    parts["1.1"].append({**copy.deepcopy(asked[SAME]), "code": NEW, "question": {"en": "A new question?"}})
    return document


def instrument(document: dict[str, Any]) -> Instrument:
    """A questionnaire from its JSON."""
    return parse(document, hashlib.sha256(rfc8785.dumps(document)).hexdigest())


def keep(services: Services, document: dict[str, Any]) -> Instrument:
    """Have a questionnaire on this laptop, as one that came with a file."""
    made = instrument(document)
    with services.database.writing() as connection:
        local.keep_instrument(connection, made.digest, rfc8785.dumps(document))
    return made
