"""What readers will read: the profile's texts in their order, on one long sheet."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mgi_desktop.i18n import _
from mgi_desktop.services.reading import Content, DomainPage, Findings, Section, SourceEntry, Text
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import box, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import icon_button
from mgi_desktop.ui.parts.labels import chip, give_direction, label, picture
from mgi_desktop.ui.parts.written import Written

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_AT_ONCE = 5
"""So many parts fill any screen."""
_TOGETHER = 25
"""So many sources are made at a time."""
_DISCS = {"well_developed": "presence-complete", "potential": "presence-absent"}


class Sheet(QFrame):
    """The parts of the profile below each other; `parts` are what the outline leads to.

    What is first in view is made at once, the rest while nothing else is to be done.
    """

    wanted = Signal(str)
    """A section in which the person wants to write."""
    finished = Signal()
    """Every part stands."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pairs: list[QBoxLayout] = []
        self._narrow = False
        self._language = ""
        self.parts: dict[str, QWidget] = {}
        self._to_come: Iterator[tuple[str, QWidget]] = iter(())
        self._idle = QTimer(self, interval=0, singleShot=True)
        self._idle.timeout.connect(self._make_more)
        self.setProperty("kind", "card")
        px = desk.theme.px
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(40), px(32), px(40), px(32))
        self._layout.setSpacing(px(24))
        self.setMaximumWidth(px(760))

    def show_content(self, content: Content) -> None:
        """Show a profile."""
        clear(self._layout)
        self._pairs = []
        self._language = content.language
        self.parts = {}
        self._to_come = self._made(content)
        self._layout.addStretch(1)
        for _part in range(_AT_ONCE):
            self._make_next()
        self._idle.start()

    def make_up_to(self, key: str) -> bool:
        """See to it that a part stands, and some below it; say whether they do already."""
        wanted = list(self.parts).index(key) + _AT_ONCE if key in self.parts else 0
        stood = True
        while (key not in self.parts or len(self.parts) < wanted) and self._make_next():
            stood = False
        return stood

    def _make_more(self) -> None:
        """Make what takes little time, and come back."""
        if not self._make_next():
            self.finished.emit()
        else:
            self._idle.start()

    def _make_next(self) -> bool:
        """Make the next part; say whether there was one."""
        key, part = next(self._to_come, ("", None))
        if part is None:
            return False
        self.parts[key] = part
        give_direction(part, self._language)
        self._layout.insertWidget(len(self.parts) - 1, part)
        self.arrange(self._narrow)
        return True

    def arrange(self, narrow: bool) -> None:
        """Put headings beside their lists, or above them."""
        self._narrow = narrow
        directions = QBoxLayout.Direction
        for pair in self._pairs:
            pair.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _made(self, content: Content) -> Iterator[tuple[str, QWidget]]:
        px = self._desk.theme.px
        yield "cover", self._cover(content)
        for section in content.sections:
            yield f"section-{section.key}", self._section(section, content)
            if section.key == "sources":
                for place in range(_TOGETHER, len(content.entries), _TOGETHER):
                    more = column(spacing=px(8))
                    self._sources(more, content.entries[place : place + _TOGETHER])
                    yield f"sources-{place}", box(more)
            for page in content.domains if section.key == "key_findings" else ():
                yield f"domain-{page.code}", self._domain(page)
        if content.conflicts:
            yield "conflicts", self._conflicts(content)
        yield "imprint", self._imprint(content)

    def _cover(self, content: Content) -> QWidget:
        px = self._desk.theme.px
        pieces = [
            self._label(content.kind, "caption", "secondary"),
            self._label(content.subject, "display"),
            self._label(content.place, "question", "secondary"),
            self._label(content.date, "body", "secondary"),
        ]
        whole = column(*(piece for piece in pieces if piece.text()), spacing=px(4))
        if content.stage:
            whole.addLayout(row(chip(content.stage), None))
        return box(whole)

    def _section(self, section: Section, content: Content) -> QWidget:
        px = self._desk.theme.px
        whole = column(line(), self._head(section), spacing=px(8))
        if section.written is not None:
            text = Written(self._desk.theme)
            foreign = f" ({section.written.foreign})" if section.written.foreign else ""
            text.show_blocks(section.written.blocks, section.written.language, foreign)
            whole.addWidget(text)
        if section.wheel:
            whole.addWidget(self._wheel())
        if section.key == "sources":
            self._sources(whole, content.entries[:_TOGETHER])
        if section.key == "changes":
            self._changes(whole, content)
        return box(whole)

    def _head(self, section: Section) -> QHBoxLayout:
        """The heading, and the way to where it is written."""
        theme = self._desk.theme
        write = icon_button(theme, "edit", _("Write: {section}").format(section=section.heading), small=True)
        write.clicked.connect(lambda: self.wanted.emit(section.key))
        pieces = [self._label(section.heading, "heading"), *([] if self._desk.read_only else [write])]
        head = row(*pieces, spacing=theme.px(8))
        head.setStretch(0, 1)
        return head

    def _wheel(self) -> QWidget:
        """Where the wheel stands in the file; the overview shows it large."""
        theme = self._desk.theme
        px = theme.px
        said = label(_("Here stands the wheel of the six domains."), "caption", "secondary")
        mark = picture(theme.pixmap("page-overview", "text_2", 20))
        inside = row(mark, said, spacing=px(10), margins=(px(14), px(10), px(14), px(10)))
        inside.setStretch(1, 1)
        return box(inside, "sunken")

    def _domain(self, page: DomainPage) -> QWidget:
        theme = self._desk.theme
        px = theme.px
        whole = column(self._block(page), spacing=px(14))
        if page.summary:
            whole.addWidget(self._label(page.summary, "body", "secondary"))
        if page.empty:
            whole.addWidget(self._label(page.empty, "body", "secondary"))
        for found in page.lists if not page.empty else ():
            whole.addWidget(line())
            whole.addLayout(self._list(page, found))
        return box(whole)

    def _block(self, page: DomainPage) -> QFrame:
        """The name of a domain on its full colour."""
        theme, block = self._desk.theme, QFrame()
        px, place = theme.px, str(page.place)
        named = [self._label(page.label, "caption"), self._label(page.title, "heading")]
        for said in (block, *named):
            said.setProperty("domain", place)
            said.setProperty("on", True)
        block.setProperty("kind", "block")
        icon = picture(theme.pixmap(f"domain-{place}", f"{place}.on_strong", 32))
        layout = row(icon, column(*named, spacing=0), spacing=px(16), margins=(px(20), px(14), px(20), px(14)))
        layout.setStretch(1, 1)
        block.setLayout(layout)
        return block

    def _list(self, page: DomainPage, found: Findings) -> QBoxLayout:
        theme = self._desk.theme
        px = theme.px
        heading = self._label(found.heading, "label")
        heading.setMinimumWidth(px(132))
        bullets = column(spacing=px(8))
        for finding in found.findings:
            disc = picture(theme.pixmap(_DISCS[found.kind], f"{page.place}.strong", 12))
            said = column(self._text(finding.text, _raised(finding.notes)), spacing=0)
            if finding.mark:
                said.addWidget(self._label(finding.mark, "caption", "error"))
            bullet = row(column(px(4), disc, None, spacing=0), said, spacing=px(10))
            bullet.setStretch(1, 1)
            bullets.addLayout(bullet)
        if not found.findings:
            bullets.addWidget(self._label("–", tone="secondary"))
        pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        pair.setSpacing(px(12))
        fill(pair, column(heading, None), bullets)
        pair.setStretch(0, 1)
        pair.setStretch(1, 4)
        self._pairs.append(pair)
        return pair

    def _changes(self, whole: QVBoxLayout, content: Content) -> None:
        """What changed since the previous round, domain by domain: each question, then both answers."""
        px = self._desk.theme.px
        for domain in content.changes:
            title = self._label(domain.title, "question")
            title.setProperty("domain", str(domain.place))
            fill(whole, px(8), title)
            for part in domain.lists:
                whole.addWidget(self._label(part.heading, "label"))
                for change in part.changes:
                    question = Text(f"{change.code}  {change.question}", change.language, change.rtl, change.foreign)
                    answers = self._label(change.answers, "caption", "secondary")
                    whole.addLayout(column(self._text(question), answers, spacing=0))

    def _sources(self, whole: QVBoxLayout, entries: Sequence[SourceEntry]) -> None:
        px = self._desk.theme.px
        for entry in entries:
            number = self._label(f"{entry.number}.", wrap=False)
            number.setMinimumWidth(px(28))
            details = self._label(" · ".join(filter(None, (*entry.details, entry.link))), "caption", "secondary")
            said = row(column(number, None), column(self._label(entry.title), details, spacing=0), spacing=px(6))
            said.setStretch(1, 1)
            whole.addLayout(said)

    def _conflicts(self, content: Content) -> QWidget:
        px = self._desk.theme.px
        said = content.words
        whole = column(
            line(), self._label(said["conflicts"], "heading"), self._label(said["conflicts_text"]), spacing=px(8)
        )
        for conflict in content.conflicts:
            versions = self._label("\n".join(f"• {version}" for version in conflict.versions), tone="secondary")
            whole.addLayout(column(self._label(conflict.name, "label"), versions, spacing=px(2)))
        return box(whole)

    def _imprint(self, content: Content) -> QWidget:
        px = self._desk.theme.px
        whole = column(line(), self._label(content.words["imprint"], "heading"), spacing=px(6))
        for name, value in content.imprint:
            if value:
                fact = row(self._label(name, "caption", "secondary"), self._label(value, "caption"), spacing=px(12))
                fact.setStretch(0, 1)
                fact.setStretch(1, 3)
                whole.addLayout(fact)
        whole.addWidget(self._label(content.notice, "caption", "secondary"))
        return box(whole)

    def _text(self, text: Text, after: str = "") -> QLabel:
        """A text in its own direction; where it is in another language than the profile, that is said."""
        foreign = f" ({text.foreign})" if text.foreign else ""
        return label(text.text + after + foreign, language=text.language)

    def _label(self, text: str, role: str = "body", tone: str = "", *, wrap: bool = True) -> QLabel:
        """Words in the language of the profile, whatever the interface's."""
        return label(text, role, tone, wrap=wrap, language=self._language)


def _raised(notes: Sequence[int]) -> str:
    """The numbers of sources after a text, raised and never broken from it."""
    space = "\N{NARROW NO-BREAK SPACE}"
    return space + f",{space}".join(map(str, notes)).translate(_RAISED) if notes else ""
