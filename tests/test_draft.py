"""Several files become one graph, or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import coopgraph
from coopgraph.draft import draft
from coopgraph.errors import InvalidData

SOURCES = "id,title\none,One\ntwo,Two\n"
BODIES = "id,type,name_en\nA,Ministry,Alpha\nB,Agency,Beta\n"
RELATIONS = "subject,relation,object,since,source\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources.csv").write_text(SOURCES)
    (tmp_path / "bodies.csv").write_text(BODIES)
    return tmp_path


def test_one_claim_in_two_files_is_one_statement_with_the_evidence_of_both(folder: Path) -> None:
    (folder / "first.csv").write_text(RELATIONS + "A,commissioned,B,2016,one\n")
    (folder / "second.csv").write_text(RELATIONS + "A,commissioned,B,2016,two\nA,commissioned,B,2016,one\n")

    [statement] = coopgraph.open(folder).relations()

    assert [piece.source for piece in statement.evidence] == ["one", "two"]


def test_contradicting_dates_stay_two_statements(folder: Path) -> None:
    (folder / "first.csv").write_text(RELATIONS + "A,commissioned,B,2016,one\nA,commissioned,B,2017,two\n")

    assert [each.since for each in coopgraph.open(folder).relations()] == ["2016", "2017"]


def test_more_about_a_body_is_added_and_what_contradicts_is_said(folder: Path) -> None:
    (folder / "more.csv").write_text("id,type,name_de,city\nA,Institution,Alpha (deutsch),Bonn\n")
    assert coopgraph.open(folder).institution("A").type == "Ministry"
    assert coopgraph.open(folder).institution("Alpha (deutsch)").city == "Bonn"

    (folder / "other.csv").write_text("id,type,name_de,city\nA,Company,,Berlin\n")
    assert [finding.problem for finding in draft([folder]).findings] == [
        "city 'Berlin' of 'A' is 'Bonn' elsewhere",
        "'A' is of type Company here and Ministry elsewhere",
    ]


def test_one_id_for_two_claims_is_a_finding(folder: Path) -> None:
    (folder / "first.csv").write_text(
        "id," + RELATIONS + "s1,A,commissioned,B,2016,one\ns1,B,commissioned,A,2016,one\n"
    )

    assert [finding.problem for finding in draft([folder]).findings] == ["id 's1' is used for two different statements"]


def test_nothing_is_loaded_when_one_record_is_wrong(folder: Path) -> None:
    (folder / "first.csv").write_text(RELATIONS + "A,commissioned,B,2016,one\nA,commissioned,C,2016,one\n")

    with pytest.raises(InvalidData) as caught:
        coopgraph.open(folder)

    assert [finding.line for finding in caught.value.findings] == [3]


def test_a_body_of_its_own_joins_the_bundled_graph(folder: Path) -> None:
    (folder / "mine.csv").write_text(RELATIONS + "BMWi,commissioned,A,2017,fact-sheet\n")

    graph = coopgraph.open("bundled", folder)

    assert [each.object for each in graph.relations("commissioned", subject="BMWi")] == ["GIZ", "A"]


def test_the_latest_source_vouches_and_the_earliest_bounds_the_begin(folder: Path) -> None:
    (folder / "sources.csv").write_text(
        "id,title,issued,retrieved\none,One,2016-02-01,\ntwo,Two,2018-03-01,\nweb,Web,,2019-05-06\n"
    )
    (folder / "first.csv").write_text(RELATIONS + "A,owns,B,,one\nA,owns,B,,two\nB,owns,A,,web\n")

    both, retrieved = (each.bounds for each in coopgraph.open(folder).relations())

    assert (both.since_latest, both.until_earliest) == (date(2016, 2, 1), date(2018, 3, 1))
    assert (retrieved.since_latest, retrieved.until_earliest) == (date(2019, 5, 6), None)


def test_different_notes_of_one_claim_are_both_kept(folder: Path) -> None:
    rows = "A,owns,B,2016,one,first\nA,owns,B,2016,two,second\n"
    (folder / "first.csv").write_text("subject,relation,object,since,source,note\n" + rows)

    assert [each.note for each in coopgraph.open(folder).relations()] == ["first; second"]
