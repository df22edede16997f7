"""The rules of the data in one pass over the records, at any size. `ontology/shapes.ttl` says the same in SHACL.

Rules have the names of the shapes, so that both can be held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from coopgraph.dates import OPEN, UNKNOWN, Span, read, to_edtf
from coopgraph.errors import BadDate
from coopgraph.model import Entity, Evidence, Finding, Name, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.vocabulary import COOP

__all__ = ["LONGEST_QUOTE", "check"]

LONGEST_QUOTE = 15

_RULE_OF_END = {
    "subject": "wrong-subject-kind",
    "object": "wrong-object-kind",
    "under": "wrong-under",
    "before": "unknown-body",
    "after": "unknown-body",
}
_NAMES_OF_FIELDS = {"subject": "missing-subject", "relation": "missing-relation", "object": "missing-object"}


class Place(Protocol):
    """Where a record stands, as the readers know it."""

    def finding(self, rule: str, problem: str, fix: str = "", cell: str | None = None) -> Finding: ...


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


@dataclass(frozen=True)
class _Known:
    """What the records may refer to, and the names by which a mistyped id is recognised."""

    ontology: Ontology
    types: Mapping[str, str]
    sources: frozenset[str]
    ids_by_name: Mapping[str, str]
    date_problems: dict[str, tuple[Span | None, BadDate | None]]
    suggestions: dict[str, str]

    def suggestion(self, text: str, known: Collection[str]) -> str:
        """What may have been meant: the body of that name, or the id spelt most like it; each text is tried once."""
        if text not in self.suggestions:
            near = self.ids_by_name.get(text.casefold()) or _nearest(text, known)
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
    names = {name.text.casefold(): entity.id for entity, _ in entities for name in entity.names}
    types = {entity.id: entity.type for entity, _ in entities}
    known = _Known(ontology, types, frozenset(source.id for source, _ in sources), names, {}, {})
    findings = [finding for source, place in sources for finding in _source(known, source, place)]
    findings += [finding for entity, place in entities for finding in _entity(known, entity, place)]
    findings += [finding for statement, place in statements for finding in _statement(known, statement, place)]
    findings += _cycles(ontology, statements)
    findings += _others(known, other, {(each.subject, each.relation, each.object) for each, _ in statements})
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
    for field in ("before", "after"):
        for id in getattr(entity, field):
            yield from _kind(known, id, field, "reorganisation", frozenset({"Institution"}), place)
    yield from _date(known, entity.date, "date", place)
    for name in entity.names:
        yield from _name(name, place)
        yield from _period(known, name.since, name.until, place)
    for iri in entity.same_as:
        if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", iri):
            yield place.finding("bad-id", f"'{iri}' is no address", "write a full IRI, such as https://…", "same_as")
    for piece in entity.evidence:
        yield from _piece(known, piece, place)


def _name(name: Name, place: Place) -> Iterator[Finding]:
    if name.kind not in ("label", "alias", "acronym"):
        yield place.finding("unknown-kind", f"unknown kind '{name.kind}'", "write label, alias or acronym", "kind")
    if name.lang and not re.fullmatch(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*", name.lang):
        fix = "write a language tag such as en, de or zh (BCP 47)"
        yield place.finding("unknown-kind", f"'{name.lang}' is no language", fix, "lang")


def _statement(known: _Known, statement: Statement, place: Place) -> Iterator[Finding]:
    missing = [field for field in _NAMES_OF_FIELDS if not getattr(statement, field)]
    for field in missing:
        yield place.finding(_NAMES_OF_FIELDS[field], f"no {field}", "fill it in", field)
    if not statement.evidence:
        yield place.finding(
            "missing-evidence", "no source", "a statement needs at least one piece of evidence", "source"
        )
    for piece in statement.evidence:
        yield from _piece(known, piece, place)
    yield from _period(known, statement.since, statement.until, place)
    kind = known.ontology.relations.get(statement.relation)
    if kind is None:
        if "relation" not in missing:
            problem, _, fix = known.ontology.unknown(
                "relation", statement.relation, known.ontology.relations
            ).partition("; ")
            yield place.finding("unknown-relation", problem, fix, "relation")
    else:
        yield from _kind(known, statement.subject, "subject", kind.name, kind.domain, place)
        yield from _kind(known, statement.object, "object", kind.name, kind.range, place)
        if kind.instant and statement.until:
            problem = f"'{kind.name}' happens at one time and has no end"
            yield place.finding("until-on-instant", problem, "leave until empty", "until")
    if statement.under:
        yield from _kind(known, statement.under, "under", "under", frozenset({"Agreement"}), place)


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


def _cycles(ontology: Ontology, statements: list[tuple[Statement, Place]]) -> Iterator[Finding]:
    """A finding for each statement that closes a cycle of a hierarchical relation; iterative, for any depth."""
    for relation in sorted(ontology.hierarchical()):
        above: dict[str, list[tuple[str, Place]]] = {}
        for statement, place in statements:
            if statement.relation == relation and statement.subject and statement.object:
                above.setdefault(statement.subject, []).append((statement.object, place))
        for route, place in _closing(above):
            problem = f"a cycle of {relation}: " + " → ".join(route)
            yield place.finding("hierarchy-cycle", problem, "remove or correct one of these", "object")


def _closing(above: Mapping[str, list[tuple[str, Place]]]) -> Iterator[tuple[list[str], Place]]:
    done: set[str] = set()
    for start in above:
        route: list[str] = []
        on_route: dict[str, int] = {}
        stack: list[tuple[str, int]] = [] if start in done else [(start, 0)]
        while stack:
            body, position = stack.pop()
            if position == 0:
                on_route[body] = len(route)
                route.append(body)
            edges = above.get(body, [])
            if position < len(edges):
                stack.append((body, position + 1))
                upper, place = edges[position]
                if upper in on_route:
                    yield [*route[on_route[upper] :], upper], place
                elif upper not in done:
                    stack.append((upper, 0))
            else:
                done.add(body)
                on_route.pop(route.pop())


def _others(
    known: _Known, other: Iterable[tuple[_Other, Place]], stated: set[tuple[str, str, str]]
) -> Iterator[Finding]:
    """Properties in coop: that nothing defines, and direct triples that no statement supports."""
    from coopgraph.vocabulary import local_id

    direct = {
        (s, sup, o) for s, r, o in stated if r in known.ontology.relations for sup in known.ontology.relations[r].supers
    }
    direct |= {
        (o, r, s) for s, r, o in direct if r in known.ontology.relations and known.ontology.relations[r].symmetric
    }
    for quad, place in other:
        predicate = quad.predicate.value
        if predicate not in COOP:
            continue
        name = predicate.removeprefix(COOP.iri)
        if name in known.ontology.relations:
            if (local_id(quad.subject.value), name, local_id(quad.object.value)) not in direct:
                problem = f"'{name}' is stated without evidence"
                yield place.finding("missing-evidence", problem, "write it as a coop:Statement with its source", name)
        elif name not in known.ontology.terms:
            problem, _, fix = known.ontology.unknown("property", name, known.ontology.terms).partition("; ")
            yield place.finding(
                "unknown-term", problem, fix if "did you mean" in fix else "see ontology/coopgraph.ttl", name
            )
