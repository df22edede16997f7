"""A drawing as values: what every format draws. Lengths are points, y grows downwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import ceil, dist
from typing import NamedTuple

from coopgraph.dates import Holds
from coopgraph.maps.styles import ClassStyle, RelationStyle

__all__ = ["Box", "Cluster", "Drawing", "Edge", "Label", "Line", "Point", "Rect", "along", "around", "evenly"]


class Point(NamedTuple):
    """A place on the page."""

    x: float
    y: float


class Rect(NamedTuple):
    """A rectangle by its top left corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Its middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def grown(self, by: float) -> Rect:
        """The same with a margin on all sides."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def meets(self, other: Rect) -> bool:
        """Whether the two share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def holds(self, point: Point) -> bool:
        """Whether the point lies in it."""
        return self.x <= point.x <= self.right and self.y <= point.y <= self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a box."""

    text: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A body; `number` is its place among the boxes, from 1."""

    entity: str
    number: int
    rect: Rect
    lines: tuple[Line, ...]
    style: ClassStyle

    @property
    def shortened(self) -> bool:
        """Whether something of its name is left out."""
        return any(line.text.endswith("…") for line in self.lines)


@dataclass(frozen=True, slots=True)
class Label:
    """The number or the words on a line, and the room they take."""

    text: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation: Bézier points from subject to object (1 + 3n), and the tips of its arrow heads."""

    statement: str
    number: int
    subject: str
    object: str
    points: tuple[Point, ...]
    head: Point | None
    tail: Point | None
    label: Label
    style: RelationStyle
    holds: Holds
    inferred: bool = False
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """The frame round the bodies of one country, and the room that its name takes."""

    country: str
    label: str
    rect: Rect
    name: Rect


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn, from (0, 0) to (width, height); `worded` when the lines carry words and not numbers."""

    width: float
    height: float
    clusters: tuple[Cluster, ...]
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    worded: bool

    def box(self, entity: str) -> Box:
        """The box of a body."""
        return next(box for box in self.boxes if box.entity == entity)


def around(middle: Point, width: float, height: float) -> Rect:
    """The rectangle of that size with that middle."""
    return Rect(middle.x - width / 2, middle.y - height / 2, width, height)


def along(points: Sequence[Point], steps: int = 12) -> Iterator[Point]:
    """Points on a Bézier curve, `steps` to each of its parts, both ends included."""
    yield points[0]
    for start in range(0, len(points) - 3, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[start : start + 4]
        for step in range(1, steps + 1):
            t = step / steps
            u = 1 - t
            a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            yield Point(a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)


def evenly(points: Sequence[Point], apart: float) -> Iterator[Point]:
    """Points on a Bézier curve at most so far apart, the ends of its parts included."""
    yield points[0]
    for start in range(0, len(points) - 3, 3):
        part = points[start : start + 4]
        length = sum(dist(one, other) for one, other in pairwise(part))
        yield from islice(along(part, max(4, ceil(length / apart))), 1, None)
