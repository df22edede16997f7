"""A map that is one hierarchy: its top stands in the middle, and those below are spread under it."""

from __future__ import annotations

import pytest

from coopgraph.maps import Map, Selection
from coopgraph.maps.rows import fanned
from coopgraph.ontology import Ontology

from .conftest import SOURCES, entity, statement

Below = dict[str, str]


def hierarchy(terms: Ontology, above: Below, relation: str = "subordinate_of") -> Selection:
    """The first body is a ministry, those next to it agencies; all are in one country."""
    names = list(dict.fromkeys([*above.values(), *above]))
    entities = (
        entity(name, "Agency" if place else "Ministry", f"Institute of subject {name}", "", "", "NO")
        for place, name in enumerate(names)
    )
    statements = (
        statement(terms, (low, relation, high, "2015", None, None, "they say so"), place)
        for place, (low, high) in enumerate(above.items())
    )
    return Selection("Below", tuple(entities), tuple(statements), SOURCES, {}, terms)


def middle(name: str, selection: Selection) -> float:
    drawing = Map(selection).layout
    return drawing.box(name).rect.centre.x / drawing.width


def test_those_in_different_rows_leave_their_top_in_turn(terms: Ontology) -> None:
    selection = hierarchy(terms, dict.fromkeys("abcdef", "top"))
    rows = {"top": 0, "a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2}
    assert [each.subject for each in fanned(selection, rows)] == ["a", "d", "b", "e", "c", "f"]
    rows |= {"c": 2}
    assert [each.subject for each in fanned(selection, rows)] == ["c", "a", "d", "e", "b", "f"]


@pytest.mark.parametrize("count", [8, 13])
def test_the_top_of_a_tree_stands_above_the_middle_of_what_is_below_it(terms: Ontology, count: int) -> None:
    selection = hierarchy(terms, {f"b{place:02}": "top" for place in range(count)})
    assert 0.35 < middle("top", selection) < 0.65
    drawing = Map(selection).layout
    top = drawing.box("top").rect
    assert all(box.rect.y > top.bottom for box in drawing.boxes if box.entity != "top")


def test_tops_in_the_midst_of_a_tree_stand_above_their_own(terms: Ontology) -> None:
    above = {"left": "top", "right": "top"}
    above |= {f"l{place}": "left" for place in range(3)} | {f"r{place}": "right" for place in range(3)}
    drawing = Map(hierarchy(terms, above)).layout
    across = {box.entity: box.rect.centre.x for box in drawing.boxes}
    assert (
        min(across["l0"], across["l1"], across["l2"]) <= across["left"] <= max(across["l0"], across["l1"], across["l2"])
    )
    assert min(across["left"], across["right"]) < across["top"] < max(across["left"], across["right"])


def test_only_a_hierarchy_in_which_each_has_one_above_it_is_a_tree(terms: Ontology) -> None:
    tree = hierarchy(terms, {"a": "top", "b": "top"})
    rows = {"top": 0, "a": 1, "b": 1}
    assert len(fanned(tree, rows)) == 2
    assert fanned(hierarchy(terms, {"a": "top", "b": "top"}, "funded"), rows) == []
    assert fanned(tree, {"top": 1, "a": 1, "b": 2}) == []
    second = statement(terms, ("a", "subordinate_of", "b", "2015", None, None, "they say so"), 7)
    assert fanned(hierarchy(terms, {}), {}) == []
    both = Selection("Both", tree.entities, (*tree.statements, second), SOURCES, {}, terms)
    assert fanned(both, {"top": 0, "b": 1, "a": 2}) == []
