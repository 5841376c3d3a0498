"""One section of the profile: its title, its text in a language, how it is printed, and what was remarked on it."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mgi_desktop.domain.assessment import Section
from mgi_desktop.domain.edits import FieldRef
from mgi_desktop.domain.instrument import pick
from mgi_desktop.domain.markup import parse
from mgi_desktop.domain.sections import is_own, sections
from mgi_desktop.i18n import N_, _, language_name
from mgi_desktop.services.exporting import Snapshot
from mgi_desktop.services.reading import own_texts, section_title
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.parts.boxes import box, card, column, fill, line, row
from mgi_desktop.ui.parts.buttons import button, icon_button
from mgi_desktop.ui.parts.fields import Beside, Choice, Named
from mgi_desktop.ui.parts.labels import give_direction, label
from mgi_desktop.ui.parts.tab_order import tab_as_read
from mgi_desktop.ui.parts.written import Written
from mgi_desktop.ui.profile.contested import Contested
from mgi_desktop.ui.profile.section_writing import SectionWriting
from mgi_desktop.ui.profile.styling import Tools
from mgi_desktop.ui.profile.title_line import TitleLine
from mgi_desktop.ui.profile.tongues import tongues, written_tongues
from mgi_desktop.ui.review.thread import Thread

_PAUSE = 150
_LISTS: Mapping[str, tuple[str, str, str]] = {
    "key_findings": (
        N_("The six domains with their findings are printed below it."),
        N_("Go to the findings"),
        "findings",
    ),
    "sources": (N_("The list of the sources is printed below it."), N_("Go to the sources"), "sources"),
    "introduction": (N_("The wheel of the six domains is printed below it."), N_("Go to the wheel"), "overview"),
    "changes": (
        N_(
            "What changed since the previous round is printed below it. "
            "Where nothing did, the profile’s own text is left out."
        ),
        N_("Go to the rounds"),
        "rounds",
    ),
}
"""What is printed below what is written, and where that is worked on."""


class SectionView(QWidget):
    """Writes one section in one language; where the assessment is read-only, shows it."""

    closed = Signal()
    """The person wants to see the whole profile."""
    tongue_chosen = Signal(str)
    removed = Signal()

    def __init__(self, desk: Desk, key: str, language: str) -> None:
        super().__init__()
        self._desk, self.key, self.language = desk, key, language
        theme = desk.theme
        self._soon = QTimer(self, interval=_PAUSE, singleShot=True)
        self._soon.timeout.connect(self._show_printed)
        self._section = self._standing()
        self.back = button(theme, _("Whole profile"), self.closed.emit, kind="quiet", icon="chevron-back", small=True)
        self.remove = button(theme, _("Remove"), self.removed.emit, kind="quiet", icon="trash", small=True)
        self.remove.setAccessibleName(_("Remove this section"))
        self.past = icon_button(theme, "history", _("History of this section"), self._show_history, small=True)
        self._heading = label("", "heading", language=language)
        self.contested = Contested(desk, key)
        self.title = TitleLine(desk, key, language)
        self.tongues = Choice(tongues(desk.assessment, desk.instrument), language)
        self.tongues.currentIndexChanged.connect(lambda _place: self.tongue_chosen.emit(self.tongues.value()))
        ref = FieldRef("section", key, f"text@{language}")
        self.writing = SectionWriting(desk, ref, _("Text of the section"), language, self._own(), _("Nothing yet."))
        self.writing.field.textChanged.connect(lambda: self._soon.start())
        self.tools = Tools(theme, self.writing.field)
        self._whose = label("", "caption", "secondary")
        self.own_again = button(theme, _("Back to the profile’s own text"), self._back_to_own, kind="link")
        self._elsewhere = label("", "caption", "secondary")
        self.printed = Written(theme)
        self._nothing = label(_("Nothing is written, so nothing is printed."), tone="secondary")
        self.comments = Thread(desk, f"section/{key}")
        self.comments.rearranged.connect(lambda: tab_as_read(self))
        self._lay_out()
        self.show_now()

    def show_now(self) -> None:
        """Show the section as it is now; what is being typed stays."""
        self._section = self._standing()
        title, tongue = section_title(self._section, self.language, self._desk.assessment.language)
        self._heading.setText(title)
        give_direction(self._heading, tongue)
        if not self.title.hasFocus():
            self.title.show_value()
        changed = self.contested.show_now()
        self._text.setVisible(not self._desk.read_only and not self.contested.holds(self.writing.ref.field))
        self.writing.show_own(self._own())
        self._elsewhere.setText(self._said_of_others())
        self._elsewhere.setVisible(bool(self._elsewhere.text()))
        self._show_printed()
        if changed:
            tab_as_read(self)

    def leave(self) -> None:
        """Keep all that is being written, before this is gone."""
        if not self._desk.read_only:
            self.writing.leave()
            self.title.leave()
        self.contested.leave()
        self.comments.leave()

    def first_focus(self) -> QWidget:
        """Where one begins: in the title of a section that has none yet, else in the text."""
        if self._desk.read_only:
            return self.back
        untitled = is_own(self.key) and not self._section.title and not self._section.text
        return self.title if untitled or self._text.isHidden() else self.writing.field

    def _lay_out(self) -> None:
        px, theme = self._desk.theme.px, self._desk.theme
        whose = column(self._whose, row(self.own_again, None), self._elsewhere, spacing=px(2))
        self._text = box(column(column(self.tools, self.writing, spacing=px(4)), whose, spacing=px(6)))
        names = Beside(theme, Named(theme, _("Title"), self.title), Named(theme, _("Language"), self.tongues))
        printed = card(column(self._nothing, self.printed, margins=(px(16), px(12), px(16), px(12))))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(16), px(24), px(24))
        whole.setSpacing(px(14))
        fill(whole, row(self.back, None, self.past, self.remove), self._heading, self.contested)
        read_only = self._desk.read_only
        fill(whole, *([self._in_tongue()] if read_only else [names, self._text]))
        self.remove.setVisible(is_own(self.key) and not read_only)
        for piece in (names, self._text) if read_only else (self._heading,):
            piece.setParent(self)
            piece.hide()
        fill(whole, column(label(_("As printed"), "label"), printed, self._below(), spacing=px(6)))
        fill(whole, line(), label(_("Comments"), "label"), self.comments, None)

    def _in_tongue(self) -> QWidget:
        """The choice of the language where nothing can be written."""
        return box(row(Named(self._desk.theme, _("Language"), self.tongues), None))

    def _below(self) -> QWidget:
        """What is printed below the text, and the way to it."""
        words, go, spot = _LISTS.get(self.key, ("", "", ""))
        if not words:
            return QWidget()
        leads = button(self._desk.theme, _(go), lambda: self._desk.go(spot), kind="link")
        return box(column(label(_(words), "caption", "secondary"), row(leads, None), spacing=0))

    def _show_history(self) -> None:
        self._desk.go(f"history/section/{self.key}")

    def _back_to_own(self) -> None:
        desk = self._desk
        desk.do(lambda: desk.services.sections.back_to_own_text(desk.assessment.id, self.key, self.language))
        self.writing.show_value()
        self.writing.field.setFocus()

    def _standing(self) -> Section:
        return {section.key: section for section in sections(self._desk.assessment)}[self.key]

    def _own(self) -> str:
        """What is printed where nobody wrote anything; nothing where it is written in another language."""
        elsewhere = any(text.strip() for tag, text in self._section.text.items() if tag != self.language)
        own = own_texts(Snapshot(self._desk.assessment, self._desk.instrument), self.language)
        return "" if elsewhere else own.get(self.key, "")

    def _said_of_others(self) -> str:
        """In which languages of the profile this is not written, and what is printed there."""
        main, texts = self._desk.assessment.language, self._section.text
        missing = [tag for tag in written_tongues(self._desk.assessment) if pick(texts, tag, main)[1] != tag]
        if not texts or not missing:
            return ""
        names = ", ".join(map(language_name, missing))
        instead = language_name(pick(texts, missing[0], main)[1])
        return _("Not written in: {languages}. There, the text in {language} is printed.").format(
            languages=names, language=instead
        )

    def _show_printed(self) -> None:
        """Show how the text is printed as it stands in the field."""
        text, tongue = self.writing.field.text(), self.language
        if not text.strip():
            text, tongue = pick(self._section.text, self.language, self._desk.assessment.language)
        foreign = f" ({language_name(tongue)})" if tongue != self.language and text else ""
        self.printed.show_blocks(parse(text), tongue, foreign)
        self.printed.setVisible(bool(text.strip()))
        self._nothing.setVisible(not text.strip())
        own = self.writing.says_own()
        said = _("This is the profile’s own text. It is printed as it stands; write to change it.")
        self._whose.setText(said)
        self._whose.setVisible(own)
        self.own_again.setVisible(bool(self.writing.own) and not own)
