"""The details of an assessment that is published, or only read: they are not changed."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mgi_desktop.domain.instrument import pick
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.library.details import OTHERS, contested
from mgi_desktop.ui.library.earlier import followed
from mgi_desktop.ui.library.form import NAMES, OWN, in_words
from mgi_desktop.ui.parts.boxes import fill
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.sheet import Sheet
from mgi_desktop.ui.stages import reached


class DetailsTold(Sheet):
    """What was said when the assessment was begun, and since, as plain text."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("Details of the assessment"))
        px = desk.theme.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        for place, (name, value) in enumerate(self._facts()):
            grid.addWidget(label(name, tone="secondary", wrap=False), place, 0, top)
            grid.addWidget(label(value), place, 1)
        if desk.published:
            fill(self.body, label(reached.published_line(desk.assessment), tone="secondary"))
        fill(self.body, *contested(desk), grid, None)
        self.closing().setFocus()

    def _facts(self) -> Iterator[tuple[str, str]]:
        desk, read = self.desk, self.desk.assessment
        level, instrument, follows, own_title = (OTHERS[name] for name in ("level", "instrument", "follows", "title"))
        yield _(level), _(words.LEVELS.get(read.level, read.level))
        yield _(instrument), words.isolated(desk.text(desk.instrument.title))
        for name in OWN:
            value = in_words(name, getattr(read, name))
            if value:
                yield _("Region or province") if name == "area" else _(NAMES[name]), words.isolated(value)
        if read.follows:
            yield _(follows), followed(desk, read.follows)
        title, _tongue = pick(read.title, read.language, read.language)
        if title:
            yield _(own_title), words.isolated(title)
