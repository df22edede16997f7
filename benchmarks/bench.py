"""coopgraph beside rdflib, pyoxigraph, networkx and DuckDB, at the same work on the same graphs.

    python benchmarks/bench.py                              # 1,000 to 100,000 relations
    python benchmarks/bench.py --sizes 1000 10000 1000000
    python benchmarks/bench.py --rows routes hierarchy      # only these
    python benchmarks/bench.py --again                      # also what is measured already

Figures are CPU seconds, medians of fresh processes that take turns. Every figure is kept in results.json as soon as it
is there, so that a run that was stopped goes on where it was; it is measured anew when the code, a library or the
machine is another. RESULTS.md and growth.svg are made from results.json, also by `--report` alone.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import machine
from measure import CASE, Failed, enough, measured, reference, run, summary
from report import report
from rows import Row, every_row
from workspace import Workspace

__all__ = ["Results"]

HERE = Path(__file__).parent
SIZES = (1_000, 10_000, 100_000)
SUBJECT = "coopgraph"
LIMIT = 300.0
PREPARING = 3600.0


class Results:
    """What has been measured, kept in a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {"results": []}
        self.machine = machine.described()
        self.measures, self.code, self.commit = machine.measures(), machine.code(), machine.commit()

    def get(self, row: str, engine: str, size: int) -> dict[str, Any] | None:
        """What was measured last of this work, if anything."""
        wanted = (row, engine, size)
        return next((each for each in self.found["results"] if _key(each) == wanted), None)

    def known(self, row: str, engine: str, size: int) -> bool:
        """Whether this work of this code was measured on this machine."""
        found = self.get(row, engine, size)
        return bool(found) and self._conditions(engine).items() <= found.items() and "failed" not in found

    def keep(self, row: str, engine: str, size: int, result: dict[str, Any]) -> None:
        """Put a result in the place of an older one, and write all of them."""
        made = {"row": row, "engine": engine, "size": size, **result, **self._conditions(engine)}
        made |= {"commit": self.commit, "day": date.today().isoformat(), "load": round(os.getloadavg()[0], 1)}
        kept = [each for each in self.found["results"] if _key(each) != (row, engine, size)]
        self.found["results"] = sorted([*kept, made], key=_key)
        self.found["machine"] = self.machine
        unfinished = self.file.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(self.found, ensure_ascii=False, indent=1) + "\n")
        unfinished.replace(self.file)

    def _conditions(self, engine: str) -> dict[str, Any]:
        """What must be the same for a result to count as measured."""
        same = {"on": self.machine, "measures": self.measures}
        return same | {"code": self.code} if SUBJECT in engine else same


def _key(result: dict[str, Any]) -> tuple[str, str, int]:
    return result["row"], result["engine"], result["size"]


def _prepare(results: Results, folder: Path, size: int, building: bool) -> None:
    """Make the graph's files and build it, in processes of their own so that this one stays small."""
    case = [sys.executable, str(CASE), str(folder), str(size)]
    print(f"{size:,} relations: making the files", flush=True)
    run([*case, "--prepare"], PREPARING)
    if not building:
        return
    try:
        run([*case, "--build", results.code], PREPARING)
    except Failed as problem:
        print(f"  not built, coopgraph reads the Turtle file instead: {problem}", flush=True)


def _measure(results: Results, row: Row, files: Workspace, asked: argparse.Namespace) -> None:
    """Measure a row at one size; its engines take turns."""
    size, limit = files.size, asked.limit
    engines = [each for each in row.engines if not any(name in each for name in asked.without)]
    due = [each for each in engines if asked.again or not results.known(row.name, each, size)]
    runs: dict[str, list[dict[str, Any]]] = {engine: [] for engine in due}
    speed = reference()
    for engine in list(due):
        if reason := _hopeless(results, row, engine, size, limit):
            _tell(row, engine, size, reason)
            results.keep(row.name, engine, size, {"skipped": reason})
            due.remove(engine)
    while due:
        for engine in list(due):
            try:
                runs[engine].append(measured(row, engine, files, limit))
                result = summary(runs[engine])
            except Failed as problem:
                result = {"skipped" if "more than" in str(problem) else "failed": str(problem)}
            if "seconds" not in result or enough(runs[engine], row):
                due.remove(engine)
                _tell(row, engine, size, _told(result))
                results.keep(row.name, engine, size, result | {"reference": round(speed, 4)})


