"""How hard it is to get from one box to another: straight, with a bend, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from coopgraph.maps.drawing import Rect
from coopgraph.maps.slides.crossings import Course, clear
from coopgraph.maps.slides.paths import BULGE, LEVEL, STUB

__all__ = ["BLOCKED", "effort"]

BLOCKED = 40.0
_BENT, _FAR = 8.0, 0.006
_STEEPEST = 0.22
_ACROSS, _DOWN = (0.5, 0.14, 0.86, 0.32, 0.68), (0.5, 0.12, 0.88)
# How far along, and how much of the way from the stop to either end, in PowerPoint's drawing and in LibreOffice's.
_HALF = ((0.0, 1.0), (0.03, 0.7), (0.1, 0.43), (0.22, 0.21), (0.35, 0.06), (0.5, 0.0))
_SINGLE = tuple(
    (3 * t * t - 2 * t**3, (1 - t) ** 2 * (1 - 2.5 * t)) for t in (0.0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0)
)
_CURVES = (
    (*((aside, near, 0.0) for aside, near in _HALF), *((1 - aside, 0.0, far) for aside, far in _HALF[-2::-1])),
    tuple((aside, near, far) for (aside, near), (_, far) in zip(_SINGLE, _SINGLE[::-1], strict=True)),
)


def effort(one: Rect, other: Rect, others: Sequence[Rect]) -> float:
    """What a relation between two boxes costs where others stand: little when a straight line is free."""
    far = _FAR * (abs(one.centre.x - other.centre.x) + abs(one.centre.y - other.centre.y))
    if any(clear(line, others) for line in _straight(one, other)):
        return far
    bent = any(clear(line, others) for line in _elbows(one, other))
    bent = bent or any(all(clear(line, others) for line in lines) for lines in _curves(one, other))
    return far + (_BENT if bent else BLOCKED)


def _straight(one: Rect, other: Rect) -> Iterator[Course]:
    """Lines between the sides that look at each other, those left out that graze a side."""
    for (x, y, wide, high), (to_x, to_y, to_wide, to_high) in ((one, other), (other, one)):
        down, across = to_y - y - high, to_x - x - wide
        if down >= 0:
            for start, end in product(_ACROSS, _ACROSS):
                a, b = x + wide * start, to_x + to_wide * end
                if down > _STEEPEST * abs(a - b):
                    yield (a, y + high), (b, to_y)
        if across >= 0:
            for start, end in product(_DOWN, _DOWN):
                a, b = y + high * start, to_y + to_high * end
                if across > _STEEPEST * abs(a - b):
                    yield (x + wide, a), (to_x, b)


def _elbows(one: Rect, other: Rect) -> Iterator[Course]:
    """From middle to middle with two corners half way, or with one."""
    for upper, lower in ((one, other), (other, one)):
        (x, y), (to_x, to_y) = upper.centre, lower.centre
        if lower.y >= upper.bottom + 2 * STUB:
            middle = (upper.bottom + lower.y) / 2
            yield (x, upper.bottom), (x, middle), (to_x, middle), (to_x, lower.y)
        if lower.x >= upper.right + 2 * STUB:
            middle = (upper.right + lower.x) / 2
            yield (upper.right, y), (middle, y), (middle, to_y), (lower.x, to_y)
        away = upper.bottom if to_y > upper.bottom + STUB else upper.y if to_y < upper.y - STUB else None
        side = lower.x if x < lower.x - STUB else lower.right if x > lower.right + STUB else None
        if away is not None and side is not None:
            yield (x, away), (x, to_y), (side, to_y)


def _curves(one: Rect, other: Rect) -> Iterator[tuple[Course, ...]]:
    """From middle to middle in an S between two rows, or in an arc out of a row and back; in both drawings of it."""
    for near, far in ((one.bottom, other.y), (one.y, other.bottom)):
        if (far - near if near == one.bottom else near - far) > 2 * STUB:
            yield _drawn(one.centre.x, near, other.centre.x, far, (near + far) / 2)
    for near, far, outmost, out in ((one.y, other.y, min, -BULGE), (one.bottom, other.bottom, max, BULGE)):
        if abs(near - far) < LEVEL:
            yield _drawn(one.centre.x, near, other.centre.x, far, outmost(near, far) + out)


def _drawn(x: float, y: float, to_x: float, to_y: float, stop: float) -> tuple[Course, ...]:
    one, other, across = y - stop, to_y - stop, to_x - x
    return tuple(
        [(x + aside * across, stop + near * one + far * other) for aside, near, far in shares] for shares in _CURVES
    )
