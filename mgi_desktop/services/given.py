"""What several files hold of each assessment, whatever of it came how often."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from mgi_desktop.domain.arrivals import Arrival
from mgi_desktop.domain.assessment import File, file_of
from mgi_desktop.domain.edits import Edit
from mgi_desktop.domain.erasure import united
from mgi_desktop.store import edits


class Given(NamedTuple):
    """What files hold of one assessment: edits, each once, and the names of more that are here already."""

    edits: list[Edit]
    known: set[str]

    def fresh(self, read: sqlite3.Connection, aside: Mapping[str, Edit]) -> list[Edit]:
        """Those that would count and do not yet; `aside` are those here that were taken back."""
        here = edits.without_value(read, (edit.id for edit in self.edits))
        new = (edit for edit in self.edits if edit.id not in here or (here[edit.id] and edit.body is not None))
        again = self.known.union(here) & aside.keys()
        return [*new, *(aside[name] for name in again)]

    def files(self, erased: Collection[str]) -> Iterator[File]:
        """Every attached file that one of these edits names and goes on naming."""
        for edit in self.edits:
            if edit.ref.kind == "source" and edit.ref.field == "file" and edit.id not in erased:
                file = file_of(edit.value)
                if file is not None:
                    yield file


def given_by(arrivals: Sequence[Arrival]) -> dict[str, Given]:
    """What these hold of each assessment."""
    found: dict[str, Given] = {}
    for arrival in arrivals:
        for assessment, names in arrival.known.items():
            found.setdefault(assessment, Given([], set())).known.update(names)
    signed = (batch for arrival in arrivals for batch in arrival.batches)
    for edit in united((edit for arrival in arrivals for edit in arrival.edits), signed).values():
        given = found.setdefault(edit.assessment, Given([], set()))
        given.edits.append(edit)
        given.known.discard(edit.id)
    return found
