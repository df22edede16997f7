"""Which bodies can lie on a route between two: a search from both ends over the arrays, one hop at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

__all__ = ["Near", "Pair", "corridors"]

Pair = tuple[int, int]
_MOST_KEPT = 262_144


class Near(dict[int, list[int]]):
    """The nodes next to each node, looked up when first asked for and kept.

    What is kept is forgotten when it is much, so that it takes some ten megabytes at most. `barred` picks the nodes
    that no route runs through.
    """

    def __init__(self, look_up: Callable[[int], list[int]], barred: Callable[[Iterable[int]], Iterable[int]]) -> None:
        super().__init__()
        self._look_up, self._pick, self._kept = look_up, barred, 0
        self._barred: set[int] = set()
        self._passed: set[int] = set()

    def __missing__(self, node: int) -> list[int]:
        nodes = self._look_up(node)
        self._kept += len(nodes) + 1
        if self._kept > _MOST_KEPT:
            for kept in (self, self._barred, self._passed):
                kept.clear()
            self._kept = len(nodes) + 1
        self[node] = nodes
        return nodes

    def beyond(self, nodes: set[int]) -> set[int]:
        """What is next to any of the nodes and may be passed."""
        found: set[int] = set()
        found.update(*map(self.__getitem__, nodes))
        if not nodes <= self._passed:
            self._barred.update(self._pick(found))
            self._passed |= nodes
        return found.difference(self._barred)


def corridors(onwards: Near, backwards: Near, start: int, end: int, most: int) -> Iterator[tuple[int, set[Pair]]]:
    """For each length from that of the shortest route to `most`: every pair of nodes that may follow each other on one.

    A route of at most that length runs over these pairs alone. The first has just those of the shortest routes.
    """
    ahead, behind = _Side(start, end, onwards), _Side(end, start, backwards)
    met = False
    while ahead.reach + behind.reach < most:
        side, other = (ahead, behind) if len(ahead.frontier) <= len(behind.frontier) else (behind, ahead)
        if not (met or side.frontier):
            return
        across = side.towards(other.within[-1], side.within[-1] if met else side.frontier)
        if met := met or bool(across):
            here = across | side.traced({nearer for nearer, _ in across}, side.reach - 1)
            there = other.traced({further for _, further in across}, other.reach - 1)
            routes = (here, there) if side is ahead else (there, here)
            yield ahead.reach + behind.reach + 1, routes[0] | {(one, other) for other, one in routes[1]}
        side.grow()


class _Side:
    """What is reached `within` so many hops from one end; never through the other end or a barred node."""

    def __init__(self, node: int, other: int, near: Near) -> None:
        self.reach, self.frontier = 0, {node}
        self.within = [self.frontier]
        self._other, self._near = other, near

    def grow(self) -> None:
        """Reach one hop further."""
        reached = self.within[-1]
        self.frontier = self._near.beyond(self.frontier).difference(reached)
        self.frontier.discard(self._other)
        self.within.append(reached | self.frontier)
        self.reach += 1

    def towards(self, wanted: set[int], nodes: set[int]) -> set[Pair]:
        """The pairs that lead from the nodes to those wanted."""
        near = self._near
        apart = map(wanted.isdisjoint, map(near.__getitem__, nodes))
        leading = [node for node, none in zip(nodes, apart, strict=True) if not none]
        return {(node, each) for node in leading for each in wanted.intersection(near[node])}

    def traced(self, nodes: set[int], hops: int) -> set[Pair]:
        """The pairs on the way to the nodes, whose last ones begin within so many hops."""
        pairs: set[Pair] = set()
        for within in reversed(self.within[1 : hops + 1]):
            found = self.towards(nodes, within)
            nodes = {node for node, _ in found}
            pairs |= found
        if hops >= 0:
            (first,) = self.within[0]
            pairs.update((first, node) for node in nodes if node != first)
        return pairs
