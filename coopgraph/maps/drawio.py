"""draw.io: shapes with their labels, lines bound to the shapes they join, places as in every other format."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.sax.saxutils import escape

from coopgraph.maps.boxes import SMALL
from coopgraph.maps.drawing import Box, Cluster, Drawing, Edge, Line, Point, Rect, along
from coopgraph.maps.frames import NAME_TOP
from coopgraph.maps.lists import LINE, plain_rows
from coopgraph.maps.metrics import clean, width
from coopgraph.maps.selection import Selection
from coopgraph.maps.sheet import (
    LEGEND_SAMPLE,
    LEGEND_SIZE,
    Front,
    LegendItem,
    box_names,
    facts,
    full_size,
    made_by,
    sentences,
)
from coopgraph.maps.sheet import SMALL as LISTED
from coopgraph.maps.styles import INK, ClassStyle, RelationStyle, Shape
from coopgraph.maps.svg import FAINT, THIN, element

__all__ = ["drawio"]

_SHAPES: dict[Shape, str] = {
    "round": "rounded=1;absoluteArcSize=1;arcSize=12;",
    "hexagon": "shape=hexagon;perimeter=hexagonPerimeter2;fixedSize=1;size=9;",
    "note": "shape=note;size=8;",
    "box": "rounded=0;",
    "stadium": "rounded=1;arcSize=50;",
    "slanted": "shape=parallelogram;perimeter=parallelogramPerimeter;fixedSize=1;size=9;",
}
_TEXT = (
    "text;html=1;strokeColor=none;fillColor=none;align=left;verticalAlign=middle;spacing=0;fontFamily=Arial;"
    f"fontColor={INK};"
)
_BENDS = 4


def drawio(selection: Selection, drawing: Drawing, version: str) -> str:
    """The map as an uncompressed draw.io file; a click on a shape or line shows it in a sentence."""
    board = _Board(full_size(selection, drawing))
    names, said = box_names(selection), sentences(selection)
    cells = [
        '<mxCell id="0"/>',
        '<mxCell id="1" parent="0"/>',
        board.text("title", f"<b>{_shown(selection.title)}</b>", Point(21, 33), 17.0),
        board.text("facts", _shown(facts(selection)), Point(21, 46), 8.5),
        *(cell for place, item in enumerate(board.front.legend) for cell in board.legend(place, item)),
        *(board.cluster(place, each) for place, each in enumerate(drawing.clusters)),
        *(board.box(box, names[box.entity]) for box in drawing.boxes),
        *(cell for edge in drawing.edges for cell in board.edge(edge, said[edge.statement])),
        *board.lists(),
        board.text("made", _shown(made_by(selection, version)), Point(21, board.front.height - 13), 7.0),
    ]
    page = {"pageWidth": round(board.front.width), "pageHeight": round(board.front.height)}
    root = element("root", "\n" + "\n".join(cells) + "\n")
    model = element("mxGraphModel", root, grid=0, page=1, pageScale=1, math=0, shadow=0, **page)
    diagram = element("diagram", model, id="map", name=" ".join(clean(selection.title).split())[:80])
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + element("mxfile", diagram, host="coopgraph") + "\n"


class _Board:
    """The page in draw.io's terms: points, y growing downwards, what is in a frame placed within it."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self._boxes = {box.entity: box for box in front.drawing.boxes}

    def cluster(self, place: int, cluster: Cluster) -> str:
        """The frame of a country; its bodies move with it."""
        style = f"{_SHAPES['round']}fillColor=#F6F6F4;strokeColor=#8A8A86;verticalAlign=top;fontSize=10.5;container=1;"
        look = f"{style}collapsible=0;html=1;fontFamily=Arial;fontColor=#4A4A4A;{_name_moved(cluster)}"
        return _cell(f"country{place}", _shown(cluster.label), look, _area(self._on(cluster.rect)), told=cluster.label)

    def box(self, box: Box, told: str) -> str:
        """A shape of its class, in the frame of its country."""
        place, frame = self._frame(box)
        area = self._on(box.rect)
        if frame is not None:
            area = Rect(box.rect.x - frame.rect.x, box.rect.y - frame.rect.y, box.rect.width, box.rect.height)
        lines = [_in_size(_shown(line.text), line) for line in box.lines]
        label = "<br>".join(lines)
        return _cell(f"b{box.number}", label, _look(box.style), _area(area), told=told, parent=place)

    def edge(self, edge: Edge, told: str) -> Iterator[str]:
        """A line bound to its two shapes where it meets them, through some points of its course, with its number."""
        subject, object_ = self._boxes[edge.subject], self._boxes[edge.object]
        ends = [
            _side("exit", subject.rect, edge.tail or edge.points[0]),
            _side("entry", object_.rect, edge.head or edge.points[-1]),
        ]
        course = list(along(edge.points, _BENDS))[1:-1]
        bends = "".join(_point(self._moved(point)) for point in course)
        geometry = element("mxGeometry", element("Array", bends, as_="points"), relative=1, as_="geometry")
        joined = {"source": f"b{subject.number}", "target": f"b{object_.number}"}
        style = _stroke(edge.style, edge.holds == "possible", edge.inferred, edge.contradicted) + "".join(ends)
        yield _cell(f"e{edge.number}", "", style, geometry, told=told, **joined, edge=1)
        yield self._number(edge)

    def _number(self, edge: Edge) -> str:
        """The number or words of a line on white, at their place along it."""
        part, off = _along(edge)
        place = element("mxPoint", x=off.x, y=off.y, as_="offset")
        geometry = element("mxGeometry", place, x=part, relative=1, as_="geometry")
        look = f"edgeLabel;html=1;fontSize={SMALL:g};fontFamily=Arial;fontStyle=1;fontColor={edge.style.colour};"
        style = f"{look}align=center;verticalAlign=middle;resizable=0;labelBackgroundColor=#FFFFFF;"
        return _cell(
            f"n{edge.number}", _shown(edge.label.text), style, geometry, parent=f"e{edge.number}", connectable=0
        )

    def legend(self, place: int, item: LegendItem) -> Iterator[str]:
        """The sample of a class or relation, and what it stands for."""
        style, x, y = item.style, item.x, item.y
        if isinstance(style, ClassStyle):
            yield _cell(f"s{place}", "", _look(style), _area(Rect(x, y - 5, 24, 10)))
        else:
            ends = _point(Point(x, y), "sourcePoint") + _point(Point(x + 24, y), "targetPoint")
            yield _cell(
                f"s{place}",
                "",
                _stroke(style, item.possible, item.inferred, item.contradicted),
                element("mxGeometry", ends, relative=1, as_="geometry"),
                edge=1,
            )
        yield self.text(f"l{place}", _shown(item.label), Point(x + LEGEND_SAMPLE, y + 2.7), LEGEND_SIZE)

    def lists(self) -> Iterator[str]:
        """Each column of the lists as one text."""
        for place, (column, x) in enumerate(zip(self.front.filled, self.front.column_starts, strict=False)):
            rows = plain_rows(column)
            wide = max(width(row, LISTED, True) for row in rows) + 4
            area = Rect(x, self.front.lists_top, wide, len(rows) * LISTED * LINE)
            label = "<br>".join(_shown(row).replace("    ", "&nbsp;&nbsp;&nbsp;&nbsp;", 1) for row in rows)
            yield _cell(f"list{place}", label, f"{_TEXT}verticalAlign=top;fontSize={LISTED:g};", _area(area))

    def text(self, name: str, label: str, start: Point, size: float) -> str:
        """A line of text from its start on the base line."""
        area = Rect(start.x, start.y - size, width(label, size, True), size * 1.3)
        return _cell(name, label, f"{_TEXT}fontSize={size:g};", _area(area))

    def _frame(self, box: Box) -> tuple[str, Cluster | None]:
        for place, cluster in enumerate(self.front.drawing.clusters):
            if cluster.rect.holds(box.rect.centre):
                return f"country{place}", cluster
        return "1", None

    def _on(self, rect: Rect) -> Rect:
        return Rect(*self._moved(Point(rect.x, rect.y)), rect.width, rect.height)

    def _moved(self, point: Point) -> Point:
        return Point(point.x + self.front.origin.x, point.y + self.front.origin.y)


