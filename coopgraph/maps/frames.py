"""The frames round the bodies of a country, and where in or at them its name stands: where no line runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from coopgraph.maps.drawing import Cluster, Point, Rect, evenly
from coopgraph.maps.grid import Grid
from coopgraph.maps.labels import Route
from coopgraph.maps.metrics import width
from coopgraph.maps.rows import countries
from coopgraph.maps.selection import Selection
from coopgraph.maps.strings import country_name

__all__ = ["NAME_BASE", "NAME_SIZE", "NAME_TOP", "framed", "named"]

NAME_SIZE = 10.5
NAME_BASE = 9.8
NAME_TOP = 5.2
_HEIGHT = 12.6
_MARGIN = 10.0
_LINE = 18.0
_INSET = 8.0
_BESIDE = 2.0
_AIR = 1.5
_CHORD = 3.0
_STEP = 4.0
_MOST = 2000


def framed(selection: Selection, rects: Mapping[str, Rect]) -> tuple[Cluster, ...]:
    """A frame round the bodies of each country, its name in the middle of its upper edge."""
    return tuple(
        _frame(
            column.country,
            country_name(column.country, selection.lang),
            [rects[entity.id] for entity in column.members],
        )
        for column in countries(selection)
        if column.country
    )


def named(clusters: Sequence[Cluster], routes: Iterable[Route], boxes: Sequence[Rect]) -> tuple[Cluster, ...]:
    """The same frames, each name moved as little as takes it off lines, boxes and the other frames.

    It moves along the upper edge first, then out of the frame, then to any free place within it; where there is none
    it stands where the least is covered.
    """
    points: Grid[Point] = Grid(30)
    for route in routes:
        for point in evenly(route.points, _CHORD):
            points.put(point.x, point.y, point)
    found: list[Cluster] = []
    for cluster in clusters:
        others = [each.rect for each in clusters if each is not cluster]
        taken = [*boxes, *others, *(each.name for each in found)]
        found.append(replace(cluster, name=_clearest(_places(cluster), points, taken)))
    return tuple(found)


def _frame(country: str, label: str, rects: Sequence[Rect]) -> Cluster:
    left, top = min(rect.x for rect in rects) - _MARGIN, min(rect.y for rect in rects) - _MARGIN - _LINE
    right, bottom = max(rect.right for rect in rects) + _MARGIN, max(rect.bottom for rect in rects) + _MARGIN
    across = width(label, NAME_SIZE)
    return Cluster(
        country,
        label,
        Rect(left, top, right - left, bottom - top),
        Rect((left + right - across) / 2, top + NAME_TOP, across, _HEIGHT),
    )


def _places(cluster: Cluster) -> Iterator[Rect]:
    """Where its name may stand, the best places first."""
    frame = cluster.rect
    for y in (cluster.name.y, frame.y - _HEIGHT - _BESIDE, frame.bottom + _BESIDE):
        yield from _along(cluster, y)
    for step in range(1, int((frame.height - _HEIGHT - _INSET) / _STEP)):
        yield from _along(cluster, cluster.name.y + step * _STEP)


def _along(cluster: Cluster, y: float) -> Iterator[Rect]:
    """Places at one height, from the middle outwards."""
    name, frame = cluster.name, cluster.rect
    yield name._replace(y=y)
    for step in range(1, int((frame.width - name.width) / 2 / _STEP - _INSET / _STEP) + 1):
        for way in (-step, step):
            yield name._replace(x=name.x + way * _STEP, y=y)


def _clearest(places: Iterable[Rect], points: Grid[Point], taken: Sequence[Rect]) -> Rect:
    """The first place that covers nothing, else the first of those that cover least."""
    best, least = None, 0
    for place in islice(places, _MOST):
        area = place.grown(_AIR)
        covered = len({point for point in points.near(area) if area.holds(point)})
        covered += 100 * sum(rect.meets(area) for rect in taken)
        if not covered:
            return place
        if best is None or covered < least:
            best, least = place, covered
    assert best is not None
    return best
