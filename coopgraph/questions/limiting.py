"""The bodies that matter most, where all of them would be too many."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import inf

from coopgraph.questions.neighbourhood import Scope

__all__ = ["LeftOut", "limited"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many bodies and relations a limit left out."""

    bodies: int
    relations: int
    limit: int


def limited(part: Scope, most: int, centre: Collection[str] = ()) -> tuple[Scope, LeftOut | None]:
    """At most so many boxes, and what that left out, None where all are there.

    Whole routes stay first; then what is nearest to the centre, else what has most relations, then by id. A box that
    gathers leaves has as many relations as they.
    """
    if len(part.entities) <= most:
        return part, None
    kept = part.only(_chosen(part, most, centre))
    bodies, relations = (one - other for one, other in zip(part.counts(), kept.counts(), strict=True))
    return kept, LeftOut(bodies, relations, most)


def _chosen(part: Scope, most: int, centre: Collection[str]) -> set[str]:
    degrees, away, places = _degrees(part), _distances(part, centre), _whole_routes(part, most)

    def rank(id: str) -> tuple[bool, float, float, int, str]:
        return id not in centre, places.get(id, inf), away.get(id, inf), -degrees[id], id

    return set(sorted((entity.id for entity in part.entities), key=rank)[:most])


def _degrees(part: Scope) -> Counter[str]:
    """How many statements each body has."""
    weights = {each.statement.id: len(each.statements) for each in part.gathered}
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
