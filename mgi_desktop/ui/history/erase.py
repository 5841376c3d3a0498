"""Erasing a value for good: what will go, what is not reached, and the reason, before it is done."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from mgi_desktop.domain.errors import Refused
from mgi_desktop.i18n import _, n_, say
from mgi_desktop.services.history import Said, Step
from mgi_desktop.services.journal import Changed
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.history.copies import Copies
from mgi_desktop.ui.naming import excerpt, field_name, language_of, place_name, value_in_words
from mgi_desktop.ui.parts.asking import Asking
from mgi_desktop.ui.parts.boxes import card, clear, column
from mgi_desktop.ui.parts.fields import Named
from mgi_desktop.ui.parts.labels import give_direction, label
from mgi_desktop.ui.parts.waiting import wait_for
from mgi_desktop.ui.parts.writing import Text, error_text

_MOST = 12
"""So many values are listed; of the others the number is said."""


class EraseValue(Asking):
    """Asks for the reason, and for what the field says instead where the value still stands."""

    def __init__(self, desk: Desk, parent: QWidget, step: Step, said: Said) -> None:
        super().__init__(desk, parent, _("Erase for good"))
        self._step, self._said = step, said
        erasing, read, px = desk.services.erasing, desk.assessment, desk.theme.px
        self._alone = erasing.alike(read.id, step.ref, said.edit)
        self._all = erasing.alike(read.id, step.ref, said.edit, earlier=True)
        self.only = QRadioButton(_("This value only"))
        several = n_("This and every earlier value of this field: {n} value",
                     "This and every earlier value of this field: {n} values", len(self._all))  # fmt: skip
        self.every = QRadioButton(several.format(n=len(self._all)))
        self.only.setChecked(True)
        self._group = QButtonGroup(self)
        for choice in (self.only, self.every):
            self._group.addButton(choice)
            if len(self._all) == len(self._alone):
                choice.hide()
        self.every.toggled.connect(lambda _on: self._show())
        self._gone = column(spacing=px(6), margins=(px(12), px(8), px(12), px(10)))
        self.instead = self._instead()
        self._named_instead = Named(
            desk.theme, _("What it says instead"), self.instead, _("Take out what must go. It may stay empty.")
        )
        self.reason = QLineEdit()
        self._named_reason = Named(
            desk.theme, _("Reason"), self.reason, _("For example: a private name. It stays in the history.")
        )
        self._failed = error_text()
        done, beyond = explained()
        self.copies = Copies(desk)
        typed = _(
            "It is cut out of comments that are not sent yet and of what is being typed elsewhere, too, "
            "unless it is short."
        )
        place = f"{place_name(desk, *step.ref[:2])} · {field_name(desk, step.ref)}"
        pieces: list[QWidget] = [
            label(place, "label"),
            done,
            label(typed),
            beyond,
            self.only,
            self.every,
            card(self._gone),
            self._named_instead,
            self._named_reason,
            self.copies,
            self._failed,
        ]
        for piece in pieces:
            self.body.addWidget(piece)
        self.main.setText(_("Erase for good"))
        self.main.setDefault(False)
        self.main.setAutoDefault(False)  # Enter in a field does not do what cannot be undone
        self.instead.textChanged.connect(lambda: self._named_instead.fail(""))
        self._show()
        self.reason.setFocus()

    @property
    def names(self) -> list[str]:
        """The edits that will be erased."""
        return self._all if self.every.isChecked() else self._alone

    def done_with(self) -> None:
        """Erase them."""
        desk, names = self.desk, self.names
        if not self.reason.text().strip():
            self._named_reason.fail(_("Say why, in a few words. The reason stays in the history."))
            self.reason.setFocus()
            return
        instead = self.instead.text() if self._stands(names) else None
        own, reason, erasing = desk.assessment.id, self.reason.text(), desk.services.erasing
        try:
            changed = erased_beside(desk, self, lambda: erasing.erase(own, names, reason, instead or None))
        except Refused as refused:
            failed = self._named_instead.fail if self._stands(names) else self._fail
            failed(say(refused))
            return
        desk.tell(changed)
        self.copies.done(self)
        tell_erased(desk)
        self.accept()

    def _fail(self, sentence: str) -> None:
        self._failed.setText(sentence)
        self._failed.setVisible(True)

    def _stands(self, names: Sequence[str]) -> bool:
        heads = self.desk.assessment.held(self._step.ref).heads
        return any(head.id in names for head in heads)

    def _instead(self) -> Text:
        """What the field says now, to take out what must go."""
        held = self.desk.assessment.held(self._step.ref).value
        made = Text(_("What it says instead"), held if isinstance(held, str) else "", least=2, most=8)
        give_direction(made, language_of(self.desk, self._step.ref))
        return made

    def _show(self) -> None:
        """Show what will go."""
        clear(self._gone)
        desk, names = self.desk, self.names
        self._named_instead.setVisible(self._stands(names) and isinstance(self._said.value, str))
        texts = dict.fromkeys(self._texts(names))
        self._gone.addWidget(label(_("What will go"), "caption", "secondary"))
        for text in list(texts)[:_MOST]:
            self._gone.addWidget(label(excerpt(text, 400), language=language_of(desk, self._step.ref)))
        if len(texts) > _MOST:
            others = len(texts) - _MOST
            told = n_("and {n} more", "and {n} more", others).format(n=others)
            self._gone.addWidget(label(told, "caption", "secondary"))
        if self.isVisible():
            self.fit()

    def _texts(self, names: Sequence[str]) -> list[str]:
        reading = self.desk.services.history.of_field(self.desk.assessment.id, self._step.ref)
        found: dict[str, str] = {}
        while not reading.ended:
            for deed in reading.more():
                for step in deed.steps:
                    found[step.after.edit] = value_in_words(self.desk, step.ref, step.after.value)
        return [found[name] for name in names if found.get(name)]


def erased_beside(desk: Desk, parent: QWidget, erase: Callable[[], Changed]) -> Changed:
    """Erase beside the window: the record first, then every byte. Nobody else uses the store meanwhile."""
    work = desk.services.beside(erase)
    changed = wait_for(parent, _("Erasing, and wiping the traces…"), lambda _cancelled: work(), can_cancel=False)
    assert isinstance(changed, Changed)
    return changed


def explained() -> list[QWidget]:
    """What erasing does, and what it does not reach."""
    done = _("This cannot be undone. The text goes from this laptop for good; who wrote when, and your reason, stay.")
    beyond = _(
        "Files that were exported, copies, and packages that others hold are not reached. Others lose the text too "
        "once they take in what you share after this."
    )
    return [label(done), label(beyond, tone="secondary")]


def tell_erased(desk: Desk) -> None:
    """Say that it is done, and where the disk was full, that its last traces go later."""
    if desk.services.erasing.wipe_is_due:
        desk.notifier.told.emit(
            _("Erased from the record. The disk is full, so old traces are not wiped yet; that is tried again when "
              "the program closes and starts."), "",
        )  # fmt: skip
    else:
        desk.notifier.told.emit(_("Erased for good."), "")
