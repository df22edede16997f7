"""What a PowerPoint file holds, read by python-pptx and by the rules of the standard."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

from coopgraph.maps import Selection
from coopgraph.maps.drawing import Point, Rect
from coopgraph.records import replace

from .conftest import entity

__all__ = [
    "POINT",
    "A",
    "P",
    "alternative",
    "boxes",
    "connectors",
    "course",
    "glued",
    "named",
    "opened",
    "rect",
    "rows",
    "shapes",
    "site",
    "sizes",
    "tables",
    "twenty_five",
]

pptx = pytest.importorskip("pptx", reason="slides need python-pptx")

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
POINT = 12_700


def opened(made: bytes) -> Any:
    return pptx.Presentation(BytesIO(made))


def shapes(slide: Any) -> Iterator[Any]:
    """All shapes of a slide, those in groups as well."""
    waiting = list(slide.shapes)
    while waiting:
        shape = waiting.pop(0)
        yield shape
        waiting += list(shape.shapes) if hasattr(shape, "shapes") else []


def named(slide: Any, start: str) -> list[Any]:
    return [shape for shape in shapes(slide) if shape.name.startswith(start)]


def connectors(slide: Any) -> dict[int, Any]:
    found = [shape for shape in slide.shapes if shape._element.tag == f"{P}cxnSp"]
    return {int(shape.name.removeprefix("Relation ")): shape for shape in found}


def glued(slide: Any, connector: Any) -> list[tuple[Any, int]]:
    by_id = {shape.shape_id: shape for shape in slide.shapes}
    ends = [connector._element.find(f".//{A}{name}") for name in ("stCxn", "endCxn")]
    return [(by_id[int(end.get("id"))], int(end.get("idx"))) for end in ends]


def rect(shape: Any) -> Rect:
    return Rect(*(length / POINT for length in (shape.left, shape.top, shape.width, shape.height)))


def alternative(shape: Any) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")


def boxes(slide: Any, selection: Selection) -> dict[str, Any]:
    drawn = {int(shape.name[4:].partition(":")[0]): shape for shape in named(slide, "Box ")}
    return {each.id: drawn[number] for number, each in enumerate(selection.ordered_entities(), start=1)}


def site(shape: Any, number: int) -> Point:
    """Where a connection site of a custom geometry lies, by PowerPoint's own rules for guides."""
    frame = rect(shape)
    w, h = frame.width, frame.height
    known = {"w": w, "h": h, "l": 0.0, "t": 0.0, "r": w, "b": h, "hc": w / 2, "vc": h / 2, "ss": min(w, h)}
    geometry = shape._element.spPr.find(f"{A}custGeom")
    for guide in geometry.findall(f"{A}avLst/{A}gd") + geometry.findall(f"{A}gdLst/{A}gd"):
        operator, *words = guide.get("fmla").split()
        x, y, z = [*(known[word] if word in known else float(word) for word in words), 0.0, 0.0][:3]
        known[guide.get("name")] = {
            "val": lambda x=x: x,
            "pin": lambda x=x, y=y, z=z: min(max(x, y), z),
            "*/": lambda x=x, y=y, z=z: x * y / z,
            "+-": lambda x=x, y=y, z=z: x + y - z,
        }[operator]()
    place = geometry.findall(f"{A}cxnLst/{A}cxn")[number].find(f"{A}pos")
    return Point(frame.x + known[place.get("x")], frame.y + known[place.get("y")])


def course(connector: Any) -> list[Point]:
    """The connector's line as the file describes it: ECMA-376's preset within its turned and mirrored frame."""
    frame, properties = rect(connector), connector._element.spPr
    turn, preset = properties.find(f"{A}xfrm"), properties.find(f"{A}prstGeom")
    shares = [int(gd.get("fmla").split()[1]) / 100_000 for gd in preset.findall(f"{A}avLst/{A}gd")]
    drawn = []
    for x, y in preset_course(preset.get("prst"), frame.width, frame.height, shares):
        across = (x - frame.width / 2) * (-1 if turn.get("flipH") == "1" else 1)
        down = (y - frame.height / 2) * (-1 if turn.get("flipV") == "1" else 1)
        if turn.get("rot") == "5400000":
            across, down = -down, across
        drawn.append(Point(frame.centre.x + across, frame.centre.y + down))
    return drawn


def preset_course(name: str, w: float, h: float, shares: list[float]) -> list[tuple[float, float]]:
    """The preset's path, its formulas copied by hand from presetShapeDefinitions.xml."""
    if name == "straightConnector1":
        return [(0, 0), (w, h)]
    if name == "bentConnector2":
        return [(0, 0), (w, 0), (w, h)]
    x1 = w * shares[0] if shares else 0.0
    if name == "bentConnector3":
        return [(0, 0), (x1, 0), (x1, h), (w, h)]
    y2 = h * shares[1] if len(shares) > 1 else 0.0
    control = {
        "curvedConnector3": [(0, 0), (x1 / 2, 0), (x1, h / 4), (x1, h / 2), (x1, h * 3 / 4), ((w + x1) / 2, h), (w, h)],
        "curvedConnector4": [
            *((0, 0), (x1 / 2, 0), (x1, y2 / 4), (x1, y2 / 2), (x1, y2 * 3 / 4), (x1 + (w - x1) / 4, y2)),
            *(((x1 + w) / 2, y2), (x1 + (w - x1) * 3 / 4, y2), (w, (y2 + h) / 2), (w, h)),
        ],
    }[name]
    return [
        (cubic([x for x, _ in part], t / 12), cubic([y for _, y in part], t / 12))
        for part in (control[start : start + 4] for start in range(0, len(control) - 3, 3))
        for t in range(13)
    ]


def cubic(values: list[float], t: float) -> float:
    u = 1 - t
    return u**3 * values[0] + 3 * u * u * t * values[1] + 3 * u * t * t * values[2] + t**3 * values[3]


def tables(deck: Any) -> list[Any]:
    return [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]


def rows(deck: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in tables(deck) for row in list(table.rows)[1:]]


def sizes(deck: Any) -> set[float]:
    return {
        int(look.get("sz")) / 100
        for slide in deck.slides
        for look in slide._element.iter(f"{A}rPr", f"{A}endParaRPr")
        if look.get("sz")
    }


def twenty_five(world: Selection) -> Selection:
    more = [entity(f"B{n}", "Association", f"Association of makers {n}", f"AM{n}", "", "NO") for n in range(7)]
    given = next(each for each in world.statements if each.relation == "supports")
    pairs = [(f"B{n % 7}", world.entities[n * 5 % 18].id) for n in range(20)]
    extra = [replace(given, id=f"extra-{n}", subject=one, object=other) for n, (one, other) in enumerate(pairs)]
    return replace(world, entities=(*world.entities, *more), statements=(*world.statements, *extra))
