"""The store in this process: a snapshot for the questions, Oxigraph for SPARQL, in memory or on disk."""

from __future__ import annotations

import heapq
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopgraph.dates import Span
from coopgraph.errors import BadQuery, MissingPart
from coopgraph.model import Entity, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.packs import Pack
from coopgraph.store import Corridor, Filter, Walk
from coopgraph.store.encoding import by_date, sections
from coopgraph.store.rows import Rows
from coopgraph.store.snapshot import Snapshot
from coopgraph.store.table import Table, Where
from coopgraph.store.ways import Ways, ways
from coopgraph.vocabulary import COOP, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

__all__ = ["EmbeddedStore"]

_MOST_WALKS = 4
Conclude = Callable[["EmbeddedStore"], Iterable[Statement]]


class EmbeddedStore:
    """Checked records as arrays and as RDF; the RDF is made when it is first asked for, unless it lies on disk.

    `other` gives the quads that are carried along unread, `conclude` what the rules conclude, where the snapshot does
    not hold it.
    """

    def __init__(
        self,
        ontology: Ontology,
        snapshot: Snapshot,
        other: Callable[[], Iterable[Any]] = tuple,
        conclude: Conclude = lambda store: (),
        rdf: Path | None = None,
    ) -> None:
        self.ontology = ontology
        self.snapshot = snapshot
        self._other, self._conclude, self._rdf_folder = other, conclude, rdf
        self._known_ways: dict[Walk, Ways] = {}

    @classmethod
    def of(
        cls,
        ontology: Ontology,
        entities: Iterable[Entity],
        statements: Iterable[Statement],
        sources: Iterable[Source],
        other: Sequence[Any] = (),
        conclude: Conclude = lambda store: (),
    ) -> EmbeddedStore:
        """A store of records, in memory."""
        records = Pack.of(sections(entities, statements, sources))
        return cls(ontology, Snapshot(records), lambda: other, conclude)

    def statements(self, filter: Filter = Filter()) -> Iterator[Statement]:
        """The statements that fit, in the order of their dates, then ids."""
        found = [table.statements(rows) for table, rows in self.rows(filter)] or [iter(())]
        return heapq.merge(*found, key=by_date) if len(found) > 1 else found[0]

    def rows(self, filter: Filter = Filter()) -> list[tuple[Table, Sequence[int]]]:
        """The same as rows of the tables of what is stated and, where it is asked for, inferred."""
        where = self._where(filter)
        return [(table, table.rows(where)) for table in self._tables(filter.asked.inferred)] if where else []

    def neighbours(self, ids: Iterable[str], filter: Filter = Filter()) -> Iterator[Statement]:
        """The statements that fit and have one of the ids at an end."""
        where = Where(filter.relations, days=_ordinals(filter.asked.days), certain=filter.asked.certain)
        nodes = [node for id in sorted({*ids}) if (node := self.snapshot.node(id)) is not None]
        for table in self._tables(filter.asked.inferred):
            rows = list(dict.fromkeys(row for node in nodes for row in table.at(node)))
            yield from table.statements(table.fitting(rows, where))

    def corridors(self, start: str, end: str, most: int, walk: Walk) -> Iterator[Corridor]:
        """What routes between two bodies may run over, for each length from that of the shortest to `most`."""
        first, last = self.snapshot.node(start), self.snapshot.node(end)
        if first is None or last is None or first == last:
            return iter(())
        return self._ways(walk).corridors(first, last, most)

    @property
    def conclusions(self) -> tuple[Statement, ...]:
        """What the rules conclude, in the order of dates, then ids; made when it is first asked for."""
        return tuple(self._inferred.statements(range(len(self._inferred))))

    def statement(self, id: str) -> Statement | None:
        """The statement of that id, stated or concluded, if there is one."""
        for inferred in (False, True):
            table = self._tables(inferred)[-1]
            if (row := table.row_of(id)) is not None:
                return table.statement(row)
        return None

    def entities(self) -> Iterator[Entity]:
        """Every entity, in the order of the ids."""
        return self.snapshot.entities()

    def entity(self, id: str) -> Entity | None:
        """The entity of that id, if there is one."""
        node = self.snapshot.node(id)
        return None if node is None else self.snapshot.entity(node)

    def changes(self, id: str) -> list[Entity]:
        """The reorganisations that changed a body or made it, in the order of their ids."""
        node = self.snapshot.node(id)
        return [] if node is None else self.snapshot.changes(node)

    def sources(self) -> Iterator[Source]:
        """Every source, in the order of the ids."""
        return self.snapshot.sources()

    def source(self, id: str) -> Source:
        """The source of that id; an unknown one raises KeyError."""
        return self.snapshot.source(id)

    def sparql(self, query: str, **parameters: str) -> Rows:
        """The result of a SPARQL query; the usual prefixes are bound, parameters replace variables.

        Raises:
            BadQuery: it does not parse, would change the graph, or would reach beyond it.
        """
        from coopgraph.store.closures import unfolded
        from coopgraph.store.query import bind, guard

        guard(query)
        if re.search(r"\bgraph\b|inferred", query, re.IGNORECASE):
            self._add_conclusions()
        bound = bind(query, parameters)
        if (rows := self._directly(bound)) is not None:
            return rows
        try:
            result = self.rdf.query(unfolded(bound, self._terms), prefixes=PREFIXES)
            return _rows(result)
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise BadQuery(_query_problem(query, error)) from None

    def _directly(self, query: str) -> Rows | None:
        """The answer from the arrays, for statements along a hierarchy, where the arrays have all that is asked."""
        from coopgraph.store.direct import answer
        from coopgraph.store.plain import plain

        if self._rdf_folder is None and "rdf" in vars(self):
            return None
        asked = plain(query)
        if asked is None or not asked.closures or asked.predicates & self._carried:
            return None
        return answer(asked, self.snapshot, self.ontology)

    @cached_property
    def _carried(self) -> frozenset[str]:
        """The predicates of what is carried along unread."""
        return frozenset(quad.predicate.value for quad in self._other())

    def _terms(self, query: str, variable: str) -> list[str] | None:
        """What a variable is bound to, as SPARQL writes it; None where the query does not parse."""
        try:
            found = self.rdf.query(query, prefixes=PREFIXES)
        except SyntaxError:
            return None
        return [str(row[0]) for row in found]  # type: ignore[union-attr]

    @cached_property
    def rdf(self) -> ox.Store:
        """The graph in Oxigraph: what is stated in the default graph, with bounds and direct triples."""
        import pyoxigraph as ox

        if self._rdf_folder is not None:
            return ox.Store.read_only(str(self._rdf_folder))
        from coopgraph.store.disk import add_stated

        store = ox.Store()
        add_stated(store, self.ontology, self.entities(), self.statements(), self.sources(), self._other())
        return store

    def n_triples(self) -> Iterator[bytes]:
        """What is stated, line by line in N-Triples."""
        import pyoxigraph as ox

        for quad in self.rdf.quads_for_pattern(None, None, None, ox.DefaultGraph()):
            yield f"{quad.triple} .\n".encode()

    @cached_property
    def rdflib(self) -> rdflib.Dataset:
        """The same store behind rdflib's interface; a change made through it is a change of `rdf`."""
        if self._rdf_folder is None:
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

        from coopgraph.store.disk import add_conclusions

        graph = ox.NamedNode(COOP.inferred)
        if self.rdf.contains_named_graph(graph):
            return
        if self._rdf_folder is not None:
            raise MissingPart("this graph was built without what rules conclude: coopgraph build --inferred … holds it")
        add_conclusions(self.rdf, self.ontology, self.conclusions)

    @cached_property
    def _inferred(self) -> Table:
        """What the rules conclude, from the snapshot or made now."""
        if self.snapshot.inferred is not None:
            return self.snapshot.inferred
        return self.snapshot.concluding(sorted(self._conclude(self), key=by_date))

    def _tables(self, inferred: bool) -> list[Table]:
        return [self.snapshot.stated, self._inferred] if inferred else [self.snapshot.stated]

    def _where(self, filter: Filter) -> Where | None:
        """The filter in numbers; None where it asks for a body that there is not, or for no relation at all."""
        if filter.relations is not None and not filter.relations:
            return None
        subject, object = (None if id is None else self.snapshot.node(id) for id in (filter.subject, filter.object))
        if (subject is None) != (filter.subject is None) or (object is None) != (filter.object is None):
            return None
        return Where(filter.relations, subject, object, _ordinals(filter.asked.days), filter.asked.certain)

    def _ways(self, walk: Walk) -> Ways:
        """The ways of the walks asked for last, which know where they passed."""
        if walk not in self._known_ways:
            if len(self._known_ways) >= _MOST_WALKS:
                self._known_ways.clear()
            tables, days = self._tables(walk.asked.inferred), _ordinals(walk.asked.days)
            self._known_ways[walk] = ways(self.ontology, self.snapshot, tables, walk, days)
        return self._known_ways[walk]


def _ordinals(days: Span | None) -> tuple[int, int] | None:
    return days and ((days.earliest or date.min).toordinal(), (days.latest or date.max).toordinal())


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
