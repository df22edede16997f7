"""Results → RESULTS.md and growth.svg."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from beyond import beyond
from rows import Limit, Row

__all__ = ["report"]

Found = dict[tuple[str, str, int], dict[str, Any]]
SUBJECT = "coopgraph"


def report(rows: Mapping[str, Row], results: dict[str, Any], folder: Path) -> None:
    """Write the report; the drawing of the growth only where matplotlib is installed."""
    found = {(each["row"], each["engine"], each["size"]): each for each in results["results"]}
    parts = [_heading(results), _limits(rows, found), *(_row(row, found) for row in rows.values())]
    parts.append(beyond(found, "load", SUBJECT))
    try:
        from growth import draw

        drawn = draw(found, folder / "growth.svg")
    except ImportError:
        print("growth.svg is not drawn: pip install 'coopgraph[bench]'")
        drawn = (folder / "growth.svg").exists()
    parts.insert(2, "![How time and memory grow with the number of relations](growth.svg)\n" if drawn else "")
    text = "\n".join(part for part in parts if part)
    (folder / "RESULTS.md").write_text(text, encoding="utf-8")


def _heading(results: dict[str, Any]) -> str:
    on, every = results.get("machine", {}), results["results"]
    packages = ", ".join(f"{name} {version}" for name, version in on.get("packages", {}).items())
    loads = [each["load"] for each in every] or [0]
    speeds = [each["reference"] for each in every if "reference" in each] or [0]
    commits = sorted({each["commit"] for each in every if SUBJECT in each["engine"]})
    days = sorted({each["day"] for each in every})
    return f"""# Results

Written by `make bench`; every figure is in [results.json](results.json).

- {on.get("processor")}, {on.get("cores")} cores, {on.get("memory_gb")} GB; {on.get("system")};
  Python {on.get("python")}
- {packages}
- measured {" to ".join(dict.fromkeys((*days[:1], *days[-1:])))}, coopgraph at {", ".join(commits)};
  load average {min(loads)} to {max(loads)}; meanwhile a fixed loop of Python took {min(speeds):.3f} to
  {max(speeds):.3f} s

CPU seconds of all threads, medians of fresh processes; memory is the most that was resident. A relation is about ten
triples. Other machines give other figures: go by the ratios.
"""


def _limits(rows: Mapping[str, Row], found: Found) -> str:
    lines = ["## What coopgraph must reach\n", "| work | relations | coopgraph | beside it | must be | |"]
    lines.append("|---|--:|--:|--:|---|---|")
    for row in rows.values():
        for limit in row.limits:
            lines += _limit_lines(row, limit, found)
    return "\n".join(lines) + "\n"


def _limit_lines(row: Row, limit: Limit, found: Found) -> Iterator[str]:
    sizes = sorted({size for name, engine, size in found if name == row.name and engine == row.subject})
    sizes = [size for size in sizes if limit.size in (None, size)] or [limit.size or 0]
    for size in sizes[-1:]:
        own = found.get((row.name, row.subject, size), {})
        other = found.get((row.name, limit.against, size), {}) if limit.against else {}
        value, beside = own.get(limit.of), other.get(limit.of)
        told = f"{limit.against} {_value(limit.of, beside)}" if beside else ""
        ratio = f", × {value / beside:.2f}" if value and beside else ""
        shown = (row.title, f"{size:,}" if size else "", _value(limit.of, value), told + ratio, limit.words)
        yield f"| {' | '.join(shown)} | {_met(limit, value, beside)} |"


def _met(limit: Limit, value: float | None, beside: float | None) -> str:
    if value is None or (limit.against and beside is None):
        return "not measured"
    most = limit.most * beside if limit.against and beside else limit.most
    return "met" if value <= most else f"**missed**, × {value / most:.2f}"


def _row(row: Row, found: Found) -> str:
    sizes = sorted({size for name, _, size in found if name == row.name})
    if not sizes:
        return ""
    heads = [f"{size:,}" if size else "" for size in sizes]
    unit = "bodies" if row.sizes and sizes != [0] else "relations" if sizes != [0] else "CPU s, peak"
    lines = [f"## {row.title}\n", f"{row.notes}\n" if row.notes else ""]
    lines += [f"| {unit} | {' | '.join(heads)} |", f"|---|{'--:|' * len(sizes)}"]
    for engine in row.engines:
        cells = (_cell(found.get((row.name, engine, size))) for size in sizes)
        lines.append(f"| {f'**{engine}**' if engine == row.subject else engine} | {' | '.join(cells)} |")
    counts = [(size, _rows_of(row, size, found)) for size in sizes]
    told = ", ".join(f"{count:,} at {size:,}" for size, count in counts if count and count > 1)
    return "\n".join([line for line in lines if line] + ([f"\nRows of the answer: {told}.\n"] if told else [""]))


def _rows_of(row: Row, size: int, found: Found) -> int | None:
    counts = (found.get((row.name, engine, size), {}).get("rows") for engine in row.engines if engine not in row.unlike)
    return next((count for count in counts if count), None)


def _cell(result: dict[str, Any] | None) -> str:
    if result is None:
        return "–"
    if "seconds" not in result:
        return str(result.get("skipped") or "failed")
    return f"{_value('seconds', result['seconds'])}, {_value('peak_mb', result['peak_mb'])}"


def _value(of: str, value: float | None) -> str:
    if value is None:
        return "–"
    if of == "peak_mb":
        return f"{value:,.0f} MB"
    if value < 0.1:
        return f"{1000 * value:.3g} ms"
    return f"{value:.3g} s" if value < 100 else f"{value:.0f} s"
