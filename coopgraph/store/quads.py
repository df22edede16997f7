"""Records → RDF, as design and ontology have it: no blank nodes, bounds and direct triples included.

The triples are made as lines of N-Triples, which a store loads twice as fast as Python's objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import blake2b
from itertools import chain

import pyoxigraph as ox

from coopgraph.dates import Bounds
from coopgraph.model import Entity, Name, Source, Statement
from coopgraph.ontology import Ontology, RelationKind
from coopgraph.store.terms import date_type, escaped, relation_iri
from coopgraph.vocabulary import COOP, DCTERMS, ID, OA, ORG, RDF, SCHEMA, SKOS, XSD, iri_of

__all__ = ["n_triples_for_rules", "n_triples_of", "n_triples_of_conclusions", "quads_of"]

_PLAIN = {"label": SKOS.prefLabel, "alias": SKOS.altLabel, "acronym": SKOS.notation}
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_WEB = re.compile(r"[a-z]+:[^\s<>\"{}|\\^`]+")
_NOT_IN_TEXT = re.compile(r'["\\\n\r]')
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ENTRIES = 2_000


def _of(iri: str) -> str:
    """An IRI in N-Triples."""
    return f"<{escaped(iri)}>"


_TYPE = _of(RDF.type)
_A_STATEMENT, _AN_INFERRED = f"{_TYPE} {_of(COOP.Statement)}", f"{_TYPE} {_of(COOP.InferredStatement)}"
_AN_EVIDENCE = f"{_TYPE} {_of(COOP.Evidence)}"
_SUBJECT, _PREDICATE, _OBJECT, _UNDER = _of(RDF.subject), _of(RDF.predicate), _of(RDF.object), _of(COOP.under)
_SINCE, _UNTIL, _NOTE, _DATASET = _of(COOP.since), _of(COOP.until), _of(COOP.note), _of(COOP.dataset)
_SINCE_EARLIEST, _SINCE_LATEST = _of(COOP.since_earliest), _of(COOP.since_latest)
_UNTIL_EARLIEST, _UNTIL_LATEST = _of(COOP.until_earliest), _of(COOP.until_latest)
_HAS_EVIDENCE, _FROM = _of(COOP.evidence), _of(DCTERMS.source)
_LOCATOR, _EXACT, _PREMISE, _RULE = _of(COOP.locator), _of(OA.exact), _of(COOP.premise), _of(COOP.rule)
_DERIVED = f'{_of(COOP.derived)} "true"^^{_of(XSD.boolean)}'


def n_triples_of(
    ontology: Ontology, entities: Iterable[Entity], statements: Iterable[Statement], sources: Iterable[Source]
) -> Iterator[bytes]:
    """The triples of the records in blocks of lines; the same records give the same lines."""
    listed = list(sources)
    lines = _Lines(ontology, frozenset(source.id for source in listed))
    return _blocks(chain(map(lines.source, listed), map(lines.entity, entities), map(lines.statement, statements)))


def n_triples_of_conclusions(ontology: Ontology, conclusions: Iterable[Statement]) -> Iterator[bytes]:
    """The triples of inferred statements in blocks of lines, their direct triples too; they belong in a graph apart."""
    return _blocks(map(_Lines(ontology).conclusion, conclusions))


def n_triples_for_rules(
    ontology: Ontology, entities: Iterable[Entity], statements: Iterable[Statement]
) -> Iterator[bytes]:
    """A quarter of `n_triples_of`: the types of bodies, and who stands in which relation to whom."""
    lines = _Lines(ontology)
    return _blocks(chain(map(lines.type, entities), map(lines.bare, statements)))


def quads_of(
    ontology: Ontology, entities: Iterable[Entity], statements: Iterable[Statement], sources: Iterable[Source]
) -> Iterator[ox.Quad]:
    """The quads of the records, all in the default graph; the same records give the same quads."""
    for block in n_triples_of(ontology, entities, statements, sources):
        yield from ox.parse(block, format=ox.RdfFormat.N_TRIPLES, lenient=True)


def _blocks(records: Iterable[list[str]]) -> Iterator[bytes]:
    """Some thousand lines at a time."""
    lines: list[str] = []
    for record in records:
        lines += record
        if len(lines) > _ENTRIES:
            yield _block(lines)
            lines.clear()
    if lines:
        yield _block(lines)


def _block(lines: list[str]) -> bytes:
    lines.append("")
    return " .\n".join(lines).encode()


class _Lines:
    """Records as triples without their full stops; what recurs is spelt once."""

    def __init__(self, ontology: Ontology, sources: frozenset[str] = frozenset()) -> None:
        self._relations = ontology.relations
        self._sources = sources
        self._id, self._date, self._day = cache(_id), cache(_date), cache(_day)
        self._relation, self._direct = cache(_relation), cache(self._implied)

    def source(self, source: Source) -> list[str]:
        """What a source says of itself."""
        node = _id(source.id)
        lines = [f"{node} {_TYPE} {_of(COOP.Source)}"]
        texts = (
            (DCTERMS.title, source.title),
            (DCTERMS.publisher, source.publisher),
            (DCTERMS.license, source.licence),
        )
        lines += [f"{node} <{predicate}> {_literal(text)}" for predicate, text in texts if text]
        days = ((DCTERMS.issued, source.issued), (COOP.retrieved, source.retrieved))
        lines += [f"{node} <{predicate}> {_date(text)}" for predicate, text in days if text]
        if source.url:
            url = f"<{source.url}>" if _WEB.fullmatch(source.url) else _literal(source.url)
            lines.append(f"{node} <{SCHEMA.url}> {url}")
        return lines

    def entity(self, entity: Entity) -> list[str]:
        """What is known of a body, its names and its own evidence."""
        node = _id(entity.id)
        lines = self.type(entity)
        for name in entity.names:
            self._name(node, entity.id, name, lines)
        for predicate, text in ((COOP.country, entity.country), (COOP.city, entity.city), (COOP.note, entity.note)):
            if text:
                lines.append(f"{node} <{predicate}> {_literal(text)}")
        if entity.date:
            lines.append(f"{node} <{COOP.date}> {_date(entity.date)}")
        lines += [f"{node} <{ORG.originalOrganization}> {_id(id)}" for id in entity.before]
        lines += [f"{node} <{ORG.resultingOrganization}> {_id(id)}" for id in entity.after]
        lines += [f"{node} <{SKOS.exactMatch}> {_id(other)}" for other in entity.same_as]
        lines += self._evidence(node, entity)
        return lines

    def type(self, entity: Entity) -> list[str]:
        """The class of a body, where it has one."""
        return [f"{_id(entity.id)} {_TYPE} {_of(COOP.iri + entity.type)}"] if entity.type else []

    def bare(self, statement: Statement) -> list[str]:
        """A statement's subject, relation and object, and its direct triples."""
        node = _id(statement.id)
        ends = (f"{node} {_SUBJECT} {self._id(statement.subject)}", f"{node} {_OBJECT} {self._id(statement.object)}")
        return [*ends, f"{node} {_PREDICATE} {self._relation(statement.relation)}", *self._directly(statement)]

    def statement(self, statement: Statement) -> list[str]:
        """A statement, its evidence, and the direct triples that make simple SPARQL simple."""
        node = _id(statement.id)
        said = [_A_STATEMENT, *self._claim(statement)]
        return [_all(node, said), *self._evidence(node, statement), *self._directly(statement)]

    def conclusion(self, statement: Statement) -> list[str]:
        """An inferred statement, with its premises and the rule."""
        node = _id(statement.id)
        said = [_AN_INFERRED, *(f"{_PREMISE} {_id(id)}" for id in statement.premises)]
        said.append(f"{_RULE} {_literal(statement.rule or '')}")
        claimed = [*self._claim(statement)]
        lines = [_all(node, claimed)] if claimed else []
        return [*lines, *self._evidence(node, statement), *self._directly(statement), _all(node, said)]

    def _claim(self, each: Statement) -> Iterator[str]:
        """Properties of the statement itself and their objects."""
        id, date = self._id, self._date
        if each.subject:
            yield f"{_SUBJECT} {id(each.subject)}"
        if each.object:
            yield f"{_OBJECT} {id(each.object)}"
        if each.under:
            yield f"{_UNDER} {id(each.under)}"
        if each.relation:
            yield f"{_PREDICATE} {self._relation(each.relation)}"
        if each.since:
            yield f"{_SINCE} {date(each.since)}"
        if each.until:
            yield f"{_UNTIL} {date(each.until)}"
        if each.note:
            yield f"{_NOTE} {_literal(each.note)}"
        if each.dataset:
            yield f"{_DATASET} {id(each.dataset)}"
        yield from self._bounds(each.bounds)

    def _bounds(self, bounds: Bounds) -> list[str]:
        first, begun = bounds.since_earliest, bounds.since_latest
        ending, last = bounds.until_earliest, bounds.until_latest
        days = ((_SINCE_EARLIEST, first), (_SINCE_LATEST, begun), (_UNTIL_EARLIEST, ending), (_UNTIL_LATEST, last))
        return [f"{predicate} {self._day(day)}" for predicate, day in days if day]

    def _directly(self, each: Statement) -> list[str]:
        if not (each.subject and each.object):
            return []
        subject, object = self._id(each.subject), self._id(each.object)
        return [
            f"{subject} {relation} {object}" if forward else f"{object} {relation} {subject}"
            for relation, forward in self._direct(each.relation)
        ]

    def _implied(self, relation: str) -> list[tuple[str, bool]]:
        """The relations that a statement implies, and whether from subject to object or, by symmetry, back."""
        kinds = self._relations
        supers = sorted(kinds[relation].supers) if relation in kinds else []
        both = ((name, forward) for name in supers for forward in (True, False))
        return [(_relation(name), forward) for name, forward in both if forward or _is_symmetric(kinds, name)]

    def _evidence(self, node: str, of: Statement | Entity) -> Iterator[str]:
        for piece in of.evidence:
            own = _hashed("evidence", of.id, piece.source, piece.locator, piece.quote, str(piece.derived))
            yield f"{node} {_HAS_EVIDENCE} {own}"
            said = [_AN_EVIDENCE]
            if piece.source:
                said.append(f"{_FROM} {self._id(piece.source)}")
            if piece.locator:
                said.append(f"{_LOCATOR} {_literal(piece.locator)}")
            if piece.quote:
                said.append(f"{_EXACT} {_literal(piece.quote)}")
            if piece.derived:
                said.append(_DERIVED)
            yield _all(own, said)

    def _name(self, node: str, id: str, name: Name, lines: list[str]) -> None:
        text = _literal(name.text, name.lang)
        if not name.since and not name.until:
            lines.append(f"{node} <{_PLAIN.get(name.kind, SKOS.altLabel)}> {text}")
        if not (name.since or name.until or name.source or name.locator):
            return
        own = _hashed("name", id, name.text, name.lang, name.kind, name.since, name.until, name.source)
        lines += (f"{node} <{COOP.name}> {own}", f"{own} {_TYPE} {_of(COOP.Name)}", f"{own} <{COOP.text}> {text}")
        lines.append(f"{own} <{COOP.kind}> {_literal(name.kind)}")
        lines += [f"{own} {term} {_date(day)}" for term, day in ((_SINCE, name.since), (_UNTIL, name.until)) if day]
        if name.source:
            source = self._id(name.source) if name.source in self._sources else _literal(name.source)
            lines.append(f"{own} <{COOP.name_source}> {source}")
        if name.locator:
            lines.append(f"{own} {_LOCATOR} {_literal(name.locator)}")


