"""The one form of a relation in JSON, the same in every answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coopgraph.dates import Holds, Span, holds
from coopgraph.model import Evidence, Statement
from coopgraph.store import Store

__all__ = ["Row", "evidence_rows", "reference", "row"]

Row = dict[str, Any]


def row(store: Store, statement: Statement, lang: str = "en", days: Span | None = None) -> Row:
    """The row of a statement; `holds` is null where no day was asked for, and for what does not hold on it."""
    held: Holds | None = holds(statement.bounds, days) if days else None
    return {
        "id": statement.id,
        "subject": reference(store, statement.subject, lang, days),
        "relation": statement.relation,
        "object": reference(store, statement.object, lang, days),
        "since": statement.since,
        "until": statement.until if statement.end == "dated" else None,
        "end": statement.end,
        "holds": held,
        "under": reference(store, statement.under, lang, days) if statement.under else None,
        "note": _note(store, statement, lang),
        "inferred": statement.inferred,
        "sources": evidence_rows(store, statement.evidence),
    }


def _note(store: Store, statement: Statement, lang: str) -> str | None:
    """The statement's own note, or what rule concluded it."""
    return store.ontology.rules[statement.rule].label(lang) if statement.rule else statement.note


def reference(store: Store, id: str, lang: str = "en", days: Span | None = None) -> Row:
    """An entity as rows name it, with the name that it had on the days."""
    entity = store.entity(id)
    return {"id": id, "label": entity.as_of(days).label(lang) if entity else id}


def evidence_rows(store: Store, evidence: Iterable[Evidence]) -> list[Row]:
    """Each piece of evidence with its source's title and address."""
    return [
        {
            "id": piece.source,
            "title": store.source(piece.source).title,
            "locator": piece.locator,
            "quote": piece.quote,
            "url": store.source(piece.source).url,
            "derived": piece.derived,
        }
        for piece in evidence
    ]
