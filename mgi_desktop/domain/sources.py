"""Sources: what rests on each, which of them look like the same, and what two become when they are merged."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .assessment import Assessment, Citation, Finding, Source
from .edits import Value
from .search import fold

_KEPT = 16_384  # of thousands of sources each is looked at again and again
SAID = ("kind", "title", "issuer", "reference", "date", "consulted", "link", "file")
"""What a source says of itself; the day on which its file was attached goes with the file."""


@dataclass(frozen=True)
class Uses:
    """What rests on a source: the citations of answers, and the findings that name it."""

    citations: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def answers(self) -> int:
        """How many answers cite it; one may do so at several places."""
        return len({citation.answer for citation in self.citations})

    @property
    def count(self) -> int:
        """How many answers and findings rest on it."""
        return self.answers + len(self.findings)


def uses(read: Assessment, order: Iterable[str]) -> Mapping[str, Uses]:
    """Return what rests on each source, the answers in this order of indicators; nothing for one that nothing names."""
    citations: dict[str, list[Citation]] = {}
    for code in dict.fromkeys([*order, *read.answers]):
        for citation in read.answer(code).citations:
            citations.setdefault(citation.source, []).append(citation)
    findings: dict[str, list[Finding]] = {}
    for finding in read.findings:
        for key in finding.sources:
            findings.setdefault(key, []).append(finding)
    return {key: Uses(tuple(citations.get(key, ())), tuple(findings.get(key, ()))) for key in {**citations, **findings}}


def alike(read: Assessment, key: str) -> dict[str, str]:
    """Return the other sources that may be the same one: by key, the field in which both say so, title or link."""
    own = read.sources[key]
    found: dict[str, str] = {}
    for name, same in (("link", plain_link), ("title", plain_title)):
        wanted = same(getattr(own, name))
        if wanted:
            found |= {
                other.key: name
                for other in read.sources.values()
                if other.key != key and same(getattr(other, name)) == wanted
            }
    return found


@lru_cache(_KEPT)
def plain_title(title: str) -> str:
    """A title without what makes no difference: case, accents, spaces."""
    return " ".join(fold(title).split())


@lru_cache(_KEPT)
def plain_link(link: str) -> str:
    """A link without what makes no difference: its scheme, “www.”, a stroke at the end."""
    _scheme, _colon, rest = link.strip().partition("://")
    return fold(rest or link.strip()).removeprefix("www.").rstrip("/")


def differing(kept: Source, gone: Source) -> tuple[str, ...]:
    """Return what both say, and otherwise: of two that are merged, a person chooses which of it stays."""
    return tuple(
        name for name in SAID if _said(kept, name) and _said(gone, name) and _said(kept, name) != _said(gone, name)
    )


def merged(kept: Source, gone: Source, taken: Collection[str]) -> dict[str, Value]:
    """Return what a source gains when another is merged with it: what is taken from that, and what it did not say."""
    names = [name for name in SAID if _said(gone, name) and (name in taken or not _said(kept, name))]
    values: dict[str, Value] = {name: getattr(gone, name) for name in names if name != "file"}
    if "file" in names and gone.file:
        values |= {"file": gone.file.value, "attached": gone.attached or None}
    return values


def older(source: Source, years: int, today: date) -> bool:
    """Whether a document is older than so many years; one of a year alone is taken as of its last day."""
    if not source.date:
        return False
    last = source.date + "-12-31"[len(source.date) - 4 :]
    return last < f"{today.year - years:04d}{today.isoformat()[4:]}"


def _said(source: Source, name: str) -> object:
    value = getattr(source, name)
    return None if (name, value) == ("kind", "other") else value or None
