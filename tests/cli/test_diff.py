"""`coopgraph diff`, as an analyst reads it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopgraph.cli import cli

WORLD = Path(__file__).parents[1] / "world"
EDITS = {
    "relations.csv": [
        ("commissioned,LHO,2016,2016-09,", "commissioned,LHO,2016,2016-10,"),
        ("register,record 17,,derived", "register,record 17,as of old,derived"),
        ("statement-organised,dredging,organised,harbour-days,2016-02-29,,,,gazette,page 12,,\n", ""),
        (
            ",,gazette,page 10,,",
            ",,gazette,page 10,,\n,VMW,supports,dredging,2017-05,,,Since the spring.,gazette,page 13,,",
        ),
        ("statement-represents,MoTI,represents,LHO,,unknown", "statement-represents,MoTI,represents,LHO,[2011..],.."),
    ],
    "bodies.csv": [("Velland Ministry of Water,,,,,,,,,,,,", "Velland Ministry of Waters,,,,,,XV,Velltown,,,,,")],
    "sources.csv": [("[2016-11-30..]", "2016-12"), ("register,Register of bodies", "register,The register")],
}
TEXT = """\
dredging: Dredging project
  removed: Dredging project organised Harbour Days (29 February 2016) [1]

MoTI: Ministry of Tides and Islands
  changed: MoTI represents LHO (since 2011 or later, still open, says the source) [2]
    since: not stated → 2011 or later
    until: ended, unknown when → still open, says the source
  changed: MoTI commissioned LHO (since 2016, until October 2016; under Memorandum of Understanding on Harbours) [3][4]
    until: September 2016 → October 2016
    quote added: “as of old” (evidence: The register, record 17)

VMW: Velland Ministry of Waters
  changed: Velland Ministry of Waters (Ministry, Velltown, XV)
    country: not stated → XV
    city: not stated → Velltown
    name (en): Velland Ministry of Water → Velland Ministry of Waters
  added: Velland Ministry of Waters supports Dredging project (since May 2017, end not stated) [5] (a)

Sources
  changed: Gazette of Lorrel, number 12
    issued: 30 November 2016 or later → December 2016
  changed: The register
    title: Register of bodies → The register

[1] Gazette of Lorrel, number 12, page 12. https://example.org/gazette/12
[2] The register, record 17
[3] Gazette of Lorrel, number 12, page 8: “one two three four five six seven eight nine ten eleven twelve thirteen \
fourteen fifteen”. https://example.org/gazette/12
[4] The register, record 17: “as of old” (derived from it)
[5] Gazette of Lorrel, number 12, page 13. https://example.org/gazette/12
(a) Since the spring.
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the invented world as it was in `old`, and as it is after some edits in `new`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COOPGRAPH_DATA", raising=False)
    shutil.copytree(WORLD, tmp_path / "old")
    shutil.copytree(WORLD, tmp_path / "new")
    for name, edits in EDITS.items():
        file = tmp_path / "new" / name
        text = file.read_text(encoding="utf-8")
        for before, after in edits:
            assert before in text
            text = text.replace(before, after)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_changes_are_told_in_sentences_under_their_institutions(facts: Path) -> None:
    result = run("diff", "old", "new")

    assert result.exit_code == 0
    assert result.stdout == TEXT
    assert result.stderr == "7 differences: 1 added, 1 removed, 5 changed\n"


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "de",
            [
                "MoTI: Ministerium für Gezeiten und Inseln",
                "  geändert: MoTI beauftragte LHO (seit 2016, bis Oktober 2016; auf Grundlage von: "
                "Memorandum of Understanding on Harbours) [3][4]",
                "    bis: September 2016 → Oktober 2016",
                "    Zitat neu: “as of old” (Beleg: The register, record 17)",
                "  entfallen: Dredging project veranstaltete Harbour Days (29. Februar 2016) [1]",
                "    Staat: nicht genannt → XV",
                "Quellen",
            ],
        ),
        (
            "zh",
            [
                "MoTI：潮汐岛屿部",
                "  更改：MoTI 委托 LHO (自2016年, 至2016年10月; 依据Memorandum of Understanding on Harbours) [3][4]",
                "    止于：2016年9月 → 2016年10月",
                "    新增引文：“as of old” (证据：The register, record 17)",
                "    国家：未说明 → XV",
                "来源",
            ],
        ),
    ],
)
def test_the_words_are_in_the_language_asked_for(facts: Path, lang: str, lines: list[str]) -> None:
    printed = run("--lang", lang, "diff", "old", "new").stdout.splitlines()

    assert [line for line in lines if line not in printed] == []


def test_markdown_has_a_heading_for_each_institution_and_a_list_below(facts: Path) -> None:
    result = run("diff", "old", "new", "-o", "changes.md")

    written = (facts / "changes.md").read_text(encoding="utf-8").splitlines()
    assert result.stdout == ""
    assert written[:8] == [
        "### dredging: Dredging project",
        "",
        "- **removed:** Dredging project organised Harbour Days (29 February 2016) [1]",
        "",
        "### MoTI: Ministry of Tides and Islands",
        "",
        "- **changed:** MoTI represents LHO (since 2011 or later, still open, says the source) [2]",
        "  - since: not stated → 2011 or later",
    ]


