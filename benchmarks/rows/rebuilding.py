"""Building again after a small change in one of several inputs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from workspace import Workspace

from rows import Case, Limit, Row
from rows.loading import build

__all__ = ["ROWS"]

PARTS = 5
TABLE = "id,subject,relation,object,since,source\nadded,body-1,commissioned,body-2,{},source-1\n"


def _inputs(files: Workspace) -> tuple[Path, Path]:
    """A folder with the graph in several files beside a table of one relation, and where to build it."""
    folder = files.scratch
    inputs = folder / "inputs"
    inputs.mkdir(parents=True)
    prefixes, *subjects = files.turtle.read_text().split("\n\n")
    each = -(-len(subjects) // PARTS)
    for number in range(PARTS):
        part = subjects[number * each : (number + 1) * each]
        (inputs / f"part-{number}.ttl").write_text("\n\n".join((prefixes, *part)) + "\n")
    return inputs, folder / "built"


def _whole(files: Workspace) -> Case:
    inputs, folder = _inputs(files)
    (inputs / "added.csv").write_text(TABLE.format(2017))
    return Case([lambda: build(inputs, folder)], lambda _: _dates(folder))


def _changed(files: Workspace) -> Case:
    inputs, folder = _inputs(files)
    (inputs / "added.csv").write_text(TABLE.format(2016))
    command = (sys.executable, "-m", "coopgraph", "build", str(inputs), "-o", str(folder))
    subprocess.run(command, check=True, capture_output=True)
    (inputs / "added.csv").write_text(TABLE.format(2017))
    return Case([lambda: build(inputs, folder)], lambda _: _dates(folder))


def _dates(folder: Path) -> list[tuple[str, str | None]]:
    import coopgraph

    return [(each.id, each.since) for each in coopgraph.open(folder).relations()]


ROWS = [
    Row(
        "rebuild",
        "Building again after a change of one relation",
        {"coopgraph, all anew": _whole, "coopgraph": _changed},
        (Limit("at most a third of a build of everything", 1 / 3, "coopgraph, all anew", 100_000),),
        notes=f"The graph lies in {PARTS} Turtle files and a table of one relation, whose date changes.",
    )
]
