"""The data of the explore view, made by pyvis, which only renders: places are given and nothing moves by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import cast

from coopgraph.errors import MissingPart
from coopgraph.maps.boxes import measure
from coopgraph.maps.drawing import Drawing
from coopgraph.maps.payload import Styles, Values
from coopgraph.maps.selection import Selection
from coopgraph.maps.styles import ClassStyle

__all__ = ["MANY_LINES", "engine", "network"]

MANY_LINES = 3000
_SPREAD = 1.5
_RADII = {"round": 8, "hexagon": 18, "note": 0, "box": 0, "stadium": 30, "slanted": 0}
_CARRIED_WIDTH = 104.0


def network(selection: Selection, drawing: Drawing, styles: Styles, known: Values) -> dict[str, object]:
    """The nodes and options that vis-network draws, and the lines that are not straight; the others the page knows.

    `known` is its payload; `grounds` says whether the bodies of a country stand together.

    What is carried has no place before someone asks for it.
    """
    try:
        from pyvis.network import Network
    except ImportError as problem:
        raise MissingPart("the explore view needs pyvis; install it with: pip install pyvis==0.3.2") from problem
    net = Network(directed=True, cdn_resources="in_line")
    net.nodes = _drawn(drawing, styles) + _carried(selection, styles)
    net.edges = _bowed(selection, known)
    many = len(selection.statements) > MANY_LINES
    net.set_options(json.dumps(_options(styles, many)))
    nodes, edges, _, _, _, options = net.get_network_data()
    read = json.loads(options) if isinstance(options, str) else options
    return {"nodes": nodes, "edges": edges, "options": read, "grounds": bool(drawing.clusters)}


def engine() -> str:
    """The script of vis-network from pyvis's own package data, its licence notice included."""
    found = files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js")
    return found.read_text(encoding="utf-8")


def _options(styles: Styles, many: bool) -> dict[str, object]:
    """How all is drawn; of many lines none are while the whole is moved, which would stutter otherwise."""
    moving = {"hideEdgesOnDrag": many, "hideEdgesOnZoom": many}
    return {
        "physics": {"enabled": False, "barnesHut": {"springLength": 160, "avoidOverlap": 0.4}},
        "interaction": {"hover": True, "keyboard": False, "multiselect": False, **moving},
        "layout": {"randomSeed": 1, "improvedLayout": False},
        "nodes": {
            "shape": "box",
            "margin": 6,
            "font": {"face": "Arial", "size": 13, "multi": False, "color": "#1A1A1A"},
        },
        "edges": {
            "arrowStrikethrough": False,
            "smooth": {"enabled": False, "type": "curvedCW", "roundness": 0.12},
            "font": {"face": "Arial", "size": 13, "strokeWidth": 4},
        },
        "groups": {f"g{place}": _group(style) for place, style in enumerate(styles.classes.values())},
    }


def _group(style: ClassStyle) -> dict[str, object]:
    return {
        "shapeProperties": {"borderRadius": _RADII[style.shape], "borderDashes": [4, 2] if style.dash else False},
        "color": {
            "background": style.fill,
            "border": "#1A1A1A",
            "highlight": {"background": style.fill, "border": "#C35600"},
            "hover": {"background": style.fill, "border": "#1A1A1A"},
        },
        "borderWidth": style.border,
    }


def _drawn(drawing: Drawing, styles: Styles) -> list[dict[str, object]]:
    groups = {name: f"g{place}" for place, name in enumerate(styles.classes)}
    return [
        {
            "id": box.number,
            "label": "\n".join([line.text for line in box.lines]),
            "group": groups[box.style.name],
            "x": round((left + width / 2) * _SPREAD),
            "y": round((top + height / 2) * _SPREAD),
        }
        for box in drawing.boxes
        for left, top, width, height in [box.rect]
    ]


def _carried(selection: Selection, styles: Styles) -> list[dict[str, object]]:
    places = {name: place for place, name in enumerate(styles.classes)}
    return [
        {
            "id": number,
            "label": "\n".join(
                line.text for line in measure(entity, styles.classes[entity.type], selection.lang, _CARRIED_WIDTH).lines
            ),
            "group": f"g{places[entity.type]}",
        }
        for number, entity in enumerate(selection.carried_entities(), start=len(selection.entities) + 1)
    ]


def _bowed(selection: Selection, known: Values) -> list[dict[str, object]]:
    """The lines that are not the first between their two boxes: they bow the further out the more there are."""
    columns = cast("Mapping[str, Sequence[int]]", known["statements"])
    ends = zip(columns.get("subject", ()), columns.get("object", ()), strict=True)
    most = len(selection.entities) + len(selection.carried.entities) + 1
    pairs = [one * most + other if one < other else other * most + one for one, other in ends]
    statements = (*selection.ordered_statements(), *selection.carried_statements())
    seen: dict[int, int] = {}
    edges: list[dict[str, object]] = []
    for place, pair in enumerate(pairs):
        before = seen.get(pair, 0)
        seen[pair] = before + 1
        if before:
            each = statements[place]
            edges.append({"id": place + 1, "smooth": _bow(before, against=each.subject > each.object)})
    return edges


def _bow(place: int, against: bool) -> dict[str, object]:
    side = (place % 2 == 0) != against
    kind = "curvedCW" if side else "curvedCCW"
    return {"enabled": True, "type": kind, "roundness": round(0.12 + 0.1 * (place // 2), 2)}
