"""What taking a file in has erased for good, as it is told on the command line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mgi_desktop.i18n import n_


def erased_of(assessment: Mapping[str, Any]) -> dict[str, int]:
    """How many values of an assessment went, for JSON; nothing where none did."""
    return {"erased": assessment["erased"]} if assessment["erased"] else {}


def say_erased(assessment: Mapping[str, Any], path: Path) -> None:
    """Say how many values of an assessment went, where any did."""
    count = assessment["erased"]
    told = n_("{file}: {n} value was erased for good, as somebody had erased it elsewhere.",
              "{file}: {n} values were erased for good, as somebody had erased them elsewhere.", count)  # fmt: skip
    if count:
        print(told.format(file=path, n=count))
