"""A built graph is whole or not there: killed builds, full disks, two at once, changed bytes, readers meanwhile."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import coopgraph
from coopgraph import built
from coopgraph.errors import Busy, CoopgraphError, DamagedBuild, InvalidData, OtherFormat
from coopgraph.graph import KnowledgeGraph
from coopgraph.locks import alone

WORLD = Path(__file__).parents[1] / "world"
BUILD = (sys.executable, "-m", "coopgraph", "build", "--inferred")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The invented world, built."""
    return coopgraph.build(WORLD, folder=tmp_path / "built", inferred=True)


def facts(graph: KnowledgeGraph) -> tuple[object, ...]:
    """All that a graph holds."""
    store = graph.store
    quads = sorted(map(str, store.rdflib and store.rdf))
    return [*store.entities()], [*store.statements()], store.conclusions, [*store.sources()], quads


def versions(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("version-"))


def other_world(tmp_path: Path) -> Path:
    """The world with one statement less."""
    copy = Path(shutil.copytree(WORLD, tmp_path / "other"))
    lines = (copy / "relations.csv").read_text().splitlines(keepends=True)
    (copy / "relations.csv").write_text("".join(lines[:-1]))
    return copy


def test_a_built_graph_holds_what_its_files_hold(folder: Path, world: KnowledgeGraph) -> None:
    graph = coopgraph.open(folder)

    assert facts(graph) == facts(world)
    assert graph.find("MoTI") == world.find("MoTI")
    assert graph.paths("MoTI", "LHO") == world.paths("MoTI", "LHO")
    assert graph.show("MoTI", inferred=True) == world.show("MoTI", inferred=True)


def test_what_is_carried_along_unread_is_in_the_built_graph_too(tmp_path: Path) -> None:
    homepage = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . id:LHO foaf:homepage <https://example.org/> ."
    prefixes = "@prefix id: <https://w3id.org/coopgraph/id/> .\n"
    (tmp_path / "more.ttl").write_text(prefixes + homepage)
    query = "SELECT ?page { id:LHO <http://xmlns.com/foaf/0.1/homepage> ?page }"

    files = (WORLD, tmp_path / "more.ttl")
    opened = [
        coopgraph.open(coopgraph.build(*files, folder=tmp_path / "built")),
        *(coopgraph.open(*files) for _ in "12"),
    ]

    assert [[*graph.sparql(query)] for graph in opened] == [[{"page": "https://example.org/"}]] * 3


def test_unchanged_inputs_are_not_built_again_and_changed_ones_are(tmp_path: Path) -> None:
    inputs, folder = other_world(tmp_path), tmp_path / "built"
    first = built.build([inputs], folder)
    assert (first.anew, built.build([inputs], folder).anew) == (True, False)

    shutil.copy(WORLD / "relations.csv", inputs)
    again = built.build([inputs], folder)

    assert again.anew
    assert again.manifest.counts["statements"] == first.manifest.counts["statements"] + 1
    assert versions(folder) == [again.manifest.version]


def test_invalid_data_leaves_the_built_graph_as_it_was(folder: Path, tmp_path: Path) -> None:
    before = (folder / "manifest.json").read_bytes(), versions(folder)
    bad = tmp_path / "bad.csv"
    bad.write_text("subject,relation,object\nA,signed,B\nC,signed,D\n")

    with pytest.raises(InvalidData) as caught:
        coopgraph.build(bad, folder=folder)

    assert len(caught.value.findings) >= 4
    assert ((folder / "manifest.json").read_bytes(), versions(folder)) == before


def test_who_reads_keeps_the_version_until_done(folder: Path, tmp_path: Path, world: KnowledgeGraph) -> None:
    reader = coopgraph.open(folder)
    [old] = versions(folder)

    coopgraph.build(other_world(tmp_path), folder=folder, inferred=True)

    assert len(versions(folder)) == 2
    assert old in versions(folder)
    assert facts(reader) == facts(world)
    assert len(coopgraph.open(folder).relations()) == len(world.relations()) - 1
    del reader
    shutil.rmtree(tmp_path / "other")
    coopgraph.build(WORLD, folder=folder, inferred=True)
    assert old not in versions(folder)


def test_two_builds_at_once_are_one_build_and_a_refusal(folder: Path, tmp_path: Path) -> None:
    with alone(folder / ".lock"), pytest.raises(Busy, match="another build is under way there; wait for it"):
        coopgraph.build(other_world(tmp_path), folder=folder, inferred=True)

    assert len(versions(folder)) == 1


