"""The layout: nothing overlaps, nothing is lost, and the order of the input leaves no trace."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from coopgraph.maps import Map, Selection
from coopgraph.maps.drawing import Drawing, Rect, along
from coopgraph.maps.routing import Obstacles, cleared, runs_through, straight
from coopgraph.ontology import Ontology
from coopgraph.records import replace

from .conftest import RandomMap, entity, statement
from .test_frames import crossed


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    return [(one.entity, other.entity) for one, other in combinations(drawing.boxes, 2) if one.rect.meets(other.rect)]


def entered(drawing: Drawing) -> list[tuple[int, str]]:
    """The lines that run through a box, sampled every few points; their own boxes count where they go deep."""
    found = []
    for edge in drawing.edges:
        course = list(along(edge.points, 60))
        for box in drawing.boxes:
            own = box.entity in (edge.subject, edge.object)
            inside = box.rect.grown(-12 if own else -0.2)
            if any(inside.holds(point) for point in course):
                found.append((edge.number, box.entity))
    return found


def covered(drawing: Drawing) -> list[tuple[int, str]]:
    """The numbers that lie on boxes, and those that lie on each other."""
    on_boxes = [
        (edge.number, box.entity) for edge in drawing.edges for box in drawing.boxes if box.rect.meets(edge.label.rect)
    ]
    pairs = combinations(drawing.edges, 2)
    return on_boxes + [(one.number, other.statement) for one, other in pairs if one.label.rect.meets(other.label.rect)]


@pytest.mark.parametrize(
    ("seed", "bodies", "relations"),
    [
        (1, 5, 4),
        (11, 5, 6),
        (2, 9, 12),
        (3, 16, 30),
        (4, 25, 40),
        (12, 25, 40),
        (5, 40, 60),
        (6, 60, 90),
        (7, 100, 150),
        (8, 150, 220),
        pytest.param(9, 300, 450, marks=pytest.mark.slow),
    ],
)
def test_no_boxes_overlap_no_line_runs_through_a_box_and_no_number_or_name_is_covered(
    random_map: RandomMap, seed: int, bodies: int, relations: int
) -> None:
    drawing = random_map(seed, bodies, relations).layout
    assert overlapping(drawing) == []
    assert entered(drawing) == []
    assert covered(drawing) == []
    assert crossed(drawing) == []
    assert len(drawing.boxes) == bodies
    assert len(drawing.edges) == relations


def test_a_line_through_a_box_is_led_round_it_and_keeps_its_ends_and_heads() -> None:
    rects = {
        "left": Rect(0, 0, 80, 40),
        "between": Rect(120, 0, 80, 40),
        "right": Rect(240, 0, 80, 40),
    }
    ends = {"line": ("left", "right")}
    before = straight(rects["left"], rects["right"], both=False)
    after = cleared({"line": before}, ends, rects)["line"]
    assert runs_through(before.points, ends["line"], Obstacles(rects)) == {"between"}
    assert runs_through(after.points, ends["line"], Obstacles(rects)) == set()
    assert after.start is None
    assert rects["left"].grown(0.1).holds(after.points[0])
    assert after.end is not None and rects["right"].grown(0.1).holds(after.end)
    assert (len(after.points) - 1) % 3 == 0


def test_a_line_that_is_clear_stays_as_it_is() -> None:
    rects = {"left": Rect(0, 0, 80, 40), "above": Rect(120, -90, 80, 40), "right": Rect(240, 0, 80, 40)}
    before = straight(rects["left"], rects["right"], both=True)
    assert cleared({"line": before}, {"line": ("left", "right")}, rects) == {"line": before}


def test_a_box_walled_in_on_all_sides_keeps_its_line() -> None:
    walls = {
        f"wall{place}": wall
        for place, wall in enumerate(
            (Rect(-30, -30, 140, 25), Rect(-30, 45, 140, 25), Rect(-30, -30, 25, 100), Rect(85, -30, 25, 100))
        )
    }
    rects = {"inside": Rect(0, 0, 80, 40), "outside": Rect(300, 0, 80, 40), **walls}
    before = straight(rects["inside"], rects["outside"], both=False)
    assert cleared({"line": before}, {"line": ("inside", "outside")}, rects) == {"line": before}


def test_everything_stands_within_the_frame(world_map: Map) -> None:
    drawing = world_map.layout
    frame = Rect(0, 0, drawing.width, drawing.height)
    areas = [
        *(box.rect for box in drawing.boxes),
        *(each.rect for each in drawing.clusters),
        *(each.name for each in drawing.clusters),
        *(edge.label.rect for edge in drawing.edges),
    ]
    assert [
        area for area in areas if area.x < 0 or area.y < 0 or area.right > frame.right or area.bottom > frame.bottom
    ] == []
    assert [point for edge in drawing.edges for point in edge.points if not frame.holds(point)] == []


def test_numbers_lie_on_their_lines_and_not_on_boxes(world_map: Map) -> None:
    drawing = world_map.layout
    for edge in drawing.edges:
        middle = edge.label.rect.centre
        assert min(abs(point.x - middle.x) + abs(point.y - middle.y) for point in along(edge.points, 40)) < 3
        assert [box.entity for box in drawing.boxes if box.rect.meets(edge.label.rect)] == []


def test_the_order_of_the_input_leaves_no_trace(world: Selection) -> None:
    chance = random.Random(7)
    entities, statements = list(world.entities), list(world.statements)
    chance.shuffle(entities)
    chance.shuffle(statements)
    shuffled = replace(world, entities=tuple(entities), statements=tuple(statements))
    assert Map(shuffled).to_svg() == Map(world).to_svg()
    assert Map(shuffled).to_html() == Map(world).to_html()


def test_parallel_relations_are_drawn_apart(world_map: Map) -> None:
    parallel = [edge for edge in world_map.layout.edges if {edge.subject, edge.object} == {"MoMa", "NAC"}]
    assert len(parallel) == 3
    for one, other in combinations(parallel, 2):
        first, second = list(along(one.points, 20)), list(along(other.points, 20))
        assert (
            abs(first[len(first) // 2].x - second[len(second) // 2].x)
            + abs(first[len(first) // 2].y - second[len(second) // 2].y)
            > 4
        )
        assert not one.label.rect.meets(other.label.rect)


def test_ministries_stand_on_one_rank_above_the_others_of_their_country(world_map: Map) -> None:
    middles = {box.entity: box.rect.centre.y for box in world_map.layout.boxes}
    ministries = [middles[id_] for id_ in ("NoGov", "MoMa", "MoLe", "MIG", "MIS")]
    assert max(ministries) - min(ministries) < 1
    assert all(middles[id_] > max(ministries) + 30 for id_ in ("NAC", "NIS", "Smith", "GSI", "CGI", "mou", "SWG"))


def test_a_country_holds_its_own_bodies_and_no_others(world_map: Map) -> None:
    drawing = world_map.layout
    inside = {
        cluster.label: {box.entity for box in drawing.boxes if cluster.rect.meets(box.rect)}
        for cluster in drawing.clusters
    }
    assert inside == {
        "Norway": {"NoGov", "MoMa", "MoLe", "NAC", "NIS", "Smith", "Hammer", "Forum"},
        "China": {"MIG", "MIS", "GSI", "CGI", "Embassy"},
    }


def test_what_two_countries_share_stands_between_them(world_map: Map) -> None:
    left, right = sorted(world_map.layout.clusters, key=lambda cluster: cluster.rect.x)
    shared = [world_map.layout.box(id_).rect for id_ in ("mou", "jdi", "SWG", "CWG", "Project")]
    assert all(left.rect.right <= rect.x and rect.right <= right.rect.x for rect in shared)


def test_few_relations_carry_their_words_and_many_their_numbers(
    terms: Ontology, world: Selection, world_map: Map
) -> None:
    few = replace(world, statements=world.statements[:5])
    assert {edge.label.text for edge in Map(few).layout.edges} == {"signed", "agreed to", "commissioned"}
    assert sorted(int(edge.label.text) for edge in world_map.layout.edges) == list(range(1, 21))


def test_lines_run_from_subject_to_object_and_end_at_their_boxes(world_map: Map) -> None:
    drawing = world_map.layout
    for edge in drawing.edges:
        assert drawing.box(edge.subject).rect.grown(9).holds(edge.tail or edge.points[0])
        assert edge.head is not None and drawing.box(edge.object).rect.grown(1).holds(edge.head)


def test_a_body_alone_and_no_body_at_all_are_drawn(terms: Ontology) -> None:
    alone = Selection("One", (entity("One", "Ministry", "Ministry of One"),), (), {}, {}, terms)
    assert [box.entity for box in Map(alone).layout.boxes] == ["One"]
    assert Map(replace(alone, entities=())).layout.boxes == ()


def test_a_relation_of_a_body_to_itself_is_drawn(terms: Ontology) -> None:
    own = statement(terms, ("One", "funded", "One", None, None, None, "funds itself"))
    selection = Selection("One", (entity("One", "Ministry", "Ministry of One"),), (own,), {}, {}, terms)
    assert len(Map(selection).layout.edges) == 1


def test_names_are_shortened_only_where_few_bodies_would_not_fit_a4_otherwise(
    random_map: RandomMap, world_map: Map
) -> None:
    crowded = random_map(2, 25, 40).layout
    assert [box.entity for box in world_map.layout.boxes if box.shortened] == []
    assert any(box.shortened for box in crowded.boxes)
    assert (crowded.width <= 914, crowded.height <= 522) == (True, True)


def test_drawing_writes_nothing_to_standard_error(world: Selection, capfd: pytest.CaptureFixture[str]) -> None:
    Map(world).layout  # noqa: B018
    assert capfd.readouterr().err == ""
