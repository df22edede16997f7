"""The slide that a map needs: 16:9, of the usual size where the type stays readable on it, else larger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coopgraph.maps.drawing import Drawing, Rect
from coopgraph.maps.selection import Selection
from coopgraph.maps.slides.grid import Grid, grids
from coopgraph.maps.slides.legend import Legend, Side, legend
from coopgraph.maps.slides.texts import SlideText, fit
from coopgraph.maps.styles import class_styles

__all__ = ["EDGE", "Frame", "frames"]

EDGE = 18.0
_USUAL = (960.0, 540.0)
_LARGEST = 4.2
_MOST_SCALE = 1.6
_SMALLER, _LARGER = 0.9, 1.09
_STEP, _MUCH_LARGER, _CUT = 1.02, 1.2, 0.05
_HEADING, _FOOT, _APART = 46.0, 14.0, 12.0
_LIMITS = (78.0, 90.0, 104.0, 120.0, 138.0)
_SIDES: tuple[Side, ...] = ("right", "below")


@dataclass(frozen=True)
class Frame:
    """A slide's size, the area of its map, the legend with its place, and the grid with the scale of its type.

    `unit` is how many times larger than usual the slide is.
    """

    unit: float
    area: Rect
    legend: Legend
    legend_at: Rect
    grid: Grid
    scale: float

    @property
    def width(self) -> float:
        """The slide's width in points."""
        return _USUAL[0] * self.unit

    @property
    def height(self) -> float:
        """The slide's height in points."""
        return _USUAL[1] * self.unit

    def roomier(self, selection: Selection) -> Frame | None:
        """The same with more room for lines: with smaller type, else on a larger slide, while there can be one."""
        if self.scale > 1:
            return replace(self, scale=max(self.scale * _SMALLER, 1.0))
        unit = self.unit * _LARGER
        if unit > _LARGEST:
            return None
        items, area = next(each for each in _areas(selection, unit) if each[0].side == self.legend.side)
        return replace(_frame(self.grid, items, area, unit), scale=self.scale)

    @property
    def cut(self) -> int:
        """How many names had to be cut."""
        return sum(text.cut for text in self.grid.texts.values())

    @property
    def merit(self) -> float:
        """The size that the type has to the eye, less something for each name that had to be cut."""
        return self.scale / self.unit - _CUT * self.cut


def frames(selection: Selection, drawing: Drawing) -> list[Frame]:
    """The ways to fill a slide with readable type, most promising first: on the usual slide, else on a larger one.

    Names are cut only where the slide would have to be much larger for whole ones, and the type is smaller only where
    nothing fits the largest slide that there can be.
    """
    choices = list(_grids(selection, drawing, short=False))
    unit = 1.0
    while not (found := _fitting(selection, choices, unit)) and unit < _LARGEST:
        if unit < _MUCH_LARGER <= unit * _STEP:
            choices += _grids(selection, drawing, short=True)
        unit = min(unit * _STEP, _LARGEST)
    if not found:
        return sorted(_framed(selection, choices, unit), key=lambda each: -each.scale)[:1]
    return _promising(found)


def _fitting(selection: Selection, choices: Sequence[Grid], unit: float) -> list[Frame]:
    return [each for each in _framed(selection, choices, unit) if each.scale >= 1]


def _promising(found: Sequence[Frame]) -> list[Frame]:
    """The best of each kind, by the size that its type has to the eye, less something for each name cut."""
    best: dict[tuple[float, Side, int], Frame] = {}
    for each in sorted(found, key=lambda each: each.merit, reverse=True):
        best.setdefault((each.unit, each.legend.side, len(each.grid.heights)), each)
    return list(best.values())


def _grids(selection: Selection, drawing: Drawing, short: bool) -> Iterator[Grid]:
    styles = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    for limit in _LIMITS:
        texts: Mapping[str, SlideText] = {
            entity.id: fit(entity, styles[entity.type], selection.lang, limit, short) for entity in selection.entities
        }
        yield from grids(selection, drawing, texts)


def _areas(selection: Selection, unit: float) -> Iterator[tuple[Legend, Rect]]:
    """The room for the map beside or above the legend."""
    top = EDGE + _HEADING * unit
    wide = _USUAL[0] * unit - 2 * EDGE
    high = _USUAL[1] * unit - top - EDGE - _FOOT
    for side in _SIDES:
        items = legend(selection, side, high if side == "right" else wide)
        across = items.width + _APART if side == "right" else 0.0
        down = items.height + _APART if side == "below" else 0.0
        yield items, Rect(EDGE, top, wide - across, high - down)


def _framed(selection: Selection, choices: Sequence[Grid], unit: float) -> list[Frame]:
    return [_frame(grid, items, area, unit) for items, area in _areas(selection, unit) for grid in choices]


def _frame(grid: Grid, items: Legend, area: Rect, unit: float) -> Frame:
    at = (
        Rect(area.right + _APART, area.y, items.width, items.height)
        if items.side == "right"
        else Rect(EDGE, area.bottom + _APART, items.width, items.height)
    )
    return Frame(unit, area, items, at, grid, min(grid.scale(area), _MOST_SCALE))
