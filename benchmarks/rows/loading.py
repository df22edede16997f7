"""Turtle → something that can be asked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shutil import rmtree
from typing import Any

from workspace import Workspace

from rows import Case, Limit, Row

__all__ = ["ROWS", "build"]

STATEMENT = "https://w3id.org/coopgraph/ontology#Statement"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def build(turtle: Path, folder: Path) -> None:
    """Build a graph as the command line does."""
    from coopgraph.cli import cli

    cli.main(["build", str(turtle), "-o", str(folder)], standalone_mode=False)


def _rdflib(files: Workspace) -> Case:
    import rdflib

    def count(graph: rdflib.Graph) -> Iterable[tuple[int]]:
        return [(sum(1 for _ in graph.subjects(rdflib.URIRef(TYPE), rdflib.URIRef(STATEMENT))),)]

    turtle = files.turtle
    return Case([lambda: rdflib.Graph().parse(turtle)], count)


def _pyoxigraph_parsed(files: Workspace) -> Case:
    import pyoxigraph as ox

    def read() -> int:
        predicate, object = ox.NamedNode(TYPE), ox.NamedNode(STATEMENT)
        triples = ox.parse(path=turtle, format=ox.RdfFormat.TURTLE)
        return sum(each.predicate == predicate and each.object == object for each in triples)

    turtle = files.turtle
    return Case([read], lambda found: [(found,)])


def _pyoxigraph_in_memory(files: Workspace) -> Case:
    import pyoxigraph as ox

    def load() -> ox.Store:
        store = ox.Store()
        store.bulk_load(path=turtle, format=ox.RdfFormat.TURTLE)
        return store

    turtle = files.turtle
    return Case([load], _count_in_store)


def _pyoxigraph_on_disk(files: Workspace) -> Case:
    import pyoxigraph as ox

    def load() -> ox.Store:
        store = ox.Store(scratch)
        store.bulk_load(path=turtle, format=ox.RdfFormat.TURTLE)
        return store

    turtle, scratch = files.turtle, files.scratch
    return Case([load], _count_in_store)


def _count_in_store(store: Any) -> list[tuple[int]]:
    import pyoxigraph as ox

    found = store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(STATEMENT), None)
    return [(sum(1 for _ in found),)]


def _coopgraph(files: Workspace) -> Case:
    import coopgraph

    def read(_: object) -> list[tuple[int]]:
        found = len(coopgraph.open(scratch).relations())
        rmtree(scratch)
        return [(found,)]

    turtle, scratch = files.turtle, files.scratch
    return Case([lambda: build(turtle, scratch)], read)


def _coopgraph_in_memory(files: Workspace) -> Case:
    import coopgraph

    turtle = files.turtle
    return Case([lambda: coopgraph.open(turtle, cached=False)], lambda graph: [(len(graph.relations()),)])


ROWS = [
    Row(
        "load",
        "Turtle to queryable",
        {
            "pyoxigraph, only parsing": _pyoxigraph_parsed,
            "pyoxigraph, in memory": _pyoxigraph_in_memory,
            "pyoxigraph": _pyoxigraph_on_disk,
            "rdflib": _rdflib,
            "coopgraph, in memory": _coopgraph_in_memory,
            "coopgraph": _coopgraph,
        },
        (
            Limit("at most 2.5 × pyoxigraph's bulk_load to disk", 2.5, "pyoxigraph", 100_000),
            Limit("at least 6 × faster than rdflib parses", 1 / 6, "rdflib", 100_000),
        ),
        notes="rdflib parses into memory, pyoxigraph bulk-loads into a folder; coopgraph's build parses, merges, "
        "checks, works out bounds, and writes a folder with the RDF store, the snapshot and the names.",
    )
]
