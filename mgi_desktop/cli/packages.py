"""Packages without a store: joined, and asked for their passphrases."""

import getpass
from argparse import Namespace
from pathlib import Path

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_, _, n_

from .command import DONE, Add, Command, complain, print_json


def parsers(add: Add) -> None:
    """Say which commands there are, with their options."""
    merges = add("merge", help=_("join packages (.mgi) into one, without a store"))
    merges.add_argument("files", nargs="+", type=Path, metavar="FILE")
    merges.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.mgi")
    merges.add_argument("--protect", action="store_true", help=_("ask for a passphrase to protect the new file"))


def passphrase_of(path: Path) -> str:
    """Ask for the passphrase of a file, which is not shown while it is typed; empty where nobody can be asked."""
    try:
        return getpass.getpass(_("Passphrase of {file}: ").format(file=path.name))
    except EOFError:
        return ""


def new_passphrase() -> str:
    """Ask twice for a passphrase for a new file; Refused where both differ, or nothing is typed."""
    try:
        first = getpass.getpass(_("New passphrase: "))
        if first and first == getpass.getpass(_("The same again: ")):
            return first
    except EOFError:
        pass
    raise Refused(N_("Nothing was written: the passphrase was not typed twice in the same way."))


def _merge(options: Namespace, data: Path, as_json: bool) -> int:
    from mgi_desktop.services import identity, packages

    if options.output.suffix.lower() not in (".mgi", ".age"):
        raise Refused(N_("Packages are joined into a file that ends in .mgi."), where=str(options.output))
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    asked: list[Path] = []

    def asking(path: Path) -> str:
        asked.append(path)
        return passphrase_of(path)

    passphrase = new_passphrase() if options.protect else ""
    joined = packages.join(options.files, options.output, identity.key(data), asking, passphrase)
    for one in joined.damaged:
        complain(i18n.say(one))
    if asked and not passphrase:
        complain(
            _("The files were protected, the new one is not: everybody can read it. To protect it, add --protect.")
        )
    if as_json:
        damaged = [one.where for one in joined.damaged]
        print_json({"files": [str(path) for path in joined.files], "edits": joined.edits, "awaited": damaged})
    else:
        for path in joined.files:
            print(f"{path}: " + n_("{n} edit", "{n} edits", joined.edits).format(n=joined.edits))
    return DONE


COMMANDS: dict[str, Command] = {"merge": _merge}
