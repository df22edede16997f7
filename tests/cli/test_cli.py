"""The command line, as an analyst uses it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from coopgraph.cli import cli

WORLD = str(Path(__file__).parents[1] / "world")


def run(*arguments: str, **options: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False, **options)  # type: ignore[arg-type]


def rows(*arguments: str) -> list[dict[str, object]]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_who_commissioned_giz_prints_date_basis_and_place() -> None:
    result = run("who", "commissioned", "GIZ")

    assert result.exit_code == 0
    header, _, line, _, source, note = result.stdout.splitlines()
    assert header.split() == ["subject", "relation", "object", "since", "until", "under", "source"]
    assert line.split() == [
        "BMWi",
        "commissioned",
        "GIZ",
        "2016-06",
        "(not",
        "stated)",
        "mou-bmwi-miit-2015",
        "[1]",
        "(a)",
    ]
    assert source.startswith("[1] Sino-German Cooperation on Industrie 4.0 (fact sheet), section")
    assert note == "(a) To implement the bilateral cooperation."


def test_nothing_is_wrapped_or_cut_when_piped() -> None:
    lines = run("who", "subordinate_of", "MIIT").stdout.splitlines()

    assert len([line for line in lines if "subordinate_of" in line]) == 7
    assert "…" not in "".join(lines)
    assert max(len(line) for line in lines) > 200


def test_whom_means_every_pair_and_by_fixes_the_subject() -> None:
    every = rows("who", "signed", "whom")
    by = rows("who", "signed", "whom", "--by", "MIIT")

    assert [row["subject"]["id"] for row in every] == ["BMWi", "MIIT"]  # type: ignore[index]
    assert [row["subject"]["id"] for row in by] == ["MIIT"]  # type: ignore[index]


def test_an_empty_answer_is_an_empty_list_and_no_error() -> None:
    assert rows("who", "commissioned", "BMWi") == []
    assert rows("path", "BIT", "DKE", "--max-hops", "1") == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("who", "commissioned", "GZI"), 3, "Error: unknown name 'GZI'; did you mean 'GIZ'?"),
        (("show", "Ministry of Industry & IT"), 3, "Error: unknown name 'Ministry of Industry & IT'"),
        (("find", "xyzzyx"), 3, ""),
        (("who", "commissions", "GIZ"), 1, "Error: unknown relation 'commissions'; did you mean 'commissioned'?"),
        (("who", "commissioned", "GIZ", "--as-of", "31.02.2016"), 1, "Error: '31.02.2016' is not a date"),
        (("who", "commissioned", "GIZ", "--as-of", "2016", "--during", "2016/2017"), 2, "exclude each other"),
        (("who", "commissioned", "GIZ", "--certain"), 2, "--certain needs --as-of or --during"),
        (("who", "commissioned", "GIZ", "-o", "answer.docx"), 2, "unknown suffix"),
        (("sparql", "SELECT * { ?s ?p }"), 1, "Error: "),
        (("sparql", "--named", "subordinate"), 1, "did you mean 'subordinates'?"),
        (("sparql",), 2, "give one of: a query, -f FILE, --named NAME"),
        (("--data", "nowhere.csv", "find", "A"), 1, "Error: nowhere.csv: there is no such file"),
        (("map", "-o", "map.docx"), 1, ".docx"),
        (("map", "--around", "GIZ", "--between", "GIZ", "MIIT", "-o", "m.html"), 2, "exclude each other"),
        (("whom",), 2, "no such command 'whom'; did you mean 'who'?"),
    ],
)
def test_every_problem_has_its_exit_code_and_a_message_without_a_traceback(
    arguments: tuple[str, ...], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)

    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_candidates_of_an_unknown_name_go_to_stderr() -> None:
    result = run("show", "Standardization")

    assert result.stdout == ""
    assert "  SAC  Standardization Administration of China" in result.stderr


def test_csv_neutralises_formulas_unless_raw(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("id,title\none,=cmd()\n")
    (tmp_path / "bodies.csv").write_text("id,type,name_en\nA,Ministry,A\nB,Agency,B\n")
    (tmp_path / "relations.csv").write_text("subject,relation,object,note,source\nA,owns,B,=1+1,one\n")
    data = ("--data", str(tmp_path))

    [guarded] = csv.DictReader(io.StringIO(run(*data, "who", "owns", "B", "--format", "csv").stdout))
    [raw] = csv.DictReader(io.StringIO(run(*data, "who", "owns", "B", "--format", "csv", "--raw").stdout))

    assert (guarded["note"], guarded["source"]) == ("'=1+1", "'=cmd()")
    assert (raw["note"], raw["source"]) == ("=1+1", "=cmd()")


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [("csv", "\ufeffsubject,"), ("json", "["), ("jsonl", '{"id"'), ("md", "| subject"), ("txt", "subject ")],
)
def test_the_suffix_of_the_output_chooses_its_format(suffix: str, begins: str, tmp_path: Path) -> None:
    file = tmp_path / f"answer.{suffix}"

    assert run("who", "commissioned", "GIZ", "-o", str(file)).stdout == ""
    assert file.read_text(encoding="utf-8").startswith(begins)
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_a_file_that_cannot_be_written_is_said_and_the_old_one_stays(tmp_path: Path) -> None:
    result = run("who", "commissioned", "GIZ", "-o", str(tmp_path / "no" / "answer.csv"))

    assert result.exit_code == 1
    assert "cannot be written (No such file or directory)" in result.stderr


def test_path_prints_cited_sentences_and_the_numbered_sources() -> None:
    lines = run("path", "BMBF", "CCID", "-k", "1").stdout.splitlines()

    assert lines[0] == "1. BMBF → Sino-German Cooperation on Industrie 4.0 → CCID"
    assert lines[1].strip() == "BMBF cooperates with Sino-German Cooperation on Industrie 4.0 (date not stated) [1]"
    assert lines[2].strip() == "Sino-German Cooperation on Industrie 4.0 is facilitated by CCID (date not stated) [2]"
    assert lines[-1].endswith("paragraph 1, sentence 2: “facilitates the activities on the Chinese side”")


def test_path_in_json_is_as_the_contract_says() -> None:
    [path] = rows("path", "MIIT", "BMWi", "-k", "1", "--as-of", "2016-07")

    assert set(path) == {"length", "steps", "overlap"}
    assert path["length"] == 2
    assert path["overlap"] == {"since": "2015-12-01", "until": None}
    steps = path["steps"]
    assert [(step["subject"]["id"], step["forward"], step["holds"]) for step in steps] == [  # type: ignore[union-attr, attr-defined]
        ("MIIT", True, "certain"),
        ("BMWi", False, "certain"),
    ]
    assert [step["parallel"] for step in steps] == [[], []]  # type: ignore[union-attr, attr-defined]


def test_path_says_so_when_there_is_no_route() -> None:
    assert run("path", "BIT", "DKE", "--max-hops", "2").stdout.strip() == "No route from BIT to DKE within 2 hops."


def test_sparql_json_is_the_w3c_format_and_tables_are_readable() -> None:
    query = "SELECT ?who ?whom { ?who coop:commissioned ?whom }"

    document = json.loads(run("sparql", query, "--format", "json").stdout)
    table = run("sparql", query).stdout.splitlines()

    assert document["results"]["bindings"][0]["who"] == {"type": "uri", "value": "https://w3id.org/coopgraph/id/BMWi"}
    assert [line.split() for line in table] == [["who", "whom"], ["----", "----"], ["BMWi", "GIZ"]]


def test_a_named_query_takes_a_body_by_any_name() -> None:
    result = run("sparql", "--named", "subordinates", "--param", "institution=工信部", "--format", "csv")

    assert "CCID" in result.stdout
    assert len(result.stdout.splitlines()) == 8


def test_a_query_can_come_from_a_file_or_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "query.rq"
    file.write_text("ASK { id:BMWi coop:commissioned id:GIZ }")

    assert run("sparql", "-f", str(file)).stdout == "true\n"
    assert run("sparql", "-f", "-", input="ASK { id:GIZ coop:commissioned id:BMWi }").stdout == "false\n"


def test_check_names_every_problem_and_exits_with_1(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("subject,relation,object,since,source\nBMWi,commissioned,GZI,31.02.2016,\n")

    result = run("--data", "bundled", "--data", str(file), "check", "--format", "json")

    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "file": str(file),
            "line": 2,
            "cell": "column object",
            "problem": "unknown institution 'GZI'",
            "fix": "did you mean 'GIZ'?",
        },
        {
            "file": str(file),
            "line": 2,
            "cell": "column since",
            "fix": "write the day as YYYY-MM-DD",
            "problem": "'31.02.2016' is not a date: February 2016 has no day 31",
        },
        {
            "file": str(file),
            "line": 2,
            "cell": "column source",
            "problem": "no source",
            "fix": "a statement needs at least one piece of evidence",
        },
    ]
    assert result.stderr == "3 problems in 40 entities, 45 statements, 10 sources\n".replace("40", "42")


def test_check_of_files_looks_at_those_alone() -> None:
    result = run("--data", "nowhere", "check", WORLD)
    assert (result.exit_code, result.stderr) == (0, "0 problems in 11 entities, 13 statements, 2 sources\n")


def test_data_comes_from_options_or_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [row["id"] for row in rows("--data", WORLD, "find", "LHO")][:1] == ["LHO"]
    monkeypatch.setenv("COOPGRAPH_DATA", WORLD)
    assert [row["id"] for row in rows("find", "LHO")][:1] == ["LHO"]


def test_standard_input_is_read_as_turtle_or_csv() -> None:
    turtle = Path(WORLD).parent.joinpath("corpus/valid/world.ttl").read_text(encoding="utf-8")

    assert run("--data", "-", "check", input=turtle).exit_code == 0
    assert run("--data", "-", "check", input="subject,relation,object\nA,owns,B\n").exit_code == 1


def test_the_language_changes_names_and_words() -> None:
    assert "Bundesministerium für Wirtschaft und Energie" in run("--lang", "de", "show", "BMWi").stdout
    assert "BMWi 委托 GIZ" in run("--lang", "zh", "path", "BMWi", "GIZ", "-k", "1").stdout


def test_the_map_is_written_and_counted(tmp_path: Path) -> None:
    result = run("map", "-o", str(tmp_path / "map.html"))

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("map.html: 39 bodies, 44 relations\n")
    assert "工信部" in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_a_table_on_a_terminal_fits_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    from coopgraph.cli.output import Answer, _table

    monkeypatch.setenv("COLUMNS", "40")
    answer = Answer([], ("id", "name"), [["A", "工业和信息化部 " * 6], ["B", "short"]])

    from wcwidth import wcswidth

    assert max(wcswidth(line) for line in _table(answer, "table", wrap=True).splitlines()) <= 40
    assert max(wcswidth(line) for line in _table(answer, "table", wrap=False).splitlines()) > 80


def test_the_tree_is_drawn_and_has_levels_in_csv() -> None:
    drawn = run("--data", WORLD, "tree", "MoTI").stdout.splitlines()
    table = run("--data", WORLD, "tree", "MoTI", "--format", "csv").stdout.splitlines()

    assert drawn[:3] == [
        "MoTI  Ministry of Tides and Islands",
        "└─ LHO  Lorrel Harbour Office [1]",
        "   └─ liaison-office  LO [2]",
    ]
    assert [line.split(",")[:2] for line in table] == [
        ["level", "id"],
        ["0", "MoTI"],
        ["1", "LHO"],
        ["2", "liaison-office"],
    ]


def test_doctor_names_a_command_for_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    version = metadata.version

    def without_pandas(name: str) -> str:
        if name == "pandas":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", without_pandas)
    found = {row["part"]: row["install"] for row in rows("doctor")}

    assert found["pandas"] == "pip install 'coopgraph[notebook]'"
    assert found["networkx"] == ""


def test_sparql_takes_a_day_and_certainty() -> None:
    june = rows_of_sparql("--as-of", "2016-06-15")
    certain = rows_of_sparql("--as-of", "2016-07", "--certain")

    assert june["BMWi commissioned GIZ"] == "possible"
    assert certain["BMWi commissioned GIZ"] == "certain"
    assert set(certain.values()) == {"certain"}
    assert "BMWi commissioned GIZ" not in rows_of_sparql("--during", "2015-01/2015-12")
    assert run("sparql", "SELECT ?s { ?s a coop:Ministry }", "--certain").exit_code == 1


def rows_of_sparql(*options: str) -> dict[str, str]:
    result = run("sparql", "--named", "relations-as-of", *options, "--format", "csv")
    found = csv.DictReader(io.StringIO(result.stdout))
    return {f"{row['subject']} {row['relation']} {row['object']}": row["holds"] for row in found}


def test_inferred_answers_come_only_when_asked_and_are_marked() -> None:
    assert rows("who", "superior_of", "CCID") == []
    [row] = rows("who", "superior_of", "CCID", "--inferred")
    assert (row["subject"]["id"], row["inferred"], row["note"]) == ("MIIT", True, "the other is subordinate to it")  # type: ignore[index]
    printed = run("path", "BMWi", "MIIT", "-k", "1", "--inferred").stdout.splitlines()
    assert printed[2].strip() == "members of the same joint body cooperate, because:"
    assert printed[3].strip().startswith("BMWi implements Sino-German intelligent manufacturing")


def test_show_as_of_a_day_uses_the_name_of_that_day() -> None:
    lines = run("show", "BMWi", "--as-of", "2023-01-01").stdout.splitlines()

    assert lines[0] == "BMWi (BMWK): Federal Ministry for Economic Affairs and Climate Action"
    assert "  2021: BMWi becomes BMWK (rename) [3][4]" in lines


def test_a_shell_that_completes_a_mistyped_command_gets_no_traceback() -> None:
    completing = {"_COOPGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": "coopgraph whoo x", "COMP_CWORD": "2"}
    found = CliRunner().invoke(cli, [], prog_name="coopgraph", env=completing)

    assert "Traceback" not in found.output
    assert not isinstance(found.exception, click.UsageError)
