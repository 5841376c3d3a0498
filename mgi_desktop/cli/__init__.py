"""The command line: the same services as the window, and no Qt. Each family of commands has a module of its own."""

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_, _
from mgi_desktop.paths import data_folder

from . import checking, desktop, exports, imports, instruments, keeping, packages, rescuing
from .command import COULD_NOT, STOPPED, Command, complain

_FAMILIES = (imports, exports, packages, instruments, checking, keeping, rescuing, desktop)
_COMMANDS: dict[str, Command] = {name: command for family in _FAMILIES for name, command in family.COMMANDS.items()}


def run(arguments: list[str]) -> int:
    """Run one command, or open the window; return the exit code."""
    i18n.set_language(i18n.system_language())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    given, rest = _common().parse_known_args(arguments)
    window = not rest or (rest[0] not in _COMMANDS and not rest[0].startswith("-"))
    options = None if window else _parser().parse_args(rest)

    def command() -> int:
        data = Path(given.data) if given.data else data_folder()
        return _COMMANDS[options.command](options, data, given.json) if options else _window(data, rest)

    return _done(command)


def _done(command: Callable[[], int]) -> int:
    """Run a command; say in one sentence why it could not be done."""
    try:
        code = command()
        if sys.stdout:
            sys.stdout.flush()  # here, where somebody can still say that it was not written
        return code
    except Refused as refused:
        complain(i18n.say(refused))
    except KeyboardInterrupt:
        return STOPPED  # whoever pressed Ctrl+C knows
    except BrokenPipeError:
        _silence()  # whoever read the output has read enough
    except OSError as error:
        _silence()
        reason = error.strerror or error
        complain(i18n.say(Refused(N_("This could not be done: {reason}."), where=error.filename or "", reason=reason)))
    return COULD_NOT


def _silence() -> None:
    """Let what is still to be printed go nowhere, so that Python does not complain at its end."""
    if sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _window(data: Path, rest: list[str]) -> int:
    """Open the window, with files to import if some are named."""
    files = [Path(word) for word in rest]
    if len(files) > 1 and not all(file.exists() for file in files):  # a command that was mistyped, rather
        _parser().error(_("“{word}” is no command, and not each of these is a file").format(word=rest[0]))
    import importlib

    return int(importlib.import_module("mgi_desktop.app").start(data, files))


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
        description=_("Without a command: open the window (and FILE…)."),
    )
    parser.add_argument("--version", action="version", version=f"mgi-desktop {_version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add = partial(commands.add_parser, parents=[common], allow_abbrev=False)
    for family in _FAMILIES:
        family.parsers(add)
    return parser


def _version() -> str:
    from importlib.metadata import version

    return version("mgi-desktop")
