"""`check --sources` and `check --conflicts`, as an analyst uses them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopgraph.cli import cli

FACTS = {
    "bodies.csv": "id,type,name_en\nUN,InternationalOrganisation,United Nations\n"
    "egermany,Government,German Democratic Republic\n",
    "sources.csv": "id,title\ncow,COW IGO v3\nun,UN member list\n",
    "memberships.csv": "subject,relation,object,since,until,source,quote\n"
    "egermany,member_of,UN,1965,1989,cow,UN egermany 1965\n"
    "egermany,member_of,UN,1973-09-18,,un,18 September 1973\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COOPGRAPH_DATA", raising=False)
    for name, text in FACTS.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "un.txt").write_text("Member States\nAdmitted on 18 Septem-\nber 1973.\n")
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--data", ".", "check", *arguments], catch_exceptions=False)


def test_quotes_that_are_found_leave_nothing_but_a_count(folder: Path) -> None:
    result = check("--sources", "texts")

    assert result.exit_code == 0
    assert result.stdout.strip() == ""
    assert result.stderr.splitlines() == [
        "0 problems in 2 entities, 2 statements, 2 sources",
        "1 quote checked in 1 source; 1 quote of 1 source not checked: no text in texts for cow",
    ]


def test_a_quote_that_is_not_found_is_a_problem_with_its_cell_and_the_nearest_passage(folder: Path) -> None:
    (folder / "texts" / "cow.txt").write_text("ioname state\nUN egermany 1966\n")
    result = check("--sources", "texts", "--format", "json")

    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "file": "memberships.csv",
            "line": 2,
            "cell": "column quote",
            "problem": "the quote “UN egermany 1965” is not in the text of 'cow'",
            "fix": "nearest is texts/cow.txt:2: “UN egermany 1966”",
        }
    ]
    assert result.stderr.splitlines()[1] == "2 quotes checked in 2 sources"


def test_other_problems_are_listed_beside_those_of_quotes(folder: Path) -> None:
    (folder / "texts" / "cow.txt").write_text("nothing of the kind")
    (folder / "more.csv").write_text("subject,relation,object,source\negermany,member_of,UNO,un\n")
    result = check("--sources", "texts", "--format", "csv")

    assert result.exit_code == 1
    assert [(row["file"], row["line"]) for row in csv.DictReader(io.StringIO(result.stdout))] == [
        ("more.csv", "2"),
        ("memberships.csv", "2"),
    ]


@pytest.mark.parametrize(
    ("sources", "code", "message"),
    [
        ("nowhere", 2, "Directory 'nowhere' does not exist"),
        ("texts/un.txt", 2, "Directory 'texts/un.txt' is a file"),
        ("empty", 1, "Error: empty: holds no text; put in .txt, .md, .html, .htm files named by source id"),
    ],
)
def test_a_folder_without_texts_is_refused_in_plain_words(folder: Path, sources: str, code: int, message: str) -> None:
    (folder / "empty").mkdir()
    result = check("--sources", sources)

    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


def test_contradictions_are_listed_with_both_sources_and_are_no_problem(folder: Path) -> None:
    result = check("--conflicts", "--format", "json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == [
        {
            "file": "memberships.csv",
            "line": 2,
            "cell": "column since",
            "problem": "egermany member_of UN: since 1965 according to COW IGO v3, "
            "since 1973-09-18 according to UN member list (memberships.csv:3)",
            "fix": "both are kept; correct one if it misreads its source",
        }
    ]
    assert result.stderr.splitlines() == ["0 problems in 2 entities, 2 statements, 2 sources", "1 contradiction"]


def test_a_contradiction_is_listed_only_when_asked_for(folder: Path) -> None:
    result = check("--format", "json")

    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_a_problem_beside_a_contradiction_is_still_a_problem(folder: Path) -> None:
    (folder / "more.csv").write_text("subject,relation,object,source\negermany,member_of,UNO,un\n")
    result = check("--conflicts", "--format", "jsonl")

    assert result.exit_code == 1
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == ["more.csv", "memberships.csv"]
    assert result.stderr.splitlines()[0].startswith("1 problem in ")
    assert result.stderr.splitlines()[1] == "1 contradiction"