def _cell(id_: str, label: str, style: str, geometry: str, /, told: str = "", parent: str = "1", **rest: object) -> str:
    """A shape or a line; what is told of it shows where the pointer rests."""
    kind = {} if "edge" in rest else {"vertex": 1}
    cell = element("mxCell", geometry, style=style, parent=parent, **kind, **rest)
    return element("UserObject", cell, label=label, tooltip=escape(told), id=id_)


def _name_moved(cluster: Cluster) -> str:
    """How far the name of a country stands from the middle of its upper edge; half of a spacing moves it."""
    across = round(2 * (cluster.name.centre.x - cluster.rect.centre.x))
    down = round(cluster.name.y - cluster.rect.y - NAME_TOP)
    moves = {"spacingLeft": max(across, 0), "spacingRight": max(-across, 0), "spacingTop": down}
    return "".join(f"{name}={by};" for name, by in moves.items() if by)


def _area(rect: Rect) -> str:
    return element("mxGeometry", x=rect.x, y=rect.y, width=rect.width, height=rect.height, as_="geometry")


def _point(point: Point, kind: str | None = None) -> str:
    return element("mxPoint", x=point.x, y=point.y, as_=kind)


def _side(end: str, rect: Rect, point: Point) -> str:
    """Where on a shape a line starts or ends, as parts of its width and height."""
    x, y = (point.x - rect.x) / rect.width, (point.y - rect.y) / rect.height
    return f"{end}X={min(max(x, 0), 1):.3f};{end}Y={min(max(y, 0), 1):.3f};{end}Dx=0;{end}Dy=0;{end}Perimeter=0;"


