"""The wheel, installed where nothing else is, answers and draws from any folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGED = ("coopgraph", "data", "ontology")
FILES = ("setup.cfg", "pyproject.toml", "README.md", "LICENSE")

pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path) -> str:
    """What a command prints; one that fails fails the test with its messages."""
    environment = {key: value for key, value in os.environ.items() if key not in ("COOPGRAPH_DATA", "PYTHONPATH")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what goes into it."""
    source = tmp_path_factory.mktemp("source")
    for name in PACKAGED:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, source / name)
    run(sys.executable, "-m", "build", "--wheel", "--outdir", source / "dist", source, folder=source)
    [wheel] = (source / "dist").glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a new environment that holds the wheel and what it requires, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder, folder=folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, folder=folder)
    return scripts


def test_the_wheel_carries_every_file_that_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    read = {
        "coopgraph.data": ROOT / "data",
        "coopgraph.ontology_files": ROOT / "ontology",
        "coopgraph": ROOT / "coopgraph",
    }
    expected = {
        f"{package.replace('.', '/')}/{path.relative_to(folder).as_posix()}"
        for package, folder in read.items()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }

    assert {name for name in names if ".dist-info/" not in name} == expected
    assert {"coopgraph/py.typed", "coopgraph/ontology_files/coopgraph.ttl", "coopgraph/data/relations.csv"} <= expected
    assert any(name.startswith("coopgraph/maps/templates/") for name in expected)


def test_the_wheel_carries_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [licence] = [name for name in archive.namelist() if name.endswith("LICENSE")]
        text = archive.read(licence).decode()

    assert text == (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_installed_wheel_answers_from_another_folder(scripts: Path, tmp_path: Path) -> None:
    answer = run(scripts / "coopgraph", "who", "commissioned", "GIZ", "--format", "csv", folder=tmp_path)
    [header, row] = answer.splitlines()

    assert header.startswith("subject,relation,object,since,until,under")
    assert row.startswith("BMWi,commissioned,GIZ,2016-06,(not stated),mou-bmwi-miit-2015")
    assert "BMWi commissioned GIZ in June 2016" in row


def test_the_installed_wheel_draws_a_map_and_answers_sparql(scripts: Path, tmp_path: Path) -> None:
    run(scripts / "coopgraph", "map", "-o", "map.html", folder=tmp_path)
    query = "SELECT ?who { ?who coop:commissioned id:GIZ }"
    answer = run(scripts / "coopgraph", "sparql", query, "--format", "csv", folder=tmp_path)

    assert "Bundesministerium für Wirtschaft und Energie" in (tmp_path / "map.html").read_text(encoding="utf-8")
    assert answer.splitlines() == ["who", "BMWi"]


def test_the_installed_wheel_needs_nothing_of_the_checkout(scripts: Path, tmp_path: Path) -> None:
    place = run(scripts / "python", "-c", "import coopgraph; print(coopgraph.__file__)", folder=tmp_path)
    problems = run(scripts / "coopgraph", "check", "--shacl", "--format", "json", folder=tmp_path)

    assert Path(place.strip()).is_relative_to(scripts.parent)
    assert problems.strip() == "[]"
