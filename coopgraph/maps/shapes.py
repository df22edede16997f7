"""The outline of each shape as points, and where a line meets it."""

from __future__ import annotations

from math import cos, pi, sin

from coopgraph.maps.drawing import Point, Rect
from coopgraph.maps.styles import Shape

__all__ = ["FOLD", "meet", "outline"]

FOLD = 8.0
_SLANT = 9.0
_ROUND = 6.0


def outline(shape: Shape, rect: Rect) -> tuple[Point, ...]:
    """The corners of the shape, clockwise; round corners are followed by short straight pieces."""
    x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    middle = rect.centre.y
    if shape == "hexagon":
        s = _SLANT
        return _points((x + s, y), (right - s, y), (right, middle), (right - s, bottom), (x + s, bottom), (x, middle))
    if shape == "note":
        return _points((x, y), (right - FOLD, y), (right, y + FOLD), (right, bottom), (x, bottom))
    if shape == "slanted":
        s = _SLANT
        return _points((x + s, y), (right, y), (right - s, bottom), (x, bottom))
    if shape == "box":
        return _points((x, y), (right, y), (right, bottom), (x, bottom))
    return _rounded(rect, _ROUND if shape == "round" else min(rect.height / 2, 14))


def meet(shape: Shape, rect: Rect, tip: Point) -> Point:
    """The tip of a line that ends at the rectangle, moved on towards its middle until it meets the shape."""
    corners = outline(shape, rect)
    outside, inside = 0.0, 1.0
    if _within(corners, tip):
        return tip
    for _ in range(12):
        half = (outside + inside) / 2
        outside, inside = (outside, half) if _within(corners, _between(tip, rect.centre, half)) else (half, inside)
    return _between(tip, rect.centre, inside)


def _points(*pairs: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(*pair) for pair in pairs)


def _rounded(rect: Rect, radius: float) -> tuple[Point, ...]:
    corners = (
        (rect.right - radius, rect.y + radius, -pi / 2),
        (rect.right - radius, rect.bottom - radius, 0.0),
        (rect.x + radius, rect.bottom - radius, pi / 2),
        (rect.x + radius, rect.y + radius, pi),
    )
    return tuple(
        Point(round(x + radius * cos(start + step * pi / 12), 2), round(y + radius * sin(start + step * pi / 12), 2))
        for x, y, start in corners
        for step in range(7)
    )


def _between(one: Point, other: Point, part: float) -> Point:
    return Point(one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part)


def _within(corners: tuple[Point, ...], point: Point) -> bool:
    """Whether the point lies in or within half a point of a convex outline that runs clockwise."""
    for one, other in zip(corners, (*corners[1:], corners[0]), strict=True):
        along_x, along_y = other.x - one.x, other.y - one.y
        length = (along_x**2 + along_y**2) ** 0.5
        if length and (along_x * (point.y - one.y) - along_y * (point.x - one.x)) / length < -0.5:
            return False
    return True
