"""One deed whole: each field from what it said to what it says, and what can be done with either."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mgi_desktop.domain.erasure import erasable
from mgi_desktop.i18n import _, n_
from mgi_desktop.services.history import Deed, Said, Step
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.history import saying
from mgi_desktop.ui.naming import field_name, language_of, place_name, value_in_words, whereabouts
from mgi_desktop.ui.page import Panel
from mgi_desktop.ui.parts.boxes import Flow, box, card, clear, column, line
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.conflict import mark_differences
from mgi_desktop.ui.parts.labels import give_direction, label
from mgi_desktop.ui.parts.writing import Text, as_reading

STEPS = 4
"""So many steps at once: a page stands in a tenth of a second."""


class DeedPanel(Panel):
    """The deed that is current in the list."""

    restored = Signal(str)
    """The edit whose value is wanted again."""
    wanted_back = Signal(str, str)
    """The kind and the key of what was removed and is wanted again."""
    unwanted = Signal(object, object)
    """The `Step` and the `Said` in it that is to be erased for good."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setProperty("edge", "start")
        self._desk = desk
        self._deed: Deed | None = None
        self._most = STEPS

    def show_deed(self, deed: Deed | None) -> None:
        """Show another deed, or none."""
        if deed == self._deed and self.content.count():
            return
        if self._deed is None or deed is None or deed.action != self._deed.action:
            self._most = STEPS
            self.area.verticalScrollBar().setValue(0)
        self._deed = deed
        self._build()

    def _build(self) -> None:
        desk, deed = self._desk, self._deed
        clear(self.content)
        if deed is None:
            self.content.addWidget(label(_("Choose something in the list to see it whole."), tone="secondary"))
            self.content.addStretch(1)
            return
        px = desk.theme.px
        steps = saying.shown(deed)
        who = label(saying.claim(desk, deed), "caption", "secondary")
        whole = column(label(saying.title(desk, deed), "question"), who, px(4), spacing=px(8))
        for step in steps[: self._most]:
            whole.addWidget(card(self._step(step, alone=len(steps) == 1)))
        others = 0 if saying.is_erasure(deed) else len(steps) + deed.others - self._most
        if others > 0:
            whole.addWidget(self._others(others, can_show=len(steps) > self._most))
        whole.addStretch(1)
        body = box(whole)
        self.content.addWidget(body)
        body.show()

    def _others(self, others: int, *, can_show: bool) -> QWidget:
        told = n_("{n} more change", "{n} more changes", others).format(n=others)
        if can_show:
            more = button(self._desk.theme, _("Show {n} more").format(n=others), self._show_more, kind="quiet")
            more.setObjectName("more-steps")
            return more
        return label(told, "caption", "secondary")

    def _show_more(self) -> None:
        self._most += 5 * STEPS
        self._build()

    def _step(self, step: Step, *, alone: bool) -> QVBoxLayout:
        desk, px = self._desk, self._desk.theme.px
        name = f"{place_name(desk, step.ref.kind, step.ref.key)} · {field_name(desk, step.ref)}"
        pieces = column(spacing=px(6), margins=(px(12), px(8), px(12), px(10)))
        if not alone or self._deed is None or saying.title(desk, self._deed) != name:
            pieces.addWidget(label(name, "label"))
        after = said_text(desk, step, step.after)
        for one in step.before:
            pieces.addWidget(label(_("Before"), "caption", "secondary"))
            pieces.addWidget(self._value(step, one, name, after))
            pieces.addWidget(self._deeds(step, one))
        if step.before:
            pieces.addWidget(line())
            now = _("After, and still so") if step.stands(desk.assessment) else _("After")
            pieces.addWidget(label(now, "caption", "secondary"))
        before = said_text(desk, step, step.before[0]) if step.before else None
        pieces.addWidget(self._value(step, step.after, name, before))
        pieces.addWidget(self._deeds(step, step.after, goes=True))
        return pieces

    def _value(self, step: Step, one: Said, name: str, other: str | None) -> QWidget:
        desk = self._desk
        if one.erased is not None:
            return label(saying.erased(desk, one.erased), tone="secondary")
        text = said_text(desk, step, one)
        if text is None or not text:
            return label(saying.said(desk, step, one), tone="secondary")
        language = language_of(desk, step.ref)
        if not erasable(step.ref) or (len(text.split()) < 2 and len(text) < 40):
            return label(text, language=language)
        shown = Text(name, text, least=1, most=14)
        as_reading(shown)
        give_direction(shown, language)
        if other:
            mark_differences(desk, shown, other)
        return shown

    def _deeds(self, step: Step, one: Said, *, goes: bool = False) -> QWidget:
        """What can be done with a value: say it again, erase it, and go where it stands."""
        theme, desk = self._desk.theme, self._desk
        made = QWidget()
        flow = Flow(theme.px(6))
        made.setLayout(flow)
        name = saying.said(desk, step, one)
        held = desk.assessment.held(step.ref)
        says_so = len(held.heads) == 1 and held.settled == one.value
        if not says_so and not desk.read_only and desk.services.history.can_restore(step, one):
            back = self._small(flow, _("Restore"), lambda: self.restored.emit(one.edit))
            back.setAccessibleName(_("Restore: {text}").format(text=name))
        if isinstance(one.value, list) and self._can_come_back(step):
            again = self._small(flow, _("Bring back"), lambda: self.wanted_back.emit(step.ref.kind, step.ref.key))
            again.setAccessibleName(_("Bring back: {text}").format(text=place_name(desk, *step.ref[:2])))
        if goes and (spot := whereabouts(desk, step.ref)):
            there = self._small(flow, _("Go there"), lambda: desk.go(spot))
            there.setAccessibleName(_("Go to {place}").format(place=place_name(desk, *step.ref[:2])))
        if erasable(step.ref) and one.value is not None and one.here and not desk.only_read:
            gone = self._small(flow, _("Erase for good…"), lambda: self.unwanted.emit(step, one), kind="quiet")
            gone.setAccessibleName(_("Erase for good: {text}").format(text=name))
        if not flow.count():
            made.hide()
        return made

    def _can_come_back(self, step: Step) -> bool:
        desk = self._desk
        stands = step.ref.field == "deleted" and step.stands(desk.assessment)
        return stands and not desk.read_only and desk.services.trash.knows(step.ref.kind)

    def _small(self, flow: Flow, words: str, does: Callable[[], object], kind: str = "") -> QPushButton:
        made = button(self._desk.theme, words, does, kind=kind, small=True)
        flow.addWidget(made)
        return made


def said_text(desk: Desk, step: Step, one: Said) -> str | None:
    """A value as it reads; None where it was erased or is not here."""
    return value_in_words(desk, step.ref, one.value) if one.here and one.erased is None else None
