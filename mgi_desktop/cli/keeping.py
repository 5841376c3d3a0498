"""Backups, and taking them in again."""

from argparse import Namespace
from pathlib import Path

from mgi_desktop import i18n
from mgi_desktop.i18n import _, n_

from .command import COULD_NOT, DONE, Add, Command, complain, opened, print_json, why
from .gone import erased_of, say_erased


def parsers(add: Add) -> None:
    """Say which commands there are, with their options."""
    backup = add("backup", help=_("make a backup of everything"))
    backup.add_argument("-o", "--output", type=Path, metavar="FILE", help=_("write it to a file of yours"))
    restore = add("restore", help=_("take in what a backup has and the store has not"))
    restore.add_argument("file", type=Path, metavar="FILE")


def _backup(options: Namespace, data: Path, as_json: bool) -> int:
    with opened(data) as services:
        if options.output:
            path, faults = options.output, services.backups.write(options.output)
        else:
            made = services.backups.make("asked")
            path, faults = made.path, [] if made.sound else services.backups.faults(made)
            services.backups.copy()
    if as_json:
        print_json({"file": str(path), "problems": [i18n.say(fault) for fault in faults]})
    else:
        print(path)
    for fault in faults:  # what proves itself is in it all the same
        complain(i18n.say(fault))
    return COULD_NOT if faults else DONE


def _restore(options: Namespace, data: Path, as_json: bool) -> int:
    from mgi_desktop.services import restoring

    with opened(data) as services:
        look = services.importing.look_at(restoring.read(options.file))
        report = services.importing.take(look) if services.importing.brings_anything(look) else None
    found = report.said["assessments"] if report else []
    for one in look.refused:
        complain(i18n.say(one))
    if as_json:
        refused = [{"file": str(options.file), "where": one.where, "why": why(one)} for one in look.refused]
        taken = [{"file": str(options.file), "id": one["id"], "edits": one["edits"], **erased_of(one)} for one in found]
        print_json({"taken": taken, "refused": refused})
    elif report is None and not look.refused:
        print(_("Everything in this backup is here already."))
    for one in found if not as_json else ():
        counted = n_("{n} edit", "{n} edits", one["edits"]).format(n=one["edits"])
        print(f"{one['subject']}, {one['id']}: {counted}")
        say_erased(one, options.file)
    return COULD_NOT if look.refused else DONE


COMMANDS: dict[str, Command] = {"backup": _backup, "restore": _restore}
