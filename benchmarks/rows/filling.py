"""RDF → a networkx graph whose edges are relations with their dates and what bears them out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from workspace import Workspace

from rows import Case, Limit, Row
from rows.sparql import COOP, PREFIXES, in_memory, local

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ROWS"]

STATEMENTS = """
SELECT ?statement ?one ?relation ?other ?since ?until WHERE {
    ?statement rdf:subject ?one ; rdf:predicate ?relation ; rdf:object ?other .
    OPTIONAL { ?statement coop:since ?since }
    OPTIONAL { ?statement coop:until ?until }
}"""
EVIDENCE = "SELECT ?statement ?source WHERE { ?statement coop:evidence/dcterms:source ?source }"


def _rdflib_itself(files: Workspace) -> Case:
    import rdflib
    from rdflib.extras.external_graph_libs import rdflib_to_networkx_multidigraph

    graph = rdflib.Graph().parse(files.turtle)
    return Case([lambda: rdflib_to_networkx_multidigraph(graph)], lambda made: [(made.number_of_edges(),)])


def _rdflib(files: Workspace) -> Case:
    import rdflib
    from rdflib.namespace import RDF

    graph = rdflib.Graph().parse(files.turtle)
    coop, source = rdflib.Namespace(COOP), rdflib.URIRef("http://purl.org/dc/terms/source")

    def fill() -> nx.MultiDiGraph[str]:
        pieces = defaultdict(list)
        for statement, piece in graph.subject_objects(coop.evidence):
            pieces[statement].append(str(graph.value(piece, source)))
        rows = (
            (
                *(each, graph.value(each, RDF.subject), relation, graph.value(each, RDF.object)),
                *(graph.value(each, coop.since), graph.value(each, coop.until)),
            )
            for each, relation in graph.subject_objects(RDF.predicate)
        )
        return _filled(rows, pieces)

    return Case([fill], _edges)


def _pyoxigraph(files: Workspace) -> Case:
    store = in_memory(files)

    def fill() -> nx.MultiDiGraph[str]:
        pieces = defaultdict(list)
        for statement, source in store.query(PREFIXES + EVIDENCE):
            pieces[statement.value].append(source.value)
        found = store.query(PREFIXES + STATEMENTS)
        return _filled((tuple(term and term.value for term in row) for row in found), pieces)

    return Case([fill], _edges)


def _filled(rows: Iterable[tuple[Any, ...]], pieces: dict[Any, list[str]]) -> nx.MultiDiGraph[str]:
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edges_from(
        (one, other, statement, {"relation": relation, "since": since, "until": until, "evidence": pieces[statement]})
        for statement, one, relation, other, since, until in rows
    )
    return graph


def _edges(graph: nx.MultiDiGraph[str]) -> Iterable[tuple[Any, ...]]:
    for one, other, key, edge in graph.edges(keys=True, data=True):
        said = map(local, (one, other, key, edge["relation"], edge["since"], edge["until"]))
        yield (*said, len(edge["evidence"]))


def _coopgraph(files: Workspace) -> Case:
    from rows.subject import opened

    graph = opened(files)
    return Case([graph.to_networkx], _edges)


ROWS = [
    Row(
        "networkx",
        "RDF to networkx, with dates and evidence",
        {
            "rdflib's own converter": _rdflib_itself,
            "rdflib": _rdflib,
            "pyoxigraph": _pyoxigraph,
            "coopgraph": _coopgraph,
        },
        (Limit("at most 2.0 s", 2.0, size=100_000),),
        processes=1,
        rounds=3,
        unlike=frozenset({"rdflib's own converter"}),
        notes="An edge for each relation, with its dates and sources; coopgraph's also have bounds and quotes, and its "
        "nodes names and types. rdflib's own converter makes an edge of every triple instead. pyoxigraph in memory, "
        "two queries. The time of filling each store is not in it.",
    )
]
