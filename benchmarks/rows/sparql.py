"""What the rows that ask in SPARQL have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib
    from workspace import Workspace

__all__ = ["COOP", "PREFIXES", "in_memory", "local", "of_terms", "parsed"]

COOP = "https://w3id.org/coopgraph/ontology#"
ID = "https://w3id.org/coopgraph/id/"
PREFIXES = f"""
PREFIX coop: <{COOP}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <{ID}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def in_memory(files: Workspace) -> ox.Store:
    """The bounded graph in Oxigraph, in memory."""
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_load(path=files.bounded, format=ox.RdfFormat.TURTLE)
    return store


def parsed(files: Workspace) -> rdflib.Graph:
    """The bounded graph in rdflib."""
    import rdflib

    return rdflib.Graph().parse(files.bounded)


def of_terms(found: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """Rows of pyoxigraph's terms as rows of ids and texts."""
    return (tuple(local(term.value) if term else None for term in row) for row in found)


def local(term: str | None) -> str | None:
    """An IRI without what all ids or terms have before it, as text."""
    return str(term).removeprefix(ID).removeprefix(COOP) if term is not None else None
