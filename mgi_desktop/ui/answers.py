"""An answer of any round in the words of its own questionnaire, and its icon."""

from mgi_desktop.domain.assessment import Answer, Assessment
from mgi_desktop.domain.instrument import NOT_APPLICABLE, Indicator, Instrument
from mgi_desktop.domain.progress import State
from mgi_desktop.domain.rounds import said
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.desk import Desk


def value_said(desk: Desk, indicator: Indicator | None, answer: Answer, instrument: Instrument) -> str:
    """The value of an answer in words, empty where there is none."""
    return said(indicator, answer, instrument, desk.language, _(words.STATES[State.NOT_APPLICABLE]))


def answer_said(desk: Desk, indicator: Indicator | None, answer: Answer, instrument: Instrument) -> str:
    """An answer in words, also that there is none, or no such question, and whether it is to be verified."""
    if indicator is None:
        return _("not asked")
    value = words.isolated(value_said(desk, indicator, answer, instrument))
    if answer.verify or answer.in_conflict:
        waiting = _("in conflict") if answer.in_conflict else _("to be verified")
        return f"{value} · {waiting}" if value else waiting
    return value or _("not answered")


def icon_of(indicator: Indicator | None, answer: Answer) -> str:
    """The icon of what exists, or of not applicable; empty where nothing is said."""
    if answer.value == NOT_APPLICABLE:
        return words.STATE_ICONS[State.NOT_APPLICABLE]
    presence = indicator.presence(answer.value) if indicator else None
    return f"presence-{presence}" if presence else ""


def contested_codes(read: Assessment) -> frozenset[str]:
    """The indicators whose cards show a conflict."""
    things = {conflict.ref[:2] for conflict in read.conflicts}
    if not things:
        return frozenset()
    cited = {
        code
        for code, answer in read.answers.items()
        for citation in answer.citations
        if {("citation", citation.key), ("source", citation.source)} & things
    }
    return frozenset(cited.union(key for kind, key in things if kind == "answer"))
