"""What lies one step beyond what is shown, for a reader who wants to look further."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from coopgraph.model import Entity, Statement
from coopgraph.records import Record
from coopgraph.store import Asked, Filter, Store

__all__ = ["Beyond", "beyond"]

MOST = 200


class Beyond(Record, frozen=True):
    """Bodies one step away, the statements that join them to what is shown, and how many bodies were left out."""

    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    left_out: int = 0


def beyond(
    store: Store, shown: Collection[str], relations: Iterable[str] = (), asked: Asked = Asked(), most: int = MOST
) -> Beyond:
    """The bodies next to those shown, at most so many: those with most relations to them first, then by id.

    Raises:
        UnknownTerm: there is no such relation.
    """
    names = frozenset(name for each in relations for name in store.ontology.sub_relations(each)) or None
    inside = frozenset(shown)
    across = [
        each
        for each in store.neighbours(sorted(inside), Filter(names, asked=asked))
        if (each.subject in inside) != (each.object in inside)
    ]
    counts = Counter(each.object if each.subject in inside else each.subject for each in across)
    best = sorted(counts, key=lambda id: (-counts[id], id))[:most]
    entities = tuple(entity for id in sorted(best) if (entity := store.entity(id)) is not None)
    known = inside | {entity.id for entity in entities}
    statements = sorted((each for each in across if {each.subject, each.object} <= known), key=lambda each: each.id)
    return Beyond(entities, tuple(statements), len(counts) - len(entities))
