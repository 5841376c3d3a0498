"""The trash of an assessment: removed sources, findings, sections and comments, each with the way back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Comment, Finding, Section, Source
from mgi_desktop.domain.instrument import pick
from mgi_desktop.i18n import _, n_
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.trash import Removed
from mgi_desktop.ui import words
from mgi_desktop.ui.claims import who
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.history import saying
from mgi_desktop.ui.naming import excerpt, place_name
from mgi_desktop.ui.page import Page
from mgi_desktop.ui.parts.boxes import Scroll, box, card, clear, column, fill, line, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label, picture
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.undo import undo_buttons

MOST = 30
"""So many rows at once: a page stands in a tenth of a second, however much was removed."""
_ICONS = {"finding": "page-findings", "section": "page-profile", "comment": "state-comment"}


class TrashPage(Page):
    """What was removed, the last first."""

    name = "trash"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        px = desk.theme.px
        self._most = MOST
        self._shown: object = None
        self.backs: list[QWidget] = []
        self._list = column(spacing=0, margins=(px(24), px(4), px(24), px(24)))
        self.frame(Scroll(box(self._list)), None, _("Trash"), undo_buttons(desk))

    def show_spot(self, spot: str) -> None:
        """Show what was removed."""
        self._show()

    def refresh(self, changed: Changed) -> None:
        """Show what changed; while another page is shown, when this one is shown again."""
        if self.isVisible():
            self._show()

    def first_focus(self) -> QWidget | None:
        """The first that can be brought back."""
        return self.backs[0] if self.backs else None

    def _show(self) -> None:
        desk = self.desk
        removed = desk.services.trash.removed(desk.assessment)
        shown = (removed, self._most)
        if shown == self._shown:
            return
        self._shown = shown
        had_focus = any(back.hasFocus() for back in self.backs)
        clear(self._list)
        self.backs = []
        told = n_("{n} removed thing, the last first", "{n} removed things, the last first", len(removed))
        self.caption.setText(told.format(n=len(removed)) if removed else _("What is removed lies here."))
        whole = box(self._sheet(removed) if removed else self._empty())
        self._list.addWidget(whole)
        self._list.addStretch(1)
        whole.show()
        tab_as_read(self)
        if had_focus and self.backs:
            self.backs[0].setFocus()

    def _empty(self) -> QVBoxLayout:
        told = _("Removed sources, findings, sections and comments can be brought back from here.")
        icon = picture(self.desk.theme.pixmap("trash", "text_2", 48))
        return column(icon, label(_("Nothing was removed."), "question"), label(told, tone="secondary"))

    def _sheet(self, removed: list[Removed]) -> QVBoxLayout:
        px = self.desk.theme.px
        rows = column(spacing=px(10), margins=(px(16), px(12), px(16), px(12)))
        for place, one in enumerate(removed[: self._most]):
            fill(rows, *([line()] if place else []), self._row(one))
        sheet = column(card(rows), spacing=px(12))
        others = len(removed) - self._most
        if others > 0:
            told = n_("Show {n} more", "Show {n} more", others).format(n=others)
            sheet.addWidget(button(self.desk.theme, told, self._show_more, kind="quiet"))
        return sheet

    def _show_more(self) -> None:
        self._most += MOST
        self._show()

    def _row(self, one: Removed) -> QHBoxLayout:
        desk, px = self.desk, self.desk.theme.px
        text, language = said(one, desk.assessment.language)
        name, where = place_name(desk, one.kind, one.key), _where(desk, one)
        icon = words.source_icon(one.thing.kind) if isinstance(one.thing, Source) else _ICONS[one.kind]
        by = _("Removed by {name} · {time}")
        by = by.format(name=who(desk, one.author, [one.edit]), time=saying.moment(one.at))
        facts = " · ".join((*([where] if where else []), by))
        told = column(
            label(excerpt(text, 300) or _("Nothing written yet"), language=language),
            label(facts, "caption", "secondary"),
            None,
            spacing=px(2),
        )
        deeds = row(spacing=px(6))
        if not desk.read_only:
            back = button(desk.theme, _("Bring back"), lambda: self._bring_back(one), small=True)
            back.setAccessibleName(_("Bring back: {text}").format(text=name))
            self.backs.append(back)
            deeds.addWidget(back)
        past = button(
            desk.theme, _("History"), lambda: desk.go(f"history/{one.kind}/{one.key}"), kind="quiet", small=True
        )
        past.setAccessibleName(_("History of {place}").format(place=name))
        deeds.addWidget(past)
        mark = picture(desk.theme.pixmap(icon, "text_2", 20))
        both = row(mark, told, column(deeds, None), spacing=px(12))
        both.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        both.setStretch(1, 1)
        return both

    def _bring_back(self, one: Removed) -> None:
        desk = self.desk
        if desk.do(lambda: desk.services.trash.bring_back(desk.assessment.id, one.kind, one.key)) is not None:
            desk.notifier.told.emit(_("It is back in its place."), "undo")


def said(one: Removed, language: str) -> tuple[str, str]:
    """What a removed thing said, and in which language."""
    thing = one.thing
    if isinstance(thing, Source):
        return thing.title, language
    if isinstance(thing, Comment):
        return thing.text, language
    if isinstance(thing, Finding):
        return pick(thing.text, language, language)
    return pick(thing.title or thing.text, language, language)


def _where(desk: Desk, one: Removed) -> str:
    """Where it stood."""
    thing = one.thing
    if isinstance(thing, Source):
        return _("Source")
    if isinstance(thing, Section):
        return _("Section")
    if isinstance(thing, Comment):
        return place_name(desk, one.kind, one.key)
    kind = _(words.FINDING_KINDS.get(thing.kind, thing.kind))
    return _("{kind}, domain {code}").format(kind=kind, code=thing.domain)
