"""What starting coopgraph costs, side by side with bare Python and with the libraries it does not load at once."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

ROUNDS = 7
PYTHON = (sys.executable,)
CASES: dict[str, tuple[str, ...]] = {
    "python -c pass": (*PYTHON, "-c", "pass"),
    "import click": (*PYTHON, "-c", "import click"),
    "import rdflib": (*PYTHON, "-c", "import rdflib"),
    "import networkx": (*PYTHON, "-c", "import networkx"),
    "coopgraph --help": (*PYTHON, "-m", "coopgraph", "--help"),
    "coopgraph who commissioned GIZ": (*PYTHON, "-m", "coopgraph", "who", "commissioned", "GIZ"),
    "coopgraph path BMBF CCID": (*PYTHON, "-m", "coopgraph", "path", "BMBF", "CCID"),
    "coopgraph sparql 'ASK {}'": (*PYTHON, "-m", "coopgraph", "sparql", "ASK {}"),
    "coopgraph map -o map.svg": (*PYTHON, "-m", "coopgraph", "map", "-o", "map.svg"),
}


def measure(command: Sequence[str], folder: str) -> tuple[float, float]:
    """CPU and wall-clock seconds of one run of a command, start and end of the process included."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall


def main() -> None:
    """Print the median of each case and its ratio to bare Python; the cases take turns, so that load falls on all."""
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in CASES}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for name, command in CASES.items():
                runs[name].append(measure(command, folder))
    medians = {
        name: tuple(statistics.median(column) for column in zip(*found, strict=True)) for name, found in runs.items()
    }
    bare = medians["python -c pass"][0]
    print(f"{'median of ' + str(ROUNDS):34}{'CPU s':>8}{'wall s':>8}{'× bare Python (CPU)':>22}")
    for name, (cpu, wall) in medians.items():
        print(f"{name:34}{cpu:8.3f}{wall:8.3f}{cpu / bare:22.1f}")


if __name__ == "__main__":
    main()
