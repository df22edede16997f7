"""What a question does not need, it does not load: that keeps the command line quick."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "rdflib",
    "networkx",
    "pyvis",
    "pandas",
    "numpy",
    "pygraphviz",
    "jinja2",
    "IPython",
    "pyshacl",
    "edtf",
    "openpyxl",
}


def loaded(*arguments: str, folder: Path) -> set[str]:
    """The top-level packages that Python loads for a command that succeeds."""
    environment = {key: value for key, value in os.environ.items() if key != "COOPGRAPH_DATA"}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "coopgraph", *arguments],
        cwd=folder,
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return {name.partition(".")[0] for name in re.findall(r"^import time:.*\| +([\w.]+)$", done.stderr, re.MULTILINE)}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("who", "--help"),
        ("who", "commissioned", "GIZ"),
        ("who", "commissioned", "whom", "--as-of", "2016-07"),
        ("find", "MIIT"),
        ("tree", "MIIT"),
        ("path", "BMBF", "CCID", "-k", "1"),
    ],
    ids=" ".join,
)
def test_a_quick_command_loads_nothing_heavy(arguments: tuple[str, ...], tmp_path: Path) -> None:
    packages = loaded(*arguments, folder=tmp_path)

    assert {"coopgraph", "click"} <= packages
    assert packages & HEAVY == set()


def test_a_help_page_loads_no_graph(tmp_path: Path) -> None:
    assert loaded("--help", folder=tmp_path).isdisjoint({"pyoxigraph", "rapidfuzz"})


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (("sparql", "ASK { ?who coop:commissioned ?whom }"), {"pyoxigraph"}),
        (("path", "BMBF", "CCID"), {"networkx"}),
        (("map", "-o", "map.svg"), {"pygraphviz"}),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_command_loads_what_it_does_need(arguments: tuple[str, ...], needed: set[str], tmp_path: Path) -> None:
    packages = loaded(*arguments, folder=tmp_path)

    assert needed <= packages
    assert packages.isdisjoint({"pandas", "IPython", "rdflib"})
