"""Shapes, fills and lines, given out by the order of the ontology; no relation is named here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from coopgraph.ontology import Ontology

__all__ = ["INK", "ClassStyle", "RelationStyle", "Shape", "class_styles", "relation_styles", "tier"]

Shape = Literal["round", "hexagon", "note", "box", "stadium", "slanted"]

INK = "#1A1A1A"
# Light, middle and dark in turn, so that with the border every class has its own look in shades of grey too.
_FILLS = (
    ("#A5CDE4", "#FBEFCB", "#7DB8A4"),
    ("#F0C6A5", "#E2F1FA", "#ABABAB"),
    ("#CFC4EA", "#EDF4D3", "#C7A784"),
    ("#A3D3DC", "#FBF0E8", "#92AAC2"),
)
_BORDERS = ((0.8, ""), (1.8, ""), (0.9, "4 2"), (1.8, "5 2"))
_FURTHER = "#DBDBDB"
_SHAPES: tuple[tuple[str, Shape, str], ...] = (
    ("JointBody", "hexagon", "#EDD0E0"),
    ("Institution", "round", ""),
    ("Agreement", "note", "#FFFFFF"),
    ("Project", "box", "#EDEDED"),
    ("Event", "stadium", "#FFFFFF"),
    ("Responsibility", "slanted", "#FFFFFF"),
)
# Of each hue a deep and a middle shade, and what stands for them on a dark ground.
_COLOURS = (
    (("#004C7F", "#A9DCF9"), ("#0072B2", "#4FA3D6")),
    (("#8A3600", "#FFC9A0"), ("#C35600", "#E0803C")),
    (("#005C43", "#8FEBCB"), ("#008762", "#34B389")),
    (("#7A3060", "#F2C9E0"), ("#A36085", "#C98DB0")),
    (("#674800", "#F5D58C"), ("#9C6C00", "#C4953A")),
    (("#1E5570", "#BFE3F5"), ("#3C7DA3", "#74A9C4")),
    (("#404040", "#DADADA"), ("#757575", "#989898")),
)
_HIERARCHICAL = ("#444444", "#C8C8C8")
_DASHES = ("", "8 3", "8 3 2 3", "13 3", "8 2 2 2 2 2", "5 2 10 2")
_WIDTHS = {True: (0.9, 1.4), False: (1.3, 2.1)}
_TIERS = (
    ("Government", 0),
    ("Ministry", 0),
    ("JointBody", 2),
    ("Institution", 1),
    ("Agreement", 1),
    ("Project", 2),
    ("Event", 3),
)


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """How the bodies of a class are drawn; `dash` is the border's."""

    name: str
    label: str
    shape: Shape
    fill: str
    border: float
    dash: str


@dataclass(frozen=True, slots=True)
class RelationStyle:
    """How a relation is drawn; `dark` is its colour on a dark ground, an open head marks an instant."""

    name: str
    label: str
    number: int
    colour: str
    dark: str
    dash: str
    width: float
    open_head: bool
    both_heads: bool


def tier(ontology: Ontology, name: str) -> int:
    """How far below the governments the bodies of a class stand."""
    return next((tier for top, tier in _TIERS if ontology.is_a(name, top)), 4)


def class_styles(
    ontology: Ontology, present: Iterable[str], lang: str, further: Iterable[str] = ()
) -> dict[str, ClassStyle]:
    """A style for each class present, then for further ones: shape from the class tree, fill and border by order."""
    styles: dict[str, ClassStyle] = {}
    used: dict[Shape, int] = {}
    for name in _in_turn(present, further, lambda name: (tier(ontology, name), _place(ontology, name), name)):
        shape, fill = next(((shape, fill) for top, shape, fill in _SHAPES if ontology.is_a(name, top)), ("round", ""))
        place = used.get(shape, 0)
        used[shape] = place + 1
        fill, (border, dash) = _filled(fill, place)
        label = ontology.classes[name].label(lang) if name in ontology.classes else name
        styles[name] = ClassStyle(name, label, shape, fill, border, dash)
    return styles


def relation_styles(
    ontology: Ontology, present: Iterable[str], lang: str, further: Iterable[str] = ()
) -> dict[str, RelationStyle]:
    """A style for each relation present, in the ontology's order, then for further ones; hierarchical ones dashed.

    Of those with equal heads twelve differ in dashes, or in shade and width, so that nobody needs their hue.
    """
    places = {name: place for place, name in enumerate(ontology.relations)}
    given = _in_turn(places.keys() & set(present), places.keys() & set(further), places.__getitem__)
    flat = [name for name in given if not ontology.relations[name].hierarchical]
    turns: Counter[tuple[bool, bool]] = Counter()
    styles = {}
    for number, name in enumerate(given):
        kind = ontology.relations[name]
        turn = turns[kind.instant, kind.symmetric]
        if kind.hierarchical:
            colours, dash, shade = _HIERARCHICAL, "4 3", 0
        else:
            dash, shade = _DASHES[turn // 2 % len(_DASHES)], turn % 2
            colours = _COLOURS[flat.index(name) % len(_COLOURS)][shade]
            turns[kind.instant, kind.symmetric] += 1
        width = _WIDTHS[kind.instant][shade]
        styles[name] = RelationStyle(
            name, kind.label(lang), number, *colours, dash, width, kind.instant, kind.symmetric
        )
    return styles


def _filled(fill: str, place: int) -> tuple[str, tuple[float, str]]:
    """Fill and border of the class at a place among those of its shape, which may have a fill of its own."""
    if fill:
        return (fill if place < len(_BORDERS) else _FURTHER), _BORDERS[place % len(_BORDERS)]
    row = place // len(_FILLS[0]) % len(_FILLS)
    return _FILLS[row][place % len(_FILLS[0])], _BORDERS[row]


def _in_turn(present: Iterable[str], further: Iterable[str], order: Callable[[str], Any]) -> list[str]:
    first = set(present)
    return [*sorted(first, key=order), *sorted(set(further) - first, key=order)]


def _place(ontology: Ontology, name: str) -> int:
    return next((place for place, each in enumerate(ontology.classes) if each == name), len(ontology.classes))
