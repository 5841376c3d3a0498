"""The corpus of files that mean harm: each made by a small function, all of them found here by name."""

import importlib
from collections.abc import Callable

Making = Callable[[], bytes]
_FOUND: dict[str, Making] = {}


def hostile(making: Making) -> Making:
    """Keep a file in the corpus under the name of the function that makes it."""
    assert making.__name__ not in _FOUND
    _FOUND[making.__name__] = making
    return making


def corpus() -> dict[str, Making]:
    """Every file that is to be refused."""
    for name in ("structure", "names", "manifests", "hostile_edits", "hostile_batches", "questionnaires", "protected"):
        importlib.import_module(f"tests.hostile.{name}")
    return dict(_FOUND)
