"""Which bodies can lie on a route between two: a search from both ends over the arrays, one hop at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from coopgraph.store.table import Table, Where

__all__ = ["Leg", "corridors"]

Pair = tuple[int, int]
Unbarred = Callable[[Iterable[int]], Iterable[int]]


def corridors(
    legs: Sequence[Leg], start: int, end: int, most: int, unbarred: Unbarred
) -> Iterator[tuple[int, set[Pair]]]:
    """For each length from that of the shortest route to `most`: every pair of nodes that may follow each other on one.

    A route of at most that length runs over these pairs alone, and only through nodes that `unbarred` lets pass.
    """
    ahead = _Side(start, end, [leg.onwards for leg in legs], unbarred)
    behind = _Side(end, start, [leg.backwards for leg in legs], unbarred)
    while not ahead.depth.keys() & behind.depth.keys():
        if ahead.reach + behind.reach >= most or not (ahead.frontier and behind.frontier):
            return
        _smaller(ahead, behind).grow()
    while True:
        yield ahead.reach + behind.reach, _pairs(ahead, behind)
        if ahead.reach + behind.reach >= most:
            return
        _smaller(ahead, behind).grow()


class Hops:
    """From nodes to those next to them, along the rows that fit, with the direction of the statements or against it."""

    def __init__(self, table: Table, forward: bool, where: Where) -> None:
        self._table, self._where = table, where
        self._ends, self._other = (table.out, table.object) if forward else (table.into, table.subject)
        self._all = where.relations is None and where.days is None

    def __call__(self, node: int) -> Iterable[int]:
        """The nodes one hop away, in the order of the rows; one that several rows lead to comes as often."""
        if self._all:
            return self._ends.nodes(node)
        return map(self._other.__getitem__, self._table.fitting(self._ends.rows(node), self._where))


@dataclass(frozen=True, slots=True)
class Leg:
    """One way to go from node to node, and the same way back."""

    onwards: Hops
    backwards: Hops

    @classmethod
    def along(cls, table: Table, forward: bool, where: Where) -> Leg:
        """The way along the statements that fit, or against them."""
        return cls(Hops(table, forward, where), Hops(table, not forward, where))


class _Side:
    """What is reached from one end, with the number of hops; never through the other end or a barred node."""

    def __init__(self, node: int, other: int, hops: Sequence[Hops], unbarred: Unbarred) -> None:
        self.depth = {node: 0}
        self.frontier = {node}
        self.reach = 0
        self._other, self._hops, self._unbarred = other, hops, unbarred

    def next_to(self, node: int) -> Iterable[int]:
        """The nodes one hop further."""
        return chain.from_iterable(hops(node) for hops in self._hops)

    def grow(self) -> None:
        """Reach one hop further."""
        self.reach += 1
        reached = {*chain.from_iterable(map(self.next_to, self.frontier))}.difference(self.depth)
        ended = reached & {self._other}
        self.frontier = {*self._unbarred(reached - ended)}
        self.depth |= dict.fromkeys(self.frontier | ended, self.reach)


def _smaller(one: _Side, other: _Side) -> _Side:
    if not one.frontier or not other.frontier:
        return other if not one.frontier and other.frontier else one
    return one if len(one.frontier) <= len(other.frontier) else other


def _pairs(ahead: _Side, behind: _Side) -> set[Pair]:
    """The pairs on walks of at most this length: from the nodes in the middle back to each end."""
    middle = ahead.depth.keys() & behind.depth.keys()
    back = _traced(middle, ahead, behind)
    return back | {(one, other) for other, one in _traced(middle, behind, ahead)}


def _traced(middle: Iterable[int], towards: _Side, other: _Side) -> set[Pair]:
    """The pairs (nearer to the end of `towards`, further), from the middle to that end."""
    pairs: set[Pair] = set()
    nodes, depth = {*middle}, towards.depth
    for hops in range(towards.reach - 1, -1, -1):
        nearer: set[int] = set()
        for node in nodes:
            found = [each for each in depth.keys() & other.next_to(node) if depth[each] <= hops]
            pairs.update((each, node) for each in found)
            nearer.update(found)
        nodes = nearer
    return pairs
