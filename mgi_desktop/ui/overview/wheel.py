"""The wheel: six domains, their subdomains, one cell per indicator; by pointer, by keys, and for a screen reader."""

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QSize, QSizeF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mgi_desktop.domain.wheel import wheel
from mgi_desktop.i18n import _
from mgi_desktop.ui.desk import Desk
from mgi_desktop.ui.overview.kept import Kept
from mgi_desktop.ui.overview.painting import in_pixels
from mgi_desktop.ui.overview.plan import Plan, Type, plan
from mgi_desktop.ui.overview.seen import HUB, NOTHING, Item, Seen, cell_words, counted, part_of, seen, spoken
from mgi_desktop.ui.overview.steps import Steps
from mgi_desktop.ui.overview.tip import Tip
from mgi_desktop.ui.overview.voices import Voices
from mgi_desktop.ui.theme import tokens

_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class WheelWidget(QWidget):
    """One tab stop, with a focus ring of its own."""

    chosen = Signal(str)
    """A domain was chosen, or with an empty code the assessment itself."""
    opened = Signal(str)
    """An indicator was opened."""

    def __init__(self, desk: Desk, over: QWidget | None = None) -> None:
        """`over` is what the tip may cover, of which the wheel is a part."""
        super().__init__()
        self._desk, self._over = desk, over or self
        self._mirrored = QGuiApplication.isRightToLeft()
        self._wheel = wheel(desk.instrument, tokens()["wheel"], mirrored=self._mirrored)
        self._steps = Steps(desk.instrument)
        self._type = Type(in_pixels(desk.theme.font("label")), in_pixels(desk.theme.font("caption")))
        self._seen = seen(desk)
        self._picture: Kept | None = None
        self._before: QPixmap | None = None
        self._current, self._hovered, self._pressed = Item("sector", desk.instrument.domains[0].code), NOTHING, NOTHING
        self._voices = Voices(desk, self, self.activate)
        self._voices.say(self._seen)
        self.tip = Tip(desk.theme, self._over)
        self._fade = QVariantAnimation(self, startValue=1.0, endValue=0.0)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(lambda _value: self.update())
        self._fade.finished.connect(self._faded)
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Wheel of the six domains"))
        self.setAccessibleDescription(_("Arrows move along a ring and between rings, Enter opens, Esc goes back."))

    # What it shows

    @property
    def seen(self) -> Seen:
        """What it shows now."""
        return self._seen

    @property
    def plan(self) -> Plan:
        """Where wheel and names stand now."""
        return self._kept().plan

    @property
    def current(self) -> Item:
        """The piece that the keys are on."""
        return self._current

    def has_room(self, room: QSizeF) -> bool:
        """Whether the names stand round the wheel in a room."""
        return bool(plan(room, self._wheel, self._seen.titles, self._desk.theme, self._type).names)

    def place_of(self, item: Item) -> QPointF:
        """The middle of a piece, in the widget."""
        kept = self._kept()
        shape = kept.painter.paths.shape(item)
        x, y = shape.middle if shape is not None else (0.0, 0.0)
        return kept.plan.middle + QPointF(x, y) * kept.plan.radius

    def choose(self, domain: str) -> None:
        """Show a domain as chosen, or none; what was shown before fades."""
        if domain == self._seen.chosen:
            return
        if self._current == HUB or self._steps.domain(self._current) != domain:
            self._current = Item("sector", domain) if domain else HUB
        if self._picture is not None and self._desk.theme.duration("select_ms"):
            self._before = self._picture.pixmap.copy()
            self._fade.setDuration(self._desk.theme.duration("select_ms"))
            self._fade.start()
        self._show(seen(self._desk, self._seen.view, domain))

    def show_view(self, view: str) -> None:
        """Show work done, or what exists."""
        self._show(seen(self._desk, view, self._seen.chosen))

    def refresh(self) -> None:
        """Show what changed."""
        self._show(seen(self._desk, self._seen.view, self._seen.chosen))

    def _show(self, now: Seen) -> None:
        before, self._seen = self._seen, now
        self._voices.say(now)
        if self._picture is None or self._picture.moves(before, now):
            self._picture = None
            self.update()
            return
        for rect in self._picture.show(before, now):
            self.update(rect)

    # Painting

    def _kept(self) -> Kept:
        """The picture in this size, painted where there is none yet."""
        ratio = self.devicePixelRatioF()
        if self._picture is None or (self._picture.size, self._picture.ratio) != (self.size(), ratio):
            desk = self._desk
            self._picture = Kept(desk.theme, self._wheel, self._type, desk.language, self.size(), ratio, self._seen)
            self._voices.place(self._picture)
            self._faded()
        return self._picture

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show what is kept, and over it what the pointer and the keys are on."""
        kept = self._kept()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, kept.pixmap)
        if self._before is not None:
            painter.setOpacity(self._fade.currentValue())
            painter.drawPixmap(0, 0, self._before)
            painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(kept.plan.middle)
        self._paint_hovered(painter, kept)
        if self.property("ringed") and self.hasFocus():
            kept.painter.ring(painter, self._current)

    def _paint_hovered(self, painter: QPainter, kept: Kept) -> None:
        """Hover shows at once; what is pressed has a frame, as a cell has."""
        item, shape = self._hovered, kept.painter.paths.shape(self._hovered)
        if item == HUB and self._seen.chosen:
            kept.painter.hub(painter, self._seen, "hover")
        elif shape is not None and item.kind == "sector" and item.code != self._seen.chosen:
            kept.painter.sector(painter, shape, "soft_hover")
        elif shape is not None and item.kind == "subdomain":
            kept.painter.subdomain(painter, shape, lit=True)
        if item.kind == "cell" or (self._pressed == item and item not in (HUB, NOTHING)):
            kept.painter.frame(painter, item)

    def _faded(self) -> None:
        self._fade.stop()
        self._before = None
        self.update()

    def sizeHint(self) -> QSize:
        """As small as can be: it takes all the room that is left."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """The smallest wheel, without names."""
        least = round(tokens()["wheel"]["min_diameter"] * 1.09)
        return QSize(least, least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything is laid out anew when it is next painted."""
        super().resizeEvent(event)
        self._point_at(NOTHING)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is pointed at on a page that is left."""
        super().hideEvent(event)
        self._point_at(NOTHING)
        self.tip.hide()

    # The pointer

    def _point_at(self, item: Item) -> None:
        """Let the pointer be on a piece."""
        if item == self._hovered:
            return
        self._hovered = item
        leads = item != NOTHING and (item != HUB or bool(self._seen.chosen))
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self._tell(item)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer is on a piece."""
        self._point_at(self._kept().painter.item_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        self._point_at(NOTHING)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A piece is pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setProperty("ringed", False)
            self._pressed = self._kept().painter.item_at(event.position())
            self._point_at(self._pressed)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A piece is clicked where the pointer is still on it."""
        pressed, self._pressed = self._pressed, NOTHING
        self.update()
        if pressed != NOTHING and self._kept().painter.item_at(event.position()) == pressed:
            self._current = pressed
            self.activate(pressed)

    def activate(self, item: Item) -> None:
        """Choose a domain, open a subdomain or an indicator, or go back to the assessment."""
        if item.kind == "cell":
            self.opened.emit(item.code)
        elif item.kind == "subdomain":
            indicators = part_of(self._desk, item.code).indicators
            if indicators:
                self.opened.emit(indicators[0].code)
        else:
            self.chosen.emit(item.code)

    def _tell(self, item: Item) -> None:
        """Show the tip of a piece: of cells and subdomains, and of sectors whose names do not stand outside."""
        desk, kept = self._desk, self._kept()
        shape = kept.painter.paths.shape(item)
        if shape is None or (item.kind == "sector" and kept.plan.names):
            self.tip.hide()
            return
        if item.kind == "cell":
            head, text = cell_words(self._seen, item.code), desk.instrument.indicators[item.code].question
        else:
            head, text = counted(desk, part_of(desk, item.code)), part_of(desk, item.code).title
        self.tip.tell(f"{item.code} · {head}", desk.text(text), desk.language)
        middle = QPointF(self.mapTo(self._over, kept.plan.middle.toPoint()))
        self.tip.place(middle, kept.plan.radius, shape.angle + shape.lean)

    # The keys

    def _move(self, item: Item) -> None:
        """Let the keys be on a piece, and say which."""
        self.setProperty("ringed", True)
        self._current = item
        self._tell(item)
        self.update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken(self._desk, self._seen, item)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, digits choose a domain, Enter opens, Esc goes back."""
        key, keys = event.key(), Qt.Key
        sector = self._steps.sector(key - keys.Key_0) if keys.Key_1 <= key <= keys.Key_9 else None
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (keys.Key_Left, keys.Key_Right):
            forward = (key == keys.Key_Right) is not self._mirrored
            self._move(self._steps.along(self._current, 1 if forward else -1))
        elif key in (keys.Key_Up, keys.Key_Down):
            self._move(self._across(outward=key == keys.Key_Up))
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self.setProperty("ringed", True)
            self.activate(self._current)
        elif sector is not None:
            self._move(sector)
            self.activate(sector)
        elif key == keys.Key_Escape and (self._current != HUB or self._seen.chosen):
            self._move(HUB)
            self.activate(HUB)
        else:
            super().keyPressEvent(event)

    def _across(self, *, outward: bool) -> Item:
        """The piece on the next ring; outward from the hub that is the domain that is chosen."""
        if not outward:
            return self._steps.inward(self._current)
        if self._current == HUB and self._seen.chosen:
            return Item("sector", self._seen.chosen)
        return self._steps.outward(self._current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where one came by keys, it is said what it is on."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEYS:
            self._move(self._current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring, and no tip."""
        super().focusOutEvent(event)
        self.tip.hide()
        self.update()
