"""Whom the bodies below another commission: a hierarchy of any depth, and one step from it."""

from __future__ import annotations

from typing import Any

from workspace import Workspace

from rows import Case, Limit, Row
from rows.duck import connect
from rows.sparql import PREFIXES, in_memory, local, of_terms, parsed

__all__ = ["ROWS"]

NATURAL = """
SELECT ?statement ?one ?other ?since WHERE {
    ?one coop:subordinate_of+ id:TOP .
    ?statement rdf:subject ?one ; rdf:predicate coop:commissioned ; rdf:object ?other .
    OPTIONAL { ?statement coop:since ?since }
}"""
BELOW = "SELECT DISTINCT ?one WHERE { ?one coop:subordinate_of+ id:TOP }"
AMONG = """
SELECT ?statement ?one ?other ?since WHERE {
    VALUES ?one { BODIES }
    ?statement rdf:subject ?one ; rdf:predicate coop:commissioned ; rdf:object ?other .
    OPTIONAL { ?statement coop:since ?since }
}"""
TABLES = """
WITH RECURSIVE below(body) AS (
    SELECT subject FROM statements WHERE relation = 'subordinate_of' AND object = $top
    UNION
    SELECT subject FROM statements JOIN below ON object = body WHERE relation = 'subordinate_of'
)
SELECT id, subject, object, since FROM statements JOIN below ON subject = body WHERE relation = 'commissioned'"""


def _rdflib(files: Workspace) -> Case:
    graph, query = parsed(files), PREFIXES + NATURAL.replace("TOP", files.asked.top)
    return Case([lambda: list(graph.query(query))], lambda found: (tuple(map(local, row)) for row in found))


def _pyoxigraph(files: Workspace) -> Case:
    store, query = in_memory(files), PREFIXES + NATURAL.replace("TOP", files.asked.top)
    return Case([lambda: [tuple(row) for row in store.query(query)]], of_terms)


def _pyoxigraph_in_steps(files: Workspace) -> Case:
    def ask() -> list[tuple[Any, ...]]:
        bodies = " ".join(str(row[0]) for row in store.query(below))
        return [tuple(row) for row in store.query(PREFIXES + AMONG.replace("BODIES", bodies))]

    store, below = in_memory(files), PREFIXES + BELOW.replace("TOP", files.asked.top)
    return Case([ask], of_terms)


def _duckdb(files: Workspace) -> Case:
    store, top = connect(files), files.asked.top
    return Case([lambda: store.execute(TABLES, {"top": top}).fetchall()])


def _coopgraph(files: Workspace) -> Case:
    from rows.subject import opened

    graph, query = opened(files), PREFIXES + NATURAL.replace("TOP", files.asked.top)
    return Case([lambda: list(graph.sparql(query))], lambda found: (tuple(row.values()) for row in found))


def _coopgraph_without_sparql(files: Workspace) -> Case:
    from rows.subject import commissions_below, opened

    graph, top = opened(files), files.asked.top
    return Case([lambda: commissions_below(graph, top)])


ROWS = [
    Row(
        "hierarchy",
        "Whom the bodies below one commission",
        {
            "rdflib": _rdflib,
            "pyoxigraph": _pyoxigraph,
            "pyoxigraph, in two steps": _pyoxigraph_in_steps,
            "DuckDB": _duckdb,
            "coopgraph, tree and relations": _coopgraph_without_sparql,
            "coopgraph": _coopgraph,
        },
        (Limit("at most 10 ms", 0.010, size=100_000),),
        processes=1,
        rounds=5,
        notes="A fiftieth of all bodies stands below the one asked about. pyoxigraph in memory, as one would write the "
        "query, and with the bodies below found first and named in VALUES; DuckDB with a recursive WITH. coopgraph "
        "answers the query as one would write it. The time of filling each store is not in it.",
    )
]
