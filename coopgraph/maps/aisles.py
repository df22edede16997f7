"""Lines between boxes that stand in columns: through the gaps of the columns on their way, taut, through no box."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import dist, inf

from coopgraph.maps.drawing import Point, Rect
from coopgraph.maps.labels import Route
from coopgraph.maps.routing import rounded, straight, towards

__all__ = ["led"]

_AIR, _SIDE = 6.0, 4.0
_HEAD = 7.0
_SPARE = 5.0
_OUTSIDE = 60.0
_LANES, _LANE = 7, 4.0
_BESIDE = 10.0

Ends = tuple[str, str]


def led(
    columns: Sequence[Sequence[str]], rects: Mapping[str, Rect], ends: Mapping[str, Ends], both: Mapping[str, bool]
) -> dict[str, Route]:
    """A line for each pair of ends, with heads at both or at the second; those between the same two keep apart.

    The columns run from left to right, their boxes from the top.
    """
    hall = _Hall(columns, rects)
    ports = _ports(hall, ends)
    lanes = _lanes(ends)
    routes = {}
    for number, (id_, (one, other)) in enumerate(ends.items()):
        if one == other:
            routes[id_] = straight(rects[one], rects[one], both[id_])
        elif abs(hall.rank(one, other)) == 1:
            routes[id_] = _route(_upright(rects[one], rects[other], lanes[id_]), both[id_])
        elif hall.column[one] == hall.column[other]:
            x = hall.columns[hall.column[one]].right + _LANE * (1 + number % _LANES)
            start, end = ports[id_]
            routes[id_] = _route((start, Point(x, start.y), Point(x, end.y), end), both[id_])
        else:
            routes[id_] = _route(_across(hall, ends[id_], ports[id_], lanes[id_]), both[id_])
    return routes


@dataclass(frozen=True, slots=True)
class _Lane:
    """One of several lines between the same two boxes; upwards and downwards ones count alike."""

    place: int
    among: int

    def of(self, low: float, high: float) -> tuple[float, float]:
        """Its equal part of an opening."""
        part = (high - low) / self.among
        return low + part * self.place, low + part * (self.place + 1)


@dataclass(frozen=True, slots=True)
class _Gate:
    """An upright opening that a line passes."""

    x: float
    top: float
    bottom: float


class _Column:
    """Boxes one below the other with some air at their sides, and the gaps between them."""

    def __init__(self, rects: Sequence[Rect]) -> None:
        self.left = min(rect.x for rect in rects) - _SIDE
        self.right = max(rect.right for rect in rects) + _SIDE
        tops = [rects[0].y - _OUTSIDE, *(rect.bottom + _AIR for rect in rects)]
        bottoms = [*(rect.y - _AIR for rect in rects), rects[-1].bottom + _OUTSIDE]
        self._gaps = list(zip(tops, bottoms, strict=True))
        self._middles = [(top + bottom) / 2 for top, bottom in self._gaps]

    def gap(self, y: float) -> tuple[float, float]:
        """The gap nearest to a height."""
        place = bisect(self._middles, y)
        near = range(max(place - 1, 0), min(place + 1, len(self._gaps)))
        return self._gaps[min(near, key=lambda each: abs(self._middles[each] - y))]


class _Hall:
    """The columns, and which of them each box stands in."""

    def __init__(self, columns: Sequence[Sequence[str]], rects: Mapping[str, Rect]) -> None:
        self.rects = rects
        self.columns = [_Column([rects[id_] for id_ in column]) for column in columns]
        self.column = {id_: place for place, column in enumerate(columns) for id_ in column}
        self._rank = {id_: rank for column in columns for rank, id_ in enumerate(column)}

    def rank(self, one: str, other: str) -> int:
        """How many places one box stands below another of its column; 0 where it stands in another one."""
        return self._rank[one] - self._rank[other] if self.column[one] == self.column[other] else 0


def _lanes(ends: Mapping[str, Ends]) -> dict[str, _Lane]:
    groups: dict[frozenset[str], list[str]] = defaultdict(list)
    for id_, pair in ends.items():
        groups[frozenset(pair)].append(id_)
    return {id_: _Lane(place, len(group)) for group in groups.values() for place, id_ in enumerate(group)}


def _ports(hall: _Hall, ends: Mapping[str, Ends]) -> dict[str, tuple[Point, Point]]:
    """Where each line leaves its boxes: spread over their sides in the order of where they go, to cross less."""
    sides: dict[tuple[str, bool], list[tuple[float, str, int]]] = defaultdict(list)
    for id_, pair in ends.items():
        for end, (here, there) in enumerate((pair, pair[::-1])):
            to_the_right = hall.column[there] >= hall.column[here]
            sides[here, to_the_right].append((_slope(hall.rects[here], hall.rects[there]), id_, end))
    found: dict[tuple[str, int], Point] = {}
    for (here, to_the_right), lines in sides.items():
        rect = hall.rects[here]
        spare = min(_SPARE, rect.height / 3)
        for place, (_, id_, end) in enumerate(sorted(lines)):
            y = rect.y + spare + (rect.height - 2 * spare) * (place + 0.5) / len(lines)
            found[id_, end] = Point(rect.right if to_the_right else rect.x, y)
    return {id_: (found[id_, 0], found[id_, 1]) for id_ in ends}


def _slope(here: Rect, there: Rect) -> float:
    return (there.centre.y - here.centre.y) / (abs(there.centre.x - here.centre.x) + 1.0)


def _upright(one: Rect, other: Rect, lane: _Lane) -> tuple[Point, ...]:
    """Straight up or down to the next box of the same column."""
    left, right = lane.of(max(one.x, other.x) + _BESIDE, min(one.right, other.right) - _BESIDE)
    x = (left + right) / 2
    return (Point(x, one.bottom), Point(x, other.y)) if one.y < other.y else (Point(x, one.y), Point(x, other.bottom))


def _across(hall: _Hall, ends: Ends, ports: tuple[Point, Point], lane: _Lane) -> tuple[Point, ...]:
    """The way from one column to another, found from left to right."""
    one, other = ends
    if hall.column[one] > hall.column[other]:
        return _across(hall, (other, one), (ports[1], ports[0]), lane)[::-1]
    return _taut(*ports, [_Gate(gate.x, *lane.of(gate.top, gate.bottom)) for gate in _gates(hall, one, other, ports)])


def _gates(hall: _Hall, one: str, other: str, ports: tuple[Point, Point]) -> Iterator[_Gate]:
    """The openings from the right side of the first column to the left side of the last."""
    (first, last), (start, end) = (hall.column[one], hall.column[other]), ports
    rise = (end.y - start.y) / (end.x - start.x)
    yield _Gate(hall.columns[first].right, hall.rects[one].y - _AIR, hall.rects[one].bottom + _AIR)
    for column in hall.columns[first + 1 : last]:
        top, bottom = column.gap(start.y + rise * ((column.left + column.right) / 2 - start.x))
        yield _Gate(column.left, top, bottom)
        yield _Gate(column.right, top, bottom)
    yield _Gate(hall.columns[last].left, hall.rects[other].y - _AIR, hall.rects[other].bottom + _AIR)


def _taut(start: Point, end: Point, gates: Sequence[_Gate]) -> tuple[Point, ...]:
    """The shortest way from left to right through the openings, as a string pulled tight."""
    way, first = [start], 0
    openings = [*gates, _Gate(end.x, end.y, end.y)]
    while (bend := _bend(way[-1], openings, first)) is not None:
        first = bend[1] + 1
        way.append(bend[0])
    return (*way, end)


def _bend(here: Point, openings: Sequence[_Gate], first: int) -> tuple[Point, int] | None:
    """The first corner that a way through the openings goes round, and its opening; None where all are in sight."""
    highest, lowest = -inf, inf
    above = below = first
    for place in range(first, len(openings)):
        gate = openings[place]
        run = max(gate.x - here.x, 1e-6)
        top, bottom = (gate.top - here.y) / run, (gate.bottom - here.y) / run
        if top > lowest:
            return Point(openings[below].x, openings[below].bottom), below
        if bottom < highest:
            return Point(openings[above].x, openings[above].top), above
        if top > highest:
            highest, above = top, place
        if bottom < lowest:
            lowest, below = bottom, place
    return None


def _route(way: Sequence[Point], both: bool) -> Route:
    """The way with its bends rounded, its ends drawn back behind the heads of the arrow."""
    start, end = way[0], way[-1]
    first = towards(start, way[1], min(_HEAD, dist(start, way[1]) / 3)) if both else start
    last = towards(end, way[-2], min(_HEAD, dist(end, way[-2]) / 3))
    return Route(rounded([first, *way[1:-1], last]), start if both else None, end)
