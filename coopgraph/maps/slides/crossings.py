"""Which boxes a line runs through, and how two lines disturb each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coopgraph.maps.drawing import Point, Rect

__all__ = ["Course", "Line", "clear", "crossings", "disturbance", "extent", "runs_through", "together"]

Line = Sequence[Point]
Course = Sequence[tuple[float, float]]

_CROSSING, _TOGETHER = 3.0, 30.0
_CLOSE, _STRETCH, _SLANT = 3.5, 9.0, 0.12


def extent(line: Line) -> Rect:
    """The rectangle that holds a line."""
    left, top = min(point.x for point in line), min(point.y for point in line)
    return Rect(left, top, max(point.x for point in line) - left, max(point.y for point in line) - top)


def runs_through(line: Course, rect: Rect) -> bool:
    """Whether any piece of the line passes the inside of the rectangle."""
    return not clear(line, (rect,))


def clear(line: Course, rects: Sequence[Rect]) -> bool:
    """Whether the line passes the inside of none of the rectangles.

    A piece does where it leaves none of a rectangle's sides to its outside, and has corners on both of its own sides.
    """
    for (ax, ay), (bx, by) in pairwise(line):
        left, right = (ax, bx) if ax < bx else (bx, ax)
        top, bottom = (ay, by) if ay < by else (by, ay)
        across, down = bx - ax, by - ay
        for x, y, wide, high in rects:
            if right <= x or left >= x + wide or bottom <= y or top >= y + high:
                continue
            first = across * (y - ay) - down * (x - ax)
            second, third = first - down * wide, first + across * high
            last = second + across * high
            if (second > 0 or third > 0 or last > 0) if first <= 0 else (second < 0 or third < 0 or last < 0):
                return False
    return True


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


def together(line: Line, other: Line) -> bool:
    """Whether two lines run along each other for a stretch."""
    return any(_together(*piece, *each) for piece in pairwise(line) for each in pairwise(other))


def crossings(lines: Sequence[tuple[Point, Point]], ends: Sequence[tuple[str, str]]) -> int:
    """How many straight lines cross each other, not counting those that share an end."""
    boxes = [(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)) for a, b in lines]
    found = 0
    for place, (left, top, right, bottom) in enumerate(boxes):
        for other in range(place):
            x, y, far, low = boxes[other]
            if x < right and y < bottom and far > left and low > top and cross(*lines[place], *lines[other]):
                found += not set(ends[place]) & set(ends[other])
    return found


def cross(one: Point, two: Point, three: Point, four: Point) -> bool:
    """Whether two pieces cross; to touch is not to cross."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = one, two, three, four
    across, down = bx - ax, by - ay
    if (across * (cy - ay) - down * (cx - ax)) * (across * (dy - ay) - down * (dx - ax)) >= 0:
        return False
    across, down = dx - cx, dy - cy
    return (across * (ay - cy) - down * (ax - cx)) * (across * (by - cy) - down * (bx - cx)) < 0


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
