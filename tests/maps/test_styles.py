"""Colours that can be read, and looks that stay apart in greyscale and for who sees no red, green or blue."""

from __future__ import annotations

import random
import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from coopgraph.maps import Map
from coopgraph.maps.styles import INK, ClassStyle, RelationStyle, class_styles, relation_styles
from coopgraph.maps.svg import FAINT
from coopgraph.ontology import Ontology
from coopgraph.records import replace

from .conftest import random_selection, world_of
from .reading import SVG

Colour = tuple[float, float, float]
WHITE = "#FFFFFF"
DARK_GROUNDS = ("#15181C", "#1E2227")
TOP_CLASSES = {"Institution", "Agreement", "Project", "Event", "Responsibility"}
# Linear RGB as seen without one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1.0.
SIGHT = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "greyscale": ((0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722)),
}


def linear(colour: str) -> Colour:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return tuple(  # type: ignore[return-value]
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)
    )


def seen(colour: str, sight: str) -> Colour:
    """The colour in linear RGB as it is seen."""
    parts = linear(colour)
    rows = SIGHT[sight]
    return tuple(min(max(sum(w * p for w, p in zip(row, parts, strict=True)), 0), 1) for row in rows)  # type: ignore[return-value]


def luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def ratio(one: Colour, other: Colour) -> float:
    """The contrast of two colours as WCAG 2 has it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def contrast(one: str, other: str) -> float:
    return ratio(linear(one), linear(other))


def mixed(colour: str, ground: str, part: float) -> str:
    """A colour that covers a ground in part."""
    pairs = ((int(colour[place : place + 2], 16), int(ground[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(over * part + under * (1 - part)):02X}" for over, under in pairs)


@pytest.fixture(scope="module")
def classes(terms: Ontology) -> list[ClassStyle]:
    """All classes that a map can draw, at once."""
    shown = [name for name, kind in terms.classes.items() if kind.supers & TOP_CLASSES]
    return list(class_styles(terms, shown, "en").values())


@pytest.fixture(scope="module")
def relations(terms: Ontology) -> list[RelationStyle]:
    """All relations at once."""
    return list(relation_styles(terms, terms.relations, "en").values())


def test_the_contrast_is_what_the_standard_computes() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.005)


def test_the_text_of_a_box_can_be_read_on_every_fill(classes: list[ClassStyle]) -> None:
    assert len(classes) == 23
    assert min(contrast(style.fill, INK) for style in classes) >= 7
    assert len({style.fill for style in classes if style.shape == "round"}) == 12


def test_the_numbers_and_lines_of_relations_can_be_read_on_white_and_on_black(relations: list[RelationStyle]) -> None:
    assert min(contrast(style.colour, WHITE) for style in relations) >= 4.5
    assert min(contrast(style.dark, ground) for style in relations for ground in DARK_GROUNDS) >= 4.5


def test_a_line_that_only_may_hold_still_stands_out(relations: list[RelationStyle]) -> None:
    assert min(contrast(mixed(style.colour, WHITE, FAINT), WHITE) for style in relations) >= 3


def painted(svg: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Every colour of text and of lines in a picture, each with the fill of what is drawn around it."""
    text: set[tuple[str, str]] = set()
    line: set[tuple[str, str]] = set()

    def look(element: ElementTree.Element, ground: str) -> None:
        for child in element:
            tag, fill, stroke = child.tag.removeprefix(SVG), child.get("fill", ""), child.get("stroke", "")
            if tag in ("text", "tspan") and re.fullmatch("#[0-9A-F]{6}", fill):
                text.add((fill, ground))
            if re.fullmatch("#[0-9A-F]{6}", stroke) and child.get("class") not in ("reach", "inner"):
                line.add((stroke, WHITE))
            look(child, ground)
            if tag in ("rect", "polygon") and element.get("class") in ("box", "cluster") and fill != "none":
                ground = fill

    look(ElementTree.fromstring(svg), WHITE)
    return text, line


@pytest.mark.parametrize("day", [None, "2016-06"])
def test_all_that_a_picture_paints_has_contrast(terms: Ontology, day: str | None) -> None:
    world = world_of(terms, day=day)
    statements = (replace(world.statements[0], premises=("x",)), *world.statements[1:])
    doubted = replace(world, statements=statements, contradicted=frozenset({statements[3].id}))
    text, line = painted(Map(doubted).to_svg())
    assert len(text) > 10 and len(line) > 5
    assert {pair: contrast(*pair) for pair in text if contrast(*pair) < 4.5} == {}
    assert {pair: contrast(*pair) for pair in line if contrast(*pair) < 3} == {}


@pytest.mark.parametrize("sight", SIGHT)
def test_classes_of_one_shape_differ_in_border_or_lightness(classes: list[ClassStyle], sight: str) -> None:
    same = [
        (one.name, other.name)
        for one, other in combinations(classes, 2)
        if (one.shape, one.border, one.dash) == (other.shape, other.border, other.dash)
        and ratio(seen(one.fill, sight), seen(other.fill, sight)) < 1.2
    ]
    assert same == []


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("seed", range(12))
def test_relations_differ_in_dashes_heads_width_or_shade(terms: Ontology, sight: str, seed: int) -> None:
    present = random.Random(seed).sample(list(terms.relations), 12)
    styles = relation_styles(terms, present, "en").values()
    signs = [(style.dash, style.open_head, style.both_heads) for style in styles]
    assert len(styles) == 12 and max(map(signs.count, signs)) <= 2
    for one, other in combinations(styles, 2):
        if (one.dash, one.open_head, one.both_heads) == (other.dash, other.open_head, other.both_heads):
            assert abs(one.width - other.width) > 0.4
            assert ratio(seen(one.colour, sight), seen(other.colour, sight)) >= 1.3


def test_what_is_contradicted_or_inferred_looks_like_no_relation(relations: list[RelationStyle]) -> None:
    assert {"2 2", "7 3"}.isdisjoint(style.dash for style in relations)


def test_styles_do_not_depend_on_the_order_of_what_is_present(terms: Ontology) -> None:
    names = list(terms.relations)
    assert relation_styles(terms, names, "de") == relation_styles(terms, reversed(names), "de")
    assert class_styles(terms, terms.classes, "zh") == class_styles(terms, reversed(list(terms.classes)), "zh")


def test_a_legend_shows_every_class_and_relation_with_its_own_look(terms: Ontology) -> None:
    selection = random_selection(terms, 4, 30, 40)
    tree = ElementTree.fromstring(Map(selection).to_svg())
    legends = [each for each in tree.iter(f"{SVG}g") if each.get("class") == "legend"]
    looks = [
        tuple(
            (part.tag, *(part.get(key) for key in ("fill", "stroke", "stroke-width", "stroke-dasharray")))
            for part in each.iter()
            if part.get("class") in ("shape", "line", "head", "open head")
        )
        for each in legends
    ]
    types = {entity.type for entity in selection.entities}
    told = {statement.relation for statement in selection.statements}
    assert len(legends) == len(types) + len(told)
    assert len(set(looks)) >= len(legends) - 2
