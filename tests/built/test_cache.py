"""Files that were opened before open at once, and never as they were before a change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import coopgraph
from coopgraph.built import cache
from coopgraph.errors import InvalidData

WORLD = Path(__file__).parents[1] / "world"


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WORLD, tmp_path / "files"))


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*paths: object) -> None:
        raise AssertionError("files were read")

    monkeypatch.setattr("coopgraph.draft.draft", fail)


def test_the_second_opening_reads_no_file(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = coopgraph.open(files)
    forbid_reading(monkeypatch)

    second = coopgraph.open(files)

    assert [*second.store.statements()] == [*first.store.statements()]
    assert second.find("pilotage") == first.find("pilotage")
    query = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
    assert [*second.sparql(query)] == [*first.sparql(query)]
    assert second.store.conclusions == first.store.conclusions


def test_a_changed_file_is_read_again(files: Path) -> None:
    before = coopgraph.open(files).relations()
    lines = (files / "relations.csv").read_text().splitlines(keepends=True)
    (files / "relations.csv").write_text("".join(lines[:-1]))

    assert len(coopgraph.open(files).relations()) == len(before) - 1


def test_the_same_files_as_another_data_set_are_read_again(files: Path) -> None:
    coopgraph.open(files)
    alone = coopgraph.open(*sorted(files.iterdir()))

    assert {each.dataset for each in alone.relations()} == {"dataset-relations"}


def test_what_is_invalid_is_not_kept(files: Path) -> None:
    (files / "relations.csv").write_text("subject,relation,object\nA,signed,B\n")

    for _ in range(2):
        with pytest.raises(InvalidData):
            coopgraph.open(files)
    assert cache.kept().graphs == 0


def test_without_the_cache_nothing_is_looked_up_or_kept(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coopgraph.open(files, cached=False)
    assert cache.kept() == cache.Kept(0, 0)

    coopgraph.open(files)
    assert cache.kept().graphs == 1
    forbid_reading(monkeypatch)
    with pytest.raises(AssertionError, match="files were read"):
        coopgraph.open(files, cached=False)


def test_a_damaged_graph_in_the_cache_is_made_again(files: Path) -> None:
    expected = [*coopgraph.open(files).store.statements()]
    [pack] = cache.folder().rglob("records.pack")
    pack.write_bytes(b"damaged")

    assert [*coopgraph.open(files).store.statements()] == expected
    [pack] = cache.folder().rglob("records.pack")
    assert pack.stat().st_size > 1000


def test_a_cache_that_cannot_be_written_is_no_error(files: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")

    assert len(coopgraph.open(files).relations()) == len(coopgraph.open(WORLD, cached=False).relations())


def test_clearing_says_what_was_there(files: Path) -> None:
    coopgraph.open(files)
    kept = cache.kept()

    assert (kept.graphs, kept.size > 10_000) == (1, True)
    assert cache.clear() == kept
    assert cache.kept() == cache.Kept(0, 0)


def test_the_graphs_used_longest_ago_make_room(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coopgraph.open(files)
    [old] = cache.folder().iterdir()
    monkeypatch.setattr(cache, "_MOST_BYTES", cache.kept().size + 100)

    shutil.move(files, tmp_path / "moved")
    coopgraph.open(tmp_path / "moved")

    assert old not in [*cache.folder().iterdir()]
    assert cache.kept().graphs == 1
