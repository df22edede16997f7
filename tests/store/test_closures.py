"""Queries along hierarchies: the same rows, found another way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph import ontology
from coopgraph.graph import KnowledgeGraph
from coopgraph.model import Entity, Statement
from coopgraph.store.closures import MOST, unfolded
from coopgraph.store.embedded import EmbeddedStore
from coopgraph.vocabulary import PREFIXES


def bodies(*found: str):  # type: ignore[no-untyped-def]
    """Something that finds these, and remembers what it was asked."""
    asked: list[tuple[str, str]] = []

    def ask(query: str, variable: str) -> list[str]:
        asked.append((query, variable))
        return list(found)

    return ask, asked


def test_what_lies_below_a_body_is_asked_first_and_stands_in_the_pattern_s_place() -> None:
    ask, asked = bodies("<urn:a>", "<urn:b>")

    query = unfolded("PREFIX x: <urn:x> SELECT ?s ?o { ?s x:under+ x:top . ?s x:owns ?o }", ask)

    assert query == "PREFIX x: <urn:x> SELECT ?s ?o { VALUES ?s { <urn:a> <urn:b> } . ?s x:owns ?o }"
    assert asked == [
        (f"PREFIX x: <urn:x> SELECT DISTINCT ?s {{ ?s x:under+ x:top }} LIMIT {MOST + 1}", "?s"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s coop:under id:X }",
        "SELECT * { ?s coop:under+ ?o }",
        "SELECT * { id:A coop:under+ id:X }",
        "SELECT * { ?s coop:under+/coop:owns id:X }",
        "SELECT * { ?s coop:under+ id:X ; coop:owns ?o }",
        "SELECT * { ?o coop:owns ?s ; coop:under+ id:X }",
        "SELECT * { ?s ^coop:under+ id:X }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { ?s coop:under+ id:X } }",
        "SELECT * { GRAPH coop:inferred { ?s coop:under+ id:X } }",
        "SELECT * FROM coop:inferred { ?s coop:under+ id:X }",
        'SELECT * { ?s coop:note "?s coop:under+ id:X ." }',
        "SELECT * { ?s ?p ?o } # ?s coop:under+ id:X .",
        "SELECT (?a + ?b AS ?c) { ?s coop:a ?a . ?s coop:b ?b }",
    ],
)
def test_what_means_something_else_stays(query: str) -> None:
    ask, asked = bodies("<urn:a>")

    assert unfolded(query, ask) == query
    assert asked == []


def test_too_many_bodies_and_queries_that_do_not_parse_stay() -> None:
    query = "SELECT * { ?s coop:under+ id:X }"

    assert unfolded(query, lambda *_: None) == query
    assert unfolded(query, lambda *_: ["<urn:a>"] * (MOST + 1)) == query


IDS = ["A", "B", "C", "D", "E"]
RELATIONS = st.sampled_from(["subordinate_of", "part_of", "owns"])
EDGES = st.lists(st.tuples(st.sampled_from(IDS), RELATIONS, st.sampled_from(IDS)), max_size=12, unique=True)
QUERIES = (
    "SELECT ?s {{ ?s coop:{r}{sign} id:{x} }}",
    "SELECT ?s ?o {{ ?s coop:{r}{sign} id:{x} . ?s coop:owns ?o }}",
    "SELECT ?s ?o {{ ?s coop:owns ?o . ?s coop:{r}{sign} id:{x} . }}",
    "SELECT ?o {{ id:{x} coop:{r}{sign} ?o }}",
    "SELECT ?s ?o {{ ?s coop:owns ?o OPTIONAL {{ ?s coop:{r}{sign} id:{x} }} }}",
    "SELECT ?s ?o {{ ?s coop:owns ?o MINUS {{ ?s coop:{r}{sign} id:{x} }} }}",
    "SELECT ?s {{ {{ ?s coop:{r}{sign} id:{x} }} UNION {{ id:{x} coop:{r}{sign} ?s }} }}",
    "SELECT ?s (COUNT(?o) AS ?n) {{ ?s coop:{r}{sign} id:{x} . ?o coop:{r}{sign} id:{x} . }} GROUP BY ?s",
)


@settings(max_examples=150, deadline=None)
@given(EDGES, st.sampled_from(QUERIES), RELATIONS, st.sampled_from("+*"), st.sampled_from([*IDS, "nobody"]))
def test_the_rows_are_those_of_the_query_as_it_was_written(
    edges: list[tuple[str, str, str]], query: str, relation: str, sign: str, body: str
) -> None:
    statements = [Statement(f"s{place}", *edge) for place, edge in enumerate(edges)]
    store = EmbeddedStore.of(ontology.load(), [Entity(id, "Agency") for id in IDS], statements, [])
    text = query.format(r=relation, sign=sign, x=body)

    written = [tuple(str(value) for value in row) for row in store.rdf.query(text, prefixes=PREFIXES)]
    found = store.sparql(text).bindings

    assert len(found) == len(written)
    rows = [
        tuple("None" if name not in row else _term(row[name]) for name in store.sparql(text).variables) for row in found
    ]
    assert sorted(rows) == sorted(written)


def _term(term) -> str:  # type: ignore[no-untyped-def]
    if term["type"] == "uri":
        return f"<{term['value']}>"
    return f'"{term["value"]}"^^<{term["datatype"]}>'


def test_the_named_query_for_subordinates_lists_one_body_s_or_every_pair(kg: KnowledgeGraph) -> None:
    below = kg.named_query("subordinates", institution="MIIT")
    every = kg.named_query("subordinates")

    assert len(below) == 7
    assert {row["superior"] for row in below} == {"MIIT"}
    assert [*below] == [row for row in every if row["superior"] == "MIIT"]
