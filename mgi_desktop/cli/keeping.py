"""Backups, and taking them in again."""

from argparse import Namespace
from pathlib import Path

from mgi_desktop import i18n
from mgi_desktop.domain.arrivals import Arrival
from mgi_desktop.domain.errors import BackupDamaged, Refused
from mgi_desktop.i18n import N_, _, n_

from .command import COULD_NOT, DONE, Add, Command, complain, opened, print_json, why
from .gone import erased_of, say_erased


def parsers(add: Add) -> None:
    """Say which commands there are, with their options."""
    backup = add("backup", help=_("make a backup of everything"))
    backup.add_argument("-o", "--output", type=Path, metavar="FILE", help=_("write it to a file of yours"))
    restore = add("restore", help=_("take in what a backup has and the store has not"))
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--proven", action="store_true", help=_("of a damaged backup, take what can still be proven"))


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
    with opened(data) as services:
        look = services.importing.look_at(_read(options))
        report = services.importing.take(look) if services.importing.brings_anything(look) else None
    found = report.said["assessments"] if report else []
    damaged = [one for arrival in look.arrivals for one in arrival.damaged]  # taken all the same
    not_taken = [one for one in look.refused if one not in damaged]
    for one in look.refused:
        complain(i18n.say(one))
    if as_json:
        refused = [{"file": str(options.file), "where": one.where, "why": why(one)} for one in not_taken]
        taken = [{"file": str(options.file), "id": one["id"], "edits": one["edits"], **erased_of(one)} for one in found]
        print_json({"taken": taken, "refused": refused})
    elif report is None and not not_taken:
        print(_("Everything in this backup is here already."))
    for one in found if not as_json else ():
        counted = n_("{n} edit", "{n} edits", one["edits"]).format(n=one["edits"])
        print(f"{one['subject']}, {one['id']}: {counted}")
        say_erased(one, options.file)
    return COULD_NOT if not_taken else DONE


def _read(options: Namespace) -> Arrival:
    from mgi_desktop.services import restoring

    if options.proven:
        return restoring.read_what_is_left(options.file)
    try:
        return restoring.read(options.file)
    except BackupDamaged as damaged:
        raise Refused(
            N_("The backup is damaged. “mgi-desktop restore --proven” takes of it what can still be proven."),
            where=damaged.where,
        ) from damaged


COMMANDS: dict[str, Command] = {"backup": _backup, "restore": _restore}
