"""The preferences: who one is, how the program looks, and where everything is kept; each holds at once."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QWidget

from mgi_desktop import i18n
from mgi_desktop.i18n import _
from mgi_desktop.services import launcher
from mgi_desktop.services.preferences import TEXT_SIZES
from mgi_desktop.ui.actions import themes
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.page import Page
from mgi_desktop.ui.parts.boxes import Flow, Piece, Scroll, at_most, box, card, column, row
from mgi_desktop.ui.parts.buttons import button
from mgi_desktop.ui.parts.fields import Choice
from mgi_desktop.ui.parts.labels import label
from mgi_desktop.ui.preferences.menu import InMenu

WIDTH = 680
LATER = Qt.ConnectionType.QueuedConnection
"""The window is built anew only when the control that asks for it has done its own work, such as taking the focus."""


class PreferencesPage(Page):
    """Every preference of this person on this laptop."""

    name = "preferences"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._came_for = ""
        get, px = desk.preferences.get, desk.theme.px
        self.person = self._person_field()
        self.languages = self._radios(
            "interface_language", _("Language of the program"), i18n.INTERFACE_LANGUAGES, i18n.language()
        )
        self.themes = self._radios("theme", _("Theme"), themes(), get("theme"))
        self.sizes = self._size_choice()
        self.motion = QCheckBox(_("Less movement"))
        self.motion.setObjectName("reduced_motion")
        self.motion.setChecked(bool(get("reduced_motion")))
        self.motion.toggled.connect(lambda on: desk.prefer("reduced_motion", on), LATER)
        self.spelling = QCheckBox(_("Mark words that no dictionary knows"))
        self.spelling.setObjectName("spelling")
        self.spelling.setChecked(bool(get("spelling")))
        self.spelling.toggled.connect(lambda on: desk.prefer("spelling", on), LATER)
        groups = box(
            column(self._you(), self._looks(), self._writing(), self._kept(), *self._in_menu(), spacing=px(24))
        )
        content = column(at_most(px(WIDTH), groups), None, margins=(px(24), px(8), px(24), px(24)))
        self.frame(Scroll(box(content)), None, _("Preferences"))
        self.caption.setText(_("They hold at once, on this laptop alone."))

    def show_spot(self, spot: str) -> None:
        """Come back to the control that one was using."""
        self._came_for = spot

    def spot(self) -> str:
        """The page, and the control that one is using."""
        focus = self.focusWidget()
        used = focus.objectName() if focus is not None else ""
        return f"{self.name}/{used}" if used else self.name

    def first_focus(self) -> QWidget | None:
        """The control that one was using before the page was built anew."""
        return self.findChild(QWidget, self._came_for) if self._came_for else None

    def _group(self, title: str, *pieces: Piece) -> QWidget:
        px = self.desk.theme.px
        inside = column(*pieces, spacing=px(8), margins=(px(20), px(16), px(20), px(18)))
        return box(column(label(title, "question"), card(inside), spacing=px(8)))

    def _you(self) -> QWidget:
        return self._group(
            _("You"),
            label(_("Your name, initials or role"), "label"),
            self.person,
            label(
                _("It stands beside what you write, in every assessment and in what you pass on. "
                  "Left empty, others see a short code instead."),
                "caption", "secondary",
            ),
        )  # fmt: skip

    def _looks(self) -> QWidget:
        px = self.desk.theme.px
        return self._group(
            _("Language and looks"),
            label(_("Language of the program"), "label"),
            self.languages,
            label(_("Questionnaire and profile have languages of their own."), "caption", "secondary"),
            px(8),
            label(_("Theme"), "label"),
            self.themes,
            px(8),
            label(_("Size of the text"), "label"),
            self.sizes,
            px(8),
            self.motion,
            label(_("Nothing slides or fades."), "caption", "secondary"),
        )

    def _writing(self) -> QWidget:
        return self._group(
            _("Writing"),
            self.spelling,
            label(
                _("With the dictionaries that are on this computer, in the language of the text. "
                  "The menu of the right mouse button says what may be meant."),
                "caption", "secondary",
            ),
        )  # fmt: skip

    def _kept(self) -> QWidget:
        folder = self.desk.services.folder
        shown = QLineEdit(str(folder))
        shown.setReadOnly(True)
        shown.setCursorPosition(0)
        shown.setObjectName("folder")
        shown.setAccessibleName(_("Folder of your assessments"))
        opened = button(
            self.desk.theme, _("Open folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        )
        opened.setObjectName("open-folder")
        safe = button(self.desk.theme, _("Safe keeping"), lambda: self.desk.go("safekeeping"), icon="backup")
        safe.setObjectName("safekeeping")
        return self._group(
            _("Where everything is kept"),
            row(shown, opened),
            label(
                _("On this laptop alone: nothing is sent anywhere. Do not put this folder into one that is shared."),
                "caption", "secondary",
            ),
            row(safe, None),
        )  # fmt: skip

    def _in_menu(self) -> list[QWidget]:
        return [self._group(_("In the system’s menu"), InMenu(self.desk))] if launcher.can_be_installed() else []

    def _person_field(self) -> QLineEdit:
        field = QLineEdit(self.desk.services.library.person())
        field.setObjectName("person")
        field.setReadOnly(self.desk.only_read)
        field.setAccessibleName(_("Your name, initials or role"))
        field.editingFinished.connect(self._rename)
        return field

    def _rename(self) -> None:
        library, name = self.desk.services.library, self.person.text()
        if " ".join(name.split()) != library.person():
            self.desk.do(lambda: library.rename_person(name))

    def _radios(self, name: str, title: str, choices: Mapping[str, str], current: str) -> QWidget:
        """One of a few, all of them in view."""
        flow = Flow(self.desk.theme.px(24), 0)
        made = box(flow)
        group = QButtonGroup(made)
        for value, words in choices.items():
            radio = QRadioButton(words)
            radio.setObjectName(f"{name}-{value}")
            radio.setAccessibleDescription(title)
            radio.setChecked(value == current)
            radio.clicked.connect(lambda _=False, value=value: self.desk.prefer(name, value), LATER)
            group.addButton(radio)
            flow.addWidget(radio)
        return made

    def _size_choice(self) -> Choice:
        sizes = {str(size): f"{size} %" for size in TEXT_SIZES}
        made = Choice(sizes, str(self.desk.preferences.get("text_size")))
        made.setObjectName("text_size")
        made.setAccessibleName(_("Size of the text"))
        made.setMaximumWidth(self.desk.theme.px(140))
        made.activated.connect(lambda: self.desk.prefer("text_size", int(made.value())), LATER)
        return made
