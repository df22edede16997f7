"""RDF files, parsed by pyoxigraph → records: statements, entities and sources are read, the rest is carried along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property, partial
from typing import Any

import pyoxigraph as ox

from coopgraph.dates import OPEN, Bounds, split_interval
from coopgraph.model import Entity, Evidence, Finding, Name, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.ontology import load as load_ontology
from coopgraph.readers.facts import Facts, Place, hashed_id
from coopgraph.readers.forms import ENTITY, EVIDENCE, NAME, SOURCE, STATEMENT, TEXTS, UNTYPED, Form
from coopgraph.readers.nodes import (
    Ids,
    Node,
    NodePlace,
    Pairs,
    Said,
    Shapes,
    Term,
    Text,
    Texts,
    grouped,
    value_of,
)
from coopgraph.vocabulary import COOP, ORG, RDF, SKOS, local_id

__all__ = ["reader"]

_NAMING = frozenset((SKOS.prefLabel, SKOS.altLabel, SKOS.notation, COOP.name))
_PLAIN_NAMES = ((SKOS.prefLabel, "label"), (SKOS.notation, "acronym"), (SKOS.altLabel, "alias"))
_SUPPORT = frozenset((COOP.Evidence, COOP.Name, COOP.Dataset))
_LATER = Bounds()
_RULE_OF_TWO = {RDF.subject: "missing-subject", RDF.predicate: "missing-relation", RDF.object: "missing-object"}


def reader(format: ox.RdfFormat) -> Callable[[str, bytes, str | None], Facts]:
    """The reader of an RDF format; a statement is of the data set that it names, or its graph, or the one given."""
    return lambda file, data, dataset: _read(file, data, format, dataset)


def _read(file: str, data: bytes, format: ox.RdfFormat, dataset: str | None) -> Facts:
    """The records of an RDF file; a syntax error is one finding with its line, and nothing else is read."""
    facts = Facts()
    if not data.strip():
        facts.findings.append(Place(file).finding("empty-file", "the file is empty", "it should hold statements"))
        return facts
    try:
        quads = ox.parse(data, format=format, rename_blank_nodes=True)
        reading = _Reading(Text(file, data), quads, format.supports_datasets, dataset, facts)
    except (SyntaxError, ValueError, OSError) as error:
        facts.findings.append(_syntax_problem(file, error))
        return facts
    reading.read()
    return facts


def _syntax_problem(file: str, error: Exception) -> Finding:
    message = re.sub(r"\s*\(line \d+\)$", "", getattr(error, "msg", None) or str(error))
    message = re.sub(r"^Parser error (at|between) .*?: ", "", message)
    return Place(file, getattr(error, "lineno", None)).finding(
        "syntax", f"not valid RDF: {message}", "mend it; nothing of the file was read"
    )


class _Reading:
    """One file's quads, by subject, on their way to records."""

    def __init__(
        self, text: Text, quads: Iterable[ox.Quad], has_graphs: bool, dataset: str | None, facts: Facts
    ) -> None:
        self.text, self.dataset, self.facts = text, dataset, facts
        self.ontology: Ontology = load_ontology()
        self.texts, self.ids, self.shapes = Texts(), Ids(), Shapes()
        self.graphs: dict[Node, str | None] = {}
        self.inferred: list[ox.Quad] = []
        self.nodes = grouped(self._stated(quads) if has_graphs else quads, self.texts)
        self.used: set[Node] = set()
        self.interval, self.type_set = cache(split_interval), cache(lambda type: frozenset((type,)))
        self.most_specific, self.are_ours = cache(self._most_specific), cache(lambda types: all(map(_is_ours, types)))

    def _stated(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """The quads outside the graph of conclusions; the graph in which each node first stands is kept."""
        for quad in quads:
            name = quad.graph_name
            if name == ox.NamedNode(COOP.inferred):
                self.inferred.append(quad)
            else:
                if quad.subject not in self.graphs:
                    self.graphs[quad.subject] = local_id(name.value) if isinstance(name, ox.NamedNode) else None
                yield quad

    def read(self) -> None:
        """Add every record to the facts; what is no record is carried as it is."""
        rest = []
        for node, pairs in self.nodes.items():
            if not pairs.settled and (said := self._record(Said(node, pairs, self.shapes))):
                rest.append(said)
        for said in rest:
            if said.node not in self.used:
                place = self._place(said.node)
                self.facts.other += [(quad, place) for quad in said.quads()]

    def _record(self, said: Said) -> Said | None:
        """Add the record that the node is; give the node back where it is none, and no part of one."""
        types = self._types(said)
        if COOP.InferredStatement in types:
            pass
        elif COOP.Statement in types or self._claims(said):
            self._statement(said, types)
        elif COOP.Source in types:
            self._source(said, types)
        elif self._is_entity(said, types):
            self._entity(said, types)
        elif types.isdisjoint(_SUPPORT):
            return said
        return None

    def _place(self, node: Node) -> Place:
        """The file and the line on which the node first stands as a subject; a blank node has no line."""
        if isinstance(node, ox.NamedNode):
            return NodePlace(self.text, local_id(node.value))
        return Place(self.text.file, node="a node without an IRI")

    def _types(self, said: Said) -> frozenset[str]:
        places = said.shape.at.get(RDF.type)
        if places is None:
            return frozenset()
        if len(places) == 1:
            return self.type_set(self.texts[said.terms[places[0]]])
        return frozenset(map(self.texts.__getitem__, said.all(RDF.type)))

    def _claims(self, said: Said) -> bool:
        """Whether the node says subject, relation and object in our terms, though it is not typed as a statement."""
        return said.shape.at.keys() >= {RDF.subject, RDF.object} and _is_ours(self._last(said, RDF.predicate) or "")

    def _is_entity(self, said: Said, types: frozenset[str]) -> bool:
        if not isinstance(said.node, ox.NamedNode) or not types.isdisjoint(_SUPPORT):
            return False
        if any(map(_is_ours, types)):
            return True
        return not _NAMING.isdisjoint(said.shape.at) and (not types or said.node in self._referred)

    @cached_property
    def _referred(self) -> set[Term]:
        """What statements refer to, conclusions included."""
        ends = (RDF.subject, RDF.object, COOP.under)
        concluded = {quad.object for quad in self.inferred if quad.predicate.value in ends}
        nodes = (Said(node, pairs, self.shapes) for node, pairs in self.nodes.items())
        return concluded.union(term for said in nodes for end in ends for term in said.all(end))

    def _statement(self, said: Said, types: frozenset[str]) -> None:
        node, ids = said.node, self.ids
        id = local_id(node.value) if isinstance(node, ox.NamedNode) else ""
        place = NodePlace(self.text, id) if id else self._place(node)
        relation, until, since, subject, object, under, note, dataset = self._once(said, STATEMENT)
        since, split_until = self.interval(since or "")
        if split_until and until:
            problem = "since is an interval, and until is given too"
            self.facts.findings.append(place.finding("bad-date", problem, "give the end in one of the two", "until"))
        claim = (
            ids[subject],
            (relation or "").removeprefix(COOP.iri),
            ids[object],
            None if since in ("", OPEN) else since,
            split_until or until,
            ids[under] or None,
        )
        evidence = tuple([self._piece(each) for each in said.all(COOP.evidence)])
        dataset = ids[dataset] or self.graphs.get(node) or self.dataset
        statement = Statement(id or hashed_id(*claim), *claim, note, evidence, _LATER, False, dataset)
        self.facts.statements.append((statement, place))
        self._carry(said, types, STATEMENT)

    def _entity(self, said: Said, types: frozenset[str]) -> None:
        type = self.most_specific(types)
        country, city, date, note = self._once(said, UNTYPED)
        entity = Entity(
            local_id(value_of(said.node)),
            type,
            tuple(self._names(said)),
            country,
            city,
            date,
            note,
            tuple([self._piece(each) for each in said.all(COOP.evidence)]),
            tuple(sorted(map(value_of, said.all(SKOS.exactMatch)))),
            tuple(sorted(local_id(value_of(each)) for each in said.all(ORG.originalOrganization))),
            tuple(sorted(local_id(value_of(each)) for each in said.all(ORG.resultingOrganization))),
        )
        self.facts.entities.append((entity, self._place(said.node)))
        self._carry(said, types, ENTITY if type else UNTYPED)

    def _source(self, said: Said, types: frozenset[str]) -> None:
        title, *rest = self._once(said, SOURCE)
        source = Source(local_id(value_of(said.node)), title or "", *rest)
        self.facts.sources.append((source, self._place(said.node)))
        self._carry(said, types, SOURCE)

    def _piece(self, node: Any) -> Evidence:
        pairs = self.nodes.get(node)
        if pairs is None:
            return Evidence("")
        said = Said(node, pairs, self.shapes)
        source, locator, quote, derived = self._once(said, EVIDENCE)
        types = self._types(said)
        if types <= _SUPPORT and said.shape.is_whole(EVIDENCE):
            pairs.settled = True
        else:
            self.used.add(node)
            self._carry(said, types, EVIDENCE)
        return Evidence(self.ids[source], locator, quote, derived in ("true", "1"))

    def _names(self, said: Said) -> Iterator[Name]:
        """The names, those with a source or a period of their own instead of the plain ones that repeat them."""
        described = [self._described_name(node) for node in said.all(COOP.name)]
        yield from described
        undated = {(name.text, name.lang, name.kind) for name in described if not name.since and not name.until}
        for predicate, kind in _PLAIN_NAMES:
            for term in said.all(predicate):
                text, lang = value_of(term), _language(term)
                if not undated or (text, lang, kind) not in undated:
                    yield Name(text, lang, kind)

    def _described_name(self, node: Term) -> Name:
        if isinstance(node, ox.Literal):
            return Name(node.value, node.language)
        said = Said(node, self.nodes.get(node, Pairs()), self.shapes)
        if node in self.nodes:
            self.used.add(node)
            self._carry(said, self._types(said), NAME)
        last, source = partial(self._last, said), self._last(said, COOP.name_source)
        return Name(
            last(COOP.text) or "",
            next(map(_language, reversed(said.all(COOP.text))), None),
            last(COOP.kind) or "label",
            last(COOP.since),
            last(COOP.until),
            self.ids[source] if source else None,
            last(COOP.locator),
        )

    def _last(self, said: Said, predicate: str) -> str | None:
        """The last value of a property."""
        places = said.shape.at.get(predicate)
        return self.texts[said.terms[places[-1]]] if places else None

    def _once(self, said: Said, form: Form) -> Iterable[str | None]:
        """The only value of each property that stands once in a record; a second value is a finding."""
        if getter := said.shape.getter(form):
            return map(self.texts.__getitem__, getter(said.terms))
        return [self._first(said, predicate) for predicate in form.once]

    def _first(self, said: Said, predicate: str) -> str | None:
        found = sorted({self.texts[term] for term in said.all(predicate)})
        if len(found) > 1 and predicate not in TEXTS:
            name = re.split(r"[#/]", predicate)[-1]
            problem = f"{len(found)} values of {name}: {', '.join(found)}"
            rule = _RULE_OF_TWO.get(predicate, "two-values")
            self.facts.findings.append(self._place(said.node).finding(rule, problem, "keep one"))
        return found[0] if found else None

    def _carry(self, said: Said, types: frozenset[str], form: Form) -> None:
        """Keep what a record says beyond what was read of it: other properties, other types, texts in a language."""
        if said.shape.is_whole(form) and self.are_ours(types):
            return
        place = self._place(said.node)
        for predicate, term, quad in zip(said.shape.predicates, said.terms, said.quads(), strict=False):
            foreign_type = predicate == RDF.type and not _is_ours(self.texts[term])
            several = predicate in TEXTS and (_language(term) or len(said.shape.at[predicate]) > 1)
            if predicate not in form.read or foreign_type or several:
                self.facts.other.append((quad, place))

    def _most_specific(self, types: frozenset[str]) -> str:
        """The class that no other of the classes is below; the first by name where several are."""
        names = sorted(iri.removeprefix(COOP.iri) for iri in types if iri in COOP)
        if unknown := [name for name in names if name not in self.ontology.classes]:
            return unknown[0]
        above = {
            sup
            for name in names
            if name in self.ontology.classes
            for sup in self.ontology.classes[name].supers - {name}
        }
        return next((name for name in names if name not in above), "")


def _is_ours(iri: str) -> bool:
    return iri in COOP


def _language(term: Term | None) -> str | None:
    return term.language if isinstance(term, ox.Literal) else None
