"""The one style sheet, made of the theme. Widgets say what they are by the properties `role` and `kind`."""

from functools import partial
from pathlib import Path

from mgi_desktop.paths import resources
from mgi_desktop.ui.theme import Theme, tokens

_SHAPES = {"dot": 'circle cx="8" cy="8" r="4.5"', "dash": 'rect x="3" y="7" width="10" height="2"'}
_MARKS = {"chevron": "text_2", "dot": "accent", "dash": "on_accent", "check": "on_accent", "tick": "text"}
_OTHER = {"left": "right", "right": "left"}
_ROLES = ("caption", "body", "label", "question", "heading", "title", "display")


def style_sheet(theme: Theme, images: Path, start: str) -> str:
    """Return the style sheet of a theme; `images` is a folder for its marks, `start` the side where text begins."""
    c, px = theme.colour, theme.px
    marks = {name: _mark(theme, images, name, colour) for name, colour in _MARKS.items()}
    radius = tokens()["radius"]
    control = f"border: 1px solid {c('border_strong')}; border-radius: {px(radius['control'])}px;"
    roles = "\n".join(
        f'QLabel[role="{role}"] {{ font-size: {theme.points(role):.2f}pt;'
        f" font-weight: {tokens()['type']['scale'][role]['weight']}; }}"
        for role in _ROLES
    )
    domain_border = f"1px solid {c('border')}" if theme.outlined else "none"
    picked = "2px" if theme.outlined else "0px"
    chosen = f"border-color: {c('border_strong')};" if theme.outlined else f"background: {c('selected')};"
    domains = "\n".join(map(partial(_domain, theme), tokens()["themes"][theme.name]["domains"]))
    return f"""
* {{ font-size: {theme.points("body"):.2f}pt; color: {c("text")}; outline: none; }}
{roles}
QLabel {{ background: transparent; }}
QLabel[tone="secondary"] {{ color: {c("text_2")}; }}
QLabel[tone="tertiary"] {{ color: {c("text_3")}; }}
QLabel[tone="error"] {{ color: {c("error")}; }}
QLabel[tone="link"] {{ color: {c("link")}; }}
QMainWindow, QDialog, QWidget[ground="page"] {{ background: {c("page")}; }}
QWidget[ground="surface"] {{ background: {c("surface")}; }}
QWidget[ground="sunken"] {{ background: {c("sunken")}; }}
QScrollArea, QScrollArea > QWidget > QWidget[ground="none"] {{ background: transparent; border: none; }}
QFrame[edge="end"] {{ border: none; border-{_OTHER[start]}: 1px solid {c("border")}; }}
QFrame[edge="start"] {{ border: none; border-{start}: 1px solid {c("border")}; }}
QFrame[edge="top"] {{ border: none; border-top: 1px solid {c("border")}; }}
QFrame[edge="corner"] {{ border: none; border-{start}: 1px solid {c("border")}; border-top: 1px solid {c("border")};
  border-top-{start}-radius: {px(radius["card"])}px; }}
QFrame[kind="line"] {{ background: {c("divider")}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[kind="card"] {{ background: {c("surface")}; border: 1px solid {c("border")};
  border-radius: {px(radius["card"])}px; }}
QFrame[kind="card"][current="true"] {{ border: 2px solid {c("border_strong")}; }}
QFrame[kind="card"][dropping="true"], QFrame[kind="note"][dropping="true"] {{ border: 2px solid {c("focus")}; }}
QFrame[kind="note"] {{ background: transparent; border: 1px solid {c("border")};
  border-radius: {px(radius["card"])}px; }}
QFrame[kind="sunken"] {{ background: {c("sunken")}; border: none; border-radius: {px(radius["control"])}px; }}
QFrame[kind="head"] {{ background: {c("sunken")}; border: none; border-bottom: 1px solid {c("border")};
  border-top-left-radius: {px(radius["card"]) - 1}px; border-top-right-radius: {px(radius["card"]) - 1}px; }}
QFrame[kind="tip"] {{ background: {c("raised")}; border: 1px solid {c("border_strong")};
  border-radius: {px(radius["control"])}px; }}
QFrame[kind="strip-error"] {{ background: {c("error_soft")}; border: 1px solid {c("error")};
  border-radius: {px(radius["control"])}px; }}
QFrame[kind="strip-notice"] {{ background: {c("raised")}; border: 1px solid {c("border_strong")};
  border-radius: {px(radius["control"])}px; }}
QFrame[kind="strip-warn"] {{ background: {c("warn_soft")}; border: 1px solid {c("warn")};
  border-radius: {px(radius["control"])}px; }}
QLabel[kind="chip"] {{ {control} border-radius: {px(radius["chip"])}px; padding: 1px {px(7)}px;
  color: {c("text_2")}; }}
QLabel[kind="key"] {{ border: 1px solid {c("border")}; border-radius: {px(radius["chip"])}px;
  padding: 0 {px(5)}px; color: {c("text_3")}; font-size: {theme.points("caption"):.2f}pt; }}

QPushButton, QToolButton {{ padding: 0 {px(12)}px; min-height: {px(30)}px; background: {c("surface")}; {control} }}
QPushButton:hover, QToolButton:hover {{ background: {c("hover")}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c("selected")}; color: {c("on_selected")}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c("disabled")}; border-color: {c("border")}; }}
QPushButton[kind="main"] {{ background: {c("accent")}; color: {c("on_accent")}; border-color: {c("accent")};
  font-weight: 600; }}
QPushButton[kind="main"]:hover {{ background: {c("accent_hover")}; }}
QPushButton[kind="main"]:pressed {{ background: {c("accent_pressed")}; }}
QPushButton[kind="main"]:disabled {{ background: {c("sunken")}; color: {c("disabled")};
  border-color: {c("border")}; }}
QPushButton[kind="quiet"], QToolButton[kind="quiet"], QToolButton[kind="icon"] {{ background: transparent;
  border-color: transparent; }}
QToolButton[kind="icon"] {{ padding: 0; min-width: {px(30)}px; }}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover, QToolButton[kind="icon"]:hover {{
  background: {c("hover")}; }}
QPushButton[small="true"], QToolButton[small="true"] {{ min-height: {px(26)}px; padding: 0 {px(10)}px; }}
QToolButton[kind="icon"][small="true"] {{ padding: 0; min-width: {px(26)}px; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QPushButton::menu-indicator {{ image: url("{marks["chevron"]}"); width: {px(14)}px; height: {px(14)}px;
  subcontrol-origin: padding; subcontrol-position: center {_OTHER[start]}; {_OTHER[start]}: {px(8)}px; }}
QPushButton[kind="link"] {{ background: transparent; border: none; color: {c("link")}; padding: 0;
  text-align: {start}; min-height: {px(24)}px; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="segment"] {{ border-radius: 0; border-{start}: none; }}
QPushButton[kind="segment"][place="first"] {{ border-{start}: 1px solid {c("border_strong")};
  border-top-{start}-radius: {px(radius["control"])}px; border-bottom-{start}-radius: {px(radius["control"])}px; }}
QPushButton[kind="segment"][place="last"] {{ border-top-{_OTHER[start]}-radius: {px(radius["control"])}px;
  border-bottom-{_OTHER[start]}-radius: {px(radius["control"])}px; }}
QPushButton[kind="segment"]:checked {{ background: {c("selected")}; color: {c("on_selected")}; font-weight: 600; }}

QPushButton[kind="row"] {{ background: transparent; border: none; border-radius: 0; padding: 0; }}
QPushButton[kind="row"][first="true"] {{ border-top-left-radius: {px(radius["card"]) - 1}px;
  border-top-right-radius: {px(radius["card"]) - 1}px; }}
QPushButton[kind="row"][last="true"] {{ border-bottom-left-radius: {px(radius["card"]) - 1}px;
  border-bottom-right-radius: {px(radius["card"]) - 1}px; }}
QPushButton[kind="row"]:hover {{ background: {c("hover")}; }}
QPushButton[kind="row"]:pressed {{ background: {c("selected")}; }}
QPushButton[kind="head"] {{ background: transparent; border: none; padding: 0; min-height: {px(24)}px;
  border-radius: {px(radius["chip"])}px; }}
QPushButton[kind="head"]:hover {{ background: {c("hover")}; }}
QPushButton[kind="choice"] {{ padding: 0; }}
QPushButton[kind="choice"]:checked {{ background: {c("accent_soft")}; border: 2px solid {c("accent")}; }}

QPushButton[kind="nav"] {{ background: transparent; border: none; border-radius: {px(radius["control"])}px;
  text-align: {start}; padding: 0 {px(12)}px; min-height: {px(34)}px; }}
QPushButton[kind="nav"][low="true"] {{ min-height: {px(20)}px; }}
QPushButton[kind="nav"]:hover {{ background: {c("hover")}; }}
QPushButton[kind="nav"] QLabel[tone="on"] {{ color: {c("on_selected")}; }}
QPushButton[kind="nav"] QLabel[role="label"] {{ color: {c("on_selected")}; }}
QPushButton[kind="nav"]:checked {{ background: {c("selected")}; color: {c("on_selected")}; }}
QPushButton[kind="tally"] {{ padding: 0; border: 1px solid {c("border")}; border-radius: {px(radius["card"])}px; }}
QPushButton[kind="tally"]:checked {{ border: 2px solid {c("accent")}; }}
QPushButton[kind="pick"] {{ background: transparent; border: {picked} solid transparent; padding: 0;
  border-radius: {px(radius["control"])}px; text-align: {start}; }}
QPushButton[kind="pick"]:hover {{ background: {c("hover")}; }}
QPushButton[kind="pick"]:checked {{ {chosen} }}

QPushButton[kind="chip"] {{ min-height: {px(24)}px; padding: 0 {px(7)}px; background: transparent;
  border-radius: {px(radius["chip"])}px; color: {c("text_2")}; font-size: {theme.points("caption"):.2f}pt; }}
QPushButton[kind="chip"]:hover {{ background: {c("hover")}; }}
QPushButton[kind="filter"] {{ min-height: {px(26)}px; padding: 0 {px(10)}px; }}
QPushButton[kind="filter"]:checked {{ background: {c("selected")}; color: {c("on_selected")};
  border: 2px solid {c("border_strong")}; padding: 0 {px(9)}px; min-height: {px(24)}px; }}
QPushButton[kind="search"] {{ padding: 0; color: {c("text_2")}; }}
QPushButton[kind="count"] {{ min-height: {px(24)}px; padding: 0 {px(4)}px; background: transparent;
  border: 1px solid transparent; color: {c("text_2")}; font-size: {theme.points("caption"):.2f}pt; }}
QPushButton[kind="count"][tone="link"] {{ color: {c("link")}; min-width: {px(24)}px; }}
QPushButton[kind="count"]:hover {{ background: {c("hover")}; }}
QPushButton[kind="domain"] {{ text-align: {start}; padding: 0; min-height: {px(58)}px; border: {domain_border}; }}
{domains}
QFrame[kind="finding"] {{ background: transparent; border: none; }}
QFrame[kind="choice"] {{ background: {c("surface")}; border: 1px solid {c("border")};
  border-radius: {px(radius["control"])}px; }}
QFrame[kind="choice"]:hover {{ border-color: {c("border_strong")}; }}
QFrame[kind="choice"][chosen="true"] {{ border: 2px solid {c("accent")}; }}
QRadioButton[strong="true"] {{ font-weight: 600; }}
QScrollArea[ground="canvas"] {{ background: {c("canvas")}; }}
QFrame[kind="lock"] {{ background: {c("sunken")}; border: none; border-top: 1px solid {c("border")};
  border-bottom: 1px solid {c("border")}; }}
QFrame[kind="drop"] {{ background: {c("accent")}; border: none; }}
QFrame[kind="sheet"] {{ background: {c("raised")}; border: 1px solid {c("border_strong")};
  border-radius: {px(radius["card"])}px; }}
QFrame[kind="sheet"] QListWidget::item {{ padding: {px(5)}px {px(8)}px; border-bottom: 1px solid {c("divider")}; }}
QFrame[kind="sheet"] QListWidget:focus {{ border: 2px solid {c("focus")}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {{ background: {c("surface")}; {control}
  padding: 0 {px(8)}px; min-height: {px(30)}px; selection-background-color: {c("accent")};
  selection-color: {c("on_accent")}; placeholder-text-color: {c("placeholder")}; }}
QPlainTextEdit, QTextEdit {{ padding: {px(6)}px {px(6)}px; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {c("sunken")}; }}
QPlainTextEdit[own="true"] {{ color: {c("text_2")}; }}
QPlainTextEdit[kind="short"] {{ min-height: 0; padding: 0 {px(4)}px; }}
QPlainTextEdit[kind="reading"] {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{ color: {c("disabled")}; background: {c("sunken")}; }}
QComboBox[kind="heading"] {{ font-size: {theme.points("heading"):.2f}pt; font-weight: 600; background: transparent;
  border-color: transparent; }}
QComboBox[kind="heading"]:hover {{ border-color: {c("border_strong")}; }}
QComboBox::drop-down {{ border: none; width: {px(26)}px; }}
QComboBox::down-arrow {{ image: url("{marks["chevron"]}"); width: {px(14)}px; height: {px(14)}px; }}
QComboBox QAbstractItemView, QListView, QTreeView, QTableView {{ background: {c("surface")};
  border: 1px solid {c("border_strong")}; outline: none; selection-background-color: {c("selected")};
  selection-color: {c("on_selected")}; }}
QTreeView {{ show-decoration-selected: 1; }}
QTreeView::item {{ min-height: {px(26)}px; padding: 0 {px(4)}px; border: none; }}
QTreeView::item:hover {{ background: {c("hover")}; }}
QTreeView::item:selected, QTreeView::branch:selected {{ background: {c("selected")}; color: {c("on_selected")}; }}
QListView[kind="outline"], QListView[kind="rows"] {{ background: transparent; border: none; }}
QComboBox QAbstractItemView::item, QListView::item {{ min-height: {px(28)}px; padding: 0 {px(8)}px; }}
QAbstractItemView::item:selected {{ background: {c("selected")}; color: {c("on_selected")}; }}
QHeaderView::section {{ background: {c("sunken")}; color: {c("text_2")}; border: none;
  border-bottom: 1px solid {c("border")}; padding: {px(6)}px {px(8)}px;
  font-size: {theme.points("caption"):.2f}pt; }}
QTableView {{ border: 1px solid {c("border")}; border-radius: {px(radius["card"])}px;
  gridline-color: {c("divider")}; }}
QLineEdit QToolButton {{ padding: 0; min-height: 0; border: none; background: transparent; }}
QSpinBox QLineEdit {{ padding: 0; min-height: 0; border: none; background: transparent; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}

QRadioButton, QCheckBox {{ spacing: {px(8)}px; background: transparent; min-height: {px(26)}px; }}
QRadioButton::indicator, QCheckBox::indicator, QListView::indicator {{ width: {px(16)}px; height: {px(16)}px;
  border: 1px solid {c("border_strong")}; background: {c("surface")}; }}
QRadioButton::indicator {{ border-radius: {(px(16) + 2) // 2}px; }}
QCheckBox::indicator, QListView::indicator {{ border-radius: {px(radius["chip"])}px; }}
QRadioButton::indicator:checked {{ image: url("{marks["dot"]}"); border-color: {c("accent")}; }}
QCheckBox::indicator:indeterminate {{ image: url("{marks["dash"]}"); background: {c("accent")};
  border-color: {c("accent")}; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ image: url("{marks["check"]}"); background: {c("accent")};
  border-color: {c("accent")}; }}

QMenuBar {{ background: {c("sunken")}; padding: {px(2)}px {px(8)}px; }}
QMenuBar::item {{ background: transparent; padding: {px(4)}px {px(10)}px; border-radius: {px(radius["chip"])}px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {c("selected")}; color: {c("on_selected")}; }}
QMenu {{ background: {c("raised")}; border: 1px solid {c("border_strong")}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(28)}px {px(6)}px {px(28)}px; border-radius: {px(radius["chip"])}px;
  background: transparent; }}
QMenu::item:selected {{ background: {c("selected")}; color: {c("on_selected")}; }}
QMenu::item:disabled {{ color: {c("disabled")}; }}
QMenu::separator {{ height: 1px; background: {c("divider")}; margin: {px(4)}px; }}
QMenu::indicator {{ width: {px(14)}px; height: {px(14)}px; left: {px(7)}px; }}
QMenu::indicator:checked {{ image: url("{marks["tick"]}"); }}
QToolTip {{ background: {c("raised")}; color: {c("text")}; border: 1px solid {c("border_strong")};
  padding: {px(4)}px {px(6)}px; }}
QStatusBar {{ background: {c("sunken")}; border-top: 1px solid {c("border")}; min-height: {px(27)}px; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel, QStatusBar QPushButton {{ font-size: {theme.points("caption"):.2f}pt; color: {c("text_2")}; }}
QStatusBar QPushButton {{ min-height: {px(22)}px; }}
QStatusBar QPushButton[tone="error"] {{ color: {c("error")}; }}

QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: {px(12)}px; }}
QScrollBar:horizontal {{ height: {px(12)}px; }}
QScrollBar::handle {{ background: {c("border_strong")}; border-radius: {px(4)}px; margin: {px(2)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {c("sunken")}; border: 1px solid {c("border")}; border-radius: {px(4)}px;
  min-height: {px(8)}px; max-height: {px(8)}px; text-align: center; }}
QProgressBar::chunk {{ background: {c("accent")}; border-radius: {px(4)}px; }}
QSplitter::handle {{ background: {c("border")}; }}
"""


