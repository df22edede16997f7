"""Who stands in a relation to whom."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.model import Statement
from coopgraph.store import Asked, Filter, Store

__all__ = ["relations"]


def relations(
    store: Store,
    relation: str | None = None,
    subject: str | None = None,
    object: str | None = None,
    asked: Asked = Asked(),
) -> list[Statement]:
    """The statements of a relation and its sub-relations, ordered by date; a symmetric one matches either end.

    Raises:
        UnknownTerm: there is no such relation.
    """
    names = store.ontology.sub_relations(relation) if relation else None
    found = {each.id: each for each in store.statements(Filter(names, subject, object, asked))}
    if subject is not None or object is not None:
        symmetric = frozenset(kind.name for kind in store.ontology.relations.values() if kind.symmetric)
        turned = Filter(symmetric & names if names else symmetric, object, subject, asked)
        found |= {each.id: each for each in store.statements(turned)}
    return list(_by_date(store, found))


def _by_date(store: Store, found: dict[str, Statement]) -> Iterator[Statement]:
    from datetime import date

    def key(each: Statement) -> tuple[date, date, str, str, str]:
        bounds = each.bounds
        return (bounds.since_earliest or date.min, bounds.since_latest or date.max, each.subject, each.object, each.id)

    return iter(sorted(found.values(), key=key))
