"""Why two bodies are connected: the k best routes, each step with its statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import count, pairwise, product
from math import prod

from coopgraph import dates
from coopgraph.dates import Span
from coopgraph.errors import CoopgraphError
from coopgraph.model import Path, Statement, Step
from coopgraph.questions.rows import Row, row
from coopgraph.records import Record
from coopgraph.store import Asked, Corridor, Hop, Store, Walk, cost

__all__ = ["Route", "as_rows", "paths"]

MOST_STEPS = 1_000_000


class Route(Record, frozen=True):
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
    found: list[Path] = []
    count_steps = count(1)
    for place, corridor in enumerate(store.corridors(start, end, route.max_hops, _walk(route))):
        known = _Known(corridor)
        away = _away(corridor, end) if place else {}
        lengthwise = _of_length(corridor, (start, end), away, count_steps)
        ranked = (each for bodies in lengthwise if (each := _ranked(bodies, known, route)) is not None)
        found += [_path(best, known) for best in nsmallest(k - len(found), ranked)]
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


def _walk(route: Route) -> Walk:
    return Walk(route.without, frozenset({"Responsibility"}), route.directed, route.asked)


class _Known:
    """The costs and the statements of the steps in a corridor, each made once."""

    def __init__(self, corridor: Corridor) -> None:
        self.costs = corridor.pairs
        self._corridor = corridor
        self._made: dict[Hop, list[Statement]] = {}

    def statements(self, bodies: Sequence[str]) -> list[list[Statement]]:
        """The statements of each step along the bodies, best first."""
        hops = [*pairwise(bodies)]
        missing = [hop for hop in hops if hop not in self._made]
        self._made.update(zip(missing, self._corridor.statements(missing), strict=True))
        return [self._made[hop] for hop in hops]


def _of_length(corridor: Corridor, ends: Hop, away: Mapping[str, int], steps: Iterator[int]) -> Iterator[list[str]]:
    """Every route of exactly the corridor's length, turning only to bodies from which the end is still in reach.

    `away` has how far the end is from a body, where some are too far.
    """
    (start, end), length = ends, corridor.length
    onwards: dict[str, list[str]] = {}
    for one, other in corridor.pairs:
        onwards.setdefault(one, []).append(other)
    route, ahead = [start], [iter(onwards[start])]
    while ahead:
        body = next(ahead[-1], None)
        if body is None:
            ahead.pop()
            route.pop()
            continue
        if next(steps) > MOST_STEPS:
            raise CoopgraphError(_too_far(start, end, length))
        left = length - len(route)
        if away.get(body, 0) > left or body in route or (body == end) != (left == 0):
            continue
        if body == end:
            yield [*route, end]
        else:
            route.append(body)
            ahead.append(iter(onwards[body]))


def _away(corridor: Corridor, end: str) -> dict[str, int]:
    """How many hops at least the end is away from each body that reaches it."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((other, one) for one, other in corridor.pairs)
    return nx.single_source_shortest_path_length(graph, end, cutoff=corridor.length)


def _too_far(start: str, end: str, length: int) -> str:
    problem = f"the search for routes of {length} hops between {start} and {end} takes more than {MOST_STEPS:,} steps"
    return f"{problem}; ask for fewer hops with --max-hops, for a day, or go round a hub with --not-via"


_Ranked = tuple[int, list[str], tuple[Statement, ...] | None]


def _ranked(bodies: list[str], known: _Known, route: Route) -> _Ranked | None:
    """The route along these bodies with what it costs, and its statements where these may not be the best ones."""
    wanted = [group for group in route.via if group.isdisjoint(bodies)]
    if not wanted and not route.overlapping:
        return sum(map(known.costs.__getitem__, pairwise(bodies))), bodies, None
    chosen = _chosen(known.statements(bodies), wanted, route, (bodies[0], bodies[-1]))
    best = min((_priced(each, route.asked.days) for each in chosen), default=None)
    return best and (best[0], bodies, best[2])


def _priced(statements: tuple[Statement, ...], days: Span | None) -> tuple[int, list[str], tuple[Statement, ...]]:
    return sum(_cost(each, days) for each in statements), [each.id for each in statements], statements


def _cost(statement: Statement, days: Span | None) -> int:
    possible = days is not None and dates.holds(statement.bounds, days) != "certain"
    return cost(possible, statement.inferred, len(statement.evidence))


def _path(ranked: _Ranked, known: _Known) -> Path:
    _, bodies, chosen = ranked
    choices = known.statements(bodies)
    steps = tuple(
        Step(statement, statement.subject == body, tuple(each for each in all_ if each is not statement))
        for body, statement, all_ in zip(bodies, chosen or [each[0] for each in choices], choices, strict=False)
    )
    return Path(steps, dates.overlap([step.statement.bounds for step in steps]))


def _chosen(
    choices: list[list[Statement]], wanted: list[frozenset[str]], route: Route, ends: tuple[str, str]
) -> Iterator[tuple[Statement, ...]]:
    """One statement a step, in every combination that may be the best one that satisfies the route."""
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
