"""Where the boxes stand on a slide: the rows and columns of every map, packed as tightly as the type allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from coopgraph.maps.boxes import LEADING, BoxSize
from coopgraph.maps.drawing import Cluster, Drawing, Rect
from coopgraph.maps.metrics import width
from coopgraph.maps.rows import Column, columns, rows
from coopgraph.maps.selection import Selection
from coopgraph.maps.slides.texts import LEAST, SlideText
from coopgraph.maps.strings import country_name

__all__ = ["COUNTRY", "Grid", "Placed", "grids"]

COUNTRY = 11.0
_ACROSS, _DOWN, _BETWEEN = 15.0, 25.0, 24.0
_INSIDE, _COUNTRY_LINE = 9.0, 17.0
_MOST_ROWS = 24
_LINE_TO_SEE = 25.0

Cells = tuple[tuple[str, ...], ...]
Gaps = Mapping[frozenset[str], float]


@dataclass(frozen=True)
class Placed:
    """The boxes and countries on the slide."""

    rects: Mapping[str, Rect]
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True)
class Grid:
    """The bodies in rows and columns; each cell holds its bodies from left to right, each column has a least width."""

    selection: Selection
    columns: tuple[Column, ...]
    cells: tuple[Cells, ...]
    texts: Mapping[str, SlideText]
    gaps: Gaps
    widths: tuple[float, ...]

    def need(self, cell: Sequence[str]) -> float:
        """The least width of a column with that cell."""
        return _across(cell, self.texts, self.gaps) + 2 * _INSIDE

    @cached_property
    def heights(self) -> tuple[float, ...]:
        """The height of each row, that of its tallest box."""
        down = range(len(self.cells[0])) if self.cells else ()
        return tuple(
            max((self.texts[id_].height for cells in self.cells for id_ in cells[row]), default=0.0) for row in down
        )

    @property
    def width(self) -> float:
        """The least width of all."""
        return max(sum(self.widths) + _BETWEEN * (len(self.widths) - 1), 1.0)

    @property
    def height(self) -> float:
        """The least height of all."""
        return sum(self.heights) + _DOWN * (len(self.heights) - 1) + _COUNTRY_LINE + 2 * _INSIDE

    def scale(self, area: Rect) -> float:
        """How much the type can grow in that area; below 1 it does not fit."""
        return min(area.width / self.width, area.height / self.height)

    def placed(self, area: Rect, scale: float, wishes: Mapping[str, float]) -> Placed:
        """The boxes in the area at a scale, and the countries round them."""
        return Placed(self.rects(area, scale, wishes), tuple(self._clusters(area, scale)))

    def rects(self, area: Rect, scale: float, wishes: Mapping[str, float]) -> dict[str, Rect]:
        """The boxes alone, each as near to the x that it wishes for as its neighbours allow.

        Wishes run from 0 to 1 across the column.
        """
        return {id_: rect for each in range(len(self.cells)) for id_, rect in self.column(each, area, scale, wishes)}

    def column(self, number: int, area: Rect, scale: float, wishes: Mapping[str, float]) -> Iterator[tuple[str, Rect]]:
        """The boxes of one column."""
        left, wide = self.spans(area, scale)[number]
        inside = (left + _INSIDE * scale, left + wide - _INSIDE * scale)
        for cell, top, height in zip(self.cells[number], self.tops(area, scale), self.heights, strict=True):
            yield from self._row(cell, inside, top, height * scale, scale, wishes)

    def tops(self, area: Rect, scale: float) -> list[float]:
        """Where the rows begin."""
        spare = max(area.height - self.height * scale, 0.0)
        gaps = max(len(self.heights) - 1, 0)
        more = min(spare / gaps, 70.0 * scale) if gaps else 0.0
        top = area.y + (_INSIDE + _COUNTRY_LINE) * scale + (spare - more * gaps) / 2
        tops = []
        for height in self.heights:
            tops.append(top)
            top += height * scale + _DOWN * scale + more
        return tops

    def spans(self, area: Rect, scale: float) -> list[tuple[float, float]]:
        """The left side and width of each column; what is spare is shared by width, and between columns."""
        if not self.widths:
            return []
        spare = max(area.width - self.width * scale, 0.0)
        apart = min(spare * 0.1, 110.0)
        between = _BETWEEN * scale + apart
        spare -= apart * (len(self.widths) - 1)
        factor = 1 + min(spare / (sum(self.widths) * scale), 0.6)
        used = sum(self.widths) * scale * factor + between * (len(self.widths) - 1)
        left, spans = area.x + (area.width - used) / 2, []
        for wide in self.widths:
            spans.append((left, wide * scale * factor))
            left += wide * scale * factor + between
        return spans

    def _row(
        self,
        cell: Sequence[str],
        inside: tuple[float, float],
        top: float,
        height: float,
        scale: float,
        wishes: Mapping[str, float],
    ) -> Iterator[tuple[str, Rect]]:
        widths = [self.texts[id_].width * scale for id_ in cell]
        first, last = inside
        wished = [first + wishes[id_] * (last - first) - wide / 2 for id_, wide in zip(cell, widths, strict=True)]
        lefts = _apart(wished, widths, [gap * scale for gap in _between(cell, self.gaps)], first, last)
        for id_, left, wide in zip(cell, lefts, widths, strict=True):
            high = self.texts[id_].height * scale
            yield id_, Rect(*(round(each, 1) for each in (left, top + (height - high) / 2, wide, high)))

    def _clusters(self, area: Rect, scale: float) -> Iterator[Cluster]:
        tops = self.tops(area, scale)
        for column, cells, (left, wide) in zip(self.columns, self.cells, self.spans(area, scale), strict=True):
            if column.country:
                used = [row for row, cell in enumerate(cells) if cell]
                top = tops[used[0]] - (_INSIDE + _COUNTRY_LINE) * scale
                bottom = tops[used[-1]] + (self.heights[used[-1]] + _INSIDE) * scale
                label = country_name(column.country, self.selection.lang)
                yield Cluster(
                    column.country, label, Rect(left, top, wide, bottom - top), _name(label, left, top, scale)
                )


def _name(label: str, left: float, top: float, scale: float) -> Rect:
    """The room of a country's name in the upper left corner of its frame."""
    size = COUNTRY * scale
    return Rect(left + 8 * scale, top + 4 * scale, width(label, size, True) + 8, size * LEADING)


