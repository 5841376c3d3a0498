"""Several laptops with one assessment: real stores, real packages."""

import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from mgi_desktop.domain.arrivals import Arrival
from mgi_desktop.domain.edits import Edit, FieldRef, Value, make
from mgi_desktop.domain.erasure import erasable
from mgi_desktop.domain.errors import Refused
from mgi_desktop.exchange import package, signing
from mgi_desktop.services import identity, passing
from mgi_desktop.services.opening import open_services
from mgi_desktop.store import batches, edits, imports
from mgi_desktop.store.database import Database, open_database
from tests.packages import INSTRUMENT, INSTRUMENT_SHA256, A, key

TEXTS = ("uno", "dos", "tres", "", "uno y dos")
FINDING = "22222222-2222-4222-8222-222222222222"
REFS = (
    FieldRef("answer", "A-one", "value"),
    FieldRef("answer", "A-one", "justification"),
    FieldRef("answer", "B-one", "justification"),
    FieldRef("finding", FINDING, "text@es"),
    FieldRef("finding", FINDING, "domain"),
    FieldRef("budget", "b", "of a newer version"),
)
DELETED = FieldRef("finding", FINDING, "deleted")


class Step(NamedTuple):
    """What one laptop does: write, remove, restore, settle, erase, share, take a file, or take back an import.

    To claim is to say in another's name that something is erased: it is, once that one has signed it.
    """

    what: str
    who: int
    which: int
    other: int


class Laptop:
    """A store of its own, a key of its own, and a clock that is wrong."""

    def __init__(self, folder: Path, number: int, clock: random.Random) -> None:
        self.folder, self.number, self.clock = folder, number, clock
        self.pem = key(number + 1)
        self.author = signing.author_of(self.pem)
        self.database = self.opened()
        self.imports: list[int] = []
        self.made = 0

    def opened(self) -> Database:
        """Its store."""
        return open_database(self.folder / "store")

    def at(self) -> str:
        """Any time at all: nothing may depend on it."""
        return f"{self.clock.randint(1990, 2090)}-0{self.clock.randint(1, 9)}-11T10:11:12.{self.made % 1000:03d}Z"

    def write(
        self, ref: FieldRef, value: Value, replaces: Iterable[str] | None = None, author: str | None = None
    ) -> Edit:
        """Make an edit that replaces what stands here, perhaps in the name of another."""
        self.made += 1
        number = self.number * 10_000 + self.made
        heads = edits.field(self.database.connection, A, ref)
        edit = make(
            A, ref, value,
            replaces=[head.id for head in heads] if replaces is None else replaces,
            author=author or self.author, at=self.at(),
            action=f"00000000-0000-4000-8000-{number:012d}", salt=f"{number:032x}",
        )  # fmt: skip
        with self.database.writing() as connection:
            edits.add(connection, [edit])
        return edit

    def share(self, path: Path) -> Path:
        """Write everything that counts here into a file."""
        every = edits.shareable(self.database.connection, A)
        assert every, "nothing counts here any more"
        own = [edit.id for edit in every if edit.author == self.author]
        missing = set(own) - batches.signed(self.database.connection, self.author, own)
        with self.database.writing() as connection:
            batches.keep(connection, package.batches.make(self.pem, A, missing))
        outgoing = package.Outgoing(
            edits=tuple(every),
            batches=tuple(batches.of(self.database.connection, A)),
            instruments={INSTRUMENT_SHA256: INSTRUMENT},
            at=self.at(),
        )
        return package.write(path, outgoing, self.pem)[0]

    def take(self, path: Path) -> None:
        """Take a file in."""
        private = Path(tempfile.mkdtemp(dir=self.folder))
        self.take_read(package.read(path, private))
        shutil.rmtree(private)

    def take_read(self, arrival: Arrival) -> None:
        """Take in what was read already."""
        with self.database.writing() as connection:
            batches.keep(connection, arrival.batches)
            number = imports.begin(connection, self.at(), arrival.name, arrival.sender)
            imports.take(connection, number, arrival.edits)
        self.imports.append(number)

    def turn(self, which: int, *, aside: bool) -> None:
        """Take an import back, or bring it back."""
        if self.imports:
            with self.database.writing() as connection:
                imports.turn(connection, self.imports[which % len(self.imports)], aside=aside)

    def stands(self) -> dict[FieldRef, list[tuple[str, Value]]]:
        """What each field says."""
        found = edits.fields(self.database.connection, A)
        return {ref: [(head.id, head.value) for head in held.heads] for ref, held in found.items()}

    def erase(self, which: int) -> list[Edit]:
        """Erase for good what stands in one of the texts; return the edits made of that."""
        return []


