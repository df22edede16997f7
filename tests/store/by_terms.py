"""Records → RDF made of pyoxigraph's terms, one by one: slow, and what the lines of N-Triples are held against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b

import pyoxigraph as ox

from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.vocabulary import COOP, DCTERMS, ID, OA, ORG, RDF, SCHEMA, SKOS, XSD, iri_of

__all__ = ["conclusions_by_terms", "quads_by_terms"]

_PLAIN = {"label": SKOS.prefLabel, "alias": SKOS.altLabel, "acronym": SKOS.notation}
_DATE_TYPES = ((r"\d{4}", XSD.gYear), (r"\d{4}-\d\d", XSD.gYearMonth), (r"\d{4}-\d\d-\d\d", XSD.date))


def quads_by_terms(
    ontology: Ontology, entities: Iterable[Entity], statements: Iterable[Statement], sources: Iterable[Source]
) -> Iterator[ox.Quad]:
    """The quads of the records, all in the default graph; the same records give the same quads."""
    known: set[str] = set()
    for source in sources:
        known.add(source.id)
        yield from _source(source)
    for entity in entities:
        yield from _entity(entity, known)
    for statement in statements:
        yield from _statement(ontology, statement)


def conclusions_by_terms(ontology: Ontology, conclusions: Iterable[Statement]) -> Iterator[ox.Quad]:
    """The quads of inferred statements, all in the graph `coop:inferred`, their direct triples too."""
    graph = ox.NamedNode(COOP.inferred)
    for statement in conclusions:
        node = _id(statement.id)
        quads = [quad for quad in _statement(ontology, statement) if quad.object != ox.NamedNode(COOP.Statement)]
        quads.append(_type(node, "InferredStatement"))
        quads += [ox.Quad(node, ox.NamedNode(COOP.premise), _id(id)) for id in statement.premises]
        quads.append(ox.Quad(node, ox.NamedNode(COOP.rule), ox.Literal(statement.rule or "")))
        yield from (ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)


def _source(source: Source) -> Iterator[ox.Quad]:
    node = _id(source.id)
    yield _type(node, "Source")
    texts = ((DCTERMS.title, source.title), (DCTERMS.publisher, source.publisher), (DCTERMS.license, source.licence))
    yield from (ox.Quad(node, ox.NamedNode(predicate), ox.Literal(text)) for predicate, text in texts if text)
    for predicate, text in ((DCTERMS.issued, source.issued), (COOP.retrieved, source.retrieved)):
        if text:
            yield ox.Quad(node, ox.NamedNode(predicate), _date(text))
    if source.url:
        yield ox.Quad(node, ox.NamedNode(SCHEMA.url), _iri_or_text(source.url))


def _entity(entity: Entity, sources: set[str]) -> Iterator[ox.Quad]:
    node = _id(entity.id)
    if entity.type:
        yield _type(node, entity.type)
    for name in entity.names:
        yield from _name(node, entity.id, name, sources)
    for predicate, text in ((COOP.country, entity.country), (COOP.city, entity.city), (COOP.note, entity.note)):
        if text:
            yield ox.Quad(node, ox.NamedNode(predicate), ox.Literal(text))
    if entity.date:
        yield ox.Quad(node, ox.NamedNode(COOP.date), _date(entity.date))
    for predicate, ids in ((ORG.originalOrganization, entity.before), (ORG.resultingOrganization, entity.after)):
        yield from (ox.Quad(node, ox.NamedNode(predicate), _id(id)) for id in ids)
    for other in entity.same_as:
        yield ox.Quad(node, ox.NamedNode(SKOS.exactMatch), _node(iri_of(other)))
    yield from _evidence(node, entity.id, entity.evidence)


def _name(node: ox.NamedNode, id: str, name: Name, sources: set[str]) -> Iterator[ox.Quad]:
    text = ox.Literal(name.text, language=name.lang) if name.lang else ox.Literal(name.text)
    if not name.since and not name.until:
        yield ox.Quad(node, ox.NamedNode(_PLAIN.get(name.kind, SKOS.altLabel)), text)
    if not (name.since or name.until or name.source or name.locator):
        return
    own = _hashed("name", id, name.text, name.lang, name.kind, name.since, name.until, name.source)
    yield ox.Quad(node, ox.NamedNode(COOP.name), own)
    yield _type(own, "Name")
    yield ox.Quad(own, ox.NamedNode(COOP.text), text)
    yield ox.Quad(own, ox.NamedNode(COOP.kind), ox.Literal(name.kind))
    for predicate, day in ((COOP.since, name.since), (COOP.until, name.until)):
        if day:
            yield ox.Quad(own, ox.NamedNode(predicate), _date(day))
    if name.source:
        source = _id(name.source) if name.source in sources else ox.Literal(name.source)
        yield ox.Quad(own, ox.NamedNode(COOP.name_source), source)
    if name.locator:
        yield ox.Quad(own, ox.NamedNode(COOP.locator), ox.Literal(name.locator))


def _statement(ontology: Ontology, statement: Statement) -> Iterator[ox.Quad]:
    node = _id(statement.id)
    yield _type(node, "Statement")
    ends = ((RDF.subject, statement.subject), (RDF.object, statement.object), (COOP.under, statement.under))
    yield from (ox.Quad(node, ox.NamedNode(predicate), _id(id)) for predicate, id in ends if id)
    if statement.relation:
        yield ox.Quad(node, ox.NamedNode(RDF.predicate), _relation(statement.relation))
    for predicate, text in ((COOP.since, statement.since), (COOP.until, statement.until)):
        if text:
            yield ox.Quad(node, ox.NamedNode(predicate), _date(text))
    if statement.note:
        yield ox.Quad(node, ox.NamedNode(COOP.note), ox.Literal(statement.note))
    if statement.dataset:
        yield ox.Quad(node, ox.NamedNode(COOP.dataset), _id(statement.dataset))
    yield from _bounds(node, statement)
    yield from _evidence(node, statement.id, statement.evidence)
    yield from _direct(ontology, statement)


def _bounds(node: ox.NamedNode, statement: Statement) -> Iterator[ox.Quad]:
    bounds = statement.bounds
    days: tuple[tuple[str, date | None], ...] = (
        (COOP.since_earliest, bounds.since_earliest),
        (COOP.since_latest, bounds.since_latest),
        (COOP.until_earliest, bounds.until_earliest),
        (COOP.until_latest, bounds.until_latest),
    )
    for predicate, day in days:
        if day:
            yield ox.Quad(node, ox.NamedNode(predicate), ox.Literal(day.isoformat(), datatype=ox.NamedNode(XSD.date)))


def _direct(ontology: Ontology, statement: Statement) -> Iterator[ox.Quad]:
    """The plain triple that makes simple SPARQL simple, with those of super-relations and of symmetry."""
    kind = ontology.relations.get(statement.relation)
    if kind is None or not (statement.subject and statement.object):
        return
    subject, object = _id(statement.subject), _id(statement.object)
    for name in sorted(kind.supers):
        yield ox.Quad(subject, _relation(name), object)
        if name in ontology.relations and ontology.relations[name].symmetric:
            yield ox.Quad(object, _relation(name), subject)


def _evidence(node: ox.NamedNode, id: str, pieces: Iterable[Evidence]) -> Iterator[ox.Quad]:
    for piece in pieces:
        own = _hashed("evidence", id, piece.source, piece.locator, piece.quote, str(piece.derived))
        yield ox.Quad(node, ox.NamedNode(COOP.evidence), own)
        yield _type(own, "Evidence")
        if piece.source:
            yield ox.Quad(own, ox.NamedNode(DCTERMS.source), _id(piece.source))
        if piece.locator:
            yield ox.Quad(own, ox.NamedNode(COOP.locator), ox.Literal(piece.locator))
        if piece.quote:
            yield ox.Quad(own, ox.NamedNode(OA.exact), ox.Literal(piece.quote))
        if piece.derived:
            yield ox.Quad(own, ox.NamedNode(COOP.derived), ox.Literal("true", datatype=ox.NamedNode(XSD.boolean)))


def _date(text: str) -> ox.Literal:
    datatype = next((datatype for pattern, datatype in _DATE_TYPES if re.fullmatch(pattern, text)), None)
    return ox.Literal(text, datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(text)


def _iri_or_text(text: str) -> ox.NamedNode | ox.Literal:
    return ox.NamedNode(text) if re.fullmatch(r"[a-z]+:[^\s<>\"{}|\\^`]+", text) else ox.Literal(text)


def _type(node: ox.NamedNode, name: str) -> ox.Quad:
    return ox.Quad(node, ox.NamedNode(RDF.type), _node(COOP.iri + name))


def _relation(name: str) -> ox.NamedNode:
    return _node(name if "://" in name else COOP.iri + name)


def _id(id: str) -> ox.NamedNode:
    return _node(iri_of(id))


def _node(iri: str) -> ox.NamedNode:
    """The IRI, with what no IRI may hold escaped, so that faulty records can be shown to other checkers too."""
    return ox.NamedNode(re.sub(r"[\x00-\x20<>\"{}|\\^`\[\]]", lambda found: f"%{ord(found[0]):02X}", iri))


def _hashed(kind: str, *parts: str | None) -> ox.NamedNode:
    digest = blake2b("\x1f".join(part or "" for part in parts).encode(), digest_size=8).hexdigest()
    return ox.NamedNode(f"{ID.iri}{kind}-{digest}")
