"""Opening a graph that is on disk, and its first answer."""

from __future__ import annotations

from typing import Any

from workspace import Workspace

from rows import Case, Limit, Row
from rows.duck import connect
from rows.sparql import PREFIXES, of_terms

__all__ = ["ROWS"]

SMALLEST = 1_000
QUERY = """
SELECT ?statement ?relation ?other ?since WHERE {
    ?statement rdf:subject id:BODY ; rdf:predicate ?relation ; rdf:object ?other .
    OPTIONAL { ?statement coop:since ?since }
}"""
TABLES = "SELECT id, relation, object, since FROM statements WHERE subject = $body"


def _pyoxigraph(files: Workspace) -> Case:
    import pyoxigraph as ox

    def first(workspace: Workspace) -> list[tuple[Any, ...]]:
        store = ox.Store.read_only(str(workspace.oxigraph))
        return [tuple(row) for row in store.query(PREFIXES + QUERY.replace("BODY", workspace.asked.body))]

    first(files.sibling(SMALLEST))
    return Case([lambda: first(files)], of_terms)


def _duckdb(files: Workspace) -> Case:
    def first(workspace: Workspace) -> list[tuple[Any, ...]]:
        return connect(workspace).execute(TABLES, {"body": workspace.asked.body}).fetchall()

    first(files.sibling(SMALLEST))
    return Case([lambda: first(files)])


def _coopgraph(files: Workspace) -> Case:
    from rows.subject import opened

    def first(workspace: Workspace) -> list[tuple[Any, ...]]:
        body = workspace.asked.body
        found = opened(workspace).relations(subject=body)
        return [(each.id, each.relation, each.object, each.since) for each in found if each.subject == body]

    first(files.sibling(SMALLEST))
    return Case([lambda: first(files)])


ROWS = [
    Row(
        "reopen",
        "Opening a built graph, and its first answer",
        {"pyoxigraph": _pyoxigraph, "DuckDB": _duckdb, "coopgraph": _coopgraph},
        (
            Limit("at most 0.05 s", 0.05, size=1_000_000),
            Limit("at most 60 MB", 60, size=1_000_000, of="peak_mb"),
        ),
        processes=5,
        notes="The relations of one body, in a process that has just opened and asked a small graph, so that all "
        "imports are done; memory is that of the whole process.",
    )
]
