"""What the panel says of the assessment: what it is, and what is open."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from mgi_desktop.domain.progress import State, next_unanswered, state
from mgi_desktop.i18n import N_, _, language_name, n_
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Piece, box, column, line, row
from mgi_desktop.ui.parts.buttons import Composed, button
from mgi_desktop.ui.parts.labels import label, picture

OPEN = {
    State.NOT_YET: N_("Not yet answered"),
    State.BEGUN: N_("Begun"),
    State.TO_BE_VERIFIED: N_("To be verified"),
}


def about(desk: Desk) -> tuple[list[Piece], list[QPushButton]]:
    """The content of the panel and the buttons at its foot."""
    read, px = desk.assessment, desk.theme.px
    place = words.place(read)
    head = column(label(read.subject, "title"), *([label(place, tone="secondary")] if place else []), spacing=px(2))
    open_ = box(column(*_open(desk), spacing=0))
    content: list[Piece] = [box(head), _facts(desk), px(4), label(_("What is open"), "label"), open_]
    reading = _(
        "Choose a domain on the wheel to read about it. The profile it leads to gives no score and ranks nobody."
    )
    content += [px(4), label(reading, "caption", "secondary")]
    return content, [_go_on(desk), button(desk.theme, _("Details…"), desk.act["details"].trigger)]


def _facts(desk: Desk) -> QWidget:
    read, px = desk.assessment, desk.theme.px
    grid = QGridLayout()
    grid.setContentsMargins(0, px(8), 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(8))
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
    for place, (name, value) in enumerate(
        (
            (_("Level"), _(words.LEVELS.get(read.level, read.level))),
            (_("Questionnaire"), _questionnaire(desk)),
            (_("Round"), f"{read.round} · {words.date(read)}"),
            (_("Stage"), _(words.STAGES.get(read.stage, read.stage))),
            (_("People"), ", ".join(map(words.isolated, filter(None, read.people.values())))),
            (_("Languages"), _languages(desk)),
        )
    ):
        if value:
            grid.addWidget(label(name, tone="secondary", wrap=False), place, 0, top)
            grid.addWidget(label(value), place, 1)
    return box(grid)


def _questionnaire(desk: Desk) -> str:
    instrument = desk.instrument
    count = len(instrument.indicators)
    lines = [f"{words.isolated(desk.text(instrument.title))} {instrument.version}"]
    lines.append(n_("{n} indicator", "{n} indicators", count).format(n=count))
    return "\n".join([*lines, words.isolated(desk.text(instrument.notice))])


def _languages(desk: Desk) -> str:
    questionnaire, profile = language_name(desk.language), language_name(desk.assessment.language)
    if questionnaire == profile:
        return _("Questionnaire and profile in {language}").format(language=profile)
    return _("Questionnaire in {one}, profile in {other}").format(one=questionnaire, other=profile)


def _open(desk: Desk) -> Iterator[QWidget]:
    """A row for each thing that is open: it leads to the first such indicator."""
    by_state: dict[State, list[str]] = {}
    for code, indicator in desk.instrument.indicators.items():
        by_state.setdefault(state(indicator, desk.assessment.answer(code)), []).append(code)
    rows = []
    for kind, name in OPEN.items():
        codes = by_state.get(kind, [])
        if codes:
            made = _row(desk, f"open/{kind}", words.STATE_ICONS[kind], "text_2", _(name), len(codes))
            made.clicked.connect(lambda _checked=False, code=codes[0]: desk.go(f"questionnaire/{code}"))
            rows.append(made)
    if desk.assessment.conflicts:
        count = len(desk.assessment.conflicts)
        rows.append(_row(desk, "open/conflict", "state-conflict", "error", _("Conflicts"), count))
        rows[-1].clicked.connect(desk.act["conflict"].trigger)
    if not rows:
        yield label(_("Nothing is open: every indicator is answered."), tone="secondary")
    for made in rows:
        yield made
        yield line()


def _row(desk: Desk, name: str, icon: str, colour: str, text: str, count: int) -> Composed:
    theme = desk.theme
    made = Composed(f"{text}: {count}", "row")
    made.setObjectName(name)
    made.setMinimumHeight(theme.size("row"))
    mark, word = picture(theme.pixmap(icon, colour, 18)), label(text)
    number = label(str(count), "caption", "secondary", wrap=False)
    forward = picture(theme.pixmap("chevron-forward", "text_2", 16))
    layout = row(mark, word, number, forward, spacing=theme.px(10), margins=(0, theme.px(9), 0, theme.px(9)))
    layout.setStretch(1, 1)
    made.setLayout(layout)
    made.hold(mark, word, number, forward)
    return made


def _go_on(desk: Desk) -> QPushButton:
    """The way on: to what is unanswered after the answer that was changed last."""
    answers = desk.assessment.answers.values()
    last = max(answers, key=lambda answer: answer.at, default=None)
    found = next_unanswered(desk.instrument, desk.assessment, last.indicator if last else None)
    code = None if desk.read_only else found
    text = _("Go on at {code}").format(code=code) if code else _("Open the questionnaire")
    spot = f"questionnaire/{code}" if code else "questionnaire"
    made = button(desk.theme, text, lambda: desk.go(spot), kind="main")
    made.setObjectName("go-on")
    return made
