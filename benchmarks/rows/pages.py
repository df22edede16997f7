"""Making the page of a map; its positions are given, so that what is measured is the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workspace import Workspace

from rows import Case, Limit, Row

if TYPE_CHECKING:
    from coopgraph.maps import Selection
    from coopgraph.maps.drawing import Drawing

__all__ = ["ROWS"]

SMALL = 25


def _placed(bodies: int) -> tuple[Selection, Drawing]:
    from institutions import selection
    from page import gridded

    given = selection(bodies, 2 * bodies)
    return given, gridded(given)


def _coopgraph(files: Workspace) -> Case:
    _page_of_coopgraph(*_placed(SMALL))
    given, drawing = _placed(files.size)
    return Case([lambda: _page_of_coopgraph(given, drawing)], lambda page: [(page.startswith("<!DOCTYPE html>"),)])


def _page_of_coopgraph(given: Selection, drawing: Drawing) -> str:
    from coopgraph.maps import Map

    fresh = Map(given)
    vars(fresh)["layout"] = drawing
    return fresh.to_html()


def _pyvis(files: Workspace) -> Case:
    _page_of_pyvis(*_placed(SMALL))
    given, drawing = _placed(files.size)
    return Case([lambda: _page_of_pyvis(given, drawing)], lambda page: [(page.startswith("<html>"),)])


def _page_of_pyvis(given: Selection, drawing: Drawing) -> str:
    from pyvis.network import Network

    page = Network(directed=True, cdn_resources="in_line")
    page.toggle_physics(False)
    for entity, box in zip(given.ordered_entities(), drawing.boxes, strict=True):
        x, y = box.rect.centre
        page.add_node(entity.id, label=entity.label(), title=entity.type, x=x, y=y)
    for each in given.statements:
        page.add_edge(each.subject, each.object, title=f"{each.relation}, since {each.since}")
    return str(page.generate_html())


ROWS = [
    Row(
        "page",
        "The HTML page of a map",
        {"pyvis": _pyvis, "coopgraph": _coopgraph},
        (Limit("at most 0.5 s for 20,000 bodies and 40,000 relations", 0.5, size=20_000),),
        sizes=(1_000, 5_000, 20_000),
        notes="Bodies and twice as many relations, the positions given. `benchmarks/page.py` measures when a browser "
        "can use the page.",
    )
]
