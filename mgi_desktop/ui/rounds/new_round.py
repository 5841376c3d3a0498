"""The dialog that begins the next round of an assessment."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.carrying import Carry
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.i18n import N_, _, language, n_
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.library import New
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.beginning import Beginning
from mgi_desktop.ui.library.form import ROUNDS, YEARS, Form, Said
from mgi_desktop.ui.parts.boxes import box, column
from mgi_desktop.ui.parts.fields import Choice, Named
from mgi_desktop.ui.parts.labels import label


class NewRound(Beginning):
    """Asks what is new about it, and what is carried over from the earlier round."""

    def __init__(self, desk: Desk, parent: QWidget, earlier: Assessment, instrument: Instrument) -> None:
        """`earlier` is the round that this one follows, made with `instrument`."""
        self._earlier = earlier
        form = Form(desk.theme, instrument, _said(earlier, desk.services.library.questionnaire_language(earlier)))
        super().__init__(desk, parent, _("New round"), form)
        known = [one for one in desk.services.instruments.known() if one.level == instrument.level]
        self._instruments = {one.digest: one for one in (instrument, *known)}
        self.instrument = Choice({digest: named(one) for digest, one in self._instruments.items()})
        if len(self._instruments) > 1:
            hint = _("Indicators that both ask are linked by their codes.")
            form.add("instrument", Named(desk.theme, _("Questionnaire"), self.instrument, hint))
        self.carried = {
            name: QCheckBox(f"{text} ({count})")
            for name, text, count in (
                ("answers", _("Answers, each to be confirmed"), _answered(earlier)),
                ("citations", _("Citations, with their sources"), _cited(earlier)),
                ("sources", _("All sources"), len(earlier.sources)),
                ("sections", _("What is written in the sections"), len(earlier.sections)),
                ("findings", _("Findings"), len(earlier.findings)),
            )
        }
        for name, check in self.carried.items():
            check.setChecked(getattr(Carry(), name))
        told = _("It follows round {number} of {subject} ({year}), which stays as it is.")
        told = told.format(number=earlier.round, subject=words.isolated(earlier.subject), year=earlier.year)
        px = desk.theme.px
        carried = column(label(_("Carry over from the earlier round"), "label"), *self.carried.values(), spacing=px(4))
        self.lay_out(label(told, tone="secondary"), form, box(carried))
        form.year.setFocus()

    def begin(self, new: New) -> Changed:
        """Begin it, with what is to be carried over."""
        carry = Carry(**{name: check.isChecked() for name, check in self.carried.items()})
        instrument = self._instruments[self.instrument.value()]
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # thousands of sources take seconds
        try:
            return self.desk.services.rounds.begin(self._earlier.id, new, carry, instrument)
        finally:
            QApplication.restoreOverrideCursor()


def begin_round(desk: Desk, parent: QWidget, assessment: str) -> None:
    """Ask for the round after an assessment, begin it and open it."""
    found = desk.services.rounds.round(assessment)
    if found is None:
        desk.notifier.refused.emit(
            Refused(N_("The questionnaire of this assessment is not on this laptop. Import it, then begin the round."))
        )
        return
    dialog = NewRound(desk, parent, found.assessment, found.instrument)
    accepted = bool(dialog.exec())
    dialog.deleteLater()
    if accepted and dialog.created:
        desk.enter(dialog.created)


def named(instrument: Instrument) -> str:
    """A questionnaire as one tells it from others: title and version, and how much it asks."""
    count = len(instrument.indicators)
    title = instrument.text(instrument.title, language())
    asked = n_("{n} indicator", "{n} indicators", count).format(n=count)
    return _("{title}, version {version} · {asked}").format(title=title, version=instrument.version, asked=asked)


def _said(earlier: Assessment, reading: str) -> Said:
    year = max(YEARS[0], min(max(date.today().year, earlier.year), YEARS[1]))
    return Said(
        level=earlier.level,
        country=earlier.country,
        subject=earlier.subject,
        area=earlier.area,
        round=min(earlier.round + 1, ROUNDS[1]),
        year=year,
        language=earlier.language,
        reading=reading,
    )


def _answered(earlier: Assessment) -> int:
    return sum(bool(answer.value or answer.justification) for answer in earlier.answers.values())


def _cited(earlier: Assessment) -> int:
    return sum(len(answer.citations) for answer in earlier.answers.values())
