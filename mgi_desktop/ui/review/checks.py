"""The checks: what is wrong or missing, rule by rule, with a way to each place; nothing here stops anybody."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from PySide6.QtWidgets import QWidget

from mgi_desktop.domain import checks
from mgi_desktop.domain.assessment import Conflict
from mgi_desktop.domain.checks import Level, Problem
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.i18n import N_, _, n_
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import clear, fill, row
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.places import spot_of
from mgi_desktop.ui.review.contested import contested_field
from mgi_desktop.ui.review.filters import Filters
from mgi_desktop.ui.review.naming import Naming
from mgi_desktop.ui.review.rows import HEAD, Row
from mgi_desktop.ui.review.view import View

LEVELS: Mapping[Level, str] = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}
ICONS: Mapping[Level, tuple[str, str]] = {
    "error": ("state-conflict", "error"),
    "warning": ("warning", "warn"),
    "note": ("info", "info"),
}
"""The icon of a level, and its colour."""


class Checks(View):
    """What the rules find; a head folds what is below it."""

    def __init__(self, desk: Desk) -> None:
        levels = {"": _("Every level"), **{str(level): _(name) for level, name in LEVELS.items()}}
        domains = {one.code: f"{one.code}  {desk.text(one.title)}" for one in desk.instrument.domains}
        choices = {"level": (_("Level"), levels), "domain": (_("Domain"), {"": _("Every domain"), **domains})}
        super().__init__(desk, _("What is wrong or missing"), Filters(desk, choices))
        self._folded: set[str] = set()
        self._found: tuple[Problem, ...] = ()
        self._drawn: object = None
        self._counts: Counter[str] = Counter()
        self._naming = Naming(desk)
        self.problems: dict[str, Problem] = {}

    def show_now(self) -> None:
        """Check everything as it is now."""
        self._found = checks.problems(self.desk.assessment, self.desk.instrument)
        self.show_rows()

    @property
    def caption(self) -> str:
        """How much of each level was found."""
        counts = {level: sum(problem.rule.level == level for problem in self._found) for level in LEVELS}
        said = (
            n_("{n} error", "{n} errors", counts["error"]).format(n=counts["error"]),
            n_("{n} warning", "{n} warnings", counts["warning"]).format(n=counts["warning"]),
            n_("{n} note", "{n} notes", counts["note"]).format(n=counts["note"]),
        )
        return " · ".join(said)

    def spot(self) -> str:
        """The place of the problem that is chosen; empty where that is none."""
        problem = self.problems.get(self.chosen)
        return spot_of(self.desk.assessment, problem.ref) if problem else ""

    def show_rows(self) -> None:
        """Show what the filters let pass, rule by rule."""
        level, domain = self.filters.value("level"), self.filters.value("domain")
        passing = [
            problem for problem in self._found if level in ("", problem.rule.level) and domain in ("", problem.domain)
        ]
        self.problems = {_key(problem): problem for problem in passing}
        self._counts = Counter(problem.rule.name for problem in passing)
        self._naming = Naming(self.desk)
        keys = list(self._keys(passing))
        first = next((key for key in keys if not key.startswith(HEAD)), "")
        nothing = (
            _("Nothing of this kind was found. Choose every level and domain to see the rest.")
            if self._found
            else _("Nothing is wrong or missing, as far as the rules can tell.")
        )
        self.hold(keys, first, nothing)

    def enter(self, key: str) -> None:
        """Go to the place of a problem, or fold what is below a head."""
        if key in self.problems:
            self.desk.go(spot_of(self.desk.assessment, self.problems[key].ref))
            return
        self._folded ^= {key.removeprefix(HEAD)}
        self.chosen = key
        self.show_rows()

    def show_detail(self) -> None:
        """Show what is wrong and by which rule; a conflict with its values, to be settled here."""
        problem = self.problems.get(self.chosen)
        conflict = self._conflict(problem.ref) if problem and problem.rule.name == "conflict" else None
        wanted = (problem, conflict, Naming(self.desk).problem(problem)) if problem else self.chosen
        if wanted == self._drawn:
            return
        self._drawn = wanted
        clear(self.pieces)
        if problem is not None:
            fill(self.pieces, *self._pieces(problem))
        elif self.problems:
            self.pieces.addWidget(label(_("Choose a line to see what it is about."), tone="secondary"))
        if conflict is not None and conflict.ref.field != "stage":
            self.pieces.addWidget(contested_field(self.desk, conflict))

    def row(self, key: str) -> Row:
        """A problem, or the head of a rule: its level, how many there are, and the rule in one sentence."""
        problem = self.problems.get(key)
        if problem is None:
            name = key.removeprefix(HEAD)
            rule = next(rule for rule in checks.rules() if rule.name == name)
            icon, colour = ICONS[rule.level]
            told = [_(LEVELS[rule.level]), str(self._counts[name]), *([_("folded")] if name in self._folded else [])]
            return Row(key, _(rule.title), _(rule.sentence), " · ".join(told), icon, colour)
        title, text, language = self._naming.problem(problem)
        colour = f"{self.desk.instrument.place(problem.domain)}.text" if problem.domain else "text"
        return Row(key, title, text, title_colour=colour, language=language)

    def _keys(self, passing: Sequence[Problem]) -> Iterator[str]:
        for rule, found in groupby(passing, key=lambda problem: problem.rule):
            yield HEAD + rule.name
            if rule.name not in self._folded:
                yield from map(_key, found)

    def _pieces(self, problem: Problem) -> Iterator[QWidget]:
        desk, rule = self.desk, problem.rule
        icon, colour = ICONS[rule.level]
        head = QWidget()
        level = label(_(LEVELS[rule.level]), "label", wrap=False)
        head.setLayout(row(picture(desk.theme.pixmap(icon, colour, 18)), level, None))
        yield head
        naming = Naming(desk)
        title, text, language = naming.problem(problem)
        yield label(title, "heading")
        whole, tongue = naming.about(problem.ref.kind, problem.ref.key)
        if whole or text:
            yield label(whole or text, language=tongue or language)
        yield label(_(rule.title), "label")
        yield label(_(rule.sentence), tone="secondary")

    def _conflict(self, ref: FieldRef) -> Conflict | None:
        found = [conflict for conflict in self.desk.assessment.conflicts if conflict.ref == ref]
        return found[0] if found else None


def _key(problem: Problem) -> str:
    return "/".join((problem.rule.name, *problem.ref))
