"""The drawing of a selection: boxes sized by their text, placed by Graphviz, framed, the best of several attempts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

from coopgraph.collector import paused
from coopgraph.maps.boxes import BoxSize, measure
from coopgraph.maps.drawing import Box, Cluster, Drawing, Edge, Label, Point, Rect, around
from coopgraph.maps.frames import framed, named
from coopgraph.maps.labels import Route, place_labels
from coopgraph.maps.metrics import width
from coopgraph.maps.placing import DOT_LIMIT, gap, place
from coopgraph.maps.routing import cleared
from coopgraph.maps.rows import SPACE, columns, rows
from coopgraph.maps.selection import Selection
from coopgraph.maps.styles import class_styles, relation_styles

__all__ = ["WORDS_LIMIT", "draw"]

WORDS_LIMIT = 12
_FEW = 60
_FIT_A4 = 30
_WIDTHS = (104.0, 84.0, 124.0)
_NARROW = (64.0, 76.0, 90.0)
_PAGE = (914.0, 522.0)
_MOST_LINES = 2 * DOT_LIMIT
_STRIP, _SMALL = 0.42, 12
_MARGIN = 10.0


@paused()
def draw(selection: Selection) -> Drawing:
    """The drawing of the selection that fills a page best; equal input, in any order, gives an equal drawing.

    Up to 30 bodies have their names shortened to two lines where their drawing would not fit A4 otherwise.
    """
    bodies = len(selection.entities)
    drawings: list[Drawing] = []
    for widths, short in ((_WIDTHS, False), (_NARROW[:1], False), (_NARROW, True)):
        if drawings and (bodies > _FIT_A4 or any(_fits(drawing) for drawing in drawings)):
            break
        chosen = widths if bodies <= _FEW else widths[:1]
        drawings += [drawing for width in chosen for drawing in _trials(selection, width, short)]
    return max(drawings, key=lambda drawing: (_fits(drawing), _merit(selection, drawing)))


def _trials(selection: Selection, limit: float, short: bool) -> Iterator[Drawing]:
    """The drawings with names wrapped at the limit, in the numbers of rows that promise most."""
    styles = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    sizes = {
        entity.id: measure(entity, styles[entity.type], selection.lang, limit, short) for entity in selection.entities
    }
    for height in _heights(selection, sizes)[: 2 if len(sizes) <= _FEW else 1]:
        yield _draw(selection, sizes, height)


def _fits(drawing: Drawing) -> bool:
    """Whether A4 holds the drawing with no type under 7 points."""
    return drawing.width <= _PAGE[0] and drawing.height <= _PAGE[1]


def _merit(selection: Selection, drawing: Drawing) -> float:
    """How well a drawing fills the page; much less where Graphviz left the columns out of order, or lines run far."""
    places = {box.entity: box.rect.centre.x for box in drawing.boxes}
    drawn = columns(selection) if drawing.clusters else []
    middles = [sum(places[entity.id] for entity in column.members) / len(column.members) for column in drawn]
    order = 1.0 if middles == sorted(middles) else 0.6
    ink = sum(
        abs(one.x - other.x) + abs(one.y - other.y) for edge in drawing.edges for one, other in pairwise(edge.points)
    )
    far = ink / max(len(drawing.edges), 1) / (drawing.width + drawing.height)
    return order * min(_PAGE[0] / drawing.width, _PAGE[1] / drawing.height) * (1 - min(far, 0.5) * 0.5)


def _heights(selection: Selection, sizes: Mapping[str, BoxSize]) -> list[int | None]:
    """The numbers of rows that promise to fill the page best; none where a drawing by countries would be unreadable.

    That is where there are too many bodies or relations, or so many countries that they make a strip.
    """
    if len(sizes) > DOT_LIMIT or len(selection.statements) > _MOST_LINES:
        return [None]
    if not sizes:
        return [1]
    distinct = {
        tuple(sorted(rows(selection, sizes, height).items())): height for height in range(min(len(sizes), 24), 0, -1)
    }
    fills = {height: _fill(selection, sizes, height) for height in distinct.values()}
    if len(sizes) > _SMALL and max(fills.values()) < _STRIP:
        return [None]
    return [height for _, height in sorted((-fill, height) for height, fill in fills.items())]


def _fill(selection: Selection, sizes: Mapping[str, BoxSize], height: int) -> float:
    """How large a drawing of so many rows would stand on the page, at least as far as its boxes go."""
    row_of = rows(selection, sizes, height)
    across = 0.0
    for column in columns(selection):
        widths: dict[int, float] = defaultdict(float)
        for entity in column.members:
            widths[row_of[entity.id]] += sizes[entity.id].width + SPACE
        across += max(widths.values()) + 30
    apart = gap(_label_sizes(selection))
    down = sum(max(sizes[id_].height for id_ in sizes if row_of[id_] == row) + apart for row in set(row_of.values()))
    return min(_PAGE[0] / across, _PAGE[1] / down)


def _draw(selection: Selection, sizes: Mapping[str, BoxSize], height: int | None) -> Drawing:
    styles = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    labels = _label_sizes(selection)
    placed = place(selection, sizes, labels, height)
    rects = {id_: around(middle, sizes[id_].width, sizes[id_].height) for id_, middle in placed.middles.items()}
    clusters = () if height is None else framed(selection, rects)
    shapes = {entity.id: (styles[entity.type].shape, rects[entity.id]) for entity in selection.entities}
    ends = {each.id: (each.subject, each.object) for each in selection.statements}
    routes = dict(placed.routes)
    for _ in range(1 if placed.clear else 2):
        routes = {id_: route.meeting(*(shapes[end] for end in ends[id_])) for id_, route in routes.items()}
        if not placed.clear:
            routes = cleared(routes, ends, rects)
    return _framed(selection, sizes, rects, clusters, routes)


def _framed(
    selection: Selection,
    sizes: Mapping[str, BoxSize],
    rects: Mapping[str, Rect],
    clusters: tuple[Cluster, ...],
    routes: Mapping[str, Route],
) -> Drawing:
    """The drawing moved so that everything stands within its frame."""
    styles = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    worded = _worded(selection)
    clusters = named(clusters, routes.values(), list(rects.values()))
    names = [cluster.name for cluster in clusters]
    labels = place_labels(_label_sizes(selection), routes, [*rects.values(), *names])
    areas = [*rects.values(), *(cluster.rect for cluster in clusters), *names, *labels.values()]
    corners = [corner for area in areas for corner in ((area.x, area.y), (area.right, area.bottom))]
    points = chain(corners, *(route.points for route in routes.values()))
    across, down = zip(*points, strict=True) if corners else ((0.0, 200.0), (0.0, 100.0))
    left, top = min(across) - _MARGIN, min(down) - _MARGIN
    move = _Move(left, top)
    return Drawing(
        round(max(across) - left + _MARGIN, 2),
        round(max(down) - top + _MARGIN, 2),
        tuple(Cluster(each.country, each.label, move.rect(each.rect), move.rect(each.name)) for each in clusters),
        tuple(
            Box(entity.id, number, move.rect(rects[entity.id]), sizes[entity.id].lines, styles[entity.type])
            for number, entity in enumerate(selection.ordered_entities(), start=1)
        ),
        tuple(_edges(selection, worded, routes, labels, move)),
        worded,
    )


@dataclass(frozen=True)
class _Move:
    """From Graphviz's places to the drawing's."""

    left: float
    top: float

    def point(self, point: Point) -> Point:
        return Point(round(point.x - self.left, 2), round(point.y - self.top, 2))

    def rect(self, rect: Rect) -> Rect:
        return Rect(
            round(rect.x - self.left, 2), round(rect.y - self.top, 2), round(rect.width, 2), round(rect.height, 2)
        )


def _edges(
    selection: Selection, worded: bool, routes: Mapping[str, Route], labels: Mapping[str, Rect], move: _Move
) -> Iterator[Edge]:
    styles = relation_styles(selection.ontology, (each.relation for each in selection.statements), selection.lang)
    for number, statement in enumerate(selection.ordered_statements(), start=1):
        route = routes[statement.id]
        style = styles[statement.relation]
        yield Edge(
            statement.id,
            number,
            statement.subject,
            statement.object,
            tuple(move.point(point) for point in route.points),
            move.point(route.end) if route.end else None,
            move.point(route.start) if route.start else None,
            Label(style.label if worded else str(number), move.rect(labels[statement.id])),
            style,
            selection.holds(statement) or "possible",
            statement.inferred,
            statement.id in selection.contradicted,
        )


def _worded(selection: Selection) -> bool:
    return len(selection.statements) <= WORDS_LIMIT


def _label_sizes(selection: Selection) -> dict[str, tuple[float, float]]:
    sizes = {}
    worded = _worded(selection)
    for number, statement in enumerate(selection.ordered_statements(), start=1):
        kind = selection.ontology.relations.get(statement.relation)
        text = kind.label(selection.lang) if worded and kind else str(number)
        sizes[statement.id] = (width(text, 8, True) + (6 if worded else 5), 11.0)
    return sizes
