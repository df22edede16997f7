"""Where the items of the legend stand: in a column at the right of the slide, or in lines below the map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coopgraph.maps.drawing import Rect
from coopgraph.maps.metrics import width, wrap
from coopgraph.maps.selection import Selection
from coopgraph.maps.slides.texts import LEAST
from coopgraph.maps.strings import strings
from coopgraph.maps.styles import ClassStyle, RelationStyle, class_styles, relation_styles
from coopgraph.model import Statement

__all__ = ["SAMPLE", "Item", "Legend", "Look", "Side", "legend"]

Side = Literal["right", "below"]
Look = Literal["plain", "pale", "inferred", "contradicted"]

SAMPLE = (24.0, 11.0)
_GAP, _LINE, _BLANK = 6.0, 14.5, 8.0
_MOST, _APART = 240.0, 14.0


@dataclass(frozen=True, slots=True)
class Item:
    """A class or a relation with its name, and where its sample and its text stand within the legend."""

    style: ClassStyle | RelationStyle
    label: str
    sample: Rect
    text: Rect
    look: Look


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
    classes_shown = [_Entry(style, style.label) for style in classes.values()]
    relations_shown = [_Entry(style, style.label) for style in relations.values()]
    groups = [classes_shown, [*relations_shown, *_marks(selection, relations)]]
    return _column(groups, room) if side == "right" else _lines(groups, room)


@dataclass(frozen=True, slots=True)
class _Entry:
    style: ClassStyle | RelationStyle
    label: str
    look: Look = "plain"


def _marks(selection: Selection, styles: Mapping[str, RelationStyle]) -> Iterator[_Entry]:
    """What the looks of single lines say: that they may hold, that a rule concluded them, that a source differs."""
    words = strings(selection.lang)
    looks: tuple[tuple[str, Look, Callable[[Statement], bool]], ...] = (
        ("possible", "pale", lambda each: selection.holds(each) != "certain"),
        ("inferred", "inferred", lambda each: each.inferred),
        ("contradicted", "contradicted", lambda each: each.id in selection.contradicted),
    )
    for word, look, has in looks:
        found = next((each for each in selection.ordered_statements() if has(each)), None)
        if found:
            style = replace(styles[found.relation], both_heads=False)
            yield _Entry(style, words[word].rstrip(".。"), look)


def _column(groups: Sequence[Sequence[_Entry]], room: float) -> Legend:
    """One below the other, in a further column where the height is used up."""
    items: list[Item] = []
    left = down = widest = lowest = 0.0
    for group in groups:
        for entry in group:
            if down + _LINE > room:
                left, down, widest = left + widest + _APART, 0.0, 0.0
            item = _item(entry, left, down)
            items.append(item)
            down, widest, lowest = down + _LINE, max(widest, item.text.right - left), max(lowest, down + _LINE)
        down += _BLANK
    return Legend("right", left + widest, lowest, tuple(items))


def _lines(groups: Sequence[Sequence[_Entry]], room: float) -> Legend:
    """One beside the other, the relations beginning a line of their own."""
    items: list[Item] = []
    down = widest = 0.0
    for group in groups:
        left = 0.0
        for entry in group:
            item = _item(entry, left, down)
            if left and item.text.right > room:
                left, down = 0.0, down + _LINE
                item = _item(entry, left, down)
            items.append(item)
            left, widest = item.text.right + _APART, max(widest, item.text.right)
        down += _LINE if group else 0.0
    return Legend("below", widest, down, tuple(items))


def _item(entry: _Entry, left: float, top: float) -> Item:
    label = wrap(entry.label, _MOST, LEAST, False, 1)[0]
    across, down = SAMPLE
    text_left = left + across + _GAP
    wide = width(label, LEAST) + 2
    sample, text = Rect(left, top + (_LINE - down) / 2, across, down), Rect(text_left, top, wide, _LINE)
    return Item(entry.style, label, sample, text, entry.look)
