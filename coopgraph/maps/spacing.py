"""Places without overlaps for many bodies: columns of stacked boxes that keep who stands near whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from coopgraph.maps.boxes import BoxSize
from coopgraph.maps.drawing import Point

__all__ = ["Stacks", "stacked"]

_ACROSS, _DOWN = 44.0, 30.0
_SHAPE = 1.6


@dataclass(frozen=True, slots=True)
class Stacks:
    """The middles of boxes, and the columns that they stand in: from left to right, each from the top."""

    middles: Mapping[str, Point]
    columns: Sequence[Sequence[str]]


def stacked(middles: Mapping[str, Point], sizes: Mapping[str, BoxSize]) -> Stacks:
    """A place for each box: those furthest left in the first column, each column from the top as they stood.

    Columns are as many as give a drawing one and a half times as wide as it is high, with aisles for lines between.
    """
    columns = list(_columns(middles, sizes))
    heights = [sum(sizes[id_].height + _DOWN for id_ in column) for column in columns]
    places = {}
    left = 0.0
    for column, height in zip(columns, heights, strict=True):
        width = max(sizes[id_].width for id_ in column)
        spare = (max(heights) - height) / len(column)
        top = spare / 2
        for id_ in column:
            places[id_] = Point(left + width / 2, top + sizes[id_].height / 2)
            top += sizes[id_].height + _DOWN + spare
        left += width + _ACROSS
    return Stacks(places, columns)


def _columns(middles: Mapping[str, Point], sizes: Mapping[str, BoxSize]) -> Iterator[Sequence[str]]:
    order = sorted(middles, key=lambda id_: (middles[id_].x, middles[id_].y, id_))
    width = sum(size.width + _ACROSS for size in sizes.values()) / len(order)
    height = sum(size.height + _DOWN for size in sizes.values()) / len(order)
    across = min(max(1, round((len(order) * height * _SHAPE / width) ** 0.5)), len(order))
    size = ceil(len(order) / across)
    for start in range(0, len(order), size):
        yield sorted(order[start : start + size], key=lambda id_: (middles[id_].y, middles[id_].x, id_))
