"""The structural pass and the SHACL shapes find the same in every invalid file."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph.draft import draft

CORPUS = Path(__file__).parents[1] / "corpus"
INVALID = sorted((CORPUS / "invalid_rdf").glob("*.ttl"))


def expected_rule(file: Path) -> str:
    return file.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# expect-rule: ")


def test_the_corpus_is_there() -> None:
    assert len(INVALID) >= 27


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_both_checks_find_the_one_rule_that_an_invalid_file_breaks(file: Path) -> None:
    found = draft([file])

    assert {finding.rule for finding in found.findings} == {expected_rule(file)}
    assert {finding.rule for finding in found.shacl_findings()} == {expected_rule(file)}
    assert all(finding.line for finding in (*found.findings, *found.shacl_findings()))


@pytest.mark.parametrize(
    "path", [CORPUS / "valid" / "world.ttl", Path(__file__).parents[1] / "world", "bundled"], ids=str
)
def test_both_checks_find_nothing_in_valid_data(path: Path | str) -> None:
    found = draft([path])

    assert found.findings == []
    assert found.shacl_findings() == []


MISTAKES = """subject,relation,object,since,under,source
BMWi,commissioned,GZI,2016-06,,fact-sheet
BMWi,comissioned,GIZ,2016-06,,fact-sheet
BMWi,commissioned,GIZ,31.02.2016,,fact-sheet
BMWi,commissioned,GIZ,2016-07,,
BMWK,commissioned,GIZ,2016-08,,fact-sheet
BMWi,signed,GIZ,2016-09,,fact-sheet
BMWi,commissioned,GIZ,2016-10,BMBF,fact-sheat
"""


def test_an_analysts_mistakes_are_all_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(MISTAKES)

    found = [
        str(finding).removeprefix(f"{tmp_path}/") for finding in draft(["bundled", tmp_path / "mine.csv"]).findings
    ]

    assert found == [
        "mine.csv:2, column object: unknown institution 'GZI'; did you mean 'GIZ'?",
        "mine.csv:3, column relation: unknown relation 'comissioned'; did you mean 'commissioned'?",
        "mine.csv:4, column since: '31.02.2016' is not a date: February 2016 has no day 31; "
        "write the day as YYYY-MM-DD",
        "mine.csv:5, column source: no source; a statement needs at least one piece of evidence",
        "mine.csv:6, column subject: unknown institution 'BMWK'; did you mean 'BMWi'?",
        "mine.csv:7, column object: 'GIZ' is of type Company; the object of signed must be of type Agreement",
        "mine.csv:8, column source: unknown source 'fact-sheat'; did you mean 'fact-sheet'?",
        "mine.csv:8, column under: 'BMBF' is of type Ministry; under must be of type Agreement",
    ]


def test_a_deep_hierarchy_is_no_cycle_and_its_last_link_back_is_one(tmp_path: Path) -> None:
    bodies = "id,type,name_en\n" + "".join(f"b{number},Office,Body {number}\n" for number in range(3000))
    sources = "id,title\none,One\n"
    links = "".join(f"b{number},subordinate_of,b{number + 1},one\n" for number in range(2999))
    (tmp_path / "bodies.csv").write_text(bodies)
    (tmp_path / "sources.csv").write_text(sources)
    relations = tmp_path / "relations.csv"
    relations.write_text("subject,relation,object,source\n" + links)

    assert draft([tmp_path]).findings == []

    relations.write_text("subject,relation,object,source\n" + links + "b2999,subordinate_of,b2998,one\n")
    assert [finding.problem for finding in draft([tmp_path]).findings] == [
        "a cycle of subordinate_of: b2998 → b2999 → b2998"
    ]
