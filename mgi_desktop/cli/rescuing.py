"""Where the store cannot be opened any more."""

from argparse import Namespace
from pathlib import Path

from mgi_desktop import i18n
from mgi_desktop.i18n import _

from .command import COULD_NOT, DONE, Add, Command, complain, print_json


def parsers(add: Add) -> None:
    """Say which commands there are, with their options."""
    rescue = add("rescue", help=_("write everything into a ZIP, even where the store cannot be opened"))
    rescue.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.zip")


def _rescue(options: Namespace, data: Path, as_json: bool) -> int:
    from mgi_desktop.services.rescue import rescue

    done = rescue(data, options.output)
    if as_json:
        problems = [{"where": one.where, "why": _(one.message).format(**one.fields)} for one in done.problems]
        print_json({"file": str(done.path), "files": done.files, "assessments": done.assessments, "problems": problems})
    else:
        print(done.path)
        for one in done.problems:
            complain(i18n.say(one))
    return COULD_NOT if done.problems else DONE


COMMANDS: dict[str, Command] = {"rescue": _rescue}
