"""How time and memory grow with the number of relations, drawn on logarithmic scales."""

from __future__ import annotations

from math import ceil, floor, log10
from pathlib import Path
from typing import Any

import matplotlib
from beyond import FAR, further
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullFormatter

__all__ = ["draw"]

Found = dict[tuple[str, str, int], dict[str, Any]]
PANELS = (
    ("load", "seconds", "Turtle to queryable, CPU s"),
    ("load", "peak_mb", "memory meanwhile, MB"),
    ("reopen", "seconds", "opening and a first answer, CPU s"),
    ("routes", "seconds", "a shortest path, CPU s"),
    ("hierarchy", "seconds", "whom the bodies below one commission, CPU s"),
    ("path", "seconds", "coopgraph path A B, from cold, CPU s"),
)
COLOURS = {
    "coopgraph": "#0b5394",
    "coopgraph, in memory": "#6fa8dc",
    "rdflib": "#990000",
    "networkx": "#38761d",
    "networkx filled by pyoxigraph": "#8fbf6f",
    "pyoxigraph": "#b45f06",
    "pyoxigraph, in memory": "#f6a04d",
    "pyoxigraph, in two steps": "#7f6000",
    "pyoxigraph, only parsing": "#999999",
    "DuckDB": "#674ea7",
}
STYLE = {
    "svg.hashsalt": "coopgraph",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
}


def draw(found: Found, file: Path) -> bool:
    """Write the drawing as SVG, the same for the same results; False where nothing was measured at two sizes."""
    matplotlib.use("svg")
    if not any(_lines(found, row, field) for row, field, _ in PANELS):
        return False
    with plt.rc_context(STYLE):
        figure, axes = plt.subplots(2, 3, figsize=(10, 6), layout="constrained")
        for place, (row, field, title) in zip(axes.flat, PANELS, strict=True):
            _panel(place, _lines(found, row, field), title, row == "load")
        drawn = {line.get_label(): line for place in axes.flat for line in place.get_lines()}
        named = [name for name in COLOURS if name in drawn]
        figure.legend([drawn[name] for name in named], named, loc="outside lower center", ncols=5, frameon=False)
        figure.savefig(file, metadata={"Date": None, "Creator": None})
        plt.close(figure)
    file.write_text("\n".join(line.rstrip() for line in file.read_text().splitlines()) + "\n")
    return True


def _lines(found: Found, row: str, field: str) -> dict[str, list[tuple[int, float]]]:
    """The values of each engine that was measured at two sizes or more, by size."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for (name, engine, size), result in sorted(found.items()):
        if name == row and size and field in result:
            lines.setdefault(engine, []).append((size, result[field]))
    return {engine: points for engine, points in lines.items() if len(points) > 1 and engine in COLOURS}


def _panel(place: Axes, lines: dict[str, list[tuple[int, float]]], title: str, beyond: bool) -> None:
    """One drawing of lines; `beyond` what was measured that of coopgraph goes on, dashed."""
    every = [value for points in lines.values() for _, value in points]
    for engine, points in lines.items():
        sizes, values = zip(*points, strict=True)
        width = 2 if engine == "coopgraph" else 1
        place.loglog(sizes, values, marker="o", markersize=3.5, linewidth=width, color=COLOURS[engine], label=engine)
        if beyond and engine == "coopgraph" and (last := further(points)) is not None:
            dashes = {"linestyle": "--", "linewidth": width, "color": COLOURS[engine]}
            place.loglog((sizes[-1], FAR), (values[-1], last), label=f"_{engine}", **dashes)
            every.append(last)
    if every:
        place.set_ylim(10 ** floor(log10(min(every))), 10 ** ceil(log10(max(every))))
    place.set_title(title)
    place.set_xlabel("relations")
    place.grid(True, which="major", linewidth=0.3)
    place.yaxis.set_minor_formatter(NullFormatter())
    place.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _in_short(value)))
    place.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))


def _in_short(value: float) -> str:
    """A number of relations, such as 100k or 10M."""
    return next((f"{value / size:g}{unit}" for size, unit in ((1e6, "M"), (1e3, "k")) if value >= size), f"{value:g}")
