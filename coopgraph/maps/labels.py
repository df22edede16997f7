"""Where the number or the words of a line stand: on the line, clear of boxes, other lines and each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import dist, inf

from coopgraph.maps.drawing import Point, Rect, evenly
from coopgraph.maps.grid import Grid
from coopgraph.maps.shapes import meet
from coopgraph.maps.styles import Shape

__all__ = ["Route", "place_labels"]

_STEP = 4.0
_WIDE_STEP, _MANY = 40.0, 1000
_CLEAR = 2.0
_ON_BOX, _AT_BOX, _CLASH, _BESIDE, _CROSS = 3_000.0, 600.0, 400.0, 60.0, 3.0


@dataclass(frozen=True, slots=True)
class Route:
    """A line: Bézier points, and the tips of the arrow heads at its start and end."""

    points: tuple[Point, ...]
    start: Point | None
    end: Point | None

    def reversed(self) -> Route:
        """The same line the other way round."""
        return Route(self.points[::-1], self.end, self.start)

    def meeting(self, start: tuple[Shape, Rect], end: tuple[Shape, Rect]) -> Route:
        """The same line drawn on to the outlines of its two shapes, where these lie within their rectangles."""
        first, tail = _onto(start, self.points[0], self.start)
        last, head = _onto(end, self.points[-1], self.end)
        return Route((first, *self.points[1:-1], last), tail, head)

    def bowed(self, by: float) -> Route:
        """The same line with its course, but not its ends, moved to the side."""
        side = self.side()
        middle = (Point(point.x + side.x * by, point.y + side.y * by) for point in self.points[1:-1])
        return Route((self.points[0], *middle, self.points[-1]), self.start, self.end)

    def side(self) -> Point:
        """One point long, square to the way from start to end."""
        across, down = self.points[-1].x - self.points[0].x, self.points[-1].y - self.points[0].y
        length = (across**2 + down**2) ** 0.5 or 1.0
        return Point(-down / length, across / length)

    def offset(self, side: Point) -> float:
        """How far its course lies to that side."""
        return sum(point.x * side.x + point.y * side.y for point in self.points[1:-1]) / (len(self.points) - 2)


def _onto(shape: tuple[Shape, Rect], point: Point, tip: Point | None) -> tuple[Point, Point | None]:
    """An end of a line and its tip, moved together until they meet the shape."""
    if tip is None:
        return meet(*shape, point), None
    met = meet(*shape, tip)
    return Point(point.x + met.x - tip.x, point.y + met.y - tip.y), met


def place_labels(
    sizes: Mapping[str, tuple[float, float]], routes: Mapping[str, Route], boxes: Sequence[Rect]
) -> dict[str, Rect]:
    """A rectangle for each label, on its line or close beside it; the shortest lines, with least room, choose first.

    Of more than a thousand lines, each crosses so many others that labels only keep clear of boxes and each other.
    """
    many = len(routes) > _MANY
    courses = {id_: list(evenly(route.points, _WIDE_STEP if many else _STEP)) for id_, route in routes.items()}
    crowd = _Crowd(boxes, {} if many else courses)
    order = sorted(sizes, key=lambda id_: (len(courses[id_]), id_))
    for id_ in order:
        crowd.place(id_, _best(id_, sizes[id_], courses[id_], crowd))
    for id_ in order:
        if crowd.cost(id_, crowd.labels[id_]) >= _CLASH:
            crowd.place(id_, _best(id_, sizes[id_], courses[id_], crowd))
    return crowd.labels


class _Crowd:
    """What a label must keep clear of: boxes, lines that are not its own, and the labels that have their place."""

    def __init__(self, boxes: Sequence[Rect], courses: Mapping[str, Sequence[Point]]) -> None:
        self.labels: dict[str, Rect] = {}
        self._boxes: Grid[Rect] = Grid(120)
        self._points: Grid[tuple[str, float, float]] = Grid(30)
        self._placed: Grid[tuple[str, Rect]] = Grid(40)
        for box in boxes:
            self._boxes.add(box, box)
        for id_, course in courses.items():
            for x, y in course:
                self._points.put(x, y, (id_, x, y))

    def place(self, id_: str, rect: Rect) -> None:
        self.labels[id_] = rect
        self._placed.add(rect, (id_, rect))

    def cost(self, id_: str, rect: Rect, most: float = inf) -> float:
        """What the label would cover; where that is more than `most`, perhaps less than all of it."""
        wide = rect.grown(_CLEAR)
        cost = sum(_ON_BOX if box.meets(rect) else _AT_BOX for box in set(self._boxes.near(wide)) if box.meets(wide))
        if cost > most:
            return cost
        labels = {
            other for other, place in self._placed.near(wide) if place is self.labels[other] and place.meets(wide)
        }
        cost += _CLASH * len(labels - {id_})
        return cost if cost > most else cost + _CROSS * self._crossed(id_, wide)

    def _crossed(self, id_: str, area: Rect) -> int:
        left, top, right, bottom = area.x, area.y, area.right, area.bottom
        return sum(
            left <= x <= right and top <= y <= bottom and other != id_ for other, x, y in self._points.near(area)
        )


def _best(id_: str, size: tuple[float, float], course: Sequence[Point], crowd: _Crowd) -> Rect:
    """The place with the lowest cost, on the line where one is clear there, the middle winning among equals."""
    last = len(course) - 1

    def least(places: Iterator[tuple[int, Rect]], extra: float, most: float) -> tuple[float, int, Rect] | None:
        """The first of the cheapest places, those nearest to the middle tried first; None where all cost as much."""
        best = None
        for off, number, rect in sorted((abs(at / last - 0.5) * 8 + extra, n, r) for n, (at, r) in enumerate(places)):
            if off > most:
                break
            cost = crowd.cost(id_, rect, most - off) + off
            if cost < most or (cost == most and best and number < best[1]):
                best, most = (cost, number, rect), cost
        return best

    on = least(_on_line(size, course), 0.0, inf)
    assert on is not None
    if on[0] < _CLASH:
        return on[2]
    return (least(_beside(size, course), _BESIDE, on[0]) or on)[2]


def _on_line(size: tuple[float, float], course: Sequence[Point]) -> Iterator[tuple[int, Rect]]:
    for place, point in enumerate(course):
        yield place, Rect(point.x - size[0] / 2, point.y - size[1] / 2, *size)


def _beside(size: tuple[float, float], course: Sequence[Point]) -> Iterator[tuple[int, Rect]]:
    """Places that touch the line from one side or the other."""
    for place in range(1, len(course) - 1):
        point, (before, after) = course[place], (course[place - 1], course[place + 1])
        length = dist(before, after) or 1.0
        across, down = -(after.y - before.y) / length, (after.x - before.x) / length
        reach = abs(across) * size[0] / 2 + abs(down) * size[1] / 2 + 1.5
        for way in (reach, -reach):
            yield place, Rect(point.x + across * way - size[0] / 2, point.y + down * way - size[1] / 2, *size)
