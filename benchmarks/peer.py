"""What one would write with pyoxigraph, and networkx for paths, in place of a coopgraph command: a whole process.

python benchmarks/peer.py who FOLDER BODY
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pyoxigraph as ox

PREFIXES = """
PREFIX coop: <https://w3id.org/coopgraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/coopgraph/id/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
WHO = """
SELECT ?statement ?other ?label ?since ?until ?title ?locator WHERE {
    ?statement rdf:subject id:BODY ; rdf:predicate coop:commissioned ; rdf:object ?other ; coop:evidence ?evidence .
    ?evidence dcterms:source/dcterms:title ?title ; coop:locator ?locator .
    OPTIONAL { ?other skos:prefLabel ?label . FILTER (LANG(?label) = "en") }
    OPTIONAL { ?statement coop:since ?since }
    OPTIONAL { ?statement coop:until ?until }
}"""
SHOW = """
SELECT ?statement ?relation ?other ?label ?since ?until ?title ?locator WHERE {
    { ?statement rdf:subject id:BODY ; rdf:object ?other } UNION { ?statement rdf:object id:BODY ; rdf:subject ?other }
    ?statement rdf:predicate ?relation ; coop:evidence ?evidence .
    ?evidence dcterms:source/dcterms:title ?title ; coop:locator ?locator .
    OPTIONAL { ?other skos:prefLabel ?label . FILTER (LANG(?label) = "en") }
    OPTIONAL { ?statement coop:since ?since }
    OPTIONAL { ?statement coop:until ?until }
}"""
TREE = """
SELECT DISTINCT ?body ?label WHERE {
    ?body coop:subordinate_of+ id:BODY
    OPTIONAL { ?body skos:prefLabel ?label . FILTER (LANG(?label) = "en") }
}"""
FIND = """
SELECT DISTINCT ?body WHERE { VALUES ?name { "NAME"@en "NAME"@de "NAME"@zh "NAME" } ?body ?naming ?name }"""
ENDS = "SELECT ?one ?other WHERE { ?statement rdf:subject ?one ; rdf:object ?other }"


def _who(store: ox.Store, body: str) -> Iterator[str]:
    return (row["statement"].value for row in store.query(PREFIXES + WHO.replace("BODY", body)))


def _show(store: ox.Store, body: str) -> Iterator[str]:
    return (row["statement"].value for row in store.query(PREFIXES + SHOW.replace("BODY", body)))


def _tree(store: ox.Store, body: str) -> Iterator[str]:
    return (row["body"].value for row in store.query(PREFIXES + TREE.replace("BODY", body)))


def _find(store: ox.Store, name: str) -> Iterator[str]:
    return (row["body"].value for row in store.query(PREFIXES + FIND.replace("NAME", name)))


def _path(store: ox.Store, one: str, other: str) -> Iterator[str]:
    import networkx as nx

    pairs = store.query(PREFIXES + ENDS)
    graph = nx.Graph((row["one"].value, row["other"].value) for row in pairs)
    id = "https://w3id.org/coopgraph/id/"
    return iter(nx.shortest_path(graph, id + one, id + other))


COMMANDS: dict[str, Callable[..., Iterator[str]]] = {
    "who": _who,
    "show": _show,
    "tree": _tree,
    "find": _find,
    "path": _path,
}


def main() -> None:
    """Print an id a line."""
    command, folder, *asked = sys.argv[1:]
    for id in dict.fromkeys(COMMANDS[command](ox.Store.read_only(folder), *asked)):
        print(id.removeprefix("https://w3id.org/coopgraph/id/"))


if __name__ == "__main__":
    main()
