"""What goes into a file: everything, a part, or a review copy; and with it the attached files, or not."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from mgi_desktop.domain.excerpts import WhichComments
from mgi_desktop.domain.sharing import WHATS, Choice, ForReader, Material, What
from mgi_desktop.i18n import N_, _, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.exchange.share.indicators import Indicators
from mgi_desktop.ui.parts import fields
from mgi_desktop.ui.parts.boxes import box, clear, column, fill
from mgi_desktop.ui.parts.checked import Checked
from mgi_desktop.ui.parts.fields import Named
from mgi_desktop.ui.parts.option import Option
from mgi_desktop.ui.parts.writing import error_text
from mgi_desktop.ui.theme import Theme

_OPTIONS: Mapping[What, tuple[str, str]] = {
    "whole": (N_("Everything"), N_("For somebody who works on it with you, or as a copy to keep.")),
    "part": (
        N_("My part"),
        N_("Answers, citations and comments of chosen indicators, and their sources. It joins what others have."),
    ),
    "review": (
        N_("Review copy"),
        N_("For somebody who comments on it: what stands now, nothing of what was written before."),
    ),
}
_COMMENTS: Mapping[WhichComments, str] = {
    "all": N_("All comments"),
    "open": N_("Open comments only"),
    "none": N_("None"),
}


class Goes(QWidget):
    """The three ways, and what is asked of each."""

    changed = Signal()

    def __init__(self, theme: Theme, choice: Choice) -> None:
        super().__init__()
        self._theme = theme
        self.what = choice.what
        self._told: WhichComments = choice.comments
        self._of = ""
        self.indicators: Indicators | None = None
        self._group = QButtonGroup(self)
        self.options = {one: Option(theme, *map(_, _OPTIONS[one])) for one in WHATS}
        px = theme.px
        self._none = error_text()
        self._part = column(spacing=px(4), margins=(px(8), 0, 0, 0))
        self._part_box = box(column(self._part, self._none, spacing=px(4)))
        self.comments = fields.Choice({told: _(name) for told, name in _COMMENTS.items()}, choice.comments)
        self.comments.currentIndexChanged.connect(lambda _place: self.changed.emit())
        named = Named(theme, _("Comments in the review copy"), self.comments)
        self._review_box = box(column(named, margins=(px(8), 0, 0, px(4))))
        self.files = Checked(theme, _("With the attached files"), " ", checked=choice.files)
        self.files.turned.connect(self.changed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        below = {"part": self._part_box, "review": self._review_box}
        for one, option in self.options.items():
            self._group.addButton(option.radio)
            option.radio.clicked.connect(lambda _checked=False, one=one: self._choose(one))
            fill(whole, option, *([below[one]] if one in below else []))
        fill(whole, self.files)
        self._show()

    @property
    def told(self) -> WhichComments:
        """Which comments go into a review copy."""
        return next(told for told in _COMMENTS if told == self.comments.value())

    def chosen(self) -> tuple[str, ...]:
        """The indicators of the part."""
        return self.indicators.chosen() if self.indicators is not None and self.what == "part" else ()

    def offer(self, materials: Sequence[Material], language: str, indicators: Collection[str]) -> None:
        """Offer what these can be shared as: a part is one of a single assessment, with these indicators at first."""
        alone = materials[0] if len(materials) == 1 else None
        if alone is None and self.what == "part":
            self.what = "whole"
        if (alone.read.id if alone else "") != self._of:
            clear(self._part)
            self.indicators = None
            self._of = alone.read.id if alone else ""
            if alone is not None:
                self.indicators = Indicators(self._theme, alone.instrument, language, indicators)
                self.indicators.changed.connect(self._pick)
                self._part.addWidget(self.indicators)
        self.options["part"].setVisible(alone is not None)
        self._show()

    def explain_files(self, seen: ForReader) -> None:
        """Say how many attached files there are, and how large they are; where there are none, nothing is asked."""
        count = seen.files
        self.files.explain(
            n_("{n} file, {size}", "{n} files, {size}", count).format(n=count, size=words.size(seen.bytes))
        )
        self.files.setVisible(count > 0)

    def complete(self) -> bool:
        """Whether nothing is missing; what is, is said where it is."""
        if self.what != "part" or self.chosen() or self.indicators is None:
            return True
        self._none.setText(_("Choose at least one indicator."))
        self._none.show()
        self.indicators.domains[0].whole.box.setFocus()
        return False

    def _choose(self, what: What) -> None:
        self.what = what
        self._show()
        self.changed.emit()

    def _pick(self) -> None:
        self._none.hide()
        self.changed.emit()

    def _show(self) -> None:
        self.options[self.what].radio.setChecked(True)
        self._part_box.setVisible(self.what == "part")
        self._review_box.setVisible(self.what == "review")
