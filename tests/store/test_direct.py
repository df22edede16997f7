"""Queries for statements answered from the arrays: the rows are those of the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph import ontology
from coopgraph.dates import bounds
from coopgraph.model import Entity, Statement
from coopgraph.store.direct import answer
from coopgraph.store.embedded import EmbeddedStore
from coopgraph.store.plain import plain
from coopgraph.store.rows import Rows
from coopgraph.vocabulary import ID, PREFIXES, RDF

KINDS = ontology.load()
IDS = ["A", "B", "C", "部门", "https://example.org/x"]
RELATIONS = ["subordinate_of", "part_of", "owns", "cooperates_with", "commissioned"]
DATES = [None, "2016", "2016-06", "2016-06-30", "2015~", "[2016-06..]"]
CLAIM = "?s rdf:subject {one} ; rdf:predicate coop:{r} ; rdf:object {other} "
CLOSURES = ["{v} coop:{r}{sign} {x}", "{x} coop:{r}{sign} {v}"]
FURTHER = [
    "",
    "OPTIONAL {{ ?s coop:since ?a }}",
    "OPTIONAL {{ ?s coop:until ?a }} OPTIONAL {{ ?s coop:since_earliest ?b }}",
    "?s coop:since ?a .",
    "?s coop:until_latest ?a . OPTIONAL {{ ?s coop:since_latest ?b }}",
]
NAMED = ["id:A", "id:部门", "<https://example.org/x>"]


def made(edges: Sequence[tuple[str, str, str, str | None, str | None]], other: Sequence[Any] = ()) -> EmbeddedStore:
    statements = [
        Statement(f"s{place}", one, kind, two, since, until, bounds=bounds(since, until, instant=False))
        for place, (one, kind, two, since, until) in enumerate(edges)
    ]
    return EmbeddedStore.of(KINDS, [Entity(id, "Agency") for id in IDS], statements, [], other)


def by_engine(store: EmbeddedStore, query: str) -> list[dict[str, str]]:
    found = store.rdf.query(query, prefixes=PREFIXES)
    names = [variable.value for variable in found.variables]
    return [{name: str(term) for name, term in zip(names, row, strict=True) if term is not None} for row in found]


def terms(rows: Rows) -> list[dict[str, str]]:
    """The rows as the engine's own terms write them."""

    def written(value: Any) -> str:
        if value["type"] == "uri":
            return str(ox.NamedNode(value["value"]))
        datatype = value.get("datatype")
        return str(ox.Literal(value["value"], datatype=ox.NamedNode(datatype) if datatype else None))

    return [{name: written(value) for name, value in binding.items()} for binding in rows.bindings]


def counted(rows: list[dict[str, str]]) -> Counter[frozenset[tuple[str, str]]]:
    return Counter(frozenset(row.items()) for row in rows)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_the_rows_are_those_of_the_engine(data: st.DataObject) -> None:
    body, kind, date = st.sampled_from(IDS), st.sampled_from(RELATIONS), st.sampled_from(DATES)
    edges = data.draw(st.lists(st.tuples(body, kind, body, date, date | st.just("..")), max_size=14))
    one, other = (data.draw(st.sampled_from([variable, *NAMED])) for variable in ("?one", "?other"))
    claim = CLAIM.format(one=one, r=data.draw(kind), other=other)
    further = data.draw(st.sampled_from(FURTHER)).format()
    closures = [
        form.format(
            v=end, r=data.draw(kind), sign=data.draw(st.sampled_from("+*")), x=data.draw(st.sampled_from(NAMED))
        )
        for end in dict.fromkeys((one, other))
        if end[0] == "?"
        for form in data.draw(st.lists(st.sampled_from(CLOSURES), max_size=2))
    ]
    first = data.draw(st.booleans())
    patterns = [*closures, claim] if first else [claim, *closures]
    variables = [each for each in ("?s", "?one", "?other", "?a", "?b") if each in claim + further]
    query = f"SELECT {' '.join(variables)} {{ {' . '.join(patterns)} . {further} }}"
    store, asked = made(edges), plain(query)

    assert asked is not None
    found = answer(asked, store.snapshot, KINDS)

    assert found is not None
    assert counted(terms(found)) == counted(by_engine(store, query))
    assert found.variables == tuple(each[1:] for each in variables)


BELOW = (
    "SELECT ?s ?one ?since { ?one coop:part_of+ id:A . "
    "?s rdf:subject ?one ; rdf:predicate coop:owns ; rdf:object ?other . OPTIONAL { ?s coop:since ?since } }"
)
EDGES = [
    ("B", "part_of", "A", None, None),
    ("C", "part_of", "B", None, None),
    ("A", "owns", "B", "2014", None),
    ("C", "owns", "A", "2016-06", None),
    ("B", "owns", "C", None, None),
    ("B", "commissioned", "C", "2015", None),
]


def test_rows_come_in_the_order_of_dates_and_leave_out_what_is_not_stated() -> None:
    found = made(EDGES).sparql(BELOW)

    assert [*found] == [{"s": "s4", "one": "B", "since": None}, {"s": "s3", "one": "C", "since": "2016-06"}]
    assert found.bindings[1]["since"] == {
        "type": "literal",
        "value": "2016-06",
        "datatype": "http://www.w3.org/2001/XMLSchema#gYearMonth",
    }
    assert "since" not in found.bindings[0]


def test_no_rdf_is_made_for_what_the_arrays_answer() -> None:
    store = made(EDGES)

    store.sparql(BELOW)
    assert "rdf" not in vars(store)
    store.sparql(BELOW.replace("?one coop:part_of+ id:A . ", ""))
    assert "rdf" in vars(store)


def test_what_is_carried_along_unread_and_what_was_changed_is_found_by_the_engine() -> None:
    def quad(predicate: str, object: str) -> ox.Quad:
        return ox.Quad(ox.NamedNode(ID.iri + "mine"), ox.NamedNode(predicate), ox.NamedNode(object))

    further = [
        quad(RDF.subject, ID.iri + "B"),
        quad(RDF.predicate, PREFIXES["coop"] + "owns"),
        quad(RDF.object, ID.iri + "B"),
    ]
    changed = made(EDGES)
    for each in further:
        changed.rdf.add(each)

    assert {row["s"] for row in made(EDGES, further).sparql(BELOW)} == {"s3", "s4", "mine"}
    assert {row["s"] for row in changed.sparql(BELOW)} == {"s3", "s4", "mine"}


def test_what_the_arrays_do_not_hold_is_left_to_the_engine() -> None:
    store = made(EDGES)

    for query in (
        BELOW.replace("id:A", "id:nobody"),
        BELOW.replace("coop:part_of", "coop:nothing"),
        BELOW.replace("coop:owns", "coop:nothing"),
        BELOW.replace("coop:since", "coop:note"),
    ):
        asked = plain(query)
        assert asked is not None and answer(asked, store.snapshot, KINDS) is None
    assert [*store.sparql(BELOW.replace("id:A", "id:nobody"))] == []
