"""The benchmarks' graphs are valid, the same each time and as large as asked for, and all engines answer alike."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

import coopgraph
from coopgraph.draft import draft

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import bench
import measure
from beyond import beyond, further
from bounding import BoundedGraph
from case import digest, work
from graphs import DEEPEST, Graph
from report import report
from rows import Case, Limit, Row, every_row
from workspace import Workspace
from writing import write

SIZE = 1000
SEED = 7
IN_PROCESS = ("load", "rebuild", "reopen", "routes", "hierarchy", "as-of", "networkx")
COMMANDS = ("path", "who", "show", "find", "tree")


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("graphs") / "graph.ttl"
    write(Graph(SIZE, SEED), file)
    return file


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    pytest.importorskip("duckdb")
    made = Workspace(tmp_path_factory.mktemp("work"), SIZE)
    made.prepare()
    made.build("this code")
    return made


def test_a_graph_has_exactly_as_many_relations_and_bodies_as_it_promises() -> None:
    statements, entities = [*Graph(SIZE, SEED).statements()], [*Graph(SIZE, SEED).entities()]
    assert len({each.id for each in statements}) == 1000
    assert Counter(each.id.split("-")[0] for each in entities) == {
        "body": 150,
        "agreement": 50,
        "project": 40,
        "group": 20,
    }
    assert len({each.country for each in entities if each.country}) == 12


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(turtle: Path, tmp_path: Path) -> None:
    again, other = tmp_path / "again.ttl", tmp_path / "other.ttl"
    write(Graph(SIZE, SEED), again)
    write(Graph(SIZE, SEED + 1), other)
    assert again.read_bytes() == turtle.read_bytes()
    assert other.read_bytes() != turtle.read_bytes()


def test_check_finds_nothing_in_a_graph(turtle: Path) -> None:
    drafted = draft([turtle])
    assert drafted.findings == []
    assert (len(drafted.entities), len(drafted.statements), len(drafted.sources)) == (260, 1000, 100)


def test_the_shapes_find_nothing_in_a_small_graph(tmp_path: Path) -> None:
    file = tmp_path / "small.ttl"
    write(Graph(100, SEED), file)
    assert draft([file]).shacl_findings() == []


def test_tables_hold_the_same_graph_as_turtle(turtle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "graph.csv"
    write(Graph(SIZE, SEED), folder)
    assert {file.name for file in folder.iterdir()} == {"sources.csv", "institutions.csv", "relations.csv"}
    assert draft([folder]).findings == []
    assert coopgraph.diff(turtle, folder) == []


def test_there_are_about_ten_triples_a_relation_and_the_writer_counts_them(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    told = write(Graph(SIZE, SEED), file)
    triples = sum(1 for _ in ox.parse(path=file))
    assert told == f"1,000 relations in {triples:,} triples"
    assert 9_000 < triples < 11_000


def test_the_hierarchy_is_a_tree_of_at_most_eight_levels_below_each_government() -> None:
    above = {
        each.subject: each.object
        for each in Graph(2000, SEED).statements()
        if each.relation in ("subordinate_of", "part_of")
    }
    assert len(above) == 300 - 12
    assert 3 < max(_depth(body, above) for body in above) <= DEEPEST == 8


def _depth(body: str, above: dict[str, str]) -> int:
    return 1 + _depth(above[body], above) if body in above else 0


def test_every_agreement_has_two_to_six_signatories_and_every_working_group_four_to_ten_members() -> None:
    statements = [*Graph(SIZE, SEED).statements()]
    signatories = Counter(each.object for each in statements if each.relation in ("signed", "agreed_to"))
    members = Counter(each.object for each in statements if each.relation == "participates_in")
    assert (len(signatories), min(signatories.values()), max(signatories.values())) == (50, 2, 6)
    assert (len(members), min(members.values()), max(members.values())) == (20, 4, 10)


def test_dates_are_of_every_precision_and_every_statement_says_where_it_is_written() -> None:
    statements = [*Graph(SIZE, SEED).statements()]
    since = {_shape(each.since) for each in statements}
    until = {_shape(each.until) for each in statements}
    assert since == {None, "9", "9-9", "9-9-9", "9~", "[9-9..]"}
    assert until == {None, "9", "9-9", "9-9-9", "..", "unknown"}
    assert all(piece.source and piece.locator for each in statements for piece in each.evidence)
    assert all(each.evidence for each in statements)
    assert 100 < sum(any(piece.quote for piece in each.evidence) for each in statements) < 250


def _shape(day: str | None) -> str | None:
    """A date with each number as a 9."""
    if not day:
        return None
    digits = "".join("9" if letter.isdigit() else letter for letter in day)
    while "99" in digits:
        digits = digits.replace("99", "9")
    return digits


def test_names_are_in_three_languages_a_third_has_chinese_ones_and_most_have_an_alias() -> None:
    entities = [*Graph(10_000, SEED).entities()]
    having = Counter(key for each in entities for key in {name.lang or name.kind for name in each.names})
    aliased = sum(any(name.kind == "alias" for name in each.names) for each in entities)
    assert having["en"] == len(entities) == 2600
    assert 0.30 < having["zh"] / 2600 < 0.36
    assert 0.57 < aliased / 2600 < 0.63


def test_the_bounds_that_other_engines_are_given_are_those_of_the_store(turtle: Path) -> None:
    given = {each.id: (each.bounds, each.instant) for each in BoundedGraph(SIZE, SEED).statements()}
    kept = {each.id: (each.bounds, each.instant) for each in draft([turtle]).store().statements()}
    assert given == kept


@pytest.mark.slow
@pytest.mark.parametrize("name", IN_PROCESS)
def test_all_engines_give_the_same_rows(name: str, files: Workspace) -> None:
    row = every_row()[name]
    found = {engine: work(made(files), 1) for engine, made in row.engines.items() if engine not in row.unlike}
    assert {(each["rows"], each["digest"]) for each in found.values()} == {
        (found["coopgraph"]["rows"], found["coopgraph"]["digest"])
    }
    assert found["coopgraph"]["rows"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_commands_and_their_peers_give_the_same_rows(name: str, files: Workspace) -> None:
    row = every_row()[name]
    found = {engine: measure.measured(row, engine, files, 60) for engine in row.engines}
    assert len({(each["rows"], each["digest"]) for each in found.values()}) == 1
    assert found["coopgraph"]["rows"] > 0
    assert all(each["seconds"] > 0.01 and each["peak_mb"] > 5 for each in found.values())


def test_work_tells_the_median_and_whether_rows_are_the_same_in_any_order() -> None:
    told = work(Case([lambda: [("b", None), ("a", "2015")]]), rounds=3)
    assert told["rows"] == 2
    assert told["digest"] == digest([("a", "2015"), ("b", None)])[1] != digest([("a", "2016"), ("b", None)])[1]


def test_a_process_is_measured_with_its_own_time_and_memory() -> None:
    idle = measure.run([sys.executable, "-c", "pass"], 60)
    busy = measure.run([sys.executable, "-c", "kept = b'x' * 200_000_000; sum(range(10_000_000)); print('done')"], 60)
    assert busy.printed == "done\n"
    assert busy.peak_mb - idle.peak_mb > 190
    assert busy.seconds > idle.seconds + 0.05


def test_a_process_that_costs_too_much_is_ended_and_one_that_fails_says_why() -> None:
    with pytest.raises(measure.Failed, match=r"^more than 1 s$"):
        measure.run([sys.executable, "-c", "while True: pass"], 1)
    with pytest.raises(measure.Failed, match=r"^ended with 1: ZeroDivisionError: division by zero$"):
        measure.run([sys.executable, "-c", "1 / 0"], 60)


RESULT = {"seconds": 0.5, "first": 0.6, "wall": 0.7, "process_seconds": 1.0, "peak_mb": 30.0, "rows": 3, "digest": "d"}


def test_what_is_measured_is_not_measured_again_unless_the_code_changed(tmp_path: Path) -> None:
    results = bench.Results(tmp_path / "results.json")
    assert not results.known("routes", "coopgraph", 1000)
    results.keep("routes", "coopgraph", 1000, RESULT)
    results.keep("routes", "networkx", 1000, RESULT)
    again = bench.Results(tmp_path / "results.json")
    assert again.known("routes", "coopgraph", 1000)
    assert not again.known("routes", "coopgraph", 10_000)
    again.code = "other code"
    assert not again.known("routes", "coopgraph", 1000)
    assert again.known("routes", "networkx", 1000)


def test_the_report_says_which_limits_are_met_and_which_are_missed(tmp_path: Path) -> None:
    limits = (Limit("at most 2 × networkx", 2.0, "networkx", 1000), Limit("at most 20 MB", 20, of="peak_mb"))
    row = Row("routes", "A path", dict.fromkeys(("networkx", "coopgraph"), lambda files: Case([])), limits)
    results = bench.Results(tmp_path / "results.json")
    results.keep("routes", "networkx", 1000, {**RESULT, "seconds": 0.25, "reference": 0.05})
    results.keep("routes", "coopgraph", 1000, RESULT)
    results.keep("routes", "networkx", 10_000, {"skipped": "more than 300 s"})
    report({"routes": row}, json.loads(results.file.read_text()), tmp_path)
    lines = (tmp_path / "RESULTS.md").read_text().splitlines()
    assert "| A path | 1,000 | 0.5 s | networkx 0.25 s, × 2.00 | at most 2 × networkx | met |" in lines
    assert "| A path | 1,000 | 30 MB |  | at most 20 MB | **missed**, × 1.50 |" in lines
    assert "| networkx | 0.25 s, 30 MB | more than 300 s |" in lines
    assert "| **coopgraph** | 0.5 s, 30 MB | – |" in lines


def test_growth_is_drawn_the_same_for_the_same_results(tmp_path: Path) -> None:
    growth = pytest.importorskip("growth")
    found = {("load", "coopgraph", size): RESULT | {"seconds": size / 1000} for size in (1000, 10_000)}
    assert growth.draw(found, tmp_path / "one.svg")
    assert growth.draw(found, tmp_path / "other.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()
    assert "coopgraph" in (tmp_path / "one.svg").read_text()
    assert not growth.draw({("load", "coopgraph", 1000): RESULT}, tmp_path / "none.svg")


def test_what_does_not_fit_is_told_in_a_straight_line_from_the_two_largest_that_do() -> None:
    assert further([(1, 100.0), (10, 1.0), (20, 3.0)], 50) == 9.0
    assert further([(10, 1.0)], 50) is None
    assert further([(10, 1.0), (50, 3.0)], 50) is None

    found = {
        ("load", "coopgraph", 100_000): {"seconds": 20.0, "wall": 30.0, "peak_mb": 1_200.0},
        ("load", "coopgraph", 1_000_000): {"seconds": 200.0, "wall": 300.0, "peak_mb": 3_000.0},
        ("load", "rdflib", 1_000_000): {"skipped": "more than 300 s"},
    }
    told = " ".join(beyond(found, "load", "coopgraph").split())
    assert "from 100,000 and 1,000,000 relations" in told
    assert "takes about 50 minutes and 21 GB" in told
    assert beyond(found, "load", "rdflib") == ""
