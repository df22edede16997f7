"""Lines led round the boxes that stand in their way: the shortest way past corners, its bends rounded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import count, pairwise
from math import dist
from typing import NamedTuple

from coopgraph.maps.drawing import Point, Rect, evenly
from coopgraph.maps.grid import Grid
from coopgraph.maps.labels import Route

__all__ = ["Obstacles", "cleared", "rounded", "runs_through", "straight", "towards"]

_CELL = 160.0
_AIRS = (6.0, 4.5, 3.0)
_HEAD = 7.0
_BEND = 14.0
_ROUND = 9.0
_CHORD = 9.0
_GRAZE = 0.4
_OWN = 4.0
_MOST_TRIES = 400
_MOST_PORTS = 4


class Obstacles:
    """The boxes of a drawing, found quickly by where they are."""

    def __init__(self, rects: Mapping[str, Rect]) -> None:
        self._rects = rects
        self._grid: Grid[str] = Grid(_CELL)
        for id_, rect in rects.items():
            self._grid.add(rect.grown(_AIRS[0]), id_)

    def rect(self, id_: str) -> Rect:
        """The box of a body."""
        return self._rects[id_]

    def met(self, one: Point, other: Point, air: float) -> Iterator[tuple[float, str]]:
        """The boxes that a straight line enters, each with the part of the line that lies before it."""
        for area in _stretches(one, other):
            for id_ in dict.fromkeys(self._grid.near(area)):
                entry = _entry(one, other, self._rects[id_].grown(air))
                if entry is not None:
                    yield entry, id_

    def first(self, one: Point, other: Point, air: float) -> str | None:
        """The box that the line enters first."""
        return min(self.met(one, other, air), default=(0.0, None))[1]


def straight(one: Rect, other: Rect, both: bool) -> Route:
    """A straight line from one box to the other, or a loop beside one; with heads at both ends or at the second."""
    if one == other:
        return _loop(one, both)
    start, end = _side(one, other.centre), _side(other, one.centre)
    room = min(_HEAD, dist(start, end) / 3)
    first, last = towards(start, end, room) if both else start, towards(end, start, room)
    return Route((first, *_straight(first, last)), start if both else None, end)


def _loop(rect: Rect, both: bool) -> Route:
    x, above, below = rect.right, rect.centre.y - 8, rect.centre.y + 8
    points = (Point(x, above), Point(x + 30, above - 8), Point(x + 30, below + 8), Point(x + _HEAD, below))
    return Route(points, points[0] if both else None, Point(x, below))


def _side(rect: Rect, towards: Point) -> Point:
    """Where the line from the middle to a point outside crosses the rectangle's side."""
    middle = rect.centre
    across, down = abs(towards.x - middle.x) / (rect.width / 2), abs(towards.y - middle.y) / (rect.height / 2)
    return _between(middle, towards, 1 / max(across, down, 1e-9))


def runs_through(points: Sequence[Point], ends: tuple[str, str], obstacles: Obstacles) -> set[str]:
    """The boxes that a curve runs through; its own two count where it goes deeper than its heads do."""
    found = set()
    for one, other in pairwise(evenly(points, _CHORD)):
        found |= {id_ for _, id_ in obstacles.met(one, other, _GRAZE) if id_ not in ends}
        found |= {id_ for id_ in ends if _entry(one, other, obstacles.rect(id_).grown(-_OWN)) is not None}
    return found


def cleared(
    routes: Mapping[str, Route], ends: Mapping[str, tuple[str, str]], rects: Mapping[str, Rect]
) -> dict[str, Route]:
    """The same lines; those that run through boxes lead round them, parallel ones by different sides or places."""
    obstacles = Obstacles(rects)
    found = dict(routes)
    led: dict[frozenset[str], int] = defaultdict(int)
    for id_ in sorted(routes):
        pair = ends[id_]
        if pair[0] == pair[1] or not runs_through(routes[id_].points, pair, obstacles):
            continue
        found[id_] = _round(routes[id_], pair, obstacles, led[frozenset(pair)])
        led[frozenset(pair)] += 1
    return found


class _Port(NamedTuple):
    """Where a line may meet a box: a point on its side, and one straight before it."""

    side: Point
    before: Point


def _round(route: Route, ends: tuple[str, str], obstacles: Obstacles, place: int) -> Route:
    """The shortest clear way between the two boxes; the line as it was where there is none."""
    for air in _AIRS:
        out = _ports(obstacles, ends[0], ends[1], place, air)
        into = _ports(obstacles, ends[1], ends[0], place, air)
        way = _shortest(list(out), list(into), obstacles, air)
        if way:
            first, last = out[way[0]].side, into[way[-1]].side
            start, end = ([] if route.start else [first]), ([] if route.end else [last])
            points = rounded([*start, *way, *end])
            return Route(points, first if route.start else None, last if route.end else None)
    return route


