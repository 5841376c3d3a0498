"""What taking a file in erases for good, as it is told on the command line."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.words import N_
from mgi_desktop.i18n import n_

if TYPE_CHECKING:
    from mgi_desktop.services.reports import Look


def refuse_to_erase(look: "Look", path: Path) -> None:
    """Refused where a file would erase what is here, which nobody has agreed to."""
    told = [
        n_("{n} value of “{subject}”", "{n} values of “{subject}”", len(coming.erased)).format(
            n=len(coming.erased), subject=coming.after.subject or coming.id
        )
        for coming in look.comings
        if coming.erased
    ]
    if told:
        raise Refused(
            N_("It would erase for good what is here: {values}. To let it, say --erase."),
            where=str(path),
            values=", ".join(told),
        )


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
