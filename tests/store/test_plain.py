"""What a query for statements is read as, and which queries are not read as one."""

from __future__ import annotations

import pytest

from coopgraph.store.plain import Closure, Plain, Term, plain
from coopgraph.vocabulary import COOP, ID

CLAIM = "?s rdf:subject ?one ; rdf:predicate coop:owns ; rdf:object ?other"
OWNS = COOP.iri + "owns"


def test_a_query_for_statements_below_a_body_is_read_whole() -> None:
    query = """
        PREFIX r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?s ?since WHERE {
            ?one coop:part_of+ id:MIIT .  # those below
            $s r:subject ?one ; r:predicate <https://w3id.org/coopgraph/ontology#owns> ; r:object ?other ;
                coop:until ?until
            OPTIONAL { ?s coop:since ?since . } .
            id:GIZ coop:owns* ?other
        }"""

    assert plain(query) == Plain(
        variables=("s", "since"),
        statement="s",
        relation=OWNS,
        subject=Term("one", True),
        object=Term("other", True),
        closures=(
            Closure("subject", COOP.iri + "part_of", ID.iri + "MIIT", towards=True, itself=False),
            Closure("object", OWNS, ID.iri + "GIZ", towards=False, itself=True),
        ),
        dates={COOP.until: "until", COOP.since: "since"},
        required=frozenset({COOP.until}),
    )


@pytest.mark.parametrize(
    "query",
    [
        "",
        "SELECT",
        "ASK { %s }",
        "SELECT * { %s }",
        "SELECT DISTINCT ?s { %s }",
        "SELECT ?s { %s } LIMIT 1",
        "SELECT ?s { %s } ORDER BY ?s",
        "SELECT ?s ?s { %s }",
        "SELECT ?s ?elsewhere { %s }",
        "SELECT (COUNT(?s) AS ?n) { %s }",
        "SELECT ?s FROM coop:inferred { %s }",
        "BASE <urn:x:> SELECT ?s { %s }",
        "PREFIX x: <x> SELECT ?s { %s . ?one x:owns+ id:A }",
        "PREFIX : <urn:x:> SELECT ?s { %s . ?one :owns+ id:A }",
        "SELECT ?s { %s . ?s coop:since ?since FILTER (?since > 1) }",
        "SELECT ?s { %s . ?s coop:since ?one }",
        "SELECT ?s { %s ; coop:since ?a ; coop:since ?b }",
        "SELECT ?s { %s ; coop:since '2016' }",
        "SELECT ?s { %s . ?one coop:country ?country }",
        "SELECT ?s { %s . ?one coop:owns+ ?other }",
        "SELECT ?s { %s . ?one coop:owns+/coop:owns id:A }",
        "SELECT ?s { %s . ?one ^coop:owns+ id:A }",
        "SELECT ?s { %s . ?one ?any id:A }",
        "SELECT ?s { %s . ?third coop:owns+ id:A }",
        "SELECT ?s { %s . ?one coop:owns+ id:a:b }",
        "SELECT ?s { %s . ?one coop:owns+ id:a\\-b }",
        "SELECT ?s { %s . ?one coop:owns+ id:a., id:b }",
        "SELECT ?s { %s . OPTIONAL { ?one coop:owns+ id:A } }",
        "SELECT ?s { %s . OPTIONAL { ?s coop:since ?since ; coop:until ?until } }",
        "SELECT ?s { OPTIONAL { ?s coop:since ?since } %s }",
        "SELECT ?s { { %s } UNION { %s } }",
        "SELECT ?s { GRAPH coop:inferred { %s } }",
        "SELECT ?s { %s . ?t rdf:subject ?one }",
        "SELECT ?s { ?s rdf:subject ?one ; rdf:predicate coop:owns }",
        "SELECT ?s { ?s rdf:subject ?one ; rdf:predicate ?kind ; rdf:object ?other }",
        "SELECT ?s { ?s rdf:subject ?one ; rdf:predicate coop:owns ; rdf:object ?one }",
        "SELECT ?s { ?s rdf:subject ?one ; rdf:predicate coop:owns ; rdf:object ?s }",
        "SELECT ?s { id:s rdf:subject ?s ; rdf:predicate coop:owns ; rdf:object ?other }",
        "SELECT ?s { %s",
        "SELECT ?s { %s } }",
        "SELECT ?s { %s .. }",
    ],
)
def test_a_query_that_says_anything_else_is_another(query: str) -> None:
    assert plain(query.replace("%s", CLAIM)) is None
    assert plain(f"SELECT ?s {{ {CLAIM} }}") is not None
