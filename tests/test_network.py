"""The networkx graph holds bodies and relations, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any

import networkx as nx
import pytest

import coopgraph
from coopgraph import ontology
from coopgraph.dates import bounds
from coopgraph.graph import KnowledgeGraph
from coopgraph.model import Entity, Evidence, Name, Statement
from coopgraph.store.embedded import EmbeddedStore


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


def one_by_one(kg: KnowledgeGraph, entities: Iterable[Entity], statements: Iterable[Statement]) -> nx.MultiDiGraph[str]:
    """The same graph as networkx's own methods make it, edge by edge."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in entities:
        of_body = {field: getattr(entity, field) for field in ("acronym", "type", "country", "city", "date")}
        graph.add_node(entity.id, label=entity.label(kg.lang), **of_body)
    plain = ("relation", "since", "until", "end", "under", "note", "instant", "inferred", "evidence")
    days = ("since_earliest", "since_latest", "until_earliest", "until_latest")
    for each in sorted(statements, key=lambda each: each.id):
        carried = {field: getattr(each, field) for field in plain} | {day: getattr(each.bounds, day) for day in days}
        graph.add_edge(each.subject, each.object, each.id, **carried)
    return graph


def as_it_is(graph: nx.MultiDiGraph[str]) -> tuple[Any, ...]:
    """All that a graph holds, in its order: a node's edges out and in with it."""
    out = [(one, other, key, edge) for one, other, key, edge in graph.edges(keys=True, data=True)]
    into = [(one, other, key) for one, other, key in graph.in_edges(keys=True)]
    return [*graph.nodes(data=True)], out, into


def shown(kg: KnowledgeGraph, statements: Iterable[Statement]) -> list[Entity]:
    related = {id for each in statements for id in (each.subject, each.object)}
    kinds = kg.store.ontology
    return [each for each in kg.institutions() if each.id in related or not kinds.is_a(each.type, "Reorganisation")]


def invented() -> KnowledgeGraph:
    """Bodies with and without relations, parallel relations, names in three scripts, equal and several evidence."""
    chance = Random("bodies")
    ids = [f"body-{number}" for number in range(300)]
    entities = [
        Entity(id, "Agency", tuple(Name(f"{word} {place}", lang) for word, lang in (("Amt", "de"), ("局", "zh"))))
        for place, id in enumerate(ids)
    ]
    pieces = [Evidence("gazette", f"p. {page}", chance.choice([None, "“Sätze”"])) for page in range(9)]
    dates = [None, "2014", "2015-07", "2016-02-29", "[2016-06..]"]
    statements = []
    for _ in range(1500):
        one, other = chance.choices(ids[:200], k=2)
        kind = chance.choice(["part_of", "commissioned", "cooperates_with", "signed"])
        since, until = chance.choice(dates), chance.choice([None, "unknown", "..", "2019"])
        claim = (f"s-{chance.random()}", one, kind, other, since, until, chance.choice([None, "body-7"]), None)
        said, instant = tuple(chance.choices(pieces, k=chance.choice([0, 1, 1, 3]))), kind == "signed"
        statements.append(Statement(*claim, said, bounds(since, until, instant), instant))
    return KnowledgeGraph(EmbeddedStore.of(ontology.load(), entities, statements, []))


@pytest.mark.parametrize("inferred", [False, True])
def test_a_whole_graph_is_the_one_that_is_made_edge_by_edge(world: KnowledgeGraph, inferred: bool) -> None:
    for kg in (world, coopgraph.open(), invented()):
        statements = [*kg.store.statements(), *(kg.store.conclusions if inferred else ())]

        made = kg.to_networkx(inferred=inferred)

        assert as_it_is(made) == as_it_is(one_by_one(kg, shown(kg, statements), statements))


def test_a_part_is_the_one_that_is_made_edge_by_edge() -> None:
    kg = invented()
    statements = [*kg.relations("part_of", as_of="2015")]
    related = {id for each in statements for id in (each.subject, each.object)}

    made = kg.to_networkx(["part_of"], as_of="2015")

    assert len(statements) > 100
    assert as_it_is(made) == as_it_is(
        one_by_one(kg, [each for each in kg.institutions() if each.id in related], statements)
    )


def test_a_filled_graph_can_be_changed_like_any_other() -> None:
    graph = invented().to_networkx()
    one, other, key = next(iter(graph.edges(keys=True)))

    graph.add_edge(one, other, "mine", relation="owns")
    assert graph[one][other]["mine"] == {"relation": "owns"} == graph.pred[other][one]["mine"]
    graph.remove_edge(one, other, "mine")
    graph.remove_edge(one, other, key)
    assert not graph.has_edge(one, other, key)
    assert nx.MultiDiGraph(graph).number_of_edges() == graph.number_of_edges() == 1499
