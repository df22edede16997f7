"""Spreadsheets as people write them, and what is said about their mistakes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from coopgraph.draft import draft
from coopgraph.readers import csv_file
from coopgraph.readers.facts import Facts

WORLD = Path(__file__).parents[1] / "world"
HEADER = "subject,relation,object,since,source\n"


def read(text: str) -> Facts:
    return csv_file.read("mine.csv", text.encode())


def problems(text: str) -> list[str]:
    return [str(finding) for finding in read(text).findings]


def test_a_row_becomes_a_statement_with_its_line_and_cells() -> None:
    [(statement, place)] = read(HEADER + "\n" + "BMWi,commissioned,GIZ,Juni 2016,fact-sheet\n").statements

    assert (statement.subject, statement.relation, statement.object) == ("BMWi", "commissioned", "GIZ")
    assert statement.since == "2016-06"
    assert place.line == 3
    assert place.cells["object"] == "column object"


def test_the_id_of_a_statement_depends_on_its_claim_and_not_on_its_evidence() -> None:
    facts = read(HEADER + "A,owns,B,2016,one\nA,owns,B,2016,two\nA,owns,B,2017,one\n")

    ids = [statement.id for statement, _ in facts.statements]
    assert ids[0] == ids[1] == "statement-3a6ef36a5a66d1a5"
    assert ids[2] != ids[0]


def test_semicolons_tabs_quotes_line_breaks_and_a_byte_order_mark_are_read() -> None:
    semicolons = read("\ufeffsubject;relation;object;source\r\nA;owns;B;one\r\n")
    tabs = read("subject\trelation\tobject\tsource\nA\towns\tB\tone\n")
    quoted = read('subject,relation,object,note,source\nA,owns,B,"two\nlines, and a comma",one\nB,owns,C,,one\n')

    assert [statement.object for statement, _ in semicolons.statements] == ["B"]
    assert [statement.object for statement, _ in tabs.statements] == ["B"]
    assert quoted.statements[0][0].note == "two\nlines, and a comma"
    assert quoted.statements[1][1].line == 4


def test_an_interval_in_since_is_split() -> None:
    [(statement, _)] = read(HEADER + "A,owns,B,2015-07/Juni 2016,one\n").statements

    assert (statement.since, statement.until) == ("2015-07", "2016-06")


def test_names_carry_their_language_kind_and_source() -> None:
    header = "id,type,name_en,name_zh,acronym,aliases,name_source\n"
    row = "MIIT,Ministry,Ministry of Industry,工业和信息化部,MIIT,工信部@zh; Industry Ministry,"
    [(entity, _)] = read(header + row + "one; name_zh=common usage\n").entities

    assert [(name.text, name.lang, name.kind, name.source) for name in entity.names] == [
        ("Ministry of Industry", "en", "label", "one"),
        ("工业和信息化部", "zh", "label", "common usage"),
        ("MIIT", None, "acronym", "one"),
        ("工信部", "zh", "alias", "one"),
        ("Industry Ministry", None, "alias", "one"),
    ]


def test_a_source_may_be_given_by_title_alone() -> None:
    facts = read("subject,relation,object,source_title,source_url\nA,owns,B,Annual report 2016,https://example.org/r\n")

    [(source, _)] = facts.sources
    assert (source.id, source.title, source.url) == (
        "source-annual-report-2016",
        "Annual report 2016",
        "https://example.org/r",
    )
    assert facts.statements[0][0].evidence[0].source == "source-annual-report-2016"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "mine.csv: the file is empty; the first line names the columns"),
        ("  \n\n", "mine.csv: the file is empty; the first line names the columns"),
        (
            "who,what\na,b\n",
            "mine.csv:1: no table has the columns who, what; a table begins with object,relation,subject or "
            "institution,name or id,type or id,title",
        ),
        (
            HEADER.replace("since", "sinse") + "A,owns,B,2016,one\n",
            "mine.csv:1: unknown column 'sinse'; did you mean 'since'?",
        ),
        (
            HEADER.replace("since", "colour") + "A,owns,B,red,one\n",
            "mine.csv:1: unknown column 'colour'; begin its name with # to have it passed over",
        ),
        (
            HEADER + "A,owns,B,31.02.2016,one\n",
            "mine.csv:2, column since: '31.02.2016' is not a date: February 2016 has no day 31; "
            "write the day as YYYY-MM-DD",
        ),
        (
            HEADER + "A,owns,B C,2016,one\n",
            "mine.csv:2, column object: 'B C' cannot be an id; write 'B-C', or a full IRI",
        ),
        (
            HEADER + "A,owns,B,2016,one,two\n",
            "mine.csv:2: 6 cells under 5 columns; put quotation marks around cells that contain the separator",
        ),
        ("id,type,name_en\n,Ministry,Nameless\n", "mine.csv:2, column id: no id; give the row a short id such as BMWi"),
        (
            "institution,name,kind\nA,B,nickname\n",
            "mine.csv:2, column kind: unknown kind 'nickname'; write label, alias or acronym",
        ),
    ],
)
def test_a_mistake_is_said_with_its_place_and_its_mend(text: str, expected: str) -> None:
    assert problems(text) == [expected]


def test_all_mistakes_of_a_file_are_said_at_once() -> None:
    found = problems(
        "subject,relation,object,since,until,source\nA,owns,B,yesterday,30.06.2016,one\nA,owns,B,2016-13,,one\n"
    )

    assert found == [
        "mine.csv:2, column since: 'yesterday' is not a date; write 2016, 2016-06, 2016-06-30 or EDTF such as "
        "[2016-06..] (on or after)",
        "mine.csv:2, column until: '30.06.2016' is not a date; did you mean 2016-06-30?; "
        "'..' says still open, 'unknown' ended but not when",
        "mine.csv:3, column since: there is no month 13; write 2016, 2016-06, 2016-06-30 or EDTF such as "
        "[2016-06..] (on or after)",
    ]


def test_a_file_in_windows_1252_is_said_with_its_cell_and_the_rest_is_still_checked() -> None:
    text = "id,type,name_de,date\nA,Ministry,Ministerium A,\nBMWi,Ministry,Ministerium für Wirtschaft,2016-13\n"

    found = [str(finding) for finding in csv_file.read("excel.csv", text.encode("cp1252")).findings]

    assert found == [
        "excel.csv:3, column name_de: not UTF-8: 'Ministerium für Wirtschaft' is stored as in Windows-1252; "
        'save the file as "CSV UTF-8" or as .xlsx',
        "excel.csv:3, column date: there is no month 13; write 2016, 2016-06, 2016-06-30 or EDTF such as "
        "[2016-06..] (on or after)",
    ]


def test_a_workbook_gives_the_same_facts_as_the_csv_files(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in ("bodies", "names", "sources", "relations"):
        sheet = book.create_sheet(name)
        for line in (WORLD / f"{name}.csv").read_text(encoding="utf-8").splitlines():
            sheet.append(next(__import__("csv").reader([line])))
    book.save(tmp_path / "world.xlsx")

    from_book, from_files = draft([tmp_path / "world.xlsx"]), draft([WORLD])

    assert from_book.findings == []
    assert [each for each, _ in from_book.statements.values()] == [each for each, _ in from_files.statements.values()]
    assert [each for each, _ in from_book.entities.values()] == [each for each, _ in from_files.entities.values()]


def test_a_date_cell_of_excel_keeps_the_precision_that_it_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["subject", "relation", "object", "since", "source"])
    for row, shown in enumerate(("yyyy-mm-dd", "mmm\\-yy", "[$-407]mmmm yyyy", "yyyy"), start=2):
        sheet.append(["A", "owns", "B", datetime(2016, 6, 1), "one"])
        sheet.cell(row, 4).number_format = shown
    book.save(tmp_path / "dates.xlsx")

    statements = draft([tmp_path / "dates.xlsx"]).statements

    assert sorted(str(each.since) for each, _ in statements.values()) == ["2016", "2016-06", "2016-06-01"]


def test_a_finding_in_a_workbook_names_sheet_and_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Relations"
    book.worksheets[0].append(["subject", "relation", "object", "since", "source"])
    book.worksheets[0].append(["A", "owns", "B", "31.02.2016", "one"])
    book.save(tmp_path / "mine.xlsx")

    found = [str(finding) for finding in draft([tmp_path / "mine.xlsx"]).findings if finding.rule == "bad-date"]

    assert found == [
        f"{tmp_path}/mine.xlsx[Relations]:2, cell D2: '31.02.2016' is not a date: February 2016 has no day 31; "
        "write the day as YYYY-MM-DD"
    ]


def test_files_that_are_not_what_their_name_says_are_findings(tmp_path: Path) -> None:
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04rest")
    (tmp_path / "text.xlsx").write_text("subject,relation\n")

    found = {finding.file.rpartition("/")[2]: finding.problem for finding in draft(sorted(tmp_path.iterdir())).findings}

    assert found == {"book.csv": "this is an Excel workbook, not CSV", "text.xlsx": "not an Excel workbook"}


def test_classic_mac_line_ends_utf_16_and_long_cells_are_read() -> None:
    mac = csv_file.read("mac.csv", b"subject,relation,object,source\rA,owns,B,one\r")
    excel = csv_file.read("unicode.txt", "subject\trelation\tobject\tsource\r\nA\towns\tB\tone\r\n".encode("utf-16"))
    long = read("subject,relation,object,note,source\nA,owns,B," + "x" * 200_000 + ",one\n")

    assert [[each.object for each, _ in facts.statements] for facts in (mac, excel)] == [["B"], ["B"]]
    assert len(long.statements[0][0].note or "") == 200_000
    assert mac.findings == excel.findings == long.findings == []


def test_a_slash_that_is_no_interval_is_one_finding_with_a_proposal() -> None:
    assert problems(HEADER + "A,owns,B,03/04/2022,one\n") == [
        "mine.csv:2, column since: '03/04/2022' is not a date; did you mean 2022-04-03?"
    ]


def test_a_formula_without_a_value_is_not_an_empty_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["subject", "relation", "object", "until", "source"])
    book.worksheets[0].append(["A", "owns", "B", "=1+1", "one"])
    book.save(tmp_path / "mine.xlsx")

    found = [str(each) for each in draft([tmp_path / "mine.xlsx"]).findings if each.rule == "no-value"]

    assert found == [
        f"{tmp_path}/mine.xlsx[Sheet]:2, cell D2: a formula without a value; "
        "open and save it in a spreadsheet program, or write the value"
    ]


def test_an_unclosed_quotation_mark_is_said_and_swallows_nothing_silently() -> None:
    facts = read('subject,relation,object,source,note\nA,owns,B,one,fine\nA,owns,C,one,"from 2014\nA,owns,D,one,\n')

    assert [each.object for each, _ in facts.statements] == ["B"]
    assert [(each.line, each.rule) for each in facts.findings] == [(3, "wrong-format")]
