"""A colleague at another laptop, whose files bring what pages are about that are empty else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.sharing import Choice
from mgi_desktop.services.opening import Services, open_services
from mgi_desktop.services.sharing import write

NAME, STRANGER = "Ana Guzmán", "Comité de salud"
PASSPHRASE = "siete palmas al norte"
CONTESTED, PROPOSED = "L2.1.1", "L1.1.3"
"""An answer that both change, and one for which another text is proposed."""


class Colleague:
    """Has the assessment from its file, and sends it back changed, more than once."""

    def __init__(self, folder: Path, own: Services, assessment: str) -> None:
        """`own` is the laptop of which the pictures are taken."""
        self._folder, self._own, self._assessment = folder, own, assessment

    def work(self) -> None:
        """Both change the same, the colleague reviews, and the file is taken; others wait to be looked at."""
        own, assessment = self._own, self._assessment
        begun = share(own, assessment, self._folder / "sent.mgi")
        with self._at(NAME) as other:
            take(other, begun, self._folder)
            self._review(other)
            _write(
                other, assessment, f"answer/{CONTESTED}/justification", "Hay un plan desde 2019 y se revisa cada año."
            )
            _answer_otherwise(other, assessment, "L2.1.2")
            other.findings.remove(assessment, other.library.open(assessment).findings[1].key)
            came = share(other, assessment, self._folder / "de-ana.mgi")
            _write(
                own, assessment, f"answer/{CONTESTED}/justification", "Hay un plan desde 2019, que se revisa a veces."
            )
            _answer_otherwise(own, assessment, "L2.1.2", 2)
            finding = own.library.open(assessment).findings[1]
            _write(own, assessment, f"finding/{finding.key}/text@es", f"{finding.text['es']} Así sigue.")
            own.parts.assign(assessment, ["2", "4.1"], other.people.own.author)
            own.parts.assign(assessment, ["1"], own.people.own.author)
            take(own, came, self._folder)
            own.people.know(other.people.own.author)
            self._go_on(other)
        with self._at(STRANGER) as stranger:
            take(stranger, begun, self._folder)
            share(stranger, assessment, self._folder / "comite.mgi")
        self._contest_again()
        take(own, self._folder / "comite.mgi", self._folder)
        own.backups.make("asked")

    def _review(self, other: Services) -> None:
        """Accept some of it, ask for changes to one, propose another text."""
        assessment = self._assessment
        for code in ("L1.1.1", "L1.2.1", "L1.2.2"):
            other.reviewing.accept(assessment, f"answer/{code}")
        other.reviewing.ask(assessment, "answer/L1.3.1", "Falta decir a quién alcanza, y desde cuándo.")
        before = other.library.open(assessment).answer(PROPOSED).justification
        better = f"{before} Así lo dice la ordenanza."
        other.reviewing.propose(assessment, f"answer/{PROPOSED}", "justification", better, "Más preciso.")
        other.answering.verify(assessment, "L1.2.1", True)

    def _go_on(self, other: Services) -> None:
        """Change more, for the files that wait: open, with a passphrase, and a part."""
        assessment = self._assessment
        _write(other, assessment, "answer/L3.1.1/justification", "Según el registro, desde 2020, en dos oficinas.")
        _write(other, assessment, "answer/L3.1.2/justification", "Se publica una vez al año.")
        _answer_otherwise(other, assessment, "L3.2.1")
        other.sources.add(assessment, {"kind": "law", "title": "Ordenanza 12 de 2021", "date": "2021"})
        other.findings.add(assessment, "3", "potential", "Falta un registro común con los municipios vecinos.")
        other.comments.add(assessment, "answer/L3.1.1", "¿Cuáles son las dos oficinas?")
        share(other, assessment, self._folder / "la-palma-septiembre.mgi")
        share(other, assessment, self._folder / "la-palma.mgi.age", PASSPHRASE)
        other.backups.write(self._folder / "backup.sqlite3")

    def _contest_again(self) -> None:
        own, assessment = self._own, self._assessment
        _write(own, assessment, "answer/L3.1.1/justification", "Según el registro, desde 2021, en tres oficinas.")
        _answer_otherwise(own, assessment, "L3.2.1", 2)

    @contextmanager
    def _at(self, name: str) -> Iterator[Services]:
        services = open_services(self._folder / name)
        services.library.rename_person(name)
        yield services
        services.close()


def share(services: Services, assessment: str, path: Path, passphrase: str = "") -> Path:
    """Write an assessment whole."""
    choice = Choice(protection="passphrase" if passphrase else "open")
    shared = write(services.sharing.gather([services.sharing.material(assessment)], choice), path, passphrase)
    assert shared is not None
    return shared.paths[0]


def take(services: Services, path: Path, folder: Path) -> None:
    """Take a file in."""
    importing = services.importing
    importing.take(importing.look(importing.reading([path], {}, folder)()))


def _write(services: Services, assessment: str, place: str, text: str) -> None:
    kind, key, field = place.split("/")
    ref = FieldRef(kind, key, field)
    services.journal.typed(assessment, ref, text)
    services.journal.left(assessment, ref)


def _answer_otherwise(services: Services, assessment: str, code: str, by: int = 1) -> None:
    indicator = services.library.questionnaire(assessment).indicators[code]
    values = [None, *(choice.value for choice in indicator.scale)]
    now = values.index(services.library.open(assessment).answer(code).value)
    services.answering.answer(assessment, code, values[1 + (now - 1 + by) % (len(values) - 1)])