class Program(Laptop):
    """A laptop on which the program is open, so that files are taken as a person takes them."""

    def __init__(self, folder: Path, number: int, clock: random.Random) -> None:
        (folder / "store").mkdir(parents=True)
        (folder / "store" / identity.NAME).write_bytes(key(number + 1))
        self.services = open_services(folder / "store")
        self.services.journal.read.execute("PRAGMA synchronous=OFF")
        super().__init__(folder, number, clock)

    def opened(self) -> Database:
        return self.services.database

    def take(self, path: Path) -> None:
        self.services.library.read_anew()  # an edit is made beside it here
        private = passing.new(self.services.folder)
        importing = self.services.importing
        look = importing.look(importing.reading([path], {}, private)())
        before = len(there(self))
        self.imports.append(importing.take(look).number)
        shutil.rmtree(private)
        assert [coming.after for coming in look.comings] == [self.services.library.open(A)], "it is not what was shown"
        assert len(there(self)) - before == look.new, "it is not as much as was shown"

    def turn(self, which: int, *, aside: bool) -> None:
        if self.imports:
            with suppress(Refused):  # where somebody has worked in what would be out of sight
                self.services.importing.turn(self.imports[which % len(self.imports)], aside=aside)

    def erase(self, which: int) -> list[Edit]:
        before = {edit.id for edit in there(self)}
        stand = [head for ref, heads in sorted(self.stands().items()) if erasable(ref) for head in heads if head[1]]
        if stand:
            self.services.library.read_anew()
            self.services.erasing.erase(A, [stand[which % len(stand)][0]], "a private name")
        return [edit for edit in there(self) if edit.id not in before]


def there(laptop: Laptop) -> list[Edit]:
    """The edits of a laptop."""
    return list(edits.every(laptop.database.connection))


def begin(laptop: Laptop) -> list[Edit]:
    """The assessment as one of them begins it."""
    own = {"instrument": INSTRUMENT_SHA256, "subject": "Río Claro", "language": "es", "level": "local"}
    return [laptop.write(FieldRef("assessment", A, name), value) for name, value in own.items()]


class Team:
    """The laptops, every edit that was ever made, and every file that was ever written."""

    def __init__(self, folder: Path, size: int, clock: random.Random, kind: type[Laptop]) -> None:
        self.folder = folder
        self.laptops = [kind(folder / f"{number}", number, clock) for number in range(size)]
        self.edits: dict[str, Edit] = {edit.id: edit for edit in begin(self.laptops[0])}
        self.files: list[Path] = [self.laptops[0].share(folder / "0.mgi")]
        for laptop in self.laptops[1:]:
            laptop.take(self.files[0])

    def do(self, step: Step) -> None:
        """One step of one laptop."""
        laptop = self.laptops[step.who % len(self.laptops)]
        if step.what == "write":
            self._note(laptop.write(REFS[step.which % len(REFS)], TEXTS[step.other % len(TEXTS)]))
        elif step.what == "remove":
            finding = edits.fields(laptop.database.connection, A)
            seen = [head.id for ref, held in finding.items() if ref[:2] == DELETED[:2] for head in held.heads]
            self._note(laptop.write(DELETED, sorted(seen)))
        elif step.what == "restore":
            self._note(laptop.write(DELETED, None))
        elif step.what == "settle":
            self._settle(laptop, step)
        elif step.what == "share":
            self._share(laptop)
        elif step.what == "erase":
            for edit in laptop.erase(step.which):
                self._note(edit)
        elif step.what == "claim":
            self._claim(laptop, step)
        elif step.what == "take":  # an old one, one's own, the same again: whatever lies about
            laptop.take(self.files[step.which % len(self.files)])
        else:
            laptop.turn(step.which, aside=step.what == "take back")

    def _settle(self, laptop: Laptop, step: Step) -> None:
        ref = REFS[step.which % len(REFS)]
        if len(edits.field(laptop.database.connection, A, ref)) > 1:
            self._note(laptop.write(ref, f"settled {step.other}"))

    def _claim(self, laptop: Laptop, step: Step) -> None:
        names = [*(one.author for one in self.laptops), "name:Nobody"]
        for head in edits.field(laptop.database.connection, A, REFS[step.which % len(REFS)])[:1]:
            ref = FieldRef("erasure", f"{laptop.number}", f"edits/{head.id}")
            self._note(laptop.write(ref, True, author=names[step.other % len(names)]))

    def _share(self, laptop: Laptop) -> None:
        if edits.shareable(laptop.database.connection, A):
            self.files.append(laptop.share(self.folder / f"{len(self.files)}.mgi"))

    def _note(self, edit: Edit) -> None:
        self.edits[edit.id] = edit

    def meet(self, order: random.Random) -> None:
        """Everybody brings back what was taken back, shares, and takes what all shared, each in another order."""
        for laptop in self.laptops:
            for number in range(len(laptop.imports)):
                laptop.turn(number, aside=False)
        last = [laptop.share(self.folder / f"last-{laptop.number}.mgi") for laptop in self.laptops]
        for laptop in self.laptops:
            for path in order.sample(last, len(last)):
                laptop.take(path)

    def close(self) -> None:
        """Close the stores."""
        for laptop in self.laptops:
            laptop.database.close()


@contextmanager
def team(size: int, seed: int, kind: type[Laptop] = Laptop) -> Iterator[Team]:
    """A team in a folder that goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Team(Path(folder), size, random.Random(seed), kind)
        try:
            yield made
        finally:
            made.close()
