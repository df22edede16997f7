"""What changed between two graphs: each change once, with the fields that differ."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable
from itertools import product
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coopgraph
from coopgraph import dates, ontology
from coopgraph.errors import InvalidData
from coopgraph.graph import KnowledgeGraph
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.questions.diff import diff
from coopgraph.readers import statement_id
from coopgraph.records import replace
from coopgraph.store.embedded import EmbeddedStore

Change = dict[str, Any]

ENTITIES = [
    Entity("MoT", "Ministry", (Name("Ministry of Tides", "en"), Name("MoT", kind="acronym"))),
    Entity("LHO", "Agency", (Name("Lorrel Harbour Office", "en"), Name("Hafenamt Lorrel", "de"))),
    Entity("TA", "Agency", (Name("Tide Agency", "en"),), country="XA"),
]
SOURCES = [Source("gazette", "Gazette of Lorrel", issued="2020"), Source("register", "Register of bodies")]
PAGE_7 = Evidence("gazette", "page 7")


def claim(since: str | None = None, until: str | None = None, *evidence: Evidence, **other: Any) -> Statement:
    """MoT commissioned LHO, or what `other` says, under the id that a table would give it."""
    parts = {"subject": "MoT", "relation": "commissioned", "object": "LHO", **other}
    statement = Statement(**{"id": "", "since": since, "until": until, "evidence": evidence or (PAGE_7,), **parts})
    bounded = replace(statement, bounds=dates.bounds(since, until, instant=False))
    return replace(bounded, id=statement.id or statement_id(statement))


def store(*statements: Statement, entities: list[Entity] = ENTITIES, sources: list[Source] = SOURCES) -> EmbeddedStore:
    return EmbeddedStore.of(ontology.load(), entities, statements, sources)


def told(changes: list[Change]) -> list[tuple[str, str]]:
    return [(change["change"], change["what"]) for change in changes]


def dated(changes: list[Change]) -> list[tuple[str, str | None, str | None]]:
    """Each change with the begin before and after."""
    return [(each["change"], *(each[side] and each[side]["since"] for side in ("old", "new"))) for each in changes]


def test_a_date_that_changed_is_one_change_with_both_rows() -> None:
    [change] = diff(store(claim("2016-06")), store(claim("2016-07")))

    row = {
        "id": claim("2016-06").id,
        "subject": {"id": "MoT", "label": "Ministry of Tides"},
        "relation": "commissioned",
        "object": {"id": "LHO", "label": "Lorrel Harbour Office"},
        "since": "2016-06",
        "until": None,
        "end": "not stated",
        "holds": None,
        "under": None,
        "note": None,
        "inferred": False,
        "sources": [
            {
                "id": "gazette",
                "title": "Gazette of Lorrel",
                "locator": "page 7",
                "quote": None,
                "url": None,
                "derived": False,
            }
        ],
    }
    assert change == {
        "change": "changed",
        "kind": "statement",
        "institution": {"id": "MoT", "label": "Ministry of Tides"},
        "what": "MoT commissioned Lorrel Harbour Office (since July 2016, end not stated)",
        "fields": [{"field": "since", "old": "2016-06", "new": "2016-07"}],
        "old": row,
        "new": {**row, "id": claim("2016-07").id, "since": "2016-07"},
    }


def test_a_sentence_is_in_the_language_asked_for() -> None:
    old, new = store(), store(claim("2016-07"))

    assert told(diff(old, new, "de")) == [
        ("added", "MoT beauftragte Hafenamt Lorrel (seit Juli 2016, Ende nicht genannt)")
    ]
    assert told(diff(new, old, "zh")) == [("removed", "MoT 委托 Lorrel Harbour Office (自2016年7月, 结束未说明)")]


def test_every_field_that_changed_is_named() -> None:
    old = claim("2016", None, id="s1", note="Draft.")
    new = claim("2016", "..", id="s1", subject="TA", under="pact")
    pact = Entity("pact", "Treaty", (Name("Harbour Pact", "en"),))

    changes = diff(store(old, entities=[*ENTITIES, pact]), store(new, entities=[*ENTITIES, pact]))

    assert [change["fields"] for change in changes] == [
        [
            {
                "field": "subject",
                "old": {"id": "MoT", "label": "Ministry of Tides"},
                "new": {"id": "TA", "label": "Tide Agency"},
            },
            {"field": "under", "old": None, "new": {"id": "pact", "label": "Harbour Pact"}},
            {"field": "until", "old": None, "new": ".."},
            {"field": "note", "old": "Draft.", "new": None},
        ]
    ]


def test_evidence_is_added_removed_or_quoted_piece_by_piece() -> None:
    quoted = replace(PAGE_7, quote="commissioned by the ministry")
    register, note = Evidence("register", "record 17"), Evidence("gazette", "page 9", derived=True)

    [change] = diff(store(claim("2016", None, PAGE_7, register)), store(claim("2016", None, note, quoted)))

    pieces = [
        {
            (side, field[side]["id"], field[side]["locator"], field[side]["quote"])
            for side in ("old", "new")
            if field[side]
        }
        for field in change["fields"]
    ]
    assert {field["field"] for field in change["fields"]} == {"evidence"}
    assert pieces == [
        {("old", "gazette", "page 7", None), ("new", "gazette", "page 7", "commissioned by the ministry")},
        {("old", "register", "record 17", None)},
        {("new", "gazette", "page 9", None)},
    ]


def test_the_order_of_evidence_and_names_is_no_difference() -> None:
    pieces = (PAGE_7, Evidence("register", "record 17"))
    turned = [replace(each, names=each.names[::-1]) for each in ENTITIES]

    assert diff(store(claim("2016", None, *pieces)), store(claim("2016", None, *pieces[::-1]), entities=turned)) == []


def test_the_most_alike_in_their_dates_are_the_same_statement() -> None:
    old = store(claim("2014", "2016"), claim("2018", "2020"))
    new = store(claim("2014-03", "2016"), claim("2018", "2020-05"), claim("2022"))

    assert dated(diff(old, new)) == [
        ("changed", "2014", "2014-03"),
        ("changed", "2018", "2018"),
        ("added", None, "2022"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "new", "same"),
    [
        (("2014", "2015"), ("2018", "2019"), ("2018-06", "2019-06"), "s2"),
        (("2018", "2019"), ("2014", "2015"), ("2014-06", "2016"), "s2"),
        (("2014-02", "2029"), ("2014", "2016"), ("2014", "2030"), "s2"),
        (("2013", "2015"), ("2000", "2016"), ("2014", "2016"), "s2"),
        (("2016", None), ("2016", ".."), ("2016", None), "s1"),
        (("2014", None), (None, "2018"), ("2015", None), "s1"),
    ],
    ids=["nearest", "nearest, earlier", "same begin", "same end", "same", "same end not stated"],
)
def test_what_keeps_a_date_or_else_is_nearest_is_the_same_statement(
    one: tuple[str | None, ...], other: tuple[str | None, ...], new: tuple[str | None, ...], same: str
) -> None:
    register = Evidence("register", "record 17")
    old = store(claim(*one, register, id="s1"), claim(*other, register, id="s2"))

    changes = diff(old, store(claim(*new, id="s3")))

    assert {change["old"]["id"]: change["change"] for change in changes} == {
        same: "changed",
        "s1" if same == "s2" else "s2": "removed",
    }


def test_dates_go_before_evidence() -> None:
    old = store(claim("2014", None, PAGE_7, id="s1"), claim("2016", None, Evidence("register"), id="s2"))

    changes = diff(old, store(claim("2016-06", None, PAGE_7, id="s3")))

    assert dated(changes) == [("removed", "2014", None), ("changed", "2016", "2016-06")]


def test_with_equal_dates_the_most_alike_in_their_evidence_are_the_same_statement() -> None:
    register = Evidence("register", "record 17")
    old = store(claim("2016", None, PAGE_7, id="s1"), claim("2016", None, register, id="s2"))
    new = store(claim("2016", None, register, id="s3"))

    changes = diff(old, new)

    assert [(change["change"], change["old"]["id"]) for change in changes] == [("removed", "s1")]


def test_an_id_goes_before_likeness() -> None:
    old = store(claim("2016", id="s1"), claim("2018", id="s2"))
    new = store(claim("2018", id="s1"), claim("2016", id="s2"))

    assert dated(diff(old, new)) == [("changed", "2018", "2016"), ("changed", "2016", "2018")]


def test_a_symmetric_relation_is_the_same_either_way_round() -> None:
    def cooperation(one: str, other: str, since: str) -> EmbeddedStore:
        return store(claim(since, subject=one, relation="cooperates_with", object=other))

    assert diff(cooperation("LHO", "TA", "2016"), cooperation("TA", "LHO", "2016")) == []
    [change] = diff(cooperation("LHO", "TA", "2016"), cooperation("TA", "LHO", "2017"))
    assert change["fields"] == [{"field": "since", "old": "2016", "new": "2017"}]


def test_another_relation_is_another_statement() -> None:
    changes = diff(store(claim("2016", relation="agreed_to")), store(claim("2016", relation="signed")))

    assert [change["change"] for change in changes] == ["removed", "added"]


def test_changes_are_grouped_by_institution_with_the_entity_first_and_sources_last() -> None:
    old = store(claim("2018"), claim("2015", subject="LHO", object="TA"), sources=SOURCES[:1])
    moved = [replace(each, city="Velltown") if each.id == "MoT" else each for each in ENTITIES]
    new = store(claim("2016", relation="supports"), entities=moved)

    assert [
        (each["institution"] and each["institution"]["id"], each["change"], each["kind"]) for each in diff(old, new)
    ] == [
        ("LHO", "removed", "statement"),
        ("MoT", "changed", "entity"),
        ("MoT", "added", "statement"),
        ("MoT", "removed", "statement"),
        (None, "added", "source"),
    ]


def test_a_reorganisation_is_told_of_the_body_that_it_changed() -> None:
    merger = Entity("merger-2021", "Reorganisation", (Name("Merger", "en"),), date="2021", before=("LHO", "TA"))

    changes = diff(store(), store(entities=[*ENTITIES, merger]))

    assert told(changes) == [("added", "Merger (Reorganisation, 2021)")]
    assert [change["institution"]["id"] for change in changes] == ["LHO"]
    [change] = diff(store(entities=[*ENTITIES, merger]), store(entities=[*ENTITIES, replace(merger, after=("MoT",))]))
    assert change["fields"] == [{"field": "after", "old": None, "new": "MoT"}]


def names_changed(old: tuple[Name, ...], new: tuple[Name, ...]) -> list[tuple[str | None, str | None]]:
    """The texts of the names before and after."""
    sides = [store(entities=[Entity("LHO", "Agency", names)]) for names in (old, new)]
    found = [field for change in diff(*sides) for field in change["fields"]]
    assert {field["field"] for field in found} <= {"name"}
    return [tuple(field[side] and field[side]["name"] for side in ("old", "new")) for field in found]  # type: ignore[misc]


def test_a_name_that_takes_the_place_of_another_is_a_change_and_other_aliases_are_not() -> None:
    label = Name("Lorrel Harbour Office", "en")
    aliases = [Name(text, "en", "alias") for text in ("Harbour Office", "The Office")]

    assert names_changed((label,), (replace(label, text="Lorrel Ports Office"),)) == [
        ("Lorrel Harbour Office", "Lorrel Ports Office")
    ]
    assert names_changed((label, aliases[0]), (label, aliases[1])) == [("Harbour Office", None), (None, "The Office")]
    assert names_changed((label,), (label, replace(label, text="Harbour Board", until="2009"))) == [
        (None, "Harbour Board")
    ]
    assert names_changed((label,), (replace(label, lang="de"),)) == [
        ("Lorrel Harbour Office", None),
        (None, "Lorrel Harbour Office"),
    ]


def test_where_a_name_comes_from_is_part_of_it() -> None:
    label = Name("Lorrel Harbour Office", "en")

    [change] = diff(
        store(entities=[Entity("LHO", "Agency", (label,))]),
        store(entities=[Entity("LHO", "Agency", (replace(label, source="gazette"),))]),
    )
    [field] = change["fields"]
    assert (field["old"]["name_source"], field["new"]["name_source"]) == (None, "gazette")


def test_an_entity_and_a_source_tell_what_changed_about_them() -> None:
    agency = replace(ENTITIES[2], type="Ministry", country="XB", date="1998~", same_as=("https://example.org/17",))
    register = replace(SOURCES[1], issued="2021", title="Register")

    changes = diff(store(), store(entities=[*ENTITIES[:2], agency], sources=[SOURCES[0], register]))

    assert told(changes) == [("changed", "Tide Agency (Ministry, XB, about 1998)"), ("changed", "Register")]
    assert [change["fields"] for change in changes] == [
        [
            {"field": "type", "old": "Agency", "new": "Ministry"},
            {"field": "country", "old": "XA", "new": "XB"},
            {"field": "date", "old": None, "new": "1998~"},
            {"field": "same_as", "old": None, "new": "https://example.org/17"},
        ],
        [
            {"field": "title", "old": "Register of bodies", "new": "Register"},
            {"field": "issued", "old": None, "new": "2021"},
        ],
    ]


@pytest.mark.parametrize("format", [ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES], ids=str)
def test_the_same_facts_in_tables_and_in_rdf_have_no_difference(
    format: ox.RdfFormat, kg: KnowledgeGraph, world: KnowledgeGraph, tmp_path: Path
) -> None:
    for name, graph in (("kg", kg), ("world", world)):
        file = tmp_path / f"{name}.{format.file_extension}"
        graph.store.rdf.dump(str(file), format=format, from_graph=ox.DefaultGraph())

        assert coopgraph.diff(graph, file) == []


def test_a_table_can_be_compared_without_those_that_it_refers_to(tmp_path: Path) -> None:
    header = "subject,relation,object,since,source\n"
    (tmp_path / "old.csv").write_text(f"{header}MoT,commissioned,LHO,2016-06,gazette\n", encoding="utf-8")
    (tmp_path / "new.csv").write_text(f"{header}MoT,commissioned,LHO,2016-07,gazette\n", encoding="utf-8")

    [change] = coopgraph.diff(tmp_path / "old.csv", tmp_path / "new.csv")

    assert change["what"] == "MoT commissioned LHO (since July 2016, end not stated)"
    assert change["new"]["sources"][0]["title"] == "gazette"


def test_what_cannot_be_read_is_never_taken_for_removed(tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text("subject,relation,object,since,source\nMoT,commissioned,LHO,31.02.2016,x\n", encoding="utf-8")

    with pytest.raises(InvalidData, match=r"broken\.csv:2, column since: '31\.02\.2016' is not a date"):
        coopgraph.diff(tmp_path / "broken.csv", "bundled")
    with pytest.raises(InvalidData, match=r"gone\.csv: there is no such file"):
        coopgraph.diff("bundled", tmp_path / "gone.csv")


PIECES = st.sampled_from(
    [Evidence(*each) for each in product(("gazette", "register"), (None, "page 7"), (None, "a quote"), (False, True))]
)
CLAIMS = st.builds(
    lambda since, until, evidence, **other: claim(since, until, *evidence, **other),
    st.sampled_from([None, "2014", "2014-03", "2016", "[2016-06..]"]),
    st.sampled_from([None, "..", "unknown", "2018", "2018-05"]),
    st.lists(PIECES, min_size=1, max_size=3, unique=True),
    id=st.sampled_from(["", "", "s1", "s2", "s3"]),
    subject=st.sampled_from(["MoT", "LHO"]),
    relation=st.sampled_from(["commissioned", "cooperates_with"]),
    object=st.sampled_from(["LHO", "MoT"]),
    under=st.sampled_from([None, "pact"]),
    note=st.sampled_from([None, "Draft."]),
)
NAMES = st.sampled_from(
    [
        Name(text, lang, kind, since, source=source)
        for text, lang, kind, since, source in product(
            ("Tides", "Islands"), (None, "en"), ("label", "alias"), (None, "2009"), (None, "gazette")
        )
    ]
)
BODIES = st.builds(
    Entity,
    st.sampled_from(["MoT", "LHO", "TA"]),
    st.sampled_from(["Ministry", "Agency"]),
    st.lists(NAMES, max_size=3, unique=True).map(tuple),
    city=st.sampled_from([None, "Velltown"]),
    evidence=st.lists(PIECES, max_size=2, unique=True).map(tuple),
)
GRAPHS = st.builds(
    lambda statements, entities, issued: store(
        *statements, entities=entities, sources=[replace(SOURCES[0], issued=issued), SOURCES[1]]
    ),
    st.lists(CLAIMS, max_size=5, unique_by=lambda each: each.id),
    st.lists(BODIES, max_size=3, unique_by=lambda each: each.id),
    st.sampled_from([None, "2020"]),
)


compared = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def said(statement: Statement) -> Hashable:
    """All that a statement says, either way round where its relation is symmetric."""
    ends = (statement.subject, statement.object)
    turned = tuple(sorted(ends)) if statement.relation == "cooperates_with" else ends
    rest = (statement.since, statement.until, statement.under, statement.note, frozenset(statement.evidence))
    return (statement.relation, turned, rest)


TURNED = {"added": "removed", "removed": "added", "changed": "changed"}


def turned(each: Change) -> Change:
    """The same change seen from the other side; a field's name stays."""
    return {**each, "change": TURNED[each["change"]], "old": each["new"], "new": each["old"]}


