"""Where the store cannot be opened any more."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from mgi_desktop import i18n
from mgi_desktop.i18n import _

from .command import COULD_NOT, DONE, Add, Command, complain, print_json


def parsers(add: Add) -> None:
    """Say which commands there are, with their options."""
    rescue = add("rescue", help=_("write everything into a ZIP, even where the store cannot be opened"))
    rescue.add_argument("-o", "--output", required=True, type=Path, metavar="OUT.zip")
    add("recover", help=_("copy a damaged store aside, and make it anew of what can be read"))


def _recover(_options: Namespace, data: Path, as_json: bool) -> int:
    from mgi_desktop.services.recovery import recover, said

    recovered = recover(data)
    if as_json:
        print_json({**asdict(recovered), "folder": str(recovered.folder)})
    else:
        print("\n".join(said(recovered)))
    return DONE


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


COMMANDS: dict[str, Command] = {"rescue": _rescue, "recover": _recover}
