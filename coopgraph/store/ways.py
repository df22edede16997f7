"""How a walk goes over the tables of statements: where it can go on, and along which statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from coopgraph.model import Statement
from coopgraph.ontology import Ontology
from coopgraph.records import replace
from coopgraph.store import Hop, Walk
from coopgraph.store.corridor import Near, corridors
from coopgraph.store.snapshot import Snapshot
from coopgraph.store.table import Table, Where

__all__ = ["Ways", "ways"]

Rows = list[tuple[Table, int]]
Days = tuple[int, int] | None


class Leg:
    """From nodes to those next to them, along the rows that fit, with the direction of the statements or against it."""

    def __init__(self, table: Table, forward: bool, where: Where) -> None:
        self.table, self._where = table, where
        self._ends, self._other = (table.out, table.object) if forward else (table.into, table.subject)
        self._all = where.relations is None and where.days is None

    def rows(self, node: int) -> Sequence[int]:
        """The rows that lead on from a node."""
        rows = self._ends.rows(node)
        return rows if self._all else self.table.fitting(rows, self._where)

    def nodes(self, node: int) -> list[int]:
        """The nodes to which they lead, in the same order."""
        return self._ends.nodes(node).tolist() if self._all else [*map(self._other.__getitem__, self.rows(node))]


class Ways:
    """Where a walk can go, along the legs and back; what it passed is at hand when it comes again.

    `id` has the id of a node, `barred` gives those of nodes that no route runs through, though one may begin or end
    there, `days` are those for which statements are ranked.
    """

    def __init__(
        self,
        id: Callable[[int], str],
        legs: Sequence[Leg],
        back: Sequence[Leg],
        barred: Callable[[Iterable[int]], Iterable[int]],
        days: Days,
    ) -> None:
        self._id, self._legs, self._back, self._days = id, legs, back, days
        self._onwards = Near(lambda node: _next_to(node, legs), barred)
        self._backwards = self._onwards if back is legs else Near(lambda node: _next_to(node, back), barred)

    def corridors(self, start: int, end: int, most: int) -> Iterator[Found]:
        """What routes between two nodes may run over, for each length from that of the shortest to `most`."""
        id = self._id
        for length, pairs in corridors(self._onwards, self._backwards, start, end, most):
            yield Found(length, {(id(one), id(other)): self._rows(one, other) for one, other in pairs}, self._days)

    def _rows(self, one: int, other: int) -> Rows:
        """The rows that lead from the one node to the other, best first, found at the end that has fewer."""
        node, nodes, wanted, legs = one, self._onwards[one], other, self._legs
        if len(nodes) > len(back := self._backwards[other]):
            node, nodes, wanted, legs = other, back, one, self._back
        if nodes.count(wanted) > 1:
            rows = [(leg.table, row) for leg in legs for row in leg.rows(node)]
            return sorted((rows[place] for place, each in enumerate(nodes) if each == wanted), key=self._rank)
        return [_at(nodes.index(wanted), node, legs)]

    def _rank(self, place: tuple[Table, int]) -> tuple[int, str]:
        table, row = place
        return table.cost(row, self._days), table.id(row)


def ways(ontology: Ontology, snapshot: Snapshot, tables: Sequence[Table], walk: Walk, days: Days) -> Ways:
    """The ways of a walk: along the statements, and against them unless the walk and the relation have a direction."""
    kinds = ontology.relations
    allowed = frozenset(kinds) - walk.without if walk.without & kinds.keys() else None
    where = Where(allowed, days=days, certain=walk.asked.certain)
    symmetric = frozenset(name for name, kind in kinds.items() if kind.symmetric) - walk.without
    against = replace(where, relations=symmetric) if walk.directed else where
    legs = [leg for each in tables for leg in (Leg(each, True, where), Leg(each, False, against))]
    back = [leg for each in tables for leg in (Leg(each, False, where), Leg(each, True, against))]
    return Ways(snapshot.id, legs, back if walk.directed else legs, _barred(ontology, snapshot, walk), days)


def _barred(ontology: Ontology, snapshot: Snapshot, walk: Walk) -> Callable[[Iterable[int]], Iterable[int]]:
    """What picks the nodes that no route runs through: by themselves, by their type, or because no bodies."""
    types = snapshot.type
    closed = bytes(not name or any(ontology.is_a(name, each) for each in walk.closed) for name in snapshot.types)
    nodes = frozenset(map(snapshot.node, walk.without))
    return lambda found: [node for node in found if closed[types[node]] or node in nodes]


class Found:
    """A corridor whose statements are made when they are asked for; `rows` are best first."""

    def __init__(self, length: int, rows: dict[Hop, Rows], days: Days) -> None:
        self.length, self._rows = length, rows
        self.pairs = {hop: each[0][0].cost(each[0][1], days) for hop, each in rows.items()}

    def statements(self, hops: Sequence[Hop]) -> list[list[Statement]]:
        """The statements of each of the pairs, best first."""
        return [[table.statement(row) for table, row in self._rows[hop]] for hop in hops]


def _at(place: int, node: int, legs: Sequence[Leg]) -> tuple[Table, int]:
    """The row at a place among those that lead on from a node."""
    for leg in legs:
        rows = leg.rows(node)
        if place < len(rows):
            return leg.table, rows[place]
        place -= len(rows)
    raise IndexError(place)


def _next_to(node: int, legs: Sequence[Leg]) -> list[int]:
    first, *others = (leg.nodes(node) for leg in legs)
    for each in others:
        first += each
    return first