def in_any_order(changes: list[Change], seen: Callable[[Change], Change]) -> list[str]:
    """Changes without sentence and institution, which are those of one side, and with their fields in any order."""
    found = []
    for change in map(seen, changes):
        fields = ({**field, "change": "changed"} for field in change["fields"])
        parts = sorted(json.dumps(seen(field), sort_keys=True) for field in fields)
        found.append(json.dumps([change["change"], change["kind"], change["old"], change["new"], parts]))
    return sorted(found)


@compared
@given(GRAPHS)
def test_a_graph_does_not_differ_from_itself(graph: EmbeddedStore) -> None:
    assert diff(graph, graph) == []


@compared
@given(GRAPHS, GRAPHS)
def test_the_way_back_mirrors_the_way_there(one: EmbeddedStore, other: EmbeddedStore) -> None:
    assert in_any_order(diff(one, other), dict) == in_any_order(diff(other, one), turned)


@compared
@given(GRAPHS, GRAPHS)
def test_what_is_left_after_the_changes_is_the_same_in_both(one: EmbeddedStore, other: EmbeddedStore) -> None:
    changes = [change for change in diff(one, other) if change["kind"] == "statement"]
    left, right = ({each.id: each for each in graph.statements()} for graph in (one, other))
    for change in changes:
        for side, statements in (("old", left), ("new", right)):
            if change[side]:
                del statements[change[side]["id"]]

    assert Counter(map(said, left.values())) == Counter(map(said, right.values()))


@compared
@given(GRAPHS, GRAPHS)
def test_no_claim_is_both_removed_and_added(one: EmbeddedStore, other: EmbeddedStore) -> None:
    claims: dict[str, set[Hashable]] = {"added": set(), "removed": set(), "changed": set()}
    for change in diff(one, other):
        if change["kind"] == "statement":
            row = change["new"] or change["old"]
            ends = (row["subject"]["id"], row["object"]["id"])
            claims[change["change"]].add(
                (row["relation"], ends if row["relation"] == "commissioned" else frozenset(ends))
            )

    assert claims["removed"] & claims["added"] == set()


@compared
@given(GRAPHS, GRAPHS)
def test_every_change_says_what_differs(one: EmbeddedStore, other: EmbeddedStore) -> None:
    for change in diff(one, other):
        sides = (change["old"] is not None, change["new"] is not None)
        assert sides == {"added": (False, True), "removed": (True, False), "changed": (True, True)}[change["change"]]
        assert bool(change["fields"]) == (change["change"] == "changed")
        assert all(field["old"] != field["new"] for field in change["fields"])
