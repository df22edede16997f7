"""Statements → networkx: declared relations only, never classes, sources or literals as nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

import networkx as nx

from coopgraph.collector import paused
from coopgraph.model import Entity
from coopgraph.store.table import Table

__all__ = ["to_networkx"]

_PORTION = 16_384
_CARRIED = (
    *("relation", "since", "until", "end", "since_earliest", "since_latest", "until_earliest", "until_latest"),
    *("under", "note", "instant", "inferred", "evidence"),
)

Edge = tuple[str, str, str, dict[str, Any]]


def to_networkx(
    entities: Iterable[Entity], parts: Sequence[tuple[Table, Sequence[int]]], lang: str = "en"
) -> nx.MultiDiGraph[str]:
    """The statements as a MultiDiGraph whose nodes are entity ids and whose edge keys are statement ids.

    Nodes carry `label`, `acronym`, `type`, `country`, `city` and `date`; edges `relation`, `since`, `until` (as
    stated), `end`, the four bounds (`datetime.date` or None, see `dates.Bounds`), `under`, `note`, `instant`,
    `inferred` and `evidence` (a tuple of `Evidence`): none is a key that drawing libraries take for themselves.
    Parallel relations stay parallel edges.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    with paused():
        graph.add_nodes_from((entity.id, _node_attributes(entity, lang)) for entity in entities)
        edges = (edge for table, rows in parts for edge in _edges(table, table.by_id(rows)))
        ordered = sorted(edges, key=itemgetter(2)) if len(parts) > 1 else edges
        # As a DiGraph, a MultiDiGraph has for each pair a dict of edges by key; so filled it takes a third of the time.
        nx.DiGraph.add_edges_from(graph, ((one, other, {key: edge}) for one, other, key, edge in ordered))
    return graph


def _edges(table: Table, rows: Sequence[int]) -> Iterator[Edge]:
    """The edges of the statements of rows, made portion by portion."""
    for first in range(0, len(rows), _PORTION):
        portion = rows[first : first + _PORTION]
        ends = (table.values(field, portion) for field in ("subject", "object", "id"))
        carried = zip(*(table.values(field, portion) for field in _CARRIED), strict=True)
        yield from zip(*ends, (dict(zip(_CARRIED, values, strict=True)) for values in carried), strict=True)


def _node_attributes(entity: Entity, lang: str) -> dict[str, Any]:
    """What a node carries."""
    return {
        "label": entity.label(lang),
        "acronym": entity.acronym,
        "type": entity.type,
        "country": entity.country,
        "city": entity.city,
        "date": entity.date,
    }
