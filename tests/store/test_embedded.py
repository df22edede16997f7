"""SPARQL on the graph: in Oxigraph, through rdflib, with dates as bounds."""

from __future__ import annotations

import json

from coopgraph.graph import KnowledgeGraph
from coopgraph.vocabulary import COOP

IN_JULY_2015 = """SELECT ?who ?what ?stated {
  ?statement a coop:Statement ; rdf:subject ?who ; rdf:object ?what ; coop:since ?stated ;
    coop:since_earliest ?first ; coop:since_latest ?last .
  FILTER(?first >= "2015-07-01"^^xsd:date && ?last <= "2015-07-31"^^xsd:date)
} ORDER BY ?who"""


def test_a_filter_on_the_bounds_finds_july_2015(kg: KnowledgeGraph) -> None:
    assert list(kg.sparql(IN_JULY_2015)) == [
        {"who": "BMWi", "what": "mou-bmwi-miit-2015", "stated": "2015-07"},
        {"who": "MIIT", "what": "mou-bmwi-miit-2015", "stated": "2015-07"},
    ]


def test_rdflib_sees_the_same_statements(kg: KnowledgeGraph) -> None:
    rows = kg.rdflib.query(IN_JULY_2015)

    assert [(str(who).rpartition("/")[2], str(stated)) for who, _, stated in rows] == [  # type: ignore[misc]
        ("BMWi", "2015-07"),
        ("MIIT", "2015-07"),
    ]


def test_direct_triples_include_super_relations_and_both_directions(world: KnowledgeGraph) -> None:
    agreed = world.sparql("SELECT ?who { ?who coop:agreed_to id:harbour-mou } ORDER BY ?who")
    cooperating = world.sparql(
        "ASK { id:VMW coop:cooperates_with id:dredging . id:dredging coop:cooperates_with id:VMW }"
    )

    assert [row["who"] for row in agreed] == ["MoTI", "VMW"]
    assert cooperating.boolean is True


def test_infinite_bounds_are_no_triples(world: KnowledgeGraph) -> None:
    rows = world.sparql("SELECT ?bound ?day { id:statement-established ?bound ?day FILTER(datatype(?day) = xsd:date) }")

    assert {row["bound"]: row["day"] for row in rows} == {
        "since_earliest": "2016-06-01",
        "since_latest": "2020-02-29",
        "until_earliest": "9999-12-31",
    }


def test_json_is_the_w3c_format(world: KnowledgeGraph) -> None:
    result = world.sparql('SELECT ?name { id:MoTI skos:prefLabel ?name FILTER(lang(?name) = "zh") }')

    assert json.loads(result.to_json()) == {
        "head": {"vars": ["name"]},
        "results": {"bindings": [{"name": {"type": "literal", "value": "潮汐岛屿部", "xml:lang": "zh"}}]},
    }


def test_a_construct_gives_triples(world: KnowledgeGraph) -> None:
    rows = world.sparql("CONSTRUCT { ?a coop:owns ?b } WHERE { ?a coop:commissioned ?b }")

    assert list(rows) == [{"subject": "MoTI", "predicate": "owns", "object": "LHO"}]


def test_a_result_escapes_its_html(world: KnowledgeGraph) -> None:
    html = world.sparql('SELECT ("<script>" AS ?x) {}')._repr_html_()

    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_a_result_is_a_data_frame(kg: KnowledgeGraph) -> None:
    frame = kg.sparql(IN_JULY_2015).df

    assert frame.columns.tolist() == ["who", "what", "stated"]
    assert frame["who"].tolist() == ["BMWi", "MIIT"]


def test_every_statement_in_rdf_has_its_data_set(kg: KnowledgeGraph) -> None:
    rows = kg.sparql("SELECT ?set (COUNT(?s) AS ?n) { ?s coop:dataset ?set } GROUP BY ?set")

    assert list(rows) == [{"set": "dataset-bundled", "n": "44"}]
    assert COOP.dataset.endswith("#dataset")
