"""What happened when: the dated statements and events, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from coopgraph.dates import OPEN, UNKNOWN, Span, bounds, holds, read
from coopgraph.model import Entity, Statement
from coopgraph.questions.rows import Row, evidence_rows, row
from coopgraph.questions.who import relations
from coopgraph.questions.wording import called, sentence
from coopgraph.store import Asked, Store

__all__ = ["timeline"]


def timeline(store: Store, entity: Entity | None = None, lang: str = "en", asked: Asked = Asked()) -> list[Row]:
    """Begins, ends and events, earliest first; of one body, with the events that it stands in relation to.

    An item of an event has no statement, but the event's own `sources`.
    """
    found = _statements(store, entity, asked)
    dated = [item for each in found for item in _of_statement(store, each, lang, asked.days)]
    for each in _bodies(store, entity, found):
        if each.date and _has_happened(each.date, asked):
            dated.append((each.date, _of_entity(store, each, lang)))
    return [item for _, item in sorted(dated, key=lambda pair: (_order(pair[0]), pair[1]["what"]))]


def _statements(store: Store, entity: Entity | None, asked: Asked) -> list[Statement]:
    if entity is None:
        return relations(store, asked=asked)
    ends = (
        relations(store, subject=entity.id, asked=asked),
        relations(store, object=entity.id, asked=asked),
    )
    return list({each.id: each for end in ends for each in end}.values())


def _bodies(store: Store, entity: Entity | None, statements: Iterable[Statement]) -> Iterator[Entity]:
    """Every body, or one with those that it stands in relation to and what changed it."""
    if entity is None:
        return store.entities()
    around = {id for each in statements for id in (each.subject, each.object, each.under) if id} | {entity.id}
    near = (found for id in around if (found := store.entity(id)) is not None)
    return iter({each.id: each for each in (*near, *store.changes(entity.id))}.values())


def _of_statement(store: Store, statement: Statement, lang: str, days: Span | None) -> Iterator[tuple[str, Row]]:
    what = sentence(store, statement, lang, holds=holds(statement.bounds, days) if days else None, days=days)
    if statement.since:
        yield statement.since, {"date": statement.since, "what": what, "statement": row(store, statement, lang, days)}
    if statement.until and statement.until not in (OPEN, UNKNOWN) and statement.until != statement.since:
        yield (
            statement.until,
            {"date": statement.until, "what": f"… {what}", "statement": row(store, statement, lang, days)},
        )


def _has_happened(text: str, asked: Asked) -> bool:
    """Whether something dated so has happened by the days that are asked for, certainly so where that is asked."""
    held = holds(bounds(text, None, instant=True), asked.days) if asked.days else "certain"
    return held == "certain" if asked.certain else held is not None


def _of_entity(store: Store, entity: Entity, lang: str) -> Row:
    kind = store.ontology.classes[entity.type].label(lang)
    what = f"{kind}: {called(store, entity.id, lang)}" + (f", {entity.city}" if entity.city else "")
    return {"date": entity.date, "what": what, "statement": None, "sources": evidence_rows(store, entity.evidence)}


def _order(text: str) -> tuple[date, date]:
    span = read(text)
    return (span.earliest or date.min, span.latest or date.max)
