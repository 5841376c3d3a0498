"""Every conflict of the open assessment in one list, each to be settled beside it."""

from collections.abc import Iterator
from itertools import zip_longest

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Conflict as Contested
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.exchange.halves import Halves
from mgi_desktop.ui.exchange.picks import SHORT, Pick, Picks
from mgi_desktop.ui.exchange.tab import Tab
from mgi_desktop.ui.naming import excerpt, field_name, value_in_words
from mgi_desktop.ui.parts.boxes import box, card, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.conflict import Conflict
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.places import settled_at
from mgi_desktop.ui.review.contested import contested_field
from mgi_desktop.ui.review.naming import Naming
from mgi_desktop.ui.stages.published import Published

_FEW = 36
"""So many letters of a value stand in the list."""


class Conflicts(Tab):
    """The list at the start, and the conflict of now with both values at the end."""

    needs_assessment = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self.found: dict[str, Contested] = {}
        self._drawn: object = None
        self.list = Picks(desk.theme, _("Conflicts"))
        self.list.chosen.connect(self._choose)
        self.list.rearranged.connect(self.rearranged)
        self._pieces: QVBoxLayout = column(spacing=px(14), margins=(px(20), px(14), px(20), px(16)))
        self._sheet = card(self._pieces)
        self._none = box(self._empty())
        self.halves = Halves(desk.theme, self.list, self._sheet)
        locked = [Published(desk, gained=False)] if desk.published else []
        whole = column(*locked, self._none, self.halves, spacing=px(4))
        whole.setStretch(len(locked) + 1, 1)
        self.setLayout(whole)

    @property
    def caption(self) -> str:
        """How many there are, and what holds until they are settled."""
        count = len(self.found)
        if not count:
            return _("Nothing is in conflict.")
        told = n_(
            "{n} conflict · until it is settled both values stand, and it counts as to be verified",
            "{n} conflicts · until they are settled both values stand, and they count as to be verified",
            count,
        )
        return told.format(n=count)

    def show_now(self) -> None:
        """Show the conflicts of now; the one that was chosen stays it."""
        self._show("")

    def show_within(self, within: str) -> None:
        """Show one conflict, “answer/L1.1.1/value”; or the first of an entity, “answer/L1.1.1”."""
        wanted = next((key for key in self.found if key == within or key.startswith(f"{within}/")), "")
        if within and wanted:
            self._show(wanted)

    def within(self) -> str:
        """The conflict that is shown."""
        return self.list.current()

    def first_focus(self) -> QWidget | None:
        """The row that is chosen."""
        return self.list.rows.get(self.list.current())

    def _show(self, wanted: str) -> None:
        read = self.desk.assessment
        self.found = {"/".join(one.ref): one for one in read.conflicts}
        naming = Naming(self.desk)
        current = self.list.show_picks([self._pick(naming, one) for one in self.found.values()], wanted)
        self._none.setVisible(not self.found)
        self.halves.setVisible(bool(self.found))
        self._show_detail(current)

    def _choose(self, key: str) -> None:
        self._show_detail(key)
        self.halves.show_detail()

    def _step(self, step: int) -> None:
        keys = self.list.keys
        self.list.choose(keys[(keys.index(self.list.current()) + step) % len(keys)])

    def _pick(self, naming: Naming, conflict: Contested) -> Pick:
        ref = conflict.ref
        return Pick(
            key="/".join(ref),
            title=naming.thing(ref.kind, ref.key),
            about=conflict_name(self.desk, ref),
            text=both_in_short(self.desk, conflict),
            icon="state-conflict",
            colour="error",
            domain=domain_place(self.desk, ref),
        )

    def _show_detail(self, key: str) -> None:
        """Show the conflict with its values; nothing is built anew where it is shown already, as one may write."""
        conflict = self.found.get(key)
        wanted = (conflict, list(self.found).index(key), len(self.found)) if conflict else None
        if wanted == self._drawn:
            return
        self._drawn = wanted
        for shown in self._sheet.findChildren(Conflict):
            shown.leave()
        if self._drawn != wanted:  # leaving a third text settled that conflict, and all is shown anew already
            return
        clear(self._pieces)
        if conflict is not None:
            fill(self._pieces, *self._detail(conflict, key))
        self.rearranged.emit()

    def _detail(self, conflict: Contested, key: str) -> Iterator[QWidget]:
        desk, ref = self.desk, conflict.ref
        yield self._head(ref, key)
        text, language = Naming(desk).about(ref.kind, ref.key)
        if text:
            yield label(text, "question", language=language)
        if ref.field == "stage":
            told = _("Two people moved the stage apart. It is settled where it is moved.")
            yield label(told)
            if not desk.read_only:
                yield button(desk.theme, _("Stage…"), desk.act["stage"].trigger)
        else:
            yield contested_field(desk, conflict)
        yield line()
        yield label(asks_because(ref), "caption", "secondary")
        there = button(desk.theme, _("Go there"), lambda: desk.go(settled_at(desk.assessment, ref)), small=True)
        yield box(row(there, None))

    def _head(self, ref: FieldRef, key: str) -> QWidget:
        desk, keys = self.desk, list(self.found)
        title = label(Naming(desk).thing(ref.kind, ref.key), "label")
        coloured(title, domain_place(desk, ref))
        count = label(_("{n} of {of}").format(n=keys.index(key) + 1, of=len(keys)), "caption", "secondary", wrap=False)
        steps = [
            icon_button(desk.theme, "chevron-back", _("Conflict before"), lambda: self._step(-1), small=True),
            icon_button(desk.theme, "chevron-forward", _("Next conflict"), lambda: self._step(1), small=True),
        ]
        return box(headed(desk, title, conflict_name(desk, ref), count, *(steps if len(keys) > 1 else ())))

    def _empty(self) -> QVBoxLayout:
        px = self.desk.theme.px
        icon = picture(self.desk.theme.pixmap("check", "text_2", 48))
        told = _("Where two people write different things in the same field, both stand here until somebody decides.")
        return column(
            icon, label(_("Nothing is in conflict."), "question"), label(told, tone="secondary"), None,
            spacing=px(8), margins=(px(24), px(16), px(24), px(24)),
        )  # fmt: skip


