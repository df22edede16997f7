"""What rules are asked of: types and bare claims, in a small store that takes a quarter of the time of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coopgraph.model import Entity, Statement
from coopgraph.ontology import Ontology
from coopgraph.vocabulary import local_id

__all__ = ["Ruled"]


class Ruled:
    """The types of bodies, and subject, relation and object of statements, with direct triples; nothing else."""

    def __init__(self, ontology: Ontology, entities: Iterable[Entity], statements: Iterable[Statement]) -> None:
        import pyoxigraph as ox

        from coopgraph.store.disk import load
        from coopgraph.store.quads import n_triples_for_rules

        self._rdf = ox.Store()
        load(self._rdf, n_triples_for_rules(ontology, entities, statements))

    def triples(self, query: str) -> Iterator[tuple[str, str, str]]:
        """The triples that a CONSTRUCT makes: a node, the IRI of a predicate, the id or IRI of an object."""
        for triple in self._rdf.query(query):  # type: ignore[union-attr]
            yield triple.subject.value, triple.predicate.value, local_id(triple.object.value)
