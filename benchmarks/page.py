"""How large a map's page is, how long it takes to make, and how long until it can be used in Chromium.

    python benchmarks/page.py            # 25, 1,000 and 5,000 bodies in Chromium
    python benchmarks/page.py --making   # only how long a page of 20,000 bodies takes to make, its layout given

Times in Chromium are CPU seconds of the whole browser, all its processes, from its start until the page has drawn
itself and answered; a blank page is measured beside it. CPU time, so that a busy machine counts less.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from browser import Browser
from institutions import selection

from coopgraph.maps import Map, Selection
from coopgraph.maps.boxes import measure
from coopgraph.maps.drawing import Box, Drawing, Edge, Label, Point, Rect
from coopgraph.maps.payload import styles

SIZES = ((25, 40), (1000, 1677), (5000, 10000))
LARGEST = (20000, 40000)
BLANK = "<!DOCTYPE html><title>blank</title>"
USABLE = """new Promise((done) => {
  if (!document.documentElement.classList.contains("ready") && document.title !== "blank") done(false);
  requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
})"""
ZOOM = """(async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    const closer = document.getElementById(turn % 2 ? "closer" : "further");
    if (closer) closer.click();
    await new Promise((done) => requestAnimationFrame(done));
  }
})()"""


def gridded(given: Selection) -> Drawing:
    """A drawing without a layout: boxes in rows and straight lines, for what is measured beside the layout."""
    known = styles(given)
    boxes = {}
    for place, entity in enumerate(given.ordered_entities()):
        size = measure(entity, known.classes[entity.type], given.lang, 104.0)
        rect = Rect(place % 150 * 160.0, place // 150 * 90.0, size.width, size.height)
        boxes[entity.id] = Box(entity.id, place + 1, rect, size.lines, known.classes[entity.type])
    edges = []
    for number, each in enumerate(given.ordered_statements(), start=1):
        start, end = boxes[each.subject].rect.centre, boxes[each.object].rect.centre
        points = (start, Point(*start), Point(*end), end)
        label = Label(str(number), Rect(*start, 10.0, 11.0))
        style = known.relations[each.relation]
        edges.append(Edge(each.id, number, each.subject, each.object, points, None, None, label, style, "certain"))
    return Drawing(24000.0, 12000.0, (), tuple(boxes.values()), tuple(edges), worded=False)


def made(bodies: int, relations: int, laid_out: bool) -> tuple[str, float, float]:
    """A page, and the CPU seconds of its layout and of all else that makes it; the median of three."""
    given = selection(bodies, relations)
    start = time.process_time()
    drawing = Map(given).layout if laid_out else gridded(given)
    layout = time.process_time() - start
    times = []
    page = ""
    for _ in range(4):
        fresh = Map(selection(bodies, relations))
        vars(fresh)["layout"] = drawing
        fresh.selection.ordered_statements(), fresh.selection.ordered_entities()  # which the layout asks for as well
        start = time.process_time()
        page = fresh.to_html()
        times.append(time.process_time() - start)
    return page, layout, statistics.median(times[1:])


def cpu_of(root: int) -> float:
    """The CPU seconds of a process and all below it, those that have ended included where someone waited for them."""
    ticks, parents = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, rest = stat.read_text().rsplit(")", 1)
        except OSError:
            continue
        words = rest.split()
        process = int(name.split(" ", 1)[0])
        parents[process], ticks[process] = int(words[1]), sum(map(int, words[11:15]))
    family = {root}
    while more := {process for process, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(ticks.get(process, 0) for process in family) / os.sysconf("SC_CLK_TCK")


def used(page: Path, runs: int) -> tuple[float, float]:
    """The CPU seconds until a page can be used, and of ten steps of zooming after it; medians."""
    ready, zoomed = [], []
    for _ in range(runs):
        with Browser(1200, 800) as browser:
            browser.open(page)
            browser.wait(USABLE, 120)
            ready.append(cpu_of(browser.process))
            browser.run(ZOOM)
            zoomed.append(cpu_of(browser.process) - ready[-1])
            assert browser.errors == []
    return statistics.median(ready), statistics.median(zoomed)


def main() -> None:
    """Prints one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--making", action="store_true", help="only how long the page of the largest map takes to make")
    parser.add_argument(
        "--laid-out", type=int, default=5000, help="up to how many bodies the layout is made, not given"
    )
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print(f"{'bodies':>7} {'relations':>9} {'layout s':>9} {'page s':>7} {'kB':>7} {'usable s':>9} {'10 zooms s':>10}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        if not options.making:
            path.write_text(BLANK, encoding="utf-8")
            print(f"{'blank':>7} {'':>9} {'':>9} {'':>7} {'':>7} {used(path, options.runs)[0]:9.2f}")
        for bodies, relations in () if options.making else SIZES:
            page, layout, making = made(bodies, relations, laid_out=bodies <= options.laid_out)
            path.write_text(page, encoding="utf-8")
            ready, zoomed = used(path, options.runs)
            told = f"{layout:.2f}" if bodies <= options.laid_out else "given"
            size = path.stat().st_size / 1000
            print(
                f"{bodies:7} {relations:9} {told:>9} {making:7.2f} {size:7.0f} {ready:9.2f} {zoomed:10.2f}", flush=True
            )
        page, layout, making = made(*LARGEST, laid_out=False)
        print(f"{LARGEST[0]:7} {LARGEST[1]:9} {'given':>9} {making:7.2f} {len(page.encode()) / 1000:7.0f}")


if __name__ == "__main__":
    main()
