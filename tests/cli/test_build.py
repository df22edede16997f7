"""Built graphs and the cache, from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import coopgraph
from coopgraph.built import cache

from .test_cli import WORLD, rows, run


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_built_graph_answers_like_the_files(tmp_path: Path) -> None:
    built = str(tmp_path / "built")
    done = run("build", WORLD, "-o", built)

    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{built}: 11 bodies, 13 statements, 2 sources\n"
    assert run("build", WORLD, "-o", built).stderr.startswith(f"{built}: up to date; 11 bodies")
    for question in (
        ["who", "commissioned", "whom"],
        ["show", "MoTI", "--inferred"],
        ["tree", "MoTI"],
        ["find", "tide"],
    ):
        assert rows("--data", built, *question) == rows("--data", WORLD, *question)


def test_a_build_tells_how_many_inputs_had_not_changed(tmp_path: Path) -> None:
    files, built = Path(shutil.copytree(WORLD, tmp_path / "files")), str(tmp_path / "built")
    lines = (files / "relations.csv").read_text().splitlines(keepends=True)
    run("build", str(files), "-o", built)
    (files / "relations.csv").write_text("".join(lines[:-1]))

    done = run("build", str(files), "-o", built)

    assert done.stderr == f"{built}: 11 bodies, 12 statements, 2 sources; 3 of 4 inputs had not changed\n"
    assert len(coopgraph.open(built).relations()) == 12
    (files / "names.csv").write_text("institution,name\n")
    assert "; 3 of 4 inputs had not changed\n" in run("build", str(files), "-o", built).stderr


def test_what_rules_conclude_is_built_on_request_and_needed_for_its_sparql_alone(tmp_path: Path) -> None:
    built, query = str(tmp_path / "built"), "SELECT ?s { GRAPH coop:inferred { ?s a coop:InferredStatement } }"
    run("build", WORLD, "-o", built)
    asked = ["show", "LHO", "--inferred"]
    before, refused = rows("--data", built, *asked), run("--data", built, "sparql", query)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("Error: this graph was built without what rules conclude: coopgraph build --infer")
    again = run("build", WORLD, "-o", built, "--inferred")

    counts = "11 bodies, 13 statements, 2 sources, 3 conclusions"
    assert again.stderr == f"{built}: {counts}; 4 of 4 inputs had not changed\n"
    assert rows("--data", built, *asked) == before == rows("--data", WORLD, *asked)
    assert len(run("--data", built, "sparql", query, "--format", "csv").stdout.splitlines()) == 1 + 3


def test_every_problem_of_the_inputs_is_told_and_nothing_is_built(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("subject,relation,object\nA,signed,B\nC,signed,D\n")

    done = run("build", str(bad), "-o", str(tmp_path / "built"))

    assert done.exit_code == 1
    assert {line.partition(", ")[0] for line in done.stderr.splitlines()} == {f"Error: {bad}:2", f"{bad}:2", f"{bad}:3"}
    assert not (tmp_path / "built").exists()


def test_a_check_of_a_built_graph_finds_what_changed(tmp_path: Path) -> None:
    built = tmp_path / "built"
    run("build", WORLD, "-o", str(built))
    sound = run("check", str(built), "--deep")
    assert (sound.exit_code, sound.stdout, sound.stderr) == (0, "", "0 problems\n")

    [pack] = built.glob("*/records.pack")
    content = bytearray(pack.read_bytes())
    content[-200] ^= 1
    pack.write_bytes(content)
    quick, deep = run("check", str(built)), run("check", str(built), "--deep")

    assert (quick.exit_code, quick.stderr) == (0, "0 problems; --deep reads every byte\n")
    assert (deep.exit_code, deep.stderr) == (1, "1 problem\n")
    assert deep.stdout == (
        f"{pack}: its content has changed since it was built; build it again: coopgraph build {WORLD} -o {built}\n"
    )
    assert run("check", WORLD, "--deep").exit_code == 2


def test_the_cache_is_shown_cleared_and_not_used_on_request() -> None:
    assert run("cache", "show").stdout == f"{cache.folder()}: 0 graphs, 0.0 MB\n"
    run("--no-cache", "--data", WORLD, "who", "commissioned", "whom")
    assert cache.kept().graphs == 0

    run("--data", WORLD, "who", "commissioned", "whom")
    assert run("cache", "show").stdout.startswith(f"{cache.folder()}: 1 graph, 0.")
    assert run("cache", "clear").stderr.startswith("1 graph, 0.")
    assert cache.kept().graphs == 0


def test_a_built_graph_is_compared_with_files_and_needs_a_folder_of_its_own(tmp_path: Path) -> None:
    built = str(tmp_path / "built")
    run("build", WORLD, "-o", built)
    (tmp_path / "file").touch()

    assert run("diff", built, WORLD).stderr == "no differences\n"
    refused = run("build", WORLD, "-o", str(tmp_path / "file"))
    assert (refused.exit_code, refused.stderr.endswith("is a file; choose a new or empty folder with -o\n")) == (
        1,
        True,
    )
