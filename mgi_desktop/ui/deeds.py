"""What the menus do, by the names of their items."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.progress import next_unanswered
from mgi_desktop.i18n import _
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.preferences import TEXT_SIZES
from mgi_desktop.ui import dialogs, words
from mgi_desktop.ui.places import DIALOGS, neighbour, next_conflict, spot_of
from mgi_desktop.ui.review.judging import Judging
from mgi_desktop.ui.side_bar import PAGES

if TYPE_CHECKING:
    from mgi_desktop.ui.window import Window


class Deeds:
    """What can be done in one window."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._desk = window.desk

    def table(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name in `MENUS`."""
        window = self._window
        return {
            "new": lambda: dialogs.new_assessment(window),
            "import": lambda: dialogs.import_files(window),
            "sample": lambda: dialogs.open_sample(window),
            "export": lambda: window.go("profile"),
            "share": lambda: dialogs.share(window),
            "library": lambda: window.go("library"),
            "instruments": lambda: window.go("instruments"),
            "safekeeping": lambda: window.go("safekeeping"),
            "preferences": lambda: window.go("preferences"),
            "quit": lambda: window.window().close(),
            "undo": lambda: self._turned(self._desk.undo()),
            "redo": lambda: self._turned(self._desk.redo()),
            "cut": lambda: _in_field("cut"),
            "copy": lambda: _in_field("copy"),
            "paste": self._paste,
            "search": window.open_palette,
            "find": self._find,
            **{page: partial(window.go, page) for page in PAGES},
            "checks": lambda: window.go("review/checks"),
            "previous": lambda: self._step(-1),
            "next": lambda: self._step(1),
            "unanswered": self._next_unanswered,
            "conflict": self.next_conflict,
            "cite": self._cite,
            "accept": self._accept,
            "ask": lambda: self._judge(Judging.ask),
            "propose": lambda: self._judge(Judging.propose),
            "to_judge": self._next_to_judge,
            "decisions": lambda: window.go("review/decisions"),
            "export_comments": lambda: dialogs.export_comments(window),
            "details": lambda: dialogs.details(window),
            "stage": lambda: dialogs.stage(window),
            "divide": lambda: dialogs.divide(window),
            "new_round": lambda: dialogs.new_round(window),
            "rounds": lambda: window.go("rounds"),
            "upgrade": lambda: dialogs.upgrade(window),
            "join": lambda: dialogs.join(window),
            "history": lambda: window.go("history"),
            "trash": lambda: window.go("trash"),
            "back": lambda: window.navigation.turn(-1),
            "forward": lambda: window.navigation.turn(1),
            "larger": lambda: self._zoom(1),
            "smaller": lambda: self._zoom(-1),
            "normal": lambda: self._desk.prefer("text_size", 100),
            "full": self._full_screen,
            "guide": lambda: window.show_guide(window.guide.isHidden()),
            "counted": lambda: dialogs.counted(window),
            "keys": lambda: dialogs.keyboard(window),
            "rescue": lambda: dialogs.rescue(window),
            "about": lambda: dialogs.about(window),
        }

    def name(self) -> None:
        """Have undo and redo name what they turn, and the ways back and forward be there where they lead anywhere."""
        scope, journal, actions = self._desk.id or "", self._desk.services.journal, self._window.actions_
        for name, bare, named, found in (
            ("undo", _("&Undo"), _("&Undo: {deed}"), journal.undo_label(scope)),
            ("redo", _("&Redo"), _("&Redo: {deed}"), journal.redo_label(scope)),
        ):
            action = actions[name]
            action.setEnabled(found is not None)
            action.setText(named.format(deed=words.deed(found).replace("&", "&&")) if found else bare)
        for name, step in (("back", -1), ("forward", 1)):
            actions[name].setEnabled(self._window.navigation.can(step))

    def next_conflict(self) -> None:
        """Go to the next field in conflict after the place where one is."""
        if self._desk.id is None:
            return
        spot = next_conflict(self._desk.assessment, self._window.page().spot())
        if spot in DIALOGS:
            self._window.actions_[spot].trigger()
        elif spot:
            self._window.go(spot)

    def jump(self, step: int) -> None:
        """F6: from the side bar to the page, its panel, and round."""
        page = self._window.page()
        guide = self._window.guide
        parts: list[QWidget] = [self._window.side_bar, page, *([page.panel] if page.panel is not None else [])]
        parts += [] if guide.isHidden() else [guide]
        focus = QApplication.focusWidget()
        inside = [number for number, part in enumerate(parts) if focus is not None and part.isAncestorOf(focus)]
        target = parts[((inside[-1] if inside else 0) + step) % len(parts)]
        first = next(
            (
                child
                for child in target.findChildren(QWidget)
                if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
            ),
            None,
        )
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _turned(self, changed: Changed | None) -> None:
        """Say what undo or redo left alone."""
        if changed is not None and changed.skipped:
            names = ", ".join(dict.fromkeys(words.holder(ref) for ref in changed.skipped))
            told = _("Left alone, since it was changed or erased after that: {names}").format(names=names)
            self._window.notices.tell(told, "")

    def _zoom(self, step: int) -> None:
        now = self._desk.preferences.get("text_size")
        larger = [size for size in TEXT_SIZES if size > now][:1]
        smaller = [size for size in TEXT_SIZES if size < now][-1:]
        for size in larger if step > 0 else smaller:
            self._desk.prefer("text_size", size)

    def _step(self, step: int) -> None:
        spot = neighbour(list(self._desk.instrument.indicators), self._indicator(), step)
        self._window.navigation.step(spot)

    def _indicator(self) -> str:
        """The indicator where one is, or was before one went to another page."""
        return self._window.navigation.pages.get("questionnaire", self._window.page()).spot().partition("/")[2]

    def _next_unanswered(self) -> None:
        code = next_unanswered(self._desk.instrument, self._desk.assessment, self._indicator())
        if code is None:
            self._window.notices.tell(_("Every indicator is answered."), "")
        else:
            self._window.navigation.step(f"questionnaire/{code}")

    def _judge(self, does: Callable[[Judging], object]) -> bool:
        """Decide on what one is at; say where that is done where one is at nothing that can be judged."""
        judging = self._window.page().judging()
        if judging is None and not self._desk.read_only:
            self._window.notices.tell(_("Go to an answer or a finding first."), "")
        if judging is None or self._desk.read_only or not self._window.keep():
            return False
        return does(judging) is not False

    def _accept(self) -> None:
        """Accept what one is at, and go to what this person has not judged yet."""
        if self._judge(Judging.accept):
            self._next_to_judge()

    def _next_to_judge(self) -> None:
        page, desk = self._window.page(), self._desk
        judging = page.judging()
        here = judging.on if judging is not None else ""
        kind = {"questionnaire": "answer", "findings": "finding"}.get(page.name, "")
        found = desk.services.reviewing.next(desk.assessment, here, kind)
        if found is None:
            self._window.notices.tell(_("You have judged all that there is to judge here."), "")
        else:
            about, _slash, key = found.partition("/")
            spot = spot_of(desk.assessment, FieldRef(about, key, ""))
            self._window.navigation.step(spot if kind else f"review/decisions/{found}")

    def _find(self) -> None:
        """Find on this page; where it has no field for that, everywhere."""
        field = self._window.page().find_field()
        if field is not None and field.isVisible():
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()
        else:
            self._window.open_palette()

    def _cite(self) -> None:
        """Cite a source at the indicator where one is."""
        from mgi_desktop.ui.questionnaire.page import QuestionnairePage

        if self._window.page().name != "questionnaire":
            self._window.go("questionnaire")
        page = self._window.page()
        if isinstance(page, QuestionnairePage) and not self._desk.read_only:
            page.cite()

    def _paste(self) -> None:
        """Paste where one writes, unless the page takes what is there: a file, or a picture."""
        if not self._window.page().paste():
            _in_field("paste")

    def _full_screen(self) -> None:
        frame = self._window.window()
        frame.setWindowState(frame.windowState() ^ Qt.WindowState.WindowFullScreen)


def _in_field(deed: str) -> None:
    """Cut, copy or paste where one writes."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit):
        getattr(field, deed)()
