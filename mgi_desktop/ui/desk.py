"""What every page works with: the services, the open assessment, and one way to change it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from mgi_desktop.domain.assessment import Assessment
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.errors import Refused
from mgi_desktop.domain.instrument import Instrument, Texts
from mgi_desktop.i18n import N_
from mgi_desktop.services.journal import Changed
from mgi_desktop.services.opening import Services
from mgi_desktop.services.preferences import Preferences
from mgi_desktop.ui.beside import Beside
from mgi_desktop.ui.notifier import Notifier
from mgi_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from mgi_desktop.ui.actions import Actions
    from mgi_desktop.ui.exchange.incoming import Incoming
    from mgi_desktop.ui.forgetting import Forgetting
    from mgi_desktop.ui.sources.lots import Lots

T = TypeVar("T")


class Desk:
    """One window's services, preferences and theme, and the assessment that is open in it."""

    def __init__(self, services: Services, preferences: Preferences, theme: Theme, notifier: Notifier) -> None:
        self.services = services
        self.preferences = preferences
        self.theme = theme
        self.notifier = notifier
        self.act: Actions
        """The window's actions: `desk.act["new"].trigger()`."""
        self.id: str | None = None
        self._read: Assessment | None = None
        self._instrument: Instrument | None = None
        self._language: str | None = None
        self.beside = Beside(self)
        """The earlier round, and the questionnaire before."""

    def open(self, assessment: str) -> None:
        """Open an assessment; Refused where it, or its questionnaire, is not here, and where it is in the trash."""
        read = self.services.library.open(assessment)
        if read.trashed:
            raise Refused(N_("The assessment was moved to the trash."))
        self._instrument = self.services.library.instrument_of(read)
        self.id, self._read, self._language = assessment, read, None
        self.beside = Beside(self)

    def close(self) -> None:
        """Leave the assessment; what was typed becomes edits."""
        if self.id is not None:
            self.flush()
        self.id = self._read = self._instrument = None

    @cached_property
    def lots(self) -> "Lots":
        """The files that are being taken in."""
        from mgi_desktop.ui.sources.lots import Lots

        return Lots(self)

    @cached_property
    def incoming(self) -> "Incoming":
        """The import that is under way."""
        from mgi_desktop.ui.exchange.incoming import Incoming

        return Incoming(self)

    @cached_property
    def forgetting(self) -> "Forgetting":
        """What is being erased from the backups."""
        from mgi_desktop.ui.forgetting import Forgetting

        return Forgetting(self)

    @property
    def assessment(self) -> Assessment:
        """The open assessment as it is now."""
        if self.id is None:
            raise LookupError("no assessment is open")
        if self._read is None:
            self._read = self.services.library.open(self.id)
        return self._read

    @property
    def only_read(self) -> bool:
        """Whether nothing here takes changes, be it in an assessment or beside: the store is damaged."""
        return self.services.only_read is not None

    @property
    def read_only(self) -> bool:
        """Whether the open assessment takes no changes, or nothing does; pages are built anew when it turns."""
        return self.only_read or self.published

    @property
    def published(self) -> bool:
        """Whether the open assessment is published."""
        return self.id is not None and self.assessment.published

    @property
    def instrument(self) -> Instrument:
        """The questionnaire of the open assessment; when it is another, pages are built anew."""
        if self._instrument is None or self._instrument.digest != self.assessment.instrument:
            self._instrument = self.services.library.instrument_of(self.assessment)
        return self._instrument

    @property
    def language(self) -> str:
        """The language in which this person reads the questionnaire."""
        if self._language is None:  # asked for each text of a page
            self._language = self.services.library.questionnaire_language(self.assessment)
        return self._language

    def read_in(self, language: str) -> None:
        """Choose the language in which this person reads the questionnaire."""
        identifier = self.assessment.id
        self.do(lambda: self.services.library.set_questionnaire_language(identifier, language))
        self._language = None

    def text(self, texts: Texts) -> str:
        """A text of the questionnaire in the language in which this person reads it."""
        return self.instrument.text(texts, self.language)

    def proven(self, author: str, edits: Iterable[str]) -> bool:
        """Whether all of these edits are signed by their author, or were made here; others are only claimed to be."""
        return self.services.people.proven(author, edits)

    def do(self, work: Callable[[], T]) -> T | None:
        """Do something with the services: tell everyone what changed and when it was saved, or why it could not be."""
        try:
            result = work()
        except Refused as refused:
            self.notifier.refused.emit(refused)
            return None
        for part in result if isinstance(result, tuple | list) else (result,):
            if isinstance(part, Changed):
                self.tell(part)
        return result

    def tell(self, changed: Changed) -> None:
        """Tell everyone of a change that is on disk."""
        if changed.assessment == self.id:
            self._read = self._language = None
        self.beside.tell(changed)
        self.services.searching.heard(changed)
        self.notifier.saved.emit(changed.at)
        self.notifier.changed.emit(changed)
        for other in changed.beside:
            self.tell(other)

    def typed(self, ref: FieldRef, text: str) -> datetime:
        """Keep what is being typed; return when it was on disk. Refused where it is not."""
        at = self.services.journal.typed(self.assessment.id, ref, text)
        self._read = None
        self.notifier.saved.emit(at)
        return at

    def left(self, ref: FieldRef) -> None:
        """Make an edit of what was typed in a field that is left."""
        if self.id is not None:
            assessment = self.id
            self.do(lambda: self.services.journal.left(assessment, ref))

    def forget(self, ref: FieldRef) -> None:
        """Let go of what was typed in a field."""
        assessment = self.assessment.id
        self.do(lambda: self.services.journal.forget(assessment, ref))
        self._read = None

    def flush(self) -> None:
        """Make edits of everything that was typed."""
        self.do(lambda: self.services.journal.flush(self.id))

    def undo(self) -> Changed | None:
        """Take back the newest deed: in the open assessment, or in the library."""
        return self.do(lambda: self.services.journal.undo(self.id or ""))

    def redo(self) -> Changed | None:
        """Bring back what was undone last."""
        return self.do(lambda: self.services.journal.redo(self.id or ""))

    def prefer(self, name: str, value: object) -> None:
        """Set a preference and show it at once; it holds until the program is left even where it cannot be kept."""
        try:
            self.preferences.set(name, value)
        except Refused as refused:
            self.notifier.looks.emit()
            self.notifier.refused.emit(refused)
        else:
            self.notifier.looks.emit()

    def enter(self, assessment: str, spot: str = "") -> None:
        """Go to another assessment, where one left it or at a place."""
        self.notifier.entering.emit(assessment, spot)

    def go(self, spot: str) -> None:
        """Go to a place."""
        self.notifier.going.emit(spot)
