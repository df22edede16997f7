"""Which statements, entities and sources of two graphs are the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import TypeVar

from coopgraph.model import Statement
from coopgraph.store import Store

__all__ = ["Pair", "by_id", "claim", "differing", "same_statements"]

T = TypeVar("T")
Pair = tuple[T | None, T | None]

_FAR = 10_000_000


def by_id(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[Pair[T]]:
    """What has the same id, and what is in one alone."""
    return ((old.get(id), new.get(id)) for id in dict.fromkeys((*old, *new)))


def same_statements(old: Store, new: Store) -> Iterator[Pair[Statement]]:
    """What is the same by id, else by claim, one to one; and what is in one alone."""
    before = {each.id: each for each in old.statements() if not each.inferred}
    after = {each.id: each for each in new.statements() if not each.inferred}
    claims: dict[tuple[str, ...], tuple[list[Statement], list[Statement]]] = {}
    for id, one in before.items():
        if id in after:
            yield one, after[id]
        else:
            claims.setdefault(claim(old, one), ([], []))[0].append(one)
    for id in after.keys() - before.keys():
        claims.setdefault(claim(new, after[id]), ([], []))[1].append(after[id])
    for ones, others in claims.values():
        yield from _most_alike(ones, others)


def claim(store: Store, statement: Statement) -> tuple[str, ...]:
    """What is claimed, but not when; the same either way round where the relation is symmetric."""
    ends = (statement.subject, statement.object)
    kind = store.ontology.relations.get(statement.relation)
    return (statement.relation, *(sorted(ends) if kind and kind.symmetric else ends))


def _most_alike(old: list[Statement], new: list[Statement]) -> Iterator[Pair[Statement]]:
    """One-to-one pairs, the most alike first; ties are broken in a way that is the same from either side."""
    left, right = {each.id: each for each in old}, {each.id: each for each in new}
    ranked = sorted(product(old, new), key=lambda pair: (_unlikeness(*pair), pair[0].id, pair[1].id))
    for one, other in ranked:
        if one.id in left and other.id in right:
            yield left.pop(one.id), right.pop(other.id)
    yield from ((one, None) for one in left.values())
    yield from ((None, other) for other in right.values())


def _unlikeness(one: Statement, other: Statement) -> tuple[int, ...]:
    """How far apart in what was stated of the dates, in days, in evidence, and in the rest."""
    stated = (one.since != other.since) + (one.until != other.until)
    days = sum(
        _apart(getattr(one.bounds, side), getattr(other.bounds, side))
        for side in ("since_earliest", "since_latest", "until_earliest", "until_latest")
    )
    evidence = len(set(one.evidence) ^ set(other.evidence))
    return (stated, days, evidence, one.under != other.under, one.note != other.note)


def _apart(one: date | None, other: date | None) -> int:
    if one is None or other is None:
        return 0 if one is other else _FAR
    return abs((one - other).days)


def differing(old: Iterable[T], new: Iterable[T], *keys: Callable[[T], Hashable]) -> Iterator[Pair[T]]:
    """What is not in both: one-to-one pairs of equal first key, then of equal next key, the rest alone.

    A key that is None is equal to nothing.
    """
    left, right = sorted({*old} - {*new}, key=repr), sorted({*new} - {*old}, key=repr)
    for key in keys:
        waiting: dict[Hashable, list[T]] = {}
        for each in reversed(right):
            waiting.setdefault(key(each), []).append(each)
        waiting.pop(None, None)
        single = []
        for each in left:
            if partners := waiting.get(key(each)):
                partner = partners.pop()
                right.remove(partner)
                yield each, partner
            else:
                single.append(each)
        left = single
    yield from ((each, None) for each in left)
    yield from ((None, each) for each in right)