@pytest.mark.slow
def test_of_many_builds_at_once_at_least_one_succeeds_and_none_harms(tmp_path: Path, world: KnowledgeGraph) -> None:
    folder = tmp_path / "built"
    started = [subprocess.Popen([*BUILD, str(WORLD), "-o", str(folder)], stderr=subprocess.PIPE) for _ in range(4)]
    told = [(process.communicate()[1].decode(), process.returncode) for process in started]

    assert 0 in {code for _, code in told}
    assert all(code == 0 or "another build is under way" in text for text, code in told), told
    assert facts(coopgraph.open(folder)) == facts(world)
    assert len(versions(folder)) == 1


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="there is no kill -9")
@pytest.mark.parametrize("inferred", [True, False], ids=["anew", "by what changed"])
def test_a_build_that_is_killed_at_any_moment_leaves_the_old_graph_whole(tmp_path: Path, inferred: bool) -> None:
    folder, world, chance = tmp_path / "built", shutil.copytree(WORLD, tmp_path / "world"), random.Random(1)
    tables = [other_world(tmp_path) / "relations.csv", WORLD / "relations.csv"]
    command = [*(BUILD if inferred else BUILD[:-1]), str(world), "-o"]
    graphs, lasts = [], 0.0
    for table, spare in zip(tables, (tmp_path / "fewer", tmp_path / "all"), strict=True):
        shutil.copy(table, world)
        begin = time.monotonic()
        subprocess.run([*command, str(spare)], check=True, capture_output=True)
        lasts = time.monotonic() - begin
        graphs.append(facts(coopgraph.open(spare)))
    coopgraph.build(world, folder=folder, inferred=inferred)
    killed, done = 0, 1

    while killed < 15:
        assert done < 60
        shutil.copy(tables[~done % 2], world)
        process = subprocess.Popen([*command, str(folder)], stderr=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(0.1, 1) * lasts)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        killed += process.returncode == -signal.SIGKILL
        done += process.returncode == 0
        assert facts(coopgraph.open(folder)) in graphs
        assert process.returncode or facts(coopgraph.open(folder)) == graphs[done % 2]

    for table, graph in zip(tables, graphs, strict=True):
        shutil.copy(table, world)
        coopgraph.build(world, folder=folder, inferred=inferred)
        assert facts(coopgraph.open(folder)) == graph
    assert sorted(path.name for path in folder.iterdir()) == [".lock", "manifest.json", *versions(folder)]
    assert len(versions(folder)) == 1
    assert built.damage(folder) == []


