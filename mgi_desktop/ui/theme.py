"""The look, from resources/look/tokens.json: nothing else holds a colour, a size or a time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mgi_desktop.paths import resources

CHOICES = ("system", "light", "dark", "contrast_light", "contrast_dark")
_FIRST_FONTS = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Light.ttf")
_MORE_FONTS = (
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-SemiBold.ttf",
    "NotoSansSC-Regular.otf",
    "NotoSans-Italic.ttf",
    "NotoSans-SemiBoldItalic.ttf",
)


@cache
def tokens() -> Mapping[str, Any]:
    """The design tokens."""
    found: Mapping[str, Any] = json.loads((resources() / "look" / "tokens.json").read_text(encoding="utf-8"))
    return found


def load_first_fonts() -> None:
    """Load what the first screen is written with."""
    for name in _FIRST_FONTS:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))


def load_more_fonts() -> None:
    """Load Arabic, Chinese, and what leans."""
    for name in _MORE_FONTS:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))


def system_theme(choice: str) -> str:
    """Return the name of the theme to use: the one chosen or the system's, in high contrast where the system is."""
    if choice.startswith("contrast_"):
        return choice
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() is Qt.ColorScheme.Dark if choice == "system" else choice == "dark"
    contrast = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
    return ("contrast_" if contrast else "") + ("dark" if dark else "light")


@dataclass(frozen=True)
class Theme:
    """Colours, type and sizes of one theme at one text size (1.0 = 100 %)."""

    name: str
    zoom: float
    base: float
    reduced_motion: bool = False

    @cached_property
    def _colours(self) -> Mapping[str, Any]:
        colours: Mapping[str, Any] = tokens()["themes"][self.name]
        return colours

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark page."""
        return self.name.endswith("dark")

    @property
    def outlined(self) -> bool:
        """Whether shapes are outlines, without tints: high contrast."""
        return self.name.startswith("contrast")

    def colour(self, name: str) -> str:
        """A colour by its token: “text”, or “1.strong” for a domain's."""
        domain, _, part = name.rpartition(".")
        return str(self._colours["domains"][domain][part] if domain else self._colours[name])

    def paint(self, name: str) -> QColor:
        """A colour as Qt paints with it."""
        return QColor(self.colour(name))

    def px(self, length: float) -> int:
        """A length of the tokens (at 100 %) in pixels at this text size."""
        return round(length * self.zoom)

    def size(self, name: str) -> int:
        """A size by its token, in pixels at this text size."""
        return self.px(tokens()["size"][name])

    def duration(self, name: str) -> int:
        """A time in milliseconds; 0 with reduced motion."""
        motion = tokens()["motion"]
        return int(motion["reduced"].get(name, motion[name]) if self.reduced_motion else motion[name])

    def points(self, role: str) -> float:
        """The size of a kind of text, in points."""
        factor: float = tokens()["type"]["scale"][role]["factor"]
        return max(9.0, self.base * factor * self.zoom)

    def font(self, role: str) -> QFont:
        """The font of a kind of text: caption, body, label, question, heading, title or display."""
        kind = tokens()["type"]
        font = QFont([kind["family"], *kind["fallback"]])
        font.setPointSizeF(self.points(role))
        font.setWeight(QFont.Weight(kind["scale"][role]["weight"]))
        return font

    def pixmap(self, name: str, colour: str, size: float, ratio: float = 0) -> QPixmap:
        """An icon in a colour (a token), so many pixels high at 100 %; mirrored where it must be."""
        ratio = ratio or QGuiApplication.primaryScreen().devicePixelRatio()
        mirrored = name in tokens()["icon"]["mirror_in_rtl"] and QGuiApplication.isRightToLeft()
        return _pixmap(name, self.colour(colour), self.px(size), ratio, mirrored)

    def icon(self, name: str, colour: str = "text_2", size: float = 20) -> QIcon:
        """An icon for a button; paler where the button cannot be used."""
        icon = QIcon(self.pixmap(name, colour, size))
        icon.addPixmap(self.pixmap(name, "disabled", size), QIcon.Mode.Disabled)
        return icon

    def palette(self) -> QPalette:
        """The palette, so that what no style sheet reaches looks alike."""
        role = QPalette.ColorRole
        palette = QPalette(self.paint("page"))
        for place, name in {
            role.Window: "page",
            role.WindowText: "text",
            role.Base: "surface",
            role.AlternateBase: "sunken",
            role.Text: "text",
            role.PlaceholderText: "placeholder",
            role.Button: "surface",
            role.ButtonText: "text",
            role.ToolTipBase: "raised",
            role.ToolTipText: "text",
            role.Highlight: "accent",
            role.HighlightedText: "on_accent",
            role.Link: "link",
        }.items():
            palette.setColor(place, self.paint(name))
        for place in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, place, self.paint("disabled"))
        return palette


def make_theme(choice: str, text_size: int, reduced_motion: bool, system_points: float) -> Theme:
    """Make the theme of these preferences; `system_points` is the size of the system's font, 0 where unknown."""
    return Theme(system_theme(choice), text_size / 100, max(9.0, system_points or 10.0), reduced_motion)


@cache
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(512)
def _pixmap(name: str, colour: str, size: int, ratio: float, mirrored: bool) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    if mirrored:
        painter.translate(size, 0)
        painter.scale(-1, 1)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
