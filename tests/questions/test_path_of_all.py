"""The k best routes are the first k of all that networkx enumerates on the whole graph, ranked one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, product

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph import dates, ontology
from coopgraph.dates import Bounds, as_of
from coopgraph.model import Entity, Evidence, Source, Statement
from coopgraph.questions.path import Route, paths
from coopgraph.store import Asked
from coopgraph.store.embedded import EmbeddedStore

BODIES = [f"b{number}" for number in range(7)]
CLOSED = "b6"
DATES = [
    Bounds(*as_of("2015"), *as_of("2016")),
    Bounds(*as_of("2015"), *as_of("2017")),
    Bounds(*as_of("2016"), as_of("2016").latest, None),
    Bounds(),
]
Claim = tuple[str, str, str, Bounds, int, bool]
CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(BODIES),
        st.sampled_from(["commissioned", "cooperates_with", "owns"]),
        st.sampled_from(BODIES),
        st.sampled_from(DATES),
        st.integers(1, 3),
        st.booleans(),
    ),
    min_size=4,
    max_size=16,
)
ROUTES = st.builds(
    Route,
    max_hops=st.integers(1, 5),
    via=st.lists(st.sampled_from([frozenset({"owns"}), frozenset({"b2"}), frozenset({"b3"})]), max_size=2).map(tuple),
    without=st.frozensets(st.sampled_from(["b4", "commissioned"]), max_size=1),
    directed=st.booleans(),
    overlapping=st.booleans(),
    asked=st.builds(Asked, st.sampled_from([None, as_of("2016"), as_of("2017")]), st.booleans(), st.booleans()),
)
Found = tuple[tuple[str, ...], tuple[str, ...]]


def store_of(claims: Iterable[Claim]) -> EmbeddedStore:
    """The claims as statements; the marked ones are what a rule concludes."""
    stated, concluded = [], []
    for place, (one, relation, other, bounds, evidence, inferred) in enumerate(claims):
        # The order of the ids is another than that of the statements.
        id, pieces = f"s{place * 7 % 17:02}", (Evidence("one"),) * evidence
        if inferred:
            concluded.append(Statement(id, one, relation, other, bounds=bounds, premises=("s00",), rule="some"))
        else:
            stated.append(Statement(id, one, relation, other, evidence=pieces, bounds=bounds))
    entities = [Entity(id, "Responsibility" if id == CLOSED else "Agency") for id in BODIES]
    sources = [Source("one", "One")]
    return EmbeddedStore.of(ontology.load(), entities, stated, sources, conclude=lambda store: concluded)


def hops(store: EmbeddedStore, route: Route) -> Iterator[tuple[str, str, Statement]]:
    """Every step that the route may take, one statement at a time."""
    for each in (*store.statements(), *(store.conclusions if route.asked.inferred else ())):
        held = "certain" if route.asked.days is None else dates.holds(each.bounds, route.asked.days)
        if each.relation in route.without or held is None or (route.asked.certain and held == "possible"):
            continue
        yield each.subject, each.object, each
        if not route.directed or each.relation == "cooperates_with":
            yield each.object, each.subject, each


def enumerated(store: EmbeddedStore, ends: tuple[str, str], route: Route) -> list[Found]:
    """All routes with the ids of their best statements, by rank."""
    steps: dict[tuple[str, str], list[Statement]] = {}
    for one, other, statement in hops(store, route):
        steps.setdefault((one, other), []).append(statement)
    graph = nx.DiGraph([*steps])
    graph.add_nodes_from(ends)
    graph.remove_nodes_from([each for each in (*route.without, CLOSED) if each not in ends])
    ranked = []
    for bodies in nx.all_simple_paths(graph, *ends, cutoff=route.max_hops):
        chosen = (each for each in product(*(steps[hop] for hop in pairwise(bodies))) if fits(bodies, each, route))
        best = min((rank(each, route), tuple(statement.id for statement in each)) for each in [*chosen] or [()])
        if best[1]:
            ranked.append((len(bodies), best[0], tuple(bodies), best[1]))
    return [(bodies, ids) for *_, bodies, ids in sorted(ranked)]


def fits(bodies: list[str], statements: tuple[Statement, ...], route: Route) -> bool:
    passed = {*bodies, *(each.relation for each in statements)}
    together = dates.overlap([each.bounds for each in statements]) is not None
    return all(group & passed for group in route.via) and (together or not route.overlapping)


def rank(statements: tuple[Statement, ...], route: Route) -> tuple[int, int, int]:
    days = route.asked.days
    possible = sum(days is not None and dates.holds(each.bounds, days) == "possible" for each in statements)
    inferred, evidence = sum(each.inferred for each in statements), sum(len(each.evidence) for each in statements)
    return possible, inferred, -evidence


@settings(max_examples=300, deadline=None)
@given(claims=CLAIMS, route=ROUTES, k=st.integers(1, 6), other=st.sampled_from(["b1", "b4", CLOSED]))
def test_the_best_routes_are_the_first_of_all(claims: list[Claim], route: Route, k: int, other: str) -> None:
    store = store_of(claims)

    found = paths(store, "b0", other, k, route)

    told = [(path.bodies, tuple(step.statement.id for step in path.steps)) for path in found]
    assert told == enumerated(store, ("b0", other), route)[:k]


@settings(max_examples=150, deadline=None)
@given(claims=CLAIMS, route=ROUTES)
def test_every_other_statement_of_a_step_is_parallel_to_it_best_first(claims: list[Claim], route: Route) -> None:
    store = store_of(claims)
    every = [*hops(store, route)]

    for path in paths(store, "b0", "b1", 4, route):
        for step in path.steps:
            between = [each for one, other, each in every if (one, other) == (step.start, step.end)]
            ordered = sorted(between, key=lambda each: (rank((each,), route), each.id))
            assert [*step.parallel] == [each for each in ordered if each != step.statement]
            assert step.statement in ordered
