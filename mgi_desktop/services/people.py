"""The people behind the installations that this one has met: who is known, who is blocked, and who this is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.fields import SHORT_LIMIT
from mgi_desktop.domain.fingerprints import fingerprint
from mgi_desktop.domain.words import N_
from mgi_desktop.store import batches, imports, local

from . import identity
from .journal import Journal

Standing = Literal["seen", "known", "blocked"]
STANDINGS: tuple[Standing, ...] = ("seen", "known", "blocked")
"""Seen: nobody here has said who that is. Known: accepted by this person. Blocked: what is sent by it is refused."""


@dataclass(frozen=True)
class Person:
    """An installation and the name that it gave; `first_seen` is this laptop's time, UTC, empty where never met."""

    author: str
    name: str = ""
    state: Standing = "seen"
    first_seen: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """The five words of its key, empty for a person without a key (`name:…`)."""
        return fingerprint(self.author)

    @property
    def known(self) -> bool:
        """Whether this person said who that is; anybody else is shown as unknown."""
        return self.state == "known"

    @property
    def blocked(self) -> bool:
        """Whether what it sends is refused."""
        return self.state == "blocked"


class People:
    """Remembers installations on this laptop alone: nothing of it is in any file that travels."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def own(self) -> Person:
        """This installation itself."""
        name = str(local.setting(self._journal.read, "person") or "")
        return Person(self._journal.author, name, "known")

    def met(self, author: str, name: str = "", at: str = "") -> Person:
        """Remember that something signed by this installation came, with the name it gave; `at` is now if empty.

        It is called for the sender of a file and for the authors in it, in no other transaction. Who was met before
        stays known or blocked, and takes the new name where there is one.
        """
        before = self.of(author)
        if author == self._journal.author or not before.words:
            return before
        person = replace(
            before,
            name=" ".join(name.split())[:SHORT_LIMIT] or before.name,
            first_seen=before.first_seen or at or self._journal.stamp(),
        )
        return before if person == before else self._keep(person)

    def of(self, author: str) -> Person:
        """Whoever that is; one that was never met has neither a name nor a time."""
        if author == self._journal.author:
            return self.own
        return _person(author, local.setting(self._journal.read, local.MET + author))

    def all(self) -> tuple[Person, ...]:
        """Everybody who was met, by name; those without one come last."""
        found = local.settings(self._journal.read, local.MET)
        people = (_person(name.removeprefix(local.MET), value) for name, value in found.items() if value)
        return tuple(sorted(people, key=lambda one: (not one.name, one.name.casefold(), one.words)))

    def know(self, author: str) -> Person:
        """Accept somebody as known."""
        return self._set(author, "known")

    def block(self, author: str) -> Person:
        """Refuse whatever this installation sends from now on; what was taken before stays."""
        return self._set(author, "blocked")

    def unblock(self, author: str) -> Person:
        """Refuse it no longer; it is unknown until it is accepted."""
        return self._set(author, "seen")

    def note(self, author: str, text: str) -> Person:
        """Write down something about somebody, for this person alone."""
        return self._keep(replace(self.of(author), note=text.strip()[:SHORT_LIMIT]))

    def proven(self, author: str, edits: Iterable[str]) -> bool:
        """Whether all of these edits are signed by their author, or were made here; others are only claimed to be.

        What came by a file in this person's own name is no better than what came in another's.
        """
        names, own = set(edits), author == self._journal.author
        if own:
            names = imports.came(self._journal.read, names)
        return (own or bool(names)) and names <= batches.signed(self._journal.read, author, names)

    def refuse_blocked(self, author: str) -> None:
        """Refused where this installation is blocked here."""
        person = self.of(author)
        if person.blocked:
            raise Refused(
                N_("You blocked the sender of this file, {name}. Accept the sender under People to take it."),
                name=person.name or person.words,
            )

    def key_is_private(self) -> bool:
        """Whether nobody else on this computer can read the private key, as far as the system says."""
        return identity.is_private(self._journal.database.path.with_name(identity.NAME))

    def _set(self, author: str, state: Standing) -> Person:
        person = self.of(author)
        if author == self._journal.author or not person.words:
            return person
        return self._keep(replace(person, state=state, first_seen=person.first_seen or self._journal.stamp()))

    def _keep(self, person: Person) -> Person:
        values = {"name": person.name, "state": person.state, "first_seen": person.first_seen, "note": person.note}
        with self._journal.database.writing() as connection:
            local.set_setting(connection, local.MET + person.author, values)
        return person


def _person(author: str, values: Any) -> Person:
    if not isinstance(values, Mapping):
        return Person(author)
    state = next((one for one in STANDINGS if one == values.get("state")), STANDINGS[0])
    said = {name: str(values.get(name) or "") for name in ("name", "first_seen", "note")}
    return Person(author, state=state, **said)
