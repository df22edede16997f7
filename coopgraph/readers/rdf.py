"""RDF files, parsed by pyoxigraph → records: statements, entities and sources are read, the rest is carried along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

import pyoxigraph as ox

from coopgraph.dates import OPEN, split_interval
from coopgraph.model import Entity, Evidence, Finding, Name, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.ontology import load as load_ontology
from coopgraph.readers.facts import Facts, Place, statement_id
from coopgraph.vocabulary import COOP, DCTERMS, OA, ORG, RDF, SCHEMA, SKOS, local_id

__all__ = ["reader"]

_Node = ox.NamedNode | ox.BlankNode | ox.Triple
_Term = _Node | ox.Literal
_STATEMENT_TYPES = {COOP.Statement, COOP.InferredStatement}
_DERIVED = {COOP.since_earliest, COOP.since_latest, COOP.until_earliest, COOP.until_latest, COOP.dataset}
_OF_STATEMENT = {
    RDF.type,
    RDF.subject,
    RDF.predicate,
    RDF.object,
    COOP.since,
    COOP.until,
    COOP.under,
    COOP.note,
    COOP.evidence,
    *_DERIVED,
}
_OF_ENTITY = {
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.notation,
    COOP.name,
    COOP.country,
    COOP.city,
    COOP.date,
    COOP.note,
    COOP.evidence,
    SKOS.exactMatch,
    ORG.originalOrganization,
    ORG.resultingOrganization,
}
_OF_SOURCE = {RDF.type, DCTERMS.title, DCTERMS.publisher, DCTERMS.issued, COOP.retrieved, SCHEMA.url, DCTERMS.license}
_OF_EVIDENCE = {RDF.type, DCTERMS.source, COOP.locator, OA.exact, COOP.derived}
_OF_NAME = {RDF.type, COOP.text, COOP.kind, COOP.since, COOP.until, COOP.name_source, COOP.locator}
_NAMING = {SKOS.prefLabel, SKOS.altLabel, SKOS.notation, COOP.name}
_SUPPORT = {COOP.Evidence, COOP.Name, COOP.Dataset}


def reader(format: ox.RdfFormat) -> Callable[[str, bytes], Facts]:
    """The reader of an RDF format."""
    return lambda file, data: _read(file, data, format)


def _read(file: str, data: bytes, format: ox.RdfFormat) -> Facts:
    """The records of an RDF file; a syntax error is one finding with its line, and nothing else is read."""
    facts = Facts()
    if not data.strip():
        facts.findings.append(Place(file).finding("empty-file", "the file is empty", "it should hold statements"))
        return facts
    try:
        quads = list(ox.parse(data, format=format, rename_blank_nodes=True))
    except (SyntaxError, ValueError, OSError) as error:
        facts.findings.append(_syntax_problem(file, error))
        return facts
    _Reading(file, data.decode(), quads, load_ontology()).into(facts)
    return facts


def _syntax_problem(file: str, error: Exception) -> Finding:
    message = re.sub(r"\s*\(line \d+\)$", "", getattr(error, "msg", None) or str(error))
    message = re.sub(r"^Parser error (at|between) .*?: ", "", message)
    return Place(file, getattr(error, "lineno", None)).finding(
        "syntax", f"not valid RDF: {message}", "mend it; nothing of the file was read"
    )


class _Reading:
    """One file's quads, by subject."""

    def __init__(self, file: str, text: str, quads: list[ox.Quad], ontology: Ontology) -> None:
        self.file = file
        self.text = text
        self.ontology = ontology
        self.quads: dict[_Node, list[ox.Quad]] = {}
        for quad in quads:
            if quad.graph_name != ox.NamedNode(COOP.inferred):
                self.quads.setdefault(quad.subject, []).append(quad)
        self.prefixes = dict(re.findall(r"(?i)@?\bprefix\s+([\w.-]*):\s*<([^>]*)>", text))
        self.used: set[_Node] = set()
        ends = (RDF.subject, RDF.object, COOP.under)
        self.referred = {quad.object for quad in quads if quad.predicate.value in ends}

    def into(self, facts: Facts) -> None:
        """Add every record to the facts; what is no record is carried as it is."""
        for node, types in [(node, self._types(node)) for node in self.quads]:
            if COOP.InferredStatement in types:
                self.used.add(node)
            elif types & _STATEMENT_TYPES or self._claims(node):
                self._statement(node, facts)
            elif COOP.Source in types:
                self._source(node, facts)
            elif self._is_entity(node, types):
                self._entity(node, types, facts)
        for node, quads in self.quads.items():
            if node not in self.used and not self._types(node) & _SUPPORT:
                facts.other += [(quad, self.place(node)) for quad in quads]

    def place(self, node: _Node) -> Place:
        """The file and the line on which the node first stands as a subject; a blank node has no line."""
        if not isinstance(node, ox.NamedNode):
            return Place(self.file, node="a node without an IRI")
        return Place(
            self.file, node=local_id(node.value), locate=partial(_line_of, node.value, self.text, self.prefixes)
        )

    def _claims(self, node: _Node) -> bool:
        """Whether the node says subject, relation and object in our terms, though it is not typed as a statement."""
        said = {quad.predicate.value: _value(quad.object) for quad in self.quads[node]}
        return {RDF.subject, RDF.object} <= said.keys() and said.get(RDF.predicate, "") in COOP

    def _is_entity(self, node: _Node, types: set[str]) -> bool:
        if types & _SUPPORT or not isinstance(node, ox.NamedNode):
            return False
        named = any(quad.predicate.value in _NAMING for quad in self.quads[node])
        return any(iri in COOP for iri in types) or (named and (not types or node in self.referred))

    def _statement(self, node: _Node, facts: Facts) -> None:
        place, one = self.place(node), self._one(node, facts)
        relation, until = one(RDF.predicate), one(COOP.until)
        since, split_until = split_interval(one(COOP.since) or "")
        if split_until and until:
            problem = "since is an interval, and until is given too"
            facts.findings.append(place.finding("bad-date", problem, "give the end in one of the two", "until"))
        statement = Statement(
            id=local_id(node.value) if isinstance(node, ox.NamedNode) else "",
            subject=local_id(one(RDF.subject) or ""),
            relation=(relation or "").removeprefix(COOP.iri),
            object=local_id(one(RDF.object) or ""),
            since=None if since in ("", OPEN) else since,
            until=split_until or until,
            under=local_id(one(COOP.under) or "") or None,
            note=one(COOP.note),
            evidence=self._evidence(node, facts),
            dataset=local_id(one(COOP.dataset) or "") or self._graph(node),
        )
        facts.statements.append((replace(statement, id=statement.id or statement_id(statement)), place))
        self._carry(node, _OF_STATEMENT, facts)

    def _entity(self, node: _Node, types: set[str], facts: Facts) -> None:
        one = self._one(node, facts)
        entity = Entity(
            id=local_id(_value(node)),
            type=self._most_specific(types),
            names=tuple(self._names(node, facts)),
            country=one(COOP.country),
            city=one(COOP.city),
            date=one(COOP.date),
            note=one(COOP.note),
            evidence=self._evidence(node, facts),
            same_as=tuple(sorted(self._all(node, SKOS.exactMatch))),
            before=tuple(sorted(map(local_id, self._all(node, ORG.originalOrganization)))),
            after=tuple(sorted(map(local_id, self._all(node, ORG.resultingOrganization)))),
        )
        facts.entities.append((entity, self.place(node)))
        self._carry(node, _OF_ENTITY | {RDF.type} if entity.type else _OF_ENTITY, facts)

    def _source(self, node: _Node, facts: Facts) -> None:
        one = self._one(node, facts)
        source = Source(
            id=local_id(_value(node)),
            title=one(DCTERMS.title) or "",
            publisher=one(DCTERMS.publisher),
            issued=one(DCTERMS.issued),
            retrieved=one(COOP.retrieved),
            url=one(SCHEMA.url),
            licence=one(DCTERMS.license),
        )
        facts.sources.append((source, self.place(node)))
        self._carry(node, _OF_SOURCE, facts)

    def _evidence(self, node: _Node, facts: Facts) -> tuple[Evidence, ...]:
        return tuple(
            self._piece(each.object, facts) for each in self.quads[node] if each.predicate.value == COOP.evidence
        )

    def _piece(self, node: _Term, facts: Facts) -> Evidence:
        if isinstance(node, ox.Literal) or node not in self.quads:
            return Evidence("")
        one = self._one(node, facts)
        piece = Evidence(
            local_id(one(DCTERMS.source) or ""), one(COOP.locator), one(OA.exact), one(COOP.derived) in ("true", "1")
        )
        self._carry(node, _OF_EVIDENCE, facts)
        return piece

    def _names(self, node: _Node, facts: Facts) -> Iterator[Name]:
        """The names, those with a source or a period of their own instead of the plain ones that repeat them."""
        described = [
            self._described_name(each.object, facts) for each in self.quads[node] if each.predicate.value == COOP.name
        ]
        yield from described
        undated = {(name.text, name.lang, name.kind) for name in described if not name.since and not name.until}
        for predicate, kind in ((SKOS.prefLabel, "label"), (SKOS.notation, "acronym"), (SKOS.altLabel, "alias")):
            for quad in self.quads[node]:
                if quad.predicate.value == predicate:
                    lang = getattr(quad.object, "language", None)
                    if (_value(quad.object), lang, kind) not in undated:
                        yield Name(_value(quad.object), lang, kind)

    def _described_name(self, node: _Term, facts: Facts) -> Name:
        if isinstance(node, ox.Literal):
            return Name(node.value, node.language)
        quads = {quad.predicate.value: quad.object for quad in self.quads.get(node, ())}
        if quads:
            self._carry(node, _OF_NAME, facts)

        def value(predicate: str) -> str | None:
            return _value(quads[predicate]) if predicate in quads else None

        source = value(COOP.name_source)
        text = quads.get(COOP.text)
        return Name(
            _value(text) if text else "",
            getattr(text, "language", None),
            value(COOP.kind) or "label",
            value(COOP.since),
            value(COOP.until),
            local_id(source) if source else None,
            value(COOP.locator),
        )

    def _one(self, node: _Node, facts: Facts) -> Callable[[str], str | None]:
        """Looks a property's only value up; a second value is a finding."""
        values: dict[str, list[str]] = {}
        for quad in self.quads[node]:
            values.setdefault(quad.predicate.value, []).append(_value(quad.object))

        def one(predicate: str) -> str | None:
            found = sorted(set(values.get(predicate, ())))
            if len(found) > 1 and predicate not in (COOP.note, DCTERMS.title):
                rule = {
                    RDF.subject: "missing-subject",
                    RDF.predicate: "missing-relation",
                    RDF.object: "missing-object",
                }.get(predicate, "two-values")
                name = re.split(r"[#/]", predicate)[-1]
                facts.findings.append(
                    self.place(node).finding(rule, f"{len(found)} values of {name}: {', '.join(found)}", "keep one")
                )
            return found[0] if found else None

        return one

    def _carry(self, node: _Node, read: set[str], facts: Facts) -> None:
        """Keep what a record says beyond what was read of it."""
        self.used.add(node)
        for quad in self.quads[node]:
            foreign_type = quad.predicate.value == RDF.type and _value(quad.object) not in COOP
            several = quad.predicate.value in (COOP.note, DCTERMS.title) and not self._is_all(quad)
            if quad.predicate.value not in read or foreign_type or several:
                facts.other.append((quad, self.place(node)))

    def _is_all(self, quad: ox.Quad) -> bool:
        """Whether a text is plain and the only one of its property, so that a record holds all of it."""
        plain = not getattr(quad.object, "language", None)
        return plain and len(self._all(quad.subject, quad.predicate.value)) == 1

    def _types(self, node: _Node) -> set[str]:
        return set(self._all(node, RDF.type))

    def _all(self, node: _Node, predicate: str) -> list[str]:
        return [_value(quad.object) for quad in self.quads[node] if quad.predicate.value == predicate]

    def _most_specific(self, types: set[str]) -> str:
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

    def _graph(self, node: _Node) -> str | None:
        name = self.quads[node][0].graph_name
        return local_id(name.value) if isinstance(name, ox.NamedNode) else None


def _value(term: _Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def _line_of(iri: str, text: str, prefixes: Mapping[str, str]) -> int | None:
    """The line on which the IRI first stands at the beginning of a statement."""
    spellings = [
        f"<{iri}>",
        *(f"{prefix}:{iri[len(base) :]}" for prefix, base in prefixes.items() if base and iri.startswith(base)),
    ]
    found = re.search(r"(?m)^[ \t]*(?:" + "|".join(map(re.escape, spellings)) + r")(?=[\s;,]|$)", text)
    return text.count("\n", 0, found.start()) + 1 if found else None
