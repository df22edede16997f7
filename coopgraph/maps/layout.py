"""Where everything stands: Graphviz places boxes of known size and routes the lines; no text ever reaches it.

Boxes are given to Graphviz with air at their sides and a small distance between what stands in a row, because a line
that passes a row counts as a box there.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from coopgraph.errors import MissingPart
from coopgraph.maps.boxes import BoxSize, measure
from coopgraph.maps.drawing import Box, Cluster, Drawing, Edge, Label, Point, Rect
from coopgraph.maps.labels import Route, place_labels
from coopgraph.maps.metrics import width
from coopgraph.maps.rows import SPACE, columns, countries, rows
from coopgraph.maps.selection import Selection
from coopgraph.maps.strings import country_name
from coopgraph.maps.styles import class_styles, relation_styles

if TYPE_CHECKING:
    from pygraphviz import AGraph

__all__ = ["DOT_LIMIT", "WORDS_LIMIT", "draw"]

WORDS_LIMIT = 12
DOT_LIMIT = 300
_PAGE = (1000.0, 540.0)
_MARGIN = 10.0
_COUNTRY_LINE = 18.0
_GAP = 28.0
_AIR = 8.0


@dataclass(frozen=True)
class _Placed:
    """What Graphviz gave back, y downwards: the middle of each box, and each line from upper to lower."""

    middles: Mapping[str, Point]
    routes: Mapping[str, Route]


def draw(selection: Selection) -> Drawing:
    """The drawing of the selection that fills a page best; equal input, in any order, gives an equal drawing."""
    styles = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    drawings = []
    for limit in (84.0, 104.0, 124.0) if len(selection.entities) <= 60 else (104.0,):
        sizes = {entity.id: measure(entity, styles[entity.type], selection.lang, limit) for entity in selection.entities}
        drawings += [_draw(selection, sizes, height) for height in _heights(selection, sizes)]
    return max(drawings, key=lambda drawing: _merit(selection, drawing))


def _merit(selection: Selection, drawing: Drawing) -> float:
    """How well a drawing fills the page; much less where Graphviz left the columns out of order, or lines run far."""
    places = {box.entity: box.rect.centre.x for box in drawing.boxes}
    middles = [sum(places[entity.id] for entity in column.members) / len(column.members) for column in columns(selection)]
    order = 1.0 if middles == sorted(middles) else 0.6
    ink = sum(abs(one.x - other.x) + abs(one.y - other.y) for edge in drawing.edges for one, other in pairwise(edge.points))
    far = ink / max(len(drawing.edges), 1) / (drawing.width + drawing.height)
    return order * min(_PAGE[0] / drawing.width, _PAGE[1] / drawing.height) * (1 - min(far, 0.5) * 0.5)


def _heights(selection: Selection, sizes: Mapping[str, BoxSize]) -> list[int]:
    """The numbers of rows that promise to fill the page best."""
    if not sizes or len(sizes) > DOT_LIMIT:
        return [1]

    def fill(height: int) -> float:
        row_of = rows(selection, sizes, height)
        across = 0.0
        for column in columns(selection):
            widths: dict[int, float] = defaultdict(float)
            for entity in column.members:
                widths[row_of[entity.id]] += sizes[entity.id].width + SPACE
            across += max(widths.values()) + 30
        down = sum(max(sizes[id_].height for id_ in sizes if row_of[id_] == row) + _GAP for row in set(row_of.values()))
        return min(_PAGE[0] / across, _PAGE[1] / down)

    return sorted(range(1, min(len(sizes), 24) + 1), key=lambda height: (-fill(height), height))[:3]


def _draw(selection: Selection, sizes: Mapping[str, BoxSize], height: int) -> Drawing:
    styles = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    placed = _placed(selection, sizes, height)
    rects = {
        id_: Rect(middle.x - sizes[id_].width / 2, middle.y - sizes[id_].height / 2, sizes[id_].width, sizes[id_].height)
        for id_, middle in placed.middles.items()
    }
    clusters = _clusters(selection, rects) if len(rects) <= DOT_LIMIT else ()
    shapes = {entity.id: (styles[entity.type].shape, rects[entity.id]) for entity in selection.entities}
    routes = {each.id: placed.routes[each.id].meeting(shapes[each.subject], shapes[each.object]) for each in selection.statements}
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
    worded = len(selection.statements) <= WORDS_LIMIT
    labels = place_labels(_label_sizes(selection, worded), routes, list(rects.values()))
    points = [point for route in routes.values() for point in route.points]
    areas = [*rects.values(), *(cluster.rect for cluster in clusters), *labels.values(), *(Rect(*point, 0, 0) for point in points)]
    left, top = min((area.x for area in areas), default=0) - _MARGIN, min((area.y for area in areas), default=0) - _MARGIN
    move = _Move(left, top)
    return Drawing(
        round(max((area.right for area in areas), default=200) - left + _MARGIN, 2),
        round(max((area.bottom for area in areas), default=100) - top + _MARGIN, 2),
        tuple(Cluster(each.country, each.label, move.rect(each.rect)) for each in clusters),
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
        return Rect(round(rect.x - self.left, 2), round(rect.y - self.top, 2), round(rect.width, 2), round(rect.height, 2))


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


def _label_sizes(selection: Selection, worded: bool) -> dict[str, tuple[float, float]]:
    sizes = {}
    for number, statement in enumerate(selection.ordered_statements(), start=1):
        kind = selection.ontology.relations.get(statement.relation)
        text = kind.label(selection.lang) if worded and kind else str(number)
        sizes[statement.id] = (width(text, 8, True) + (6 if worded else 5), 11.0)
    return sizes


def _clusters(selection: Selection, rects: Mapping[str, Rect]) -> tuple[Cluster, ...]:
    return tuple(
        Cluster(column.country, country_name(column.country, selection.lang), _around([rects[entity.id] for entity in column.members]))
        for column in countries(selection)
        if column.country
    )


def _around(rects: list[Rect]) -> Rect:
    left, top = min(rect.x for rect in rects) - _MARGIN, min(rect.y for rect in rects) - _MARGIN - _COUNTRY_LINE
    right, bottom = max(rect.right for rect in rects) + _MARGIN, max(rect.bottom for rect in rects) + _MARGIN
    return Rect(left, top, right - left, bottom - top)


def _placed(selection: Selection, sizes: Mapping[str, BoxSize], height: int) -> _Placed:
    try:
        from pygraphviz import AGraph
    except ImportError as problem:
        raise MissingPart("maps need Graphviz; install it with: pip install pygraphviz") from problem
    names = {entity.id: f"n{place}" for place, entity in enumerate(selection.ordered_entities())}
    graph = AGraph(directed=True, strict=False)
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    for id_, name in names.items():
        graph.add_node(name, width=f"{(sizes[id_].width + _AIR) / 72:.4f}", height=f"{sizes[id_].height / 72:.4f}")
    if len(names) <= DOT_LIMIT:
        graph.graph_attr.update(newrank="true", nodesep=f"{(SPACE - _AIR) / 72:.4f}", ranksep=f"{_GAP / 72:.4f}", splines="true")
        row_of = rows(selection, sizes, height)
        _add_grid(graph, selection, names, row_of)
        forward = _add_lines(graph, selection, names, row_of)
    else:
        graph.graph_attr.update(overlap="prism", splines="line", sep="+8", start="1", K="1.2")
        forward = _add_lines(graph, selection, names, {})
    with _quiet_stderr():
        graph.layout(prog="dot" if len(names) <= DOT_LIMIT else "sfdp")
    return _read(graph, selection, names, forward)


def _add_grid(graph: AGraph, selection: Selection, names: Mapping[str, str], row_of: Mapping[str, int]) -> None:
    """Columns as clusters under signposts that stand in order; rows held by a spine left of them all."""
    spine = [f"s{row}" for row in range(max(row_of.values(), default=0) + 1)]
    groups = [spine, *([names[entity.id] for entity in column.members] for column in columns(selection))]
    posts, anchors = [f"p{place}" for place in range(len(groups))], [f"a{place}" for place in range(len(groups))]
    for name in [*spine, *posts, *anchors]:
        graph.add_node(name, width="0.01", height="0.01", style="invis")
    for place, nodes in enumerate(groups):
        graph.add_subgraph([anchors[place], *nodes], name=f"cluster_{place}", margin="9")
        graph.add_edge(posts[place], anchors[place], style="invis", weight="1000")
    graph.add_subgraph(posts, name="posts", rank="same")
    graph.add_subgraph(anchors, name="anchors", rank="same")
    for left, right in pairwise(posts):
        graph.add_edge(left, right, style="invis")
    for upper, lower in pairwise([anchors[0], *spine]):
        graph.add_edge(upper, lower, style="invis", weight="100")
    for row, name in enumerate(spine):
        graph.add_subgraph([name, *(names[id_] for id_ in names if row_of[id_] == row)], name=f"row_{row}", rank="same")


def _add_lines(graph: AGraph, selection: Selection, names: Mapping[str, str], row_of: Mapping[str, int]) -> set[str]:
    """Adds each relation from its upper to its lower body; the ids of those that run from subject to object."""
    forward = set()
    for place, statement in enumerate(selection.ordered_statements()):
        down = row_of.get(statement.subject, 0) <= row_of.get(statement.object, 0)
        upper, lower = (statement.subject, statement.object) if down else (statement.object, statement.subject)
        if down:
            forward.add(statement.id)
        symmetric = selection.ontology.relations[statement.relation].symmetric
        way = "both" if symmetric else "forward" if down else "back"
        graph.add_edge(names[upper], names[lower], key=f"e{place}", dir=way, arrowsize="0.7")
    return forward


def _read(graph: AGraph, selection: Selection, names: Mapping[str, str], forward: set[str]) -> _Placed:
    middles = {}
    for id_, name in names.items():
        x, y = graph.get_node(name).attr["pos"].split(",")
        middles[id_] = Point(float(x), -float(y))
    routes = {}
    by_key = {edge[2]: graph.get_edge(*edge) for edge in graph.edges(keys=True)}
    for place, statement in enumerate(selection.ordered_statements()):
        route = _route(by_key[f"e{place}"].attr["pos"])
        routes[statement.id] = route if statement.id in forward else route.reversed()
    return _Placed(middles, routes)


def _route(text: str) -> Route:
    start = end = None
    points = []
    for part in text.replace("\\\n", "").split():
        *mark, x, y = part.split(",")
        point = Point(float(x), -float(y))
        if mark == ["e"]:
            end = point
        elif mark == ["s"]:
            start = point
        else:
            points.append(point)
    return Route(tuple(points), start, end)


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Graphviz warns about fonts on the file descriptor itself, which notebooks show as a red box."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    silent = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(silent, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(silent)
        os.close(kept)
