"""The ways from one box to another that run through no third box: straight, in a curve, or round what is in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from coopgraph.maps.slides.field import Field
from coopgraph.maps.slides.outlines import Direction, Site
from coopgraph.maps.slides.paths import STRAIGHT, Way, bend
from coopgraph.maps.slides.reach import BULGE

__all__ = ["Option", "options"]

_STEEPEST = 0.28
_ROUND = {"curved": 14.0, "bent": 17.0}
_SHARES = ((0.5, 0.5), (0.28, 0.72), (0.72, 0.28))
_OPPOSITE: dict[Direction, Direction] = {"up": "down", "down": "up", "left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Option:
    """A way and what it costs by itself; the lower the better."""

    way: Way
    cost: float


def options(field: Field, start: str, end: str, most: int) -> list[Option]:
    """So many free ways, cheapest first: simple ones, else those that go round; where none is free, a straight one.

    Only the adjustments of those that go round are needed to draw them; programs that ignore them draw them otherwise.
    """
    if start == end:
        return [_loop(field, start)]
    families = (
        _simple(field, start, end),
        *(_round(field, start, end, kind, middles) for middles in (True, False) for kind in ("curved", "bent")),
    )
    for family in families:
        found = sorted(family, key=lambda option: (option.cost, _place(option.way)))
        if found:
            return found[:most]
    ends = ([site for site in field.sites[id_] if site.middle] for id_ in (start, end))
    ways = [bend(STRAIGHT, one, other) for one, other in product(*ends) if one.point != other.point]
    return [Option(min(ways, key=lambda way: (way.frame.width + way.frame.height, _place(way))), 100.0)]


def _loop(field: Field, id_: str) -> Option:
    """The way of a relation from a body to itself, round its upper right corner."""
    above, right = field.sites[id_][0], field.sites[id_][3]
    return Option(bend("curvedConnector4", right, above, right.point.x + BULGE, above.point.y - BULGE), 0.0)


def _place(way: Way) -> tuple[int, int]:
    return way.start.number, way.end.number


def _simple(field: Field, start: str, end: str) -> Iterator[Option]:
    """Straight lines, and the curves that every program draws alike: a quarter, an S, and an arc on one side."""
    between = field.between(start, end)
    for one, other in product(field.sites[start], field.sites[end]):
        ahead, back = one.ahead(other.point), other.ahead(one.point)
        if min(ahead, back) > _STEEPEST and between.free(one.point, other.point):
            slant = 4 * (2 - ahead - back) + _mistaken(one, other)
            tight = between.tightness(one.point, other.point)
            yield Option(bend(STRAIGHT, one, other), slant + tight + _length(one, other) + _aside(one, other))
        if one.middle and other.middle:
            for way, cost in _curves(one, other):
                if field.free(way, start, end):
                    yield Option(way, cost + _length(one, other) + field.tightness(way, start, end))


def _curves(one: Site, other: Site) -> Iterator[tuple[Way, float]]:
    facing = one.ahead(other.point) > 0.1 and other.ahead(one.point) > 0.1
    if one.direction == other.direction:
        yield bend("curvedConnector3", one, other, _beyond(one, other)), 5.0
    elif facing and other.direction == _OPPOSITE[one.direction]:
        yield bend("curvedConnector3", one, other, _halfway(one, other)), 3.0
    elif facing:
        yield bend("curvedConnector2", one, other), 3.0


def _round(field: Field, start: str, end: str, kind: str, middles: bool) -> Iterator[Option]:
    """The ways through the gutters between rows and the channels between boxes, from both middles or from one."""
    ends = ([site for site in field.sites[id_] if site.direction in ("up", "down")] for id_ in (start, end))
    for one, other in product(*ends):
        if one.middle + other.middle == (2 if middles else 1):
            for way, more in _detours(field, one, other, kind):
                if field.free(way, start, end):
                    length = sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(way.line))
                    dear = _ROUND[kind] + more + 0.03 * length + _aside(one, other)
                    yield Option(way, dear + field.tightness(way, start, end))


def _detours(field: Field, one: Site, other: Site, kind: str) -> Iterator[tuple[Way, float]]:
    first = field.gutter(one.point.y, one.direction == "down")
    last = field.gutter(other.point.y, other.direction == "down")
    if first is None or last is None:
        return
    if first == last:
        for share, _ in _SHARES:
            yield bend(f"{kind}Connector3", one, other, _part(first, share)), 0.0
        return
    top, bottom = min(first[1], last[1]), max(first[0], last[0])
    for channel in _nearest(field.channels(top, bottom), one.point.x, other.point.x):
        for share, to_share in _SHARES:
            yield bend(f"{kind}Connector5", one, other, _part(first, share), channel, _part(last, to_share)), 3.0


def _part(stripe: tuple[float, float], share: float) -> float:
    return stripe[0] + (stripe[1] - stripe[0]) * share


def _nearest(channels: Sequence[tuple[float, float]], *xs: float) -> list[float]:
    """Places in the channels, those that need the smallest detour first."""
    places = [
        _part(channel, share)
        for channel in channels
        for share in ((0.5,) if channel[1] - channel[0] < 30 else (0.2, 0.5, 0.8))
    ]
    return sorted(places, key=lambda place: sum(abs(place - x) for x in xs))[:4]


def _length(one: Site, other: Site) -> float:
    return 0.02 * (abs(one.point.x - other.point.x) + abs(one.point.y - other.point.y))


def _aside(one: Site, other: Site) -> float:
    return 0.5 * (not one.middle) + 0.5 * (not other.middle)


def _mistaken(one: Site, other: Site) -> float:
    """What a slant costs that is so small that it seems a mistake."""
    least = min(abs(one.point.x - other.point.x), abs(one.point.y - other.point.y))
    return 2.0 if 0.5 < least < 9 else 0.0


def _halfway(one: Site, other: Site) -> float:
    upright = one.direction in ("up", "down")
    return (one.point.y + other.point.y) / 2 if upright else (one.point.x + other.point.x) / 2


def _beyond(one: Site, other: Site) -> float:
    """Further out than both sites, which lie on the same side of their boxes, by as much as LibreOffice goes."""
    upright = one.direction in ("up", "down")
    places = [site.point.y if upright else site.point.x for site in (one, other)]
    return max(places) + BULGE if one.direction in ("down", "right") else min(places) - BULGE
