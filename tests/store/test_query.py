"""What is allowed into the SPARQL engine."""

from __future__ import annotations

import pytest

from coopgraph.errors import BadQuery
from coopgraph.graph import KnowledgeGraph
from coopgraph.store.query import bind, guard


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", "SERVICE asks another server"),
        ("SELECT * { service silent <https://example.org/> {} }", "SERVICE asks another server"),
        ("LOAD <https://example.org/data>", "LOAD fetches a file"),
        ("SELECT * { " + "{" * 5000 + "}" * 5001, "nests more than 200 brackets"),
        ("SELECT * { ?s ?p 'x' }" + " " * 200_000, "at most 200,000 are read"),
        ("SELECT * { #\rSERVICE <https://example.org/> { ?s ?p ?o }\n }", "SERVICE asks another server"),
        ("SELECT * { BIND(0 AS ?a) FILTER(?a<1)SERVICE#>\n<https://example.org/>{} }", "SERVICE asks another server"),
        ("SELECT * { SERVICESILENT<https://example.org/>{} }", "SERVICE asks another server"),
        ("PREFIX : <https://example.org/> SELECT * { SERVICE:x{} }", "SERVICE asks another server"),
        ("SELECT * { ?a ?b trueSERVICE<https://example.org/>{} }", "SERVICE asks another server"),
        ("SELECT * { ?s ?p ?o FILTER(" + "||".join(["?a"] * 10_000) + ") }", "at most 5,000 are read"),
        ("SELECT * { ?s ?p ?o FILTER(" + "!" * 100_000 + "?a) }", "at most 5,000 are read"),
        ("SELECT * { " + "?s ?p ?o . " * 10_000 + " }", "at most 5,000 are read"),
        ("SELECT * { \\u0053ERVICE <x:> {} }", "an escape outside a string"),
    ],
)
def test_a_query_that_would_leave_the_graph_or_crash_the_engine_is_refused(query: str, problem: str) -> None:
    with pytest.raises(BadQuery, match=problem):
        guard(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE' }",
        'SELECT * { ?s ?p """LOAD "quoted" \\"x""" }',
        "SELECT * { ?service ?p <https://example.org/SERVICE> } # SERVICE",
        "PREFIX ex: <https://example.org/> SELECT * { ?s ex:LOAD ?o FILTER(?o < 3 && ?o > 1) }",
    ],
)
def test_the_same_words_in_strings_iris_names_and_comments_are_harmless(query: str) -> None:
    guard(query)


def test_a_parameter_replaces_its_variable_and_nothing_else() -> None:
    query = "SELECT ?x { ?x ?p '?x' . # ?x\n $x ?p <?x> . ?xy ?p ?x }"

    assert bind(query, {"x": "<https://example.org/'>"}) == (
        "SELECT <https://example.org/'> { <https://example.org/'> ?p '?x' . # ?x\n"
        " <https://example.org/'> ?p <?x> . ?xy ?p <https://example.org/'> }"
    )


def test_a_parameter_that_the_query_does_not_have_is_an_error() -> None:
    with pytest.raises(BadQuery, match=r"the query has no variable \?y; it has \?x"):
        bind("SELECT ?x {}", {"y": "1"})


def test_a_hostile_parameter_stays_a_text(world: KnowledgeGraph) -> None:
    rows = world.sparql("SELECT ?s { ?s skos:prefLabel ?name }", name='"x" . } SELECT * { ?s ?p ?o }"')

    assert list(rows) == []


def test_a_syntax_error_shows_the_line_and_its_place(world: KnowledgeGraph) -> None:
    with pytest.raises(BadQuery) as caught:
        world.sparql("SELECT ?s\nWHERE { ?s ?p }")

    assert "  WHERE { ?s ?p }\n" in str(caught.value)
    assert str(caught.value).splitlines()[-1].strip() == "^"


def test_an_update_is_refused(world: KnowledgeGraph) -> None:
    with pytest.raises(BadQuery):
        world.sparql("DELETE WHERE { ?s ?p ?o }")
