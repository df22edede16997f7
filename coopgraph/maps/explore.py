"""The data of the explore view, made by pyvis, which only renders: places are given and nothing moves by itself."""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.resources import files

from coopgraph.errors import MissingPart
from coopgraph.maps.drawing import Box, Drawing, Edge
from coopgraph.maps.selection import Selection
from coopgraph.maps.sheet import box_names, sentences

__all__ = ["engine", "network"]

_SHAPES = {"round": "box", "hexagon": "box", "note": "box", "box": "box", "stadium": "ellipse", "slanted": "box"}
_SPREAD = 1.5
_RADII = {"round": 8, "hexagon": 18, "note": 0, "box": 0, "stadium": 0, "slanted": 0}


def network(selection: Selection, drawing: Drawing) -> dict[str, object]:
    """The nodes, edges and options that vis-network draws."""
    try:
        from pyvis.network import Network
    except ImportError as problem:
        raise MissingPart("the explore view needs pyvis; install it with: pip install pyvis==0.3.2") from problem
    net = Network(directed=True, cdn_resources="in_line")
    names, lines = box_names(selection), sentences(selection)
    net.nodes = [_node(box, names[box.entity]) for box in drawing.boxes]
    numbers = {box.entity: box.number for box in drawing.boxes}
    parallel: dict[tuple[str, str], int] = defaultdict(int)
    for edge in drawing.edges:
        one, other = sorted((edge.subject, edge.object))
        place = parallel[one, other]
        parallel[one, other] += 1
        net.edges.append(_edge(edge, numbers, place, lines[edge.statement]))
    net.set_options(json.dumps(_OPTIONS))
    nodes, edges, _, _, _, options = net.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options) if isinstance(options, str) else options}


def engine() -> str:
    """The script of vis-network from pyvis's own package data, its licence notice included."""
    found = files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js")
    return found.read_text(encoding="utf-8")


_OPTIONS = {
    "physics": {"enabled": False, "barnesHut": {"springLength": 160, "avoidOverlap": 0.4}},
    "interaction": {"hover": True, "keyboard": False, "multiselect": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "nodes": {"margin": 6, "font": {"face": "Arial", "size": 13, "multi": False, "color": "#1A1A1A"}},
    "edges": {"arrowStrikethrough": False, "font": {"face": "Arial", "size": 13, "strokeWidth": 4}},
}


def _node(box: Box, name: str) -> dict[str, object]:
    centre, style = box.rect.centre, box.style
    return {
        "id": box.number,
        "label": "\n".join(line.text for line in box.lines),
        "title": name,
        "x": round(centre.x * _SPREAD, 1),
        "y": round(centre.y * _SPREAD, 1),
        "shape": _SHAPES[style.shape],
        "shapeProperties": {"borderRadius": _RADII[style.shape], "borderDashes": [4, 2] if style.dash else False},
        "color": {
            "background": style.fill,
            "border": "#1A1A1A",
            "highlight": {"background": style.fill, "border": "#C35600"},
        },
        "borderWidth": style.border,
    }


def _edge(edge: Edge, numbers: dict[str, int], place: int, sentence: str) -> dict[str, object]:
    """A line that bows the further out the more lines already join its two boxes."""
    style = edge.style
    against = edge.subject > edge.object
    side = (place % 2 == 0) != against
    bow = {
        "enabled": place > 0,
        "type": "curvedCW" if side else "curvedCCW",
        "roundness": round(0.12 + 0.1 * (place // 2), 2),
    }
    arrows: dict[str, object] = {
        "to": {"enabled": True, "scaleFactor": 0.7, "type": "vee" if style.open_head else "arrow"}
    }
    if style.both_heads:
        arrows["from"] = {"enabled": True, "scaleFactor": 0.7}
    return {
        "id": edge.number,
        "from": numbers[edge.subject],
        "to": numbers[edge.object],
        "label": str(edge.number),
        "title": sentence,
        "color": {"color": style.colour, "highlight": style.colour, "hover": style.colour, "opacity": 1.0},
        "dashes": [int(each) for each in style.dash.split()] or False,
        "width": style.width,
        "smooth": bow,
        "arrows": arrows,
    }
