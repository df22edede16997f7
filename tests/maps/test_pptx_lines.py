"""The lines of a slide, before they are drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coopgraph.maps.drawing import Point, Rect, around
from coopgraph.maps.slides.crossings import runs_through, together
from coopgraph.maps.slides.field import Field
from coopgraph.maps.slides.numbers import place_numbers
from coopgraph.maps.slides.outlines import Site, sites
from coopgraph.maps.slides.paths import bend
from coopgraph.maps.slides.ways import options


def field(**boxes: Rect) -> Field:
    return Field(boxes, {id_: sites("box", rect) for id_, rect in boxes.items()}, (), Rect(0, 0, 900, 600))


def test_a_curve_turns_where_powerpoint_draws_it() -> None:
    start, end = Site(2, Point(100, 50), "down", True), Site(0, Point(300, 150), "up", True)
    way = bend("curvedConnector3", start, end, 80.0)
    assert way.adjust == (30_000,)
    assert (way.turn.quarter, way.turn.flip_x, way.turn.flip_y) == (True, False, True)
    assert way.frame == Rect(150, 0, 100, 200)
    assert way.points[0] == (100, 50) and way.points[3] == (200, 80) and way.points[-1] == (300, 150)


def test_of_a_curve_that_programs_draw_differently_only_what_they_agree_on_can_carry_a_number() -> None:
    start, end = Site(0, Point(100, 100), "up", True), Site(0, Point(500, 160), "up", True)
    arc = bend("curvedConnector3", start, end, 85.8)
    assert arc.office[0] == (100, 100) and arc.office[-1] == (500, 160)
    assert min(point.y for point in arc.office) < 85.8 <= min(point.y for point in arc.line) + 0.01
    assert 0 < len(arc.agreed) < 100
    assert all(runs_through(arc.office, around(point, 10, 10)) for point in arc.agreed)


def test_a_free_straight_line_comes_first_and_what_stands_between_is_gone_round() -> None:
    free = field(one=Rect(100, 100, 80, 40), other=Rect(400, 105, 80, 40))
    assert options(free, "one", "other", 3)[0].way.preset == "straightConnector1"
    blocked = field(one=Rect(100, 100, 80, 40), other=Rect(400, 100, 80, 40), between=Rect(240, 99, 100, 42))
    found = options(blocked, "one", "other", 50)
    assert found and {option.way.preset for option in found} == {"curvedConnector3"}
    assert not any(runs_through(option.way.line, blocked.boxes["between"]) for option in found)


def test_a_body_that_is_walled_in_has_no_way() -> None:
    wall = {
        f"wall{n}": rect
        for n, rect in enumerate(
            (Rect(60, 60, 20, 120), Rect(200, 60, 20, 120), Rect(60, 60, 160, 20), Rect(60, 160, 160, 20))
        )
    }
    assert options(field(one=Rect(100, 100, 80, 40), other=Rect(400, 100, 80, 40), **wall), "one", "other", 5) == []


def test_a_number_stands_in_the_middle_of_its_line_unless_another_line_crosses_there() -> None:
    one = bend("straightConnector1", Site(3, Point(0, 0), "right", True), Site(1, Point(200, 0), "left", True))
    other = bend("straightConnector1", Site(2, Point(100, -50), "down", True), Site(0, Point(100, 50), "up", True))
    alone = place_numbers({"one": (12.0, 12.0)}, {"one": one}, [])
    assert abs(alone["one"].centre.x - 100) <= 2 and alone["one"].centre.y == 0
    crossed = place_numbers({"one": (12.0, 12.0), "other": (12.0, 12.0)}, {"one": one, "other": other}, [])
    assert abs(crossed["one"].centre.x - 100) > 6 and abs(crossed["other"].centre.y) > 6


def test_a_line_with_no_room_for_its_number_gets_none() -> None:
    short = bend("straightConnector1", Site(3, Point(0, 0), "right", True), Site(1, Point(14, 0), "left", True))
    assert place_numbers({"one": (12.0, 12.0)}, {"one": short}, []) == {}


def test_lines_run_together_where_they_cannot_be_told_apart_for_a_stretch() -> None:
    line = (Point(0, 0), Point(100, 0))
    assert together(line, (Point(50, 2), Point(150, 2)))
    assert not together(line, (Point(50, 6), Point(150, 6)))
    assert not together(line, (Point(50, -20), Point(60, 20)))


coordinates = st.integers(-40, 40).map(float)


@given(coordinates, coordinates, coordinates, coordinates)
def test_a_line_passes_a_box_exactly_where_some_point_of_it_lies_inside(a: float, b: float, c: float, d: float) -> None:
    box = Rect(-10, -5, 21, 11)
    one, other = Point(a, b), Point(c, d)
    points = (Point(a + (c - a) * n / 4000, b + (d - b) * n / 4000) for n in range(4001))
    inside = one != other and any(box.x < p.x < box.right and box.y < p.y < box.bottom for p in points)
    assert runs_through((one, other), box) or not inside
    assert inside or not runs_through((one, other), box.grown(-0.6))
