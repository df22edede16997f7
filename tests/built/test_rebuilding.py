"""A build after a small change does little, and what it makes is what a build of everything makes."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coopgraph
from coopgraph import built, readers
from coopgraph.built import writing
from coopgraph.errors import InvalidData
from coopgraph.readers import csv_file

WORLD = Path(__file__).parents[1] / "world"
PREFIXES = (
    "@prefix coop: <https://w3id.org/coopgraph/ontology#> .\n@prefix id: <https://w3id.org/coopgraph/id/> .\n"
    "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
)
SIGNED = "statement-signed-moti,MoTI,signed,harbour-mou,"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The world in a folder of its own, with a file that is carried along unread: five inputs."""
    copy = Path(shutil.copytree(WORLD, tmp_path / "files"))
    (copy / "more.ttl").write_text(f"{PREFIXES}id:LHO foaf:homepage <https://example.org/> .\n")
    return copy


@pytest.fixture
def folder(files: Path, tmp_path: Path) -> Path:
    """The files, built."""
    return coopgraph.build(files, folder=tmp_path / "built")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def version(folder: Path) -> Path:
    return folder / json.loads((folder / "manifest.json").read_text())["version"]


def quads(folder: Path) -> set[ox.Quad]:
    return {*ox.Store.read_only(str(version(folder) / "rdf"))}


def held(folder: Path) -> dict[str, Any]:
    """The manifest but for what is of RocksDB's own, and all quads."""
    manifest = json.loads((folder / "manifest.json").read_text())
    parts = [each for each in manifest["parts"] if not each["path"].startswith("rdf/")]
    same = {key: manifest[key] for key in ("format", "coopgraph", "ontology", "asked", "inputs", "counts")}
    return {**same, "parts": parts, "quads": quads(folder)}


