"""The frames of countries: their names stand where no line, number or box is."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

import coopgraph
from coopgraph.maps import Map
from coopgraph.maps.drawing import Cluster, Drawing, Point, Rect, evenly
from coopgraph.maps.frames import named
from coopgraph.maps.labels import Route
from coopgraph.maps.svg import drawing_elements

FRAME = Cluster("NO", "Norway", Rect(0, 0, 300, 200), Rect(130, 5.2, 40, 12.6))


def crossed(drawing: Drawing) -> list[tuple[str, str]]:
    """The names of countries that a line, a number, a box or another frame meets, and what meets them."""
    found = []
    for cluster in drawing.clusters:
        name = cluster.name
        found += [
            (cluster.label, f"line {edge.number}")
            for edge in drawing.edges
            if any(name.holds(point) for point in evenly(edge.points, 2))
        ]
        found += [(cluster.label, f"number {edge.number}") for edge in drawing.edges if edge.label.rect.meets(name)]
        found += [(cluster.label, box.entity) for box in drawing.boxes if box.rect.meets(name)]
        others = [each for each in drawing.clusters if each is not cluster]
        found += [(cluster.label, each.label) for each in others if each.rect.meets(name) or each.name.meets(name)]
    return found


def line(*points: tuple[float, float]) -> Route:
    """Straight from point to point."""
    course = [Point(*points[0])]
    for (ax, ay), (bx, by) in pairwise(points):
        course += [Point(ax + (bx - ax) / 3, ay + (by - ay) / 3), Point(bx, by), Point(bx, by)]
    return Route(tuple(course), None, None)


def place_of(*routes: Route, boxes: tuple[Rect, ...] = (), others: tuple[Cluster, ...] = ()) -> tuple[float, float]:
    name = named((FRAME, *others), routes, boxes)[0].name
    assert (name.width, name.height) == (40, 12.6)
    return name.x, name.y


def test_a_name_stands_in_the_middle_of_the_upper_edge_where_that_is_free() -> None:
    assert place_of(line((0, 100), (300, 100))) == (130, 5.2)


def test_a_name_moves_as_little_as_a_line_asks() -> None:
    assert place_of(line((140, -50), (140, 50))) == (142, 5.2)
    assert place_of(line((160, -50), (160, 50))) == (118, 5.2)


def test_a_name_leaves_its_frame_where_a_line_runs_along_the_upper_edge() -> None:
    assert place_of(line((-50, 10), (350, 10))) == (130, -14.6)
    assert place_of(line((-50, 10), (350, 10)), line((-50, -8), (350, -8))) == (130, 202)


def test_a_name_goes_between_the_boxes_where_lines_run_along_both_edges() -> None:
    along = [line((-50, y), (350, y)) for y in (10, -8, 208)]
    above = (Rect(10, 24, 280, 30),)
    assert place_of(*along, boxes=above) == (130, 57.2)


def test_a_name_keeps_off_other_frames_and_their_names() -> None:
    top = Cluster("CN", "China", Rect(0, -110, 300, 100), Rect(130, -104.8, 40, 12.6))
    assert place_of(line((-50, 10), (350, 10)), others=(top,)) == (130, 202)


def test_a_name_stands_where_least_is_covered_where_nothing_is_free() -> None:
    narrow = Cluster("NO", "Norway", Rect(0, 0, 50, 30), Rect(5, 5.2, 40, 12.6))
    wall = [line((x, -100), (x, 300)) for x in range(0, 52, 4)]
    assert named((narrow,), wall, ())[0].name == narrow.name


@pytest.mark.parametrize(
    "asked",
    [{}, {"around": "GIZ", "hops": 1}, {"around": "GIZ", "hops": 2}, {"between": ("BMBF", "CCID")}, {"around": "MIIT"}],
)
def test_nothing_crosses_the_names_in_maps_of_the_bundled_graph(asked: dict[str, object]) -> None:
    drawing = coopgraph.open().map(**asked).layout  # type: ignore[arg-type]
    assert {cluster.label for cluster in drawing.clusters} <= {"Germany", "China"}
    assert drawing.clusters
    assert crossed(drawing) == []


def test_the_name_is_drawn_where_it_has_its_room(world_map: Map) -> None:
    drawing = world_map.layout
    nothing = {each.statement: "" for each in drawing.edges}
    drawn = drawing_elements(drawing, {box.entity: "" for box in drawing.boxes}, nothing, nothing)
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]* class="country-name"[^>]*>(\w+)<', drawn)
    rooms = {cluster.label: cluster.name for cluster in drawing.clusters}
    assert {label for _, _, label in found} == {"Norway", "China"}
    for x, y, label in found:
        assert float(x) == pytest.approx(rooms[label].centre.x, abs=0.01)
        assert rooms[label].y + 9 < float(y) < rooms[label].bottom - 2
