"""The rules of the data in one pass over the records, at any size. `ontology/shapes.ttl` says the same in SHACL.

Rules have the names of the shapes, so that both can be held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from coopgraph.checks.cycles import cycles
from coopgraph.checks.place import Place
from coopgraph.dates import OPEN, UNKNOWN, Span, read, to_edtf
from coopgraph.errors import BadDate
from coopgraph.model import Entity, Evidence, Finding, Name, Source, Statement
from coopgraph.ontology import Ontology, RelationKind
from coopgraph.vocabulary import COOP

__all__ = ["LONGEST_QUOTE", "check"]

LONGEST_QUOTE = 15

_INSTITUTION, _AGREEMENT = frozenset({"Institution"}), frozenset({"Agreement"})
_KINDS_OF_NAMES = ("label", "alias", "acronym")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_RULE_OF_END = {
    "subject": "wrong-subject-kind",
    "object": "wrong-object-kind",
    "under": "wrong-under",
    "before": "unknown-body",
    "after": "unknown-body",
}
_NAMES_OF_FIELDS = {"subject": "missing-subject", "relation": "missing-relation", "object": "missing-object"}


class _Other(Protocol):
    @property
    def predicate(self) -> _Term: ...
    @property
    def subject(self) -> _Term: ...
    @property
    def object(self) -> _Term: ...


class _Term(Protocol):
    @property
    def value(self) -> str: ...


class _Known:
    """What the records may refer to, and what was found sound already, since most of it recurs."""

    def __init__(self, ontology: Ontology, entities: Sequence[tuple[Entity, Place]], sources: Iterable[str]) -> None:
        self.ontology = ontology
        self.types = {entity.id: entity.type for entity, _ in entities}
        self.sources = frozenset(sources)
        self.sound_ends: set[tuple[str | None, frozenset[str]]] = set()
        self.sound_periods: set[tuple[str | None, str | None]] = {(None, None)}
        self.date_problems: dict[str, tuple[Span | None, BadDate | None]] = {}
        self.suggestions: dict[str, str] = {}
        self._entities = entities

    @cached_property
    def _ids_by_name(self) -> Mapping[str, str]:
        """The names by which a mistyped id is recognised."""
        return {name.text.casefold(): entity.id for entity, _ in self._entities for name in entity.names}

    def suggestion(self, text: str, known: Collection[str]) -> str:
        """What may have been meant: the body of that name, or the id spelt most like it; each text is tried once."""
        if text not in self.suggestions:
            near = self._ids_by_name.get(text.casefold()) or _nearest(text, known)
            hint = f"did you mean '{near}'?" if near else "add it to a table of institutions, or correct the id"
            self.suggestions[text] = hint
        return self.suggestions[text]

    def span(self, text: str) -> tuple[Span | None, BadDate | None]:
        """The span of a date or what is wrong with it; each text is read once."""
        if text not in self.date_problems:
            try:
                self.date_problems[text] = (read(text), None)
            except BadDate:
                self.date_problems[text] = (None, _better(text))
        return self.date_problems[text]


def _nearest(text: str, known: Collection[str]) -> str | None:
    """The id spelt most like the text, or of the same letters."""
    from rapidfuzz import fuzz, process

    near = process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=65)
    letters = sorted(text.casefold())
    return near[0] if near else next((each for each in known if sorted(each.casefold()) == letters), None)


def _better(text: str) -> BadDate:
    """What is wrong with a date in a file that should hold EDTF, with what it may have meant."""
    try:
        return BadDate(f"{text!r} is not EDTF", f"write '{to_edtf(text)}'")
    except BadDate as problem:
        return problem


def check(
    ontology: Ontology,
    entities: Iterable[tuple[Entity, Place]],
    statements: Iterable[tuple[Statement, Place]],
    sources: Iterable[tuple[Source, Place]],
    other: Iterable[tuple[_Other, Place]] = (),
) -> list[Finding]:
    """Every breach of the rules, in the order of the records.

    `entities`, `statements` and `sources` are merged records, one for each id.
    """
    entities, statements, sources = list(entities), list(statements), list(sources)
    known = _Known(ontology, entities, (source.id for source, _ in sources))
    findings = [finding for source, place in sources for finding in _source(known, source, place)]
    findings += [finding for entity, place in entities for finding in _entity(known, entity, place)]
    findings += [finding for statement, place in statements for finding in _statement(known, statement, place)]
    findings += cycles(ontology, statements)
    findings += _others(known, other, statements)
    return findings


def _source(known: _Known, source: Source, place: Place) -> Iterator[Finding]:
    if not source.title:
        yield place.finding("untitled-source", f"source '{source.id}' has no title", "give it one", "title")
    yield from _date(known, source.issued, "issued", place)
    yield from _date(known, source.retrieved, "retrieved", place)


def _entity(known: _Known, entity: Entity, place: Place) -> Iterator[Finding]:
    if not entity.type:
        yield place.finding(
            "untyped-institution", f"'{entity.id}' has no type", "give it one, such as Ministry", "type"
        )
    elif entity.type not in known.ontology.classes:
        problem, _, fix = known.ontology.unknown("type", entity.type, known.ontology.classes).partition("; ")
        yield place.finding("untyped-institution", problem, fix, "type")
    if not any(name.text for name in entity.names):
        yield place.finding(
            "unnamed-institution", f"'{entity.id}' has no name", "give it a name in one language", "name_en"
        )
    for field, ids in (("before", entity.before), ("after", entity.after)):
        for id in ids:
            yield from _kind(known, id, field, "reorganisation", _INSTITUTION, place)
    yield from _date(known, entity.date, "date", place)
    for name in entity.names:
        if name.kind not in _KINDS_OF_NAMES or (name.lang and not _LANGUAGE.fullmatch(name.lang)):
            yield from _name(name, place)
        if (name.since, name.until) not in known.sound_periods:
            yield from _period(known, name.since, name.until, place)
    for iri in entity.same_as:
        if not _ADDRESS.fullmatch(iri):
            yield place.finding("bad-id", f"'{iri}' is no address", "write a full IRI, such as https://…", "same_as")
    yield from _evidence(known, entity.evidence, place)


def _name(name: Name, place: Place) -> Iterator[Finding]:
    if name.kind not in _KINDS_OF_NAMES:
        yield place.finding("unknown-kind", f"unknown kind '{name.kind}'", "write label, alias or acronym", "kind")
    if name.lang and not _LANGUAGE.fullmatch(name.lang):
        fix = "write a language tag such as en, de or zh (BCP 47)"
        yield place.finding("unknown-kind", f"'{name.lang}' is no language", fix, "lang")


def _statement(known: _Known, statement: Statement, place: Place) -> Iterator[Finding]:
    if not (statement.subject and statement.relation and statement.object):
        yield from _missing(statement, place)
    if not statement.evidence:
        yield place.finding(
            "missing-evidence", "no source", "a statement needs at least one piece of evidence", "source"
        )
    yield from _evidence(known, statement.evidence, place)
    if (statement.since, statement.until) not in known.sound_periods:
        yield from _period(known, statement.since, statement.until, place)
    kind = known.ontology.relations.get(statement.relation)
    if kind is not None:
        yield from _ends(known, kind, statement, place)
    elif statement.relation:
        problem, _, fix = known.ontology.unknown("relation", statement.relation, known.ontology.relations).partition(
            "; "
        )
        yield place.finding("unknown-relation", problem, fix, "relation")
    if statement.under:
        yield from _kind(known, statement.under, "under", "under", _AGREEMENT, place)


def _missing(statement: Statement, place: Place) -> Iterator[Finding]:
    for field, rule in _NAMES_OF_FIELDS.items():
        if not getattr(statement, field):
            yield place.finding(rule, f"no {field}", "fill it in", field)


def _ends(known: _Known, kind: RelationKind, statement: Statement, place: Place) -> Iterator[Finding]:
    """Whether subject, object and time are as the relation has them."""
    types, sound = known.types, known.sound_ends
    if (types.get(statement.subject), kind.domain) not in sound:
        yield from _kind(known, statement.subject, "subject", kind.name, kind.domain, place)
    if (types.get(statement.object), kind.range) not in sound:
        yield from _kind(known, statement.object, "object", kind.name, kind.range, place)
    if kind.instant and statement.until:
        yield place.finding(
            "until-on-instant", f"'{kind.name}' happens at one time and has no end", "leave until empty", "until"
        )


def _kind(known: _Known, id: str, field: str, relation: str, kinds: frozenset[str], place: Place) -> Iterator[Finding]:
    """Whether a referred entity exists and is of one of the kinds."""
    if not id:
        return
    rule = _RULE_OF_END[field]
    kind = known.types.get(id)
    if kind is None:
        what = "institution" if "Institution" in kinds else " or ".join(sorted(kinds)).lower()
        yield place.finding(rule, f"unknown {what} '{id}'", known.suggestion(id, known.types), field)
    elif kind in known.ontology.classes and not known.ontology.is_a(kind, *kinds):
        wanted = " or ".join(sorted(kinds))
        fix = f"{relation if field == 'under' else f'the {field} of {relation}'} must be of type {wanted}"
        yield place.finding(rule, f"'{id}' is of type {kind}", fix, field)
    else:
        known.sound_ends.add((kind, kinds))


def _evidence(known: _Known, pieces: Iterable[Evidence], place: Place) -> Iterator[Finding]:
    for piece in pieces:
        if piece.quote or not piece.source or piece.source not in known.sources:
            yield from _piece(known, piece, place)


def _piece(known: _Known, piece: Evidence, place: Place) -> Iterator[Finding]:
    if not piece.source:
        yield place.finding("missing-source", "a piece of evidence has no source", "name one", "source")
    elif piece.source not in known.sources:
        fix = known.suggestion(piece.source, known.sources)
        fix = fix if "did you mean" in fix else "add it to a table of sources (id, title)"
        yield place.finding("unknown-source", f"unknown source '{piece.source}'", fix, "source")
    if piece.quote and len(piece.quote.split()) > LONGEST_QUOTE:
        problem = f"the quote has {len(piece.quote.split())} words"
        yield place.finding("long-quote", problem, f"keep a phrase of at most {LONGEST_QUOTE}", "quote")


def _date(known: _Known, text: str | None, field: str, place: Place) -> Iterator[Finding]:
    if text and (problem := known.span(text)[1]):
        yield place.finding("bad-date", problem.problem, problem.fix, field)


def _period(known: _Known, since: str | None, until: str | None, place: Place) -> Iterator[Finding]:
    until_date = until if until not in (OPEN, UNKNOWN) else None
    yield from _date(known, since, "since", place)
    yield from _date(known, until_date, "until", place)
    begin = known.span(since)[0] if since else None
    end = known.span(until_date)[0] if until_date else None
    if begin and end and begin.earliest and end.latest and begin.earliest > end.latest:
        yield place.finding(
            "dates-out-of-order", f"ends {until} before it begins {since}", "exchange or correct them", "until"
        )
    elif not any(known.span(text)[1] for text in (since, until_date) if text):
        known.sound_periods.add((since, until))


def _others(
    known: _Known, other: Iterable[tuple[_Other, Place]], statements: list[tuple[Statement, Place]]
) -> Iterator[Finding]:
    """Properties in coop: that nothing defines, and direct triples that no statement supports."""
    from coopgraph.vocabulary import local_id

    direct: set[tuple[str, str, str]] | None = None
    for quad, place in other:
        predicate = quad.predicate.value
        if predicate not in COOP:
            continue
        name = predicate.removeprefix(COOP.iri)
        if name in known.ontology.relations:
            if direct is None:
                direct = _direct(known.ontology, statements)
            if (local_id(quad.subject.value), name, local_id(quad.object.value)) not in direct:
                problem = f"'{name}' is stated without evidence"
                yield place.finding("missing-evidence", problem, "write it as a coop:Statement with its source", name)
        elif name not in known.ontology.terms:
            problem, _, fix = known.ontology.unknown("property", name, known.ontology.terms).partition("; ")
            yield place.finding(
                "unknown-term", problem, fix if "did you mean" in fix else "see ontology/coopgraph.ttl", name
            )


def _direct(ontology: Ontology, statements: list[tuple[Statement, Place]]) -> set[tuple[str, str, str]]:
    """The direct triples that the statements support, with those of super-relations and of symmetry."""
    kinds = ontology.relations
    found = {
        (each.subject, name, each.object)
        for each, _ in statements
        if each.relation in kinds
        for name in kinds[each.relation].supers
    }
    return found | {
        (object, name, subject) for subject, name, object in found if name in kinds and kinds[name].symmetric
    }
