"""The store in this process: records in dictionaries for the questions, Oxigraph in memory for SPARQL."""

from __future__ import annotations

import heapq
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coopgraph.dates import holds
from coopgraph.errors import BadQuery
from coopgraph.model import Entity, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.store import Filter
from coopgraph.store.query import bind, guard
from coopgraph.store.rows import Rows
from coopgraph.vocabulary import COOP, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

__all__ = ["EmbeddedStore"]


class EmbeddedStore:
    """Checked records and the same as RDF; the RDF is made when it is first asked for."""

    def __init__(
        self,
        ontology: Ontology,
        entities: Iterable[Entity],
        statements: Iterable[Statement],
        sources: Iterable[Source],
        other: Sequence[object] = (),
        conclude: Callable[[EmbeddedStore], tuple[Statement, ...]] = lambda store: (),
    ) -> None:
        self.ontology = ontology
        self._entities = {entity.id: entity for entity in sorted(entities, key=lambda entity: entity.id)}
        self._statements = tuple(sorted(statements, key=_by_date))
        self._sources = {source.id: source for source in sources}
        self._other = other
        self._conclude = conclude

    def statements(self, filter: Filter = Filter()) -> Iterator[Statement]:
        """The statements that fit, in the order of their dates, then ids."""
        found = (statement for statement in self._candidates(filter) if _fits(statement, filter))
        if not filter.asked.inferred:
            return found
        return heapq.merge(found, (each for each in self.conclusions if _fits(each, filter)), key=_by_date)

    def neighbours(self, ids: Iterable[str], filter: Filter = Filter()) -> Iterator[Statement]:
        """The statements that fit and have one of the ids at an end."""
        wanted = set(ids)
        found = {each.id: each for id in sorted(wanted) for each in self._at.get(id, ())}
        if filter.asked.inferred:
            found |= {each.id: each for each in self.conclusions if wanted & {each.subject, each.object}}
        return (statement for statement in found.values() if _fits(statement, filter))

    @cached_property
    def conclusions(self) -> tuple[Statement, ...]:
        """What the rules conclude, in the order of dates, then ids; made when it is first asked for."""
        return tuple(sorted(self._conclude(self), key=_by_date))

    def statement(self, id: str) -> Statement | None:
        """The statement of that id, stated or concluded, if there is one."""
        return self._by_id.get(id) or next((each for each in self.conclusions if each.id == id), None)

    def entities(self) -> Iterator[Entity]:
        """Every entity, in the order of the ids."""
        return iter(self._entities.values())

    def entity(self, id: str) -> Entity | None:
        """The entity of that id, if there is one."""
        return self._entities.get(id)

    def sources(self) -> Iterator[Source]:
        """Every source, in the order of the ids."""
        return (self._sources[id] for id in sorted(self._sources))

    def source(self, id: str) -> Source:
        """The source of that id; an unknown one raises KeyError."""
        return self._sources[id]

    def sparql(self, query: str, **parameters: str) -> Rows:
        """The result of a SPARQL query; the usual prefixes are bound, parameters replace variables.

        Raises:
            BadQuery: it does not parse, would change the graph, or would reach beyond it.
        """
        guard(query)
        if re.search(r"\bgraph\b|inferred", query, re.IGNORECASE):
            self._add_conclusions()
        try:
            result = self.rdf.query(bind(query, parameters), prefixes=PREFIXES)
            return _rows(result)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise BadQuery(_query_problem(query, error)) from None

    @cached_property
    def rdf(self) -> ox.Store:
        """The graph in Oxigraph: what is stated in the default graph, with bounds and direct triples."""
        import pyoxigraph as ox

        from coopgraph.store.quads import quads_of

        store = ox.Store()
        quads = quads_of(self.ontology, self._entities.values(), self._statements, self._sources.values())
        store.bulk_extend([*quads, *(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in self._other)])  # type: ignore[attr-defined]
        return store

    def n_triples(self) -> Iterator[bytes]:
        """What is stated, line by line in N-Triples."""
        import pyoxigraph as ox

        for quad in self.rdf.quads_for_pattern(None, None, None, ox.DefaultGraph()):
            yield f"{quad.triple} .\n".encode()

    @cached_property
    def rdflib(self) -> rdflib.Dataset:
        """The same store behind rdflib's interface; a change made through it is a change of `rdf`."""
        self._add_conclusions()
        import oxrdflib
        import rdflib

        dataset = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self.rdf))
        for prefix, iri in PREFIXES.items():
            dataset.bind(prefix, iri)
        return dataset

    def _add_conclusions(self) -> None:
        """Put what the rules conclude into its named graph, once, before anybody looks there."""
        import pyoxigraph as ox

        from coopgraph.store.quads import quads_of_conclusions

        graph = ox.NamedNode(COOP.inferred)
        if not self.rdf.contains_named_graph(graph):
            self.rdf.bulk_extend(quads_of_conclusions(self.ontology, self.conclusions))
            self.rdf.add_graph(graph)

    @cached_property
    def _by_id(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in self._statements}

    @cached_property
    def _at(self) -> dict[str, list[Statement]]:
        """The statements at each body, once each."""
        found: dict[str, list[Statement]] = {}
        for statement in self._statements:
            for id in dict.fromkeys((statement.subject, statement.object)):
                found.setdefault(id, []).append(statement)
        return found

    def _candidates(self, filter: Filter) -> Iterable[Statement]:
        ends = [self._at.get(id, []) for id in (filter.subject, filter.object) if id is not None]
        return sorted(ends, key=len)[0] if ends else self._statements


def _by_date(statement: Statement) -> tuple[date, date, str]:
    bounds = statement.bounds
    return (bounds.since_earliest or date.min, bounds.since_latest or date.max, statement.id)


def _fits(statement: Statement, filter: Filter) -> bool:
    if filter.relations is not None and statement.relation not in filter.relations:
        return False
    if filter.subject is not None and statement.subject != filter.subject:
        return False
    if filter.object is not None and statement.object != filter.object:
        return False
    if filter.asked.days is None:
        return True
    held = holds(statement.bounds, filter.asked.days)
    return held == "certain" if filter.asked.certain else held is not None


def _rows(result: Any) -> Rows:
    import pyoxigraph as ox

    if isinstance(result, ox.QueryTriples):
        parts = [
            {"subject": _term(t.subject), "predicate": _term(t.predicate), "object": _term(t.object)} for t in result
        ]
        return Rows(("subject", "predicate", "object"), parts)
    return Rows.from_json(json.loads(result.serialize(format=ox.QueryResultsFormat.JSON)))


def _term(term: Any) -> dict[str, str]:
    import pyoxigraph as ox

    if isinstance(term, ox.Literal):
        tag = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        return {"type": "literal", "value": term.value, **tag}
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": str(term.value)}


def _query_problem(query: str, error: Exception) -> str:
    """The engine's message, with the line that it names and a caret under the column."""
    message = str(error)
    place = re.search(r"(?:at |line )(\d+):(\d+)", message)
    lines = query.splitlines()
    if not place or not 0 < int(place[1]) <= len(lines):
        return message
    return f"{message}\n  {lines[int(place[1]) - 1]}\n  {' ' * (int(place[2]) - 1)}^"
