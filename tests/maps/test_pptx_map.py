"""The slide of the map: glued connectors that run through no box, and numbers on them."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from coopgraph.maps import Map, Selection
from coopgraph.maps.drawing import Point, Rect
from coopgraph.maps.slides.crossings import runs_through
from coopgraph.ontology import Ontology
from coopgraph.records import replace

from .conftest import SOURCES, RandomSlides, entity, random_selection, statement
from .decks import (
    POINT,
    A,
    alternative,
    boxes,
    connectors,
    course,
    glued,
    named,
    opened,
    rect,
    rows,
    site,
)


def through(slide: Any, selection: Selection) -> list[tuple[int, str]]:
    """The connectors that run through a box, or through more than the edge of one of their own."""
    drawn = {id_: rect(shape) for id_, shape in boxes(slide, selection).items()}
    numbered = dict(enumerate(selection.ordered_statements(), start=1))
    return [
        (number, id_)
        for number, connector in connectors(slide).items()
        for id_, area in drawn.items()
        if id_ not in (numbered[number].subject, numbered[number].object)
        and runs_through(course(connector), area.grown(2))
    ]


def covered(slide: Any, selection: Selection) -> list[tuple[str, str]]:
    """The numbers that lie on a box or on another number."""
    numbers = {shape.name: rect(shape) for shape in named(slide, "Number ")}
    drawn = {id_: rect(shape) for id_, shape in boxes(slide, selection).items()}
    others = {**drawn, **numbers}
    return [
        (name, other)
        for name, one in numbers.items()
        for other, area in others.items()
        if name != other and one.meets(area)
    ]


def beside(slide: Any) -> list[str]:
    """The numbers that do not lie on their line."""
    lines = connectors(slide)
    numbers = {shape.name: rect(shape) for shape in named(slide, "Number ")}
    assert sorted(numbers) == sorted(f"Number {number}" for number in lines)
    return [
        f"Number {number}"
        for number, line in lines.items()
        if not runs_through(course(line), numbers[f"Number {number}"])
    ]


def middle(line: list[Point]) -> Point:
    return Point((line[0].x + line[-1].x) / 2, (line[0].y + line[-1].y) / 2)


def test_each_relation_is_one_connector_glued_to_its_subject_and_its_object(world: Selection, deck: Any) -> None:
    slide = deck.slides[0]
    found, drawn = connectors(slide), boxes(slide, world)
    assert sorted(found) == list(range(1, 21))
    for number, each in enumerate(world.ordered_statements(), start=1):
        (start, _), (end, _) = glued(slide, found[number])
        assert start.shape_id == drawn[each.subject].shape_id
        assert end.shape_id == drawn[each.object].shape_id


def test_each_end_lies_on_the_site_that_it_is_glued_to(world: Selection, deck: Any) -> None:
    slide = deck.slides[0]
    for connector in connectors(slide).values():
        line = course(connector)
        for (shape, number), point in zip(glued(slide, connector), (line[0], line[-1]), strict=True):
            place = site(shape, number)
            assert abs(place.x - point.x) < 0.8 and abs(place.y - point.y) < 0.8


def test_no_connector_runs_through_a_box_and_numbers_lie_on_their_lines(world: Selection, deck: Any) -> None:
    slide = deck.slides[0]
    assert len(connectors(slide)) == 20
    assert (through(slide, world), covered(slide, world), beside(slide)) == ([], [], [])


def test_so_it_is_with_twenty_five_bodies_and_forty_relations(larger: tuple[Selection, Any]) -> None:
    selection, deck = larger
    slide = deck.slides[0]
    assert len(connectors(slide)) == 40
    assert (through(slide, selection), covered(slide, selection), beside(slide)) == ([], [], [])


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "bodies", "relations"), [(1, 10, 15), (2, 10, 15), (1, 25, 40), (3, 40, 60)])
def test_so_it_is_in_any_map_and_what_has_no_room_is_named(
    random_slides: RandomSlides, seed: int, bodies: int, relations: int
) -> None:
    selection, made = random_slides(seed, bodies, relations)
    slide = opened(made).slides[0]
    assert (through(slide, selection), covered(slide, selection), beside(slide)) == ([], [], [])
    drawn = set(connectors(slide))
    assert len(drawn) >= relations - 2
    facts = next(shape.text_frame.text for shape in named(slide, "Facts"))
    missing = sorted(set(range(1, relations + 1)) - drawn)
    assert ("no room to draw" in facts) == bool(missing)
    assert not missing or f": {', '.join(map(str, missing))}; see the table" in facts


def test_a_map_too_dense_for_a_slide_says_what_it_does_not_draw_and_the_table_has_it(terms: Ontology) -> None:
    bodies = (
        entity("One", "Company", "Company of One", "", "", "NO"),
        entity("Two", "Company", "Company of Two", "", "", "NO"),
    )
    row = ("One", "supports", "Two", None, None, None, "so")
    given = tuple(statement(terms, row, number) for number in range(1, 41))
    selection = Selection("Many between two", bodies, given, SOURCES, {}, terms)
    deck = opened(Map(selection).to_pptx())
    slide = deck.slides[0]
    drawn, facts = set(connectors(slide)), named(slide, "Facts")[0]
    missing = sorted(set(range(1, 41)) - drawn)
    assert (through(slide, selection), covered(slide, selection), beside(slide)) == ([], [], [])
    assert 9 < len(drawn) < 28
    told = f"no room to draw {len(missing)} relations: {', '.join(map(str, missing[:12]))}"
    assert told in facts.text_frame.text and told in alternative(facts)
    assert told in slide.notes_slide.notes_text_frame.text
    assert [row[0] for row in rows(deck)] == [str(number) for number in range(1, 41)]


def test_most_connectors_are_straight(world: Selection, deck: Any) -> None:
    presets = [each._element.spPr.find(f"{A}prstGeom").get("prst") for each in connectors(deck.slides[0]).values()]
    assert presets.count("straightConnector1") >= 14


def test_relations_between_the_same_two_bodies_take_different_ways(world: Selection, deck: Any) -> None:
    slide = deck.slides[0]
    found = connectors(slide)
    numbers = [n for n, s in enumerate(world.ordered_statements(), 1) if {s.subject, s.object} == {"MoMa", "NAC"}]
    middles = [line[len(line) // 2] if len(line) > 2 else middle(line) for line in (course(found[n]) for n in numbers)]
    assert len(middles) == 3
    for one, other in combinations(middles, 2):
        assert abs(one.x - other.x) + abs(one.y - other.y) > 6


@pytest.mark.parametrize(("seed", "bodies", "relations"), [(1, 5, 4), (2, 12, 15), (3, 25, 30)])
def test_no_two_boxes_meet_and_all_stand_on_the_slide(terms: Ontology, seed: int, bodies: int, relations: int) -> None:
    selection = random_selection(terms, seed, bodies, relations)
    deck = opened(Map(selection).to_pptx())
    frame = Rect(0, 0, deck.slide_width / POINT, deck.slide_height / POINT)
    drawn = [rect(shape) for shape in named(deck.slides[0], "Box ")]
    assert len(drawn) == bodies
    assert [pair for pair in combinations(drawn, 2) if pair[0].meets(pair[1])] == []
    corners = [Point(*corner) for each in drawn for corner in ((each.x, each.y), (each.right, each.bottom))]
    assert [corner for corner in corners if not frame.holds(corner)] == []


def test_inferred_contradicted_and_only_possible_relations_look_different_and_say_so(world: Selection) -> None:
    one, two, three = world.statements[4:7]
    given = (replace(one, premises=(two.id,)), two, three)
    selection = replace(world, statements=given, contradicted=frozenset({two.id}), day="2016-06-15")
    slide = opened(Map(selection).to_pptx()).slides[0]
    numbers = {each.id: number for number, each in enumerate(selection.ordered_statements(), start=1)}
    found = {id_: connectors(slide)[number] for id_, number in numbers.items()}
    assert found[one.id]._element.find(f".//{A}ln").get("cmpd") == "dbl"
    assert found[two.id]._element.find(f".//{A}prstDash").get("val") == "sysDot"
    assert found[three.id]._element.find(f".//{A}ln/{A}solidFill//{A}alpha").get("val") == "55000"
    assert "Concluded by a rule, not stated by a source." in alternative(found[one.id])
    assert "Another source contradicts this." in alternative(found[two.id])
    assert "(may hold)" in alternative(found[three.id])


def test_arrow_heads_show_the_direction_and_both_ends_of_a_symmetric_relation(world: Selection, deck: Any) -> None:
    found = connectors(deck.slides[0])
    heads = {}
    for number, each in enumerate(world.ordered_statements(), start=1):
        line = found[number]._element.find(f".//{A}ln")
        heads[each.relation] = tuple(line.find(f"{A}{end}").get("type") for end in ("headEnd", "tailEnd"))
    assert heads["commissioned"] == ("none", "triangle")
    assert heads["signed"] == ("none", "arrow")
    assert heads["cooperates_with"] == ("triangle", "triangle")


def test_a_body_alone_no_body_and_a_relation_to_itself_make_slides(terms: Ontology) -> None:
    alone = Selection("One", (entity("One", "Ministry", "Ministry of One"),), (), {}, {}, terms)
    assert len(named(opened(Map(alone).to_pptx()).slides[0], "Box ")) == 1
    assert named(opened(Map(replace(alone, entities=())).to_pptx()).slides[0], "Box ") == []
    own = statement(terms, ("One", "funded", "One", None, None, None, "funds itself"))
    slide = opened(Map(replace(alone, statements=(own,))).to_pptx()).slides[0]
    (start, _), (end, _) = glued(slide, connectors(slide)[1])
    assert start.shape_id == end.shape_id == named(slide, "Box ")[0].shape_id
