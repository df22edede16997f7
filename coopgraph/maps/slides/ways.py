"""The ways from one box to another that run through no third box: straight, in a curve, or round what is in between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

from coopgraph.maps.drawing import Point, Rect
from coopgraph.maps.slides.crossings import extent, runs_through
from coopgraph.maps.slides.outlines import Direction, Site
from coopgraph.maps.slides.paths import STRAIGHT, Way, bend

__all__ = ["Field", "Option", "options"]

_CLEAR, _NEAR = 2.5, 5.0
_STEEPEST = 0.28
_BULGE = 14.2
_NARROW = 9.0
_AWAY: dict[Direction, Point] = {
    "up": Point(0, -1),
    "left": Point(-1, 0),
    "down": Point(0, 1),
    "right": Point(1, 0),
}
_OPPOSITE: dict[Direction, Direction] = {"up": "down", "down": "up", "left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Option:
    """A way and what it costs by itself; the lower the better."""

    way: Way
    cost: float


@dataclass(frozen=True)
class Field:
    """What lines must keep clear of: boxes always, the names of countries where they can."""

    boxes: Mapping[str, Rect]
    sites: Mapping[str, tuple[Site, ...]]
    names: Sequence[Rect]
    area: Rect

    def free(self, way: Way, start: str, end: str) -> bool:
        """Whether the way touches no box but its own, and those only at its ends."""
        reach = extent(way.line).grown(_CLEAR)
        for id_, rect in self.boxes.items():
            own = id_ in (start, end)
            kept = rect.grown(-1.0) if own else rect.grown(_CLEAR)
            if kept.meets(reach) and runs_through(way.line, kept):
                return False
        return True

    def tightness(self, way: Way, start: str, end: str) -> float:
        """What it costs that the way passes close to boxes, or over names."""
        reach = extent(way.line).grown(_NEAR)
        close = sum(
            1
            for id_, rect in self.boxes.items()
            if id_ not in (start, end) and rect.meets(reach) and runs_through(way.line, rect.grown(_NEAR))
        )
        over = sum(1 for rect in self.names if rect.meets(reach) and runs_through(way.line, rect))
        return 2.0 * close + 5.0 * over

    @cached_property
    def gutters(self) -> tuple[tuple[float, float], ...]:
        """The free stripes above, between and below the rows."""
        spans = _merged((rect.y, rect.bottom) for rect in self.boxes.values())
        inner = [(one[1], other[0]) for one, other in pairwise(spans)]
        edges = [(self.area.y, spans[0][0]), *inner, (spans[-1][1], self.area.bottom)] if spans else []
        return tuple((top, bottom) for top, bottom in edges if bottom - top >= _NARROW)

    def gutter(self, y: float, downwards: bool) -> tuple[float, float] | None:
        """The next gutter below or above a height."""
        if downwards:
            return next((gutter for gutter in self.gutters if gutter[1] > y + 1), None)
        return next((gutter for gutter in reversed(self.gutters) if gutter[0] < y - 1), None)

    def channels(self, top: float, bottom: float) -> list[tuple[float, float]]:
        """The stripes from top to bottom that no box stands in."""
        spans = _merged(
            (rect.x, rect.right) for rect in self.boxes.values() if rect.y < bottom and top < rect.bottom
        )
        edges = [self.area.x, *(edge for span in spans for edge in span), self.area.right]
        found = list(zip(edges[::2], edges[1::2], strict=True))
        return [(left, right) for left, right in found if right - left >= _NARROW]


def options(field: Field, start: str, end: str) -> list[Option]:
    """The ways that are free: the simple ones, and where there is none those that go round; at worst one that is not."""
    for family in (_simple, _round):
        found = [
            Option(way, cost + _look(way) + field.tightness(way, start, end))
            for way, cost in family(field, start, end)
            if field.free(way, start, end)
        ]
        if found:
            return sorted(found, key=lambda option: (option.cost, option.way.start.number, option.way.end.number))
    middles = [site for site in field.sites[start] if site.middle], [site for site in field.sites[end] if site.middle]
    ways = [bend(STRAIGHT, one, other) for one, other in product(*middles) if one.point != other.point]
    return [Option(min(ways, key=lambda way: way.frame.width + way.frame.height), 100.0)]


def _simple(field: Field, start: str, end: str) -> Iterator[tuple[Way, float]]:
    for one, other in product(field.sites[start], field.sites[end]):
        if _ahead(one, other.point) > _STEEPEST and _ahead(other, one.point) > _STEEPEST:
            yield bend(STRAIGHT, one, other), 0.0
        if one.middle and other.middle:
            yield from _curves(one, other)


def _curves(one: Site, other: Site) -> Iterator[tuple[Way, float]]:
    """The curves that every program draws alike: a quarter, an S, and an arc on one side."""
    facing = _ahead(one, other.point) > 0.1 and _ahead(other, one.point) > 0.1
    if one.direction == other.direction:
        yield bend("curvedConnector3", one, other, _beyond(one, other, _BULGE)), 5.0
    elif other.direction == _OPPOSITE[one.direction]:
        if facing:
            yield bend("curvedConnector3", one, other, _halfway(one, other)), 3.0
    elif facing:
        yield bend("curvedConnector2", one, other), 3.0


def _round(field: Field, start: str, end: str) -> Iterator[tuple[Way, float]]:
    """The ways through the gutters between rows and the channels between boxes."""
    ends = [[site for site in field.sites[id_] if site.direction in ("up", "down")] for id_ in (start, end)]
    for one, other in product(*ends):
        if not (one.middle or other.middle):
            continue
        first = field.gutter(one.point.y, one.direction == "down")
        last = field.gutter(other.point.y, other.direction == "down")
        if first is None or last is None:
            continue
        for kind, cost in (("curved", 14.0), ("bent", 17.0)):
            if first == last:
                for lane in _lanes(first):
                    yield bend(f"{kind}Connector3", one, other, lane), cost
                continue
            top, bottom = min(first[1], last[1]), max(first[0], last[0])
            for channel in _nearest(field.channels(top, bottom), one.point.x, other.point.x):
                for lane, target in product(_lanes(first), _lanes(last)):
                    yield bend(f"{kind}Connector5", one, other, lane, channel, target), cost + 3.0


def _lanes(stripe: tuple[float, float]) -> tuple[float, ...]:
    first, last = stripe
    return tuple(first + (last - first) * share for share in (0.5, 0.28, 0.72))


def _nearest(channels: Sequence[tuple[float, float]], *xs: float) -> list[float]:
    """Places in the channels, those that need the smallest detour first."""
    places = [
        left + (right - left) * share
        for left, right in channels
        for share in ((0.5,) if right - left < 30 else (0.2, 0.5, 0.8))
    ]
    return sorted(places, key=lambda place: sum(abs(place - x) for x in xs))[:5]


def _look(way: Way) -> float:
    """What the looks of a way cost: its length, slanted ends, sites off the middle, and a slant that seems a mistake."""
    length = sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(way.line))
    cost = 0.02 * length + 0.5 * (not way.start.middle) + 0.5 * (not way.end.middle)
    if way.straight:
        cost += 4 * (2 - _ahead(way.start, way.end.point) - _ahead(way.end, way.start.point))
        cost += 2.0 if 0.5 < min(way.frame.width, way.frame.height) < 9 else 0.0
    return cost


def _ahead(site: Site, point: Point) -> float:
    """The cosine between the direction away from the shape and the direction to the point."""
    across, down = point.x - site.point.x, point.y - site.point.y
    length = (across**2 + down**2) ** 0.5
    away = _AWAY[site.direction]
    return (across * away.x + down * away.y) / length if length else -1.0


def _halfway(one: Site, other: Site) -> float:
    upright = one.direction in ("up", "down")
    return (one.point.y + other.point.y) / 2 if upright else (one.point.x + other.point.x) / 2


def _beyond(one: Site, other: Site, by: float) -> float:
    """Further out than both sites, which lie on the same side of their boxes."""
    upright = one.direction in ("up", "down")
    places = [site.point.y if upright else site.point.x for site in (one, other)]
    return max(places) + by if one.direction in ("down", "right") else min(places) - by


def _merged(spans: Iterator[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged
