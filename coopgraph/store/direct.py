"""Queries for statements answered from the arrays of a snapshot, in a tenth of an engine's time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import compress

from coopgraph.ontology import Ontology
from coopgraph.store.columns import BOUNDS
from coopgraph.store.plain import Closure, Plain, Term
from coopgraph.store.rows import Rows
from coopgraph.store.snapshot import Snapshot
from coopgraph.store.table import Ends, Table, Where
from coopgraph.store.terms import date_type, escaped, relation_iri
from coopgraph.store.texts import once
from coopgraph.vocabulary import COOP, XSD, iri_of, local_id

__all__ = ["answer"]

_DATED = ("since", "until", *BOUNDS)
_DATES = {COOP.iri + name: name for name in _DATED}

Nodes = frozenset[int]
Value = dict[str, str]


class _Elsewhere(Exception):
    """The arrays do not hold what the query names."""


def answer(query: Plain, snapshot: Snapshot, ontology: Ontology) -> Rows | None:
    """The rows of the query, in the order of the statements' dates; None where it names what the arrays do not hold."""
    if not query.dates.keys() <= _DATES.keys():
        return None
    try:
        relation = _relation(query.relation, ontology)
        nodes = {"subject": _named(query.subject, snapshot), "object": _named(query.object, snapshot)}
        for closure in query.closures:
            reached, known = _reached(closure, snapshot, ontology), nodes[closure.end]
            nodes[closure.end] = reached if known is None else known & reached
    except _Elsewhere:
        return None
    rows = _between(snapshot.stated, Where(frozenset({relation})), nodes["subject"], nodes["object"])
    return Rows(query.variables, [*_bindings(query, snapshot.stated, rows)])


def _relation(iri: str, ontology: Ontology) -> str:
    name = iri.removeprefix(COOP.iri)
    if name not in ontology.relations or relation_iri(name) != iri:
        raise _Elsewhere
    return name


def _named(term: Term, snapshot: Snapshot) -> Nodes | None:
    """The node that an IRI names; None for a variable."""
    if term.variable:
        return None
    id = local_id(term.text)
    node = snapshot.node(id)
    if node is None or iri_of(id) != term.text:
        raise _Elsewhere
    return frozenset({node})


def _reached(closure: Closure, snapshot: Snapshot, ontology: Ontology) -> Nodes:
    """The nodes from which the closure leads to its body, or to which it leads from there, step by step."""
    kinds, relation = ontology.relations, _relation(closure.relation, ontology)
    start = _named(Term(closure.body, False), snapshot) or frozenset()
    table = snapshot.stated
    codes = bytes(name in kinds and relation in kinds[name].supers for name in table.relations)
    ways = [table.into if closure.towards else table.out]
    if kinds[relation].symmetric:
        ways = [table.into, table.out]
    found, frontier = Nodes(), start
    while frontier:
        frontier = frozenset(node for way in ways for one in frontier for node in _next(way, one, table, codes)) - found
        found |= frontier
    return found | start if closure.itself else found


def _next(way: Ends, node: int, table: Table, codes: bytes) -> Iterable[int]:
    """The nodes one step away."""
    kinds = table.relation
    return (other for row, other in zip(way.rows(node), way.nodes(node), strict=True) if codes[kinds[row]])


def _between(table: Table, where: Where, subjects: Nodes | None, objects: Nodes | None) -> Sequence[int]:
    """The rows that fit and have their ends among these, in order."""
    if subjects is None and objects is None:
        return table.rows(where)
    if subjects is None or (objects is not None and len(objects) < len(subjects)):
        ends, nodes, others, wanted = table.into, objects, table.subject, subjects
    else:
        ends, nodes, others, wanted = table.out, subjects, table.object, objects
    rows = table.fitting(sorted(row for node in nodes or () for row in ends.rows(node)), where)
    return rows if wanted is None else [row for row in rows if others[row] in wanted]


def _bindings(query: Plain, table: Table, rows: Sequence[int]) -> Iterator[dict[str, Value]]:
    """What the variables are bound to in each row; a date that is not stated is bound to nothing."""
    for property in query.required:
        rows = [*compress(rows, table.values(_DATES[property], rows))]
    fields = {query.statement: "id", query.subject.text: "subject", query.object.text: "object"}
    fields |= {variable: _DATES[property] for property, variable in query.dates.items()}
    columns = [(fields[variable], table.values(fields[variable], rows)) for variable in query.variables]
    terms = [once(_date if field in _DATED else _body, values) for field, values in columns]
    for values in zip(*terms, strict=True):
        yield {name: term for name, term in zip(query.variables, values, strict=True) if term}


def _body(id: str) -> Value:
    return {"type": "uri", "value": escaped(iri_of(id))}


def _date(day: str | date | None) -> Value | None:
    """A date as stated, or a day."""
    if not day:
        return None
    if isinstance(day, date):
        return {"type": "literal", "value": day.isoformat(), "datatype": XSD.date}
    datatype = date_type(day)
    return {"type": "literal", "value": day, "datatype": datatype} if datatype else {"type": "literal", "value": day}
