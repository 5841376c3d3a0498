"""What a file would bring, before it is kept: what is in it, what was guessed, and what is left out."""

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QWidget

from mgi_desktop.domain.instrument import LEVELS
from mgi_desktop.i18n import _, n_
from mgi_desktop.services import instrument_files
from mgi_desktop.services.instrument_files import Offer
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.instruments import told
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.boxes import box, column, row
from mgi_desktop.ui.parts.buttons import Segments
from mgi_desktop.ui.parts.labels import label, picture


class Preview(Asking):
    """Keeps the questionnaire where one says so; `offer` is then what was kept."""

    def __init__(self, desk: Desk, parent: QWidget, offer: Offer) -> None:
        super().__init__(desk, parent, _("A questionnaire to keep"))
        self.offer = offer
        self.main.setText(_("Keep"))
        self.levels: Segments | None = None
        self._facts = label(told.facts(offer.instrument))
        for piece in self._pieces():
            self.body.addWidget(piece)
        self.body.addStretch(1)
        if self.text:
            self.foot.insertWidget(0, self.quiet(_("Copy"), lambda: QApplication.clipboard().setText(self.text)))
        self.main.setFocus()

    @property
    def text(self) -> str:
        """What was guessed and what is left out, to be copied."""
        return "\n".join([*told.lines(self.offer.guessed), *told.lines(self.offer.left_out)])

    def done_with(self) -> None:
        """Keep it."""
        self.desk.do(self._keep)

    def _keep(self) -> None:
        instrument_files.keep(self.desk.services.instruments, self.offer)
        self.accept()

    def _pieces(self) -> Iterator[QWidget]:
        offer, px = self.offer, self.desk.theme.px
        own = offer.instrument
        yield box(
            column(
                label(told.title(own), "question"),
                label(told.name(own), "caption", "secondary"),
                self._facts,
                label(told.tongues(own), tone="secondary"),
                label(_("From the file {file}").format(file=words.isolated(offer.file)), tone="secondary"),
                spacing=px(3),
            )
        )
        if offer.here:
            yield self._note(_("It is here already, the same in every word."))
        elif offer.twin:
            yield self._note(
                _("Another questionnaire has the same identifier and version, with other content. Both can be kept: "
                  "each assessment keeps the one that it uses.")
            )  # fmt: skip
        if offer.level_guessed:
            yield self._level()
        for heading, lines in self._remarks():
            if lines:
                yield told.listed(self.desk, heading, lines)

    def _remarks(self) -> Iterator[tuple[str, list[str]]]:
        guessed, left_out = told.lines(self.offer.guessed), told.lines(self.offer.left_out)
        count = len(guessed)
        yield n_("{n} thing was guessed: look whether it is right", "{n} things were guessed: look whether they are "
                 "right", count).format(n=count), guessed  # fmt: skip
        count = len(left_out)
        yield (
            n_("{n} thing of the file is left out", "{n} things of the file are left out", count).format(n=count),
            left_out,
        )

    def _note(self, text: str) -> QWidget:
        theme = self.desk.theme
        note = box(row(picture(theme.pixmap("info", "info", 20)), label(text), spacing=theme.px(10)))
        layout = note.layout()
        assert layout is not None
        layout.setContentsMargins(0, 0, 0, 0)
        return note

    def _level(self) -> QWidget:
        """The file does not say for whom it is; the guess can be put right here."""
        theme, own = self.desk.theme, self.offer.instrument
        choices = [(level, _(words.LEVELS[level]), "") for level in LEVELS]
        self.levels = Segments(theme, choices, own.level)
        self.levels.chosen.connect(self._choose_level)
        named = label(_("The file does not say for whom the questionnaire is. It is for this level:"))
        return box(column(named, row(self.levels, None), spacing=theme.px(6)))

    def _choose_level(self, chosen: str) -> None:
        known = self.desk.services.instruments.known()
        for level in LEVELS:
            if level == chosen:
                self.offer = instrument_files.at_level(self.offer, level, known)
        self._facts.setText(told.facts(self.offer.instrument))
