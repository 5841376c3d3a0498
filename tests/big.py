"""An assessment larger than any real one: 500 indicators, 2,000 sources, 300 findings, 1,000 comments, 50,000 edits."""

import hashlib
import json
import uuid

import rfc8785

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.keys import citation_key
from mgi_desktop.domain.ranks import between
from mgi_desktop.paths import resources
from mgi_desktop.services.journal import Label
from mgi_desktop.services.opening import Services
from mgi_desktop.store import local

INDICATORS, SOURCES, FINDINGS, COMMENTS, EDITS = 500, 2000, 300, 1000, 50_000
ID = "0198c0de-0000-7000-8000-0000000000b1"
_KINDS = ("law", "policy", "statistic", "report", "web", "interview", "other")


def questionnaire() -> bytes:
    """A questionnaire of 500 indicators in the six domains of the shipped one, as canonical JSON."""
    document = json.loads((resources() / "instruments" / "mgi-local.json").read_text(encoding="utf-8"))
    subdomains = [part for domain in document["domains"] for part in domain["subdomains"]]
    for place, part in enumerate(subdomains):
        first = part["indicators"][0]
        wanted = INDICATORS * (place + 1) // len(subdomains) - INDICATORS * place // len(subdomains)
        part["indicators"] = [{**first, "code": f"L{part['code']}.{number}"} for number in range(1, wanted + 1)]
    document["version"] = "500"
    return rfc8785.dumps(document)


def fill(services: Services, edits: int = EDITS) -> str:
    """Write the assessment into a store; return its id."""
    instrument = questionnaire()
    digest = hashlib.sha256(instrument).hexdigest()
    with services.database.writing() as connection:
        local.keep_instrument(connection, digest, instrument)
    own = {"instrument": digest, "country": "SLV", "subject": "Gran Palma", "level": "local", "round": 1, "year": 2023}
    changes = {FieldRef("assessment", ID, name): value for name, value in {**own, "language": "es"}.items()}
    services.journal.record(ID, changes, Label("new"), scope="")

    codes = list(services.library.questionnaire(ID).indicators)
    sources = [str(uuid.UUID(int=1000 + number)) for number in range(SOURCES)]
    changes = {}

    def put(of: str, key: str, /, **fields: object) -> None:
        changes.update({FieldRef(of, key, name): value for name, value in fields.items()})

    rank = None
    for number, key in enumerate(sources):
        rank = between(rank, None)
        put(
            "source", key, kind=_KINDS[number % 7], title=f"Ordenanza número {number} de participación", rank=rank,
            issuer=f"Concejo {number % 40}", date=str(1990 + number % 34), consulted="2023-05-02",
            link=f"https://example.org/{number}",
        )  # fmt: skip
    for place, code in enumerate(codes):
        put("answer", code, value=("yes", "partial", "no")[place % 3], justification="Hay una oficina municipal. " * 8)
        if place % 9 == 0:
            put("answer", code, verify=True)
        for cited in range(3):
            source = sources[(place * 3 + cited) % SOURCES]
            put("citation", citation_key(ID, code, source, "art. 5"), answer=code, source=source, locator="art. 5")
    rank = None
    for number in range(FINDINGS):
        rank, key = between(rank, None), str(uuid.UUID(int=9000 + number))
        put("finding", key, domain=str(number % 6 + 1), kind=("well_developed", "potential")[number % 2], rank=rank)
        put("finding", key, **{"text@es": f"La oficina {number} atiende a todas las personas. " * 4})
        put("finding", key, **{f"indicators/{codes[number]}": True, f"sources/{sources[number]}": True})
    for number in range(COMMENTS):
        on = f"answer/{codes[number % INDICATORS]}"
        put(
            "comment", str(uuid.UUID(int=20_000 + number)), on=on, author="Ana", at="2023-05-02T15:04:05.000Z",
            text=f"¿Sigue en vigor el acuerdo {number}?",
        )  # fmt: skip
    services.journal.record(ID, changes, Label("all of it"))
    made = len(changes)
    while made < edits:
        made += len(codes)
        texts = {FieldRef("answer", code, "justification"): f"{made} hay una oficina municipal. " * 8 for code in codes}
        services.journal.record(ID, texts, Label("again"))
    services.journal.typed(ID, FieldRef("answer", codes[0], "justification"), "Lo que se escribe ahora")
    services.journal.flush()
    return ID
