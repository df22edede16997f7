"""The bodies that matter most, where all of them would be too many."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Mapping
from heapq import heapify, heappop, heappush
from math import inf

from coopgraph.questions.neighbourhood import Scope
from coopgraph.records import Record

__all__ = ["LeftOut", "limited"]


class LeftOut(Record, frozen=True):
    """How many bodies and relations a limit left out."""

    bodies: int
    relations: int
    limit: int


def limited(part: Scope, most: int, centre: Collection[str] = ()) -> tuple[Scope, LeftOut | None]:
    """At most so many boxes, and what that left out, None where all are there.

    Whole routes stay first; then what is nearest to the centre, else what has most relations with others that stay,
    then by id. A box that gathers leaves has as many relations as they.
    """
    if len(part.entities) <= most:
        return part, None
    kept = part.only(_chosen(part, most, centre))
    bodies, relations = (one - other for one, other in zip(part.counts(), kept.counts(), strict=True))
    return kept, LeftOut(bodies, relations, most)


def _chosen(part: Scope, most: int, centre: Collection[str]) -> set[str]:
    degrees = _degrees(part)
    if not centre:
        return _core(part, most, degrees)
    away, places = _distances(part, centre), _whole_routes(part, most)

    def rank(id: str) -> tuple[bool, float, float, int, str]:
        return id not in centre, places.get(id, inf), away.get(id, inf), -degrees[id], id

    return set(sorted((entity.id for entity in part.entities), key=rank)[:most])


def _core(part: Scope, most: int, degrees: Mapping[str, int]) -> set[str]:
    """What is left when the body with fewest relations is taken away again and again.

    So what stays hangs together; of equals go first those next to the smaller bodies, then the last by id.
    """
    near, kept = _weighted_neighbours(part), {entity.id for entity in part.entities}
    left = {id: degrees[id] for id in kept}
    strongest = {id: max((degrees[other] for other in near[id]), default=0) for id in kept}
    rank = {id: (degrees[id], strongest[id], -place) for place, id in enumerate(sorted(kept))}
    heap = [(left[id], rank[id], id) for id in kept]
    heapify(heap)
    while len(kept) > most:
        degree, _, id = heappop(heap)
        if id not in kept or degree != left[id]:
            continue
        kept.discard(id)
        for other in near[id].keys() & kept:
            left[other] -= near[id][other]
            heappush(heap, (left[other], rank[other], other))
    return kept


def _weighted_neighbours(part: Scope) -> Mapping[str, Counter[str]]:
    """How many statements each body has with each other body."""
    weights = _weights(part)
    near: dict[str, Counter[str]] = defaultdict(Counter)
    for each in part.statements:
        if each.subject != each.object:
            near[each.subject][each.object] += weights.get(each.id, 1)
            near[each.object][each.subject] += weights.get(each.id, 1)
    return near


def _weights(part: Scope) -> dict[str, int]:
    """How many statements a statement stands for, where it is not one."""
    return {each.statement.id: len(each.statements) for each in part.gathered}


def _degrees(part: Scope) -> Counter[str]:
    """How many statements each body has."""
    weights = _weights(part)
    degrees: Counter[str] = Counter()
    for each in part.statements:
        for end in {each.subject, each.object}:
            degrees[end] += weights.get(each.id, 1)
    return degrees


def _whole_routes(part: Scope, most: int) -> Mapping[str, int]:
    """The bodies of the best routes that fit whole, by route."""
    places: dict[str, int] = {}
    for number, route in enumerate(part.routes):
        if len(places.keys() | set(route)) > most:
            break
        places = dict.fromkeys(route, number) | places
    return places


def _distances(part: Scope, centre: Collection[str]) -> dict[str, int]:
    """The hops from the nearest of the centre's bodies to each body that they reach."""
    near: dict[str, list[str]] = defaultdict(list)
    for each in part.statements:
        near[each.subject].append(each.object)
        near[each.object].append(each.subject)
    away = dict.fromkeys(sorted(centre), 0)
    queue = deque(away)
    while queue:
        here = queue.popleft()
        for other in near[here]:
            if other not in away:
                away[other] = away[here] + 1
                queue.append(other)
    return away
