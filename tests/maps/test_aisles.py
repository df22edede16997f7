"""Large maps: boxes in columns, lines through the gaps of the columns and through no box."""

from __future__ import annotations

import random
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from coopgraph.errors import IncompletePicture
from coopgraph.maps import Map, Selection
from coopgraph.maps.aisles import led
from coopgraph.maps.boxes import BoxSize
from coopgraph.maps.drawing import Drawing, Point, Rect, along
from coopgraph.maps.grid import Grid
from coopgraph.maps.labels import Route
from coopgraph.maps.spacing import stacked
from coopgraph.ontology import Ontology

from .conftest import entity, random_selection, statement

COLUMNS = [["a1", "a2", "a3"], ["b1", "b2", "b3"], ["c1", "c2", "c3"]]
RECTS = {
    f"{letter}{number}": Rect(across * 144.0, number * 70.0, 100.0, 40.0)
    for across, letter in enumerate("abc")
    for number in (1, 2, 3)
}


def through(points: tuple[Point, ...], ends: tuple[str, str], rects: dict[str, Rect]) -> set[str]:
    """The boxes that a line enters, its own only where it goes deep."""
    course = list(along(points, 60))
    areas = {id_: rect.grown(-12 if id_ in ends else -0.2) for id_, rect in rects.items()}
    return {id_ for id_, area in areas.items() if any(area.holds(point) for point in course)}


def line(one: str, other: str) -> Route:
    return led(COLUMNS, RECTS, {"line": (one, other)}, {"line": False})["line"]


@pytest.mark.parametrize("one", sorted(RECTS))
@pytest.mark.parametrize("other", sorted(RECTS))
def test_a_line_from_any_box_to_any_other_meets_both_and_runs_through_none(one: str, other: str) -> None:
    found = line(one, other)
    assert through(found.points, (one, other), RECTS) == set()
    assert RECTS[one].grown(0.1).holds(found.points[0])
    assert found.end is not None
    assert RECTS[other].grown(0.1).holds(found.end)
    assert found.start is None


def test_a_line_with_nothing_in_its_way_is_straight() -> None:
    assert len(line("a2", "b2").points) == 4
    assert len(line("a1", "a2").points) == 4


def test_a_line_past_a_column_takes_the_gap_nearest_to_it() -> None:
    heights = [point.y for point in along(line("a1", "c2").points, 40) if 144 <= point.x <= 244]
    assert min(heights) > 110
    assert max(heights) < 140


def test_a_relation_that_runs_both_ways_has_heads_at_both_ends() -> None:
    found = led(COLUMNS, RECTS, {"line": ("a1", "c3")}, {"line": True})["line"]
    assert found.start is not None
    assert RECTS["a1"].grown(0.1).holds(found.start)


