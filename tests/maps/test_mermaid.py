"""Mermaid: every body and relation in words, and nothing but what Mermaid reads as meant."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from coopgraph.errors import IncompletePicture
from coopgraph.maps import Map, Selection
from coopgraph.maps.mermaid import mermaid

from .reading import MERMAID_EDGE, labels


def test_mermaid_names_every_body_once_and_every_relation_with_its_dates(world_map: Map) -> None:
    text = world_map.to_mermaid()
    assert labels(text)
    lines = [line.strip() for line in text.splitlines()]
    bodies = [line for line in lines if re.match(r"b\d+[\[({]", line)]
    edges = [line for line in lines if MERMAID_EDGE.fullmatch(" " + line)]
    assert (len(bodies), len(edges)) == (18, 20)
    numbers = {box.entity: f"b{box.number}" for box in world_map.layout.boxes}
    expected = f'{numbers["MoMa"]} -->|"3 <b>commissioned</b><br/>since 2016-06, end not stated [1]"| {numbers["NAC"]}'
    assert expected in lines
    assert f'{numbers["MIG"]}("<b>MIG</b><br/>Ministry of<br/>Invented Gears<br/>虚构齿轮部")' in lines
    assert 'subgraph country0["Norway"]' in lines
    assert any(line.startswith('listed["[1] Machines together: a fact sheet') for line in lines)


def test_a_mermaid_file_too_large_for_github_says_so(world: Selection, world_map: Map) -> None:
    many = replace(world_map.layout, edges=world_map.layout.edges * 26)
    with pytest.warns(IncompletePicture, match="at most 500 relations and 50,000 characters; this one has 520 and"):
        mermaid(world, many, "1")