def _along(edge: Edge) -> tuple[float, Point]:
    """The place of a label: from -1 at the start of its line to 1 at the end, and how far off that point it stands."""
    course = list(along(edge.points, _BENDS))
    lengths = [0.0]
    for one, other in pairwise(course):
        lengths.append(lengths[-1] + ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5)
    middle = edge.label.rect.centre
    near = min(
        range(len(course)), key=lambda place: (course[place].x - middle.x) ** 2 + (course[place].y - middle.y) ** 2
    )
    off = Point(middle.x - course[near].x, middle.y - course[near].y)
    return round(2 * lengths[near] / (lengths[-1] or 1.0) - 1, 4), off


def _look(style: ClassStyle) -> str:
    dashed = f"dashed=1;dashPattern={style.dash};" if style.dash else ""
    ink = f"strokeColor={INK};strokeWidth={style.border:g};fontColor={INK};fontFamily=Arial;fontSize={SMALL:g};"
    return f"{_SHAPES[style.shape]}html=1;whiteSpace=nowrap;fillColor={style.fill};{ink}spacing=0;{dashed}"


def _stroke(style: RelationStyle, faint: bool, double: bool, dotted: bool) -> str:
    dash = "2 2" if dotted else style.dash
    dashed = f"dashed=1;dashPattern={dash};" if dash else ""
    head = "endArrow=block;endSize=5;" + ("endFill=0;" if style.open_head else "endFill=1;")
    tail = "startArrow=block;startFill=1;startSize=5;" if style.both_heads else "startArrow=none;"
    width = style.width * (THIN if faint else 1.0)
    kind = (f"opacity={FAINT * 100:g};" if faint else "") + ("shape=link;" if double else "")
    return f"curved=1;html=1;strokeColor={style.colour};strokeWidth={width:g};{dashed}{head}{tail}{kind}"


def _in_size(label: str, line: Line) -> str:
    return f'<font style="font-size: {line.size:g}px">{f"<b>{label}</b>" if line.bold else label}</font>'


def _shown(text: str) -> str:
    """The text as HTML, which labels are."""
    return escape(clean(text), {'"': "&quot;"})
