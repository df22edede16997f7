"""Routes between two bodies: complete, in order, and never through what is no body."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph import ontology
from coopgraph.dates import Bounds, as_of
from coopgraph.errors import CoopgraphError
from coopgraph.graph import KnowledgeGraph
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.questions.path import Route, paths
from coopgraph.store import Asked
from coopgraph.store.embedded import EmbeddedStore


def test_the_route_from_bmbf_to_ccid_leads_through_the_cooperation(kg: KnowledgeGraph) -> None:
    best = kg.paths("BMBF", "CCID")[0]

    assert best.bodies == ("BMBF", "Sino-German-Industrie-4.0-Cooperation", "CCID")
    assert [(step.statement.relation, step.forward) for step in best.steps] == [
        ("cooperates_with", False),
        ("facilitates", False),
    ]


def test_routes_are_different_sequences_of_bodies_and_parallel_relations_stay_with_their_step(
    world: KnowledgeGraph,
) -> None:
    routes = world.paths("MoTI", "LHO")

    assert [path.bodies for path in routes] == [
        ("MoTI", "LHO"),
        ("MoTI", "harbour-mou", "VMW", "dredging", "LHO"),
        ("MoTI", "harbour-mou", "harbour-commission", "VMW", "dredging", "LHO"),
    ]
    step = routes[0].steps[0]
    assert step.statement.id == "statement-commissioned"
    assert [each.id for each in step.parallel] == ["statement-represents", "statement-subordinate"]


def test_via_and_not_via_take_bodies_and_relations(world: KnowledgeGraph) -> None:
    assert [path.bodies for path in world.paths("MoTI", "LHO", k=1, via=["VMW"])] == [
        ("MoTI", "harbour-mou", "VMW", "dredging", "LHO")
    ]
    assert [path.steps[0].statement.id for path in world.paths("MoTI", "LHO", via=["represents"])] == [
        "statement-represents"
    ]
    assert [len(path.steps) for path in world.paths("MoTI", "LHO", not_via=["dredging"])] == [1]
    assert world.paths("MoTI", "LHO", not_via=["dredging", "commissioned", "represents", "subordinate_of"]) == []


def test_a_directed_route_walks_from_subject_to_object_and_both_ways_where_symmetric(world: KnowledgeGraph) -> None:
    assert [path.bodies for path in world.paths("LHO", "VMW", directed=True)] == [("LHO", "dredging", "VMW")]
    assert [path.bodies for path in world.paths("VMW", "LHO", directed=True)] == []


def test_a_responsibility_may_end_a_route_but_not_lie_inside(world: KnowledgeGraph) -> None:
    through = {body for path in world.paths("LHO", "VMW", k=99) for body in path.bodies}

    assert world.paths("LHO", "watch-depths")[0].bodies == ("LHO", "dredging", "watch-depths")
    assert "watch-depths" not in through


def test_overlapping_drops_routes_whose_steps_never_hold_together(world: KnowledgeGraph) -> None:
    routes = world.paths("harbour-days", "harbour-commission", k=9)
    overlapping = world.paths("harbour-days", "harbour-commission", k=9, overlapping=True)

    assert all(path.overlap is not None for path in overlapping)
    assert [path for path in routes if path.overlap is not None] == overlapping


def test_a_day_before_all_dates_leaves_only_what_has_no_begin(world: KnowledgeGraph) -> None:
    assert [step.statement.id for path in world.paths("MoTI", "LHO", as_of="1990") for step in path.steps] == [
        "statement-represents"
    ]


IDS = st.integers(0, 6).map(lambda number: f"b{number}")
EDGES = st.lists(st.tuples(IDS, IDS, st.sampled_from(["commissioned", "cooperates_with"]), st.booleans()), max_size=14)


def store_of(edges: list[tuple[str, str, str, bool]]) -> EmbeddedStore:
    bodies = [Entity(f"b{number}", "Agency", (Name(f"Body {number}", "en"),)) for number in range(7)]
    begin, end = as_of("2016"), as_of("2017")
    statements = [
        Statement(
            f"s{place:02}",
            subject,
            relation,
            object,
            evidence=(Evidence("one"),) * (1 + place % 2),
            bounds=Bounds(begin.earliest, begin.latest if sure else end.latest, end.latest, None),
        )
        for place, (subject, object, relation, sure) in enumerate(edges)
    ]
    return EmbeddedStore.of(ontology.load(), bodies, statements, [Source("one", "One")])


def brute_force(edges: list[tuple[str, str, str, bool]], most: int, directed: bool) -> set[tuple[str, ...]]:
    """Every route from b0 to b1, by trying all sequences of the other bodies."""
    joined = {(subject, object) for subject, object, _, _ in edges if subject != object}
    joined |= {
        (object, subject) for subject, object, relation, _ in edges if not directed or relation == "cooperates_with"
    }
    others = [f"b{number}" for number in range(2, 7)]
    sequences = (("b0", *inner, "b1") for length in range(most) for inner in permutations(others, length))
    return {each for each in sequences if all(pair in joined for pair in pairwise(each))}


@settings(max_examples=60, deadline=None)
@given(edges=EDGES, most=st.integers(1, 5), directed=st.booleans())
def test_every_route_is_found_once_shortest_first(
    edges: list[tuple[str, str, str, bool]], most: int, directed: bool
) -> None:
    found = paths(store_of(edges), "b0", "b1", 10_000, Route(most, directed=directed, asked=Asked(as_of("2016-12-31"))))

    assert sorted(path.bodies for path in found) == sorted(brute_force(edges, most, directed))
    assert [len(path.steps) for path in found] == sorted(len(path.steps) for path in found)
    assert all(len(set(path.bodies)) == len(path.bodies) for path in found)


@settings(max_examples=40, deadline=None)
@given(edges=EDGES, k=st.integers(1, 4))
def test_the_k_best_are_the_first_k_of_all(edges: list[tuple[str, str, str, bool]], k: int) -> None:
    store, route = store_of(edges), Route(asked=Asked(as_of("2016-12-31")))

    assert paths(store, "b0", "b1", k, route) == paths(store, "b0", "b1", 10_000, route)[:k]


@pytest.mark.parametrize(
    ("one", "other", "better"),
    [
        (("commissioned", True), ("commissioned", False), 0),
        (("commissioned", False), ("cooperates_with", True), 1),
    ],
)
def test_a_certain_step_goes_before_a_possible_one(one: tuple[str, bool], other: tuple[str, bool], better: int) -> None:
    store = store_of([("b0", "b1", *one), ("b0", "b1", *other)])

    [path] = paths(store, "b0", "b1", route=Route(asked=Asked(as_of("2016-12-31"))))

    assert path.steps[0].statement.id == f"s0{better}"


def hub(leaves: int) -> EmbeddedStore:
    """Two bodies that share every one of so many neighbours, all of which know each other's hub."""
    bodies = [Entity(id, "Agency", (Name(id),)) for id in ("b0", "b1", *(f"n{number}" for number in range(leaves)))]
    statements = [
        Statement(f"{end}-{number}", end, "commissioned", f"n{number}", evidence=(Evidence("one"),))
        for end in ("b0", "b1")
        for number in range(leaves)
    ]
    return EmbeddedStore.of(ontology.load(), bodies, statements, [Source("one", "One")])


