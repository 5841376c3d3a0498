"""The languages of a profile: its own first, then those in which something of it is written, then all others."""

from collections.abc import Iterator

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.instrument import Instrument, Texts
from mgi_desktop.i18n import sort_key
from mgi_desktop.ui import words


def written_tongues(read: Assessment) -> tuple[str, ...]:
    """The languages in which any printed text is written, the profile's own first."""
    found = {tag for texts in _texts(read) for tag in texts} - {read.language}
    return (read.language, *sorted(found))


def tongues(read: Assessment, instrument: Instrument) -> dict[str, str]:
    """Every language in which a section can be written, by name."""
    first = written_tongues(read)
    others = sorted(set(instrument.languages) - set(first), key=lambda tag: sort_key(words.tongue(tag)))
    return {tag: words.tongue(tag) for tag in (*first, *others)}


def _texts(read: Assessment) -> Iterator[Texts]:
    yield read.title
    for finding in read.findings:
        yield finding.text
    for section in read.sections:
        yield section.title
        yield section.text