def test_json_has_each_change_with_its_fields_and_both_rows(facts: Path) -> None:
    changes = json.loads(run("diff", "old", "new", "--format", "json").stdout)

    assert [list(change) for change in changes] == [
        ["change", "kind", "institution", "what", "fields", "old", "new"]
    ] * 7
    [commission] = [change for change in changes if change["what"].startswith("MoTI commissioned")]
    assert commission["fields"][0] == {"field": "until", "old": "2016-09", "new": "2016-10"}
    assert (commission["old"]["until"], commission["new"]["until"]) == ("2016-09", "2016-10")
    assert commission["fields"][1]["old"]["quote"] is None
    assert commission["fields"][1]["new"] == {
        "id": "register",
        "title": "The register",
        "locator": "record 17",
        "quote": "as of old",
        "url": None,
        "derived": True,
    }
    lines = run("diff", "old", "new", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == changes


def test_csv_has_one_line_for_each_field_that_changed(facts: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("diff", "old", "new", "--format", "csv").stdout)))

    columns = ("change", "kind", "institution", "field", "old", "new")
    assert [tuple(row[column] for column in columns) for row in rows] == [
        ("removed", "statement", "dredging", "", "", ""),
        ("changed", "statement", "MoTI", "since", "", "[2011..]"),
        ("changed", "statement", "MoTI", "until", "unknown", ".."),
        ("changed", "statement", "MoTI", "until", "2016-09", "2016-10"),
        (
            *("changed", "statement", "MoTI", "evidence"),
            "Register of bodies, record 17 (derived from it)",
            "The register, record 17: “as of old” (derived from it)",
        ),
        ("changed", "entity", "VMW", "country", "", "XV"),
        ("changed", "entity", "VMW", "city", "", "Velltown"),
        ("changed", "entity", "VMW", "name", "Velland Ministry of Water", "Velland Ministry of Waters"),
        ("added", "statement", "VMW", "", "", ""),
        ("changed", "source", "", "issued", "[2016-11-30..]", "2016-12"),
        ("changed", "source", "", "title", "Register of bodies", "The register"),
    ]
    assert rows[8]["what"] == "Velland Ministry of Waters supports Dredging project (since May 2017, end not stated)"
    assert rows[8]["source"] == "Gazette of Lorrel, number 12, page 13. https://example.org/gazette/12"


@pytest.mark.parametrize(
    ("format", "printed"),
    [
        ("table", ""),
        ("md", ""),
        ("json", "[]\n"),
        ("jsonl", ""),
        ("csv", "change,kind,institution,what,field,old,new,source\n"),
    ],
)
def test_no_difference_is_an_empty_answer_and_no_error(facts: Path, format: str, printed: str) -> None:
    result = run("diff", "old", str(WORLD), "--format", format)

    assert (result.exit_code, result.stdout, result.stderr) == (0, printed, "no differences\n")


def test_a_graph_beside_itself_and_the_bundled_one_by_name(facts: Path) -> None:
    assert run("diff", "bundled", "bundled").stderr == "no differences\n"


def test_a_revision_is_compared_with_the_work_tree(facts: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("needs git")
    shutil.copytree(facts / "old", facts / "facts")
    identity = ("-c", "user.name=Analyst", "-c", "user.email=analyst@example.org", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "facts"), ("commit", "-qm", "The facts of last year")):
        subprocess.run(("git", *identity, *arguments), cwd=facts, check=True)
    shutil.rmtree(facts / "facts")
    shutil.copytree(facts / "new", facts / "facts")

    assert run("diff", "git:HEAD:facts", "facts").stdout == TEXT
    relations = run("diff", "git:HEAD:facts/relations.csv", "facts/relations.csv")
    assert "  changed: MoTI commissioned LHO (since 2016, until October 2016; under harbour-mou) [3][4]" in (
        relations.stdout.splitlines()
    )
    assert relations.stderr.splitlines() == [
        "git:HEAD:facts/relations.csv: refers to what other files describe; that is shown by its id",
        "facts/relations.csv: refers to what other files describe; that is shown by its id",
        "4 differences: 1 added, 1 removed, 2 changed",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("gone", "new", "Error: gone: there is no such file; check the name and the folder\n"),
        (
            "old",
            "git:HEAD",
            "Error: git:HEAD: not an address in a repository; write git:REV:PATH, such as git:HEAD:data\n",
        ),
        ("old/relations.csv", "notes.txt", "Error: notes.txt: unknown format '.txt'; known are .csv"),
    ],
)
def test_what_cannot_be_read_is_a_problem(facts: Path, old: str, new: str, message: str) -> None:
    (facts / "notes.txt").write_text("MoTI commissioned LHO\n", encoding="utf-8")
    result = run("diff", old, new)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(message)


def test_a_rule_that_the_past_broke_is_told_and_does_not_stop_the_comparison(facts: Path) -> None:
    file = facts / "old" / "relations.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace("fourteen fifteen", "fourteen fifteen sixteen"), encoding="utf-8"
    )

    result = run("diff", "old", str(WORLD))

    assert result.exit_code == 0
    assert "quote: “one two three" in result.stdout
    assert result.stderr == (
        "old: 1 problem, compared all the same; 'coopgraph check old' lists them\n1 difference: 1 changed\n"
    )


def test_one_side_alone_is_a_mistake_in_usage() -> None:
    assert run("diff", "bundled").exit_code == 2
