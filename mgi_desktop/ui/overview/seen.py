"""What the wheel, its list and its table show of the open assessment, and how they say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mgi_desktop.domain.instrument import Domain, Presence, Subdomain
from mgi_desktop.domain.progress import State, presence, progress, state
from mgi_desktop.i18n import N_, _, sentence_case
from mgi_desktop.ui import words
from mgi_desktop.ui.answers import contested_codes
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.overview.plan import Title

PROGRESS, PRESENCE, TABLE = "progress", "presence", "table"
VIEWS: Mapping[str, str] = {PROGRESS: N_("Progress"), PRESENCE: N_("Presence"), TABLE: N_("Table")}
NOT_ANSWERED = N_("Not answered")


class Item(NamedTuple):
    """A piece of the wheel: hub, sector, subdomain or cell, and its code; nothing where both are empty."""

    kind: str
    code: str


HUB = Item("hub", "")
NOTHING = Item("", "")


@dataclass(frozen=True)
class Seen:
    """The assessment as the wheel shows it."""

    answered: int
    of: int
    titles: tuple[Title, ...]
    states: Mapping[str, State]
    exists: Mapping[str, Presence | State]
    conflicts: frozenset[str]
    view: str = PROGRESS
    chosen: str = ""


def seen(desk: Desk, view: str = PROGRESS, chosen: str = "") -> Seen:
    """See the open assessment."""
    instrument, read = desk.instrument, desk.assessment
    answers = {code: read.answer(code) for code in instrument.indicators}
    whole = progress(instrument, read)
    return Seen(
        answered=whole.answered,
        of=whole.of,
        titles=tuple(Title(part.code, desk.text(part.title), counted(desk, part)) for part in instrument.domains),
        states={code: state(instrument.indicators[code], answer) for code, answer in answers.items()},
        exists={code: presence(instrument.indicators[code], answer) for code, answer in answers.items()},
        conflicts=contested_codes(read),
        view=view,
        chosen=chosen,
    )


def counted(desk: Desk, part: Domain | Subdomain) -> str:
    """“14 of 20 answered”."""
    done = progress(part, desk.assessment)
    return words.answered(done.answered, done.of)


def state_word(state: State) -> str:
    """A state in words."""
    return _(words.STATES[state])


def presence_word(exists: Presence | State) -> str:
    """What exists in words; nothing can be said of what is not answered."""
    if isinstance(exists, State):
        return _(NOT_ANSWERED) if exists is State.NOT_YET else state_word(exists)
    return sentence_case(_(words.PRESENCES[exists]))


def cell_words(now: Seen, code: str) -> str:
    """What a cell shows in the view of now: its state, or what exists; and whether it is in conflict."""
    word = presence_word(now.exists[code]) if now.view == PRESENCE else state_word(now.states[code])
    return f"{word} · {words.conflicts(1)}" if code in now.conflicts else word


def spoken(desk: Desk, now: Seen, item: Item) -> str:
    """A piece of the wheel as a screen reader says it: “2, Whole of government approach, 14 of 20 answered”."""
    if item.kind == "hub":
        return f"{desk.assessment.subject}, {words.answered(now.answered, now.of)}"
    if item.kind == "cell":
        indicator = desk.instrument.indicators[item.code]
        return f"{item.code}, {cell_words(now, item.code)}: {desk.text(indicator.question)}"
    part = part_of(desk, item.code)
    contested = sum(indicator.code in now.conflicts for indicator in part.indicators)
    pieces = [item.code, desk.text(part.title), counted(desk, part), words.conflicts(contested) if contested else ""]
    return ", ".join(filter(None, pieces))


def part_of(desk: Desk, code: str) -> Domain | Subdomain:
    """A domain or a subdomain by its code."""
    parts: dict[str, Domain | Subdomain] = {}
    for domain in desk.instrument.domains:
        parts |= {subdomain.code: subdomain for subdomain in domain.subdomains}
    parts |= {domain.code: domain for domain in desk.instrument.domains}
    return parts[code]
