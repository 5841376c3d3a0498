"""A questionnaire comes in from a file: read beside the window, shown, and kept where one says so."""

from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from mgi_desktop.i18n import _
from mgi_desktop.services import instrument_files
from mgi_desktop.services.instrument_files import Offer
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.instruments.preview import Preview
from mgi_desktop.ui.parts.waiting import wait_for


def take_questionnaire(desk: Desk, window: QWidget, path: Path) -> Offer | None:
    """Show what is in the file, and keep it; None where one did not want to. Refused where it is no questionnaire."""
    known = desk.services.instruments.known()
    said = _("Reading {name}").format(name=path.name)
    read = wait_for(window, said, partial(instrument_files.read, path, known))
    if read is None:
        return None
    preview = Preview(desk, window, cast(Offer, read))
    return preview.offer if preview.exec() else None
