"""Processes and what they cost: CPU time of all their threads and children, and the most memory they held."""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from case import digest
from rows import Command, Row
from workspace import Workspace

__all__ = ["CASE", "Failed", "Finished", "enough", "measured", "reference", "run", "summary"]

CASE = Path(__file__).parent / "case.py"
LAUNCH = Path(__file__).parent / "launch.py"
PATIENCE = 4
WATCH = 1.0
MEGABYTE = 1e6
LONG = 60.0


class Failed(Exception):
    """The work was not done; the message says why."""


@dataclass(frozen=True)
class Finished:
    """A process that has ended."""

    seconds: float
    wall: float
    peak_mb: float
    printed: str


def run(arguments: Sequence[str], limit: float, cache: Path | None = None) -> Finished:
    """Run a process to its end, which may cost `limit` CPU seconds; `cache` is where it finds what it has cached.

    Raises:
        Failed: it took longer, or ended with an error.
    """
    with tempfile.TemporaryDirectory() as folder:
        told, printed, complaint = (Path(folder, name) for name in ("told", "out", "err"))
        with printed.open("wb") as out, complaint.open("wb") as err:
            process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(LAUNCH), str(told), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env=_environment(cache or Path(folder)),
                cwd=folder,
                start_new_session=True,
            )
            _watch(process, limit)
        if not told.exists():
            raise Failed(f"more than {limit:.0f} s")
        user, system, peak, wall, code = map(float, told.read_text().split())
        if code:
            lines = complaint.read_text(errors="replace").strip().splitlines()
            raise Failed(f"ended with {code:.0f}: {lines[-1][:200] if lines else 'no message'}")
        return Finished(user + system, wall, peak * 1024 / MEGABYTE, printed.read_text(errors="replace"))


def _environment(cache: Path) -> dict[str, str]:
    """That of this process, but Python keeps the bytecode of modules, as it does where a package is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"XDG_CACHE_HOME": str(cache)}


def _watch(process: subprocess.Popen[bytes], limit: float) -> None:
    """Wait for the end; end it, with all that it started, when it has cost too much.

    A limit on the process itself (RLIMIT_CPU) would make the kernel count its time in ticks of some milliseconds.
    """
    deadline = time.monotonic() + PATIENCE * limit
    while True:
        try:
            process.wait(WATCH)
            return
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline or _spent(process.pid) > limit:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                return


def _spent(group: int) -> float:
    """The CPU seconds of the processes of a group so far."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            words = file.read_text().rsplit(")", 1)[1].split()
            ticks += sum(map(int, words[11:15])) if int(words[2]) == group else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def measured(row: Row, engine: str, files: Workspace, limit: float) -> dict[str, Any]:
    """One run of an engine's work in a fresh process."""
    finished = run([sys.executable, str(CASE), str(files.folder.parent), str(files.size), row.name, engine], limit)
    told: dict[str, Any] = json.loads(finished.printed.splitlines()[-1])
    if "command" not in told:
        return told | {"process_seconds": finished.seconds, "wall": finished.wall}
    with tempfile.TemporaryDirectory() as cache:
        first = run(told["command"], limit, Path(cache))
        command = run(told["command"], limit, Path(cache))
    read = row.engines[engine](files)
    assert isinstance(read, Command)
    rows, same = digest(read.rows(command.printed))
    said = {"seconds": command.seconds, "first": first.seconds, "peak_mb": command.peak_mb, "rows": rows}
    return said | {"digest": same, "process_seconds": command.seconds, "wall": command.wall}


def enough(runs: Sequence[dict[str, Any]], row: Row) -> bool:
    """Whether the work was repeated as often as the row asks; work of more than a minute is done once."""
    return len(runs) >= row.processes or any(each["process_seconds"] > LONG for each in runs)


def summary(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The medians of the runs, their greatest memory, and each run's seconds."""
    medians = {
        field: statistics.median(each[field] for each in runs)
        for field in ("seconds", "first", "wall", "process_seconds")
    }
    answers = {(each["rows"], each["digest"]) for each in runs}
    if len(answers) > 1:
        raise Failed(f"its answers differ from run to run: {sorted(answers)}")
    rounded = {field: _rounded(value) for field, value in medians.items()}
    peak, every = round(max(each["peak_mb"] for each in runs), 1), [_rounded(each["seconds"]) for each in runs]
    return rounded | {"peak_mb": peak, "runs": every, "rows": runs[0]["rows"], "digest": runs[0]["digest"]}


def reference() -> float:
    """The CPU seconds of a fixed piece of Python, which tell how fast the machine is at the moment."""
    start = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number & 7
    return time.process_time() - start


def _rounded(seconds: float) -> float:
    return float(f"{seconds:.4g}")
