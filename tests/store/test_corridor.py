"""What routes may run over: never less than the whole graph gives, and no more than lies between."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph import ontology
from coopgraph.dates import Bounds, as_of
from coopgraph.model import Entity, Statement
from coopgraph.store import Asked, Walk
from coopgraph.store.embedded import EmbeddedStore

MOST = 4
BODIES = [f"b{number}" for number in range(9)]
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
    entities = [Entity(id, "Responsibility" if id == "b8" else "Agency") for id in BODIES]
    return EmbeddedStore.of(ontology.load(), entities, statements, [])


def allowed(store: EmbeddedStore, walk: Walk) -> nx.DiGraph[str]:
    """Every pair of bodies that a route may take, read off the statements one by one."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(BODIES)
    barred = {*walk.without, "b8"} - {"b0", "b1"}
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


def routes(graph: nx.DiGraph[str], length: int) -> set[tuple[str, ...]]:
    if not {"b0", "b1"} <= {*graph}:
        return set()
    return {tuple(route) for route in nx.all_simple_paths(graph, "b0", "b1", cutoff=length)}


@settings(max_examples=250, deadline=None)
@given(EDGES, WALKS)
def test_a_corridor_has_every_route_of_the_whole_graph_up_to_its_length(
    edges: list[tuple[str, str, str, str | None]], walk: Walk
) -> None:
    store = store_of(edges)
    whole = allowed(store, walk)
    shortest = min((len(route) - 1 for route in routes(whole, MOST)), default=None)

    corridors = [*store.corridors("b0", "b1", MOST, walk)]

    assert [each.length for each in corridors] == ([*range(shortest, MOST + 1)] if shortest else [])
    for each in corridors:
        pruned = nx.DiGraph(list(each.pairs))
        assert pruned.edges <= whole.edges
        assert routes(pruned, each.length) == routes(whole, each.length)


def test_the_corridor_of_the_shortest_route_leaves_out_what_leads_elsewhere() -> None:
    chain = [("b0", "owns", "b2", None), ("b2", "owns", "b1", None)]
    elsewhere = [("b0", "owns", f"b{number}", None) for number in (3, 4, 5, 6)]

    first, *_ = store_of([*chain, *elsewhere]).corridors("b0", "b1", MOST, Walk())

    assert (first.length, set(first.pairs)) == (2, {("b0", "b2"), ("b2", "b1")})


@pytest.mark.parametrize("ends", [("b0", "nowhere"), ("nowhere", "b1"), ("b0", "b7")])
def test_there_is_no_corridor_to_where_no_route_leads(ends: tuple[str, str]) -> None:
    assert [*store_of([("b0", "owns", "b1", None)]).corridors(*ends, MOST, Walk())] == []
