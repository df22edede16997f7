"""Where the number or the words of a line stand: on the line, clear of boxes, other lines and each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coopgraph.maps.drawing import Point, Rect, along
from coopgraph.maps.shapes import meet
from coopgraph.maps.styles import Shape

__all__ = ["Route", "place_labels"]

_TOUCH, _CROSS, _CLASH = 1_000.0, 6.0, 400.0


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
    """A rectangle for each label, on its line; the shortest lines, which have least room, choose first."""
    curves = {id_: list(along(route.points, 10)) for id_, route in routes.items()}
    placed: dict[str, Rect] = {}
    for id_ in sorted(sizes, key=lambda id_: (len(curves[id_]), id_)):
        others = [curve for other, curve in curves.items() if other != id_]
        placed[id_] = _best(sizes[id_], curves[id_], boxes, others, list(placed.values()))
    return placed


def _best(
    size: tuple[float, float], curve: list[Point], boxes: Sequence[Rect], others: list[list[Point]], placed: list[Rect]
) -> Rect:
    """The candidate along the curve with the lowest cost, the middle winning among equals."""
    reach = Rect(min(p.x for p in curve), min(p.y for p in curve), 0, 0)
    far = Rect(reach.x, reach.y, max(p.x for p in curve) - reach.x, max(p.y for p in curve) - reach.y).grown(max(size))
    boxes = [box for box in boxes if box.meets(far)]
    placed = [rect for rect in placed if rect.meets(far)]
    near = [point for other in others for point in other if far.holds(point)]
    candidates = [Rect(p.x - size[0] / 2, p.y - size[1] / 2, *size) for p in curve]
    return min(
        enumerate(candidates),
        key=lambda item: (
            _cost(item[1], boxes, near, placed) + abs(item[0] / (len(candidates) - 1 or 1) - 0.5) * 8,
            item[0],
        ),
    )[1]


def _cost(rect: Rect, boxes: Sequence[Rect], near: list[Point], placed: list[Rect]) -> float:
    wide = rect.grown(2)
    cost = sum(_TOUCH for box in boxes if wide.meets(box))
    cost += sum(_CLASH for other in placed if wide.meets(other))
    return cost + sum(_CROSS for point in near if wide.holds(point))
