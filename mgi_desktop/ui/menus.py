"""The menu bar: the actions by their table, and in View the choices of language and theme."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from mgi_desktop import i18n
from mgi_desktop.i18n import _
from mgi_desktop.ui import words
from mgi_desktop.ui.actions import MENUS, Actions, themes
from mgi_desktop.ui.desk import Desk


def fill_menu_bar(bar: QMenuBar, desk: Desk, actions: Actions, read_in: Callable[[str], object]) -> None:
    """Fill the menu bar; `read_in` is called with the language in which the questionnaire is to be read."""
    menus = _from_table(bar, actions)
    view = menus["&View"]
    before = view.actions()[0]
    added = [
        _choices(
            view, _("&Interface language"), i18n.INTERFACE_LANGUAGES, i18n.language(),
            lambda tag: desk.prefer("interface_language", tag),
        ),
        _choices(
            view, _("&Theme"), themes(), desk.preferences.get("theme"), lambda name: desk.prefer("theme", name)
        ),
    ]  # fmt: skip
    if desk.id is not None:
        names = questionnaire_languages(desk.instrument.languages)
        added.insert(1, _choices(view, _("&Questionnaire language"), names, desk.language, read_in))
    for menu in added:
        view.insertMenu(before, menu)
    view.insertSeparator(before)


def _from_table(bar: QMenuBar, actions: Actions) -> dict[str, QMenu]:
    """Fill the menu bar from the table; return the menus by their words in English."""
    for old in bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.deleteLater()
    bar.clear()
    menus = {}
    for title, items in MENUS:
        menus[title] = bar.addMenu(_(title))
        for item in items:
            if item is None:
                menus[title].addSeparator()
            else:
                menus[title].addAction(actions[item.name])
    return menus


def _choices(
    menu: QMenu, title: str, choices: Mapping[str, str], current: str, chosen: Callable[[str], object]
) -> QMenu:
    """Add a menu of choices, of which one is ticked."""
    added = menu.addMenu(title)
    group = QActionGroup(added)
    for value, text in choices.items():
        action = added.addAction(text)
        action.setCheckable(True)
        action.setChecked(value == current)
        action.triggered.connect(lambda _=False, value=value: chosen(value))
        group.addAction(action)
    return added


def questionnaire_languages(tags: tuple[str, ...]) -> dict[str, str]:
    """Languages by name, in the language of the interface."""
    return dict(sorted(((tag, words.tongue(tag)) for tag in tags), key=lambda pair: i18n.sort_key(pair[1])))
