"""Graphviz: boxes of known size in, their places and the routes of the lines out; no text ever reaches it.

Boxes are given with air at their sides and a small distance between what stands in a row, because a line that passes
a row counts as a box there.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from coopgraph.errors import MissingPart
from coopgraph.maps.aisles import led
from coopgraph.maps.boxes import BoxSize
from coopgraph.maps.drawing import Point, around
from coopgraph.maps.labels import Route
from coopgraph.maps.rows import SPACE, columns, fanned, rows
from coopgraph.maps.selection import Selection
from coopgraph.maps.spacing import stacked
from coopgraph.model import Statement

if TYPE_CHECKING:
    from pygraphviz import AGraph

__all__ = ["DOT_LIMIT", "Placed", "gap", "place"]

DOT_LIMIT = 120
_MISSING = (
    "maps need Graphviz, which did not load ({}); install it with: pip install pygraphviz, "
    "and on Debian: apt-get install libglib2.0-0 libx11-6 libxext6 libxrender1"
)
_GAP = 28.0
_AIR = 8.0
_APART = 13.0
_STRANDS = 40
_NEAR = SPACE - _AIR
_HEADS = 10.0
_WORDED = 24.0


@dataclass(frozen=True)
class Placed:
    """The middle of each box and each line from subject to object, y downwards; `clear` where none meets a box."""

    middles: Mapping[str, Point]
    routes: Mapping[str, Route]
    clear: bool = False


def place(
    selection: Selection, sizes: Mapping[str, BoxSize], labels: Mapping[str, tuple[float, float]], height: int | None
) -> Placed:
    """Where everything stands when the drawing is to be about `height` rows high, with room for the labels.

    Without a height the bodies stand in no rows, but near what they are related to.

    Raises:
        MissingPart: pygraphviz is not installed.
    """
    try:
        from pygraphviz import AGraph
    except ImportError as problem:
        raise MissingPart(_MISSING.format(problem)) from problem
    names = {entity.id: f"n{place}" for place, entity in enumerate(selection.ordered_entities())}
    graph = AGraph(directed=True, strict=False)
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    if height is not None:
        graph.graph_attr.update(
            newrank="true", nodesep=f"{_NEAR / 72:.4f}", ranksep=f"{gap(labels) / 72:.4f}", splines="true"
        )
        row_of = rows(selection, sizes, height)
        _add_boxes(
            graph, sizes, {entity.id: names[entity.id] for column in columns(selection) for entity in column.members}
        )
        _add_grid(graph, selection, names, row_of)
        forward = _add_lines(graph, selection, names, labels, row_of)
    else:
        return _scattered(graph, selection, sizes, names)
    _laid_out(graph, "dot")
    return Placed(_middles(graph, names), _apart(selection, _routes(graph, selection, forward)))


def _scattered(graph: AGraph, selection: Selection, sizes: Mapping[str, BoxSize], names: Mapping[str, str]) -> Placed:
    """The places of many bodies: in columns, near what they are related to, joined by lines through the gaps."""
    graph.graph_attr.update(overlap="true", start="1")
    _add_boxes(graph, sizes, names)
    for statement in selection.ordered_statements():
        graph.add_edge(names[statement.subject], names[statement.object], key=statement.id)
    _laid_out(graph, "sfdp")
    stacks = stacked(_middles(graph, names), sizes)
    rects = {id_: around(stacks.middles[id_], size.width, size.height) for id_, size in sizes.items()}
    statements = selection.ordered_statements()
    ends = {each.id: (each.subject, each.object) for each in statements}
    both = {each.id: selection.ontology.relations[each.relation].symmetric for each in statements}
    return Placed(stacks.middles, led(stacks.columns, rects, ends, both), clear=True)


def gap(labels: Mapping[str, tuple[float, float]]) -> float:
    """How far one row stands below another: further where lines carry words."""
    return _GAP + (_WORDED if max((width for width, _ in labels.values()), default=0.0) > 2 * _NEAR + _HEADS else 0.0)


def _add_boxes(graph: AGraph, sizes: Mapping[str, BoxSize], names: Mapping[str, str]) -> None:
    for id_, name in names.items():
        graph.add_node(name, width=f"{(sizes[id_].width + _AIR) / 72:.4f}", height=f"{sizes[id_].height / 72:.4f}")


def _add_grid(graph: AGraph, selection: Selection, names: Mapping[str, str], row_of: Mapping[str, int]) -> None:
    """Columns as clusters under signposts that stand in order, each with a chain of stakes that holds its rows."""
    groups = columns(selection)
    height = max(row_of.values(), default=0) + 1
    posts = [f"p{place}" for place in range(len(groups))]
    chains = [[f"k{place}_{row}" for row in range(-1, height)] for place in range(len(groups))]
    for name in posts:
        graph.add_node(name, width="0.01", height="0.01", style="invis")
    for place, column in enumerate(groups):
        for name in chains[place]:
            graph.add_node(name, width="0.01", height="0.01", style="invis")
        members = [names[entity.id] for entity in column.members]
        graph.add_subgraph([*chains[place], *members], name=f"cluster_{place}", margin="9")
        for strand in range(_STRANDS):
            graph.add_edge(posts[place], chains[place][0], key=f"p{strand}", style="invis", weight="20")
        for upper, lower in pairwise(chains[place]):
            graph.add_edge(upper, lower, style="invis")
    graph.add_subgraph(posts, name="posts", rank="same")
    for left, right in pairwise(posts):
        graph.add_edge(left, right, style="invis")
    for row in range(-1, height):
        bodies = [name for id_, name in names.items() if row_of[id_] == row]
        graph.add_subgraph([*(chain[row + 1] for chain in chains), *bodies], name=f"row_{row}", rank="same")


def _add_lines(
    graph: AGraph,
    selection: Selection,
    names: Mapping[str, str],
    labels: Mapping[str, tuple[float, float]],
    row_of: Mapping[str, int],
) -> set[str]:
    """Adds each relation from its upper to its lower body; the ids of those that run from subject to object.

    Below the top of a tree they keep their order from left to right, so that it stands in the middle of them.
    """
    forward = set()
    fan = fanned(selection, row_of)
    if fan:
        for id_ in {each.object for each in fan}:
            graph.get_node(names[id_]).attr["ordering"] = "out"
    places = {each.id: place for place, each in enumerate(selection.ordered_statements())}
    for statement in fan or selection.ordered_statements():
        place = places[statement.id]
        down = row_of.get(statement.subject, 0) <= row_of.get(statement.object, 0)
        upper, lower = (statement.subject, statement.object) if down else (statement.object, statement.subject)
        if down:
            forward.add(statement.id)
        symmetric = selection.ontology.relations[statement.relation].symmetric
        way = "both" if symmetric else "forward" if down else "back"
        beside = row_of.get(upper) == row_of.get(lower)
        room = ceil((labels[statement.id][0] + _HEADS) / _NEAR) if beside else 1
        graph.add_edge(names[upper], names[lower], key=f"e{place}", dir=way, arrowsize="0.7", minlen=str(room))
    return forward


def _laid_out(graph: AGraph, engine: str) -> None:
    with _quiet_stderr():
        graph.layout(prog=engine)


def _middles(graph: AGraph, names: Mapping[str, str]) -> dict[str, Point]:
    middles = {}
    for id_, name in names.items():
        x, y = graph.get_node(name).attr["pos"].split(",")
        middles[id_] = Point(float(x), -float(y))
    return middles


def _routes(graph: AGraph, selection: Selection, forward: set[str]) -> dict[str, Route]:
    routes = {}
    by_key = {edge[2]: graph.get_edge(*edge) for edge in graph.edges(keys=True)}
    for place, statement in enumerate(selection.ordered_statements()):
        route = _route(by_key[f"e{place}"].attr["pos"])
        routes[statement.id] = route if statement.id in forward else route.reversed()
    return routes


def _apart(selection: Selection, routes: Mapping[str, Route]) -> dict[str, Route]:
    """The routes, with those that join the same two bodies bowed away from each other."""
    groups: dict[frozenset[str], list[Statement]] = defaultdict(list)
    for statement in selection.ordered_statements():
        groups[frozenset((statement.subject, statement.object))].append(statement)
    apart = dict(routes)
    for group in groups.values():
        side = routes[group[0].id].side()
        offsets = {each.id: routes[each.id].offset(side) for each in group}
        for place, statement in enumerate(sorted(group, key=lambda each: offsets[each.id])):
            by = (place - (len(group) - 1) / 2) * _APART
            apart[statement.id] = routes[statement.id].bowed(by if statement.subject == group[0].subject else -by)
    return apart


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
