"""Checks: what is wrong with an assessment, or still missing in it; nothing here ever stops anybody from writing.

Each rule is one module of this package that holds a `RULE`; a new file is a new rule, found by itself.
"""

from .registry import binding, problems, rules
from .rule import LEVELS, Level, Problem, Rule

__all__ = ["LEVELS", "Level", "Problem", "Rule", "binding", "problems", "rules"]
