"""What lines must keep clear of: boxes always, the names of countries where they can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coopgraph.maps.drawing import Point, Rect
from coopgraph.maps.slides.crossings import Line, clear, extent, runs_through
from coopgraph.maps.slides.outlines import Site
from coopgraph.maps.slides.paths import BULGE, Way

__all__ = ["Between", "Field"]

_CLEAR, _NEAR, _OWN, _OVER = 2.5, 5.5, -1.0, 8.0
_CLOSE_COST, _NAME_COST = 2.0, 6.0


@dataclass(frozen=True)
class Between:
    """What the lines between two boxes can meet: other boxes, names, the boxes themselves, and the edge of the map."""

    boxes: Sequence[Rect]
    names: Sequence[Rect]
    own: Sequence[Rect]
    area: Rect

    @cached_property
    def kept(self) -> list[Rect]:
        """The other boxes with what stays free around them."""
        return [rect.grown(_CLEAR) for rect in self.boxes]

    def free(self, line: Line) -> bool:
        """Whether the line touches no other box."""
        return clear(line, self.kept)

    def holds(self, way: Way) -> bool:
        """Whether a curve, in either drawing of it, stays on the map and touches no box but at its ends."""
        return all(
            self.free(line)
            and _encloses(self.area.grown(_OVER), extent(line))
            and clear(line, [rect.grown(_OWN) for rect in self.own])
            for line in (way.line, way.office)
        )

    def tightness(self, line: Line) -> float:
        """What it costs that the line passes close to boxes, or over names."""
        close = sum(runs_through(line, rect.grown(_NEAR)) for rect in self.boxes)
        return _CLOSE_COST * close + _NAME_COST * sum(runs_through(line, rect) for rect in self.names)


@dataclass(frozen=True)
class Field:
    """The boxes with their sites, the names, and the area that lines must not leave."""

    boxes: Mapping[str, Rect]
    sites: Mapping[str, tuple[Site, ...]]
    names: Sequence[Rect]
    area: Rect

    def between(self, start: str, end: str) -> Between:
        """What lies between two boxes."""
        own = (self.boxes[start], self.boxes[end])
        corners = [Point(*corner) for rect in own for corner in ((rect.x, rect.y), (rect.right, rect.bottom))]
        hull = extent(corners).grown(2 * BULGE)
        others = [rect for id_, rect in self.boxes.items() if id_ not in (start, end) and rect.meets(hull)]
        return Between(others, [rect for rect in self.names if rect.meets(hull)], own, self.area)


def _encloses(area: Rect, inner: Rect) -> bool:
    return area.x <= inner.x and inner.right <= area.right and area.y <= inner.y and inner.bottom <= area.bottom
