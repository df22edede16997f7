"""Who took part in what on a day: a filter by dates of which some are a year, some open, some unknown."""

from __future__ import annotations

from workspace import Workspace

from rows import Case, Limit, Row
from rows.duck import connect
from rows.sparql import PREFIXES, in_memory, local, of_terms, parsed

__all__ = ["ROWS"]

QUERY = """
SELECT ?statement ?one ?other ?since ?until WHERE {
    ?statement rdf:predicate coop:participates_in ; rdf:subject ?one ; rdf:object ?other .
    OPTIONAL { ?statement coop:since ?since }
    OPTIONAL { ?statement coop:until ?until }
    OPTIONAL { ?statement coop:since_earliest ?earliest }
    OPTIONAL { ?statement coop:until_latest ?latest }
    FILTER (COALESCE(?earliest <= "DAY"^^xsd:date, true) && COALESCE(?latest >= "DAY"^^xsd:date, true))
}"""
TABLES = """
SELECT id, subject, object, since, until FROM statements
WHERE relation = 'participates_in'
    AND coalesce(since_earliest <= $day::DATE, true) AND coalesce(until_latest >= $day::DATE, true)"""


def _query(files: Workspace) -> str:
    return PREFIXES + QUERY.replace("DAY", files.asked.day)


def _rdflib(files: Workspace) -> Case:
    graph, query = parsed(files), _query(files)
    return Case([lambda: list(graph.query(query))], lambda found: (tuple(map(local, row)) for row in found))


def _pyoxigraph(files: Workspace) -> Case:
    store, query = in_memory(files), _query(files)
    return Case([lambda: [tuple(row) for row in store.query(query)]], of_terms)


def _duckdb(files: Workspace) -> Case:
    store, day = connect(files), files.asked.day
    return Case([lambda: store.execute(TABLES, {"day": day}).fetchall()])


def _coopgraph(files: Workspace) -> Case:
    from rows.subject import opened, participants_on

    graph, day = opened(files), files.asked.day

    return Case([lambda: participants_on(graph, day)])


ROWS = [
    Row(
        "as-of",
        "Who took part in what on a day",
        {"rdflib": _rdflib, "pyoxigraph": _pyoxigraph, "DuckDB": _duckdb, "coopgraph": _coopgraph},
        (Limit("at most 10 ms, rows made", 0.010, size=100_000),),
        processes=1,
        rounds=5,
        notes="All engines but coopgraph are given the bounds of each period, worked out by coopgraph; pyoxigraph in "
        "memory. The time of filling each store is not in it.",
    )
]
