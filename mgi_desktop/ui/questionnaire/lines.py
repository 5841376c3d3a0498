"""What the outline says: domains, the subdomains and indicators that are open, and which of them a filter lets pass."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.decisions import Verdict, verdict
from mgi_desktop.domain.instrument import Domain, Indicator, Instrument, Subdomain, Texts
from mgi_desktop.domain.progress import Progress, State, progress, state
from mgi_desktop.i18n import N_, _
from mgi_desktop.ui.answers import contested_codes
from mgi_desktop.ui.questionnaire.contested import conflicts_of

Passes = Callable[[Assessment, Indicator, Collection[str]], bool]
"""Whether an indicator is shown; the codes are those of the indicators that are this person's part."""


def _is(wanted: State) -> Passes:
    return lambda read, indicator, _mine: state(indicator, read.answer(indicator.code)) is wanted


def is_contested(read: Assessment, code: str) -> bool:
    """Whether anything that the card of an indicator shows is in conflict."""
    return bool(read.conflicts) and bool(conflicts_of(read, code))


def _remarks(read: Assessment, code: str) -> int:
    return read.open_comments.get(f"answer/{code}", 0)


def _verdict(read: Assessment, code: str) -> Verdict:
    """How reviewers left an answer."""
    return verdict(read.judgements.get(f"answer/{code}", ()))


def _asked(read: Assessment, code: str) -> bool:
    return _verdict(read, code) is Verdict.CHANGES


FILTERS: Mapping[str, tuple[str, Passes | None]] = {
    "all": (N_("All indicators"), None),
    "not_yet": (N_("Not yet"), _is(State.NOT_YET)),
    "begun": (N_("Begun"), _is(State.BEGUN)),
    "to_be_verified": (N_("To be verified"), _is(State.TO_BE_VERIFIED)),
    "conflict": (N_("In conflict"), lambda read, indicator, _mine: is_contested(read, indicator.code)),
    "commented": (N_("With open comments"), lambda read, indicator, _mine: _remarks(read, indicator.code) > 0),
    "asked": (N_("Changes asked for"), lambda read, indicator, _mine: _asked(read, indicator.code)),
    "mine": (N_("My part"), lambda _read, indicator, mine: indicator.code in mine),
}


@dataclass(frozen=True)
class Line:
    """One line of the outline: a domain (at a place among them), subdomain or indicator; it goes to an indicator."""

    kind: str
    code: str
    text: str
    domain: str
    place: int
    goes_to: str
    is_open: bool
    done: Progress | None = None
    state: State | None = None
    contested: bool = False
    """Whether it is in conflict, or something below that is not shown is; a domain says so in any case."""
    remarks: int = 0
    """How many comments on it are open."""
    mine: bool = False
    """Whether it is this person's part."""
    verdict: Verdict = Verdict.NOT_JUDGED


def outline_lines(
    instrument: Instrument,
    read: Assessment,
    say: Callable[[Texts], str],
    current: str,
    only: str = "all",
    unasked: Sequence[Indicator] = (),
    mine: Collection[str] = (),
) -> tuple[Line, ...]:
    """The lines around the current indicator, or all that a filter lets pass and the current one.

    `unasked` are answered and no longer asked: they stand last. `mine` are the codes of this person's part.
    """
    passes = FILTERS[only][1]
    here = instrument.indicators.get(current)
    contested = contested_codes(read)

    def holds_conflict(part: Domain | Subdomain) -> bool:
        return any(one.code in contested for one in part.indicators)

    def of_domain(domain: Domain) -> Iterator[Line]:
        first = domain.indicators[0].code
        is_open = here is not None and domain.code == here.domain
        done = progress(domain, read)
        inside = [line for part in domain.subdomains for line in of_subdomain(part, is_open)]
        if passes is None or inside:
            yield Line(
                "domain",
                domain.code,
                say(domain.title),
                domain.code,
                instrument.place(domain.code),
                first,
                is_open,
                done,
                contested=holds_conflict(domain),
                remarks=sum(_remarks(read, one.code) for one in domain.indicators),
            )
        yield from inside

    def of_subdomain(part: Subdomain, domain_is_open: bool) -> Iterator[Line]:
        is_open = here is not None and part.code == here.subdomain
        shown = [
            indicator
            for indicator in part.indicators
            if (is_open if passes is None else passes(read, indicator, mine) or indicator.code == current)
        ]
        if shown or (passes is None and domain_is_open):
            first = part.indicators[0]
            done = progress(part, read)
            yield Line(
                "subdomain",
                part.code,
                say(part.title),
                first.domain,
                instrument.place(first.domain),
                first.code,
                is_open,
                done,
                contested=not is_open and holds_conflict(part),
                remarks=0 if is_open else sum(_remarks(read, one.code) for one in part.indicators),
            )
        yield from map(of_indicator, shown)

    def of_indicator(indicator: Indicator) -> Line:
        code = indicator.code
        return Line(
            "indicator",
            code,
            say(indicator.question).lstrip("¿"),
            indicator.domain,
            instrument.place(indicator.domain),
            code,
            code == current,
            None,
            state(indicator, read.answer(code)),
            code in contested,
            _remarks(read, code),
            code in mine,
            _verdict(read, code),
        )

    def of_unasked() -> Iterator[Line]:
        is_open = any(one.code == current for one in unasked)
        shown = [one for one in unasked if (is_open if passes is None else passes(read, one, mine))]
        if unasked and (passes is None or shown):
            first, title = unasked[0], _("No longer asked ({n})").format(n=len(unasked))
            yield Line("subdomain", "", title, first.domain, instrument.place(first.domain), first.code, is_open)
        yield from map(of_indicator, shown)

    return (*(line for domain in instrument.domains for line in of_domain(domain)), *of_unasked())


def matching(instrument: Instrument, read: Assessment, only: str, mine: Collection[str] = ()) -> int:
    """How many indicators a filter lets pass."""
    passes = FILTERS[only][1]
    return sum(passes is None or passes(read, one, mine) for one in instrument.indicators.values())
