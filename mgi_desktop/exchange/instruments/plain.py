"""A questionnaire as JSON, as those that are shipped. Its schema is resources/schemas/instrument.json."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import rfc8785

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument_rules import FORMAT, shown, sound
from mgi_desktop.domain.text import first_refused
from mgi_desktop.domain.words import N_
from mgi_desktop.exchange.sheets import Remark

from .reading import Json, Reading


def read(data: bytes) -> Reading:
    """Read the bytes of a JSON file; Refused says where it is wrong. What this version does not know stays in it."""
    document = _json(data)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Refused(N_("This is not a questionnaire: “format” must be “{name}”."), where="format", name=FORMAT)
    unknown = sound(document)
    canonical(document)
    sentence = N_("This version does not know “{name}”; it stays in the questionnaire and is shown nowhere.")
    return Reading(document, left_out=tuple(Remark(sentence, "", {"name": shown(name)}) for name in unknown))


def canonical(document: Json) -> bytes:
    """The bytes that are hashed and kept (RFC 8785); Refused where JSON of other programs could not say the same."""
    try:
        for text in _texts(document):
            refused = first_refused(text)
            if refused:
                raise Refused(
                    N_("The questionnaire holds {character}, a control character that no file may carry. Remove it."),
                    character=refused[1],
                )
        return rfc8785.dumps(dict(document))
    except (rfc8785.CanonicalizationError, RecursionError) as error:
        raise Refused(N_("The questionnaire holds a number that not every program reads alike.")) from error


def _texts(value: object) -> Iterator[str]:
    """Every text and every name in a document, also where this version knows nothing."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield str(name)
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def write(document: Json) -> bytes:
    """Write a questionnaire, one text a line."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_no_twins)
    except UnicodeDecodeError as error:
        raise Refused(N_("This is not a text file in UTF-8; byte {place} is wrong."), place=error.start + 1) from error
    except json.JSONDecodeError as error:
        raise Refused(
            N_("This is not JSON. Look at line {line}, column {column}."), line=error.lineno, column=error.colno
        ) from error
    except RecursionError as error:
        raise Refused(N_("The file is nested too deeply to be a questionnaire.")) from error
    except ValueError as error:
        raise Refused(N_("This file holds a number that is too long to read.")) from error


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Refused(N_("The name “{name}” stands twice in one object. Leave one."), name=shown(name))
        found[name] = value
    return found
