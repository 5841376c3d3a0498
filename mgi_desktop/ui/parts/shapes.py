"""The wheel's shapes as Qt paints them."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from mgi_desktop.domain.wheel import Path


def painter_path(path: Path, scale: float) -> QPainterPath:
    """A path of the wheel, whose arcs all lie round the origin, so many pixels to its radius."""
    made = QPainterPath()
    for name, *values in path:
        if name == "M":
            made.moveTo(values[0] * scale, values[1] * scale)
        elif name == "L":
            made.lineTo(values[0] * scale, values[1] * scale)
        elif name == "A":
            _arc(made, scale, *values)
        else:
            made.closeSubpath()
    return made


def _arc(made: QPainterPath, scale: float, radius: float, large: float, sweep: float, x: float, y: float) -> None:
    """Go on along a circle to a point; Qt counts degrees from three o'clock, counter-clockwise."""
    here = made.currentPosition()
    begin = math.degrees(math.atan2(-here.y(), here.x()))
    turn = (math.degrees(math.atan2(-y, x)) - begin) % 360
    reach = radius * scale
    made.arcTo(QRectF(-reach, -reach, 2 * reach, 2 * reach), begin, turn - 360 if sweep else turn)
