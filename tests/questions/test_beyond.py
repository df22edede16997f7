"""What lies one step beyond what is shown."""

from __future__ import annotations

from coopgraph.graph import KnowledgeGraph
from coopgraph.questions.beyond import beyond


def test_what_is_next_to_the_bodies_shown_is_found_with_the_statements_across(kg: KnowledgeGraph) -> None:
    drawn = kg.map(around="GIZ")
    shown = {each.id for each in drawn.selection.entities}
    found = beyond(kg.store, shown)
    assert {"MIIT", "SWG-Industrie-4.0", "mou-bmwi-miit-2015"} & {each.id for each in found.entities}
    assert not shown & {each.id for each in found.entities}
    assert all(len({each.subject, each.object} & shown) == 1 for each in found.statements)
    assert found.left_out == 0


def test_too_many_are_left_out_and_counted_those_with_most_relations_first(kg: KnowledgeGraph) -> None:
    shown = {each.id for each in kg.map(around="GIZ").selection.entities}
    everything, some = beyond(kg.store, shown), beyond(kg.store, shown, most=3)
    assert (len(some.entities), some.left_out) == (3, len(everything.entities) - 3)
    kept = {each.id for each in some.entities}
    counts = {
        body.id: sum(body.id in (each.subject, each.object) for each in everything.statements)
        for body in everything.entities
    }
    assert min(counts[each] for each in kept) >= max(count for id, count in counts.items() if id not in kept)


def test_only_the_relations_asked_for_are_carried(kg: KnowledgeGraph) -> None:
    drawn = kg.map(around="GIZ", relations=["commissioned"])
    assert {each.relation for each in drawn.selection.carried.statements} <= {"commissioned"}


def test_a_map_of_everything_carries_nothing(kg: KnowledgeGraph) -> None:
    carried = kg.map().selection.carried
    assert (carried.entities, carried.statements, carried.left_out) == ((), (), 0)