def _hopeless(results: Results, row: Row, engine: str, size: int, limit: float) -> str | None:
    """Why it is not tried: a smaller graph has taken so long that this one would be stopped."""
    for smaller in sorted({each["size"] for each in results.found["results"]} - {0}, reverse=True):
        found = results.get(row.name, engine, smaller)
        if smaller >= size or found is None or "failed" in found:
            continue
        if "skipped" in found:
            return f"not tried: {found['skipped']} at {smaller:,}".replace("not tried: not tried:", "not tried:")
        if found["process_seconds"] * size / smaller > limit:
            return f"not tried: the process took {found['process_seconds']:.0f} s at {smaller:,}"
        return None
    return None


def _told(result: dict[str, Any]) -> str:
    if "seconds" not in result:
        return str(result.get("skipped") or result["failed"])
    return f"{result['seconds']:11.6f} s {result['peak_mb']:8.1f} MB {result['rows']:8} rows"


def _tell(row: Row, engine: str, size: int, what: str) -> None:
    print(f"  {row.name:10} {size:9,} {engine:32} {what}", flush=True)


def _differing(results: Results, rows: dict[str, Row]) -> Iterator[str]:
    """The works at which engines do not give the same answers."""
    for row in rows.values():
        for size in sorted({each["size"] for each in results.found["results"]}):
            found = {name: results.get(row.name, name, size) for name in row.engines if name not in row.unlike}
            answers = {name: (each["rows"], each["digest"]) for name, each in found.items() if each and "rows" in each}
            if len(set(answers.values())) > 1:
                yield f"{row.name} at {size:,}: {answers}"


def main() -> int:
    """Measure what is missing, then write the report; 1 where engines disagree or something failed."""
    rows = every_row()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, metavar="RELATIONS")
    parser.add_argument(
        "--rows", nargs="*", default=list(rows), choices=list(rows), metavar="ROW", help=", ".join(rows)
    )
    parser.add_argument("--limit", type=float, default=LIMIT, help="CPU seconds that a process may take (300)")
    parser.add_argument("--without", nargs="*", default=(), metavar="ENGINE", help="leave these out, such as rdflib")
    parser.add_argument("--again", action="store_true", help="measure also what is measured already")
    parser.add_argument("--report", action="store_true", help="measure nothing, only write the report")
    parser.add_argument("--into", type=Path, default=HERE, help="where results.json and the report are")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="where the graphs are kept")
    asked = parser.parse_args()
    asked.work = asked.work.resolve()
    asked.into.mkdir(parents=True, exist_ok=True)
    results = Results(asked.into / "results.json")
    chosen = {name: rows[name] for name in asked.rows}
    if not asked.report:
        _measure_all(results, chosen, asked)
    report(rows, results.found, asked.into)
    problems = [*_differing(results, rows)]
    problems += [f"{_key(each)}: {each['failed']}" for each in results.found["results"] if "failed" in each]
    print(*problems, sep="\n", file=sys.stderr)
    return bool(problems)


def _measure_all(results: Results, rows: dict[str, Row], asked: argparse.Namespace) -> None:
    sized = {name: row for name, row in rows.items() if not row.sizes}
    for size in sorted(asked.sizes) if sized else ():
        _prepare(results, asked.work, size, SUBJECT not in asked.without)
        for row in sized.values():
            _measure(results, row, Workspace(asked.work, size), asked)
    for row in rows.values():
        for size in row.sizes:
            _measure(results, row, Workspace(asked.work, size), asked)


if __name__ == "__main__":
    sys.exit(main())
