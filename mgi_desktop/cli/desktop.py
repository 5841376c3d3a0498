"""The program in the system's menu, and its files opened by it."""

from argparse import Namespace
from pathlib import Path

from mgi_desktop.i18n import _

from .command import DONE, Add, Command, print_json


def parsers(add: Add) -> None:
    """Say which commands there are, with their options."""
    desktop = add(
        "desktop", help=_("put the program into the system's menu and have it open .mgi files, for you alone")
    )
    deed = desktop.add_mutually_exclusive_group(required=True)
    deed.add_argument("--install", action="store_true", help=_("put it there, or renew it"))
    deed.add_argument("--remove", action="store_true", help=_("take it away again"))


def _desktop(options: Namespace, _data: Path, as_json: bool) -> int:
    from mgi_desktop.services import launcher

    if options.install:
        launcher.install()
        said = _("The program is in the system's menu, and opens .mgi files.")
    else:
        launcher.remove()
        said = _("The program is no longer in the system's menu.")
    if as_json:
        print_json({"installed": launcher.is_installed()})
    else:
        print(said)
    return DONE


COMMANDS: dict[str, Command] = {"desktop": _desktop}