@pytest.fixture
def small_disk(tmp_path: Path):  # type: ignore[no-untyped-def]
    """A file system of 1 MB."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_named_and_leaves_nothing_behind(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(700_000))
    found = subprocess.run(
        [*BUILD, str(WORLD), "-o", str(small_disk / "built")], capture_output=True, text=True, check=False
    )

    assert found.returncode == 1, found.stderr
    assert "cannot be built" in found.stderr and "No space left on device" in found.stderr
    assert "Traceback" not in found.stderr
    assert versions(small_disk / "built") == []
    assert not (small_disk / "built" / "manifest.json").exists()


def test_a_full_disk_leaves_the_graph_that_was_to_be_changed_whole(small_disk: Path, tmp_path: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    world, folder = shutil.copytree(WORLD, tmp_path / "world"), small_disk / "built"
    coopgraph.build(world, folder=folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shutil.copy(other_world(tmp_path) / "relations.csv", world)

    for spare in (60_000, 20_000, 0):
        (small_disk / "ballast").unlink(missing_ok=True)
        free = shutil.disk_usage(small_disk).free
        (small_disk / "ballast").write_bytes(bytes(free - spare))
        found = subprocess.run(
            [*BUILD[:-1], str(world), "-o", str(folder)], capture_output=True, text=True, check=False
        )
        assert found.returncode == 1, found.stderr
        assert "No space left on device" in found.stderr and "Traceback" not in found.stderr
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before

    (small_disk / "ballast").unlink()
    assert built.build([world], folder).unread == 3
    assert built.damage(folder) == []


def test_a_graph_on_a_read_only_disk_opens_and_is_not_built_over(folder: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    shutil.copytree(folder, small_disk / "built")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    assert len(coopgraph.open(small_disk / "built").sparql("SELECT ?s { ?s a coop:Statement }")) == len(
        coopgraph.open(WORLD).relations()
    )
    with pytest.raises(CoopgraphError, match=r"cannot be built \(Read-only file system\)"):
        coopgraph.build("bundled", folder=small_disk / "built")


@pytest.mark.parametrize("part", ["records.pack", "names.pack", "rdf"])
def test_a_flipped_bit_is_found_by_a_deep_check_and_by_nothing_less(folder: Path, part: str) -> None:
    [version] = versions(folder)
    path = folder / version / part
    path = path if path.is_file() else max(path.glob("*.sst"), key=lambda each: each.stat().st_size)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    assert built.damage(folder, deep=False) == []
    [found] = built.damage(folder)
    assert (found.file, found.problem) == (str(path), "its content has changed since it was built")
    assert found.fix == f"build it again: coopgraph build {WORLD} --inferred -o {folder}"


@pytest.mark.parametrize("part", ["records.pack", "names.pack"])
def test_a_part_that_was_cut_off_or_lost_is_an_error_that_says_what_to_do(folder: Path, part: str) -> None:
    [version] = versions(folder)
    path = folder / version / part
    content = path.read_bytes()

    path.write_bytes(content[:-100])
    with pytest.raises(DamagedBuild, match=f"{part}: not {len(content)} bytes long; build it again: coopgraph build"):
        coopgraph.open(folder)
    path.unlink()
    with pytest.raises(DamagedBuild, match="build it again: coopgraph build"):
        coopgraph.open(folder)
    coopgraph.build(WORLD, folder=folder, inferred=True)
    assert built.damage(folder) == []


def test_a_graph_of_another_format_or_ontology_says_how_to_build_it_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "format": 0, "coopgraph": "0.0.1"}))
    with pytest.raises(
        OtherFormat, match=f"built by coopgraph 0.0.1 in format 0; .* coopgraph build {WORLD} --inferred -o"
    ):
        coopgraph.open(folder)

    (folder / "manifest.json").write_text(json.dumps({**manifest, "ontology": "another"}))
    with pytest.raises(DamagedBuild, match="another ontology than coopgraph has now; build it again: coopgraph build"):
        coopgraph.open(folder)

    (folder / "manifest.json").write_text("{")
    with pytest.raises(DamagedBuild, match=r"manifest.json: cannot be read .*build the graph again"):
        coopgraph.open(folder)


@pytest.mark.parametrize(
    "other",
    [{"version": 5}, {"version": "/etc"}, {"version": "../version-12345678"}, {"counts": 3}, {"inputs": [{"path": 1}]}]
    + [{"parts": [{"path": path, "size": 1, "digest": "x"}]} for path in ("/etc/passwd", "../../secret", 7)],
)
def test_a_manifest_that_makes_no_sense_is_said_to_be_damaged_and_built_over(
    folder: Path, other: dict[str, object]
) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, **other}))

    with pytest.raises(DamagedBuild, match=r"manifest.json: cannot be read .*build the graph again"):
        coopgraph.open(folder)
    assert built.build([WORLD], folder).unread == 0
    assert len(coopgraph.open(folder).relations()) == manifest["counts"]["statements"]


def test_other_files_in_the_folder_are_never_built_over(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")

    with pytest.raises(CoopgraphError, match="holds other files; choose a new or empty folder"):
        coopgraph.build(WORLD, folder=tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_built_graph_is_opened_alone_and_compared_like_any_other(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CoopgraphError, match="is a built graph, which is opened alone; build it of all the files"):
        coopgraph.open(folder, WORLD)

    assert coopgraph.diff(folder, WORLD) == []
    assert [change["change"] for change in coopgraph.diff(folder, other_world(tmp_path))] == ["removed"]


def a_table(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["id", "type", "name_en"])
    book.active.append(["A", "Agency", "Agency of Tides"])
    book.save(path)


@pytest.mark.parametrize("cut", [1, 40, 300, -30, -2])
@pytest.mark.parametrize("suffix", [".ttl", ".xlsx"])
def test_a_download_that_broke_off_builds_nothing(tmp_path: Path, suffix: str, cut: int) -> None:
    part = tmp_path / f"part{suffix}"
    if suffix == ".xlsx":
        a_table(part)
    else:
        shutil.copy(WORLD.parent / "corpus" / "valid" / "world.ttl", part)
    coopgraph.build(part, folder=tmp_path / "whole")
    part.write_bytes(part.read_bytes()[:cut])

    with pytest.raises(InvalidData):
        coopgraph.build(part, folder=tmp_path / "built")

    assert not (tmp_path / "built").exists()
