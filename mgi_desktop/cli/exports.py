"""Listing assessments, and writing them as files."""

from argparse import Namespace
from pathlib import Path

from mgi_desktop.i18n import _

from . import sharing
from .command import DONE, Add, Command, complain, opened, print_json


def parsers(add: Add) -> None:
    """Say which commands there are, with their options."""
    add("list", help=_("list the assessments"))
    exports = add("export", help=_("write a profile, a wheel, a plain document, the comments or a package"))
    exports.add_argument("id", metavar="ID", help=_("identifier, or its beginning"))
    exports.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.(pdf|html|svg|json|xlsx|docx|mgi)")
    exports.add_argument("--language", metavar="TAG", help=_("language of the profile"))
    whats = _("comments: remarks and their answers, xlsx or docx; whole, part, review: what a package (.mgi) holds")
    exports.add_argument("--what", choices=("comments", *sharing.WHATS), help=whats)
    exports.add_argument("--open", action="store_true", help=_("only the comments that are still open"))
    sharing.options(exports)
    exports.set_defaults(wrong_usage=exports.error)


def _list(_options: Namespace, data: Path, as_json: bool) -> int:
    with opened(data, reading=True) as services:
        entries = services.library.entries()
    if as_json:
        print_json(
            [
                {
                    "id": entry.id,
                    "title": entry.title or entry.subject,
                    "instrument": entry.instrument,
                    "stage": entry.stage,
                    "answered": entry.answered,
                    "of": entry.of,
                    "findings": entry.well_developed + entry.potential,
                    "conflicts": entry.conflicts,
                }
                for entry in entries
            ]
        )
        return DONE
    for entry in entries:
        progress = _("{n} of {of} answered").format(n=entry.answered, of=entry.of)
        print(f"{entry.id}  {entry.title or entry.subject}  {entry.stage}  {progress}")
    return DONE


def _export(options: Namespace, data: Path, as_json: bool) -> int:
    from mgi_desktop.services.exporting import export, export_comments

    if sharing.is_package(options.output):
        return sharing.share(options, data, as_json)
    if options.what in sharing.WHATS:
        options.wrong_usage(_("“{what}” goes into a package: name a file that ends in .mgi").format(what=options.what))
    with opened(data, reading=True) as services:
        snapshot = services.exporting.snapshot(services.library.find(options.id))
    if options.what == "comments":
        written = export_comments(snapshot, options.output, options.language, only_open=options.open)
    else:
        written = export(snapshot, options.output, options.language)
    warnings = [_(message).format(**fields) for message, fields in written.warnings] if written else []
    if as_json:
        print_json({"file": str(options.output), "warnings": warnings})
    for warning in warnings:
        complain(warning)
    return DONE


COMMANDS: dict[str, Command] = {"list": _list, "export": _export}
