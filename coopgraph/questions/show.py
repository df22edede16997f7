"""Everything that is known about one body."""

from __future__ import annotations

from typing import Any

from coopgraph.dates import Span
from coopgraph.model import Entity, Name
from coopgraph.questions.rows import Row, evidence_rows, row
from coopgraph.questions.who import relations
from coopgraph.store import Store

__all__ = ["show"]


def show(
    store: Store, entity: Entity, lang: str = "en", days: Span | None = None, certain: bool = False
) -> dict[str, Any]:
    """The body and its relations, grouped by relation and direction, each dated and sourced."""
    grouped: dict[str, dict[str, list[Row]]] = {}
    outgoing = relations(store, subject=entity.id, days=days, certain=certain)
    incoming = relations(store, object=entity.id, days=days, certain=certain)
    for statement in {each.id: each for each in (*outgoing, *incoming)}.values():
        group = grouped.setdefault(statement.relation, {"out": [], "in": []})
        group["out" if statement.subject == entity.id else "in"].append(row(store, statement, lang, days))
    order = list(store.ontology.relations)
    return {
        "institution": _institution(store, entity, lang),
        "relations": {name: grouped[name] for name in sorted(grouped, key=order.index)},
    }


def _institution(store: Store, entity: Entity, lang: str) -> Row:
    return {
        "id": entity.id,
        "label": entity.label(lang),
        "acronym": entity.acronym,
        "type": entity.type,
        "country": entity.country,
        "city": entity.city,
        "date": entity.date,
        "note": entity.note,
        "names": [_name(name) for name in entity.names],
        "same_as": list(entity.same_as),
        "sources": evidence_rows(store, entity.evidence),
    }


def _name(name: Name) -> Row:
    return {
        "name": name.text,
        "lang": name.lang,
        "kind": name.kind,
        "since": name.since,
        "until": name.until,
        "name_source": name.source,
        "locator": name.locator,
    }
