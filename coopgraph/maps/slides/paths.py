"""The ways a connector can run, as PowerPoint draws them: preset geometries, where they lie, how they are turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import dist

from coopgraph.maps.drawing import Point, Rect, evenly
from coopgraph.maps.slides.outlines import Site

__all__ = ["BULGE", "LEVEL", "STRAIGHT", "STUB", "Turn", "Way", "bend"]

STRAIGHT = "straightConnector1"
BULGE, LEVEL, STUB = 14.2, 70.0, 7.0
_LEAST, _SAME, _STEP = 1.0, 4.0, 4.0
_STEPS = 6
_WEIGHTS = tuple(
    ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3) for t in (n / _STEPS for n in range(1, _STEPS + 1))
)


@dataclass(frozen=True, slots=True)
class Turn:
    """How a connector's frame is turned: a quarter clockwise, and mirrored before that."""

    quarter: bool = False
    flip_x: bool = False
    flip_y: bool = False


@dataclass(frozen=True)
class Way:
    """One way from a site to another: the preset, its adjustments, and the Bézier points that it stands for."""

    preset: str
    adjust: tuple[int, ...]
    start: Site
    end: Site
    frame: Rect
    turn: Turn
    points: tuple[Point, ...]

    @cached_property
    def line(self) -> tuple[Point, ...]:
        """The way as short straight pieces."""
        if self.preset == STRAIGHT:
            return (self.points[0], self.points[-1])
        if self.preset.startswith("bent"):
            return (*self.points[::3],)
        return (self.points[0], *_sampled(self.points))

    @cached_property
    def office(self) -> tuple[Point, ...]:
        """The way as LibreOffice draws it: all as PowerPoint does, but a curve with one stop as a single Bézier."""
        if self.preset != "curvedConnector3":
            return self.line
        start, stop, end = self.points[0], self.points[3], self.points[-1]
        upright = self.turn.quarter
        first, last = (
            Point(*((side.x, _past(side.y, stop.y)) if upright else (_past(side.x, stop.x), side.y)))
            for side in (start, end)
        )
        return (start, *_sampled((start, first, last, end)))

    @cached_property
    def agreed(self) -> tuple[Point, ...]:
        """The places that lie on it in all drawings of it, in order."""
        if self.office == self.line:
            return tuple(evenly(_lines(self.line), _STEP))
        office = tuple(evenly(_lines(self.office), 3.0))
        return tuple(
            point for point in evenly(_lines(self.line), _STEP) if any(dist(point, other) < _SAME for other in office)
        )


def bend(preset: str, start: Site, end: Site, *stops: float) -> Way:
    """The way through the stops: slide coordinates, by turns along and across the direction in which it starts."""
    quarter = preset != STRAIGHT and start.direction in ("up", "down")
    one, other = start.point, end.point
    ahead, aside = (other.y - one.y, other.x - one.x) if quarter else (other.x - one.x, other.y - one.y)
    wide, high = max(abs(ahead), _LEAST), max(abs(aside), _LEAST)
    if preset == STRAIGHT:
        wide, high = abs(ahead), abs(aside)
    turn = Turn(quarter, ahead < 0, (aside >= 0) if quarter else (aside < 0))
    adjust = tuple(_adjust(place, stop, one, other, quarter, (wide, high)) for place, stop in enumerate(stops))
    middle = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
    frame = Rect(middle.x - wide / 2, middle.y - high / 2, wide, high)
    points = tuple(_turned(point, frame, turn) for point in _drawn(preset, wide, high, adjust))
    return Way(preset, adjust, start, end, frame, turn, points)


def _adjust(place: int, stop: float, one: Point, other: Point, quarter: bool, size: tuple[float, float]) -> int:
    """A stop as the share of the frame that PowerPoint wants, in hundred-thousandths."""
    down = quarter == (place % 2 == 0)
    first, last = (one.y, other.y) if down else (one.x, other.x)
    length = size[place % 2]
    way = -1 if last < first else 1
    return round((stop - first) * way / length * 100_000)


def _turned(point: Point, frame: Rect, turn: Turn) -> Point:
    x = frame.width - point.x if turn.flip_x else point.x
    y = frame.height - point.y if turn.flip_y else point.y
    across, down = x - frame.width / 2, y - frame.height / 2
    if turn.quarter:
        across, down = -down, across
    return Point(frame.centre.x + across, frame.centre.y + down)


def _drawn(preset: str, w: float, h: float, adjust: Sequence[int]) -> tuple[Point, ...]:
    """The preset's path within its frame, as ECMA-376 (presetShapeDefinitions.xml) defines it."""
    if preset == STRAIGHT:
        return _lines([(0, 0), (w, h)])
    stops = [share / 100_000 * (w, h)[place % 2] for place, share in enumerate(adjust)]
    corners = _corners(stops, w, h)
    return _lines(corners) if preset.startswith("bent") else _curves(corners)


def _corners(stops: Sequence[float], w: float, h: float) -> list[tuple[float, float]]:
    """Where a bent connector of that many stops turns."""
    if not stops:
        return [(0, 0), (w, 0), (w, h)]
    corners: list[tuple[float, float]] = [(0, 0)]
    x = y = 0.0
    for place, stop in enumerate(stops):
        x, y = (stop, y) if place % 2 == 0 else (x, stop)
        corners.append((x, y))
    corners.append((x, h) if len(stops) % 2 else (w, y))
    return [*corners, (w, h)]


def _lines(corners: Sequence[Point] | Sequence[tuple[float, float]]) -> tuple[Point, ...]:
    points = [Point(*corners[0])]
    for (x, y), (to_x, to_y) in pairwise(corners):
        points += [Point(x + (to_x - x) * share, y + (to_y - y) * share) for share in (1 / 3, 2 / 3, 1.0)]
    return tuple(points)


def _curves(corners: Sequence[tuple[float, float]]) -> tuple[Point, ...]:
    """PowerPoint's curves: from middle to middle of the bent connector's pieces, halfway towards each corner.

    A connector with one corner is one curve between its ends.
    """
    first, *turns, last = (Point(*corner) for corner in corners)
    stations = [first, *(_half(one, other) for one, other in pairwise(turns)), last]
    points = [first]
    for place, corner in enumerate(turns):
        before, after = stations[place], stations[place + 1]
        points += [_half(before, corner), _half(after, corner), after]
    return tuple(points)


def _sampled(points: Sequence[Point]) -> Iterator[Point]:
    """Points along each part of a Bézier curve, without the very first."""
    for start in range(0, len(points) - 3, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[start : start + 4]
        for a, b, c, d in _WEIGHTS:
            yield Point(a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)


def _past(side: float, stop: float) -> float:
    return side + (stop - side) * 1.5


def _half(one: Point, other: Point) -> Point:
    return Point((one.x + other.x) / 2, (one.y + other.y) / 2)
