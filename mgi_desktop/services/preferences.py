"""What a person prefers, whatever the assessment: a small file beside the store, readable before it is open."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from mgi_desktop import i18n
from mgi_desktop.files import make_folder, write_whole

NAME = "preferences.json"
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Percent."""
DEFAULTS: dict[str, Any] = {
    "interface_language": None,
    "theme": "system",
    "text_size": 100,
    "window": None,
    "reduced_motion": False,
    "spelling": True,
    "guide": False,
    "name_asked": False,
    "copied_by_noted": None,
}


class Preferences:
    """Language, theme, text size and window of this person; unreadable ones count as never set."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._values = _read(self._path)

    def get(self, name: str) -> Any:
        """A preference, or its default."""
        return self._values.get(name, DEFAULTS[name])

    def set(self, name: str, value: Any) -> None:
        """Set a preference and write it; Refused where the disk does not take it."""
        if self._values.get(name) != value:
            values = {**self._values, name: value}
            with suppress(OSError):  # then the writing says why not
                make_folder(self._path.parent, parents=True)  # the store comes into it
            write_whole(self._path, json.dumps(values, ensure_ascii=False, indent=1).encode())
            self._values = values


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):  # the last where it is nested without end
        return {}
    return {name: value for name, value in values.items() if _fits(name, value)} if isinstance(values, dict) else {}


def _fits(name: str, value: object) -> bool:
    """Whether a value is one that the program itself could have written."""
    if name == "text_size":
        return type(value) is int and value in TEXT_SIZES
    if name == "interface_language":
        return isinstance(value, str) and value in (*i18n.INTERFACE_LANGUAGES, *i18n.PSEUDO)
    return name in DEFAULTS and isinstance(value, str if DEFAULTS[name] is None else type(DEFAULTS[name]))