def test_a_hub_of_fifty_thousand_relations_gives_the_best_routes() -> None:
    found = paths(hub(50_000), "b0", "b1")

    assert [path.bodies for path in found] == [("b0", "n0", "b1"), ("b0", "n1", "b1"), ("b0", "n10", "b1")]


def test_a_search_that_would_not_end_says_so_and_what_to_do() -> None:
    everyone = [(f"b{one}", f"b{other}", "cooperates_with", True) for one in range(2, 7) for other in range(one)]
    big = hub(600)
    crossing = [
        Statement(f"x{one}-{other}", f"n{one}", "cooperates_with", f"n{other}", evidence=(Evidence("one"),))
        for one in range(600)
        for other in range(one, 600, 7)
    ]
    store = EmbeddedStore.of(big.ontology, big.entities(), [*big.statements(), *crossing], [Source("one", "One")])

    assert len(paths(store_of(everyone), "b0", "b1", 9_999, Route(max_hops=6))) > 9
    with pytest.raises(CoopgraphError, match="takes more than 1,000,000 steps; ask for fewer hops with --max-hops"):
        paths(store, "b0", "b1", 10_000_000, Route(via=(frozenset({"owns"}),)))


def test_the_wanted_relation_is_found_among_many_parallels() -> None:
    edges = [
        (f"b{one}", f"b{other}", relation, True)
        for one, other in ((0, 2), (2, 3), (3, 4), (4, 1))
        for relation in ["commissioned"] * 6
    ]
    store = store_of([*edges, ("b0", "b2", "represents", True)])

    [wanted] = paths(store, "b0", "b1", route=Route(via=(frozenset({"represents"}),)))

    assert [step.statement.relation for step in wanted.steps] == ["represents", *["commissioned"] * 3]
    assert paths(store, "b0", "b1", route=Route(via=(frozenset({"owns"}),))) == []


def test_a_wish_for_a_relation_takes_its_sub_relations(world: KnowledgeGraph) -> None:
    assert world.paths("MoTI", "harbour-mou", k=1, via=["agreed_to"])[0].steps[0].statement.relation == "signed"
    assert all(
        step.statement.relation != "signed"
        for path in world.paths("MoTI", "harbour-mou", not_via=["coop:agreed_to"])
        for step in path.steps
    )
