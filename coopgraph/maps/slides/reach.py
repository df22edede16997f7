"""How hard it is to get from one box to another: straight, in a simple curve, or only round others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from coopgraph.maps.drawing import Point, Rect
from coopgraph.maps.slides.crossings import passes

__all__ = ["BULGE", "effort"]

_CLEAR = 3.0
_CURVED, _BLOCKED, _FAR = 3.0, 15.0, 0.006
_STEEPEST = 0.3
BULGE = 14.2
_S = (
    *((0.0, 0.0), (0.184, 0.043), (0.344, 0.156), (0.457, 0.316), (0.5, 0.5)),
    *((0.543, 0.684), (0.656, 0.844), (0.816, 0.957), (1.0, 1.0)),
)
_QUARTER = ((0.0, 0.0), (0.367, 0.086), (0.688, 0.312), (0.914, 0.633), (1.0, 1.0))
_ARC = (
    *((0.0, 0.0), (0.367, 0.043), (0.688, 0.156), (0.914, 0.316), (1.0, 0.5)),
    *((0.914, 0.684), (0.688, 0.844), (0.367, 0.957), (0.0, 1.0)),
)


def effort(link: tuple[str, str], rects: Mapping[str, Rect]) -> float:
    """What a relation between two boxes costs where these stand: little when a straight line is free."""
    one, other = rects[link[0]], rects[link[1]]
    left, top = min(one.x, other.x) - _CLEAR, min(one.y, other.y) - _CLEAR
    right, bottom = max(one.right, other.right) + _CLEAR, max(one.bottom, other.bottom) + _CLEAR
    between = tuple(
        rect
        for id_, rect in rects.items()
        if rect[0] < right
        and rect[1] < bottom
        and rect[0] + rect[2] > left
        and rect[1] + rect[3] > top
        and id_ not in link
    )
    return _effort(one, other, between)


@lru_cache(maxsize=50_000)
def _effort(one: Rect, other: Rect, between: tuple[Rect, ...]) -> float:
    far = _FAR * (abs(one.centre.x - other.centre.x) + abs(one.centre.y - other.centre.y))
    kept = [rect.grown(_CLEAR) for rect in between]
    if _straight(one, other, kept):
        return far
    return far + (_CURVED if _curved(one, other, kept) else _BLOCKED)


def _straight(one: Rect, other: Rect, between: Sequence[Rect]) -> bool:
    for a, b in _facing(one, other):
        across, down = b.x - a.x, b.y - a.y
        length = (across * across + down * down) ** 0.5
        steep = max(abs(across), abs(down)) if length else 0.0
        if length and steep / length > _STEEPEST and not any(passes(a, b, rect) for rect in between):
            return True
    return False


def _facing(one: Rect, other: Rect) -> Iterator[tuple[Point, Point]]:
    """Pairs of points on the sides that look at each other."""
    if other.y >= one.bottom or one.y >= other.bottom:
        upper, lower = (one, other) if other.y >= one.bottom else (other, one)
        for share in (0.5, 0.08, 0.92, 0.28, 0.72):
            for to_share in (0.5, 0.08, 0.92, 0.28, 0.72):
                yield (
                    Point(upper.x + upper.width * share, upper.bottom),
                    Point(lower.x + lower.width * to_share, lower.y),
                )
    if other.x >= one.right or one.x >= other.right:
        left, right = (one, other) if other.x >= one.right else (other, one)
        for share in (0.5, 0.12, 0.88):
            for to_share in (0.5, 0.12, 0.88):
                yield (
                    Point(left.right, left.y + left.height * share),
                    Point(right.x, right.y + right.height * to_share),
                )


def _curved(one: Rect, other: Rect, between: Sequence[Rect]) -> bool:
    """Whether a simple curve between the middles of two sides is free."""
    return any(_free(line, between) for line in _curves(one, other))


def _curves(one: Rect, other: Rect) -> Iterator[list[Point]]:
    """An S between rows, arcs above and below, and a quarter from above or below into a side."""
    if other.y >= one.bottom or one.y >= other.bottom:
        upper, lower = (one, other) if other.y >= one.bottom else (other, one)
        start, end = Point(upper.centre.x, upper.bottom), Point(lower.centre.x, lower.y)
        yield [Point(start.x + aside * (end.x - start.x), start.y + ahead * (end.y - start.y)) for ahead, aside in _S]
    if other.x >= one.right or one.x >= other.right:
        yield from (_arc(one, other, down) for down in (False, True))
        yield from _quarter(one, other)
        yield from _quarter(other, one)


def _arc(one: Rect, other: Rect, down: bool) -> list[Point]:
    first, last = (one.bottom, other.bottom) if down else (one.y, other.y)
    far = max(first, last) + BULGE if down else min(first, last) - BULGE
    across = other.centre.x - one.centre.x
    return [Point(one.centre.x + aside * across, _to(first if aside < 0.5 else last, far, out)) for out, aside in _ARC]


def _to(start: float, end: float, share: float) -> float:
    return start + (end - start) * share


def _quarter(one: Rect, other: Rect) -> Iterator[list[Point]]:
    """From the top or bottom of one into the side of the other, where that lies beyond it."""
    side = Point(other.x if other.x >= one.right else other.right, other.centre.y)
    if one.y < side.y < one.bottom:
        return
    start = Point(one.centre.x, one.bottom if side.y > one.centre.y else one.y)
    yield [Point(_to(start.x, side.x, aside), _to(start.y, side.y, ahead)) for ahead, aside in _QUARTER]


def _free(line: Sequence[Point], between: Sequence[Rect]) -> bool:
    return not any(passes(a, b, rect) for a, b in pairwise(line) for rect in between)
