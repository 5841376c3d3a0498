"""The simple form of a written section: plain text that reads well as it stands, and is never refused.

A blank line ends a paragraph. A line that begins with “- ” is an item of a list, one that begins with “1. ” of a
numbered list; a line below it that begins with two blanks goes on with it. **Bold** and *italic* stand between
asterisks, within one line. A backslash takes from an asterisk, or from the beginning of a list, what it means.
Everything else is what it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import bidirectional, category, east_asian_width

Kind = Literal["paragraph", "bullets", "numbers"]

_ITEM = re.compile(r"- |(?P<number>[0-9]{1,3})\. ")
_ESCAPED_ITEM = re.compile(r"(?P<before>|[0-9]{1,3})\\(?=- |\. )")
_ASTERISKS = re.compile(r"(?<!\\)(?P<slashes>\\*+)(?P<stars>\*+)")
_GOES_ON = "  "
_BULLET = r"[•·▪●◦‣∙\uf0b7\uf0a7\uf06f]"
_PASTED = (
    (re.compile(rf"^[ \t]*(?:{_BULLET}[ \t\u00a0]+|[§o*–—-]\t[ \t]*)", re.MULTILINE), "- "),
    (re.compile(r"^[ \t]*([0-9]{1,3})[.)]\t[ \t]*", re.MULTILINE), r"\1. "),
)


@dataclass(frozen=True)
class Run:
    """A stretch of text of one style."""

    text: str
    bold: bool = False
    italic: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Item:
    """A paragraph, or an item of a list with its number where it has one; never without a line."""

    lines: tuple[Line, ...]
    number: int | None = None

    @property
    def text(self) -> str:
        """What it says, without any style."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


@dataclass(frozen=True)
class Block:
    """A paragraph (one item) or a list."""

    kind: Kind
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Piece:
    """A stretch of a line as it was typed: text of a style, or a sign (`marker`) that is not printed."""

    text: str
    marker: bool = False
    bold: bool = False
    italic: bool = False


def parse(text: str) -> tuple[Block, ...]:
    """Read a text as paragraphs and lists; whatever is no sign of this form is text."""
    blocks: list[_Open] = []
    ended = True
    for line in text.split("\n"):
        if not line.strip():
            ended = True
            continue
        kind, number = _begins(line)
        runs = _runs(line)
        last = blocks[-1] if blocks else None
        if kind != "paragraph":
            if last is None or last.kind != kind:
                blocks.append(_Open(kind))
            blocks[-1].items.append((number, [runs]))
        elif last is not None and not ended and (last.kind == "paragraph" or line.startswith(_GOES_ON)):
            last.items[-1][1].append(runs if last.kind == "paragraph" else _runs(line[len(_GOES_ON) :]))
        else:
            blocks.append(_Open(kind, [(None, [runs])]))
        ended = False
    return tuple(block.closed() for block in blocks)


def plain(text: str) -> str:
    """Return what a text says, without its signs: paragraphs and items each on lines of their own."""
    return "\n".join(item.text for block in parse(text) for item in block.items)


def literal(text: str) -> str:
    """Return the text written so that every letter of it is printed: a name that is put into a sentence."""
    return _ASTERISKS.sub(lambda found: found["slashes"] * 2 + "\\*" * len(found["stars"]), text)


def pasted(text: str) -> str:
    """Return pasted text with the bullets and numbers of a word processor as lists of this form."""
    for sign, ours in _PASTED:
        text = sign.sub(ours, text)
    return text


def pieces(line: str) -> tuple[Piece, ...]:
    """Read one line as stretches that together are the line as it was typed."""
    item, escaped = _item(line), _ESCAPED_ITEM.match(line)
    if item:
        return (Piece(item[0], marker=True), *_inline(line[item.end() :]))
    if escaped:
        number = (Piece(escaped["before"]),) if escaped["before"] else ()
        return (*number, Piece("\\", marker=True), *_inline(line[escaped.end() :]))
    return tuple(_inline(line))


