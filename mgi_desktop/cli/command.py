"""What every command uses: its exit codes, the open store, and how it says what it has to say."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, say

if TYPE_CHECKING:
    from mgi_desktop.services.opening import Services

DONE, COULD_NOT, WRONG_USAGE, STOPPED = 0, 1, 2, 130

Command = Callable[[Namespace, Path, bool], int]
"""Runs with its options, the folder of the store, and whether to print JSON; returns the exit code."""

Add = Callable[..., ArgumentParser]
"""Adds a command by its name and its `help`; returns the parser of its options."""


@contextmanager
def opened(data: Path, *, reading: bool = False) -> Iterator["Services"]:
    """The services on the store in a folder, which is closed after.

    Where the store is damaged, a command that is only `reading` says so and goes on; others are refused.
    """
    from mgi_desktop.services.opening import open_services  # not above: the window's first frame does without

    services = open_services(data)
    try:
        if services.only_read is not None:
            if not reading:
                raise services.only_read
            complain(say(services.only_read))
        warned = services.laid_aside.warning is not None
        yield services
        if not warned and services.laid_aside.warning is not None:
            complain(say(services.laid_aside.warning))
    finally:
        services.close()


def complain(sentence: str) -> None:
    """Say on standard error what could not be done, or what to look at."""
    if sys.stderr:  # where it is closed, `print` would take standard output
        print(f"mgi-desktop: {sentence}", file=sys.stderr)


def print_json(value: Any) -> None:
    """Print JSON, in ASCII alone where the output takes no other letters."""
    unicode = "utf" in (sys.stdout.encoding or "").lower() if sys.stdout else True
    print(json.dumps(value, ensure_ascii=not unicode, indent=1))


def why(error: Refused) -> str:
    """The reason alone, without its place."""
    return _(error.message).format(**error.fields)


def within(error: Refused, path: Path) -> str:
    """The place in a file, without the file's name."""
    return "" if error.where == str(path) else error.where.removeprefix(path.name).removeprefix(": ")
