"""All rules, found in the files of this package, and what they find."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ..assessment import Assessment
from ..edits import FieldRef
from ..instrument import Instrument
from .rule import LEVELS, Problem, Rule


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, the gravest first, then by name."""
    package = __name__.rpartition(".")[0]
    modules = [import_module(f"{package}.{found.name}") for found in iter_modules(import_module(package).__path__)]
    held = [module.RULE for module in modules if isinstance(getattr(module, "RULE", None), Rule)]
    if len({rule.name for rule in held}) < max(len(held), 1):  # else everything could be published
        raise RuntimeError("the rules are not in this copy of the program, or two have one name")
    return tuple(sorted(held, key=lambda rule: (LEVELS.index(rule.level), rule.name)))


def binding(stage: str) -> tuple[Rule, ...]:
    """The rules that a change to this stage must keep to, or say why not."""
    return tuple(rule for rule in rules() if rule.binds(stage))


def problems(
    assessment: Assessment, instrument: Instrument, language: str | None = None, only: Iterable[Rule] | None = None
) -> tuple[Problem, ...]:
    """Return everything that breaks a rule, the gravest first.

    `language` is the one that a profile is made in, the assessment's own where none is named; `only` are some rules.
    """
    where = _Where(assessment, instrument)
    return tuple(
        Problem(rule, ref, where.domain(ref))
        for rule in (rules() if only is None else only)
        for ref in rule.find(assessment, instrument, language or assessment.language)
    )


class _Where:
    """Knows the domain of each thing in an assessment."""

    def __init__(self, assessment: Assessment, instrument: Instrument) -> None:
        self._indicators = instrument.indicators
        self._findings = {finding.key: finding.domain for finding in assessment.findings}
        self._on = {comment.key: comment.on for comment in assessment.comments}
        self._on |= {decision.key: decision.on for decision in assessment.decisions}
        self._answers = {
            citation.key: code for code, answer in assessment.answers.items() for citation in answer.citations
        }

    def domain(self, ref: FieldRef) -> str:
        """The code of the domain where a field is; empty where it is in none, or in several."""
        kind, key = ref.kind, ref.key
        if kind in ("comment", "decision"):
            kind, _, key = self._on.get(key, "").partition("/")
        if kind == "citation":
            kind, key = "answer", self._answers.get(key, "")
        if kind == "answer":
            return self._indicators[key].domain if key in self._indicators else ""
        if kind == "finding":
            return self._findings.get(key, "")
        return key if kind == "domain" else ""
