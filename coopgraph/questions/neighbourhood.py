"""Which bodies and statements a map shows: everything, a neighbourhood, or the routes between two bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coopgraph.model import Entity, Statement
from coopgraph.questions.path import Route, paths
from coopgraph.store import Asked, Filter, Store

__all__ = ["Scope", "scope"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Bodies and the statements between them, each once and in order."""

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]


def scope(
    store: Store,
    around: str | None = None,
    hops: int = 1,
    between: tuple[str, str] | None = None,
    relations: Iterable[str] = (),
    asked: Asked = Asked(),
) -> Scope:
    """The part of the graph that is asked for; a body without a relation is shown only where everything is.

    Raises:
        UnknownTerm: there is no such relation.
    """
    names = frozenset(name for each in relations for name in store.ontology.sub_relations(each)) or None
    filter = Filter(names, asked=asked)
    if between is not None:
        routes = paths(store, *between, route=Route(asked=asked))
        found = [each for path in routes for step in path.steps for each in (step.statement, *step.parallel)]
        return _scope(store, between, found if names is None else [each for each in found if each.relation in names])
    if around is not None:
        return _scope(store, (around,), _within(store, around, hops, filter))
    statements = list(store.statements(filter))
    everything = names is None and asked.days is None
    return _scope(store, _drawn(store) if everything else (), statements)


def _drawn(store: Store) -> Iterator[str]:
    """Every body but reorganisations, which tell of bodies and stand in no relation."""
    return (entity.id for entity in store.entities() if not store.ontology.is_a(entity.type, "Reorganisation"))


def _within(store: Store, centre: str, hops: int, filter: Filter) -> list[Statement]:
    """The statements among the bodies that are at most so many hops away."""
    seen = {centre}
    frontier = {centre}
    for _ in range(hops):
        reached = {id for each in store.neighbours(frontier, filter) for id in (each.subject, each.object)}
        frontier = reached - seen
        seen |= reached
    return [each for each in store.neighbours(seen, filter) if {each.subject, each.object} <= seen]


def _scope(store: Store, ids: Iterable[str], statements: Iterable[Statement]) -> Scope:
    unique = {each.id: each for each in statements}
    shown = {*ids, *(id for each in unique.values() for id in (each.subject, each.object))}
    entities = tuple(entity for id in sorted(shown) if (entity := store.entity(id)) is not None)
    return Scope(entities, tuple(sorted(unique.values(), key=lambda each: each.id)))