def from_nothing(tmp_path: Path, *files: Path, inferred: bool = False) -> Path:
    shutil.rmtree(tmp_path / "anew", ignore_errors=True)
    return coopgraph.build(*files, folder=tmp_path / "anew", inferred=inferred)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the tables that were read."""
    names: list[str] = []
    read = csv_file.read

    def noted(file: str, data: bytes, dataset: str | None = None) -> Any:
        names.append(Path(file).name)
        return read(file, data, dataset)

    registry = {**readers._registry(), ".csv": noted}
    monkeypatch.setattr(readers, "_registry", lambda: registry)
    return names


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was written anew: the names or the RDF."""
    made: list[str] = []

    def noting(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given: (made.append(name), work(*given))[1]

    monkeypatch.setattr(writing, "write_store", noting("rdf", writing.write_store))
    monkeypatch.setattr(writing, "name_sections", noting("names", writing.name_sections))
    return made


def test_only_what_changed_is_read_and_written(
    files: Path, folder: Path, tmp_path: Path, parsed: list[str], written: list[str]
) -> None:
    edit(files / "relations.csv", SIGNED, SIGNED.replace("signed,", "agreed_to,", 1))

    found = built.build([files], folder)

    assert (found.anew, found.unread, len(found.manifest.inputs)) == (True, 4, 5)
    assert (parsed, written) == (["relations.csv"], [])
    assert held(folder) == held(from_nothing(tmp_path, files))
    assert built.damage(folder) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("bodies.csv", "Lorrel Harbour Office", "Office of Lorrel Harbour"),
        ("bodies.csv", "Port Lorrel", "Lorrel"),
        ("bodies.csv", "MoTI,Ministry,", "MoTI,Institution,"),
        ("names.csv", "gazette,page 4", "register,page 4"),
        ("names.csv", "gazette,page 4", "common usage,page 4"),
        ("sources.csv", "[2016-11-30..]", "2019-03-01"),
        ("sources.csv", "Register of bodies", "Register"),
        ("relations.csv", "signed by both ministries in March", "signed by both"),
        ("more.ttl", "https://example.org/", "https://example.com/"),
        ("more.ttl", "foaf:homepage", "foaf:page"),
        ("more.ttl", "@prefix foaf", "# nothing of interest\n@prefix foaf"),
    ],
)
def test_any_change_gives_the_graph_that_a_build_of_everything_gives(
    files: Path, folder: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    edit(files / file, old, new)

    assert built.build([files], folder).unread == 4
    assert held(folder) == held(from_nothing(tmp_path, files))


def test_the_date_of_a_source_moves_the_bounds_of_statements_in_other_files(files: Path, folder: Path) -> None:
    def vouched() -> list[date | None]:
        return [each.bounds.until_earliest for each in coopgraph.open(folder).relations() if not each.until][:3]

    assert vouched() == [date(2016, 11, 30)] * 3
    edit(files / "sources.csv", "[2016-11-30..]", "2019-03-01")
    coopgraph.build(files, folder=folder)

    assert vouched() == [date(2019, 3, 1)] * 3


ROWS = {
    "bodies.csv": (
        "id,type,name_en,city,note",
        (
            "A,Ministry,Alpha,Bonn,first",
            "A,Institution,Alpha of Old,,second",
            "B,Agency,Beta,,",
            "C,Company,Gamma,,first",
        ),
    ),
    "again.csv": (
        "id,type,name_de,note",
        ("A,Institution,Alpha (deutsch),first", "A,,,second", "B,Agency,Beta,third", "B,,,third", "C,,Gamma,first"),
    ),
    "first.csv": (
        "id,subject,relation,object,since,source,note",
        (
            "s1,A,commissioned,B,2016,one,x",
            "s1,A,commissioned,B,2016,two,y",
            ",A,commissioned,B,2016,one,x",
            ",B,commissioned,A,2017,two,",
            ",A,cooperates_with,B,2015,one,",
        ),
    ),
    "second.csv": (
        "id,subject,relation,object,since,source,note",
        (
            "s1,A,commissioned,B,2016,two,x",
            ",A,commissioned,B,2016,two,y",
            ",B,cooperates_with,A,2016,two,",
            ",A,commissioned,C,,one,z",
        ),
    ),
}
SOURCES = ("id,title,issued\none,One,2016-02-01\ntwo,Two,\n", "id,title,issued\none,One,2019\ntwo,Two,2018-05\n")


@st.composite
def states(draw: st.DrawFn) -> dict[str, str]:
    """Some files with some of their rows, always with the rows that make the others valid."""
    made = {"sources.csv": draw(st.sampled_from(SOURCES))}
    made["all.csv"] = "id,type,name_en\nA,Ministry,Alpha\nB,Agency,Beta\nC,Company,Gamma\n"
    for name, (header, rows) in ROWS.items():
        chosen = draw(st.lists(st.sampled_from(rows), max_size=4))
        if chosen:
            made[name] = "\n".join((header, *chosen, ""))
    return made


@pytest.mark.slow
def test_builds_after_any_changes_one_after_another_are_builds_of_everything(tmp_path: Path) -> None:
    files = tmp_path / "files"

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(states(), min_size=2, max_size=4))
    def holds(changing: list[dict[str, str]]) -> None:
        shutil.rmtree(tmp_path / "built", ignore_errors=True)
        for state in changing:
            shutil.rmtree(files, ignore_errors=True)
            files.mkdir()
            for name, text in state.items():
                (files / name).write_text(text)
            coopgraph.build(files, folder=tmp_path / "built")
            assert held(tmp_path / "built") == held(from_nothing(tmp_path, files))

    holds()


def test_who_reads_the_old_version_finds_every_byte_as_it_was(files: Path, folder: Path) -> None:
    reader, old = coopgraph.open(folder), version(folder)
    before = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    query = "SELECT ?o { id:statement-signed-moti rdf:predicate ?o }"

    edit(files / "relations.csv", SIGNED, SIGNED.replace("signed,", "agreed_to,", 1))
    coopgraph.build(files, folder=folder)

    assert {path: path.read_bytes() for path in old.rglob("*") if path.is_file()} == before
    assert [row["o"] for row in reader.sparql(query)] == ["signed"]
    assert [row["o"] for row in coopgraph.open(folder).sparql(query)] == ["agreed_to"]


