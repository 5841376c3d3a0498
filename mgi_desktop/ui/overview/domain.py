"""What the panel says of a domain: what it is about, its subdomains, and what the profile finds in it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Finding
from mgi_desktop.domain.instrument import Domain, Subdomain, pick
from mgi_desktop.domain.progress import counts_as_answered, progress, state
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.answers import contested_codes
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.overview.seen import counted
from mgi_desktop.ui.parts.boxes import Piece, box, column, row
from mgi_desktop.ui.parts.buttons import Composed, button
from mgi_desktop.ui.parts.labels import give_direction, label
from mgi_desktop.ui.parts.strip import Strip
from mgi_desktop.ui.parts.tile import Tile

AT_ONCE = 6
"""So many findings of a list are shown at once: more are seldom in view."""


def about(desk: Desk, code: str) -> tuple[list[Piece], list[QPushButton]]:
    """The content of the panel and the buttons at its foot."""
    domain, theme = desk.instrument.domain(code), desk.theme
    title = label(desk.text(domain.title), "heading")
    head = row(Tile(theme, desk.instrument.place(code)), title, spacing=theme.px(14))
    head.setStretch(1, 1)
    sub_head = row(label(_("Subdomains"), "label", wrap=False), None, spacing=theme.px(8))
    sub_head.addWidget(label(counted(desk, domain), "caption", "secondary", wrap=False))
    content: list[Piece] = [
        box(head),
        label(desk.text(domain.summary), tone="secondary", language=desk.language),
        box(sub_head),
        box(column(*(_subdomain(desk, code, part) for part in domain.subdomains), spacing=theme.px(2))),
        *_findings(desk, code),
    ]
    first = button(
        theme, _("Open the questionnaire"), lambda: desk.go(f"questionnaire/{_way_in(desk, domain)}"), kind="main"
    )
    first.setObjectName("questionnaire")
    second = button(theme, _("Domain findings"), lambda: desk.go(f"findings/{code}"))
    second.setObjectName("findings")
    return content, [first, second]


def _way_in(desk: Desk, domain: Domain) -> str:
    """The first indicator of a domain that is not answered, else its first."""
    answer, indicators = desk.assessment.answer, domain.indicators
    still = (one.code for one in indicators if not counts_as_answered(one, answer(one.code)))
    return next(still, indicators[0].code if indicators else "")


def _subdomain(desk: Desk, domain: str, part: Subdomain) -> QWidget:
    """Code, name, states and count of a subdomain; it opens the questionnaire there."""
    theme, title = desk.theme, desk.text(part.title)
    answers = [desk.assessment.answer(indicator.code) for indicator in part.indicators]
    done = progress(part, desk.assessment)
    contested = len(contested_codes(desk.assessment).intersection(one.code for one in part.indicators))
    name = ", ".join(
        filter(None, (part.code, title, counted(desk, part), words.conflicts(contested) * bool(contested)))
    )
    made = Composed(name, "row")
    made.setObjectName(f"subdomain/{part.code}")
    made.setMinimumHeight(theme.size("row_compact"))
    code = label(part.code, "caption", "secondary", wrap=False)
    code.setMinimumWidth(theme.px(24))
    called = label(title)
    strip = Strip(
        theme,
        f"{desk.instrument.place(domain)}.strong",
        [state(indicator, answer) for indicator, answer in zip(part.indicators, answers, strict=True)],
        in_conflict=bool(contested),
    )
    count = label(f"{done.answered}/{done.of}", "caption", "secondary", wrap=False)
    count.setMinimumWidth(theme.px(30))
    count.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    layout = row(code, called, strip, count, spacing=theme.px(8), margins=(0, theme.px(3), 0, theme.px(3)))
    layout.setStretch(1, 1)
    made.setLayout(layout)
    made.hold(code, called, strip, count)
    if part.indicators:
        spot = f"questionnaire/{part.indicators[0].code}"
        made.clicked.connect(lambda: desk.go(spot))
    return made


def _findings(desk: Desk, code: str) -> Iterator[QWidget]:
    """The two lists as the profile has them, in its language."""
    for kind, title in words.FINDING_KINDS.items():
        found = desk.assessment.findings_of(code, kind)
        yield label(f"{_(title)} ({len(found)})", "label")
        if found:
            yield _Bullets(desk, found)
        else:
            yield label(_("None written yet."), tone="secondary")


class _Bullets(QWidget):
    """One list: its beginning, and the rest when that is on the screen."""

    def __init__(self, desk: Desk, findings: Sequence[Finding]) -> None:
        super().__init__()
        self._desk, self._findings = desk, findings
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(desk.theme.px(6))
        self._add(findings[:AT_ONCE])
        rest = QTimer(self, interval=0, singleShot=True)
        rest.timeout.connect(lambda: self._add(self._findings[AT_ONCE:]))
        rest.start()

    def _add(self, findings: Sequence[Finding]) -> None:
        for finding in findings:
            self._layout.addWidget(_bullet(self._desk, finding))


def _bullet(desk: Desk, finding: Finding) -> QWidget:
    own = desk.assessment.language
    text, language = pick(finding.text, own, own)
    point = label("•", tone="secondary", wrap=False)
    made = row(point, label(text, language=language), spacing=desk.theme.px(8))
    made.setAlignment(point, Qt.AlignmentFlag.AlignTop)
    made.setStretch(1, 1)
    held = box(made)
    give_direction(held, language)
    return held
