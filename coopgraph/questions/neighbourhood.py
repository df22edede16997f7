"""Which bodies and statements a map shows: everything, a neighbourhood, or the routes between two bodies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from coopgraph.model import Entity, Statement
from coopgraph.questions.path import Route, paths
from coopgraph.records import Record, replace
from coopgraph.store import Asked, Filter, Store

__all__ = ["Gathered", "Scope", "bodies", "scope"]


class Gathered(Record, frozen=True):
    """One box and one statement that stand for many leaves of a body."""

    entity: Entity
    statement: Statement
    members: tuple[Entity, ...]
    statements: tuple[Statement, ...]


class Scope(Record, frozen=True):
    """Bodies and the statements between them, each once and in order; `routes` are bodies in a row, best first."""

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    routes: tuple[tuple[str, ...], ...] = ()
    gathered: tuple[Gathered, ...] = ()

    def only(self, ids: Collection[str]) -> Scope:
        """These bodies and what is between them."""
        return Scope(
            tuple(each for each in self.entities if each.id in ids),
            tuple(each for each in self.statements if each.subject in ids and each.object in ids),
            self.routes,
            tuple(each for each in self.gathered if each.entity.id in ids),
        )

    def ids(self) -> frozenset[str]:
        """The ids of all bodies, those in gathered boxes included."""
        inside = (member.id for each in self.gathered for member in each.members)
        return frozenset(each.id for each in self.entities).union(inside)

    def counts(self) -> tuple[int, int]:
        """How many bodies and statements there are, those in gathered boxes counted one by one."""
        bodies = len(self.entities) + sum(len(each.members) - 1 for each in self.gathered)
        return bodies, len(self.statements) + sum(len(each.statements) - 1 for each in self.gathered)


def scope(
    store: Store,
    around: str | None = None,
    hops: int = 1,
    between: tuple[str, str] | None = None,
    relations: Iterable[str] = (),
    asked: Asked = Asked(),
    routes: int = 3,
) -> Scope:
    """The part of the graph that is asked for; a body without a relation is shown only where everything is.

    Between two bodies there are at most so many routes, each over other bodies.

    Raises:
        UnknownTerm: there is no such relation.
    """
    names = frozenset(name for each in relations for name in store.ontology.sub_relations(each)) or None
    filter = Filter(names, asked=asked)
    if between is not None:
        ways = paths(store, *between, routes, Route(without=_others(store, names), asked=asked))
        found = [each for path in ways for step in path.steps for each in (step.statement, *step.parallel)]
        return replace(_scope(store, between, found), routes=tuple(path.bodies for path in ways))
    if around is not None:
        return _scope(store, (around,), _within(store, around, hops, filter))
    if names is None and asked.days is None:
        return _everything(store, filter)
    return _scope(store, (), store.statements(filter))


def _others(store: Store, names: Collection[str] | None) -> frozenset[str]:
    """The relations that a route must not use, where only some are asked for."""
    return frozenset(store.ontology.relations).difference(names) if names else frozenset()


def _everything(store: Store, filter: Filter) -> Scope:
    """All statements and every body that is shown with them."""
    statements = sorted(store.statements(filter), key=lambda each: each.id)
    related = {id for each in statements for id in (each.subject, each.object)}
    return Scope(tuple(bodies(store, related, whole=True)), tuple(statements))


def bodies(store: Store, related: Collection[str], whole: bool = False) -> Iterator[Entity]:
    """The related bodies in the order of their ids.

    Of a whole graph all are shown but reorganisations that stand in no relation: these tell of bodies.
    """
    if not whole:
        return (entity for id in sorted(related) if (entity := store.entity(id)) is not None)
    kinds = store.ontology
    apart = frozenset(name for name in kinds.classes if kinds.is_a(name, "Reorganisation"))
    return (each for each in store.entities() if each.type not in apart or each.id in related)


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
    return Scope(tuple(bodies(store, shown)), tuple(sorted(unique.values(), key=lambda each: each.id)))
