"""The notebooks run from top to bottom, offline, and show what they are meant to show."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import coopgraph

nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")

FOLDER = Path(__file__).parents[1] / "notebooks"
NAMES = sorted(path.name for path in FOLDER.glob("*.ipynb"))
OFFLINE = """
import socket

_connect = socket.socket.connect


def connect(self, address):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise OSError("the network is blocked")
    return _connect(self, address)


def lookup(host, *rest, **more):
    raise OSError("the network is blocked")


socket.socket.connect = connect
socket.getaddrinfo = lookup
"""


def cells(name: str) -> list[str]:
    """The source of each code cell."""
    notebook = nbformat.read(FOLDER / name, as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def python(cell: str) -> str:
    """A cell without what only IPython reads."""
    return "" if cell.startswith("%%") else "\n".join(line for line in cell.splitlines() if not line.startswith("%"))


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment whose Python cannot reach the network, and that has no settings of the user's."""
    folder = tmp_path_factory.mktemp("offline")
    (folder / "sitecustomize.py").write_text(OFFLINE, encoding="utf-8")
    own = {name: str(folder) for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")}
    return {**os.environ, **own, "PYTHONPATH": str(folder)}


@pytest.fixture(scope="session")
def executed(tmp_path_factory: pytest.TempPathFactory, offline: dict[str, str]) -> Any:
    """Runs a notebook in an empty folder, once; a cell that fails makes it fail."""
    done: dict[str, tuple[Any, Path]] = {}

    def run(name: str) -> tuple[Any, Path]:
        if name not in done:
            folder = tmp_path_factory.mktemp("cwd")
            notebook = nbformat.read(FOLDER / name, as_version=4)
            client = nbclient.NotebookClient(
                notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
            )
            done[name] = (client.execute(env=offline), folder)
        return done[name]

    return run


def outputs(notebook: Any) -> list[Any]:
    """The outputs of every cell, in order."""
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def shown(notebook: Any, form: str) -> list[str]:
    """What is shown in one form, such as image/svg+xml."""
    return [output.data[form] for output in outputs(notebook) if form in output.get("data", {})]


def texts(notebook: Any) -> list[str]:
    """The plain texts of the cells' values, in one line each."""
    return [" ".join(text.split()) for text in shown(notebook, "text/plain")]


def test_the_network_is_blocked_where_the_notebooks_run(offline: dict[str, str]) -> None:
    reach = "import urllib.request; urllib.request.urlopen('https://example.org')"

    done = subprocess.run([sys.executable, "-c", reach], env=offline, capture_output=True, text=True, check=False)

    assert "the network is blocked" in done.stderr


def test_the_three_notebooks_are_there() -> None:
    assert NAMES == ["01_who_commissions_whom.ipynb", "02_a_map_for_a_briefing.ipynb", "03_sparql.ipynb"]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_short_and_defines_nothing(name: str) -> None:
    code = [line for cell in cells(name) for line in cell.splitlines() if line.strip()]
    kinds = {type(node) for cell in cells(name) for node in ast.walk(ast.parse(python(cell)))}

    assert len(code) <= 60
    assert kinds.isdisjoint({ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda})


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_kept_without_outputs(name: str) -> None:
    notebook = nbformat.read(FOLDER / name, as_version=4)

    assert outputs(notebook) == []
    assert {cell.execution_count for cell in notebook.cells if cell.cell_type == "code"} == {None}


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_without_an_error_or_a_warning(name: str, executed: Any) -> None:
    notebook, _ = executed(name)

    assert [output for output in outputs(notebook) if output.output_type in ("error", "stream")] == []


def test_the_first_notebook_says_who_commissioned_whom(executed: Any) -> None:
    notebook, _ = executed("01_who_commissions_whom.ipynb")
    [table] = shown(notebook, "text/html")
    [picture] = shown(notebook, "image/svg+xml")

    assert all(word in table for word in ("BMWi", "GIZ", "2016-06", "mou-bmwi-miit-2015", "paragraph 3, sentence 1"))
    assert "('BMWi', '2016-06', 'mou-bmwi-miit-2015')" in texts(notebook)
    assert "{'2016-05': [], '2016-06-15': ['possible'], 'July 2016': ['certain'], '2020': ['possible']}" in texts(
        notebook
    )
    assert "['MIIT', 'BMBF', 'DIN']" in texts(notebook)
    assert "['BIT', 'CAICT', 'CCID', 'CESI', 'CNNIC', 'SASTIND', 'SRRC']" in texts(notebook)
    assert picture.startswith("<svg") and "GIZ" in picture and "2016-06" in picture


def test_the_second_notebook_draws_maps_and_saves_one(executed: Any) -> None:
    notebook, folder = executed("02_a_map_for_a_briefing.ipynb")
    everything, agreements, giz, between, german = shown(notebook, "image/svg+xml")
    [frame] = shown(notebook, "text/html")

    assert "CNNIC" in everything and "Joint Declaration of Intent" in agreements and "CNNIC" not in agreements
    assert "GIZ in July 2016" in giz and "CCID" in between and "Unterarbeitsgruppe" in german
    assert frame.startswith("<iframe sandbox=")
    assert (folder / "giz.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (folder / "giz.svg").read_text(encoding="utf-8") == giz


def test_the_third_notebook_finds_july_2015(executed: Any) -> None:
    notebook, _ = executed("03_sparql.ipynb")
    tables, [picture] = shown(notebook, "text/html"), shown(notebook, "image/svg+xml")
    rows = [table.count("<tr") - 1 for table in tables]

    assert rows == [1, 2, 0, 2, 1, 7]
    assert "2015-07-01" in tables[3] and "2015-07-31" in tables[3]
    assert "paragraph 3, sentence 1" in tables[4]
    assert all(name in picture for name in ("BMWi", "MIIT", "Memorandum"))
    assert "['https://w3id.org/coopgraph/id/BMWi']" in texts(notebook)


@pytest.fixture
def shell() -> Any:
    """IPython with the cell magic and a graph called kg."""
    interactive = pytest.importorskip("IPython.core.interactiveshell")
    shell = interactive.InteractiveShell()
    shell.run_line_magic("load_ext", "coopgraph.notebook")
    shell.user_ns["kg"] = coopgraph.open()
    return shell


def test_a_sparql_cell_keeps_its_result_under_the_name_given(shell: Any) -> None:
    shell.run_cell("%%sparql found\nSELECT ?who { ?who coop:commissioned id:GIZ }").raise_error()

    assert list(shell.user_ns["found"]) == [{"who": "BMWi"}]


def test_a_sparql_cell_asks_the_graph_that_is_named(shell: Any, tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("id,type,name_en\nMoP,Ministry,Ministry of Ports\n", encoding="utf-8")
    shell.user_ns["own"] = coopgraph.open(table)
    shell.run_cell("%%sparql found --on own\nSELECT ?body { ?body a coop:Ministry }").raise_error()

    assert list(shell.user_ns["found"]) == [{"body": "MoP"}]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("%%sparql\nSELECT ?who { ?who", "error at"),
        ("%%sparql --on other\nASK {}", "there is no graph called 'other'; open one first: other = coopgraph.open()"),
        ("%%sparql --on sys\nASK {}", "'sys' is not a graph; open one first: sys = coopgraph.open()"),
        ("%%sparql two words\nASK {}", "unrecognized arguments: words; write %%sparql [NAME] [--on GRAPH] [--map]"),
        ("%%sparql 1st\nASK {}", "'1st' cannot be a name; write %%sparql [NAME] [--on GRAPH] [--map]"),
    ],
)
def test_a_mistake_in_a_sparql_cell_is_a_message_and_stops_the_run(
    shell: Any, cell: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.user_ns["sys"] = sys
    result = shell.run_cell(cell)
    printed = capsys.readouterr()

    assert not result.success
    assert str(result.error_in_exec).startswith(message)
    assert message in printed.err
    assert "Traceback" not in printed.err + printed.out
