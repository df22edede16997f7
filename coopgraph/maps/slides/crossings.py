"""Which boxes a line runs through, and how two lines disturb each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coopgraph.maps.drawing import Point, Rect

__all__ = ["Line", "cross", "disturbance", "extent", "passes", "runs_through"]

Line = Sequence[Point]

_CROSSING, _TOGETHER = 3.0, 30.0
_CLOSE, _STRETCH, _SLANT = 3.5, 9.0, 0.12


def extent(line: Line) -> Rect:
    """The rectangle that holds a line."""
    left, top = min(point.x for point in line), min(point.y for point in line)
    return Rect(left, top, max(point.x for point in line) - left, max(point.y for point in line) - top)


def runs_through(line: Line, rect: Rect) -> bool:
    """Whether any piece of the line passes the inside of the rectangle."""
    return any(passes(one, other, rect) for one, other in pairwise(line))


def passes(one: Point, other: Point, rect: Rect) -> bool:
    """Whether the piece between two points passes the inside of the rectangle.

    It does where it leaves none of the rectangle's sides to its outside, and has corners on both of its own sides.
    """
    (ax, ay), (bx, by), (left, top, wide, high) = one, other, rect
    right, bottom = left + wide, top + high
    if (
        (ax <= left and bx <= left)
        or (ax >= right and bx >= right)
        or (ay <= top and by <= top)
        or (ay >= bottom and by >= bottom)
    ):
        return False
    across, down = bx - ax, by - ay
    first = across * (top - ay) - down * (left - ax)
    others = (first - down * wide, first + across * high, first - down * wide + across * high)
    return any(each > 0 for each in others) if first <= 0 else any(each < 0 for each in others)


def disturbance(line: Line, other: Line, shared: Rect) -> float:
    """How much two lines disturb each other: a little where they cross, much where they run along each other.

    `shared` is where both can be; nothing else is looked at.
    """
    total = 0.0
    pieces = _within(other, shared)
    for one, two in _within(line, shared):
        for three, four in pieces:
            if cross(one, two, three, four):
                total += _CROSSING
            if _together(one, two, three, four):
                total += _TOGETHER
    return total


def _within(line: Line, area: Rect) -> list[tuple[Point, Point]]:
    left, top, right, bottom = area.x, area.y, area.right, area.bottom
    return [
        (one, two)
        for one, two in pairwise(line)
        if (one.x >= left or two.x >= left)
        and (one.x <= right or two.x <= right)
        and (one.y >= top or two.y >= top)
        and (one.y <= bottom or two.y <= bottom)
    ]


def _side(one: Point, two: Point, point: Point) -> float:
    return (two.x - one.x) * (point.y - one.y) - (two.y - one.y) * (point.x - one.x)


def cross(one: Point, two: Point, three: Point, four: Point) -> bool:
    """Whether two pieces cross; to touch is not to cross."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = one, two, three, four
    across, down = bx - ax, by - ay
    if (across * (cy - ay) - down * (cx - ax)) * (across * (dy - ay) - down * (dx - ax)) >= 0:
        return False
    across, down = dx - cx, dy - cy
    return (across * (ay - cy) - down * (ax - cx)) * (across * (by - cy) - down * (bx - cx)) < 0


def _together(one: Point, two: Point, three: Point, four: Point) -> bool:
    """Whether two pieces lie along each other for a stretch, closer than lines can be told apart."""
    across, down, other_across, other_down = two.x - one.x, two.y - one.y, four.x - three.x, four.y - three.y
    length, other = (
        (across * across + down * down) ** 0.5,
        (other_across * other_across + other_down * other_down) ** 0.5,
    )
    if abs(across * other_down - down * other_across) > _SLANT * length * other or not length or not other:
        return False
    ahead, aside = across / length, down / length
    places = sorted((point.x - one.x) * ahead + (point.y - one.y) * aside for point in (three, four))
    shared = min(places[1], length) - max(places[0], 0.0)
    gap = min(abs(_side(one, two, three)), abs(_side(one, two, four))) / length
    return bool(shared > min(_STRETCH, 0.8 * min(length, other)) and gap < _CLOSE)
