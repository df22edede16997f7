"""The brief of a connection tells each route in cited sentences, and whether its steps held together."""

from __future__ import annotations

import pytest

from coopgraph.briefs import Picture, connection
from coopgraph.graph import KnowledgeGraph
from coopgraph.model import Entity


@pytest.fixture
def ends(kg: KnowledgeGraph) -> tuple[Entity, Entity]:
    return kg.institution("BMBF"), kg.institution("CCID")


def test_each_route_is_told_in_the_direction_of_its_relations(kg: KnowledgeGraph, ends: tuple[Entity, Entity]) -> None:
    brief = connection(kg.store, ends, kg.paths("BMBF", "CCID"), 6)

    assert (brief.title, brief.facts) == ("How BMBF and CCID are connected", "3 routes, shortest first · 3 sources")
    first, second = brief.sections[:2]
    assert first.heading == "Route 1: BMBF → Sino-German Cooperation on Industrie 4.0 → CCID"
    assert [each.text for each in first.sentences()] == [
        "BMBF cooperates with the Sino-German Cooperation on Industrie 4.0 (date not stated).",
        "CCID facilitates the Sino-German Cooperation on Industrie 4.0 (date not stated).",
        "All steps may hold on a common day; no date bounds it.",
    ]
    assert [each.text for each in second.sentences()][2:] == [
        "In July 2015, MIIT signed the Memorandum of Understanding between BMWi and MIIT.",
        "CCID is subordinate to MIIT (date not stated).",
        "All steps may hold together from 1 July 2015 on.",
    ]


def test_german_tells_it_as_well(kg: KnowledgeGraph, ends: tuple[Entity, Entity]) -> None:
    brief = connection(kg.store, ends, kg.paths("BMBF", "CCID", k=2), 6, "de")

    assert brief.title == "Wie BMBF und CCID verbunden sind"
    assert brief.facts == "2 Wege, der kürzeste zuerst · 3 Quellen"
    assert [each.text for each in brief.sections[1].sentences()][
        -1
    ] == "Alle Schritte können ab dem 1. Juli 2015 zugleich gelten."


def test_a_statement_on_two_routes_keeps_its_note(kg: KnowledgeGraph, ends: tuple[Entity, Entity]) -> None:
    brief = connection(kg.store, ends, kg.paths("BMBF", "CCID"), 6)
    found: dict[str, set[tuple[int, ...]]] = {}
    for section in brief.sections[:3]:
        for each in section.sentences():
            found.setdefault(each.statement or "", set()).add(each.notes)

    assert found.pop("") == {()}
    assert all(len(notes) == 1 and notes != {()} for notes in found.values())


def test_after_the_routes_come_timeline_map_both_bodies_and_contradictions(
    kg: KnowledgeGraph, ends: tuple[Entity, Entity], picture: Picture
) -> None:
    brief = connection(kg.store, ends, kg.paths("BMBF", "CCID"), 6, picture=picture)

    assert [each.heading for each in brief.sections[3:]] == [
        "Timeline",
        "Map",
        "Federal Ministry of Education and Research (BMBF)",
        "Center for Information Industry Development (CCID)",
        "Contradictions",
    ]


def test_bodies_that_nothing_connects_are_told_to_be_so(world: KnowledgeGraph, picture: Picture) -> None:
    ends = world.institution("MoTI"), world.institution("watch-depths")
    brief = connection(world.store, ends, [], 2, picture=picture)

    assert brief.facts == "No route · 0 sources"
    assert brief.sections[0].heading == "No route"
    assert brief.sections[0].sentences()[0].text == "No route connects them within 2 hops."
    assert brief.picture is None


def test_statements_parallel_to_a_step_are_told_after_it(world: KnowledgeGraph) -> None:
    routes = world.paths("MoTI", "LHO", k=1)
    brief = connection(world.store, (world.institution("MoTI"), world.institution("LHO")), routes, 6)

    assert len(routes[0].steps[0].parallel) == 2
    assert [each.text.split(" (")[0] for each in brief.sections[0].sentences()[:-1]] == [
        "From 2016 to September 2016, MoTI commissioned LHO under the Memorandum of Understanding on Harbours.",
        "MoTI represented LHO",
        "LHO is subordinate to MoTI",
    ]