@pytest.mark.parametrize("pair", [("a1", "c1"), ("a1", "a2"), ("a1", "a3"), ("b1", "c3")])
def test_lines_between_the_same_two_boxes_keep_apart(pair: tuple[str, str]) -> None:
    found = led(COLUMNS, RECTS, {"there": pair, "back": pair[::-1]}, {"there": False, "back": False})
    there = list(along(found["there"].points, 40))
    back = list(along(found["back"].points, 40))
    middle = there[len(there) // 2]
    assert min(abs(middle.x - point.x) + abs(middle.y - point.y) for point in back) > 2


def test_many_lines_leave_a_box_spread_over_its_side_in_the_order_of_where_they_go() -> None:
    ends = {f"to {other}": ("a2", other) for other in ("c3", "b1", "b3", "c1")}
    found = led(COLUMNS, RECTS, ends, dict.fromkeys(ends, False))
    heights = sorted((route.points[0].y, id_) for id_, route in found.items())
    assert [id_ for _, id_ in heights] == ["to b1", "to c1", "to c3", "to b3"]
    assert len({round(y) for y, _ in heights}) == 4


def test_boxes_are_stacked_in_columns_as_they_lay_from_left_to_right() -> None:
    middles = {f"n{place}": Point(place * 10.0, -place * 10.0) for place in range(12)}
    found = stacked(middles, {id_: BoxSize((), 100.0, 30.0) for id_ in middles})
    assert [list(column) for column in found.columns] == [
        ["n3", "n2", "n1", "n0"],
        ["n7", "n6", "n5", "n4"],
        ["n11", "n10", "n9", "n8"],
    ]
    assert found.middles["n3"].x < found.middles["n7"].x < found.middles["n11"].x
    assert found.middles["n3"].y < found.middles["n2"].y


def clashes(drawing: Drawing) -> list[tuple[str, str]]:
    """The boxes that overlap, and the numbers that lie on boxes."""
    grid: Grid[str] = Grid(200)
    rects = {box.entity: box.rect for box in drawing.boxes}
    for id_, rect in rects.items():
        grid.add(rect, id_)
    boxes = [(one, other) for one in rects for other in grid.near(rects[one]) if one < other]
    labels = [(edge.label.text, id_) for edge in drawing.edges for id_ in grid.near(edge.label.rect)]
    return [pair for pair in boxes if rects[pair[0]].meets(rects[pair[1]])] + [
        (text, id_) for text, id_ in labels if rects[id_].meets(drawing.edges[int(text) - 1].label.rect)
    ]


@pytest.mark.parametrize(
    ("bodies", "relations"), [(420, 500), pytest.param(1000, 1700, marks=pytest.mark.slow), (200, 1100)]
)
def test_no_boxes_overlap_and_no_line_runs_through_a_box_in_large_maps(
    terms: Ontology, bodies: int, relations: int
) -> None:
    drawing = Map(random_selection(terms, 8, bodies, relations)).layout
    assert clashes(drawing) == []
    assert len(drawing.edges) == relations
    rects = {box.entity: box.rect for box in drawing.boxes}
    chosen = random.Random(3).sample(drawing.edges, 60)
    assert [edge.number for edge in chosen if through(edge.points, (edge.subject, edge.object), rects)] == []


def test_a_map_that_no_paper_holds_says_what_helps(world_map: Map, tmp_path: Path) -> None:
    large = Map(world_map.selection)
    vars(large)["layout"] = replace(world_map.layout, width=9000.0, height=5000.0)
    with pytest.warns(IncompletePicture, match="18 bodies take 278 × 154 cm to be readable.*--limit N") as told:
        large.save(tmp_path / "large.svg")
    assert len(told) == 1
    assert (tmp_path / "large.svg").stat().st_size > 10_000


def test_a_map_that_fits_a_page_says_nothing(world_map: Map, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        saved = [world_map.save(tmp_path / name).read_text() for name in ("world.svg", "world.html")]
    assert all("18 bodies · 20 relations" in content for content in saved)


def world_of_many_states(terms: Ontology, bodies: int, states: int) -> Selection:
    """Bodies of so many states, each related to the next and to the one seven further on."""
    entities = tuple(entity(f"m{n:02}", "Ministry", f"Ministry {n}", "", "", f"Q{n % states}") for n in range(bodies))
    pairs = [(n, (n + step) % bodies) for n in range(bodies) for step in (1, 7)]
    rows = [(f"m{one:02}", "cooperates_with", f"m{other:02}", "2015", None, None, "so") for one, other in pairs]
    return Selection("States", entities, tuple(statement(terms, row, n) for n, row in enumerate(rows)), {}, {}, terms)


def test_countries_that_would_make_a_strip_are_drawn_in_the_shape_of_a_page(terms: Ontology) -> None:
    many = Map(world_of_many_states(terms, 26, 13)).layout
    few = Map(world_of_many_states(terms, 26, 2)).layout
    assert many.clusters == ()
    assert 1.0 < many.width / many.height < 3.0
    assert [each.country for each in few.clusters] == ["Q0", "Q1"]
    assert clashes(many) == []
