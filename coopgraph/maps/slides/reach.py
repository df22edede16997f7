"""How hard it is to get from one box to another: straight, in a simple curve, or only round others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from coopgraph.maps.drawing import Point, Rect
from coopgraph.maps.slides.crossings import passes

__all__ = ["effort"]

_CLEAR = 3.0
_CURVED, _BLOCKED, _FAR = 3.0, 15.0, 0.006
_STEEPEST = 0.3


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
    """Whether the legs of a bent line between facing middles are free, which holds for the curve as well."""
    a, b = one.centre, other.centre
    if other.y >= one.bottom or one.y >= other.bottom:
        upper, lower = (one, other) if other.y >= one.bottom else (other, one)
        middle = (upper.bottom + lower.y) / 2
        corners = [
            Point(upper.centre.x, upper.bottom),
            Point(upper.centre.x, middle),
            Point(lower.centre.x, middle),
            Point(lower.centre.x, lower.y),
        ]
        if _free(corners, between):
            return True
    return _free([a, Point(a.x, b.y), b], between) or _free([a, Point(b.x, a.y), b], between)


def _free(corners: Sequence[Point], between: Sequence[Rect]) -> bool:
    return not any(
        passes(a, b, rect) for a, b in zip(corners, corners[1:], strict=False) for rect in between
    )
