"""Which indicators a part holds: whole domains, or single indicators of a domain that one looks into."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mgi_desktop.domain.instrument import Domain, Instrument
from mgi_desktop.i18n import _, n_
from mgi_desktop.ui.parts.boxes import box, column, fill, row
from mgi_desktop.ui.parts.buttons import icon_button
from mgi_desktop.ui.parts.checked import Checked
from mgi_desktop.ui.theme import Theme

_FEW = 230


class Indicators(QFrame):
    """The domains of a questionnaire; each says how many of its indicators are chosen."""

    changed = Signal()

    def __init__(self, theme: Theme, instrument: Instrument, language: str, chosen: Collection[str]) -> None:
        """`language` is the one in which this person reads the questionnaire."""
        super().__init__()
        self.setProperty("kind", "note")
        px = theme.px
        self.domains = [_Domain(theme, instrument, domain, language, chosen) for domain in instrument.domains]
        for domain in self.domains:
            domain.changed.connect(self.changed)
        inside = column(*self.domains, spacing=px(4), margins=(px(12), px(8), px(8), px(8)))
        self.setLayout(inside)

    def chosen(self) -> tuple[str, ...]:
        """The codes of the indicators that are chosen, in the order of the questionnaire."""
        return tuple(code for domain in self.domains for code in domain.chosen())


class _Domain(QWidget):
    """A domain, checked whole, in part or not; its indicators are built when one looks into it."""

    changed = Signal()

    def __init__(
        self, theme: Theme, instrument: Instrument, domain: Domain, language: str, chosen: Collection[str]
    ) -> None:
        super().__init__()
        self._theme, self._instrument, self._domain, self._language = theme, instrument, domain, language
        self._chosen = {one.code for one in domain.indicators} & set(chosen)
        self.rows: dict[str, Checked] = {}
        title = instrument.text(domain.title, language)
        self.whole = Checked(theme, title, " ", language=language)
        self.whole.turned.connect(self._turn_all)
        self._open_name = _("Show the indicators of {domain}").format(domain=title)
        self._close_name = _("Hide the indicators of {domain}").format(domain=title)
        self.opener = icon_button(theme, "chevron-down", self._open_name, self._look, small=True)
        px = theme.px
        head = row(self.whole, column(self.opener, None), spacing=px(8))
        head.setStretch(0, 1)
        self._inside = column(spacing=px(2), margins=(px(26), px(2), 0, px(6)))
        self._body = box(self._inside)
        self._body.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        fill(whole, head, self._body)
        self._show()

    def chosen(self) -> Iterable[str]:
        """The codes that are chosen."""
        return (one.code for one in self._domain.indicators if one.code in self._chosen)

    def _turn_all(self) -> None:
        """Choose the whole domain, or none of it where all was chosen."""
        every = {one.code for one in self._domain.indicators}
        self._choose(set() if self._chosen == every else every)

    def _turn(self, code: str) -> None:
        self._choose(self._chosen ^ {code})

    def _choose(self, codes: set[str]) -> None:
        self._chosen = codes
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        of = len(self._domain.indicators)
        state = Qt.CheckState.PartiallyChecked if self._chosen else Qt.CheckState.Unchecked
        self.whole.box.setTristate(0 < len(self._chosen) < of)
        self.whole.box.setCheckState(Qt.CheckState.Checked if len(self._chosen) == of else state)
        self.whole.explain(n_("{n} of {of} indicator", "{n} of {of} indicators", of).format(n=len(self._chosen), of=of))
        for code, made in self.rows.items():
            made.box.setChecked(code in self._chosen)

    def _look(self) -> None:
        """Show the indicators, or hide them again."""
        opening = self._body.isHidden()
        if not self.rows:
            for one in self._domain.indicators:
                question = self._instrument.text(one.question, self._language)
                made = Checked(self._theme, f"{one.code}  {question}", language=self._language)
                made.turned.connect(lambda _checked, code=one.code: self._turn(code))
                self.rows[one.code] = made
                self._inside.addWidget(made)
            self._show()
        self._body.setVisible(opening)
        name = self._close_name if opening else self._open_name
        self.opener.setAccessibleName(name)
        self.opener.setToolTip(name)
        self.opener.setIcon(self._theme.icon("chevron-up" if opening else "chevron-down", "text_2", 18))
