"""Records as arrays: what goes in comes out, and filters find what the rules of dates say."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph import ontology
from coopgraph.dates import Bounds, Span, holds
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.packs import Pack
from coopgraph.store import Asked, Filter
from coopgraph.store.embedded import EmbeddedStore
from coopgraph.store.encoding import sections
from coopgraph.store.snapshot import Snapshot

TEXTS = st.text(st.characters(codec="utf-8"), max_size=6)
SOMETIMES = st.none() | TEXTS
IDS = st.sampled_from(["A", "B", "ministry-é", "部", "https://example.org/x"])
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
EVIDENCE = st.lists(st.builds(Evidence, TEXTS, SOMETIMES, SOMETIMES, st.booleans()), max_size=3).map(tuple)
BOUNDS = st.builds(Bounds, *[st.none() | DAYS] * 4)
NAMES = st.lists(st.builds(Name, *[TEXTS, SOMETIMES, TEXTS, *[SOMETIMES] * 4]), max_size=3).map(tuple)
MANY = st.lists(TEXTS, max_size=3).map(tuple)
STATEMENTS = st.lists(
    st.builds(
        Statement,
        *[TEXTS, IDS, TEXTS, IDS, SOMETIMES, SOMETIMES, st.none() | IDS, SOMETIMES, EVIDENCE, BOUNDS],
        *[st.booleans(), SOMETIMES, MANY, SOMETIMES],
    ),
    max_size=6,
    unique_by=lambda each: each.id,
)
ENTITIES = st.lists(
    st.builds(Entity, IDS, TEXTS, NAMES, *[SOMETIMES] * 4, EVIDENCE, MANY, MANY, MANY),
    max_size=5,
    unique_by=lambda each: each.id,
)
SOURCES = st.lists(st.builds(Source, TEXTS, TEXTS, *[SOMETIMES] * 5), max_size=4, unique_by=lambda each: each.id)


@settings(max_examples=150, deadline=None)
@given(ENTITIES, STATEMENTS, SOURCES)
def test_every_record_comes_out_as_it_went_in(
    entities: list[Entity], statements: list[Statement], sources: list[Source]
) -> None:
    snapshot = Snapshot(Pack.of(sections(entities, statements, sources)))
    stated = snapshot.stated

    assert [*snapshot.entities()] == sorted(entities, key=lambda each: each.id)
    assert [*snapshot.sources()] == sorted(sources, key=lambda each: each.id)
    assert sorted(stated.statements(range(len(stated))), key=lambda each: each.id) == sorted(
        statements, key=lambda each: each.id
    )
    for each in statements:
        row = stated.row_of(each.id)
        assert row is not None and stated.statement(row) == each
    assert [snapshot.source(each.id) for each in sources] == sources
    assert stated.row_of("no such id") is None


def test_an_id_that_has_no_record_is_a_node_and_no_body() -> None:
    snapshot = Snapshot(Pack.of(sections([Entity("A", "Agency")], [Statement("s", "A", "owns", "B")], [])))

    node = snapshot.node("B")
    assert node is not None and snapshot.entity(node) is None
    assert [entity.id for entity in snapshot.entities()] == ["A"]
    assert snapshot.node("C") is None
    with pytest.raises(KeyError, match="nowhere"):
        snapshot.source("nowhere")


CLOSE = st.dates(date(2016, 1, 1), date(2016, 1, 9))
PERIODS = st.lists(st.builds(Bounds, *[st.none() | CLOSE] * 4), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(PERIODS, CLOSE, CLOSE, st.booleans())
def test_the_days_that_fit_are_those_of_the_rule_for_dates(
    periods: list[Bounds], one: date, other: date, certain: bool
) -> None:
    statements = [Statement(f"s{place}", "A", "owns", "B", bounds=bounds) for place, bounds in enumerate(periods)]
    days = Span(min(one, other), max(one, other))
    store = EmbeddedStore.of(ontology.load(), [], statements, [])

    found = {each.id for each in store.statements(Filter(asked=Asked(days, certain)))}

    fitting = {"certain"} if certain else {"certain", "possible"}
    assert found == {each.id for each in statements if holds(each.bounds, days) in fitting}


def test_every_combination_of_ends_and_relations_finds_what_fits_in_the_order_of_dates() -> None:
    bodies, relations = "ABC", ("owns", "signed", "supports")
    statements = [
        Statement(f"{one}-{kind}-{other}", one, kind, other, bounds=Bounds(date(2016, 1, 1 + (place * 7) % 27)))
        for place, (one, kind, other) in enumerate(product(bodies, relations, bodies))
    ]
    store = EmbeddedStore.of(ontology.load(), [Entity(id, "Agency") for id in bodies], statements, [])
    in_order = sorted(statements, key=lambda each: (each.bounds.since_earliest, each.id))

    for subject, object, kinds in product(
        [None, *bodies, "D"], [None, *bodies], [None, {"owns"}, {"owns", "signed"}, set()]
    ):
        names = None if kinds is None else frozenset(kinds)
        assert [*store.statements(Filter(names, subject, object))] == [
            each
            for each in in_order
            if (names is None or each.relation in names)
            and subject in (None, each.subject)
            and object in (None, each.object)
        ]
    assert {each.id for each in store.neighbours(["A"], Filter(frozenset({"owns"})))} == {
        "A-owns-A", "A-owns-B", "A-owns-C", "B-owns-A", "C-owns-A",
    }  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(PERIODS, CLOSE, st.booleans(), st.sets(st.sampled_from(["owns", "signed", "supports"])), st.data())
def test_rows_of_relations_and_days_are_those_that_fit_one_by_one(
    periods: list[Bounds], day: date, certain: bool, kinds: set[str], data: st.DataObject
) -> None:
    statements = [
        Statement(f"s{place}", data.draw(st.sampled_from("AB")), kind, "B", bounds=bounds)
        for place, (bounds, kind) in enumerate(product(periods, ("owns", "signed")))
    ]
    store = EmbeddedStore.of(ontology.load(), [], statements, [])
    subject = data.draw(st.sampled_from([None, "A", "B"]))

    found = [*store.statements(Filter(frozenset(kinds) or None, subject, None, Asked(Span(day, day), certain)))]

    fitting = {"certain"} if certain else {"certain", "possible"}
    assert found == [
        each
        for each in store.statements()
        if (not kinds or each.relation in kinds)
        and subject in (None, each.subject)
        and holds(each.bounds, Span(day, day)) in fitting
    ]


def test_rows_are_put_in_the_order_of_ids() -> None:
    ids = ["s3", "s10", "s1", "s2"]
    statements = [
        Statement(id, "A", "owns", "B", bounds=Bounds(date(2010 + place, 1, 1))) for place, id in enumerate(ids)
    ]
    table = Snapshot(Pack.of(sections([], statements, []))).stated

    assert [table.id(row) for row in table.by_id(range(4))] == ["s1", "s10", "s2", "s3"]
    assert [table.id(row) for row in table.by_id([0, 2, 3])] == ["s1", "s2", "s3"]
    assert [*table.by_id([])] == []
