"""Which sources are shown, and in which order: what one looks for, what is let pass, by what they are sorted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from mgi_desktop.domain.assessment import Assessment, Source
from mgi_desktop.domain.search import fold
from mgi_desktop.domain.search import words as words_of
from mgi_desktop.domain.sources import Uses, older, plain_title, uses
from mgi_desktop.i18n import N_, _, n_
from mgi_desktop.ui import words

YEARS = (1, 2, 5, 10)
UNDATED = "undated"


class Found:
    """What a search looks through of a source: worked out when it is first asked for, and kept while that is alike."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @cached_property
    def folded(self) -> str:
        """Everything that one may look for."""
        source = self._source
        kind = _(words.SOURCE_KINDS.get(source.kind, source.kind))
        name = source.file.name if source.file else ""
        said = (source.title, source.issuer, source.reference, source.date, source.link, name, kind)
        return fold("\n".join(said))


@dataclass(frozen=True)
class Row:
    """A source with what rests on it."""

    source: Source
    uses: Uses
    found: Found = field(compare=False, repr=False)

    @property
    def title(self) -> str:
        """Its title, or that it has none."""
        return self.source.title or _("No title yet")


@dataclass(frozen=True)
class Wanted:
    """What is looked for and let pass; an empty value lets everything pass."""

    text: str = ""
    kind: str = ""
    cited: str = ""
    file: str = ""
    age: str = ""

    @property
    def everything(self) -> bool:
        """Whether nothing is kept back."""
        return self == Wanted()


def cited_choices() -> dict[str, str]:
    """Whether anything rests on it."""
    return {"": _("Cited or not"), "yes": _("Cited"), "no": _("Not cited")}


def file_choices() -> dict[str, str]:
    """Whether a file is attached."""
    return {"": _("File or not"), "yes": _("With a file"), "no": _("Without a file")}


def age_choices() -> dict[str, str]:
    """How old the document is."""
    ages = {str(years): n_("Older than {n} year", "Older than {n} years", years).format(n=years) for years in YEARS}
    return {"": _("Any age"), **ages, UNDATED: _("Without a date")}


def kind_choices() -> dict[str, str]:
    """What it is."""
    return {"": _("All kinds"), **{kind: _(name) for kind, name in words.SOURCE_KINDS.items()}}


_SORTS: Mapping[str, Callable[[Row], tuple[int, str]]] = {
    "title": lambda row: (0, plain_title(row.source.title)),
    "date": lambda row: (0, row.source.date),
    "consulted": lambda row: (0, row.source.consulted),
    "file": lambda row: (int(row.source.file is None), ""),
    "cited": lambda row: (-row.uses.count, ""),
}
HEADS: Mapping[str, str] = {
    "title": N_("Title, issuer"),
    "date": N_("Document"),
    "consulted": N_("Consulted"),
    "file": N_("File"),
    "cited": N_("Cited by"),
}
"""The columns, in the words of their heads."""


def rows_of(read: Assessment, order: Iterable[str], before: Mapping[str, Row]) -> dict[str, Row]:
    """Return a row for each source, by key; one that says the same as before is not searched through anew."""
    found = uses(read, order)
    rows = {}
    for key, source in read.sources.items():
        known = before.get(key)
        kept = known.found if known is not None and known.source == source else Found(source)
        rows[key] = Row(source, found.get(key, Uses()), kept)
    return rows


def in_order(rows: Iterable[Row], column: str, *, reverse: bool) -> list[Row]:
    """Sort rows by a column, those that are alike by title; what has no date stays last, turned round or not."""
    by_title = sorted(rows, key=lambda row: (plain_title(row.source.title), row.source.key))
    last = [row for row in by_title if column in ("date", "consulted") and not getattr(row.source, column)]
    others = [row for row in by_title if getattr(row.source, column)] if last else by_title
    return [*sorted(others, key=_SORTS[column], reverse=reverse), *last]


def let_pass(rows: Iterable[Row], wanted: Wanted, today: date) -> list[Row]:
    """Return the rows that are wanted, in their order."""
    looked_for = words_of(wanted.text)
    return [row for row in rows if _passes(row, wanted, today) and _says(row, looked_for)]


def _says(row: Row, looked_for: Iterable[str]) -> bool:
    return all(word in row.found.folded for word in looked_for)


def _passes(row: Row, wanted: Wanted, today: date) -> bool:
    source = row.source
    return (
        wanted.kind in ("", source.kind)
        and wanted.cited in ("", "yes" if row.uses.count else "no")
        and wanted.file in ("", "yes" if source.file else "no")
        and (not wanted.age or _as_old(source, wanted.age, today))
    )


def _as_old(source: Source, age: str, today: date) -> bool:
    return not source.date if age == UNDATED else older(source, int(age), today)
