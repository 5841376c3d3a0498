"""What is said of a questionnaire: its facts in one line, remarks as a list, and a sheet that only tells."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.i18n import _, language, n_
from mgi_desktop.services.instrument_files import Remarks
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import column
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.parts.sheet import Sheet

MOST = 60
"""So many remarks are shown; all of them can be copied."""


def title(instrument: Instrument) -> str:
    """The title of a questionnaire in the language of the interface, or the nearest."""
    return words.isolated(instrument.text(instrument.title, language()))


def facts(instrument: Instrument) -> str:
    """“Local · 87 indicators in 21 subdomains”."""
    indicators, parts = len(instrument.indicators), sum(len(domain.subdomains) for domain in instrument.domains)
    counted = n_("{n} indicator", "{n} indicators", indicators).format(n=indicators)
    within = n_("{n} subdomain", "{n} subdomains", parts).format(n=parts)
    level = _(words.LEVELS[instrument.level])
    return " · ".join((level, _("{indicators} in {subdomains}").format(indicators=counted, subdomains=within)))


def tongues(instrument: Instrument) -> str:
    """The names of its languages."""
    return ", ".join(words.tongue(tag) for tag in instrument.languages)


def name(instrument: Instrument) -> str:
    """Id and version, as they stand in documents."""
    return _("{id}, version {version}").format(id=instrument.id, version=instrument.version)


def name_and_hash(instrument: Instrument) -> str:
    """Id, version and the beginning of the hash, by which two of one version are told apart."""
    said = _("{id}, version {version}, fingerprint {hash}")
    return said.format(id=instrument.id, version=instrument.version, hash=instrument.digest[:12])


def lines(remarks: Remarks) -> list[str]:
    """Remarks in words, each with its place."""
    found = []
    for message, where, fields in remarks:
        found.append(": ".join(filter(None, (_place(where), _(message).format(**fields)))))
    return found


def refusal(refused: Refused, file: str) -> str:
    """Why a file was not taken, and where in it; its name stands elsewhere."""
    where = "" if refused.where == file else refused.where.removeprefix(f"{file}: ")
    return ": ".join(filter(None, (_place(where), _(refused.message).format(**refused.fields))))


def _place(where: str) -> str:
    """A place in a workbook, “survey!17”, in words; any other as it is."""
    sheet, _mark, row = where.partition("!")
    return _("{sheet}, row {row}").format(sheet=sheet, row=row) if row else sheet


def listed(desk: Desk, heading: str, said: Sequence[str]) -> QWidget:
    """A heading with its lines, the first of many; a screen reader reads them one by one."""
    px = desk.theme.px
    whole = QWidget()
    inside: QVBoxLayout = column(label(heading, "label"), spacing=px(4))
    for line in said[:MOST]:
        told = label(f"· {line}", tone="secondary")
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(told)
    if len(said) > MOST:
        more = len(said) - MOST
        inside.addWidget(label(n_("and {n} more", "and {n} more", more).format(n=more), tone="secondary"))
    whole.setLayout(inside)
    return whole


class Told(Sheet):
    """Lines that stay until they are closed, and can be copied."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, heading: str, said: Sequence[str]) -> None:
        super().__init__(desk, parent, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = "\n".join([heading, *said])
        self.body.addWidget(listed(desk, heading, said))
        self.body.addStretch(1)
        copy = button(desk.theme, _("Copy"), lambda: QApplication.clipboard().setText(self.text))
        copy.setAutoDefault(False)
        self.foot.insertWidget(0, copy)
        self.closing().setFocus()
