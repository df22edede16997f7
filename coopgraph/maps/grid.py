"""Things on a plane, found quickly by where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

from coopgraph.maps.drawing import Rect

__all__ = ["Grid"]

Thing = TypeVar("Thing")


class Grid(Generic[Thing]):
    """Things in square cells of a given size."""

    def __init__(self, cell: float) -> None:
        self._cell = cell
        self._things: dict[tuple[int, int], list[Thing]] = defaultdict(list)

    def add(self, area: Rect, thing: Thing) -> None:
        """Puts the thing in every cell that the area touches."""
        for cell in self._cells(area):
            self._things[cell].append(thing)

    def put(self, x: float, y: float, thing: Thing) -> None:
        """Puts the thing in the cell of a point."""
        self._things[int(x // self._cell), int(y // self._cell)].append(thing)

    def near(self, area: Rect) -> Iterator[Thing]:
        """What may lie in the area, a thing once for each cell that it shares with it."""
        for cell in self._cells(area):
            yield from self._things.get(cell, ())

    def _cells(self, area: Rect) -> Iterator[tuple[int, int]]:
        across = range(int(area.x // self._cell), int(area.right // self._cell) + 1)
        down = range(int(area.y // self._cell), int(area.bottom // self._cell) + 1)
        return ((x, y) for x in across for y in down)
