"""Listing questionnaires, and writing one as a file."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mgi_desktop import i18n
from mgi_desktop.i18n import _, n_

from .command import DONE, Add, Command, complain, opened, print_json

if TYPE_CHECKING:
    from mgi_desktop.services.opening import Services


def parsers(add: Add) -> None:
    """Say which commands there are, with their options."""
    instruments = add("instruments", help=_("list the questionnaires, or write one as a file"))
    instruments.add_argument("id", metavar="ID[@VERSION]", nargs="?", help=_("identifier of a questionnaire"))
    instruments.add_argument("-o", "--output", type=Path, metavar="OUT.(xlsx|json)", help=_("XLSForm, or our JSON"))
    instruments.set_defaults(wrong_usage=instruments.error)


def _instruments(options: Namespace, data: Path, as_json: bool) -> int:
    """List the questionnaires, or write one as a file."""
    from mgi_desktop.services import instrument_files

    if (options.id is None) is not (options.output is None):
        options.wrong_usage(_("to write a questionnaire, give its ID and -o OUT"))
    with opened(data, reading=True) as services:
        if options.id is None:
            return _list_instruments(services, as_json)
        document = services.instruments.document(services.instruments.find(options.id).digest)
    written = instrument_files.write(document, options.output)
    warnings = [_(message).format(**fields) for message, fields in written.warnings] if written else []
    if as_json:
        print_json({"file": str(options.output), "warnings": warnings})
    for warning in warnings:
        complain(warning)
    return DONE


def _list_instruments(services: "Services", as_json: bool) -> int:
    found: list[dict[str, Any]] = [
        {
            "id": one.instrument.id,
            "version": one.instrument.version,
            "sha256": one.instrument.digest,
            "title": one.instrument.text(one.instrument.title, i18n.language()),
            "level": one.instrument.level,
            "indicators": len(one.instrument.indicators),
            "languages": list(one.instrument.languages),
            "shipped": one.shipped,
            "file": one.origin,
            "assessments": one.used,
        }
        for one in services.instruments.listed()
    ]
    if as_json:
        print_json(found)
        return DONE
    for one in found:
        indicators = n_("{n} indicator", "{n} indicators", one["indicators"]).format(n=one["indicators"])
        print(f"{one['id']}@{one['version']}  {one['title']}  {one['level']}  {indicators}  {one['sha256'][:12]}")
    return DONE


COMMANDS: dict[str, Command] = {"instruments": _instruments}
