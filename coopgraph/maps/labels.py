"""Where the number or the words of a line stand: on the line itself, clear of boxes, of other lines and of each other."""

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
        first = self.points[0] if self.start else meet(*start, self.points[0])
        last = self.points[-1] if self.end else meet(*end, self.points[-1])
        points = (first, *self.points[1:-1], last)
        return Route(points, self.start and meet(*start, self.start), self.end and meet(*end, self.end))


def place_labels(sizes: Mapping[str, tuple[float, float]], routes: Mapping[str, Route], boxes: Sequence[Rect]) -> dict[str, Rect]:
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
        key=lambda item: (_cost(item[1], boxes, near, placed) + abs(item[0] / (len(candidates) - 1 or 1) - 0.5) * 8, item[0]),
    )[1]


def _cost(rect: Rect, boxes: Sequence[Rect], near: list[Point], placed: list[Rect]) -> float:
    wide = rect.grown(2)
    cost = sum(_TOUCH for box in boxes if wide.meets(box))
    cost += sum(_CLASH for other in placed if wide.meets(other))
    return cost + sum(_CROSS for point in near if wide.holds(point))