def _all(node: str, said: Iterable[str]) -> str:
    """Everything that is said of one node, but for the last full stop."""
    return f"{node} " + f" .\n{node} ".join(said)


def _is_symmetric(kinds: Mapping[str, RelationKind], name: str) -> bool:
    return name in kinds and kinds[name].symmetric


def _literal(text: str, lang: str | None = None) -> str:
    """A text in N-Triples; what is no language tag is left out, so that faulty records can be shown."""
    if _NOT_IN_TEXT.search(text):
        text = _NOT_IN_TEXT.sub(lambda found: _ESCAPED[found[0]], text)
    return f'"{text}"@{lang}' if lang and _LANGUAGE.fullmatch(lang) else f'"{text}"'


def _date(text: str) -> str:
    datatype = date_type(text)
    return f"{_literal(text)}^^<{datatype}>" if datatype else _literal(text)


def _day(day: date) -> str:
    return f'"{day.isoformat()}"^^<{XSD.date}>'


def _relation(name: str) -> str:
    return _of(relation_iri(name))


def _id(id: str) -> str:
    return _of(iri_of(id))


def _hashed(kind: str, *parts: str | None) -> str:
    digest = blake2b("\x1f".join(part or "" for part in parts).encode(), digest_size=8).hexdigest()
    return f"<{ID.iri}{kind}-{digest}>"
