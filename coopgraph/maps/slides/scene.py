"""A map composed for a slide, as values: the sizes and places of all that is drawn. Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from coopgraph.maps.drawing import Box, Cluster, Drawing, Edge, Rect
from coopgraph.maps.metrics import width
from coopgraph.maps.selection import Selection
from coopgraph.maps.slides.crossings import together
from coopgraph.maps.slides.field import Field
from coopgraph.maps.slides.frame import Frame, frames
from coopgraph.maps.slides.grid import Placed
from coopgraph.maps.slides.numbers import place_numbers
from coopgraph.maps.slides.outlines import sites
from coopgraph.maps.slides.paths import Way
from coopgraph.maps.slides.routes import route
from coopgraph.maps.slides.settle import Seating, settled
from coopgraph.maps.slides.texts import LEAST, SlideText

__all__ = ["Connection", "Scene", "SlideBox", "compose"]

_TRIED, _KEPT, _ROOMIER = 3, 2, 7
_READABLE, _LEFT_OUT, _MERGED = 42.0, 9.0, 2.0
_ROUGHLY, _THOROUGHLY, _AGAIN = 12, 120, 40
_WARM = 3.0


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
    """All that the slide of the map shows, and the numbers of the relations that it has no room for."""

    frame: Frame
    clusters: tuple[Cluster, ...]
    boxes: tuple[SlideBox, ...]
    connections: tuple[Connection, ...]
    missing: tuple[int, ...]

    @cached_property
    def strain(self) -> float:
        """What is to be wished for: relations that are left out, lines that run together, and larger type.

        Lines of the same body may run together.
        """
        pairs = combinations(self.connections, 2)
        merged = sum(
            together(one.way.line, other.way.line)
            for one, other in pairs
            if {one.edge.subject, one.edge.object}.isdisjoint((other.edge.subject, other.edge.object))
        )
        return _LEFT_OUT * len(self.missing) + _MERGED * merged - _READABLE * self.frame.merit


def compose(selection: Selection, drawing: Drawing) -> Scene:
    """The drawing brought to a slide: the same columns, type of nine points or more, lines that run straight.

    Lines carry numbers where words find no room.
    """
    scene = _grown(selection, drawing)
    return _grown(selection, _numbered(drawing)) if scene.missing and drawing.worded else scene


def _numbered(drawing: Drawing) -> Drawing:
    edges = (replace(edge, label=replace(edge.label, text=str(edge.number))) for edge in drawing.edges)
    return replace(drawing, edges=tuple(edges), worded=False)


def _grown(selection: Selection, drawing: Drawing) -> Scene:
    """The best scene on slides that get larger until every line and number has room, within reason.

    What then still has none is left out.
    """
    tried = [(_laid(*each, drawing), *each) for each in _promising(selection, drawing)]
    best, framed, seating = min(tried, key=lambda each: each[0].strain)
    for _ in range(_ROOMIER):
        larger = framed.roomier(selection)
        if larger is None or best.strain <= -_READABLE * larger.merit:
            break
        framed = larger
        seating, _ = settled(seating, framed.area, framed.scale, _AGAIN, _WARM)
        best = min(best, _laid(framed, seating, drawing), key=lambda scene: scene.strain)
    return best


def _laid(framed: Frame, seating: Seating, drawing: Drawing) -> Scene:
    """The scene in a frame: boxes, then lines, then numbers; a line without room for its number is not drawn."""
    placed = seating.grid.placed(framed.area, framed.scale, seating.wishes)
    ways = route(_field(framed, drawing, placed), drawing.edges)
    names = [cluster.name for cluster in placed.clusters]
    sizes = {edge.statement: _label_size(edge) for edge in drawing.edges if edge.statement in ways}
    labels = place_numbers(sizes, ways, [*placed.rects.values(), *names])
    texts = framed.grid.texts
    return Scene(
        framed,
        placed.clusters,
        tuple(SlideBox(box, placed.rects[box.entity], texts[box.entity].scaled(framed.scale)) for box in drawing.boxes),
        tuple(
            Connection(edge, ways[edge.statement], labels[edge.statement])
            for edge in drawing.edges
            if edge.statement in labels
        ),
        tuple(edge.number for edge in drawing.edges if edge.statement not in labels),
    )


def _promising(selection: Selection, drawing: Drawing) -> Iterator[tuple[Frame, Seating]]:
    """The frames in which lines run straightest once the boxes have settled, with large type as the counterweight."""
    rough = []
    for place, framed in enumerate(frames(selection, drawing)[:_TRIED]):
        seating, cost = settled(Seating(framed.grid, _wishes(framed, drawing)), framed.area, framed.scale, _ROUGHLY)
        rough.append((cost - 1.5 * _READABLE * framed.merit, place, framed, seating))
    for _, _, framed, seating in sorted(rough, key=lambda each: each[:2])[:_KEPT]:
        yield framed, settled(seating, framed.area, framed.scale, _THOROUGHLY)[0]


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
    return Field(
        placed.rects,
        {id_: sites(shapes[id_], rect, framed.scale) for id_, rect in placed.rects.items()},
        [cluster.name for cluster in placed.clusters],
        framed.area,
    )


def _label_size(edge: Edge) -> tuple[float, float]:
    return width(edge.label.text, LEAST, True) + 6, 12.0