def grids(selection: Selection, drawing: Drawing, texts: Mapping[str, SlideText]) -> list[Grid]:
    """For each number of rows the narrowest way to stand in them, each cell in the order of the drawing."""
    if not texts:
        return [Grid(selection, (), (), {}, {}, ())]
    sizes = {id_: BoxSize(text.lines, text.width, text.height) for id_, text in texts.items()}
    chosen = [rows(selection, sizes, height) for height in range(1, min(len(texts), _MOST_ROWS) + 1)]
    groups = tuple(column for column in columns(selection) if column.members)
    choices = [list(_choices(group, chosen, drawing)) for group in groups]
    least = max(min(len(cells) for cells in each) for each in choices)
    most = max(len(cells) for each in choices for cells in each)
    gaps = _gaps(drawing)
    found = [
        _grid(selection, groups, _narrowest(choices, down, texts, gaps), texts, gaps) for down in range(least, most + 1)
    ]
    return list({grid.cells: grid for grid in found}.values())


def _grid(
    selection: Selection,
    groups: tuple[Column, ...],
    cells: tuple[Cells, ...],
    texts: Mapping[str, SlideText],
    gaps: Gaps,
) -> Grid:
    widths = tuple(max(_across(cell, texts, gaps) for cell in each) + 2 * _INSIDE for each in cells)
    return Grid(selection, groups, cells, texts, gaps, widths)


def _choices(group: Column, chosen: Sequence[Mapping[str, int]], drawing: Drawing) -> Iterator[Cells]:
    """The rows of one column: as they are in all the ways to stand, then starting in the first row."""
    across = {box.entity: (box.rect.centre.x, box.entity) for box in drawing.boxes}
    ids = sorted((entity.id for entity in group.members), key=lambda id_: across[id_])
    for lift in (False, True):
        for row_of in chosen:
            first = min(row_of[id_] for id_ in ids) if lift else 0
            down = max(row_of[id_] for id_ in ids) - first + 1
            yield tuple(tuple(id_ for id_ in ids if row_of[id_] - first == row) for row in range(down))


def _narrowest(
    choices: Sequence[Sequence[Cells]], down: int, texts: Mapping[str, SlideText], gaps: Gaps
) -> tuple[Cells, ...]:
    """For each column the cells that fit in so many rows and are narrowest, filled up with empty rows."""
    fitting = [[cells for cells in each if len(cells) <= down] for each in choices]
    best = [min(each, key=lambda cells: max(_across(cell, texts, gaps) for cell in cells)) for each in fitting]
    return tuple((*cells, *((),) * (down - len(cells))) for cells in best)


def _across(cell: Sequence[str], texts: Mapping[str, SlideText], gaps: Gaps) -> float:
    return sum(texts[id_].width for id_ in cell) + sum(_between(cell, gaps))


def _between(cell: Sequence[str], gaps: Gaps) -> list[float]:
    """The gaps between the boxes of a cell, wider where a relation has to show in one."""
    return [max(_ACROSS, gaps.get(frozenset(pair), 0.0)) for pair in pairwise(cell)]


def _gaps(drawing: Drawing) -> Gaps:
    """How far apart those that a relation joins stand at least, so that its number leaves some line to see."""
    gaps: dict[frozenset[str], float] = {}
    for edge in drawing.edges:
        pair = frozenset((edge.subject, edge.object))
        gaps[pair] = max(gaps.get(pair, 0.0), width(edge.label.text, LEAST, True) + _LINE_TO_SEE)
    return gaps


def _apart(
    wished: Sequence[float], widths: Sequence[float], gaps: Sequence[float], first: float, last: float
) -> list[float]:
    """The left sides nearest to those wished, in order, with gaps between them and within the bounds."""
    offsets = [0.0]
    for wide, gap in zip(widths, gaps, strict=False):
        offsets.append(offsets[-1] + wide + gap)
    blocks: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=False):
        blocks.append((wish - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (one, few), (other, many) = blocks[-2:]
            blocks[-2:] = [((one * few + other * many) / (few + many), few + many)]
    level = [place for place, many in blocks for _ in range(many)]
    most = last - (offsets[-1] + widths[-1]) if widths else first
    return [min(max(place, first), max(most, first)) + offset for place, offset in zip(level, offsets, strict=False)]
