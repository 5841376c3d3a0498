"""Divided work: which person has which part of the questionnaire, and what others have changed in it."""

from collections.abc import Iterable, Iterator, Mapping

from .assessment import Assessment
from .edits import FieldRef
from .fingerprints import short
from .instrument import Indicator, Instrument
from .search import fold

_OF_AN_ANSWER = ("value", "verify", "justification")


def places(instrument: Instrument) -> tuple[str, ...]:
    """Return every code by which something can be given, in order: of domains, their subdomains and indicators."""
    codes = (
        code
        for domain in instrument.domains
        for part in domain.subdomains
        for code in (domain.code, part.code, *(one.code for one in part.indicators))
    )
    return tuple(dict.fromkeys(codes))


def place_of(read: Assessment, indicator: Indicator) -> str:
    """Return the code by which an indicator is given to somebody: its own, else its subdomain's, else its domain's.

    Empty where nobody has it.
    """
    places = (indicator.code, indicator.subdomain, indicator.domain)
    return next((place for place in places if read.parts.get(place)), "")


def person_of(read: Assessment, indicator: Indicator) -> str:
    """Return who has an indicator, as authors are named; empty where nobody has it."""
    return read.parts.get(place_of(read, indicator), "")


def divided(read: Assessment, instrument: Instrument) -> Mapping[str, str]:
    """Return who has each indicator, by its code; those that nobody has are left out."""
    if not read.parts:
        return {}
    people = {code: person_of(read, indicator) for code, indicator in instrument.indicators.items()}
    return {code: person for code, person in people.items() if person}


def belongs_to(read: Assessment, person: str, author: str, name: str = "") -> bool:
    """Whether a part that was given to a person is this author's, who may have another name here (`name`).

    By the key; where one of the two has none, by the name: work is divided before anybody has sent a file.
    """
    if person == author or not person:
        return bool(person)
    if short(person) and short(author):
        return False
    return _said(read, person) == fold(" ".join(name.split()) or read.people.get(author) or _bare(author))


def mine(read: Assessment, instrument: Instrument, author: str, name: str = "") -> tuple[str, ...]:
    """Return the codes of the indicators that an author has, in the order of the questionnaire."""
    own = {person for person in set(read.parts.values()) if belongs_to(read, person, author, name)}
    return tuple(code for code, person in divided(read, instrument).items() if person in own)


def changed_by_others(read: Assessment, codes: Mapping[str, Indicator]) -> Iterator[tuple[FieldRef, str]]:
    """Yield what somebody else wrote in the part of a person after it was given to that person, with who did.

    Before and after are as the laptops' clocks have it: this only points something out.
    """
    if not read.parts:
        return
    since = {place: _since(read, place) for place in read.parts}
    known: dict[tuple[str, str], bool] = {}
    for code, ref in _of_answers(read, codes):
        place = place_of(read, codes[code])
        person = read.parts.get(place, "")
        for head in read.held(ref).heads if person else ():
            pair = person, head.author
            if pair not in known:
                known[pair] = belongs_to(read, person, head.author)
            if not known[pair] and head.at > since[place]:
                yield FieldRef("answer", code, ref.field if ref.kind == "answer" else "citations"), head.author


def by_others(read: Assessment, indicator: Indicator) -> tuple[str, ...]:
    """Return everybody who changed the answer to an indicator that is somebody else's part, each once."""
    return tuple(dict.fromkeys(author for _ref, author in changed_by_others(read, {indicator.code: indicator})))


def _of_answers(read: Assessment, codes: Mapping[str, Indicator]) -> Iterable[tuple[str, FieldRef]]:
    """The fields of the answers to these indicators and of their citations, each with its code, in order."""
    for code in codes:
        for name in _OF_AN_ANSWER:
            yield code, FieldRef("answer", code, name)
        for citation in read.answer(code).citations:
            for name in ("source", "locator"):
                yield code, FieldRef("citation", citation.key, name)


def _since(read: Assessment, place: str) -> str:
    return max((head.at for head in read.held(FieldRef("part", place, "person")).heads), default="")


def _said(read: Assessment, person: str) -> str:
    return fold(read.people.get(person) or _bare(person))


def _bare(author: str) -> str:
    return author.removeprefix("name:")
