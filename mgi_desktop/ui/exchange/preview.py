"""What would come of an import, before it is taken: counts, then what needs a person, and what else there is."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Conflict as Contested
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange.changes import Changes
from mgi_desktop.ui.exchange.choosing import Choosing
from mgi_desktop.ui.exchange.conflicts import (
    asks_because,
    both_in_short,
    coloured,
    conflict_name,
    domain_place,
    headed,
)
from mgi_desktop.ui.exchange.gone import erased
from mgi_desktop.ui.exchange.halves import Halves
from mgi_desktop.ui.exchange.in_trash import in_trash
from mgi_desktop.ui.exchange.incoming import LATER
from mgi_desktop.ui.exchange.offered import KINDS, OTHER, Offered, values_of
from mgi_desktop.ui.exchange.picks import Pick, Picks
from mgi_desktop.ui.exchange.seen import Seen
from mgi_desktop.ui.exchange.tallies import Tallies, Tally
from mgi_desktop.ui.exchange.telling import published_line
from mgi_desktop.ui.naming import language_of
from mgi_desktop.ui.parts.boxes import box, card, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import icon_button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.review.contested import WRITTEN
from mgi_desktop.ui.review.naming import Naming

_ORDER = ("conflict", "erased", "trash", "new", "changed", "refused", "awaited", "known", "file")
"""What is shown first: what needs a person, then what comes."""


class Preview(QWidget):
    """The counts above, the lists at the start, and what is chosen in them at the end."""

    rearranged = Signal()
    decided = Signal(str, object, str)
    """The assessment, the field in conflict, and what is chosen."""

    def __init__(self, desk: Desk, seen: Seen, decisions: Mapping[tuple[str, FieldRef], str]) -> None:
        super().__init__()
        self._desk, self._seen = desk, seen
        self._decisions = dict(decisions)
        self.choosing: Choosing | None = None
        self._shown = ""
        px = desk.theme.px
        self.tallies = Tallies(desk.theme, _tallies(seen))
        self.tallies.chosen.connect(self._lead)
        self.list = Picks(desk.theme, _("What the import brings"))
        self.list.chosen.connect(self._choose)
        self.list.rearranged.connect(self.rearranged)
        self._pieces: QVBoxLayout = column(spacing=px(14), margins=(px(20), px(14), px(20), px(16)))
        self._sheet: QFrame = card(self._pieces)
        self.halves = Halves(desk.theme, self.list, self._sheet, self.tallies)
        self.setLayout(column(self.halves))
        self._places = {_key(offered, one.ref): (offered, one) for offered in seen.offers for one in offered.conflicts}
        picks = list(self._picks())
        first = min((pick.key for pick in picks), key=lambda key: _ORDER.index(key.partition("/")[0]), default="")
        self._show_detail(self.list.show_picks(picks, first))

    def first_focus(self) -> QWidget | None:
        """The row that is chosen."""
        return self.list.rows.get(self.list.current())

    def keep(self) -> bool:
        """Put what is typed on disk; say whether that is done."""
        return self.choosing is None or self.choosing.keep()

    def show_key(self, key: str) -> None:
        """Show a row by its key."""
        if key in self.list.keys and self.keep():
            self._show_detail(self.list.show_picks(list(self._picks()), key))

    # The lists

    def _picks(self) -> Iterator[Pick]:
        for key, (offered, one) in self._places.items():
            yield self._conflict(key, offered, one)
        for offered in self._seen.offers:
            if offered.erased:
                under, count = self._under(_("Erased for good"), offered), str(len(offered.erased))
                yield Pick(
                    f"erased/{offered.id}", _("Values on this laptop"), icon="trash", colour="warn", count=count,
                    under=under, plain=True,
                )  # fmt: skip
            if offered.stays_in_trash:
                subject = words.isolated(offered.desk.assessment.subject)
                under = _("In the trash")
                yield Pick(f"trash/{offered.id}", subject, icon="trash", colour="warn", under=under, plain=True)
        for group, heading in (("new", _("New")), ("changed", _("Changed"))):
            for offered in self._seen.offers:
                yield from self._kinds(group, self._under(heading, offered), offered)
        for place, why in enumerate(self._seen.refused):
            yield Pick(f"refused/{place}", why, icon="warning", colour="warn", under=_("Refused"), plain=True)
        if self._seen.awaited:
            name, count = _("Attached files that do not come"), str(len(self._seen.awaited))
            yield Pick("awaited", name, icon="attach", count=count, under=_("Awaited"), plain=True)
        if self._seen.known:
            name = _("Already on this laptop")
            yield Pick("known", name, icon="check", count=str(self._seen.known), under=_("Known"), plain=True)
        yield from self._file_picks()

    def _file_picks(self) -> Iterator[Pick]:
        if len(self._seen.files) < 2:
            return
        for place, file in enumerate(self._seen.files):
            icon, colour = ("warning", "warn") if file.why else ("import", "text_2")
            said = file.why or " · ".join(file.facts(self._desk))
            yield Pick(
                f"file/{place}", words.isolated(file.name), text=said, icon=icon, colour=colour, under=_("Files")
            )

    def _conflict(self, key: str, offered: Offered, one: Contested) -> Pick:
        desk = offered.desk
        decided = self._decisions.get((offered.id, one.ref), LATER) != LATER
        return Pick(
            key=key,
            title=Naming(desk).thing(one.ref.kind, one.ref.key),
            about=conflict_name(desk, one.ref),
            text=both_in_short(desk, one),
            icon="check" if decided else "state-conflict",
            colour="success" if decided else "error",
            domain=domain_place(desk, one.ref),
            under=self._under(_("Conflicts"), offered),
        )

    def _kinds(self, group: str, under: str, offered: Offered) -> Iterator[Pick]:
        for kind, count in offered.counted(group):
            name, icon = KINDS.get(kind, OTHER)
            yield Pick(f"{group}/{offered.id}/{kind}", _(name), icon=icon, count=str(count), under=under, plain=True)

    def _under(self, heading: str, offered: Offered) -> str:
        """A heading, with the subject where several assessments come."""
        if len(self._seen.offers) < 2:
            return heading
        subject = words.isolated(offered.desk.assessment.subject)
        return _("{heading}: {subject}").format(heading=heading, subject=subject)

    # What is chosen

    def _lead(self, tally: str) -> None:
        """Go to the first row of what is counted; where there is none, stay."""
        wanted = {"conflicts": "conflict"}.get(tally, tally)
        key = next((key for key in self.list.keys if key.partition("/")[0] == wanted), "")
        if key:
            self.list.choose(key)
        self._mark(self.list.current())

    def _choose(self, key: str) -> None:
        if not self.keep():  # its text, and why it is not saved, stay in view
            self.list.show_picks(list(self._picks()), self._shown)
            return
        self._show_detail(key)
        self.halves.show_detail()

    def _step(self, step: int) -> None:
        keys = list(self._places)
        self.list.choose(keys[(keys.index(self.list.current()) + step) % len(keys)])

    def _mark(self, key: str) -> None:
        group = key.partition("/")[0]
        self.tallies.choose({"conflict": "conflicts"}.get(group, group))

    def _show_detail(self, key: str) -> None:
        self._mark(key)
        self._shown, self.choosing = key, None
        clear(self._pieces)
        fill(self._pieces, *self._detail(key))
        self.rearranged.emit()

    def _detail(self, key: str) -> Iterator[QWidget]:
        group, _slash, rest = key.partition("/")
        if key in self._places:
            yield from self._choosing(key)
        elif group in ("new", "changed"):
            yield from self._listed(group, *rest.split("/"))
        elif group == "erased":
            yield from erased(self._seen.offer(rest))
        elif group == "trash":
            yield label(_("In the trash"), "question")
            yield in_trash(self._desk, rest, self._seen.offer(rest).desk.assessment.subject)
        elif group == "file":
            yield from self._file(int(rest))
        elif group == "refused":
            yield label(_("Refused"), "question")
            yield label(words.breakable(self._seen.refused[int(rest)]))
            if self._seen.offers:
                yield label(_("All else can be taken."), tone="secondary")
        elif group == "awaited":
            yield label(_("Attached files that do not come"), "question")
            yield label(_("They are in none of these files, and not on this laptop. Whoever attached them can share "
                          "them; all else can be taken."), tone="secondary")  # fmt: skip
            yield label(words.breakable("\n".join(map(words.isolated, self._seen.awaited))))
        else:
            yield from self._nothing_new()

    def _choosing(self, key: str) -> Iterator[QWidget]:
        offered, one = self._places[key]
        desk, ref, keys = offered.desk, one.ref, list(self._places)
        yield box(self._head(offered, ref, keys.index(key), len(keys)))
        yield from self._published(offered)
        text, language = Naming(desk).about(ref.kind, ref.key)
        if text:
            yield label(text, "question", language=language)
        made = Choosing(
            desk,
            conflict_name(desk, ref),
            values_of(offered, one, files=len(self._seen.files)),
            self._decisions.get((offered.id, ref), LATER),
            language=desk.assessment.language if ref.field == "deleted" else language_of(desk, ref),
            third=ref if ref.field.partition("@")[0] in WRITTEN else None,
            settles=ref.field != "stage" and not offered.desk.assessment.published,
        )
        made.decided.connect(lambda choice: self._decide(offered.id, ref, choice))
        self.choosing = made
        yield made
        yield line()
        yield label(asks_because(ref), "caption", "secondary")

    def _head(self, offered: Offered, ref: FieldRef, place: int, of: int) -> QVBoxLayout:
        desk = offered.desk
        title = label(Naming(desk).thing(ref.kind, ref.key), "label")
        coloured(title, domain_place(desk, ref))
        count = label(_("{n} of {of}").format(n=place + 1, of=of), "caption", "secondary", wrap=False)
        steps = [
            icon_button(desk.theme, "chevron-back", _("Conflict before"), lambda: self._step(-1), small=True),
            icon_button(desk.theme, "chevron-forward", _("Next conflict"), lambda: self._step(1), small=True),
        ]
        return column(headed(desk, title, conflict_name(desk, ref), count, *(steps if of > 1 else ())))

    def _decide(self, assessment: str, ref: FieldRef, choice: str) -> None:
        self._decisions[assessment, ref] = choice
        self.decided.emit(assessment, ref, choice)
        self.list.show_picks(list(self._picks()))

    def _listed(self, group: str, assessment: str, kind: str) -> Iterator[QWidget]:
        offered = self._seen.offer(assessment)
        name = _(KINDS.get(kind, OTHER)[0])
        yield label(self._under(name, offered), "question")
        found = offered.of(group, kind)
        said = _("Not on this laptop yet.")
        if group == "changed":
            said = _("Changed from what stands on this laptop, so nothing has to be decided.")
        yield label(said, tone="secondary")
        yield from self._published(offered)
        yield line()
        yield Changes(offered.desk, found)

    def _published(self, offered: Offered) -> Iterator[QWidget]:
        """What is published here gains something all the same: it is said."""
        if offered.gains:
            theme = self._desk.theme
            pieces = row(picture(theme.pixmap("lock", "text_2", 18)), label(published_line()), spacing=theme.px(10))
            pieces.setStretch(1, 1)
            yield box(pieces)

    def _file(self, place: int) -> Iterator[QWidget]:
        file = self._seen.files[place]
        yield label(words.isolated(file.name), "question")
        for fact in file.facts(self._desk):
            yield label(fact)
        if file.why:
            yield label(words.breakable(file.why), tone="error")

    def _nothing_new(self) -> Iterator[QWidget]:
        theme = self._desk.theme
        known = self._seen.known
        yield box(row(picture(theme.pixmap("check", "text_2", 48)), None))
        if self._seen.takes or self._seen.erased:
            yield label(_("Already on this laptop"), "question")
        elif self._seen.refused:
            yield label(_("Nothing can be taken."), "question")
        else:
            yield label(_("Everything in it is here already."), "question")
        told = n_("{n} change is known; taking it again does no harm.",
                  "{n} changes are known; taking them again does no harm.", known)  # fmt: skip
        yield label(told.format(n=known), tone="secondary")


def _tallies(seen: Seen) -> Mapping[str, Tally]:
    erases = {"erased": Tally(seen.erased, _("erased for good"), "trash", "warn")} if seen.erased else {}
    return {
        "new": Tally(seen.count("new"), _("new"), "add"),
        "changed": Tally(seen.count("changed"), _("changed, nothing to decide"), "edit"),
        "conflicts": Tally(seen.conflicts, _("conflicts to look at"), "state-conflict", "error"),
        "known": Tally(seen.known, _("already known"), "check"),
        "refused": Tally(len(seen.refused), _("refused"), "warning", "warn"),
        **erases,
    }


def _key(offered: Offered, ref: FieldRef) -> str:
    return "/".join(("conflict", offered.id, *ref))
