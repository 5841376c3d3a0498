"""Joining packages without a store."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused
from mgi_desktop.files import make_folder
from mgi_desktop.i18n import N_, _, n_

from . import passphrase
from .command import DONE, Add, Command, complain, print_json


def parsers(add: Add) -> None:
    """Say which commands there are, with their options."""
    merges = add("merge", help=_("join packages (.mgi) into one, without a store"))
    merges.add_argument("files", nargs="+", type=Path, metavar="FILE")
    merges.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.mgi")
    merges.add_argument("--protect", action="store_true", help=_("protect the new file by a passphrase, too"))
    passphrase_option(merges)


def passphrase_option(parser: ArgumentParser) -> None:
    """Add the option by which a passphrase comes without being typed."""
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=_("file with the passphrase in its first line")
    )


def asking(options: Namespace) -> Callable[[Path], str]:
    """What asks for the passphrase of a file."""

    def ask(path: Path) -> str:
        if options.passphrase_file is None:
            complain(_("{file} is protected.").format(file=path))
        return passphrase.given(options.passphrase_file)

    return ask


def _merge(options: Namespace, data: Path, as_json: bool) -> int:
    from mgi_desktop.services import packages

    if options.output.suffix.lower() not in (".mgi", ".age"):
        raise Refused(N_("Packages are joined into a file that ends in .mgi."), where=str(options.output))
    make_folder(data, parents=True)
    new = passphrase.given(options.passphrase_file, twice=True) if options.protect else ""
    joined = packages.join(options.files, options.output, data, asking(options), new)
    for one in joined.damaged:
        complain(i18n.say(one))
    if joined.opened and not new:
        complain(
            _("What was protected is not any more: everybody can read the new file. To protect it, add --protect.")
        )
    if as_json:
        awaited = [one.where for one in joined.damaged]
        print_json({"files": [str(path) for path in joined.files], "edits": joined.edits, "awaited": awaited})
    else:
        for path in joined.files:
            print(f"{path}: " + n_("{n} edit", "{n} edits", joined.edits).format(n=joined.edits))
    return DONE


COMMANDS: dict[str, Command] = {"merge": _merge}
