"""All comments of the assessment: threads in a list, the chosen one beside it to read, answer and resolve."""

from collections.abc import Iterator
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.search import fold
from mgi_desktop.domain.threads import Thread
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.times import when
from mgi_desktop.ui.naming import excerpt
from mgi_desktop.ui.parts.boxes import clear, column
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.places import spot_of
from mgi_desktop.ui.review.contested import contested_field
from mgi_desktop.ui.review.conversation import Conversation
from mgi_desktop.ui.review.filters import Filters
from mgi_desktop.ui.review.naming import Naming
from mgi_desktop.ui.review.rows import Row, RowList

_MOST = 300


class Comments(QWidget):
    """The list; the thread that is chosen in it is shown in `detail`."""

    spot_changed = Signal()
    """Another thread is shown, or none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._current = ""
        self.threads: dict[str, Thread] = {}
        self.conversation: Conversation | None = None
        self._drawn: object = None
        self.detail = QWidget()
        self._detail = column(spacing=desk.theme.px(12))
        self.detail.setLayout(self._detail)
        states = {"open": _("Open"), "resolved": _("Resolved"), "": _("Open and resolved")}
        kinds = {"": _("On everything"), "answer": _("On answers"), "finding": _("On findings"),
                 "section": _("On sections")}  # fmt: skip
        self.filters = Filters(
            desk,
            {
                "state": (_("Open or resolved"), states),
                "kind": (_("What they are about"), kinds),
                "person": (_("Who wrote"), {"": _("By everyone")}),
            },
            _("Search in comments"),
        )
        self.filters.choices["state"].choose("open")
        self.filters.changed.connect(self._show_rows)
        self.list = RowList(desk.theme, _("Comments"))
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(self._enter)
        self.empty = label("", tone="secondary")
        self.setLayout(self.filters.over(self.empty, self.list))

    @property
    def caption(self) -> str:
        """How many are open, of how many."""
        held = self._held()
        count = sum(not thread.resolved for thread in held)
        return n_("{n} open of {all}", "{n} open of {all}", count).format(n=count, all=len(held))

    def show_now(self) -> None:
        """Show the comments as they are now."""
        read = self._desk.assessment
        people = {one.author: words.who(read, one.author) for one in read.comments}
        named = sorted({name: author for author, name in people.items()}.items(), key=lambda one: fold(one[0]))
        self.filters.offer("person", {"": _("By everyone"), **{author: name for name, author in named}})
        self._show_rows()

    def show_thread(self, key: str) -> None:
        """Show the thread of a comment, whatever the filters keep back."""
        found = [thread for thread in self._held() if any(one.key == key for one in thread.comments)]
        if found:
            if found[0].key not in self.threads:
                self.filters.let_all_pass()
            self.list.choose(found[0].key)

    def spot(self) -> str:
        """The place of what the thread is about; empty where none is shown."""
        thread = self.threads.get(self._current)
        return spot_of(self._desk.assessment, FieldRef(*_parts(thread.on), "")) if thread else ""

    @property
    def current(self) -> str:
        """The key of the thread that is shown."""
        return self._current if self._current in self.threads else ""

    def first_focus(self) -> QWidget:
        """The list."""
        return self.list

    def _held(self) -> list[Thread]:
        return [thread for held in self._desk.assessment.threads.values() for thread in held]

    def _show_rows(self) -> None:
        held = self._held()
        self.threads = {thread.key: thread for thread in held if self._passes(thread)}
        self._current = self.list.show_rows(tuple(self._rows()), self._current)
        if not self._current and self.threads:
            self._current = next(iter(self.threads))
            self.list.show_rows(self.list.rows, self._current)
        self.list.setVisible(bool(self.threads))
        self.empty.setVisible(not self.threads)
        self.empty.setText(
            _("No comment of this kind. Choose open and resolved ones, on everything and by everyone, to see the rest.")
            if held
            else _("No comments yet. Comment on an answer in its card, on a finding or on a section; "
                   "all of it is listed here.")
        )  # fmt: skip
        self._show_detail()

    def _passes(self, thread: Thread) -> bool:
        state, kind, person = (self.filters.value(name) for name in ("state", "kind", "person"))
        wanted = fold(self.filters.search.text()).split()
        return (
            (not state or thread.resolved is (state == "resolved"))
            and (not kind or thread.on.startswith(f"{kind}/"))
            and (not person or any(one.author == person for one in thread.comments))
            and (not wanted or self._says(thread, wanted))
        )

    def _says(self, thread: Thread, wanted: list[str]) -> bool:
        read = self._desk.assessment
        said = " ".join(f"{one.text} {words.who(read, one.author)}" for one in thread.comments)
        folded = fold(f"{said} {thread.on.partition('/')[2]}")
        return all(word in folded for word in wanted)

    def _rows(self) -> Iterator[Row]:
        read, naming, now = self._desk.assessment, Naming(self._desk), datetime.now(UTC)
        for thread in self.threads.values():
            first = thread.first
            told = [words.who(read, first.author), when(first.at, now)]
            if thread.answers:
                count = len(thread.answers)
                told.append(n_("{n} reply", "{n} replies", count).format(n=count))
            icon = "state-answered" if thread.resolved else "state-comment"
            yield Row(
                thread.key,
                naming.thing(*_parts(thread.on)),
                excerpt(first.text, _MOST),
                " · ".join(filter(None, told)),
                icon,
                language=read.language,
            )

    def _choose(self, key: str) -> None:
        self._current = key
        self._show_detail()

    def _enter(self, key: str) -> None:
        self._choose(key)
        if self.conversation is not None:
            self.conversation.reply()

    def _show_detail(self) -> None:
        read, thread = self._desk.assessment, self.threads.get(self._current)
        keys = {one.key for one in thread.comments} if thread else set()
        conflicts = [one for one in read.conflicts if one.ref.kind == "comment" and one.ref.key in keys]
        names = [words.who(read, one.author) for one in thread.comments] if thread else []
        wanted = (thread, conflicts, names)
        if wanted == self._drawn:
            return
        same = self.conversation is not None and thread is not None and self.conversation.said.key == thread.key
        self._drawn = wanted
        if same and not conflicts and self.conversation is not None and thread is not None:
            self.conversation.show_thread(thread)
        else:
            self._draw(thread)
            for place, conflict in enumerate(conflicts, 2):
                self._detail.insertWidget(place, contested_field(self._desk, conflict))
        self.spot_changed.emit()

    def _draw(self, thread: Thread | None) -> None:
        if self.conversation is not None:
            self.conversation.leave()
        clear(self._detail)
        self.conversation = None
        if thread is None:
            return
        naming = Naming(self._desk)
        kind, key = _parts(thread.on)
        text, language = naming.about(kind, key)
        self._detail.addWidget(label(naming.thing(kind, key), "heading"))
        self._detail.addWidget(label(text, tone="secondary", language=language))
        self.conversation = Conversation(self._desk, thread)
        self._detail.addWidget(self.conversation)
        self._detail.addStretch(1)


def _parts(on: str) -> tuple[str, str]:
    kind, _slash, key = on.partition("/")
    return kind, key
