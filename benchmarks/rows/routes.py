"""The shortest way between two bodies, in a process that has its graph at hand."""

from __future__ import annotations

from functools import partial
from typing import Any

from workspace import Workspace

from rows import Case, Limit, Row
from rows.duck import connect

__all__ = ["ROWS"]

MOST = 12


def _networkx(files: Workspace) -> Case:
    import networkx as nx

    graph = nx.Graph(connect(files).execute("SELECT subject, object FROM statements").fetchall())
    return Case([partial(_length, graph, *pair) for pair in files.asked.pairs])


def _length(graph: Any, one: str, other: str) -> list[tuple[int]]:
    import networkx as nx

    try:
        return [(len(nx.shortest_path(graph, one, other)) - 1,)]
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return []


def _coopgraph(files: Workspace) -> Case:
    from rows.subject import opened

    graph = opened(files)
    asks = [partial(graph.paths, *pair, k=1, max_hops=MOST) for pair in files.asked.pairs]
    return Case(asks, lambda routes: ((len(each.steps),) for each in routes))


ROWS = [
    Row(
        "routes",
        "A shortest path, in process",
        {"networkx": _networkx, "coopgraph": _coopgraph},
        (Limit("at most 2 × networkx", 2.0, "networkx", 1_000_000),),
        processes=1,
        rounds=3,
        notes="Thirty pairs of bodies by chance, the median. networkx's graph has neither relations nor dates and "
        "is filled before; it answers with a list of bodies, coopgraph with the best route and its statements.",
    )
]
