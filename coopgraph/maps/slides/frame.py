"""The slide that a map needs: 16:9, of the usual size where the type stays readable on it, else larger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coopgraph.maps.drawing import Drawing, Rect
from coopgraph.maps.selection import Selection
from coopgraph.maps.slides.grid import Grid, grids
from coopgraph.maps.slides.legend import Legend, Side, legend
from coopgraph.maps.slides.texts import SlideText, fit
from coopgraph.maps.styles import class_styles

__all__ = ["EDGE", "Frame", "frame"]

EDGE = 18.0
_USUAL = (960.0, 540.0)
_LARGEST = 4.2
_MOST_SCALE = 1.6
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

    @property
    def cut(self) -> int:
        """How many names had to be cut."""
        return sum(text.cut for text in self.grid.texts.values())


def frame(selection: Selection, drawing: Drawing) -> Frame:
    """The smallest slide on which everything stands in readable type; whole names are preferred where they fit."""
    whole, short = (list(_grids(selection, drawing, short)) for short in (False, True))
    best = _best(selection, whole, 1.0)
    if best.scale < 1:
        best = max(best, _best(selection, short, 1.0), key=lambda each: each.scale)
    unit = 1.0
    while best.scale < 1 and unit < _LARGEST:
        unit = min(unit * 1.02, _LARGEST)
        best = max(_best(selection, whole, unit), _best(selection, short, unit / 1.06), key=lambda each: each.scale)
    return best


def _grids(selection: Selection, drawing: Drawing, short: bool) -> Iterator[Grid]:
    styles = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    for limit in _LIMITS:
        texts: Mapping[str, SlideText] = {
            entity.id: fit(entity, styles[entity.type], selection.lang, limit, short) for entity in selection.entities
        }
        yield from grids(selection, drawing, texts)


def _best(selection: Selection, choices: list[Grid], unit: float) -> Frame:
    """The frame of that size in which the type can be largest."""
    frames = [_framed(grid, side, area, unit) for side, area in _areas(selection, unit) for grid in choices]
    return max(frames, key=lambda each: (min(each.scale, _MOST_SCALE), -each.cut))


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


def _framed(grid: Grid, items: Legend, area: Rect, unit: float) -> Frame:
    at = (
        Rect(area.right + _APART, area.y, items.width, items.height)
        if items.side == "right"
        else Rect(EDGE, area.bottom + _APART, items.width, items.height)
    )
    return Frame(unit, area, items, at, grid, min(grid.scale(area), _MOST_SCALE))
