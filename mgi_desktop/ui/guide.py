"""Help beside the page: what it is for and how one works there, in the language of the interface."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from mgi_desktop.i18n import N_, _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import Scroll, box, clear, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.labels import label

WIDTH = 300
PAGES: Mapping[str, Sequence[str]] = {
    "library": (
        N_("Every assessment on this laptop stands here, the one changed last first. Enter or a click opens it."),
        N_("“New assessment” asks which country or city is assessed. “Import…” takes in a file from somebody else; "
           "a file can also be dropped on the window."),
        N_("“Share…” makes a file for somebody else, of one assessment or of several."),
        N_("What is moved to the trash can be brought back from there."),
    ),
    "overview": (
        N_("The wheel shows the six domains and how far each one is: one cell for each indicator."),
        N_("Click a domain to read its subdomains and findings at the side; click a cell to open its indicator."),
        N_("“Progress” shows the work done. “Presence” shows for the team what exists; it never goes into a file. "
           "“Table” says the same in words."),
        N_("The button with the stage, below the name of the subject, leads on to the next stage, or back. What is "
           "published is read-only until it is reopened with a reason."),
        N_("With the keyboard: arrows along a ring and between rings, 1 to 6 for a domain, Esc back to the whole."),
    ),
    "questionnaire": (
        N_("Choose a value, say in the justification why, and cite what it rests on. "
           "Everything is saved as you type; there is no button for it."),
        N_("“Not applicable” counts as answered. “To be verified” keeps your answer and reminds you to come back."),
        N_("The digits answer, 0 is not applicable, ? is to be verified. "
           "“Next unanswered” goes on to what is still open."),
        N_("Undo takes back the last step, also after the program was closed."),
        N_("Where the work is divided (in the Assessment menu), each card says whose part it is. Anybody may still "
           "change anything."),
    ),
    "sources": (
        N_("Laws, policies, statistics, interviews: what the answers rest on. One source may be cited by many answers, "
           "each with its article or page."),
        N_("Attach the file of a source by its button, by dropping it here, or by pasting a picture of the screen."),
        N_("The date of the document, the date on which you consulted it and the date on which it was attached are "
           "three things. A year or a month is enough."),
        N_("If the same source is here twice, merge the two: every citation follows."),
    ),
    "findings": (
        N_("Each domain has two lists: what is well developed, and where there is potential. They are the heart of the "
           "profile."),
        N_("Suggestions come from the answers. Take them over and put them into your own words, or set them aside."),
        N_("Change the order by dragging, or with Alt and the arrow keys. "
           "Say on which indicators and sources a finding rests."),
    ),
    "review": (
        N_("“Comments” lists what was remarked on answers, findings and sections. Reply, resolve, or go there."),
        N_("“Decisions” lists how reviewers left each answer and finding: accepted, with changes asked for, or not "
           "judged yet. What was changed after that is marked."),
        N_("Ctrl+Shift+A accepts and goes on to the next, Ctrl+Shift+R asks for changes, Ctrl+Shift+P proposes."),
        N_("“Checks” lists what is missing or does not fit, each with its rule and a way to its place."),
        N_("Checks never stop you from writing. Only some of them ask for a reason when the stage is moved on."),
    ),
    "profile": (
        N_("This is what readers will see. At the start are its sections: switch them on or off, rename them, change "
           "their order, write in them."),
        N_("Where you write nothing, our own short text is printed; it can be changed."),
        N_("“Export” makes the files: PDF to print and archive, HTML to read on a screen, a picture of the wheel, "
           "or a document for other programs."),
        N_("Until it is published, every page says the stage."),
    ),
    "exchange": (
        N_("What several people write apart is joined by files: share one, and import what the others send. The same "
           "file twice, or an older one, does no harm."),
        N_("Before anything is taken, an import shows what is new, what is changed and what is in conflict. The whole "
           "of it can be taken back, and brought back."),
        N_("Where two people wrote different things in the same field, both stay until somebody decides. Deciding "
           "later is as good as deciding now."),
        N_("Clocks of laptops may be wrong, so no time ever decides anything."),
        N_("Each installation has five words of its own. Have them read out to you on the phone, and you know from "
           "whom a file really is."),
    ),
    "safekeeping": (
        N_("Backups are made by themselves, and each is read back. They lie beside the store; choose a second folder "
           "on a stick or another disk, since a laptop can be lost."),
        N_("To restore never loses what is newer: what a backup has and this laptop has not is shown first, and joined "
           "to what is here. One undo takes it back."),
        N_("Backups can be read by whoever has them. Keep the stick where the laptop would be kept."),
    ),
    "history": (
        N_("Who changed what, when, from what to what. The times are those of each laptop’s clock."),
        N_("“Restore” writes an earlier value again; nothing is lost by it, and undo takes it back."),
        N_("“Erase for good” is for a name or a secret that was typed by mistake. It asks for a reason and cannot be "
           "undone."),
    ),
    "trash": (
        N_("What was removed stays here until you bring it back."),
        N_("A thing that somebody else has changed since it was removed comes back by itself, marked as a conflict."),
    ),
    "trashed": (
        N_("Whole assessments that were moved to the trash. Bring one back, and it stands in the library as it was."),
        N_("To erase one for good asks for its name and a reason, and cannot be undone."),
    ),
    "rounds": (
        N_("This round beside the earlier one, indicator by indicator: what there is more of, what there is less of, "
           "what was added."),
        N_("Nothing here is a score, and nobody is ranked. Answers that are to be verified are not compared."),
    ),
    "search": (
        N_("Every place that holds the words, in this assessment first. Accents and capitals make no difference."),
        N_("The code of an indicator, such as 2.1.3, leads there directly."),
    ),
    "instruments": (
        N_("The questionnaires with which a new assessment can be begun: those that come with the program, and those "
           "that were imported."),
        N_("“Import…” takes a questionnaire as a file of this program or as an XLSForm workbook (.xlsx). "
           "What was guessed and what is left out is shown before anything is kept."),
        N_("“Export as…” makes a file of one: for KoboToolbox, ODK and the like, or for another laptop."),
    ),
    "preferences": (N_("These hold for you on this laptop. They change no assessment and travel in no file."),),
}  # fmt: skip
"""What is said of each page, by the first part of its places."""


class Guide(QFrame):
    """Stands at the end of the window while it is wanted; Esc in it closes it."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        px = desk.theme.px
        self.setProperty("ground", "sunken")
        self.setProperty("edge", "start")
        self.setFixedWidth(px(WIDTH))
        self.setAccessibleName(_("Help on this page"))
        close = button(desk.theme, "", self.closed.emit, kind="quiet", icon="close")
        close.setAccessibleName(_("Close the help"))
        close.setToolTip(_("Close the help"))
        self.keys = button(desk.theme, _("Keyboard shortcuts"), desk.act["keys"].trigger)
        self._text = column(spacing=px(12))
        heading = row(label(_("Help on this page"), "question"), close)
        heading.setStretch(0, 1)
        content = column(heading, self._text, self.keys, None, spacing=px(12), margins=(px(20), px(16), px(16), px(16)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(box(content)))

    def show_page(self, name: str) -> None:
        """Say what there is to know of a page."""
        clear(self._text)
        for sentence in PAGES.get(name, ()):
            self._text.addWidget(label(_(sentence)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
