"""The ways from one box to another that run through no third box, and that all programs draw alike.

PowerPoint and LibreOffice agree on straight lines, on elbows with one corner, and on those with two half way between
their ends. LibreOffice 7 passes over the adjustments of others; what it draws for a simple curve is known, and checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from coopgraph.maps.slides.field import Between, Field
from coopgraph.maps.slides.outlines import OPPOSITE, Site
from coopgraph.maps.slides.paths import BULGE, LEVEL, STRAIGHT, STUB, Way, bend

__all__ = ["Option", "options"]

_STEEPEST = 0.2
_ELBOW, _STEP, _CURVE = 6.0, 7.0, 5.0


@dataclass(frozen=True, slots=True)
class Option:
    """A way and what it costs by itself; the lower the better."""

    way: Way
    cost: float


def options(field: Field, start: str, end: str, most: int) -> list[Option]:
    """So many free ways, cheapest first; none where no way is free."""
    found = _loop(field, start) if start == end else _free(field, start, end)
    return sorted(found, key=lambda option: (option.cost, _place(option.way)))[:most]


def _loop(field: Field, id_: str) -> Iterator[Option]:
    """The way of a relation from a body to itself, round its upper right corner."""
    above, right = field.sites[id_][0], field.sites[id_][3]
    way = bend("curvedConnector4", right, above, right.along(BULGE), above.along(BULGE))
    if field.between(id_, id_).holds(way):
        yield Option(way, 0.0)


def _place(way: Way) -> tuple[int, int]:
    return way.start.number, way.end.number


def _free(field: Field, start: str, end: str) -> Iterator[Option]:
    between = field.between(start, end)
    for one, other in product(field.sites[start], field.sites[end]):
        length = 0.02 * (abs(one.point.x - other.point.x) + abs(one.point.y - other.point.y))
        aside = 0.5 * (not one.middle) + 0.5 * (not other.middle)
        for way, cost in _ways(one, other, between):
            yield Option(way, cost + length + aside + between.tightness(way.line))


def _ways(one: Site, other: Site, between: Between) -> Iterator[tuple[Way, float]]:
    """All between two sites; LibreOffice leaves a box to the side that it likes best, save from the middle of one."""
    yield from _straight(one, other, between)
    if one.middle and other.middle:
        yield from _bent(one, other, between)
        yield from _curved(one, other, between)


def _straight(one: Site, other: Site, between: Between) -> Iterator[tuple[Way, float]]:
    ahead, back = one.ahead(other.point), other.ahead(one.point)
    if min(ahead, back) > _STEEPEST and between.free((one.point, other.point)):
        least = min(abs(one.point.x - other.point.x), abs(one.point.y - other.point.y))
        mistaken = 2.0 if 0.5 < least < 9 else 0.0
        yield bend(STRAIGHT, one, other), 4 * (2 - ahead - back) + mistaken


def _bent(one: Site, other: Site, between: Between) -> Iterator[tuple[Way, float]]:
    ahead = min(one.beyond(other.point), other.beyond(one.point))
    if other.direction == OPPOSITE[one.direction]:
        if ahead > 2 * STUB:
            way = bend("bentConnector3", one, other, _halfway(one, other))
            if between.free(way.line):
                yield way, _STEP
    elif other.direction != one.direction and ahead > STUB:
        way = bend("bentConnector2", one, other)
        if between.free(way.line):
            yield way, _ELBOW


def _curved(one: Site, other: Site, between: Between) -> Iterator[tuple[Way, float]]:
    """An S between two sides that face each other, or an arc from a side to the same one, as LibreOffice bulges."""
    ahead = one.beyond(other.point)
    if other.direction == OPPOSITE[one.direction] and ahead > 2 * STUB:
        stop = _halfway(one, other)
    elif other.direction == one.direction and abs(ahead) < LEVEL:
        stop = one.along(max(ahead, 0.0) + BULGE)
    else:
        return
    way = bend("curvedConnector3", one, other, stop)
    if between.holds(way):
        yield way, _CURVE


def _halfway(one: Site, other: Site) -> float:
    return one.along(one.beyond(other.point) / 2)
