"""Sharing by file: gathers what goes into a package, signs what this person wrote, and writes it beside the window."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from mgi_desktop.domain.assessment import Assessment, file_of
from mgi_desktop.domain.edits import Edit, FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.sharing import Attached, Choice, Material, choice_of
from mgi_desktop.exchange import package
from mgi_desktop.exchange.package import Outgoing, Protection
from mgi_desktop.store import batches, edits, history, imports, local
from mgi_desktop.store.where import is_off

from . import identity, passing
from .attachments import Attachments
from .instruments import Instruments
from .journal import Journal
from .library import Library
from .parts import Parts
from .people import People, Person
from .second_folder import COPIED_OFF

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Gathered:
    """What goes into a file, as it was at one moment, and the key that signs it; safe to hand to another thread.

    `store` is the folder beside which it is read back.
    """

    outgoing: Outgoing
    choice: Choice
    pem: bytes
    damaged: tuple[str, ...]
    store: Path


@dataclass(frozen=True)
class Shared:
    """The files that were written: whole, on disk, read back. `damaged` are attached files that stayed here."""

    paths: tuple[Path, ...]
    damaged: tuple[str, ...] = ()


class Sharing:
    """Gathers what a person wants to share, and remembers how; no edit is made but of what is being typed."""

    def __init__(
        self,
        journal: Journal,
        library: Library,
        instruments: Instruments,
        attachments: Attachments,
        people: People,
        parts: Parts,
    ) -> None:
        self._journal = journal
        self._library = library
        self._instruments = instruments
        self._attachments = attachments
        self._people = people
        self._parts = parts

    def choice(self, assessment: str) -> Choice:
        """How an assessment was shared last; a passphrase is never kept."""
        return choice_of(local.setting(self._journal.read, _setting(assessment)))

    def own_part(self, assessment: str) -> tuple[str, ...]:
        """The indicators that are this person's: those given to this person, else those answered by this person."""
        read = self._library.open(assessment)
        own = self._parts.mine(assessment)
        return own or tuple(code for code, answer in read.answers.items() if answer.author == self._journal.author)

    def readers(self) -> tuple[Person, ...]:
        """Everybody for whom a file can be protected: who was met and is not blocked, known ones first."""
        met = [person for person in self._people.all() if person.words and not person.blocked]
        return tuple(sorted(met, key=lambda person: not person.known))

    def material(self, assessment: str) -> Material:
        """Read an assessment for sharing; what is being typed becomes edits first."""
        self._journal.flush(assessment)
        read = self._library.open(assessment)
        since = history.begun(self._journal.read, assessment)
        return Material(read, self._library.instrument_of(read), tuple(self._attached(read)), since)

    def gather(self, materials: Sequence[Material], choice: Choice) -> Gathered:
        """Read what goes into a file, once this person's edits in it are signed.

        An attached file that is damaged on this laptop stays here and is named.
        """
        store = self._journal.database.path.parent
        pem = identity.key(store)
        going = tuple(edit for one in materials for edit in self._edits(one, choice, pem))
        signed = (batch for one in materials for batch in batches.of(self._journal.read, one.read.id))
        wanted = {name: one for material in materials for name, one in material.files(choice).items() if one.here}
        files = {name: opening for name in wanted if (opening := self._attachments.opening(name))}
        outgoing = Outgoing(
            edits=going,
            batches=tuple(package.batches.fitting(signed, going)),
            instruments={name: data for one in materials for name, data in self._questionnaires(one, choice)},
            files=files,
            kind=choice.what,
            sender_name=self._people.own.name,
            at=self._journal.stamp(),
            program=f"mgi-desktop {version('mgi-desktop')}",
            part={one.read.id: choice.indicators for one in materials if choice.what == "part"},
        )
        damaged = tuple(sorted(one.file.name for name, one in wanted.items() if name not in files))
        return Gathered(outgoing, choice, pem, damaged, store)

    def shared(self, materials: Sequence[Material], choice: Choice, shared: Shared) -> None:
        """Remember how these were shared; the next time begins with it."""
        with self._journal.database.writing() as connection:
            for material in materials:
                local.set_setting(connection, _setting(material.read.id), choice.values)
        self.copied(materials, choice, shared)

    def copied(self, materials: Sequence[Material], choice: Choice, shared: Shared) -> None:
        """Note when everything was last copied off this laptop: every assessment whole, with its files.

        A copy on the disk of the store is lost with it, and is none; what lies in the trash can be wanted again.
        """
        folder = self._journal.database.path.parent
        whole = choice.what == "whole" and choice.files and not shared.damaged
        every = {entry.id for entry in self._library.all_entries()} <= {one.read.id for one in materials}
        if whole and every and all(is_off(path, folder) for path in shared.paths):
            with self._journal.database.writing() as connection:
                local.set_setting(connection, COPIED_OFF, self._journal.stamp())

    def _edits(self, material: Material, choice: Choice, pem: bytes) -> list[Edit]:
        """The edits of an assessment that go along; those that were made here and that no batch lists yet are signed.

        What came by a file and only claims to be of this person is never signed.
        """
        assessment, author = material.read.id, self._journal.author
        every = edits.shareable(self._journal.read, assessment)
        mark = f'"author":"{author}"'.encode()  # in canonical JSON it can stand for nothing else
        own = [edit.id for edit in every if mark in edit.record]
        unsigned = set(own) - batches.signed(self._journal.read, author, own)
        unsigned -= imports.came(self._journal.read, unsigned)
        if unsigned:
            with self._journal.database.writing() as connection:
                batches.keep(connection, package.batches.make(pem, assessment, unsigned))
        return list(material.edits(choice, iter(every)))

    def _attached(self, read: Assessment) -> Iterator[Attached]:
        places = [ref for ref in read.fields if (ref.kind, ref.field) == ("source", "file")]
        for edit in history.back_from(self._journal.read, read.id, places):
            file = file_of(edit.value)
            if file is not None:
                yield Attached(edit.id, edit.ref.key, file, self._attachments.is_here(file))

    def _questionnaires(self, material: Material, choice: Choice) -> Iterator[tuple[str, bytes]]:
        """What is needed to read what goes along: with a history the questionnaires of before, where they are here."""
        yield material.instrument.digest, self._instruments.document(material.instrument.digest)
        place = FieldRef("assessment", material.read.id, "instrument")
        for edit in history.back_from(self._journal.read, material.read.id, [place]):
            if choice.what != "review" and isinstance(edit.value, str) and edit.value != material.instrument.digest:
                with suppress(Refused):
                    yield edit.value, self._instruments.document(edit.value)


def write(
    gathered: Gathered, path: Path, passphrase: str = "", cancelled: Callable[[], bool] = lambda: False
) -> Shared | None:
    """Write the file, or several, each read back before it takes its name; None where cancelled.

    The store is not touched. Refused for a full disk or a folder that cannot be written; then nothing is left behind.
    """
    choice = gathered.choice
    protected = None
    if choice.protection == "passphrase":
        protected = Protection(passphrase)
    elif choice.protection == "people":
        protected = Protection(people=choice.people)
    piece = choice.most * _MEGABYTE or None
    try:
        with passing.through(gathered.store) as private:
            paths = package.write(
                path, gathered.outgoing, gathered.pem,
                protected=protected, piece=piece, private=private, cancelled=cancelled,
            )  # fmt: skip
    except Refused:
        if cancelled():
            return None
        raise
    return Shared(tuple(paths), gathered.damaged)


def _setting(assessment: str) -> str:
    return f"share/{assessment}"
