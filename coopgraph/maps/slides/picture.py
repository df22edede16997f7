"""The slide with the map itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coopgraph.maps.drawing import Cluster, Rect
from coopgraph.maps.metrics import width, wrap
from coopgraph.maps.selection import Selection
from coopgraph.maps.sheet import box_names, facts, made_by
from coopgraph.maps.slides.frame import EDGE
from coopgraph.maps.slides.grid import COUNTRY
from coopgraph.maps.slides.legend import Item
from coopgraph.maps.slides.native import (
    GROUND,
    QUIET,
    Run,
    add_box,
    add_connector,
    add_frame,
    add_line,
    add_text,
    describe,
    write,
)
from coopgraph.maps.slides.scene import Connection, Scene, SlideBox
from coopgraph.maps.slides.sources import left_out, told
from coopgraph.maps.slides.texts import LEAST
from coopgraph.maps.strings import strings
from coopgraph.maps.styles import ClassStyle

__all__ = ["HEADING", "draw_map"]

HEADING = 28.0
_COUNTRY_FILL, _COUNTRY_BORDER, _COUNTRY_INK = "F6F6F4", "D5D5D0", "4A4A4A"


def draw_map(slide: Any, selection: Selection, scene: Scene, version: str) -> None:
    """Everything below the title: countries, boxes, connectors with their numbers, legend, and what made it."""
    frame = scene.frame
    rect = Rect(EDGE, EDGE + (HEADING - 4) * frame.unit, frame.width - 2 * EDGE, 15.0 * frame.unit)
    _add_facts(slide.shapes, rect, facts(selection), left_out(selection, scene.missing), 11.0 * frame.unit)
    for cluster in scene.clusters:
        shape = add_frame(slide.shapes, cluster.rect, _COUNTRY_FILL, _COUNTRY_BORDER)
        describe(shape, f"Frame: {cluster.label}", cluster.label)
    names = box_names(selection)
    boxes = {box.box.entity: _add_body(slide.shapes, box, frame.scale, names[box.box.entity]) for box in scene.boxes}
    sentences = told(selection)
    for each in scene.connections:
        _add_relation(slide.shapes, each, boxes, sentences[each.edge.statement])
    for cluster in scene.clusters:
        _add_country(slide.shapes, cluster, frame.scale)
    for each in scene.connections:
        _add_number(slide.shapes, each, sentences[each.edge.statement])
    _add_legend(slide.shapes, selection, scene)
    _add_maker(slide.shapes, scene, made_by(selection, version))


def _add_facts(shapes: Any, rect: Rect, text: str, missing: str, size: float) -> None:
    """What the map shows, and in bold what it has no room for."""
    shown = wrap(text, rect.width - width(missing, size, True) - 12, size, False, 1)[0]
    runs = [Run(shown, size, False, QUIET), *([Run(f" · {missing}", size, True)] if missing else [])]
    describe(add_text(shapes, rect, [runs]), "Facts", " · ".join(filter(None, (text, missing))))


def _add_country(shapes: Any, cluster: Cluster, scale: float) -> None:
    """The name of a country, on the ground of its frame, so that it reads where a line runs behind it."""
    shape = add_frame(shapes, cluster.name, _COUNTRY_FILL, None)
    write(shape.text_frame, [[Run(cluster.label, round(COUNTRY * scale, 1), True, _COUNTRY_INK)]])
    describe(shape, cluster.label, cluster.label)


def _add_body(shapes: Any, box: SlideBox, scale: float, name: str) -> Any:
    shape = add_box(shapes, box.box.style, box.rect, scale)
    lines = [
        [Run("\n".join(line.text for line in paragraph), paragraph[0].size, paragraph[0].bold)]
        for paragraph in box.text.paragraphs
    ]
    write(shape.text_frame, lines)
    describe(shape, f"Box {box.box.number}: {name}", name)
    return shape


def _add_relation(shapes: Any, each: Connection, boxes: Mapping[str, Any], sentence: str) -> None:
    edge = each.edge
    connector = add_connector(shapes, edge, each.way, boxes[edge.subject], boxes[edge.object])
    describe(connector, f"Relation {edge.number}", f"{edge.number}: {sentence}")


def _add_number(shapes: Any, each: Connection, sentence: str) -> None:
    edge = each.edge
    shape = add_frame(shapes, each.label, GROUND, None)
    write(shape.text_frame, [[Run(edge.label.text, LEAST, True, edge.style.colour)]])
    describe(shape, f"Number {edge.number}", f"{edge.number}: {sentence}")


def _add_legend(shapes: Any, selection: Selection, scene: Scene) -> None:
    """One group, so that it can be moved or taken away as a whole."""
    legend, at = scene.frame.legend, scene.frame.legend_at
    if not legend.items:
        return
    group = shapes.add_group_shape()
    for item in legend.items:
        _add_item(group.shapes, item, at)
    words = strings(selection.lang)
    kinds = ", ".join(item.label for item in legend.items if isinstance(item.style, ClassStyle))
    relations = ", ".join(item.label for item in legend.items if not isinstance(item.style, ClassStyle))
    describe(group, "Legend", f"{words['type']}: {kinds}. {words['relations']}: {relations}.")


def _add_item(shapes: Any, item: Item, at: Rect) -> None:
    sample = _moved(item.sample, at)
    if isinstance(item.style, ClassStyle):
        shape = add_box(shapes, item.style, sample, 0.45)
    else:
        line = Rect(sample.x, sample.centre.y, sample.width, 0)
        shape = add_line(shapes, line, item.style, item.look)
    describe(shape, item.label, item.label)
    text = add_text(shapes, _moved(item.text, at), [[Run(item.label, LEAST)]], "middle", False)
    describe(text, item.label, item.label)


def _add_maker(shapes: Any, scene: Scene, text: str) -> None:
    frame = scene.frame
    size = LEAST
    rect = Rect(EDGE, frame.height - EDGE - 3, frame.width - 2 * EDGE, size * 1.3)
    shown = wrap(text, rect.width - 4, size, False, 1)[0]
    describe(add_text(shapes, rect, [[Run(shown, size, False, QUIET)]]), "Made by", text)


def _moved(rect: Rect, by: Rect) -> Rect:
    return Rect(by.x + rect.x, by.y + rect.y, rect.width, rect.height)
