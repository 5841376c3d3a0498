"""All comments of the assessment: threads in a list, the chosen one beside it to read, answer and resolve."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.search import fold
from mgi_desktop.domain.threads import Comment, Thread, thing_of
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.times import when
from mgi_desktop.ui.naming import excerpt, value_in_words
from mgi_desktop.ui.parts.boxes import clear
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.places import spot_of
from mgi_desktop.ui.review.contested import contested_field
from mgi_desktop.ui.review.conversation import Conversation
from mgi_desktop.ui.review.filters import Filters
from mgi_desktop.ui.review.naming import Naming
from mgi_desktop.ui.review.rows import Row
from mgi_desktop.ui.review.view import View

_MOST = 300


class Comments(View):
    """Every thread of the assessment."""

    def __init__(self, desk: Desk) -> None:
        states = {"open": _("Still open"), "resolved": _("Resolved"), "": _("Open and resolved")}
        kinds = {"": _("On everything"), "answer": _("On answers"), "finding": _("On findings"),
                 "section": _("On sections")}  # fmt: skip
        choices = {
            "state": (_("Open or resolved"), states),
            "kind": (_("What they are about"), kinds),
            "person": (_("Who wrote"), {"": _("By everyone")}),
        }
        filters = Filters(desk, choices, _("Search in comments"))
        filters.choices["state"].choose("open")
        super().__init__(desk, _("Comments"), filters)
        self.threads: dict[str, Thread] = {}
        self.conversation: Conversation | None = None
        self._drawn: object = None
        self._disputed = False
        self._naming = Naming(desk)

    @property
    def caption(self) -> str:
        """How many are open, of how many."""
        held = self._held()
        count = sum(not thread.resolved for thread in held)
        return n_("{n} open of {all}", "{n} open of {all}", count).format(n=count, all=len(held))

    def show_now(self) -> None:
        """Show the comments as they are now."""
        read = self.desk.assessment
        people = {one.author: words.who(read, one.author) for one in read.comments}
        named = sorted({name: author for author, name in people.items()}.items(), key=lambda one: fold(one[0]))
        self.filters.offer("person", {"": _("By everyone"), **{author: name for name, author in named}})
        self.show_rows()

    def show_thread(self, key: str) -> None:
        """Show the thread of a comment, whatever the filters keep back."""
        found = [thread for thread in self._held() if any(one.key == key for one in thread.comments)]
        if found:
            if found[0].key not in self.threads:
                self.filters.let_all_pass()
            self.list.choose(found[0].key)

    def spot(self) -> str:
        """The place of what the thread is about; empty where none is shown."""
        thread = self.threads.get(self.chosen)
        return spot_of(self.desk.assessment, FieldRef(*thing_of(thread.on), "")) if thread else ""

    def enter(self, key: str) -> None:
        """Write a reply."""
        if self.conversation is not None:
            self.conversation.reply()

    def show_rows(self) -> None:
        """Show what the filters let pass, in order."""
        held = self._held()
        self.threads = {thread.key: thread for thread in self._passing(held)}
        self._naming = Naming(self.desk)
        nothing = (
            _("No comment of this kind. Choose open and resolved ones, on everything and by everyone, to see the rest.")
            if held
            else _("No comments yet. Comment on an answer in its card, on a finding or on a section; "
                   "all of it is listed here.")
        )  # fmt: skip
        self.hold(list(self.threads), next(iter(self.threads), ""), nothing)

    def show_detail(self) -> None:
        """Show the thread that is chosen, to be read, answered and resolved here."""
        read, thread = self.desk.assessment, self.threads.get(self.chosen)
        keys = {one.key for one in thread.comments} if thread else set()
        conflicts = [one for one in read.conflicts if one.ref.kind == "comment" and one.ref.key in keys]
        names = [words.who(read, one.author) for one in thread.comments] if thread else []
        comments = thread.comments if thread else ()
        wanted = (thread, conflicts, names, [read.held(one.target) for one in comments if one.target])
        if wanted == self._drawn:
            return
        self._drawn = wanted
        held, disputed = self.conversation, bool(conflicts) or self._disputed
        self._disputed = bool(conflicts)
        if held is not None and thread is not None and held.said.key == thread.key and not disputed:
            held.show_thread(thread)
        else:
            self._draw(thread)
            for place, conflict in enumerate(conflicts, 2):
                self.pieces.insertWidget(place, contested_field(self.desk, conflict))

    def _held(self) -> list[Thread]:
        return [thread for held in self.desk.assessment.threads.values() for thread in held]

    def _passing(self, held: Sequence[Thread]) -> Iterator[Thread]:
        state, kind, person = (self.filters.value(name) for name in ("state", "kind", "person"))
        wanted = fold(self.filters.search.text()).split()
        for thread in held:
            if (
                (not state or thread.resolved is (state == "resolved"))
                and (not kind or thread.on.startswith(f"{kind}/"))
                and (not person or any(one.author == person for one in thread.comments))
                and (not wanted or self._says(thread, wanted))
            ):
                yield thread

    def _says(self, thread: Thread, wanted: list[str]) -> bool:
        read = self.desk.assessment
        said = " ".join(f"{one.text} {one.proposed} {words.who(read, one.author)}" for one in thread.comments)
        folded = fold(f"{said} {thread.on.partition('/')[2]}")
        return all(word in folded for word in wanted)

    def row(self, key: str) -> Row:
        """What it is about, who said it and when, and how it begins."""
        read, thread = self.desk.assessment, self.threads[key]
        first, count = thread.first, len(thread.answers)
        told = [words.who(read, first.author), when(first.at, datetime.now(UTC))]
        if count:
            told.append(n_("{n} reply", "{n} replies", count).format(n=count))
        return Row(
            key,
            self._naming.thing(*thing_of(thread.on)),
            excerpt(first.text or _("Proposal: {text}").format(text=self._proposed(first)), _MOST),
            " · ".join(filter(None, told)),
            "state-answered" if thread.resolved else "state-comment",
            language=read.language,
        )

    def _proposed(self, comment: Comment) -> str:
        return value_in_words(self.desk, comment.target, comment.proposed) if comment.target else ""

    def _draw(self, thread: Thread | None) -> None:
        if self.conversation is not None:
            self.conversation.leave()
        clear(self.pieces)
        self.conversation = None
        if thread is None:
            return
        naming = Naming(self.desk)
        kind, key = thing_of(thread.on)
        text, language = naming.about(kind, key)
        self.pieces.addWidget(label(naming.thing(kind, key), "heading"))
        self.pieces.addWidget(label(text, tone="secondary", language=language))
        self.conversation = Conversation(self.desk, thread)
        self.pieces.addWidget(self.conversation)