def test_findings_are_told_with_their_lines_in_files_that_did_not_change(files: Path, folder: Path) -> None:
    before = (folder / "manifest.json").read_bytes()
    edit(files / "bodies.csv", "LHO,Agency,", "XHO,Agency,")

    with pytest.raises(InvalidData) as caught:
        coopgraph.build(files, folder=folder)
    with pytest.raises(InvalidData) as expected:
        coopgraph.build(files, folder=folder.parent / "anew")

    assert caught.value.findings == expected.value.findings
    assert {(Path(each.file).name, bool(each.line)) for each in caught.value.findings} >= {("relations.csv", True)}
    assert (folder / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("damage", ["flipped", "missing"])
@pytest.mark.parametrize("part", ["inputs", "records.pack", "names.pack", "rdf"])
def test_a_part_that_is_damaged_is_not_taken_over(
    files: Path, folder: Path, tmp_path: Path, part: str, damage: str
) -> None:
    path = version(folder) / part
    if path.is_dir():
        path = max(path.glob("*.*"), key=lambda each: each.stat().st_size if each.suffix in (".pack", ".sst") else 0)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    if damage == "missing":
        path.unlink()
    edit(files / "relations.csv", SIGNED, SIGNED.replace("signed,", "agreed_to,", 1))

    coopgraph.build(files, folder=folder)

    assert built.damage(folder) == []
    assert held(folder) == held(from_nothing(tmp_path, files))


def test_what_was_read_of_inputs_is_not_needed_to_open_a_graph(folder: Path) -> None:
    shutil.rmtree(version(folder) / "inputs")

    assert len(coopgraph.open(folder).relations()) == 13
    assert {finding.problem for finding in built.damage(folder, deep=False)} == {"is missing"}


def test_of_a_single_input_nothing_is_kept_and_only_the_rdf_that_changed_is_written(
    tmp_path: Path, written: list[str]
) -> None:
    file, folder = tmp_path / "world.ttl", tmp_path / "built"
    shutil.copy(WORLD.parent / "corpus" / "valid" / "world.ttl", file)
    coopgraph.build(file, folder=folder)
    assert not (version(folder) / "inputs").exists()
    written.clear()
    edit(file, "Port Lorrel", "Lorrel")

    found = built.build([file], folder)

    assert (found.unread, written) == (0, [])
    assert held(folder) == held(from_nothing(tmp_path, file))


def test_a_change_of_most_of_a_graph_writes_its_rdf_anew(
    files: Path, folder: Path, tmp_path: Path, written: list[str]
) -> None:
    edit(files / "relations.csv", ",gazette,", ",register,")

    assert built.build([files], folder).unread == 4
    assert written == ["rdf"]
    assert held(folder) == held(from_nothing(tmp_path, files))


@pytest.mark.parametrize("before", [False, True])
def test_with_or_without_what_rules_conclude_the_inputs_need_not_be_read_again(
    files: Path, tmp_path: Path, before: bool, parsed: list[str]
) -> None:
    folder = coopgraph.build(files, folder=tmp_path / "built", inferred=before)
    parsed.clear()

    found = built.build([files], folder, inferred=not before)

    assert (found.unread, parsed) == (5, [])
    assert held(folder) == held(from_nothing(tmp_path, files, inferred=not before))


def test_files_in_another_order_more_or_fewer_of_them_and_one_named_twice(tmp_path: Path, files: Path) -> None:
    every = sorted(files.iterdir())
    noted = [tmp_path / name for name in ("one.csv", "two.csv")]
    for note, path in zip(("first", "second"), noted, strict=True):
        path.write_text(f"id,type,note\nMoTI,,{note}\n")
    (files / "more.ttl").write_text(f"{PREFIXES}[] foaf:name 'x' .\n")
    folder = coopgraph.build(*every, *noted, folder=tmp_path / "built")

    def note(*paths: Path) -> str | None:
        coopgraph.build(*paths, folder=folder)
        assert quads_but_labels(folder) == quads_but_labels(from_nothing(tmp_path, *paths))
        return coopgraph.open(folder).institution("MoTI").note

    assert note(*every, *reversed(noted)) == "second; first"
    assert note(*every, *noted) == "first; second"
    assert note(*every, noted[1]) == "second"
    assert note(*every, *noted, files) == "first; second"
    assert note(*every, Path(os.path.relpath(noted[0])), *noted) == "first; second"
    assert note(files) is None


def quads_but_labels(folder: Path) -> list[str]:
    """The triples, with all blank nodes alike."""
    return sorted(
        " ".join("_:" if isinstance(term, ox.BlankNode) else str(term) for term in quad.triple)
        for quad in quads(folder)
    )


def test_where_files_cannot_be_linked_they_are_copied_or_written(
    files: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: list[str]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    monkeypatch.setattr("coopgraph.built.takeover.write_changed", refuse)
    edit(files / "relations.csv", SIGNED, SIGNED.replace("signed,", "agreed_to,", 1))

    assert built.build([files], folder).unread == 4
    assert written == ["rdf"]
    assert {path.stat().st_nlink for path in version(folder).rglob("*.pack")} == {1}
    assert built.damage(folder) == []
    assert held(folder) == held(from_nothing(tmp_path, files))


@pytest.mark.parametrize("other", [{"coopgraph": "0.0.1"}, {"ontology": "another"}, {"format": 0}])
def test_of_another_version_of_coopgraph_or_of_the_ontology_nothing_is_taken_over(
    files: Path, folder: Path, tmp_path: Path, other: dict[str, Any], written: list[str]
) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, **other}))
    edit(files / "relations.csv", SIGNED, SIGNED.replace("signed,", "agreed_to,", 1))

    assert built.build([files], folder).unread == 0
    assert written == ["names", "rdf"]
    assert held(folder) == held(from_nothing(tmp_path, files))


