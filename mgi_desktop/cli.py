"""The command line: the same services as the window, and no Qt."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, n_
from mgi_desktop.paths import data_folder

if TYPE_CHECKING:
    from mgi_desktop.services.opening import Services

DONE, COULD_NOT, WRONG_USAGE = 0, 1, 2


def run(arguments: list[str]) -> int:
    """Run one command, or open the window; return the exit code."""
    i18n.set_language(i18n.system_language())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    given, rest = _common().parse_known_args(arguments)
    data = Path(given.data) if given.data else data_folder()
    if not rest or (rest[0] not in COMMANDS and not rest[0].startswith("-")):
        return _window(data, rest)
    options = _parser().parse_args(rest)
    try:
        return COMMANDS[options.command](options, data, given.json)
    except Refused as refused:
        print(f"mgi-desktop: {i18n.say(refused)}", file=sys.stderr)
        return COULD_NOT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT


def _window(data: Path, rest: list[str]) -> int:
    """Open the window, with a file to import if one is named."""
    if len(rest) > 1:
        _parser().error(_("one file at most"))
    import importlib

    return int(importlib.import_module("mgi_desktop.app").start(data, Path(rest[0]) if rest else None))


def _common() -> argparse.ArgumentParser:
    """The options that stand before or after the command."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", metavar="DIR", help=_("folder of the store (or MGI_DATA_DIR)"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mgi-desktop",
        allow_abbrev=False,
        parents=[_common()],
        description=_("Without a command: open the window (and FILE)."),
    )
    parser.add_argument("--version", action="version", version=f"mgi-desktop {_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    imports = commands.add_parser("import", help=_("take plain documents in"))
    imports.add_argument("files", nargs="+", type=Path, metavar="FILE")
    commands.add_parser("list", help=_("list the assessments"))
    exports = commands.add_parser("export", help=_("write a profile, a wheel or a plain document"))
    exports.add_argument("id", metavar="ID")
    exports.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.(pdf|html|svg|json)")
    exports.add_argument("--language", metavar="TAG")
    checks = commands.add_parser("check", help=_("verify the store, or files"))
    checks.add_argument("files", nargs="*", type=Path, metavar="FILE")
    commands.add_parser("self-test", help=_("do what an installed copy must be able to do"))
    return parser


def _version() -> str:
    from importlib.metadata import version

    return version("mgi-desktop")


@contextmanager
def _opened(data: Path) -> Iterator["Services"]:
    from mgi_desktop.services.opening import open_services  # not above: the window's first frame does without

    services = open_services(data)
    try:
        yield services
    finally:
        services.close()


def _print(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _import(options: argparse.Namespace, data: Path, as_json: bool) -> int:
    taken: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    with _opened(data) as services:
        for path in options.files:
            try:
                result = services.exchanging.take(path)
            except Refused as error:
                why = _(error.message).format(**error.fields)
                refused.append({"file": str(path), "where": error.where, "why": why})
                if not as_json:
                    print(f"mgi-desktop: {i18n.say(error)}", file=sys.stderr)
                continue
            taken.append({"file": str(path), "id": result.assessment, "edits": result.edits})
            if result.not_taken:
                taken[-1]["not_taken"] = list(result.not_taken)
            if not as_json:
                counted = n_("{n} edit", "{n} edits", result.edits).format(n=result.edits)
                print(f"{path}: {result.title}, {result.assessment}: {counted}")
                for name in result.not_taken:
                    print(_("{file}: “{name}” is not known and was not taken.").format(file=path, name=name))
    if as_json:
        _print({"taken": taken, "refused": refused})
    return COULD_NOT if refused else DONE


def _list(_options: argparse.Namespace, data: Path, as_json: bool) -> int:
    with _opened(data) as services:
        entries = services.library.entries()
    if as_json:
        _print(
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


def _export(options: argparse.Namespace, data: Path, as_json: bool) -> int:
    from mgi_desktop.domain.fields import tag
    from mgi_desktop.services.exporting import export

    if options.language:
        tag(options.language)
    with _opened(data) as services:
        snapshot = services.exporting.snapshot(services.library.find(options.id))
    written = export(snapshot, options.output, options.language)
    warnings = [_(message).format(**fields) for message, fields in written.warnings] if written else []
    if as_json:
        _print({"file": str(options.output), "warnings": warnings})
    for warning in warnings:
        print(f"mgi-desktop: {warning}", file=sys.stderr)
    return DONE


def _check(options: argparse.Namespace, data: Path, as_json: bool) -> int:
    with _opened(data) as services:
        if options.files:
            found = [
                (str(path), problem) for path in options.files for problem in services.safekeeping.check_file(path)
            ]
        else:
            found = [("", problem) for problem in services.safekeeping.check()]
    problems = [
        {"file": file, "where": problem.where, "why": _(problem.message).format(**problem.fields)}
        for file, problem in found
    ]
    if as_json:
        _print({"ok": not problems, "problems": problems})
    else:
        for problem in problems:
            print(": ".join(part for part in problem.values() if part), file=sys.stderr)
        if not problems:
            print(_("Everything is as it should be."))
    return COULD_NOT if problems else DONE


def _self_test(_options: argparse.Namespace, _data: Path, as_json: bool) -> int:
    """Take the sample in, export it in every form, and read it back, in a folder of its own."""
    import tempfile

    from mgi_desktop.services.exporting import SUFFIXES, export

    with tempfile.TemporaryDirectory() as folder, _opened(Path(folder) / "store") as services:
        sample = services.exchanging.sample()
        snapshot = services.exporting.snapshot(sample.assessment)
        sizes = {}
        for suffix in SUFFIXES:
            path = Path(folder) / f"sample.{suffix}"
            export(snapshot, path)
            sizes[suffix] = path.stat().st_size
        again = services.exchanging.take(Path(folder) / "sample.json")
        problems = services.safekeeping.check()
    good = not problems and again.edits == 0 and all(sizes.values())
    if as_json:
        _print({"ok": good, "bytes": sizes})
    else:
        print(_("Everything is as it should be.") if good else _("The self-test failed."))
    return DONE if good else COULD_NOT


COMMANDS: dict[str, Callable[[argparse.Namespace, Path, bool], int]] = {
    "import": _import,
    "list": _list,
    "export": _export,
    "check": _check,
    "self-test": _self_test,
}
