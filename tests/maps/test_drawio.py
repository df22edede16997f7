"""draw.io: shapes where the layout has them, lines bound to them."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from coopgraph.maps import Map, Selection
from coopgraph.maps.drawing import Cluster, Drawing, Rect
from coopgraph.maps.drawio import drawio

from .reading import cells


def geometry(each: ElementTree.Element) -> tuple[float, float, float, float]:
    found = each.find(".//mxGeometry")
    assert found is not None
    x, y, width, height = (float(found.get(name, "0")) for name in ("x", "y", "width", "height"))
    return x, y, width, height


def test_drawio_binds_every_line_to_its_boxes(world_map: Map) -> None:
    found = cells(world_map.to_drawio())
    drawing = world_map.layout
    numbers = {box.entity: f"b{box.number}" for box in drawing.boxes}
    for edge in drawing.edges:
        line = found[f"e{edge.number}"].find("mxCell")
        assert line is not None and line.get("edge") == "1"
        assert (line.get("source"), line.get("target")) == (numbers[edge.subject], numbers[edge.object])
        assert found[f"n{edge.number}"].get("label") == edge.label.text
    assert all(each.find("mxCell") is None or each.find("mxCell").get("parent") in found for each in found.values())  # type: ignore[union-attr]


def test_drawio_places_every_box_as_the_layout_does_within_its_country(world_map: Map) -> None:
    found = cells(world_map.to_drawio())
    drawing = world_map.layout
    first = drawing.boxes[0]
    places = {}
    for box in drawing.boxes:
        cell = found[f"b{box.number}"].find("mxCell")
        assert cell is not None
        x, y, width, height = geometry(found[f"b{box.number}"])
        if cell.get("parent") != "1":
            left, top, _, _ = geometry(found[cell.get("parent", "")])
            x, y = x + left, y + top
        places[box.entity] = (x, y)
        assert (width, height) == (box.rect.width, box.rect.height)
    for box in drawing.boxes:
        assert places[box.entity][0] - places[first.entity][0] == pytest.approx(box.rect.x - first.rect.x, abs=0.03)
        assert places[box.entity][1] - places[first.entity][1] == pytest.approx(box.rect.y - first.rect.y, abs=0.03)
    assert {found[f"country{place}"].get("label") for place in (0, 1)} == {"Norway", "China"}


def test_drawio_tells_each_relation_where_the_pointer_rests(world_map: Map) -> None:
    told = {each.get("tooltip") for each in cells(world_map.to_drawio()).values()}
    assert "MoMa commissioned NAC, since 2016-06, end not stated [1]" in told
    assert "MIG, Ministry of Invented Gears, Ministry" in told


def test_drawio_moves_the_name_of_a_country_as_the_layout_does(world: Selection, world_map: Map) -> None:
    def styles(drawing: Drawing) -> list[str]:
        found = cells(drawio(world, drawing, "1"))
        return [str(found[f"country{place}"].find("mxCell").get("style")) for place in (0, 1)]  # type: ignore[union-attr]

    drawing = world_map.layout
    left, right = (replace(each, name=middle(each)) for each in drawing.clusters)
    moved = (replace(left, name=moved_by(left.name, 20, -18)), replace(right, name=moved_by(right.name, -15, 0)))
    assert [style.count("spacing") for style in styles(replace(drawing, clusters=(left, right)))] == [0, 0]
    first, second = styles(replace(drawing, clusters=moved))
    assert first.endswith("spacingLeft=40;spacingTop=-18;")
    assert second.endswith("spacingRight=30;")
    assert second.count("spacing") == 1


def middle(cluster: Cluster) -> Rect:
    name, frame = cluster.name, cluster.rect
    return Rect(frame.centre.x - name.width / 2, frame.y + 5.2, name.width, name.height)


def moved_by(name: Rect, across: float, down: float) -> Rect:
    return name._replace(x=name.x + across, y=name.y + down)