def _domain(theme: Theme, domain: str) -> str:
    """The rules of what says that it belongs to a domain."""
    soft, hover, strong, on_strong, text = (
        theme.colour(f"{domain}.{part}") for part in ("soft", "soft_hover", "strong", "on_strong", "text")
    )
    return f"""
QPushButton[kind="domain"][domain="{domain}"] {{ background: {soft}; }}
QPushButton[kind="domain"][domain="{domain}"]:hover {{ background: {hover}; }}
QPushButton[kind="domain"][domain="{domain}"]:checked {{ background: {strong}; }}
QFrame[kind="block"][domain="{domain}"] {{ background: {strong}; border: none;
  border-radius: {theme.px(tokens()["radius"]["card"])}px; }}
QLabel[domain="{domain}"] {{ color: {text}; }}
QLabel[role="caption"][domain="{domain}"][on="true"] {{ font-weight: 400; }}
QLabel[domain="{domain}"][on="true"] {{ color: {on_strong}; font-weight: 600; }}
QPushButton[kind="link"][domain="{domain}"] {{ color: {text}; font-weight: 600; }}
"""


def _mark(theme: Theme, images: Path, name: str, colour: str) -> str:
    """Write a mark in its colour, since a style sheet takes pictures from files only; return its path."""
    if name in _SHAPES:
        shape = f'<{_SHAPES[name]} fill="currentColor"/>'
        source = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{shape}</svg>'
    else:
        icon = {"chevron": "chevron-down", "tick": "check"}.get(name, name)
        source = (resources() / "icons" / f"{icon}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", theme.colour(colour))
    path = images / f"{name}-{theme.colour(colour)[1:]}.svg"
    path.write_text(source, encoding="utf-8")
    return path.as_posix()
