"""The command line: the same services as the window, and no Qt."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_, _, n_
from mgi_desktop.paths import data_folder

if TYPE_CHECKING:
    from mgi_desktop.services.exchanging import Taken
    from mgi_desktop.services.opening import Services

DONE, COULD_NOT, WRONG_USAGE, STOPPED = 0, 1, 2, 130


def run(arguments: list[str]) -> int:
    """Run one command, or open the window; return the exit code."""
    i18n.set_language(i18n.system_language())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    given, rest = _common().parse_known_args(arguments)
    window = not rest or (rest[0] not in COMMANDS and not rest[0].startswith("-"))
    options = None if window else _parser().parse_args(rest)

    def command() -> int:
        data = Path(given.data) if given.data else data_folder()
        return COMMANDS[options.command](options, data, given.json) if options else _window(data, rest)

    return _done(command)


def _done(command: Callable[[], int]) -> int:
    """Run a command; say in one sentence why it could not be done."""
    try:
        code = command()
        if sys.stdout:
            sys.stdout.flush()  # here, where somebody can still say that it was not written
        return code
    except Refused as refused:
        _complain(i18n.say(refused))
    except KeyboardInterrupt:
        return STOPPED  # whoever pressed Ctrl+C knows
    except BrokenPipeError:
        _silence()  # whoever read the output has read enough
    except OSError as error:
        _silence()
        reason = error.strerror or error
        _complain(i18n.say(Refused(N_("This could not be done: {reason}."), where=error.filename or "", reason=reason)))
    return COULD_NOT


def _complain(sentence: str) -> None:
    if sys.stderr:  # where it is closed, `print` would take standard output
        print(f"mgi-desktop: {sentence}", file=sys.stderr)


def _silence() -> None:
    """Let what is still to be printed go nowhere, so that Python does not complain at its end."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _window(data: Path, rest: list[str]) -> int:
    """Open the window, with a file to import if one is named."""
    if len(rest) > 1:
        _parser().error(_("“{word}” is no command; a window opens one file at most").format(word=rest[0]))
    import importlib

    return int(importlib.import_module("mgi_desktop.app").start(data, Path(rest[0]) if rest else None))


def _common() -> argparse.ArgumentParser:
    """The options that stand before or after the command."""
    parser = argparse.ArgumentParser(prog="mgi-desktop", add_help=False, allow_abbrev=False)
    parser.add_argument("--data", metavar="DIR", help=_("folder of the store (or MGI_DATA_DIR)"))
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    return parser


