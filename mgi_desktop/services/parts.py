"""Dividing the work: which part of the questionnaire is whose, and which is this person's."""

from collections.abc import Iterable, Mapping

from mgi_desktop.domain import parts
from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import FieldRef, Value
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.search import fold
from mgi_desktop.domain.words import N_

from .journal import Changed, Journal, Label
from .library import Library
from .people import People


class Parts:
    """Gives domains, subdomains and indicators to people; anybody may still change anything."""

    def __init__(self, journal: Journal, library: Library, people: People) -> None:
        self._journal = journal
        self._library = library
        self._people = people

    def assign(self, assessment: str, places: Iterable[str], person: str | None) -> Changed:
        """Give places (codes) to a person, as authors are named, or to nobody: one deed.

        Refused where the questionnaire has no such place, and where the assessment is published. A name under which
        the person is known on this laptop goes along, so that the others see it too.
        """
        read = self._library.open(assessment)
        known = {*parts.places(self._library.questionnaire(assessment)), *read.parts}
        changes: dict[FieldRef, Value] = {}
        for place in places:
            if place not in known:
                raise Refused(N_("The questionnaire has neither a domain nor an indicator {code}."), code=place)
            changes[FieldRef("part", place, "person")] = person
        if changes and person:
            changes |= self._name(read, person)
        return self._journal.record(assessment, changes, Label(N_("division of the work")))

    def named(self, assessment: str, name: str) -> str:
        """Return the person that a name stands for: somebody who can be chosen, else `name:…`; Refused for no name."""
        wanted = " ".join(name.split())
        if not wanted:
            raise Refused(N_("Write the name of the person."))
        choices = self.choices(assessment)
        found = [author for author, called in choices.items() if fold(called) == fold(wanted)]
        return found[0] if found else f"name:{wanted}"

    def choices(self, assessment: str) -> Mapping[str, str]:
        """Everybody to whom a part can be given, and the name to show; this person first, then by name.

        Whoever has a part or has worked in the assessment, and whoever was met and is not blocked.
        """
        read = self._library.open(assessment)
        own = self._people.own
        met = {person.author: person.name for person in self._people.all() if not person.blocked}
        wrote = {head.author for held in read.fields.values() for head in held.heads}
        everybody = {*read.people, *wrote, *met, *filter(None, read.parts.values())} - {own.author}
        names = {author: read.person(author) for author in everybody}
        names |= {author: met[author] for author in everybody if met.get(author) and author not in read.people}
        keyed = {fold(own.name)} | {fold(name) for author, name in names.items() if not _is_name(author)}
        others = [(name, author) for author, name in names.items() if not (_is_name(author) and fold(name) in keyed)]
        return {own.author: own.name or read.person(own.author), **{author: name for name, author in sorted(others)}}

    def chosen(self, assessment: str, person: str) -> str:
        """Return which of the choices a part was given to: a name may be that of somebody who has a key."""
        choices = self.choices(assessment)
        if not _is_name(person) or person in choices:
            return person
        wanted = fold(self._library.open(assessment).person(person))
        return next((author for author, name in choices.items() if fold(name) == wanted), person)

    def of(self, assessment: str, code: str) -> str:
        """Return who has an indicator, as authors are named; empty where nobody has it."""
        indicator = self._library.questionnaire(assessment).indicators.get(code)
        return parts.person_of(self._library.open(assessment), indicator) if indicator else ""

    def mine(self, assessment: str) -> tuple[str, ...]:
        """Return the codes of the indicators that are this person's, in the order of the questionnaire."""
        instrument = self._library.questionnaire(assessment)
        own = self._people.own
        return parts.mine(self._library.open(assessment), instrument, own.author, own.name)

    def is_mine(self, read: Assessment, person: str) -> bool:
        """Whether a part that was given to this person is one's own."""
        own = self._people.own
        return parts.belongs_to(read, person, own.author, own.name)

    def _name(self, read: Assessment, person: str) -> Mapping[FieldRef, Value]:
        name = self._people.of(person).name
        return {FieldRef("person", person, "name"): name} if name and not read.people.get(person) else {}


def _is_name(author: str) -> bool:
    """Whether this is a person without a key."""
    return author.startswith("name:")
