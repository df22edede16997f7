"""A map composed for a slide, as values: the sizes and places of all that is drawn. Lengths are points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coopgraph.maps.boxes import LEADING
from coopgraph.maps.drawing import Box, Cluster, Drawing, Edge, Rect
from coopgraph.maps.labels import Route, place_labels
from coopgraph.maps.metrics import width
from coopgraph.maps.selection import Selection
from coopgraph.maps.slides.field import Field
from coopgraph.maps.slides.frame import Frame, frames
from coopgraph.maps.slides.grid import Placed
from coopgraph.maps.slides.outlines import sites
from coopgraph.maps.slides.paths import Way
from coopgraph.maps.slides.routes import route
from coopgraph.maps.slides.settle import MANY, Seating, settled
from coopgraph.maps.slides.texts import LEAST, SlideText

__all__ = ["COUNTRY", "Connection", "Scene", "SlideBox", "compose", "name_of"]

COUNTRY = 11.0
_FEW_SITES = 4
_TRIED, _READABLE, _LARGE = 3, 70.0, 1.15
_ROUGHLY, _THOROUGHLY = 400, 1800


@dataclass(frozen=True, slots=True)
class SlideBox:
    """A body on the slide."""

    box: Box
    rect: Rect
    text: SlideText


@dataclass(frozen=True, slots=True)
class Connection:
    """A relation on the slide: the way of its connector and the room of its number or words."""

    edge: Edge
    way: Way
    label: Rect


@dataclass(frozen=True)
class Scene:
    """All that the slide of the map shows."""

    frame: Frame
    clusters: tuple[Cluster, ...]
    boxes: tuple[SlideBox, ...]
    connections: tuple[Connection, ...]


def compose(selection: Selection, drawing: Drawing) -> Scene:
    """The drawing brought to a slide: the same columns, type of nine points or more, lines that run straight."""
    framed, placed = _best(selection, drawing)
    ways = route(_field(framed, drawing, placed), drawing.edges)
    labels = place_labels(
        {edge.statement: _label_size(edge) for edge in drawing.edges},
        {id_: Route(way.points, None, None) for id_, way in ways.items()},
        list(placed.rects.values()),
    )
    texts = framed.grid.texts
    return Scene(
        framed,
        placed.clusters,
        tuple(SlideBox(box, placed.rects[box.entity], texts[box.entity].scaled(framed.scale)) for box in drawing.boxes),
        tuple(Connection(edge, ways[edge.statement], labels[edge.statement]) for edge in drawing.edges),
    )


def _best(selection: Selection, drawing: Drawing) -> tuple[Frame, Placed]:
    """The frame in which lines run straightest once the boxes have settled, with large type as the counterweight."""
    promising = frames(selection, drawing)[:_TRIED]
    tried = [*promising, *(each.smaller() for each in promising[:2] if each.scale > _LARGE)]
    rough = []
    for place, framed in enumerate(tried):
        seating, cost = settled(Seating(framed.grid, _wishes(framed, drawing)), framed.area, framed.scale, _ROUGHLY)
        rough.append((cost - _READABLE * framed.merit, place, framed, seating))
    _, _, framed, seating = min(rough, key=lambda each: each[:2])
    seating, _ = settled(seating, framed.area, framed.scale, _THOROUGHLY)
    return framed, seating.grid.placed(framed.area, framed.scale, seating.wishes)


def name_of(cluster: Cluster, scale: float) -> Rect:
    """The room of a country's name."""
    size = COUNTRY * scale
    wide = width(cluster.label, size, True) + 8
    return Rect(cluster.rect.x + 8 * scale, cluster.rect.y + 4 * scale, wide, size * LEADING)


def _wishes(framed: Frame, drawing: Drawing) -> Mapping[str, float]:
    """Where in its column, from 0 to 1, each box stands in the drawing."""
    across = {box.entity: box.rect.centre.x for box in drawing.boxes}
    wishes = {}
    for column in framed.grid.columns:
        first, last = (edge(across[entity.id] for entity in column.members) for edge in (min, max))
        for entity in column.members:
            wishes[entity.id] = (across[entity.id] - first) / (last - first) if last > first else 0.5
    return wishes


def _field(framed: Frame, drawing: Drawing, placed: Placed) -> Field:
    shapes = {box.entity: box.style.shape for box in drawing.boxes}
    most = _FEW_SITES if len(shapes) > MANY else None
    return Field(
        placed.rects,
        {id_: sites(shapes[id_], rect, framed.scale)[:most] for id_, rect in placed.rects.items()},
        [name_of(cluster, framed.scale) for cluster in placed.clusters],
        framed.area,
    )


def _label_size(edge: Edge) -> tuple[float, float]:
    return width(edge.label.text, LEAST, True) + 6, 12.0
