"""Boxes moved within their columns until as many relations as possible can run straight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import log
from random import Random

from coopgraph.maps.drawing import Rect
from coopgraph.maps.slides.crossings import cross
from coopgraph.maps.slides.grid import Cells, Grid
from coopgraph.maps.slides.reach import effort
from coopgraph.maps.styles import tier

__all__ = ["MANY", "Seating", "settled"]

MANY = 80
_EACH = 70
_CROSSED = 0.6
_HOT, _COLD = 8.0, 0.15

Link = tuple[str, str]


@dataclass(frozen=True)
class Seating:
    """The boxes in their cells, and the x that each wishes for, from 0 to 1 across its column."""

    grid: Grid
    wishes: Mapping[str, float]

    def wishing(self, wishes: Mapping[str, float]) -> Seating:
        """The same boxes in the same cells, in the order of other wishes."""
        return Seating(_ordered(self.grid, self.grid.cells, wishes), wishes)


def settled(seating: Seating, area: Rect, scale: float, work: int) -> tuple[Seating, float]:
    """The seating after a walk that may take about so many milliseconds, and what it costs then.

    The moves are counted, not timed: equal input settles in the same way on every machine.
    """
    statements = seating.grid.selection.ordered_statements()
    links = Counter((each.subject, each.object) for each in statements if each.subject != each.object)
    if len(seating.wishes) > MANY or not links:
        return seating, 0.0
    tries = min(_EACH * len(seating.wishes), round(work / (0.6 + 0.02 * len(links) + 0.0002 * len(links) ** 2)))
    return _Table(seating, area, scale, links).annealed(tries)


class _Table:
    """A seating and what it costs; pairs that a move does not touch are not looked at again."""

    def __init__(self, seating: Seating, area: Rect, scale: float, links: Mapping[Link, int]) -> None:
        self.seating, self.area, self.scale, self.links = seating, area, scale, links
        self.chance, self.ids = Random(1), sorted(seating.wishes)
        self.column_of = {
            id_: column for column, cells in enumerate(seating.grid.cells) for cell in cells for id_ in cell
        }
        self.above, self.pinned = _above(seating.grid), _pinned(seating.grid)
        self.rects: Mapping[str, Rect] = seating.grid.placed(area, scale, seating.wishes).rects
        self.efforts: Mapping[Link, float] = {link: effort(link, self.rects) for link in links}
        self.cost = self._total(self.efforts) + _CROSSED * self._crossings(self.rects)

    def annealed(self, tries: int) -> tuple[Seating, float]:
        """The best seating met on a walk that at first also takes moves for the worse, and ever fewer of them."""
        best = (self.seating, self.cost)
        for place in range(tries):
            heat = _HOT * (_COLD / _HOT) ** (place / tries)
            seating = self._move()
            if (
                seating
                and self._take(seating, self.cost - heat * log(1 - self.chance.random()))
                and self.cost < best[1]
            ):
                best = (self.seating, self.cost)
        return best

    def _take(self, seating: Seating, limit: float) -> bool:
        """Whether a seating costs less than the limit; it then replaces that of now."""
        rects = seating.grid.placed(self.area, self.scale, seating.wishes).rects
        efforts = self._efforts(rects, limit)
        if efforts is None:
            return False
        cost = self._total(efforts) + _CROSSED * self._crossings(rects)
        if cost >= limit:
            return False
        self.seating, self.rects, self.efforts, self.cost = seating, rects, efforts, cost
        return True

    def _efforts(self, rects: Mapping[str, Rect], limit: float) -> dict[Link, float] | None:
        """The efforts with other places of the boxes; None as soon as they are seen to go beyond the limit."""
        moved = {id_ for id_, rect in rects.items() if rect != self.rects[id_]}
        touched = [rects[id_] for id_ in moved] + [self.rects[id_] for id_ in moved]
        changed = [link for link in self.links if not moved.isdisjoint(link) or _disturbed(link, rects, touched)]
        efforts = {**self.efforts, **dict.fromkeys(changed, 0.0)}
        total = self._total(efforts)
        for link in changed:
            efforts[link] = effort(link, rects)
            total += efforts[link] * self.links[link]
            if total >= limit:
                return None
        return efforts

    def _total(self, efforts: Mapping[Link, float]) -> float:
        return sum(efforts[link] * times for link, times in self.links.items())

    def _crossings(self, rects: Mapping[str, Rect]) -> int:
        lines = [(rects[one].centre, rects[other].centre, one, other) for one, other in self.links]
        return sum(
            1
            for (a, b, *ends), (c, d, *others) in combinations(lines, 2)
            if ends[0] not in others and ends[1] not in others and cross(a, b, c, d)
        )

    def _move(self) -> Seating | None:
        """Some box in another row, in the place of another of its column, or further to the left or right."""
        grid, wishes = self.seating.grid, self.seating.wishes
        id_ = self._any(self.ids)
        column = self.column_of[id_]
        row_of = {each: row for row, cell in enumerate(grid.cells[column]) for each in cell}
        kind = self.chance.random()
        if kind < 0.4:
            other = self._any(sorted(row_of))
            rows = {**row_of, id_: row_of[other], other: row_of[id_]}
            return self._reseated(column, rows, {**wishes, id_: wishes[other], other: wishes[id_]})
        if kind < 0.65:
            row = int(self.chance.random() * len(grid.heights))
            return self._reseated(column, {**row_of, id_: row}, {**wishes, id_: self.chance.random()})
        return self.seating.wishing({**wishes, id_: self.chance.random()})

    def _any(self, ids: Sequence[str]) -> str:
        return ids[int(self.chance.random() * len(ids))]

    def _reseated(self, column: int, row_of: Mapping[str, int], wishes: Mapping[str, float]) -> Seating | None:
        """The seating with other rows in one column, where the rules and the room allow it."""
        grid = self.seating.grid
        if any(row_of[lower] <= row_of[upper] for lower, upper in self.above if lower in row_of and upper in row_of):
            return None
        if any(row_of[id_] for id_ in self.pinned & row_of.keys()):
            return None
        cells = tuple(tuple(id_ for id_, at in row_of.items() if at == row) for row in range(len(grid.heights)))
        moved = _ordered(grid, (*grid.cells[:column], cells, *grid.cells[column + 1 :]), wishes)
        return Seating(moved, wishes) if moved.scale(self.area) >= self.scale - 0.001 else None


def _ordered(grid: Grid, cells: tuple[Cells, ...], wishes: Mapping[str, float]) -> Grid:
    return replace(
        grid,
        cells=tuple(
            tuple(tuple(sorted(cell, key=lambda id_: (wishes[id_], id_))) for cell in column) for column in cells
        ),
    )


def _above(grid: Grid) -> list[Link]:
    hierarchical = grid.selection.ontology.hierarchical()
    return [
        (each.subject, each.object) for each in grid.selection.ordered_statements() if each.relation in hierarchical
    ]


def _pinned(grid: Grid) -> set[str]:
    """Those that stand in the first row."""
    ontology = grid.selection.ontology
    return {entity.id for entity in grid.selection.entities if tier(ontology, entity.type) == 0}


def _disturbed(link: Link, rects: Mapping[str, Rect], touched: list[Rect]) -> bool:
    one, other = rects[link[0]], rects[link[1]]
    left, top = min(one.x, other.x) - 4, min(one.y, other.y) - 4
    hull = Rect(left, top, max(one.right, other.right) + 4 - left, max(one.bottom, other.bottom) + 4 - top)
    return any(hull.meets(rect) for rect in touched)