def test_after_many_small_changes_the_graph_is_still_that_of_its_files(
    files: Path, folder: Path, tmp_path: Path, written: list[str]
) -> None:
    for number in range(12):
        (files / "more.ttl").write_text(f"{PREFIXES}id:LHO foaf:age {number} ; foaf:name '{number}' .\n")
        coopgraph.build(files, folder=folder)

    assert written == []
    assert held(folder) == held(from_nothing(tmp_path, files))
    assert [path.name for path in folder.iterdir() if path.is_dir()] == [version(folder).name]


@pytest.mark.parametrize("other", [{"coopgraph": "0.0.1"}, {"ontology": "another"}, {"format": 0}])
def test_what_another_coopgraph_built_is_built_anew_though_no_input_changed(
    files: Path, folder: Path, other: dict[str, Any]
) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, **other}))

    assert built.build([files], folder).anew
    assert json.loads((folder / "manifest.json").read_text()) | {"version": "", "parts": []} == manifest | {
        "version": "",
        "parts": [],
    }
    assert [path.name for path in folder.iterdir() if path.is_dir()] == [version(folder).name]


def test_the_same_files_under_the_name_of_another_data_set_are_other_inputs(
    files: Path, folder: Path, tmp_path: Path
) -> None:
    each = sorted(files.iterdir())

    assert built.build(each, folder).anew
    assert {one.dataset for one in coopgraph.open(folder).relations()} == {"dataset-relations"}
    assert held(folder) == held(from_nothing(tmp_path, *each))


@pytest.mark.parametrize(
    ("kept", "dropped"), [("1", "01"), ("1.50", "1.5"), ("true", '"1"^^<http://www.w3.org/2001/XMLSchema#boolean>')]
)
def test_a_value_stays_though_another_spelling_of_it_is_dropped(
    files: Path, tmp_path: Path, kept: str, dropped: str
) -> None:
    said = f"{PREFIXES}id:LHO foaf:age "
    (files / "one.ttl").write_text(f"{said}{kept} .\n")
    (files / "other.ttl").write_text(f"{said}{dropped} ; foaf:name 'x' .\n")
    folder = coopgraph.build(files, folder=tmp_path / "built")
    (files / "other.ttl").write_text(f"{PREFIXES}id:LHO foaf:name 'x' .\n")

    coopgraph.build(files, folder=folder)

    assert held(folder) == held(from_nothing(tmp_path, files))
    assert len(coopgraph.open(folder).sparql("SELECT ?age { id:LHO foaf:age ?age }")) == 1