@dataclass
class _Open:
    """A block while it is read."""

    kind: Kind
    items: list[tuple[int | None, list[Line]]] = field(default_factory=list)

    def closed(self) -> Block:
        return Block(self.kind, tuple(Item(tuple(lines), number) for number, lines in self.items))


def sign_of(line: str) -> str:
    """Return the sign with which a line would begin an item of a list, even where nothing stands behind it yet."""
    found = _ITEM.match(line)
    return found[0] if found else ""


def _item(line: str) -> re.Match[str] | None:
    """The sign with which an item of a list begins; one without anything behind it is none."""
    found = _ITEM.match(line)
    return found if found and line[found.end() :].strip() else None


def _begins(line: str) -> tuple[Kind, int | None]:
    found = _item(line)
    if found is None:
        return "paragraph", None
    return ("numbers", int(found["number"])) if found["number"] else ("bullets", None)


def _runs(line: str) -> Line:
    """The text of a line, stretches of one style joined."""
    runs: list[Run] = []
    for piece in pieces(line):
        if piece.marker:
            continue
        last = runs[-1] if runs else None
        if last is not None and (last.bold, last.italic) == (piece.bold, piece.italic):
            runs[-1] = Run(last.text + piece.text, last.bold, last.italic)
        else:
            runs.append(Run(piece.text, piece.bold, piece.italic))
    return tuple(runs)


@dataclass
class _Sign:
    """A sign that may begin or end a style: where it stands, and whether a partner was found."""

    start: int
    end: int
    opens: bool
    closes: bool
    paired: bool = False


def _inline(text: str) -> Iterator[Piece]:
    """Styles and escapes within a line."""
    bold: list[_Sign] = []
    italic: list[_Sign] = []
    slashes: list[int] = []
    for found in _ASTERISKS.finditer(text):
        start, end = found.span("stars")
        single = len(found["slashes"])
        slashes += [found.start() + 2 * nth for nth in range(single // 2)]
        if single % 2:  # the last one takes from the first asterisk what it means
            slashes.append(start - 1)
            start += 1
        for sign in _signs(text, start, end):
            (bold if sign.end - sign.start == 2 else italic).append(sign)
    _pair(bold)
    _pair(italic)
    yield from _cut(text, bold, italic, slashes)


def _signs(text: str, start: int, end: int) -> Iterator[_Sign]:
    """One asterisk, two, or three, which are one and two; more are only asterisks."""
    before, after = text[start - 1 : start], text[end : end + 1]
    opens, closes = bool(after.strip()), bool(before.strip())
    count = end - start
    if count in (1, 3):  # a single one within a word is a footnote, a product, or anything else
        yield _Sign(start, start + 1, opens and not _in_word(before), closes and not _in_word(after))
    if count in (2, 3):
        yield _Sign(end - 2, end, opens, closes)


def _in_word(letter: str) -> bool:
    """Whether it is a letter or figure, of a script in which words stand apart: others join or follow each other."""
    if not letter or category(letter)[0] not in "LNM":
        return False
    return east_asian_width(letter) not in "WF" and bidirectional(letter) not in ("R", "AL")


def _pair(signs: Sequence[_Sign]) -> None:
    """Give each sign that ends something the nearest one before it that begins."""
    begun: _Sign | None = None
    for sign in signs:
        if begun is not None and sign.closes and sign.start > begun.end:
            begun.paired = sign.paired = True
            begun = None
        elif sign.opens:
            begun = sign


def _cut(text: str, bold: Sequence[_Sign], italic: Sequence[_Sign], slashes: Sequence[int]) -> Iterator[Piece]:
    """Cut a line where its style changes."""
    marks = [
        (sign.start, sign.end, style) for style, signs in (("b", bold), ("i", italic)) for sign in signs if sign.paired
    ]
    marks += [(place, place + 1, "") for place in slashes]
    at, now = 0, {"b": False, "i": False}
    for start, end, style in sorted(marks):
        if at < start:
            yield Piece(text[at:start], bold=now["b"], italic=now["i"])
        yield Piece(text[start:end], marker=True)
        if style:
            now[style] = not now[style]
        at = end
    if at < len(text):
        yield Piece(text[at:], bold=now["b"], italic=now["i"])
