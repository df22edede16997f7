"""Why two bodies are connected: the k best routes, each step with its statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import Any

import networkx as nx

from coopgraph import dates
from coopgraph.dates import Span
from coopgraph.errors import CoopgraphError
from coopgraph.model import Path, Statement, Step
from coopgraph.questions.rows import Row, row
from coopgraph.store import Filter, Store

__all__ = ["Route", "as_rows", "paths"]

MOST_ROUTES = 20_000
MOST_CHOICES = 1_000


@dataclass(frozen=True, slots=True)
class Route:
    """What a route must satisfy; `via` and `without` hold ids of bodies and names of relations."""

    max_hops: int = 6
    via: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    directed: bool = False
    overlapping: bool = False
    days: Span | None = None
    certain: bool = False


def paths(store: Store, start: str, end: str, k: int = 3, route: Route = Route()) -> list[Path]:
    """The k best routes between two bodies, each a different sequence of bodies.

    Best is fewest hops, then certain before possible, then stated before inferred, then more evidence, then ids.
    A route never runs through a source, a class, a country or a responsibility.

    Raises:
        CoopgraphError: more than 20,000 routes would have to be compared.
    """
    if start == end:
        return []
    between = _between(store, start, end, route)
    graph = nx.DiGraph(list(between)) if route.directed else nx.Graph(list(between))
    if start not in graph or end not in graph:
        return []
    found: list[Path] = []
    for number, bodies in enumerate(_sequences(graph, start, end)):
        hops = len(bodies) - 1
        if hops > route.max_hops or (len(found) >= k and hops > len(found[k - 1].steps)):
            break
        if number >= MOST_ROUTES:
            problem = f"more than {MOST_ROUTES:,} routes between {start} and {end}"
            raise CoopgraphError(f"{problem}; ask for fewer hops, a day, or --not-via a hub")
        path = _path(bodies, between, route)
        if path is not None:
            found.append(path)
            found.sort(key=lambda each: _rank(each, route.days))
    return found[:k]


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
    return {**row(store, step.statement, lang, days), "forward": step.forward, "parallel": parallel}


def _overlap_row(path: Path) -> Row | None:
    if path.overlap is None:
        return None
    since, until = path.overlap
    return {"since": since.isoformat() if since else None, "until": until.isoformat() if until else None}


Pairs = Mapping[tuple[str, str], list[Statement]]


def _between(store: Store, start: str, end: str, route: Route) -> Pairs:
    """The statements that a route may use, by the ends in the order in which it may walk them."""
    found: dict[tuple[str, str], list[Statement]] = {}
    for statement in store.statements(Filter(days=route.days, certain=route.certain)):
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


def _sequences(graph: nx.Graph[str], start: str, end: str) -> Iterator[list[str]]:
    try:
        yield from nx.shortest_simple_paths(graph, start, end)
    except nx.NetworkXNoPath:
        return


def _path(bodies: list[str], between: Pairs, route: Route) -> Path | None:
    """The best path along these bodies that satisfies the route, if there is one."""
    choices = [between[pair] for pair in pairwise(bodies)]
    relations_wanted = route.via - set(bodies)
    best: Path | None = None
    for chosen in islice(product(*(_best_first(each, route.days) for each in choices)), MOST_CHOICES):
        overlap = dates.overlap([statement.bounds for statement in chosen])
        if not relations_wanted <= {statement.relation for statement in chosen} or (
            route.overlapping and overlap is None
        ):
            continue
        steps = tuple(
            Step(
                statement,
                statement.subject == body,
                tuple(each for each in _best_first(all_, route.days) if each is not statement),
            )
            for body, statement, all_ in zip(bodies, chosen, choices, strict=False)
        )
        path = Path(steps, overlap)
        if best is None or _rank(path, route.days) < _rank(best, route.days):
            best = path
    return best


def _best_first(statements: list[Statement], days: Span | None) -> list[Statement]:
    return sorted(statements, key=lambda each: _statement_rank(each, days))


def _statement_rank(statement: Statement, days: Span | None) -> tuple[bool, bool, int, str]:
    possible = days is not None and dates.holds(statement.bounds, days) != "certain"
    return (possible, statement.inferred, -len(statement.evidence), statement.id)


def _rank(path: Path, days: Span | None) -> tuple[Any, ...]:
    ranks = [_statement_rank(step.statement, days) for step in path.steps]
    possible, inferred, evidence = (sum(rank[place] for rank in ranks) for place in range(3))  # type: ignore[misc]
    return (len(ranks), possible, inferred, evidence, path.bodies, tuple(rank[3] for rank in ranks))
