"""How coopgraph is asked what the rows ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from workspace import Workspace

    from coopgraph.graph import KnowledgeGraph

__all__ = ["commissions_below", "data", "opened", "participants_on"]


def data(files: Workspace) -> Path:
    """The built graph, or the Turtle file where it was not built."""
    return files.built if files.built.exists() else files.turtle


def opened(files: Workspace) -> KnowledgeGraph:
    """The graph, open."""
    import coopgraph

    return coopgraph.open(data(files))


def commissions_below(graph: KnowledgeGraph, top: str) -> list[tuple[Any, ...]]:
    """The commissions given by the bodies below one: statement, both ends, since."""
    found = graph.tree(top)
    nodes, below = [found], []
    while nodes:
        children = nodes.pop()["children"]
        nodes += children
        below += [child["id"] for child in children]
    rows = [row for body in below for row in graph.relations("commissioned", subject=body)]
    return [(each.id, each.subject, each.object, each.since) for each in rows]


def participants_on(graph: KnowledgeGraph, day: str) -> list[tuple[Any, ...]]:
    """Who possibly took part in what on a day: statement, both ends, since and until."""
    return graph.edges(["participates_in"], as_of=day).rows("id", "subject", "object", "since", "until")
