"""Everything that is known about one body."""

from __future__ import annotations

from typing import Any

from coopgraph.dates import Span
from coopgraph.model import Entity, Name
from coopgraph.questions.rows import Row, evidence_rows, reference, row
from coopgraph.questions.who import relations
from coopgraph.store import Asked, Store

__all__ = ["name_row", "reorganisations", "show"]


def show(store: Store, entity: Entity, lang: str = "en", asked: Asked = Asked()) -> dict[str, Any]:
    """The body and its relations, grouped by relation and direction, each dated and sourced."""
    grouped: dict[str, dict[str, list[Row]]] = {}
    outgoing = relations(store, subject=entity.id, asked=asked)
    incoming = relations(store, object=entity.id, asked=asked)
    for statement in {each.id: each for each in (*outgoing, *incoming)}.values():
        group = grouped.setdefault(statement.relation, {"out": [], "in": []})
        group["out" if statement.subject == entity.id else "in"].append(row(store, statement, lang, asked.days))
    order = list(store.ontology.relations)
    return {
        "institution": _institution(store, entity, lang, asked.days),
        "relations": {name: grouped[name] for name in sorted(grouped, key=order.index)},
    }


def _institution(store: Store, entity: Entity, lang: str, days: Span | None) -> Row:
    named = entity.as_of(days)
    return {
        "id": entity.id,
        "label": named.label(lang),
        "acronym": named.acronym,
        "type": entity.type,
        "country": entity.country,
        "city": entity.city,
        "date": entity.date,
        "note": entity.note,
        "names": [name_row(name) for name in entity.names],
        "same_as": list(entity.same_as),
        "history": [_change(store, each, lang) for each in reorganisations(store, entity)],
        "sources": evidence_rows(store, entity.evidence),
    }


def reorganisations(store: Store, entity: Entity) -> list[Entity]:
    """What changed the body or made it, by date."""
    return sorted(store.changes(entity.id), key=lambda each: (each.date or "", each.id))


def _change(store: Store, change: Entity, lang: str) -> Row:
    return {
        "id": change.id,
        "what": change.label(lang),
        "date": change.date,
        "kind": _kind(change),
        "before": [reference(store, id, lang) for id in change.before],
        "after": [reference(store, id, lang) for id in change.after],
        "sources": evidence_rows(store, change.evidence),
    }


def _kind(change: Entity) -> str:
    """What sort of reorganisation it is, by what was there before and after."""
    before, after = set(change.before), set(change.after)
    if before == after:
        return "rename"
    if not after:
        return "dissolution"
    if not before:
        return "foundation"
    if len(before) > 1:
        return "merger"
    return "split" if len(after) > 1 else "succession"


def name_row(name: Name) -> Row:
    """A name with its period and where it comes from."""
    return {
        "name": name.text,
        "lang": name.lang,
        "kind": name.kind,
        "since": name.since,
        "until": name.until,
        "name_source": name.source,
        "locator": name.locator,
    }
