"""What routes may run over: never less than the whole graph gives, and no more than lies between."""

from __future__ import annotations

import weakref
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph import ontology
from coopgraph.dates import Bounds, as_of
from coopgraph.model import Entity, Evidence, Statement
from coopgraph.store import Asked, Walk, corridor, cost
from coopgraph.store.embedded import EmbeddedStore

MOST = 4
BODIES = [f"b{number}" for number in range(9)]
CLOSED = "b8"
EDGES = st.lists(
    st.tuples(
        st.sampled_from(BODIES),
        st.sampled_from(["commissioned", "cooperates_with", "owns"]),
        st.sampled_from(BODIES),
        st.sampled_from(["2015", "2016", None]),
    ),
    max_size=24,
)
WALKS = st.builds(
    Walk,
    st.frozensets(st.sampled_from(["b2", "b3", "owns"])),
    st.just(frozenset({"Responsibility"})),
    st.booleans(),
    st.builds(Asked, st.sampled_from([None, as_of("2015"), as_of("2016")]), st.just(True)),
)


def store_of(edges: list[tuple[str, str, str, str | None]]) -> EmbeddedStore:
    statements = [
        Statement(
            f"s{place}", subject, relation, object, bounds=Bounds(*as_of(year), *as_of("2016")) if year else Bounds()
        )
        for place, (subject, relation, object, year) in enumerate(edges)
    ]
    entities = [Entity(id, "Responsibility" if id == CLOSED else "Agency") for id in BODIES]
    return EmbeddedStore.of(ontology.load(), entities, statements, [])


