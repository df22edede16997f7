"""The slide of the map as LibreOffice draws it, read from the PDF that it makes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import dist
from pathlib import Path
from typing import Any

import pytest

import coopgraph
from coopgraph.files import write_whole
from coopgraph.maps import Map, Selection
from coopgraph.maps.drawing import Point, Rect, along
from coopgraph.maps.slides.crossings import extent, runs_through

from .conftest import RandomSlides
from .decks import POINT, boxes, connectors, course, named, opened, rect
from .reading import run

pytestmark = pytest.mark.slow

STYLED = re.compile(r'<path style="([^"]*)" d="([^"]*)"(?: transform="matrix\(([^)]*)\)")?/>')
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')

MAPS: dict[str, Callable[[], Map]] = {
    "all": lambda: coopgraph.open().map(),
    "around": lambda: coopgraph.open().map("GIZ"),
    "between": lambda: coopgraph.open().map(between=("BMBF", "CCID")),
}
RANDOM = (1, 25, 40)


@dataclass(frozen=True)
class Page:
    """The slide, and the lines, the areas and the words on its page, in points of the slide."""

    selection: Selection
    slide: Any
    paper: Rect
    lines: list[list[Point]]
    areas: list[Rect]
    words: list[tuple[str, Rect]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, random_slides: RandomSlides) -> Path:
    """The maps as PowerPoint and as PDF files."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    paths = [make().save(folder / f"{name}.pptx") for name, make in MAPS.items()]
    paths.append(write_whole(folder / "random.pptx", random_slides(*RANDOM)[1]))
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *paths], check=True, capture_output=True, timeout=300)
    return folder


@pytest.fixture(scope="module", params=[*MAPS, "random"])
def page(request: pytest.FixtureRequest, folder: Path, random_slides: RandomSlides) -> Page:
    deck = opened((folder / f"{request.param}.pptx").read_bytes())
    pdf = folder / f"{request.param}.pdf"
    svg = run("pdftocairo", "-svg", "-f", "1", "-l", "1", pdf, "-")
    wide = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])  # type: ignore[index]
    scale = deck.slide_width / POINT / wide
    drawn = [(style, list(points(data, matrix, scale))) for style, data, matrix in STYLED.findall(svg)]
    bbox = run("pdftotext", "-bbox", "-f", "1", "-l", "1", pdf, "-")
    words = [(text, Rect(*(scale * float(each) for each in edges))) for *edges, text in WORD.findall(bbox)]
    return Page(
        random_slides(*RANDOM)[0] if request.param == "random" else MAPS[request.param]().selection,
        deck.slides[0],
        Rect(0, 0, deck.slide_width / POINT, deck.slide_height / POINT),
        [line for style, line in drawn if "fill:none" in style],
        [extent(line) for style, line in drawn if "fill:rgb" in style],
        [(text, Rect(x, y, right - x, bottom - y)) for text, (x, y, right, bottom) in words],
    )


def points(data: str, matrix: str, scale: float) -> Iterator[Point]:
    """The points of a path of SVG, its curves as short pieces."""
    a, b, c, d, e, f = (float(each) for each in (matrix or "1,0,0,1,0,0").split(","))
    last = Point(0, 0)
    for command, numbers in re.findall(r"([MLC])([^MLCZ]*)", data):
        given = [float(each) for each in numbers.split()]
        pairs = [Point(*pair) for pair in zip(given[::2], given[1::2], strict=True)]
        for x, y in list(along((last, *pairs)))[1:] if command == "C" else pairs:
            yield Point((a * x + c * y + e) * scale, (b * x + d * y + f) * scale)
        last = pairs[-1]


def line_of(page: Page, number: int) -> list[Point]:
    """The line of a connector: the one whose ends are nearest to those that the file gives, save for arrow heads."""
    start, *_, end = course(connectors(page.slide)[number])
    off, line = min((max(dist(line[0], start), dist(line[-1], end)), line) for line in page.lines)
    assert off < 12, f"the line of {number} is missing"
    return line


def boxes_of(page: Page) -> dict[str, Rect]:
    """The boxes as they are drawn."""
    found = {}
    for id_, shape in boxes(page.slide, page.selection).items():
        given = rect(shape)
        found[id_] = min(
            page.areas, key=lambda area: sum(abs(one - other) for one, other in zip(area, given, strict=True))
        )
        assert all(abs(one - other) < 1 for one, other in zip(found[id_], given, strict=True)), id_
    return found


def test_every_relation_is_drawn_and_no_line_runs_through_a_box(page: Page) -> None:
    drawn = boxes_of(page)
    numbered = dict(enumerate(page.selection.ordered_statements(), start=1))
    assert sorted(connectors(page.slide)) == list(numbered)
    found = [
        (number, id_)
        for number, line in ((number, line_of(page, number)) for number in numbered)
        for id_, area in drawn.items()
        if id_ not in (numbered[number].subject, numbered[number].object) and runs_through(line, area)
    ]
    assert found == []


def test_every_number_lies_on_its_line_and_on_nothing_else(page: Page) -> None:
    labels = {int(shape.name.removeprefix("Number ")): shape for shape in named(page.slide, "Number ")}
    areas = {number: rect(shape) for number, shape in labels.items()}
    assert [number for number, area in areas.items() if not runs_through(line_of(page, number), area)] == []
    drawn = {**boxes_of(page), **areas}
    assert [
        (number, other)
        for number, area in areas.items()
        for other, each in drawn.items()
        if number != other and area.meets(each)
    ] == []
    for number, shape in labels.items():
        told = [text for text, area in page.words if areas[number].holds(area.centre)]
        assert told == shape.text_frame.text.split()


def test_texts_stay_in_their_boxes_and_everything_on_the_slide(page: Page) -> None:
    drawn = boxes_of(page)
    for id_, shape in boxes(page.slide, page.selection).items():
        inside = [(text, area) for text, area in page.words if drawn[id_].holds(area.centre)]
        assert Counter("".join(text for text, _ in inside)) == Counter("".join(shape.text_frame.text.split()))
        assert [text for text, area in inside if not contains(drawn[id_].grown(0.5), area)] == []
    edge = page.paper.grown(0.5)
    assert [area for area in [*page.areas, *map(extent, page.lines)] if not contains(edge, area)] == []
    assert [text for text, area in page.words if not contains(edge, area)] == []


def contains(area: Rect, other: Rect) -> bool:
    return area.holds(Point(other.x, other.y)) and area.holds(Point(other.right, other.bottom))
