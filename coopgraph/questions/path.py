"""Why two bodies are connected: the k best routes, each step with its statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from coopgraph.store import Asked, Filter, Store, Walk

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
    choices, count_steps = _Choices(store, route), count(1)
    found: list[Path] = []
    for corridor in store.corridors(start, end, route.max_hops, _walk(store, route)):
        routes = _of_length(nx.DiGraph(list(corridor.pairs)), (start, end), corridor.length, count_steps)
        fitting = (path for bodies in routes if (path := _path(bodies, choices, route)) is not None)
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


def _walk(store: Store, route: Route) -> Walk:
    return Walk(route.without, frozenset({"Responsibility"}), route.directed, route.asked)


class _Choices:
    """The statements of a step from one body to another, best first."""

    def __init__(self, store: Store, route: Route) -> None:
        self._store, self._route = store, route
        self._known: dict[tuple[str, str], list[Statement]] = {}
        symmetric = frozenset(kind.name for kind in store.ontology.relations.values() if kind.symmetric)
        self._backwards = symmetric if route.directed else None

    def __getitem__(self, step: tuple[str, str]) -> list[Statement]:
        if step not in self._known:
            asked, (one, other) = self._route.asked, step
            forwards = self._store.statements(Filter(None, one, other, asked))
            backwards = self._store.statements(Filter(self._backwards, other, one, asked))
            found = [each for each in (*forwards, *backwards) if each.relation not in self._route.without]
            self._known[step] = sorted(found, key=lambda each: _statement_rank(each, asked.days))
        return self._known[step]


def _of_length(graph: nx.DiGraph[str], ends: tuple[str, str], length: int, steps: Iterator[int]) -> Iterator[list[str]]:
    """Every route of exactly this length, turning only to bodies from which the end is still in reach."""
    start, end = ends
    away = nx.single_source_shortest_path_length(graph.reverse(copy=False), end, cutoff=length)
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


def _path(bodies: list[str], statements: _Choices, route: Route) -> Path | None:
    """The best path along these bodies that satisfies the route, if there is one."""
    choices = [statements[step] for step in pairwise(bodies)]
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


def _statement_rank(statement: Statement, days: Span | None) -> tuple[bool, bool, int, str]:
    possible = days is not None and dates.holds(statement.bounds, days) != "certain"
    return (possible, statement.inferred, -len(statement.evidence), statement.id)


def _rank(path: Path, days: Span | None) -> tuple[Any, ...]:
    ranks = [_statement_rank(step.statement, days) for step in path.steps]
    possible, inferred, evidence = (sum(rank[place] for rank in ranks) for place in range(3))  # type: ignore[misc]
    return (len(ranks), possible, inferred, evidence, path.bodies, tuple(rank[3] for rank in ranks))
