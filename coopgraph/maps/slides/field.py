"""What lines must keep clear of: boxes always, the names of countries where they can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from coopgraph.maps.drawing import Point, Rect
from coopgraph.maps.slides.crossings import extent, passes, runs_through
from coopgraph.maps.slides.outlines import Site
from coopgraph.maps.slides.paths import Way

__all__ = ["Between", "Field"]

_CLEAR, _NEAR = 2.5, 5.5
_CLOSE_COST, _NAME_COST = 2.0, 6.0
_NARROW = 9.0

Stripe = tuple[float, float]


@dataclass(frozen=True)
class Between:
    """The boxes and names that a straight line between two boxes can meet."""

    kept: Sequence[Rect]
    near: Sequence[Rect]
    names: Sequence[Rect]

    def free(self, one: Point, other: Point) -> bool:
        """Whether the straight line touches no box."""
        return not any(passes(one, other, rect) for rect in self.kept)

    def tightness(self, one: Point, other: Point) -> float:
        """What it costs that the line passes close to boxes, or over names."""
        close = sum(passes(one, other, rect) for rect in self.near)
        return _CLOSE_COST * close + _NAME_COST * sum(passes(one, other, rect) for rect in self.names)


@dataclass(frozen=True)
class Field:
    """The boxes with their sites, the names, and the area that lines must not leave."""

    boxes: Mapping[str, Rect]
    sites: Mapping[str, tuple[Site, ...]]
    names: Sequence[Rect]
    area: Rect

    def between(self, start: str, end: str) -> Between:
        """What lies between two boxes."""
        hull = _hull(self.boxes[start], self.boxes[end])
        rects = [rect for id_, rect in self.boxes.items() if id_ not in (start, end) and rect.grown(_NEAR).meets(hull)]
        names = [rect for rect in self.names if rect.meets(hull)]
        return Between([rect.grown(_CLEAR) for rect in rects], [rect.grown(_NEAR) for rect in rects], names)

    def free(self, way: Way, start: str, end: str) -> bool:
        """Whether the way stays in the area and touches no box but its own, and those only at its ends."""
        left, top, wide, high = extent(way.line)
        inside = self.area.grown(1.0)
        if not (inside.holds(Point(left, top)) and inside.holds(Point(left + wide, top + high))):
            return False
        if any(runs_through(way.line, self.boxes[id_].grown(-1.0)) for id_ in {start, end}):
            return False
        return not any(
            x < left + wide and right > left and y < top + high and bottom > top and runs_through(way.line, kept)
            for id_, (x, y, right, bottom), kept in self._kept
            if id_ not in (start, end)
        )

    def tightness(self, way: Way, start: str, end: str) -> float:
        """What it costs that the way passes close to boxes, or over names."""
        left, top, wide, high = extent(way.line).grown(_NEAR)
        close = sum(
            runs_through(way.line, kept.grown(_NEAR - _CLEAR))
            for id_, (x, y, right, bottom), kept in self._kept
            if x < left + wide and right > left and y < top + high and bottom > top and id_ not in (start, end)
        )
        return _CLOSE_COST * close + _NAME_COST * sum(runs_through(way.line, rect) for rect in self.names)

    @cached_property
    def _kept(self) -> list[tuple[str, tuple[float, float, float, float], Rect]]:
        """The boxes with what must stay free around them."""
        grown = [(id_, rect.grown(_CLEAR)) for id_, rect in self.boxes.items()]
        return [(id_, (rect.x, rect.y, rect.right, rect.bottom), rect) for id_, rect in grown]

    @cached_property
    def gutters(self) -> tuple[Stripe, ...]:
        """The free stripes above, between and below the rows."""
        spans = _merged((rect.y, rect.bottom) for rect in self.boxes.values())
        inner = [(one[1], other[0]) for one, other in pairwise(spans)]
        edges = [(self.area.y, spans[0][0]), *inner, (spans[-1][1], self.area.bottom)] if spans else []
        return tuple((top, bottom) for top, bottom in edges if bottom - top >= _NARROW)

    def gutter(self, y: float, downwards: bool) -> Stripe | None:
        """The next gutter below or above a height."""
        if downwards:
            return next((gutter for gutter in self.gutters if gutter[1] > y + 1), None)
        return next((gutter for gutter in reversed(self.gutters) if gutter[0] < y - 1), None)

    def channels(self, top: float, bottom: float) -> list[Stripe]:
        """The stripes from top to bottom that no box stands in."""
        spans = _merged((rect.x, rect.right) for rect in self.boxes.values() if rect.y < bottom and top < rect.bottom)
        edges = [self.area.x, *(edge for span in spans for edge in span), self.area.right]
        found = zip(edges[::2], edges[1::2], strict=True)
        return [(left, right) for left, right in found if right - left >= _NARROW]


def _hull(one: Rect, other: Rect) -> Rect:
    left, top = min(one.x, other.x), min(one.y, other.y)
    return Rect(left, top, max(one.right, other.right) - left, max(one.bottom, other.bottom) - top)


def _merged(spans: Iterable[Stripe]) -> list[Stripe]:
    merged: list[Stripe] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged
