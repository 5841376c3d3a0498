"""Taking files in."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mgi_desktop import i18n
from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, n_

from .command import COULD_NOT, DONE, Add, Command, complain, opened, print_json, why, within
from .gone import erased_of, refuse_to_erase, say_erased
from .packages import asking, passphrase_option

if TYPE_CHECKING:
    from mgi_desktop.services.exchanging import Taken
    from mgi_desktop.services.opening import Services


def parsers(add: Add) -> None:
    """Say which commands there are, with their options."""
    imports = add("import", help=_("take packages (.mgi), plain documents and questionnaires (.json, .xlsx) in"))
    imports.add_argument("files", nargs="+", type=Path, metavar="FILE")
    imports.add_argument("--erase", action="store_true", help=_("let a package erase for good what is here"))
    passphrase_option(imports)


def _import(options: Namespace, data: Path, as_json: bool) -> int:
    from mgi_desktop.services import instrument_files
    from mgi_desktop.services.packages import is_package

    taken: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    with opened(data) as services:
        # Questionnaires first: a document may name one of them.
        for path in sorted(options.files, key=lambda path: not instrument_files.is_questionnaire(path)):
            try:
                if instrument_files.is_questionnaire(path):
                    taken.append(_take_questionnaire(services, path, as_json))
                    continue
                if is_package(path):
                    come, not_taken = _take_package(services, path, asking(options), as_json, erase=options.erase)
                    taken.extend(come)
                    refused += [{"file": str(path), "where": one.where, "why": why(one)} for one in not_taken]
                    continue
                result = services.exchanging.take(path)
            except Refused as error:
                refused.append({"file": str(path), "where": within(error, path), "why": why(error)})
                if not as_json:
                    complain(i18n.say(error))
                continue
            taken.append({"file": str(path), "id": result.assessment, "edits": result.edits})
            if result.not_taken:
                taken[-1]["not_taken"] = list(result.not_taken)
            if not as_json:
                _say_taken(path, result)
    if as_json:
        print_json({"taken": taken, "refused": refused})
    return COULD_NOT if refused else DONE


def _say_taken(path: Path, taken: "Taken") -> None:
    counted = n_("{n} edit", "{n} edits", taken.edits).format(n=taken.edits)
    print(f"{path}: {taken.title}, {taken.assessment}: {counted}")
    for name in taken.not_taken:
        print(_("{file}: “{name}” is not known and was not taken.").format(file=path, name=name))


def _take_package(
    services: "Services", path: Path, asking: Callable[[Path], str], as_json: bool, *, erase: bool
) -> tuple[list[dict[str, Any]], list[Refused]]:
    """Take a package in; say for each of its assessments how many edits came, and whose file it is.

    Returns what was taken, and why an assessment of it was not; an attached file that is awaited is only said.
    """
    from mgi_desktop.services import passing

    with passing.through(services.folder) as private:
        importing = services.importing
        look = importing.look(importing.reading([path], {}, private)())
        if look.files[0].locked:
            given = {path: asking(path)}
            look = importing.look(importing.reading([path], given, private)())
        if not look.comings:
            raise look.refused[0]
        if not erase:
            refuse_to_erase(look, path)
        report = importing.take(look)
    sender = look.files[0].sender
    known = "known" if sender and sender.known else "unknown"
    for refused in look.refused:
        complain(i18n.say(refused))
    if not as_json:
        for one in report.said["assessments"]:
            counted = n_("{n} edit", "{n} edits", one["edits"]).format(n=one["edits"])
            print(f"{path}: {one['subject']}, {one['id']}: {counted}")
            say_erased(one, path)
            if one["trashed"]:
                told = _(
                    "{file}: “{subject}” is in the trash of the library, and stays there. The window brings it back."
                )
                complain(told.format(file=path, subject=one["subject"]))
        if known == "unknown":
            who = (sender.name or sender.words) if sender else _("nobody")
            print(_("{file}: from {name}, a sender that was not accepted here.").format(file=path, name=who))
    awaited = [one for arrival in look.arrivals for one in arrival.damaged]
    come = [
        {"file": str(path), "id": one["id"], "edits": one["edits"], "sender": known, **erased_of(one), **_trashed(one)}
        for one in report.said["assessments"]
    ]
    return come, [one for one in look.refused if one not in awaited]


def _trashed(one: Mapping[str, Any]) -> dict[str, bool]:
    """Whether an assessment lies in the trash, for whoever reads the JSON."""
    return {"trashed": True} if one["trashed"] else {}


def _take_questionnaire(services: "Services", path: Path, as_json: bool) -> dict[str, Any]:
    """Keep a questionnaire; say what was guessed in it, and what was left out."""
    from mgi_desktop.services import instrument_files

    offer = instrument_files.read(path, services.instruments.known())
    instrument_files.keep(services.instruments, offer)
    guessed, left_out = (
        [": ".join(filter(None, (where, _(message).format(**fields)))) for message, where, fields in remarks]
        for remarks in (offer.guessed, offer.left_out)
    )
    own = offer.instrument
    if not as_json:
        count = len(own.indicators)
        indicators = n_("{n} indicator", "{n} indicators", count).format(n=count)
        print(f"{path}: {own.text(own.title, i18n.language())}, {own.id}@{own.version}: {indicators}")
        if offer.twin:
            print(
                _("{file}: another questionnaire has the same identifier and version; both are kept.").format(file=path)
            )
        for line in guessed:
            print(_("{file}: guessed: {what}").format(file=path, what=line))
        for line in left_out:
            print(_("{file}: left out: {what}").format(file=path, what=line))
    questionnaire = {"id": own.id, "version": own.version, "sha256": own.digest}
    return {"file": str(path), "questionnaire": questionnaire, "new": not offer.here,
            "guessed": guessed, "left_out": left_out}  # fmt: skip


COMMANDS: dict[str, Command] = {"import": _import}