def allowed(store: EmbeddedStore, walk: Walk, ends: tuple[str, str]) -> nx.DiGraph[str]:
    """Every pair of bodies that a route may take, read off the statements one by one."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(BODIES)
    barred = {*walk.without, CLOSED}.difference(ends)
    for each in store.statements():
        bounds = each.bounds
        fits = each.relation not in walk.without and not barred & {each.subject, each.object}
        if walk.asked.days is not None:
            first, last = walk.asked.days
            begun, ending = bounds.since_latest, bounds.until_earliest
            fits = fits and begun is not None and ending is not None and begun <= first and last <= ending  # type: ignore[operator]
        if fits:
            graph.add_edge(each.subject, each.object)
            if not walk.directed or each.relation == "cooperates_with":
                graph.add_edge(each.object, each.subject)
    return graph


def routes(graph: nx.DiGraph[str], ends: tuple[str, str], length: int) -> set[tuple[str, ...]]:
    if not {*ends} <= {*graph}:
        return set()
    return {tuple(route) for route in nx.all_simple_paths(graph, *ends, cutoff=length)}


def check(store: EmbeddedStore, ends: tuple[str, str], walk: Walk) -> None:
    """Every corridor between the ends has all routes of its length, and the first nothing else."""
    whole = allowed(store, walk, ends)
    shortest = min((len(route) - 1 for route in routes(whole, ends, MOST)), default=None)

    corridors = [*store.corridors(*ends, MOST, walk)]

    assert [each.length for each in corridors] == ([*range(shortest, MOST + 1)] if shortest else [])
    for each in corridors:
        pruned = nx.DiGraph([*each.pairs])
        assert pruned.edges <= whole.edges
        assert routes(pruned, ends, each.length) == routes(whole, ends, each.length)
    if corridors:
        best = routes(whole, ends, corridors[0].length)
        assert {*corridors[0].pairs} == {hop for route in best for hop in pairwise(route)}


@settings(max_examples=250, deadline=None)
@given(EDGES, WALKS)
def test_a_corridor_has_every_route_of_the_whole_graph_up_to_its_length(
    edges: list[tuple[str, str, str, str | None]], walk: Walk
) -> None:
    check(store_of(edges), ("b0", "b1"), walk)


@settings(max_examples=60, deadline=None)
@given(EDGES, st.lists(WALKS, min_size=1, max_size=2))
def test_what_was_asked_before_leaves_corridors_as_they_are(
    edges: list[tuple[str, str, str, str | None]], walks: list[Walk]
) -> None:
    store = store_of(edges)
    for ends in [("b0", "b2"), ("b2", CLOSED), ("b0", CLOSED), (CLOSED, "b3"), ("b3", "b0")]:
        for walk in walks:
            check(store, ends, walk)


@settings(max_examples=60, deadline=None)
@given(EDGES, WALKS)
def test_corridors_stay_the_same_where_little_is_kept(
    edges: list[tuple[str, str, str, str | None]], walk: Walk
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corridor, "_MOST_KEPT", 5)
        check(store_of(edges), ("b0", "b1"), walk)


def test_all_that_is_kept_of_neighbours_is_forgotten_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corridor, "_MOST_KEPT", 20)
    near = corridor.Near(lambda node: [node + 1, node + 2], lambda found: [each for each in found if each % 5 == 0])

    for node in range(100):
        assert near.beyond({node}) == {node + 1, node + 2} - {*range(0, 105, 5)}
        assert max(len(near), len(near._passed), len(near._barred)) <= 20


def test_the_corridor_of_the_shortest_route_leaves_out_what_leads_elsewhere() -> None:
    chain = [("b0", "owns", "b2", None), ("b2", "owns", "b1", None)]
    elsewhere = [("b0", "owns", f"b{number}", None) for number in (3, 4, 5, 6)]

    first, *_ = store_of([*chain, *elsewhere]).corridors("b0", "b1", MOST, Walk())

    assert (first.length, {*first.pairs}) == (2, {("b0", "b2"), ("b2", "b1")})


def test_a_store_is_given_up_at_once_when_nobody_holds_it_after_a_walk() -> None:
    store = store_of([("b0", "owns", "b2", None), ("b2", "owns", "b1", None)])
    walks = [Walk(), Walk(frozenset({"owns"}), asked=Asked(as_of("2015"))), Walk(directed=True)]
    assert [len([*store.corridors("b0", "b1", MOST, walk)]) for walk in walks] == [3, 0, 3]
    held = weakref.ref(store)

    del store

    assert held() is None


def test_a_pair_costs_what_its_best_statement_does_and_has_all_of_them_in_this_order() -> None:
    pieces = (Evidence("one"),)
    sure, later = Bounds(*as_of("2015"), *as_of("2017")), Bounds(*as_of("2016"), *as_of("2017"))
    statements = [
        Statement("a", "b0", "owns", "b1", evidence=pieces * 9, bounds=later),
        Statement("b", "b0", "owns", "b1", evidence=pieces, bounds=sure),
        Statement("c", "b1", "commissioned", "b0", evidence=pieces * 2, bounds=sure),
        Statement("d", "b0", "commissioned", "b1", evidence=pieces * 2, bounds=sure),
        Statement("e", "b1", "owns", "b2", evidence=pieces, bounds=sure),
    ]
    concluded = [Statement("f", "b0", "cooperates_with", "b1", bounds=sure, premises=("b", "c"), rule="some")]
    entities = [Entity(id, "Agency") for id in ("b0", "b1", "b2")]
    store = EmbeddedStore.of(ontology.load(), entities, statements, [], conclude=lambda store: concluded)

    [found] = store.corridors("b0", "b2", 2, Walk(asked=Asked(as_of("2016"), inferred=True)))

    assert found.pairs == {("b0", "b1"): cost(False, False, 2), ("b1", "b2"): cost(False, False, 1)}
    ordered = found.statements([("b1", "b2"), ("b0", "b1")])
    assert [[each.id for each in step] for step in ordered] == [["e"], ["c", "d", "b", "f", "a"]]


def test_a_possible_statement_costs_more_than_any_inferred_ones_and_these_more_than_any_evidence() -> None:
    assert cost(False, False, 2) < cost(False, False, 1) < 0 < cost(False, True, 1_000_000)
    assert 100 * cost(False, True, 0) < cost(True, False, 1_000_000)


@pytest.mark.parametrize("ends", [("b0", "nowhere"), ("nowhere", "b1"), ("b0", "b7"), ("b0", "b0")])
def test_there_is_no_corridor_to_where_no_route_leads(ends: tuple[str, str]) -> None:
    assert [*store_of([("b0", "owns", "b1", None)]).corridors(*ends, MOST, Walk())] == []
