"""Which way each relation takes, so that all of them together can be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coopgraph.maps.drawing import Edge, Rect
from coopgraph.maps.slides.crossings import disturbance, extent
from coopgraph.maps.slides.field import Field
from coopgraph.maps.slides.paths import Way
from coopgraph.maps.slides.ways import Option, options

__all__ = ["route"]

_MANY = 150
_SHARED, _SHARED_ALIKE = 7.0, 2.5


@dataclass(frozen=True)
class _Taken:
    edge: Edge
    way: Way
    reach: Rect


def route(field: Field, edges: Sequence[Edge]) -> dict[str, Way]:
    """A way for each relation that has one free, by statement; the order of the relations is the only tie-breaker.

    In a crowd only relations of the same bodies give way to each other.
    """
    crowd = len(edges) > _MANY
    choices = {edge.statement: options(field, edge.subject, edge.object, 3 if crowd else 24) for edge in edges}
    edges = [edge for edge in edges if choices[edge.statement]]
    taken: dict[str, _Taken] = {}
    for edge in sorted(edges, key=lambda edge: (len(choices[edge.statement]), edge.number)):
        taken[edge.statement] = _best(edge, choices[edge.statement], _others(edge, taken, crowd))
    for _ in range(0 if crowd else 3):
        for edge in edges:
            taken[edge.statement] = _best(edge, choices[edge.statement], _others(edge, taken, crowd))
    return dict(_told_apart(taken))


def _told_apart(taken: Mapping[str, _Taken]) -> Iterator[tuple[str, Way]]:
    """The ways, each of them once: of relations on the very same line only the first is drawn."""
    used = set()
    for statement, each in sorted(taken.items(), key=lambda each: each[1].edge.number):
        ends = {(each.edge.subject, each.way.start.number), (each.edge.object, each.way.end.number)}
        line = (each.way.preset, frozenset(ends))
        if line not in used:
            yield statement, each.way
        used.add(line)


def _others(edge: Edge, taken: Mapping[str, _Taken], crowd: bool) -> list[_Taken]:
    own = {edge.subject, edge.object}
    return [
        each
        for statement, each in taken.items()
        if statement != edge.statement and not (crowd and own.isdisjoint((each.edge.subject, each.edge.object)))
    ]


def _best(edge: Edge, choices: Sequence[Option], others: Sequence[_Taken]) -> _Taken:
    best, least = choices[0].way, float("inf")
    for option in choices:
        if option.cost >= least:
            break
        cost = option.cost + _together(edge, option.way, others, least - option.cost)
        if cost < least:
            best, least = option.way, cost
    return _Taken(edge, best, extent(best.line).grown(4))


def _together(edge: Edge, way: Way, others: Sequence[_Taken], enough: float) -> float:
    """What the way costs because of the others; counting stops at enough."""
    reach = extent(way.line).grown(4)
    cost = 0.0
    for other in others:
        if not other.reach.meets(reach):
            continue
        cost += disturbance(way.line, other.way.line, _shared(reach, other.reach)) + _sharing(edge, way, other)
        if cost >= enough:
            break
    return cost


def _shared(one: Rect, other: Rect) -> Rect:
    left, top = max(one.x, other.x), max(one.y, other.y)
    return Rect(left, top, min(one.right, other.right) - left, min(one.bottom, other.bottom) - top)


def _sharing(edge: Edge, way: Way, other: _Taken) -> float:
    """Two lines at one site are hard to tell apart, a little less so where they say the same of the same body."""
    mine = {(edge.subject, way.start.number), (edge.object, way.end.number)}
    ends = {(other.edge.subject, other.way.start.number), (other.edge.object, other.way.end.number)}
    shared = len(mine & ends)
    if not shared:
        return 0.0
    alike = edge.style.name == other.edge.style.name and (
        edge.subject == other.edge.subject or edge.object == other.edge.object
    )
    return shared * (_SHARED_ALIKE if alike else _SHARED)