def headed(desk: Desk, title: QLabel, about: str, *ends: QWidget) -> QHBoxLayout:
    """A title with what it is about beside it, and at the end what leads on."""
    px, short = desk.theme.px, len(title.text()) <= SHORT
    title.setWordWrap(not short)
    words = row(title, label(about), spacing=px(8)) if short else column(title, label(about), spacing=px(2))
    head = row(words, *ends, spacing=px(8))
    head.setStretch(0, 1)
    if short:
        words.setStretch(1, 1)
    return head


def coloured(title: QLabel, domain: int) -> None:
    """Give a title the colour of a domain, where it belongs to one."""
    if domain:
        title.setProperty("domain", str(domain))


def conflict_name(desk: Desk, ref: FieldRef) -> str:
    """What is in conflict: the name of a field, or that a thing was removed and edited."""
    return _("Removed and edited") if ref.field == "deleted" else field_name(desk, ref)


def asks_because(ref: FieldRef) -> str:
    """Why a person is asked."""
    if ref.field == "deleted":
        return _("One removed it without having seen what the other wrote, so it stays visible until a person decides.")
    return _("Both were written from the same earlier text, so neither can replace the other without a person. "
             "What you do not choose stays in the history.")  # fmt: skip


def domain_place(desk: Desk, ref: FieldRef) -> int:
    """The place of the domain that a field belongs to, 1 to 6; 0 where it belongs to none."""
    read, code = desk.assessment, ""
    if ref.kind == "answer":
        code = ref.key
    elif ref.kind == "citation":
        code = str(read.held(FieldRef("citation", ref.key, "answer")).value or "")
    elif ref.kind == "finding":
        return desk.instrument.place(str(read.held(FieldRef("finding", ref.key, "domain")).value or ""))
    indicator = desk.instrument.indicators.get(code)
    return desk.instrument.place(indicator.domain) if indicator else 0


def both_in_short(desk: Desk, conflict: Contested) -> str:
    """The values that stand side by side in a few words each, from where they begin to differ."""
    if conflict.ref.field == "deleted":
        return ""
    said = list(dict.fromkeys(value_in_words(desk, conflict.ref, head.value) for head in conflict.heads))
    same = _same_words(said)
    cut = [" ".join(text.split()[same:]) or _("(empty)") for text in said]
    return " / ".join(("…" if same else "") + excerpt(text, _FEW) for text in cut)


def _same_words(texts: list[str]) -> int:
    """With how many equal words all begin."""
    same = 0
    for words in zip_longest(*(text.split() for text in texts)):
        if len(set(words)) > 1:
            break
        same += 1
    return same