def _parser() -> argparse.ArgumentParser:
    common = _common()
    parser = argparse.ArgumentParser(
        prog="mgi-desktop",
        allow_abbrev=False,
        parents=[common],
        description=_("Without a command: open the window (and FILE)."),
    )
    parser.add_argument("--version", action="version", version=f"mgi-desktop {_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add = partial(commands.add_parser, parents=[common], allow_abbrev=False)
    imports = add("import", help=_("take plain documents and questionnaires (.json, .xlsx) in"))
    imports.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add("list", help=_("list the assessments"))
    exports = add("export", help=_("write a profile, a wheel or a plain document"))
    exports.add_argument("id", metavar="ID", help=_("identifier, or its beginning"))
    exports.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.(pdf|html|svg|json)")
    exports.add_argument("--language", metavar="TAG", help=_("language of the profile"))
    instruments = add("instruments", help=_("list the questionnaires, or write one as a file"))
    instruments.add_argument("id", metavar="ID[@VERSION]", nargs="?", help=_("identifier of a questionnaire"))
    instruments.add_argument("-o", "--output", type=Path, metavar="OUT.(xlsx|json)", help=_("XLSForm, or our JSON"))
    checks = add("check", help=_("verify the store, or files"))
    checks.add_argument("files", nargs="*", type=Path, metavar="FILE")
    add("self-test", help=_("do what an installed copy must be able to do"))
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
    """Print JSON, in ASCII alone where the output takes no other letters."""
    unicode = "utf" in (sys.stdout.encoding or "").lower() if sys.stdout else True
    print(json.dumps(value, ensure_ascii=not unicode, indent=1))


def _import(options: argparse.Namespace, data: Path, as_json: bool) -> int:
    from mgi_desktop.services import instrument_files

    taken: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    with _opened(data) as services:
        # Questionnaires first: a document may name one of them.
        for path in sorted(options.files, key=lambda path: not instrument_files.is_questionnaire(path)):
            try:
                if instrument_files.is_questionnaire(path):
                    taken.append(_take_questionnaire(services, path, as_json))
                    continue
                result = services.exchanging.take(path)
            except Refused as error:
                refused.append({"file": str(path), "where": _within(error, path), "why": _why(error)})
                if not as_json:
                    _complain(i18n.say(error))
                continue
            taken.append({"file": str(path), "id": result.assessment, "edits": result.edits})
            if result.not_taken:
                taken[-1]["not_taken"] = list(result.not_taken)
            if not as_json:
                _say_taken(path, result)
    if as_json:
        _print({"taken": taken, "refused": refused})
    return COULD_NOT if refused else DONE


def _say_taken(path: Path, taken: "Taken") -> None:
    counted = n_("{n} edit", "{n} edits", taken.edits).format(n=taken.edits)
    print(f"{path}: {taken.title}, {taken.assessment}: {counted}")
    for name in taken.not_taken:
        print(_("{file}: “{name}” is not known and was not taken.").format(file=path, name=name))


def _take_questionnaire(services: "Services", path: Path, as_json: bool) -> dict[str, Any]:
    """Keep a questionnaire; say what was guessed in it, and what was left out."""
    from mgi_desktop.services import instrument_files

    offer = instrument_files.read(path, services.instruments.known())
    instrument_files.keep(services.instruments, offer)
    guessed, left_out = (
        [": ".join(filter(None, (where, _(message).format(**fields)))) for message, where, fields in remarks]
        for remarks in (offer.guessed, offer.left_out)
    )
    own = offer.instrument
    if not as_json:
        count = len(own.indicators)
        indicators = n_("{n} indicator", "{n} indicators", count).format(n=count)
        print(f"{path}: {own.text(own.title, i18n.language())}, {own.id}@{own.version}: {indicators}")
        if offer.twin:
            print(
                _("{file}: another questionnaire has the same identifier and version; both are kept.").format(file=path)
            )
        for line in guessed:
            print(_("{file}: guessed: {what}").format(file=path, what=line))
        for line in left_out:
            print(_("{file}: left out: {what}").format(file=path, what=line))
    questionnaire = {"id": own.id, "version": own.version, "sha256": own.digest}
    return {"file": str(path), "questionnaire": questionnaire, "new": not offer.here,
            "guessed": guessed, "left_out": left_out}  # fmt: skip


def _instruments(options: argparse.Namespace, data: Path, as_json: bool) -> int:
    """List the questionnaires, or write one as a file."""
    from mgi_desktop.services import instrument_files

    if (options.id is None) is not (options.output is None):
        _parser().error(_("to write a questionnaire, give its ID and -o OUT"))
    with _opened(data) as services:
        if options.id is None:
            return _list_instruments(services, as_json)
        document = services.instruments.document(services.instruments.find(options.id).digest)
    written = instrument_files.write(document, options.output)
    warnings = [_(message).format(**fields) for message, fields in written.warnings] if written else []
    if as_json:
        _print({"file": str(options.output), "warnings": warnings})
    for warning in warnings:
        _complain(warning)
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
        _print(found)
        return DONE
    for one in found:
        indicators = n_("{n} indicator", "{n} indicators", one["indicators"]).format(n=one["indicators"])
        print(f"{one['id']}@{one['version']}  {one['title']}  {one['level']}  {indicators}  {one['sha256'][:12]}")
    return DONE


def _why(error: Refused) -> str:
    return _(error.message).format(**error.fields)


def _within(error: Refused, path: Path) -> str:
    """The place in a file, without the file's name."""
    return "" if error.where == str(path) else error.where.removeprefix(path.name).removeprefix(": ")


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
    from mgi_desktop.services.exporting import export

    with _opened(data) as services:
        snapshot = services.exporting.snapshot(services.library.find(options.id))
    written = export(snapshot, options.output, options.language)
    warnings = [_(message).format(**fields) for message, fields in written.warnings] if written else []
    if as_json:
        _print({"file": str(options.output), "warnings": warnings})
    for warning in warnings:
        _complain(warning)
    return DONE


def _check(options: argparse.Namespace, data: Path, as_json: bool) -> int:
    from mgi_desktop.services.instruments import known_in
    from mgi_desktop.services.safekeeping import check_file

    if options.files:
        known = cache(partial(known_in, data))
        found = [(str(path), problem) for path in options.files for problem in check_file(path, known)]
    else:
        with _opened(data) as services:
            found = [("", problem) for problem in services.safekeeping.check()]
    problems = [
        {"file": file, "where": problem.where, "why": _(problem.message).format(**problem.fields)}
        for file, problem in found
    ]
    if as_json:
        _print({"ok": not problems, "problems": problems})
    else:
        for problem in problems:
            _complain(": ".join(part for part in problem.values() if part))
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
        rules = services.stages.problems(snapshot.assessment, "published")
    good = not problems and bool(rules) and again.edits == 0 and all(sizes.values())
    if as_json:
        _print({"ok": good, "bytes": sizes})
    elif good:
        print(_("Everything is as it should be."))
    else:
        _complain(_("The self-test failed."))
    return DONE if good else COULD_NOT


COMMANDS: dict[str, Callable[[argparse.Namespace, Path, bool], int]] = {
    "import": _import,
    "list": _list,
    "export": _export,
    "instruments": _instruments,
    "check": _check,
    "self-test": _self_test,
}
