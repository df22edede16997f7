"""Starting: bare Python, the libraries, and the command that only helps."""

from __future__ import annotations

import sys
from functools import partial

from workspace import Workspace

from rows import Command, Limit, Row

__all__ = ["ROWS"]


def _imports(module: str, files: Workspace) -> Command:
    return Command((sys.executable, "-c", f"import {module}" if module else "pass"))


def _coopgraph(arguments: tuple[str, ...], files: Workspace) -> Command:
    return Command((sys.executable, "-m", "coopgraph", *arguments))


ROWS = [
    Row(
        "help",
        "Starting",
        {
            "python -c pass": partial(_imports, ""),
            "import pyoxigraph": partial(_imports, "pyoxigraph"),
            "import click": partial(_imports, "click"),
            "import rdflib": partial(_imports, "rdflib"),
            "import networkx": partial(_imports, "networkx"),
            "import coopgraph": partial(_imports, "coopgraph"),
            "coopgraph": partial(_coopgraph, ("--help",)),
            "coopgraph who commissioned GIZ": partial(_coopgraph, ("who", "commissioned", "GIZ")),
            "coopgraph path BMBF CCID": partial(_coopgraph, ("path", "BMBF", "CCID")),
            "coopgraph sparql 'ASK {}'": partial(_coopgraph, ("sparql", "ASK {}")),
            "coopgraph map -o map.svg": partial(_coopgraph, ("map", "-o", "map.svg")),
        },
        (Limit("at most 0.20 s", 0.20, size=0),),
        processes=7,
        sizes=(0,),
        notes="Whole processes, each the second of its kind; coopgraph itself is `coopgraph --help`, the commands "
        "below it ask the bundled graph.",
    )
]
