"""What changed from one graph to another: statements, bodies and sources that were added, removed or changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from coopgraph.draft import Draft, draft
from coopgraph.errors import InvalidData
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.questions.matching import Pair, by_id, claim, differing, same_statements
from coopgraph.questions.rows import Row, evidence_rows, reference, row
from coopgraph.questions.show import name_row
from coopgraph.questions.wording import date_in_words, sentence
from coopgraph.readers import Place
from coopgraph.records import as_dict
from coopgraph.store import Store
from coopgraph.vocabulary import iri_of

__all__ = ["diff", "readable"]

T = TypeVar("T")

_READ_WHOLE = {
    *("wrong-subject-kind", "wrong-object-kind", "wrong-under", "unknown-source", "missing-evidence", "long-quote"),
    *("untyped-institution", "unnamed-institution", "dates-out-of-order", "until-on-instant", "hierarchy-cycle"),
}
_ENTITY_TEXTS = ("type", "country", "city", "date", "note")
_SOURCE_TEXTS = ("title", "publisher", "issued", "retrieved", "url", "licence")


class _Said(NamedTuple):
    """A record in words and as a row, and its place in the answer."""

    institution: Row | None
    what: str
    row: Row
    order: tuple[Any, ...]


def diff(old: Store, new: Store, lang: str = "en") -> list[Row]:
    """Every change from `old` to `new`, by institution; equal facts give an empty list, whatever files they are in.

    A change is `{"change": "added" | "removed" | "changed", "kind": "statement" | "entity" | "source",
    "institution": {"id", "label"} | null, "what": a sentence, "fields": [{"field", "old", "new"}], "old": row | null,
    "new": row | null}`. The institution is a statement's subject, the entity itself, or the first body that a
    reorganisation changed; a source has none and comes last. `what` tells how it is in `new`, of something removed how
    it was in `old`. `fields` is empty unless something changed, and holds dates and texts as stated, `subject`,
    `object` and `under` as `{"id", "label"}`, and one entry for each piece of `evidence` (as in a row's `sources`),
    each `name` and each `same_as`, `before` and `after`: its `old` is null where it was added, its `new` where it was
    removed. Rows of statements are those of every answer.

    Statements are the same when their ids are; else those of equal subject, relation and object (either way round
    where the relation is symmetric) are paired one to one, the most alike in their dates first, then in their evidence.
    Entities and sources are the same when their ids are. Not compared: ids that stand for the same claim, data sets,
    the order of names and evidence, what rules conclude, and RDF that is carried along unread.
    """
    changes = [*_statements(old, new, lang), *_entities(old, new, lang), *_sources(old, new, lang)]
    return [change for _, change in sorted(changes, key=lambda each: each[0])]


def readable(path: str | Path) -> Draft:
    """The records of a file or folder for a comparison; a part of a graph may refer to what is in its other files.

    Past data may break rules and cannot be mended, so a rule that is broken is no error here.

    Raises:
        InvalidData: something could not be read, and would be taken for removed.
    """
    drafted = draft((path,))
    if lost := [finding for finding in drafted.findings if finding.rule not in _READ_WHOLE]:
        raise InvalidData(lost)
    records = (record for table in (drafted.entities, drafted.statements) for record, _ in table.values())
    cited = {piece.source for record in records for piece in record.evidence}
    missing = {id: (_undescribed(id), Place("")) for id in cited if id not in drafted.sources}
    return replace(drafted, sources={**drafted.sources, **missing})


def _undescribed(id: str) -> Source:
    """What stands for a source that another file describes."""
    return Source(id, id)


def _statements(old: Store, new: Store, lang: str) -> Iterator[tuple[Any, Row]]:
    def say(store: Store, each: Statement) -> _Said:
        order = ("statement", each.bounds.since_earliest or date.min, each.relation, each.object, each.id)
        subject = reference(store, each.subject, lang)
        return _Said(subject, sentence(store, each, lang), row(store, each, lang), order)

    def fields(one: Statement, other: Statement) -> Iterator[Row]:
        ends = [] if claim(old, one) == claim(old, other) else ["subject", "object"]
        for field in (*ends, "under"):
            was, now = getattr(one, field), getattr(other, field)
            if was != now:
                labelled = (reference(store, id, lang) if id else None for store, id in ((old, was), (new, now)))
                yield _field(field, *labelled)
        yield from _texts(("relation", "since", "until", "note"), one, other)
        yield from _evidence(old, new, one.evidence, other.evidence)

    yield from _changes(old, new, "statement", same_statements(old, new), say, fields)


def _entities(old: Store, new: Store, lang: str) -> Iterator[tuple[Any, Row]]:
    def say(store: Store, each: Entity) -> _Said:
        body = reference(store, (*each.before, *each.after, each.id)[0], lang)
        order = ("entity", each.id != body["id"], each.date or "", each.id)
        return _Said(body, _described(store, each, lang), _entity_row(store, each, lang), order)

    def fields(one: Entity, other: Entity) -> Iterator[Row]:
        yield from _texts(_ENTITY_TEXTS, one, other)
        yield from _names(one.names, other.names)
        for field in ("same_as", "before", "after"):
            was, now = ({iri_of(id): id for id in getattr(each, field)} for each in (one, other))
            yield from (_field(field, was[iri], None) for iri in sorted(was.keys() - now.keys()))
            yield from (_field(field, None, now[iri]) for iri in sorted(now.keys() - was.keys()))
        yield from _evidence(old, new, one.evidence, other.evidence)

    entities = ({each.id: each for each in store.entities()} for store in (old, new))
    yield from _changes(old, new, "entity", by_id(*entities), say, fields)


def _sources(old: Store, new: Store, lang: str) -> Iterator[tuple[Any, Row]]:
    def say(store: Store, each: Source) -> _Said:
        return _Said(None, each.title, as_dict(each), ("source", each.id))

    def fields(one: Source, other: Source) -> Iterator[Row]:
        yield from _texts(_SOURCE_TEXTS, one, other)

    described = ({each.id: each for each in store.sources() if each != _undescribed(each.id)} for store in (old, new))
    yield from _changes(old, new, "source", by_id(*described), say, fields)


def _changes(
    old: Store,
    new: Store,
    kind: str,
    pairs: Iterable[Pair[T]],
    say: Callable[[Store, T], _Said],
    fields: Callable[[T, T], Iterable[Row]],
) -> Iterator[tuple[Any, Row]]:
    """The change that each pair stands for, if it does, with its place in the answer."""
    for one, other in pairs:
        changed: list[Row] = []
        if one is not None and other is not None:
            changed = [] if one == other else list(fields(one, other))
            if not changed:
                continue
        was = say(old, one) if one is not None else None
        now = say(new, other) if other is not None else None
        said = now or was
        assert said is not None
        id = said.institution["id"] if said.institution else ""
        yield (
            (said.institution is None, id.casefold(), id, *said.order),
            {
                "change": "changed" if was and now else "added" if now else "removed",
                "kind": kind,
                "institution": said.institution,
                "what": said.what,
                "fields": changed,
                "old": was.row if was else None,
                "new": now.row if now else None,
            },
        )


def _texts(names: Iterable[str], one: object, other: object) -> Iterator[Row]:
    for name in names:
        was, now = getattr(one, name) or None, getattr(other, name) or None
        if was != now:
            yield _field(name, was, now)


def _names(old: Iterable[Name], new: Iterable[Name]) -> Iterator[Row]:
    """A name that replaces another of its language and period is a change; other aliases are other names."""

    def text(name: Name) -> Hashable:
        return (name.kind, name.lang, name.text)

    def use(name: Name) -> Hashable:
        return None if name.kind == "alias" else (name.kind, name.lang, name.since, name.until)

    for one, other in differing(old, new, lambda name: (text(name), name.since, name.until), text, use):
        yield _field("name", name_row(one) if one else None, name_row(other) if other else None)


def _evidence(old: Store, new: Store, ones: Iterable[Evidence], others: Iterable[Evidence]) -> Iterator[Row]:
    """A piece at the same place of its source, or with the same quote of it, is the same piece."""

    def place(piece: Evidence) -> Hashable:
        return (piece.source, piece.locator)

    def quote(piece: Evidence) -> Hashable:
        return (piece.source, piece.quote) if piece.quote else None

    for one, other in differing(ones, others, place, quote):
        was = evidence_rows(old, [one])[0] if one else None
        yield _field("evidence", was, evidence_rows(new, [other])[0] if other else None)


def _described(store: Store, entity: Entity, lang: str) -> str:
    """`KfW Development Bank (Public agency, Frankfurt, DE)`."""
    kind = store.ontology.classes.get(entity.type)
    day = date_in_words(entity.date, lang) if entity.date else None
    facts = [fact for fact in (kind and kind.label(lang), entity.city, entity.country, day) if fact]
    return entity.label(lang) + (f" ({', '.join(facts)})" if facts else "")


def _entity_row(store: Store, entity: Entity, lang: str) -> Row:
    texts = {name: getattr(entity, name) for name in _ENTITY_TEXTS}
    related = {field: list(getattr(entity, field)) for field in ("same_as", "before", "after")}
    names = [name_row(name) for name in entity.names]
    sources = evidence_rows(store, entity.evidence)
    return {**reference(store, entity.id, lang), **texts, "names": names, **related, "sources": sources}


def _field(name: str, old: object, new: object) -> Row:
    return {"field": name, "old": old, "new": new}
