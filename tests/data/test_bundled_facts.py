"""The bundled tables hold what the fact sheet states, read with nothing but the csv module."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
DATA = CHECKOUT / "data"
FACT_SHEET = "sino-german-industrie-4.0-fact-sheet.txt"
ENTITY_TABLES = ("institutions", "agreements", "projects", "events", "responsibilities")
COOPERATION = "Sino-German-Industrie-4.0-Cooperation"
PROJECT = "Sino-German-Industrie-4.0-Project"


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _entities() -> dict[str, dict[str, str]]:
    return {row["id"]: row for table in ENTITY_TABLES for row in _table(table) if row["type"]}


def _statements(relation: str) -> set[tuple[str, str, str, str, str]]:
    rows = [row for row in _table("relations") if row["relation"] == relation]
    return {(row["subject"], row["object"], row["since"], row["until"], row["under"]) for row in rows}


def _evidence() -> list[dict[str, str]]:
    return [row for table in (*ENTITY_TABLES, "relations") for row in _table(table)]


def _fact_sheet() -> str:
    named = os.environ.get("COOPGRAPH_SOURCES")
    folder = Path(named) if named else CHECKOUT.parent / "shared" / "sources"
    if not (folder / FACT_SHEET).is_file():
        pytest.skip(f"COOPGRAPH_SOURCES names no folder that holds {FACT_SHEET}")
    return _folded((folder / FACT_SHEET).read_text(encoding="utf-8"))


def _folded(text: str) -> str:
    return " ".join(text.split())


def test_every_row_of_every_table_has_as_many_cells_as_the_header() -> None:
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file, strict=True)
        assert rows, path.name
        assert {len(row) for row in rows} == {len(header)}, path.name


def test_the_ids_of_the_issue_exist_with_their_types() -> None:
    expected = {
        "Government": "German-Government Chinese-Government",
        "Ministry": "BMWi MIIT BMBF MoST",
        "StandardsBody": "SAC CESI DKE DIN",
        "Company": "GIZ",
        "ResearchOrganisation": "CCID",
        "Platform": "Plattform-Industrie-4.0",
        "DiplomaticMission": "German-Embassy-Beijing",
        "Association": "AHK",
        "JointBody": "Sino-German-Commission-on-Standardization SWG-Industrie-4.0 CWG",
        "Office": "Cooperation-Office-Beijing",
        "Programme": "Sino-German-Industrie-4.0-Cooperation",
        "Project": "Sino-German-Industrie-4.0-Project",
        "Framework": "framework-2014 comprehensive-strategic-partnership",
        "MemorandumOfUnderstanding": "mou-bmwi-miit-2015",
        "JointDeclaration": "jdi-bmbf-most-2016",
        "Event": "consultations-2014 symposium-2016 annual-conference-2016 cwg-opening-2016",
    }
    entities = _entities()
    for type_, ids in expected.items():
        assert {name: entities[name]["type"] for name in ids.split()} == dict.fromkeys(ids.split(), type_)


def test_no_id_is_given_twice() -> None:
    ids = [row["id"] for table in ENTITY_TABLES for row in _table(table) if row["type"]]
    ids += [row["id"] for row in _table("sources")]
    assert len(ids) == len(set(ids))


def test_every_further_evidence_row_belongs_to_an_entity_of_its_table() -> None:
    for table in ENTITY_TABLES:
        rows = _table(table)
        assert {row["id"] for row in rows} == {row["id"] for row in rows if row["type"]}
        for row in (row for row in rows if not row["type"]):
            assert {column for column, cell in row.items() if cell} == {"id", "source", "locator", "quote"}


def test_every_entity_has_a_name_in_english_german_and_chinese() -> None:
    for name, row in _entities().items():
        assert all(row[column] for column in ("name_en", "name_de", "name_zh")), name
        assert re.search(r"[\u4e00-\u9fff]", row["name_zh"]), name


def test_every_name_belongs_to_an_entity_and_says_where_it_comes_from() -> None:
    known = {row["id"] for row in _table("sources")} | {"common usage", "coopgraph translation"}
    for name, row in _entities().items():
        first, *exceptions = [part.strip() for part in row["name_source"].split(";")]
        assert first in known, name
        for column, _, source in (part.partition("=") for part in exceptions):
            assert row[column] and source in known, (name, column)
    assert {row["name_source"] for row in _table("names")} <= known
    assert {row["institution"] for row in _table("names")} <= set(_entities())


def test_every_id_in_relations_exists() -> None:
    entities = _entities()
    agreements = {row["id"] for row in _table("agreements")}
    for row in _table("relations"):
        assert row["subject"] in entities and row["object"] in entities, row
        assert row["under"] in {"", *agreements}, row


def test_every_relation_and_entity_has_a_source_a_locator_and_a_quote() -> None:
    sources = {row["id"] for row in _table("sources")}
    for row in _evidence():
        assert row["source"] in sources and row["locator"] and row["quote"], row
    assert {row["evidence"] for row in _table("relations")} == {"stated", "derived"}


def test_every_derived_relation_has_a_note_that_says_why() -> None:
    assert [row for row in _table("relations") if row["evidence"] == "derived" and not row["note"]] == []


def test_every_source_is_used_and_titled() -> None:
    used = {row["source"] for row in _evidence()} | {row["name_source"] for row in _table("names")}
    assert {row["id"] for row in _table("sources")} == used
    assert all(row["title"] for row in _table("sources"))


def test_the_fact_sheet_was_issued_on_or_after_the_last_day_it_reports() -> None:
    assert {row["id"]: row["issued"] for row in _table("sources")}["fact-sheet"] == "[2016-11-30..]"


def test_no_quote_is_longer_than_fifteen_words() -> None:
    assert [row["quote"] for row in _evidence() if len(row["quote"].split()) > 15] == []


def test_every_quote_from_the_fact_sheet_stands_in_its_text() -> None:
    text = _fact_sheet()
    quotes = [row["quote"] for row in _evidence() if row["source"] == "fact-sheet"]
    assert len(quotes) > 80
    assert [quote for quote in quotes if _folded(quote) not in text] == []


def test_no_quote_from_the_fact_sheet_is_a_whole_sentence() -> None:
    sentences = {sentence.strip(" .") for sentence in re.split(r"\. ", _fact_sheet())}
    assert [row["quote"] for row in _evidence() if row["quote"].strip(" .") in sentences] == []


def test_bmwi_commissioned_giz_in_june_2016_and_giz_established_the_project_then_or_later() -> None:
    assert _statements("commissioned") == {("BMWi", "GIZ", "2016-06", "", "mou-bmwi-miit-2015")}
    assert _statements("established") == {("GIZ", PROJECT, "[2016-06..]", "", "")}


def test_bmwi_and_miit_signed_the_memorandum_in_july_2015() -> None:
    assert _statements("signed") == {(body, "mou-bmwi-miit-2015", "2015-07", "", "") for body in ("BMWi", "MIIT")}


def test_the_governments_agreed_in_october_2014_and_the_research_ministries_in_january_2016() -> None:
    assert _statements("agreed_to") == {
        ("German-Government", "framework-2014", "2014-10", "", ""),
        ("Chinese-Government", "framework-2014", "2014-10", "", ""),
        ("BMBF", "jdi-bmbf-most-2016", "2016-01", "", ""),
        ("MoST", "jdi-bmbf-most-2016", "2016-01", "", ""),
    }


def test_six_bodies_implement_the_sub_working_group_since_december_2015_and_giz_the_cooperation() -> None:
    six = {(body, "SWG-Industrie-4.0", "2015-12", "", "") for body in ("SAC", "MIIT", "CESI", "BMWi", "DKE", "DIN")}
    giz = ("GIZ", COOPERATION, "[2016-06..]", "", "mou-bmwi-miit-2015")
    assert _statements("implements") == six | {giz}


def test_what_dates_the_implementation_of_the_sub_working_group_is_marked_as_derived() -> None:
    rows = [row for row in _table("relations") if row["object"] == "SWG-Industrie-4.0"]
    assert len(rows) == 12
    assert {row["evidence"] for row in rows} == {"derived"}


def test_the_project_has_five_responsibilities_and_nobody_else_has_any() -> None:
    expected = {
        "facilitating-political-dialogue",
        "identifying-cooperation-projects",
        "monitoring-industrie-4.0-in-china",
        "institutionalising-stakeholder-dialogue",
        "liaison-office-in-beijing",
    }
    assert {row["id"] for row in _table("responsibilities")} == expected
    assert _statements("responsible_for") == {(PROJECT, each, "", "", "") for each in expected}


def test_five_named_bodies_cooperate_in_the_cooperation() -> None:
    named = ("BMWi", "BMBF", "Plattform-Industrie-4.0", "German-Embassy-Beijing", "AHK")
    assert _statements("cooperates_with") == {(COOPERATION, body, "", "", "") for body in named}


def test_ccid_facilitates_the_cooperation_and_miit_is_not_joined_to_it() -> None:
    assert _statements("facilitates") == {("CCID", COOPERATION, "", "", "")}
    assert [row for row in _table("relations") if {row["subject"], row["object"]} == {"MIIT", COOPERATION}] == []


def test_ccid_is_subordinate_of_miit_by_the_fact_sheet_and_six_more_by_ror() -> None:
    rows = [row for row in _table("relations") if row["relation"] == "subordinate_of"]
    assert {row["object"] for row in rows} == {"MIIT"}
    assert {(row["subject"], row["source"], row["evidence"]) for row in rows} == {
        ("CCID", "fact-sheet", "stated"),
        ("CCID", "ror-MIIT", "derived"),
        ("CESI", "ror-MIIT", "stated"),
        ("BIT", "ror-MIIT", "stated"),
        ("BIT", "ror-BIT", "stated"),
        ("CAICT", "ror-MIIT", "stated"),
        ("CNNIC", "ror-MIIT", "stated"),
        ("SRRC", "ror-MIIT", "stated"),
        ("SASTIND", "ror-MIIT", "stated"),
        ("SASTIND", "ror-SASTIND", "stated"),
    }


def test_the_derived_relations_are_these_and_the_rest_is_stated() -> None:
    rows = [row for row in _table("relations") if row["evidence"] == "derived" and row["object"] != "SWG-Industrie-4.0"]
    assert {(row["subject"], row["relation"], row["object"]) for row in rows} == {
        ("German-Government", "participates_in", "consultations-2014"),
        ("Chinese-Government", "participates_in", "consultations-2014"),
        ("German-Government", "owns", "GIZ"),
        ("GIZ", "implements", COOPERATION),
        (COOPERATION, "based_on", "framework-2014"),
        ("CCID", "subordinate_of", "MIIT"),
        ("CWG", "participates_in", COOPERATION),
        ("CWG", "participates_in", "cwg-opening-2016"),
        ("Cooperation-Office-Beijing", "part_of", "GIZ"),
    }


def test_29_and_30_november_2016_date_the_symposium_only() -> None:
    dated = {name: row["date"] for name, row in _entities().items() if row.get("date")}
    assert {name for name, date in dated.items() if "2016-11" in date} == {"symposium-2016"}
    assert [row for row in _table("relations") if "2016-11" in row["since"] + row["until"]] == []


def test_every_entity_is_dated_as_precisely_as_stated() -> None:
    assert {name: row["date"] for name, row in _entities().items() if row.get("date")} == {
        "framework-2014": "2014-10",
        "mou-bmwi-miit-2015": "2015-07",
        "jdi-bmbf-most-2016": "2016-01",
        "consultations-2014": "2014-10",
        "symposium-2016": "2016-11-29/2016-11-30",
        "cwg-opening-2016": "2016-10-18",
        "SWG-Industrie-4.0": "2015-12",
        "CWG": "2016",
        PROJECT: "[2016-06..]",
    }


def test_the_symposium_was_in_berlin_the_opening_event_in_beijing_and_no_other_place_is_stated() -> None:
    places = {row["id"]: (row["city"], row["country"]) for row in _table("events") if row["city"] or row["country"]}
    assert places == {"symposium-2016": ("Berlin", "DE"), "cwg-opening-2016": ("Beijing", "CN")}


def test_joint_bodies_have_no_country_and_every_other_institution_has_one() -> None:
    rows = [row for row in _table("institutions") if row["type"]]
    assert {row["id"] for row in rows if not row["country"]} == {
        row["id"] for row in rows if row["type"] == "JointBody"
    }


def test_bmwi_was_called_bmwk_from_2021_to_2025_and_bmwe_after() -> None:
    rows = [row for row in _table("names") if row["institution"] == "BMWi" and row["kind"] == "acronym"]
    dated = [(row["name"], row["since"], row["until"]) for row in rows]
    assert dated == [("BMWi", "2017", "2021"), ("BMWK", "2021", "2025"), ("BMWE", "2025", "")]


def test_no_file_holds_a_telephone_number_an_address_or_the_name_of_a_person() -> None:
    telephone = re.compile(r"\+\d[\d ]{4,}|\d{2,} \d{3,}|\b\d{6}\b|\d{7,}|\bext\.|\bTel\b|\bFax\b")
    private = re.compile(r"\b(Ms|Mr|Mrs|Dr|Herr|Frau|Road|Compound|District)\b|Project Director")
    for path in sorted(DATA.iterdir()):
        if path.suffix in (".csv", ".md", ".py"):
            text = re.sub(r"https?://\S+", "", path.read_text(encoding="utf-8"))
            assert telephone.findall(text) == [], path.name
            assert private.findall(text) == [], path.name
