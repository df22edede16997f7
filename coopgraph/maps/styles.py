"""Shapes, fills and lines, given out by the order of the ontology; no relation is named here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from coopgraph.ontology import Ontology

__all__ = ["INK", "ClassStyle", "RelationStyle", "Shape", "class_styles", "relation_styles", "tier"]

Shape = Literal["round", "hexagon", "note", "box", "stadium", "slanted"]

INK = "#1A1A1A"
_FILLS = ("#A5CDE4", "#F6DDA5", "#A5DDCE", "#F0C6A5", "#C3E4F7", "#DBDBDB", "#D9D2EE", "#DDE7B0", "#E3D5C3")
_BORDERS = ((0.8, ""), (1.8, ""), (0.9, "4 2"), (1.8, "5 2"))
_SHAPES: tuple[tuple[str, Shape, str], ...] = (
    ("JointBody", "hexagon", "#EDD0E0"),
    ("Institution", "round", ""),
    ("Agreement", "note", "#FFFFFF"),
    ("Project", "box", "#EDEDED"),
    ("Event", "stadium", "#FFFFFF"),
    ("Responsibility", "slanted", "#FFFFFF"),
)
_COLOURS = (
    ("#0072B2", "#56B4E9"),
    ("#C35600", "#F0904A"),
    ("#008762", "#3CC79A"),
    ("#A36085", "#DDA3C3"),
    ("#9C6C00", "#D9A840"),
    ("#3C7DA3", "#8FC4E0"),
    ("#777777", "#A8A8A8"),
)
_HIERARCHICAL = ("#444444", "#C8C8C8")
_DASHES = ("", "8 3", "2 3", "8 3 2 3")
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
        border, dash = _BORDERS[(place if fill else place // len(_FILLS)) % len(_BORDERS)]
        label = ontology.classes[name].label(lang) if name in ontology.classes else name
        styles[name] = ClassStyle(name, label, shape, fill or _FILLS[place % len(_FILLS)], border, dash)
    return styles


def relation_styles(
    ontology: Ontology, present: Iterable[str], lang: str, further: Iterable[str] = ()
) -> dict[str, RelationStyle]:
    """A style for each relation present, in the ontology's order, then for further ones; hierarchical ones dashed."""
    places = {name: place for place, name in enumerate(ontology.relations)}
    given = _in_turn(places.keys() & set(present), places.keys() & set(further), places.__getitem__)
    flat = [name for name in given if not ontology.relations[name].hierarchical]
    styles = {}
    for number, name in enumerate(given):
        kind = ontology.relations[name]
        if kind.hierarchical:
            colours, dash = _HIERARCHICAL, "5 3"
        else:
            place = flat.index(name)
            colours, dash = _COLOURS[place % len(_COLOURS)], _DASHES[place // len(_COLOURS) % len(_DASHES)]
        width = 1.1 if kind.instant else 1.6
        styles[name] = RelationStyle(
            name, kind.label(lang), number, *colours, dash, width, kind.instant, kind.symmetric
        )
    return styles


def _in_turn(present: Iterable[str], further: Iterable[str], order: Callable[[str], Any]) -> list[str]:
    first = set(present)
    return [*sorted(first, key=order), *sorted(set(further) - first, key=order)]


def _place(ontology: Ontology, name: str) -> int:
    return next((place for place, each in enumerate(ontology.classes) if each == name), len(ontology.classes))
