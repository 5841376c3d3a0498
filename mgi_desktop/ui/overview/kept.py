"""The wheel's picture, painted once and kept: of what changes only its own rectangle is painted again."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from mgi_desktop.domain.wheel import Wheel
from mgi_desktop.ui.overview.painting import WheelPainter
from mgi_desktop.ui.overview.plan import Plan, Type, plan
from mgi_desktop.ui.overview.seen import HUB, PRESENCE, Seen
from mgi_desktop.ui.theme import Theme


class Kept:
    """The picture of one wheel in one size, with where everything stands in it."""

    def __init__(
        self, theme: Theme, wheel: Wheel, kind: Type, language: str, size: QSize, ratio: float, seen: Seen
    ) -> None:
        self._theme, self._wheel, self._type, self._language = theme, wheel, kind, language
        self.size, self.ratio = size, ratio
        self.plan = self._planned(seen)
        self.painter = self._painter()
        self.pixmap = QPixmap(size * ratio)
        self.pixmap.setDevicePixelRatio(ratio)
        self.pixmap.fill(theme.paint("page"))
        if not self.pixmap.isNull():
            painter = QPainter(self.pixmap)
            painter.translate(self.plan.middle)
            whole = QRectF(QPointF(0, 0), QSizeF(size)).translated(-self.plan.middle)
            self.painter.paint(painter, seen, whole)
            painter.end()

    def _planned(self, seen: Seen) -> Plan:
        return plan(QSizeF(self.size), self._wheel, seen.titles, self._theme, self._type)

    def _painter(self) -> WheelPainter:
        return WheelPainter(self._theme, self._wheel, self.plan, self._type, self._language)

    def moves(self, before: Seen, now: Seen) -> bool:
        """Whether the wheel has to be laid out anew since a count is wider now; else the names are."""
        if before.view != now.view:
            return True
        if before.titles != now.titles:
            was = self.plan
            self.plan = self._planned(now)
            if (was.radius, len(was.names)) != (self.plan.radius, len(self.plan.names)):
                return True
            self.painter = self._painter()
        return False

    def show(self, before: Seen, now: Seen) -> list[QRect]:
        """Paint what differs; return the rectangles of the widget that are other now."""
        return [self._repaint(rect, now) for rect in self._differing(before, now)]

    def _repaint(self, rect: QRectF, seen: Seen) -> QRect:
        whole = rect.translated(self.plan.middle).toAlignedRect()
        if not self.pixmap.isNull():
            painter = QPainter(self.pixmap)
            painter.setClipRect(whole)
            painter.fillRect(whole, self._theme.paint("page"))
            painter.translate(self.plan.middle)
            self.painter.paint(painter, seen, QRectF(whole).translated(-self.plan.middle))
            painter.end()
        return whole

    def _differing(self, before: Seen, now: Seen) -> Iterator[QRectF]:
        """The rectangles, round the middle, in which something looks different."""
        if before.answered != now.answered:
            yield self.painter.paths.outline(HUB, 2).boundingRect()
        for shape in self._wheel.cells:
            code = shape.code
            if (before.states[code], before.exists[code]) != (now.states[code], now.exists[code]):
                yield self.painter.paths.bounds(shape)
            if (code in before.conflicts) != (code in now.conflicts):
                yield self.painter.paths.mark(shape).adjusted(-3, -3, 3, 3)
        turned = {before.chosen, now.chosen} if before.chosen != now.chosen else set()
        # In the view of what exists the discs stand on a band that is tinted like their subdomain.
        reach = self.plan.radius * 0.2 if now.view == PRESENCE else 3.0
        for shape in (*self._wheel.sectors, *self._wheel.subdomains):
            if shape.domain in turned:
                yield self.painter.paths.bounds(shape, reach if shape.kind == "subdomain" else 3.0)
        recounted = {two.domain for one, two in zip(before.titles, now.titles, strict=True) if one != two}
        for name in self.plan.names:
            if name.domain in turned | recounted:
                yield self._beside(name.rect, name.side).translated(-self.plan.middle)

    def _beside(self, rect: QRectF, side: int) -> QRectF:
        """A name and all the room on its side, where a longer count of before may stand."""
        left, right = (rect.left() - 2, float(self.size.width())) if side > 0 else (0.0, rect.right() + 2)
        return QRectF(left, rect.top() - 2, right - left, rect.height() + 4)
