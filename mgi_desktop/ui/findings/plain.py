"""The lists of a domain as plain text, to paste into a letter."""

from mgi_desktop.domain.fields import FINDING_KINDS
from mgi_desktop.domain.instrument import pick
from mgi_desktop.services.reading import profile_words
from mgi_desktop.ui.desk import Desk


def as_text(desk: Desk, domain: str) -> str:
    """Both lists of a domain in the words of the profile's language, one finding a line."""
    read = desk.assessment
    said = profile_words(read.language)
    title = desk.instrument.text(desk.instrument.domain(domain).title, read.language)
    parts = [f"{domain} {title}"]
    for kind in FINDING_KINDS:
        texts = [pick(finding.text, read.language, read.language)[0] for finding in read.findings_of(domain, kind)]
        lines = [f"• {text}" for text in texts if text]
        parts.append("\n".join([said[kind], *(lines or [said["empty_list"]])]))
    return "\n\n".join(parts) + "\n"
