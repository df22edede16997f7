"""One engine's work in a process of its own; prints what it took as JSON. `bench.py` starts it.

python benchmarks/case.py FOLDER SIZE ROW ENGINE
python benchmarks/case.py FOLDER SIZE --prepare
python benchmarks/case.py FOLDER SIZE --build STAMP
"""

from __future__ import annotations

import gc
import hashlib
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rows import Case, Command, every_row
from workspace import Workspace

__all__ = ["digest", "work"]

PATIENCE = 20.0


def digest(rows: Iterable[tuple[Any, ...]]) -> tuple[int, str]:
    """How many rows there are, and a short text that is the same for the same rows in any order."""
    lines = sorted(map(repr, rows))
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def work(case: Case, rounds: int) -> dict[str, Any]:
    """The CPU seconds of the work, its median over asks and rounds, with the rows of its first answers."""
    answers, taken = [], []
    gc.collect()
    start = _cpu()
    for ask in case.asks:
        seconds, answer = _taken(ask)
        answers.append(answer)
        taken.append([seconds])
    first = statistics.median(times[0] for times in taken)
    for _ in range(rounds - 1):
        if _cpu() - start > PATIENCE:
            break
        for ask, times in zip(case.asks, taken, strict=True):
            times.append(_taken(ask)[0])
    peak = _peak_mb()
    count, same = digest(row for answer in answers for row in case.rows(answer))
    seconds = statistics.median(statistics.median(times) for times in taken)
    return {"seconds": seconds, "first": first, "peak_mb": peak, "rows": count, "digest": same}


def _taken(ask: Callable[[], Any]) -> tuple[float, Any]:
    start = _cpu()
    answer = ask()
    return _cpu() - start, answer


def _cpu() -> float:
    """The CPU seconds of this process so far, of all its threads and of children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _peak_mb() -> float:
    """The most memory that was resident at once."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def main() -> None:
    """Do the work; of a command, only say which it is, as it is measured from outside."""
    folder, size, row_name, *rest = sys.argv[1:]
    files = Workspace(Path(folder), int(size))
    if row_name == "--prepare":
        files.prepare()
    elif row_name == "--build":
        files.build(*rest)
    else:
        row = every_row()[row_name]
        case = row.engines[rest[0]](files)
        told = {"command": list(case.arguments)} if isinstance(case, Command) else work(case, row.rounds)
        print(json.dumps(told))
        assert not files.scratch.exists()


if __name__ == "__main__":
    main()
