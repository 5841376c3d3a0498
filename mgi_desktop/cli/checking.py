"""Verifying the store, files, and the program itself."""

from argparse import Namespace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_desktop.i18n import _, say

from .command import COULD_NOT, DONE, Add, Command, complain, opened, print_json
from .packages import asking, passphrase_option

if TYPE_CHECKING:
    from mgi_desktop.services.safekeeping import Problem


def parsers(add: Add) -> None:
    """Say which commands there are, with their options."""
    checks = add("check", help=_("verify the store, or files"))
    checks.add_argument("files", nargs="*", type=Path, metavar="FILE")
    passphrase_option(checks)
    add("self-test", help=_("do what an installed copy must be able to do"))


def _check(options: Namespace, data: Path, as_json: bool) -> int:
    if options.files:
        found = [(str(path), problem) for path in options.files for problem in _problems(path, options, data)]
    else:
        with opened(data, reading=True) as services:
            found = [("", problem) for problem in services.safekeeping.check()]
            for warning in filter(None, (services.warning, services.laid_aside.warning)):  # no fault of the store
                complain(say(warning))
    problems = [
        {"file": file, "where": problem.where, "why": _(problem.message).format(**problem.fields)}
        for file, problem in found
    ]
    if as_json:
        print_json({"ok": not problems, "problems": problems})
    else:
        for problem in problems:
            complain(": ".join(part for part in problem.values() if part))
        if any(problem.damage for _file, problem in found) and not options.files:
            complain(_("“mgi-desktop recover” copies the store aside, and brings back what can be read and proven."))
        if not problems:
            print(_("Everything is as it should be."))
    return COULD_NOT if problems else DONE


def _problems(path: Path, options: Namespace, data: Path) -> "list[Problem]":
    """What is wrong with a file; the store is needed for the questionnaires and the key that it may hold."""
    from mgi_desktop.services import packages
    from mgi_desktop.services.instruments import known_in
    from mgi_desktop.services.safekeeping import check_file

    if packages.is_package(path):
        return packages.check(path, data, asking(options))
    return check_file(path, cache(partial(known_in, data)))


def _self_test(_options: Namespace, _data: Path, as_json: bool) -> int:
    """Take the sample in, export it in every form, and read it back, in a folder of its own."""
    import tempfile

    from mgi_desktop.services.exporting import MATRIX_SUFFIXES, SUFFIXES, export, export_comments

    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "store") as services:
        sample = services.exchanging.sample()
        snapshot = services.exporting.snapshot(sample.assessment)
        sizes = {}
        for suffix in (*SUFFIXES, *MATRIX_SUFFIXES):
            path = Path(folder) / f"sample.{suffix}"
            (export if suffix in SUFFIXES else export_comments)(snapshot, path)
            sizes[suffix] = path.stat().st_size
        again = services.exchanging.take(Path(folder) / "sample.json")
        problems = services.safekeeping.check()
        rules = services.stages.problems(snapshot.assessment, "published")
    good = not problems and bool(rules) and again.edits == 0 and all(sizes.values())
    if as_json:
        print_json({"ok": good, "bytes": sizes})
    elif good:
        print(_("Everything is as it should be."))
    else:
        complain(_("The self-test failed."))
    return DONE if good else COULD_NOT


COMMANDS: dict[str, Command] = {"check": _check, "self-test": _self_test}
