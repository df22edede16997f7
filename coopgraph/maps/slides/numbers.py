"""Where the number or the words of a connector stand: on its line, clear of boxes, names and each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

from coopgraph.maps.drawing import Rect, around
from coopgraph.maps.slides.crossings import Line, runs_through
from coopgraph.maps.slides.paths import Way

__all__ = ["place_numbers"]

_CLEAR, _HEAD = 2.5, 4.0
_CROSSED, _OFF = 3.0, 8.0

Size = tuple[float, float]


def place_numbers(sizes: Mapping[str, Size], ways: Mapping[str, Way], kept: Sequence[Rect]) -> dict[str, Rect]:
    """A rectangle for each number that finds room, by statement; those with least choice come first.

    What is kept clear are boxes and names of countries.
    """
    free = {id_: _places(ways[id_], size, kept) for id_, size in sizes.items()}
    found: dict[str, Rect] = {}
    for id_ in sorted(free, key=lambda id_: (len(free[id_]), id_)):
        lines = [way.line for other, way in ways.items() if other != id_]
        place = _best(free[id_], list(found.values()), lines)
        if place:
            found[id_] = place
    return found


def _best(places: Sequence[Rect], taken: Sequence[Rect], lines: Sequence[Line]) -> Rect | None:
    """The place that covers fewest other lines, near the middle; none where other numbers stand in all of them."""
    middle = (len(places) - 1) / 2
    best, least = None, inf
    for off, place in sorted(
        (_OFF * abs(number - middle) / (middle + 1), place) for number, place in enumerate(places)
    ):
        if off >= least:
            break
        wide = place.grown(_CLEAR)
        if any(wide.meets(each) for each in taken):
            continue
        cost = off + _CROSSED * sum(runs_through(line, wide) for line in lines)
        if cost < least:
            best, least = place, cost
    return best


def _places(way: Way, size: Size, kept: Sequence[Rect]) -> list[Rect]:
    """The rectangles on a line, from its start to its end, that are clear and leave its heads to see."""
    near = [rect.grown(_CLEAR) for rect in kept]
    ends = (way.points[0], way.points[-1])
    rects = [around(point, *size) for point in way.agreed]
    return [
        rect
        for rect in rects
        if not any(rect.grown(_HEAD).holds(end) for end in ends) and not any(rect.meets(each) for each in near)
    ]
