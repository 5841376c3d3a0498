"""A passphrase from the terminal, or from a file that only its owner should read."""

import sys
from pathlib import Path

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_, _

_LIMIT = 64 * 1024


def given(file: Path | None, *, twice: bool = False) -> str:
    """Return the passphrase in the first line of a file, else the one that is typed, `twice` where it is a new one.

    Refused where there is neither, where it is empty, or where the two differ.
    """
    found = _in_file(file) if file is not None else _typed(twice)
    if not found:
        raise Refused(N_("The passphrase is empty."), where=str(file or ""))
    return found


def _in_file(file: Path) -> str:
    from mgi_desktop.files import read_limited

    try:
        return read_limited(file, _LIMIT).decode().partition("\n")[0].removesuffix("\r")
    except UnicodeDecodeError as error:
        raise Refused(N_("This is no text file with a passphrase in its first line."), where=str(file)) from error


def _typed(twice: bool) -> str:
    from getpass import getpass

    if not (sys.stdin and sys.stdin.isatty()):
        raise Refused(N_("There is no terminal to ask for the passphrase. Name a file by --passphrase-file."))
    found = getpass(_("Passphrase: "), sys.stderr)
    if twice and getpass(_("The same again: "), sys.stderr) != found:
        raise Refused(N_("These are not the same; no file was made."))
    return found
