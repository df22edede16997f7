"""Statements as columns: the same facts, ready for data frames and for graph libraries."""

from __future__ import annotations

from datetime import date

import networkx as nx
import numpy
import pandas
import polars
import pyarrow
import pytest

from coopgraph.edges import Edge
from coopgraph.graph import KnowledgeGraph


def test_edges_are_the_statements_in_the_order_of_their_dates(world: KnowledgeGraph) -> None:
    edges = world.edges()

    assert [*edges] == [
        Edge(each.subject, each.relation, each.object, each.since, each.until) for each in world.store.statements()
    ]
    assert edges[0] == next(iter(edges))
    assert edges[-2:] == [*edges][-2:]
    assert repr(edges) == f"<Edges: {len(edges)} statements among {len(world.institutions())} bodies>"


def test_edges_are_filtered_by_relation_and_day(kg: KnowledgeGraph) -> None:
    assert [*kg.edges(["commissioned"], as_of="2016-07")] == [Edge("BMWi", "commissioned", "GIZ", "2016-06", None)]
    assert [*kg.edges(["commissioned"], as_of="2015")] == []
    assert len(kg.edges(inferred=True)) == len(kg.edges()) + len(kg.store.conclusions)


def test_rows_have_the_columns_that_are_asked_for(kg: KnowledgeGraph) -> None:
    edges = kg.edges(["commissioned"], as_of="2016-07")

    assert edges.rows("object", "since", "until_latest") == [("GIZ", "2016-06", None)]
    assert edges.rows("since_earliest", "end", "inferred", "instant") == [
        (date(2016, 6, 1), "not stated", False, False)
    ]
    assert kg.edges(["commissioned"], as_of="2015").rows("id") == []


def test_numbers_of_bodies_serve_other_graph_libraries(world: KnowledgeGraph) -> None:
    edges = world.edges()
    pairs = numpy.stack([numpy.asarray(edges.subject), numpy.asarray(edges.object)], axis=1)

    graph = nx.MultiDiGraph([(edges.nodes[one], edges.nodes[other]) for one, other in pairs])

    assert sorted(graph.edges()) == sorted(nx.MultiDiGraph(world.to_networkx()).edges())


def test_tables_of_three_libraries_hold_the_same(kg: KnowledgeGraph) -> None:
    edges = kg.edges(["commissioned", "signed"])
    arrow, frame, polar = edges.arrow(), edges.df, edges.polars()

    assert arrow.column_names == [*frame.columns] == polar.columns
    assert arrow.to_pylist() == polar.to_dicts() == pyarrow.table(edges.columns()).to_pylist()
    assert frame["subject"].tolist() == ["MIIT", "BMWi", "BMWi"]
    assert frame["since_earliest"].tolist()[0] == pandas.Timestamp(date(2015, 7, 1))
    assert str(frame["until_latest"].dtype) == "datetime64[s]"
    assert polar.schema["since_earliest"] == polars.Date


@pytest.mark.parametrize("library", ["pandas", "pyarrow", "polars"])
def test_a_missing_library_is_named_with_what_installs_it(
    world: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    from coopgraph.errors import MissingPart

    monkeypatch.setitem(__import__("sys").modules, library, None)
    edges = world.edges()
    with pytest.raises(MissingPart, match=r"pip install 'coopgraph\[frames\]'"):
        {"pandas": lambda: edges.df, "pyarrow": edges.arrow, "polars": edges.polars}[library]()
