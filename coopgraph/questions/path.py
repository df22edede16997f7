"""Why two bodies are connected: the k best routes, each step with its statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from itertools import count, pairwise, product
from math import prod
from typing import Any

import networkx as nx

from coopgraph import dates
from coopgraph.dates import Span
from coopgraph.errors import CoopgraphError
from coopgraph.model import Path, Statement, Step
from coopgraph.questions.rows import Row, row
from coopgraph.store import Asked, Filter, Store

__all__ = ["Route", "as_rows", "paths"]

MOST_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Route:
    """What a route must satisfy; `without` holds ids of bodies and names of relations.

    `via` has a group for each wish: the id of a body, or a relation and its sub-relations, one of which must be there.
    """

    max_hops: int = 6
    via: tuple[frozenset[str], ...] = ()
    without: frozenset[str] = frozenset()
    directed: bool = False
    overlapping: bool = False
    asked: Asked = Asked()


def paths(store: Store, start: str, end: str, k: int = 3, route: Route = Route()) -> list[Path]:
    """The k best routes between two bodies, each a different sequence of bodies.

    Best is fewest hops, then certain before possible, then stated before inferred, then more evidence, then ids.
    A route never runs through a source, a class, a country or a responsibility.

    Raises:
        CoopgraphError: the search would take more than a million steps.
    """
    if start == end:
        return []
    between = _between(store, start, end, route)
    graph: nx.DiGraph[str] = nx.DiGraph(list(between))
    if start not in graph or end not in graph:
        return []
    found: list[Path] = []
    for routes in _by_length(graph, start, end, route.max_hops):
        fitting = (path for bodies in routes if (path := _path(bodies, between, route)) is not None)
        found += nsmallest(k - len(found), fitting, key=lambda each: _rank(each, route.asked.days))
        if len(found) == k:
            break
    return found


def as_rows(store: Store, found: Iterable[Path], lang: str = "en", days: Span | None = None) -> list[Row]:
    """The routes as the contract has them."""
    return [
        {
            "length": len(path.steps),
            "steps": [_step_row(store, step, lang, days) for step in path.steps],
            "overlap": _overlap_row(path),
        }
        for path in found
    ]


def _step_row(store: Store, step: Step, lang: str, days: Span | None) -> Row:
    parallel = [row(store, each, lang, days) for each in step.parallel]
    premises = [row(store, each, lang, days) for id in step.statement.premises if (each := store.statement(id))]
    own = {**row(store, step.statement, lang, days), "forward": step.forward, "parallel": parallel}
    return {**own, "premises": premises} if step.statement.inferred else own


def _overlap_row(path: Path) -> Row | None:
    if path.overlap is None:
        return None
    since, until = path.overlap
    return {"since": since.isoformat() if since else None, "until": until.isoformat() if until else None}


Pairs = Mapping[tuple[str, str], list[Statement]]


def _between(store: Store, start: str, end: str, route: Route) -> Pairs:
    """The statements that a route may use, by the ends in the order in which it may walk them."""
    found: dict[tuple[str, str], list[Statement]] = {}
    for statement in store.statements(Filter(asked=route.asked)):
        ends = (statement.subject, statement.object)
        inner = [id for id in ends if id not in (start, end)]
        barred = statement.relation in route.without or any(id in route.without or _is_leaf(store, id) for id in inner)
        if barred or statement.subject == statement.object:
            continue
        found.setdefault(ends, []).append(statement)
        if not route.directed or store.ontology.relation(statement.relation).symmetric:
            found.setdefault((ends[1], ends[0]), []).append(statement)
    return found


def _is_leaf(store: Store, id: str) -> bool:
    entity = store.entity(id)
    return entity is None or store.ontology.is_a(entity.type, "Responsibility")


def _by_length(graph: nx.DiGraph[str], start: str, end: str, most: int) -> Iterator[Iterator[list[str]]]:
    """All routes of the least length, then all that are one hop longer, and so on."""
    away = nx.single_source_shortest_path_length(graph.reverse(copy=False), end, cutoff=most)
    steps = count(1)
    for length in range(away.get(start, most + 1), most + 1):
        yield _of_length(graph, (start, end), length, away, steps)


def _of_length(
    graph: nx.DiGraph[str], ends: tuple[str, str], length: int, away: Mapping[str, int], steps: Iterator[int]
) -> Iterator[list[str]]:
    """Every route of exactly this length, turning only to bodies from which the end is still in reach."""
    start, end = ends
    route, ahead = [start], [iter(graph[start])]
    while ahead:
        body = next(ahead[-1], None)
        if body is None:
            ahead.pop()
            route.pop()
            continue
        if next(steps) > MOST_STEPS:
            raise CoopgraphError(_too_far(start, end, length))
        left = length - len(route)
        if away.get(body, length) > left or body in route or (body == end) != (left == 0):
            continue
        if body == end:
            yield [*route, end]
        else:
            route.append(body)
            ahead.append(iter(graph[body]))


def _too_far(start: str, end: str, length: int) -> str:
    problem = f"the search for routes of {length} hops between {start} and {end} takes more than {MOST_STEPS:,} steps"
    return f"{problem}; ask for fewer hops with --max-hops, for a day, or go round a hub with --not-via"


def _path(bodies: list[str], between: Pairs, route: Route) -> Path | None:
    """The best path along these bodies that satisfies the route, if there is one."""
    choices = [_best_first(between[pair], route.asked.days) for pair in pairwise(bodies)]
    wanted = [group for group in route.via if not group & set(bodies)]
    best: Path | None = None
    for chosen in _chosen(choices, wanted, route, (bodies[0], bodies[-1])):
        steps = tuple(
            Step(statement, statement.subject == body, tuple(each for each in all_ if each is not statement))
            for body, statement, all_ in zip(bodies, chosen, choices, strict=False)
        )
        path = Path(steps, dates.overlap([statement.bounds for statement in chosen]))
        if best is None or _rank(path, route.asked.days) < _rank(best, route.asked.days):
            best = path
    return best


def _chosen(
    choices: list[list[Statement]], wanted: list[frozenset[str]], route: Route, ends: tuple[str, str]
) -> Iterator[tuple[Statement, ...]]:
    """One statement a step, in every combination that may be the best one that satisfies the route."""
    if not wanted and not route.overlapping:
        yield tuple(each[0] for each in choices)
        return
    kept = choices if route.overlapping else [_best_of_each(each, wanted) for each in choices]
    if prod(len(each) for each in kept) > MOST_STEPS:
        raise CoopgraphError(_too_far(*ends, len(choices)))
    for chosen in product(*kept):
        relations = {statement.relation for statement in chosen}
        fits = all(group & relations for group in wanted)
        if fits and (not route.overlapping or dates.overlap([each.bounds for each in chosen]) is not None):
            yield chosen


def _best_of_each(statements: list[Statement], wanted: list[frozenset[str]]) -> list[Statement]:
    """The best statement, and the best of each wanted relation; the others cannot be in the best path."""
    fitting = (next((each for each in statements if each.relation in group), None) for group in wanted)
    return list({each.id: each for each in (statements[0], *fitting) if each is not None}.values())


def _best_first(statements: list[Statement], days: Span | None) -> list[Statement]:
    return sorted(statements, key=lambda each: _statement_rank(each, days))


def _statement_rank(statement: Statement, days: Span | None) -> tuple[bool, bool, int, str]:
    possible = days is not None and dates.holds(statement.bounds, days) != "certain"
    return (possible, statement.inferred, -len(statement.evidence), statement.id)


def _rank(path: Path, days: Span | None) -> tuple[Any, ...]:
    ranks = [_statement_rank(step.statement, days) for step in path.steps]
    possible, inferred, evidence = (sum(rank[place] for rank in ranks) for place in range(3))  # type: ignore[misc]
    return (len(ranks), possible, inferred, evidence, path.bodies, tuple(rank[3] for rank in ranks))
