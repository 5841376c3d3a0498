"""The way of the keys over the wheel: along a ring, and from ring to ring."""

from mgi_desktop.domain.instrument import Instrument
from mgi_desktop.ui.overview.seen import HUB, Item


class Steps:
    """The pieces of the wheel in their order, and who lies inside whom."""

    def __init__(self, instrument: Instrument) -> None:
        self._rings: dict[str, list[Item]] = {"hub": [HUB], "sector": [], "subdomain": [], "cell": []}
        self._inward: dict[Item, Item] = {}
        self._outward: dict[Item, Item] = {}
        for domain in instrument.domains:
            sector = self._add(Item("sector", domain.code), HUB)
            for subdomain in domain.subdomains:
                segment = self._add(Item("subdomain", subdomain.code), sector)
                for indicator in subdomain.indicators:
                    self._add(Item("cell", indicator.code), segment)

    def _add(self, item: Item, inside: Item) -> Item:
        self._rings[item.kind].append(item)
        self._inward[item] = inside
        self._outward.setdefault(inside, item)
        return item

    def along(self, item: Item, step: int) -> Item:
        """The next piece of the same ring, going round."""
        ring = self._rings[item.kind]
        return ring[(ring.index(item) + step) % len(ring)]

    def outward(self, item: Item) -> Item:
        """The first piece outside this one, or itself at the rim."""
        return self._outward.get(item, item)

    def inward(self, item: Item) -> Item:
        """The piece inside this one, or the hub."""
        return self._inward.get(item, HUB)

    def sector(self, place: int) -> Item | None:
        """The sector at a place, counted from 1."""
        ring = self._rings["sector"]
        return ring[place - 1] if 1 <= place <= len(ring) else None

    def domain(self, item: Item) -> str:
        """The code of the domain that a piece belongs to, or nothing for the hub."""
        while item.kind not in ("sector", "hub", ""):
            item = self.inward(item)
        return item.code
