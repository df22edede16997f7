"""Names of a day, and what a statement says of its end."""

from __future__ import annotations

import pytest

from coopgraph import dates
from coopgraph.graph import KnowledgeGraph
from coopgraph.model import Finding, Statement


@pytest.mark.parametrize(
    ("day", "acronym", "label"),
    [
        (None, "BMWi", "Federal Ministry for Economic Affairs and Energy"),
        ("2016-07", "BMWi", "Federal Ministry for Economic Affairs and Energy"),
        ("2019-01-01", "BMWi", "Federal Ministry for Economic Affairs and Energy"),
        ("2023-01-01", "BMWK", "Federal Ministry for Economic Affairs and Climate Action"),
        ("2026-01-01", "BMWE", "Federal Ministry for Economic Affairs and Energy"),
        (
            "2021-06",
            "BMWi / BMWK",
            "Federal Ministry for Economic Affairs and Energy / "
            "Federal Ministry for Economic Affairs and Climate Action",
        ),
    ],
)
def test_a_body_has_the_name_of_the_day_and_both_where_the_day_of_change_is_not_known(
    kg: KnowledgeGraph, day: str | None, acronym: str, label: str
) -> None:
    entity = kg.institution("BMWi").as_of(dates.as_of(day) if day else None)

    assert (entity.id, entity.acronym, entity.label("en")) == ("BMWi", acronym, label)


def test_show_as_of_a_day_uses_its_name_and_tells_the_history(kg: KnowledgeGraph) -> None:
    body = kg.show("BMWK", as_of="2023-01-01")["institution"]

    assert (body["id"], body["acronym"]) == ("BMWi", "BMWK")
    assert [(each["date"], each["what"], [end["id"] for end in each["after"]]) for each in body["history"]] == [
        ("2021", "BMWi becomes BMWK", ["BMWi"]),
        ("2025", "BMWK becomes BMWE", ["BMWi"]),
    ]
    assert [source["id"] for source in body["history"][0]["sources"]] == [
        "ministries-2017-2021",
        "ministries-2021-2025",
    ]


def test_rows_and_maps_of_a_day_use_its_names(kg: KnowledgeGraph) -> None:
    [statement] = kg.relations("commissioned", as_of="2023-01-01")
    selection = kg.map(around="GIZ", as_of="2023-01-01").selection

    assert kg.row(statement, "2023-01-01")["subject"] == {
        "id": "BMWi",
        "label": "Federal Ministry for Economic Affairs and Climate Action",
    }
    assert next(entity for entity in selection.entities if entity.id == "BMWi").acronym == "BMWK"


@pytest.mark.parametrize(
    ("until", "instant", "end"),
    [
        (None, False, "not stated"),
        ("..", False, "open"),
        ("unknown", False, "unknown"),
        ("2016", False, "dated"),
        (None, True, None),
    ],
)
def test_a_statement_says_how_its_end_is_known(until: str | None, instant: bool, end: str | None) -> None:
    assert Statement("s", "A", "r", "B", until=until, instant=instant).end == end


@pytest.mark.parametrize(
    ("finding", "text"),
    [
        (
            Finding("unknown institution 'GZI'", "did you mean 'GIZ'?", "relations.csv", 12, "column object"),
            "relations.csv:12, column object: unknown institution 'GZI'; did you mean 'GIZ'?",
        ),
        (Finding("no such file", file="a.csv"), "a.csv: no such file"),
        (Finding("no title", "give it one"), "no title; give it one"),
    ],
)
def test_a_finding_reads_where_what_and_what_would_be_right(finding: Finding, text: str) -> None:
    assert str(finding) == text
