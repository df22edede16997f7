"""Where the items of the legend stand: in a column at the right of the slide, or in lines below the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coopgraph.maps.drawing import Rect
from coopgraph.maps.metrics import width, wrap
from coopgraph.maps.selection import Selection
from coopgraph.maps.slides.texts import LEAST
from coopgraph.maps.styles import ClassStyle, RelationStyle, class_styles, relation_styles

__all__ = ["SAMPLE", "Item", "Legend", "Side", "legend"]

Side = Literal["right", "below"]

SAMPLE = (24.0, 11.0)
_GAP, _LINE, _BLANK = 6.0, 14.5, 8.0
_MOST, _APART = 150.0, 14.0


@dataclass(frozen=True, slots=True)
class Item:
    """A class or a relation with its name, and where its sample and its text stand within the legend."""

    style: ClassStyle | RelationStyle
    label: str
    sample: Rect
    text: Rect
    pale: bool = False
    inferred: bool = False
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class Legend:
    """The items, and the room they take."""

    side: Side
    width: float
    height: float
    items: tuple[Item, ...]


def legend(selection: Selection, side: Side, room: float) -> Legend:
    """The legend of what is present: at the right within a height, below within a width."""
    classes = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    relations = relation_styles(selection.ontology, (each.relation for each in selection.statements), selection.lang)
    groups = [list(classes.values()), list(relations.values())]
    return _column(groups, room) if side == "right" else _lines(groups, room)


def _column(groups: Sequence[Sequence[ClassStyle | RelationStyle]], room: float) -> Legend:
    """One below the other, in a further column where the height is used up."""
    items: list[Item] = []
    left = down = widest = lowest = 0.0
    for group in groups:
        for style in group:
            if down + _LINE > room:
                left, down, widest = left + widest + _APART, 0.0, 0.0
            item = _item(style, left, down)
            items.append(item)
            down, widest, lowest = down + _LINE, max(widest, item.text.right - left), max(lowest, down + _LINE)
        down += _BLANK
    return Legend("right", left + widest, lowest, tuple(items))


def _lines(groups: Sequence[Sequence[ClassStyle | RelationStyle]], room: float) -> Legend:
    """One beside the other, the relations beginning a line of their own."""
    items: list[Item] = []
    down = widest = 0.0
    for group in groups:
        left = 0.0
        for style in group:
            item = _item(style, left, down)
            if left and item.text.right > room:
                left, down = 0.0, down + _LINE
                item = _item(style, left, down)
            items.append(item)
            left, widest = item.text.right + _APART, max(widest, item.text.right)
        down += _LINE if group else 0.0
    return Legend("below", widest, down, tuple(items))


def _item(style: ClassStyle | RelationStyle, left: float, top: float) -> Item:
    label = wrap(style.label, _MOST, LEAST, False, 1)[0]
    across, down = SAMPLE
    text_left = left + across + _GAP
    wide = width(label, LEAST) + 2
    return Item(
        style, label, Rect(left, top + (_LINE - down) / 2, across, down), Rect(text_left, top, wide, _LINE)
    )
