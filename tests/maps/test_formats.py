"""All formats of a map: from one layout, chosen by suffix, with the same numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph.errors import CoopgraphError
from coopgraph.maps import Map, Selection
from coopgraph.ontology import Ontology

from .conftest import entity, statement
from .reading import cells, texts


def test_the_suffix_chooses_the_format(world_map: Map, tmp_path: Path) -> None:
    starts = {
        "map.svg": b"<svg ",
        "map.pdf": b"%PDF-",
        "map.PNG": b"\x89PNG",
        "map.dot": b"digraph ",
        "map.gv": b"digraph ",
        "map.mmd": b"---\ntitle: ",
        "map.drawio": b"<?xml ",
        "map.html": b"<!DOCTYPE html>",
    }
    for name, start in starts.items():
        assert world_map.save(tmp_path / name).read_bytes()[: len(start)] == start


def test_an_unknown_suffix_is_answered_with_those_there_are(world_map: Map, tmp_path: Path) -> None:
    with pytest.raises(CoopgraphError, match=r"cannot write a map as 'map.gif'; supported: .dot, .drawio, .gv, .html"):
        world_map.save(tmp_path / "map.gif")
    assert list(tmp_path.iterdir()) == []


def test_the_same_numbers_stand_for_the_same_relations_in_every_format(terms: Ontology) -> None:
    bodies = tuple(entity(f"b{place}", "Ministry", f"Ministry {place}", f"M{place}") for place in range(3))
    rows = [("b0", "signed", "b1", "2015", None, None, "a"), ("b1", "funded", "b2", "2016", None, None, "b")]
    told = tuple(statement(terms, row, place) for place, row in enumerate(rows))
    made = Map(Selection("Three", bodies, told, {}, {}, terms))
    numbers = {edge.statement: edge.number for edge in made.layout.edges}
    funded = numbers["statement-001"]
    assert f"{funded} M1 funded M2" in " ".join("".join(each.itertext()) for each in texts(made.to_svg()))
    assert f'|"{funded} <b>funded</b>' in made.to_mermaid()
    assert cells(made.to_drawio())[f"e{funded}"].get("tooltip", "").startswith("M1 funded M2")
    assert f"{funded} M1 funded M2" in made.to_dot()
