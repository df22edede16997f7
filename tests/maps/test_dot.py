"""DOT: every body and relation at its place, for Graphviz to draw as it stands."""

from __future__ import annotations

import re

import pytest
from pygraphviz import AGraph

from coopgraph.maps import Map, Selection
from coopgraph.ontology import Ontology

from .conftest import entity
from .reading import SVG, drawn_by_graphviz


def test_dot_holds_every_body_and_relation_at_its_place(world_map: Map) -> None:
    graph = AGraph(string=world_map.to_dot())
    drawing = world_map.layout
    places = {}
    for box in drawing.boxes:
        x, y = map(float, graph.get_node(f"b{box.number}").attr["pos"].split(","))
        places[box.entity] = (x, y)
    first = drawing.boxes[0]
    for box in drawing.boxes:
        across, down = box.rect.centre.x - first.rect.centre.x, box.rect.centre.y - first.rect.centre.y
        assert places[box.entity][0] - places[first.entity][0] == pytest.approx(across, abs=0.02)
        assert places[first.entity][1] - places[box.entity][1] == pytest.approx(down, abs=0.02)
    numbers = {box.entity: f"b{box.number}" for box in drawing.boxes}
    ends = sorted((one, other) for one, other in graph.edges() if one.startswith("b"))
    assert ends == sorted((numbers[edge.subject], numbers[edge.object]) for edge in drawing.edges)


def test_dot_has_a_frame_for_each_country_and_says_each_relation(world_map: Map) -> None:
    graph = AGraph(string=world_map.to_dot())
    frames = {each.graph_attr["label"]: len(each.nodes()) for each in graph.subgraphs()}
    assert frames == {"Norway": 8, "China": 5}
    told = re.findall(r'^b\d+ -> b\d+ .*tooltip="([^"]*)"', world_map.to_dot(), re.MULTILINE)
    assert len(told) == 20
    assert "MoMa commissioned NAC, since 2016-06, end not stated [1]" in told
    assert graph.get_node("title").attr["label"] == "Machines together"
    assert "[1] Machines together: a fact sheet" in " ".join(each.attr["label"] for each in graph.nodes())


def test_dot_is_drawn_by_graphviz_as_it_stands(world_map: Map) -> None:
    drawn = drawn_by_graphviz(world_map.to_dot())
    assert len(drawn.findall(f".//{SVG}g[@class='edge']")) >= len(world_map.layout.edges)
    words = {"".join(each.itertext()) for each in drawn.iter(f"{SVG}text")}
    assert {"Machines together", "Norway", "MoMa", "虚构齿轮部"} <= words


@pytest.mark.parametrize("text", ["back\\slash \\N \\G \\l \\", '"] b1 -> b2 [label="', "</TD></TR> <B>&amp;", "a\nb"])
def test_a_name_in_dot_stays_a_name(terms: Ontology, text: str) -> None:
    selection = Selection(text, (entity("one", "Ministry", text),), (), {}, {}, terms)
    drawn = drawn_by_graphviz(Map(selection).to_dot())
    words = ["".join(each.itertext()).strip() for each in drawn.iter(f"{SVG}text")]
    shown = " ".join(text.split())
    assert words[0] == shown
    assert "".join(shown.split()) in "".join("".join(words).split())
