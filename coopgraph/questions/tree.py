"""The hierarchy below or above a body, along the relations that the ontology marks as hierarchical."""

from __future__ import annotations

from collections import deque

from coopgraph.dates import Span
from coopgraph.model import Entity, Statement
from coopgraph.questions.rows import Row, row
from coopgraph.store import Asked, Filter, Store

__all__ = ["tree"]


def tree(store: Store, entity: Entity, up: bool = False, lang: str = "en", asked: Asked = Asked()) -> Row:
    """The body with its children nested, iterative at any depth; a body reached twice has its children once."""
    root = _node(store, entity.id, None, lang, asked.days)
    seen, queue = {entity.id}, deque([root])
    while queue:
        node = queue.popleft()
        for statement in _next(store, node["id"], up, asked):
            child_id = statement.object if up else statement.subject
            child = _node(store, child_id, statement, lang, asked.days)
            node["children"].append(child)
            if child_id not in seen:
                seen.add(child_id)
                queue.append(child)
    return root


def _next(store: Store, id: str, up: bool, asked: Asked) -> list[Statement]:
    names = store.ontology.hierarchical()
    found = store.statements(Filter(names, id if up else None, None if up else id, asked))
    return sorted(found, key=lambda each: (each.object if up else each.subject, each.id))


def _node(store: Store, id: str, statement: Statement | None, lang: str, days: Span | None) -> Row:
    entity = store.entity(id)
    return {
        "id": id,
        "label": entity.as_of(days).label(lang) if entity else id,
        "statement": row(store, statement, lang, days) if statement else None,
        "children": [],
    }
