"""The networkx graph holds bodies and relations, and nothing else."""

from __future__ import annotations

from datetime import date

import coopgraph
from coopgraph.graph import KnowledgeGraph


def test_nodes_are_bodies_and_edges_are_statements(world: KnowledgeGraph) -> None:
    graph = world.to_networkx()

    assert set(graph) == {entity.id for entity in world.institutions()} - {"merger-of-ministries"}
    assert {key for _, _, key in graph.edges(keys=True)} == {each.id for each in world.relations()}
    assert graph.nodes["MoTI"] == {
        "label": "Ministry of Tides and Islands",
        "acronym": "MoTI",
        "type": "Ministry",
        "country": "XA",
        "city": "Port Lorrel",
        "date": None,
    }


def test_an_edge_carries_dates_bounds_basis_and_evidence(world: KnowledgeGraph) -> None:
    edge = world.to_networkx().edges["MoTI", "LHO", "statement-commissioned"]

    assert {name: value for name, value in edge.items() if name != "evidence"} == {
        "relation": "commissioned",
        "since": "2016",
        "until": "2016-09",
        "end": "dated",
        "since_earliest": date(2016, 1, 1),
        "since_latest": date(2016, 9, 30),
        "until_earliest": date(2016, 9, 1),
        "until_latest": date(2016, 9, 30),
        "under": "harbour-mou",
        "note": "The contract itself is not public.",
        "instant": False,
        "inferred": False,
    }
    assert [(piece.source, piece.derived) for piece in edge["evidence"]] == [("gazette", False), ("register", True)]


def test_parallel_relations_stay_parallel_edges(world: KnowledgeGraph) -> None:
    assert sorted(world.to_networkx()["MoTI"]["LHO"]) == ["statement-commissioned", "statement-represents"]


def test_a_filtered_graph_has_only_what_fits(world: KnowledgeGraph) -> None:
    graph = world.to_networkx(relations=["agreed_to"], as_of="2014-03-31")

    assert sorted(graph) == ["MoTI", "VMW", "harbour-mou"]
    assert graph.number_of_edges() == 2


def test_the_bundled_graph_has_no_source_among_its_nodes() -> None:
    graph = coopgraph.open().to_networkx()

    assert "fact-sheet" not in graph
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (39, 44)
