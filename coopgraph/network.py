"""Statements → networkx: declared relations only, never classes, sources or literals as nodes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

from coopgraph.model import Entity, Statement

__all__ = ["edge_attributes", "node_attributes", "to_networkx"]


def to_networkx(entities: Iterable[Entity], statements: Iterable[Statement], lang: str = "en") -> nx.MultiDiGraph[str]:
    """The statements as a MultiDiGraph whose nodes are entity ids and whose edge keys are statement ids.

    Nodes carry `label`, `acronym`, `type`, `country`, `city` and `date`; edges `relation`, `since`, `until` (as
    stated), `end`, the four bounds (`datetime.date` or None, see `dates.Bounds`), `under`, `note`, `instant`,
    `inferred` and `evidence` (a tuple of `Evidence`). Parallel relations stay parallel edges.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((entity.id, node_attributes(entity, lang)) for entity in entities)
    for each in statements:
        graph.add_edge(each.subject, each.object, each.id, **edge_attributes(each))
    return graph


def node_attributes(entity: Entity, lang: str = "en") -> dict[str, Any]:
    """What a node carries."""
    return {
        "label": entity.label(lang),
        "acronym": entity.acronym,
        "type": entity.type,
        "country": entity.country,
        "city": entity.city,
        "date": entity.date,
    }


def edge_attributes(statement: Statement) -> dict[str, Any]:
    """What an edge carries; none of the keys is one that drawing libraries take for themselves."""
    bounds = statement.bounds
    return {
        "relation": statement.relation,
        "since": statement.since,
        "until": statement.until,
        "end": statement.end,
        "since_earliest": bounds.since_earliest,
        "since_latest": bounds.since_latest,
        "until_earliest": bounds.until_earliest,
        "until_latest": bounds.until_latest,
        "under": statement.under,
        "note": statement.note,
        "instant": statement.instant,
        "inferred": statement.inferred,
        "evidence": statement.evidence,
    }