def _ports(obstacles: Obstacles, id_: str, other: str, place: int, air: float) -> dict[Point, _Port]:
    """The four places nearest to the other box that are clear, shifted along the side for each later parallel line."""
    rect, goal = obstacles.rect(id_), obstacles.rect(other).centre
    shift = 8.0 * (place % 3)
    y = min(rect.centre.y + shift, rect.bottom - 5)
    found = [
        _Port(Point(rect.x, y), Point(rect.x - _HEAD, y)),
        _Port(Point(rect.right, y), Point(rect.right + _HEAD, y)),
    ]
    for part in (0.5, 0.2, 0.8):
        x = min(rect.x + rect.width * part + shift, rect.right - 5)
        found.append(_Port(Point(x, rect.y), Point(x, rect.y - _HEAD)))
        found.append(_Port(Point(x, rect.bottom), Point(x, rect.bottom + _HEAD)))
    clear = [port for port in found if all(met == id_ for _, met in obstacles.met(port.side, port.before, air))]
    nearest = sorted(clear, key=lambda port: dist(port.before, goal))[:_MOST_PORTS]
    return {port.before: port for port in nearest}


def _shortest(
    starts: Sequence[Point], goals: Collection[Point], obstacles: Obstacles, air: float
) -> tuple[Point, ...] | None:
    """The shortest way past corners from any start to any goal, a bend counting as some more length."""
    order = count()
    queue: list[tuple[float, int, float, tuple[Point, ...]]] = [
        (_least(point, goals), next(order), 0.0, (point,)) for point in starts
    ]
    heapify(queue)
    done: set[Point] = set()
    while queue and goals and len(done) < _MOST_TRIES:
        _, _, length, way = heappop(queue)
        if way[-1] in goals:
            return way
        if way[-1] in done:
            continue
        done.add(way[-1])
        for point in _in_sight(way[-1], goals, obstacles, air):
            if point not in done:
                longer = length + dist(way[-1], point) + _BEND
                heappush(queue, (longer + _least(point, goals), next(order), longer, (*way, point)))
    return None


def _least(point: Point, goals: Collection[Point]) -> float:
    return min((dist(point, goal) for goal in goals), default=0.0)


def _in_sight(here: Point, goals: Collection[Point], obstacles: Obstacles, air: float) -> Iterator[Point]:
    """The goals that a straight line reaches, and the corners of what stands before the others."""
    waiting = list(goals)
    seen: set[str] = set()
    while waiting:
        there = waiting.pop()
        met = obstacles.first(here, there, air - 0.1)
        if met is None:
            yield there
        elif met not in seen:
            seen.add(met)
            area = obstacles.rect(met).grown(air)
            waiting += [
                Point(area.x, area.y),
                Point(area.right, area.y),
                Point(area.x, area.bottom),
                Point(area.right, area.bottom),
            ]


def rounded(way: Sequence[Point]) -> tuple[Point, ...]:
    """The way as Bézier points, its bends rounded off."""
    points = [way[0]]
    for before, bend, after in zip(way, way[1:], way[2:], strict=False):
        enter = towards(bend, before, min(_ROUND, dist(bend, before) / 2))
        leave = towards(bend, after, min(_ROUND, dist(bend, after) / 2))
        points += _straight(points[-1], enter)
        points += [_between(enter, bend, 0.55), _between(leave, bend, 0.55), leave]
    return (*points, *_straight(points[-1], way[-1]))


def _straight(one: Point, other: Point) -> tuple[Point, Point, Point]:
    return _between(one, other, 1 / 3), _between(one, other, 2 / 3), other


def towards(one: Point, other: Point, length: float) -> Point:
    """The point so far from the first on the way to the second."""
    return _between(one, other, length / (dist(one, other) or 1.0))


def _between(one: Point, other: Point, part: float) -> Point:
    return Point(one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part)


def _stretches(one: Point, other: Point) -> Iterator[Rect]:
    """Rectangles around pieces of the line, so that a long slanting one is not compared with everything beside it."""
    pieces = int(dist(one, other) // (2 * _CELL)) + 1
    for piece in range(pieces):
        first, last = _between(one, other, piece / pieces), _between(one, other, (piece + 1) / pieces)
        x, y = min(first.x, last.x), min(first.y, last.y)
        yield Rect(x, y, abs(last.x - first.x), abs(last.y - first.y))


def _entry(one: Point, other: Point, rect: Rect) -> float | None:
    """The part of the line before it enters the rectangle; None where it never does."""
    enter, leave = 0.0, 1.0
    for start, step, low, high in (
        (one.x, other.x - one.x, rect.x, rect.right),
        (one.y, other.y - one.y, rect.y, rect.bottom),
    ):
        if step == 0:
            if not low < start < high:
                return None
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        enter, leave = max(enter, near), min(leave, far)
    return enter if enter < leave else None
