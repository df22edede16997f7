"""Boxes moved within their columns until as many relations as possible can run straight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, log
from random import Random

from coopgraph.maps.drawing import Rect
from coopgraph.maps.slides.crossings import clear, crossings
from coopgraph.maps.slides.grid import Cells, Grid
from coopgraph.maps.slides.reach import BLOCKED, effort
from coopgraph.maps.styles import tier

__all__ = ["HOT", "Seating", "settled"]

_MANY = 120
_USUAL = 40
_CROSSED, _CLEAR = 0.6, 3.0
HOT, _COLD = 8.0, 0.15

Link = tuple[str, str]


@dataclass(frozen=True)
class Seating:
    """The boxes in their cells, and the x that each wishes for, from 0 to 1 across its column."""

    grid: Grid
    wishes: Mapping[str, float]

    def wishing(self, wishes: Mapping[str, float]) -> Seating:
        """The same boxes in the same cells, in the order of other wishes."""
        return Seating(_ordered(self.grid, self.grid.cells, wishes), wishes)


def settled(seating: Seating, area: Rect, scale: float, moves: int, hot: float = HOT) -> tuple[Seating, float]:
    """The seating after a walk of so many moves for each box, fewer where boxes are many, and what it costs then.

    The moves are counted, not timed: equal input settles in the same way on every machine.
    """
    statements = seating.grid.selection.ordered_statements()
    links = Counter((each.subject, each.object) for each in statements if each.subject != each.object)
    boxes = len(seating.wishes)
    if boxes > _MANY or not links:
        return seating, 0.0
    return _Table(seating, area, scale, links).annealed(round(moves * min(boxes, _USUAL**2 / boxes)), hot)


class _Table:
    """A seating and what it costs; relations that a move does not touch are not looked at again."""

    def __init__(self, seating: Seating, area: Rect, scale: float, links: Mapping[Link, int]) -> None:
        self.seating, self.area, self.scale, self.links = seating, area, scale, links
        self.chance, self.ids = Random(1), sorted(seating.wishes)
        grid = seating.grid
        self.column_of = {id_: column for column, cells in enumerate(grid.cells) for cell in cells for id_ in cell}
        self.room = [wide / scale for _, wide in grid.spans(area, scale)]
        self.above, self.pinned = _above(grid), _pinned(grid)
        self.rects: Mapping[str, Rect] = grid.rects(area, scale, seating.wishes)
        self.kept: dict[str, Rect] = {}
        self.efforts: dict[Link, float] = {}
        self.cost = inf
        self._take(seating, self.rects, dict.fromkeys(self.rects, True), inf)

    def annealed(self, tries: int, hot: float) -> tuple[Seating, float]:
        """The best seating met on a walk that at first also takes moves for the worse, and ever fewer of them."""
        best = (self.seating, self.cost)
        for place in range(tries):
            heat = hot * (_COLD / hot) ** (place / tries)
            limit = self.cost - heat * log(1 - self.chance.random())
            id_ = self._any(self.troubled if self.troubled and self.chance.random() < 0.5 else self.ids)
            seating = self._move(id_)
            if seating and self._moved(seating, self.column_of[id_], limit) and self.cost < best[1]:
                best = (self.seating, self.cost)
        return best

    def _moved(self, seating: Seating, column: int, limit: float) -> bool:
        """Whether a seating that differs in one column costs less than the limit; it then replaces that of now."""
        grid, old = seating.grid, self.seating.grid
        if grid.heights == old.heights:
            rects = {**self.rects, **dict(grid.column(column, self.area, self.scale, seating.wishes))}
        else:
            rects = grid.rects(self.area, self.scale, seating.wishes)
        moved = {id_ for id_, rect in rects.items() if rect != self.rects[id_]}
        return self._take(seating, rects, moved, limit)

    def _take(self, seating: Seating, rects: Mapping[str, Rect], moved: Collection[str], limit: float) -> bool:
        efforts = self._efforts(rects, moved, limit)
        if efforts is None:
            return False
        lines = [(rects[one].centre, rects[other].centre) for one, other in self.links]
        cost = self._total(efforts) + _CROSSED * crossings(lines, list(self.links))
        if cost >= limit:
            return False
        self.seating, self.rects, self.efforts, self.cost = seating, rects, efforts, cost
        self.kept |= {id_: rects[id_].grown(_CLEAR) for id_ in moved}
        self.troubled = self._troubled()
        return True

    def _troubled(self) -> list[str]:
        """The ends of the relations that find no way, and the boxes between them."""
        found: set[str] = set()
        for one, other in (link for link, each in self.efforts.items() if each >= BLOCKED):
            line = (self.rects[one].centre, self.rects[other].centre)
            found |= {id_ for id_, rect in self.rects.items() if not clear(line, (rect,))}
        return sorted(found)

    def _efforts(self, rects: Mapping[str, Rect], moved: Collection[str], limit: float) -> dict[Link, float] | None:
        """The efforts with other places of the boxes; None as soon as they are seen to go beyond the limit."""
        kept = {**self.kept, **{id_: rects[id_].grown(_CLEAR) for id_ in moved}}
        touched = [kept[id_] for id_ in moved] + [self.kept[id_] for id_ in moved if id_ in self.kept]
        efforts = dict(self.efforts)
        changed = []
        for link in self.links:
            hull = _hull(rects[link[0]], rects[link[1]])
            if link[0] in moved or link[1] in moved or _meeting(hull, touched):
                efforts[link] = 0.0
                changed.append((link, hull))
        total = self._total(efforts)
        for link, hull in changed:
            ends = (kept[link[0]], kept[link[1]])
            between = [rect for rect in _meeting(hull, kept.values()) if rect not in ends]
            efforts[link] = effort(rects[link[0]], rects[link[1]], between)
            total += efforts[link] * self.links[link]
            if total >= limit:
                return None
        return efforts

    def _total(self, efforts: Mapping[Link, float]) -> float:
        return sum(efforts[link] * times for link, times in self.links.items())

    def _move(self, id_: str) -> Seating | None:
        """A box in another row, in the place of another of its column, or further to the left or right."""
        grid, wishes = self.seating.grid, self.seating.wishes
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
        if any(grid.need(cell) > self.room[column] for cell in cells):
            return None
        moved = _ordered(grid, (*grid.cells[:column], cells, *grid.cells[column + 1 :]), wishes)
        return Seating(moved, wishes) if moved.height * self.scale <= self.area.height + 0.001 else None


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


def _hull(one: Rect, other: Rect) -> Rect:
    (ax, ay, wide, high), (bx, by, to_wide, to_high) = one, other
    left, top = ax if ax < bx else bx, ay if ay < by else by
    return Rect(left, top, max(ax + wide, bx + to_wide) - left, max(ay + high, by + to_high) - top)


def _meeting(area: Rect, rects: Iterable[Rect]) -> list[Rect]:
    """Those of the rectangles that share something with the area."""
    left, top, wide, high = area
    right, bottom = left + wide, top + high
    return [
        rect
        for rect in rects
        if rect[0] < right and rect[1] < bottom and rect[0] + rect[2] > left and rect[1] + rect[3] > top
    ]
