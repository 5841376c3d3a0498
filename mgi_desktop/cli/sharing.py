"""Writing an assessment as a package: open, signed and whole, unless other is asked for."""

from argparse import ArgumentParser, Namespace
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import N_, _

from . import passphrase
from .command import COULD_NOT, DONE, complain, opened, print_json

if TYPE_CHECKING:
    from mgi_desktop.domain.instrument import Instrument

WHATS = ("whole", "part", "review")
"""As the domain has them, which the first frame of the window does without."""


def options(exports: ArgumentParser) -> None:
    """Say which options there are for packages."""
    group = exports.add_argument_group(_("packages (.mgi)"))
    group.add_argument("--indicators", metavar="CODE,…", help=_("what a part holds"))
    group.add_argument("--domains", metavar="CODE,…", help=_("what a part holds, by whole domains"))
    group.add_argument(
        "--comments", choices=("all", "open", "none"), default="all", help=_("which ones a review copy holds")
    )
    group.add_argument("--without-files", action="store_true", help=_("leave the attached files out"))
    group.add_argument("--protect", action="store_true", help=_("ask for a passphrase that locks the file"))
    group.add_argument("--passphrase-file", type=Path, metavar="FILE", help=_("its first line locks the file"))
    group.add_argument("--split", type=int, metavar="MB", help=_("write several files, none larger than this"))


def is_package(path: Path) -> bool:
    """Whether a file of this name is to be a package."""
    return path.suffix.lower() in (".mgi", ".age")


def share(options: Namespace, data: Path, as_json: bool) -> int:
    """Write an assessment as a package."""
    from mgi_desktop.domain.sharing import Choice
    from mgi_desktop.services import sharing

    _check(options)
    locked = options.protect or options.passphrase_file or options.output.suffix.lower() == ".age"
    target = _target(options.output, locked=bool(locked))
    with opened(data) as services:
        material = services.sharing.material(services.library.find(options.id))
        choice = Choice(
            what=options.what or "whole",
            indicators=_indicators(options, material.instrument),
            comments=options.comments,
            files=not options.without_files,
            protection="passphrase" if locked else "open",
            most=options.split or 0,
        )
        secret = passphrase.given(options.passphrase_file, twice=True) if locked else ""
        shared = sharing.write(services.sharing.gather([material], choice), target, secret)
        if shared is None:
            return COULD_NOT
        services.sharing.copied([material], choice, shared)
    warnings = [_("“{file}” is damaged here and was left out.").format(file=name) for name in shared.damaged]
    if as_json:
        print_json({"file": str(shared.paths[0]), "files": list(map(str, shared.paths)), "warnings": warnings})
    elif shared.paths != (options.output,):
        for path in shared.paths:
            print(path)
    for warning in warnings:
        complain(warning)
    return DONE


def _target(output: Path, *, locked: bool) -> Path:
    """The name of the file, which says that it is locked; Refused where that one is there and nobody named it."""
    if not locked or output.suffix.lower() == ".age":
        return output
    target = output.with_name(f"{output.name}.age")
    if target.exists():
        raise Refused(N_("There is such a file already. Choose its name itself, or another."), where=str(target))
    return target


def _check(options: Namespace) -> None:
    """Complain of options that do not go together."""
    part = options.indicators or options.domains
    if options.what not in (None, *WHATS):
        options.wrong_usage(_("a package holds one of: {whats}").format(whats=", ".join(WHATS)))
    if bool(part) is not (options.what == "part"):
        options.wrong_usage(_("for a part, give --what part and --indicators or --domains"))
    if options.split is not None and options.split < 1:
        options.wrong_usage(_("--split takes a whole number of megabytes, at least 1"))


def _indicators(options: Namespace, instrument: "Instrument") -> tuple[str, ...]:
    """The indicators that are named, in the order of the questionnaire."""
    domains = {domain.code: domain for domain in instrument.domains}
    codes = _known(options.indicators, instrument.indicators, "--indicators")
    for code in _known(options.domains, domains, "--domains"):
        codes |= {one.code for one in domains[code].indicators}
    return tuple(code for code in instrument.indicators if code in codes)


def _known(words: str | None, known: Collection[str], option: str) -> set[str]:
    codes = {word.strip() for word in (words or "").split(",")} - {""}
    for code in sorted(codes):
        if code not in known:
            raise Refused(N_("There is no “{code}” in the questionnaire."), where=option, code=code[:60])
    return codes
