"""The text that a reader finds in the files made of a profile."""

import io
import re
import unicodedata
from html.parser import HTMLParser

import pypdf


def folded(text: str) -> str:
    """The text as it is compared: without white space, compatibility forms as plain letters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def pdf_text(data: bytes) -> str:
    """The text of a PDF, folded, without the line and number at the foot of each page."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return folded("\n".join([pages[0], *(re.sub(r"\n[^\n]* · [^\n]*\s*\d+\s*$", "", page) for page in pages[1:])]))


class _Reader(HTMLParser):
    """Collects what a reader sees, the links, and every tag."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden = tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.seen.append(data)


def read_html(data: bytes) -> _Reader:
    """Read an HTML file as a browser would."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    return reader
