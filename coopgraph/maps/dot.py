"""Graphviz's own language, with every place given: boxes, the courses of lines, countries, legend and lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from xml.sax.saxutils import escape

from coopgraph.maps.boxes import SMALL
from coopgraph.maps.drawing import Box, Cluster, Drawing, Edge, Line, Point, Rect
from coopgraph.maps.frames import NAME_SIZE
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
from coopgraph.maps.styles import INK, ClassStyle, RelationStyle
from coopgraph.maps.svg import FAINT, THIN

__all__ = ["dot"]

_ON_WHITE = '<TABLE BORDER="0" CELLPADDING="0" BGCOLOR="white"><TR><TD><B>{}</B></TD></TR></TABLE>'
_LONGEST = 2_000
_SHAPES = {"hexagon": "hexagon", "note": "note", "slanted": "polygon"}


def dot(selection: Selection, drawing: Drawing, version: str) -> str:
    """The map as DOT; `dot` draws it as it is laid out here, and anew with another engine named by `-K`."""
    board = _Board(full_size(selection, drawing))
    names, said = box_names(selection), sentences(selection)
    lines = [
        "digraph coopgraph {",
        _line(
            "graph",
            layout="nop2",
            bb=f"0,0,{board.front.width:g},{board.front.height:g}",
            bgcolor="white",
            fontname="Arial",
        ),
        _line("node", fontname="Arial", fontsize=SMALL, fontcolor=INK, color=INK, fixedsize="true"),
        _line("edge", fontname="Arial", fontsize=SMALL, arrowsize=0.7),
        *board.text("title", selection.title, Point(21, 33), 17.0, fontname="Arial bold"),
        *board.text("facts", facts(selection), Point(21, 46), 8.5, fontcolor="#555555"),
        *chain.from_iterable(board.legend(place, item) for place, item in enumerate(board.front.legend)),
        *chain.from_iterable(board.cluster(place, each) for place, each in enumerate(drawing.clusters)),
        *(board.box(box, names[box.entity]) for box in drawing.boxes),
        *(board.edge(edge, said[edge.statement]) for edge in drawing.edges),
        *board.lists(),
        *board.text("made", made_by(selection, version), Point(21, board.front.height - 13), 7.0, fontcolor="#555555"),
        "}",
    ]
    return "\n".join(lines) + "\n"


class _Board:
    """The page in Graphviz's terms: points, y growing upwards, sizes of nodes in inches."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self._numbers = {box.entity: box.number for box in front.drawing.boxes}

    def box(self, box: Box, told: str) -> str:
        """A node of its class's shape, its text in lines."""
        label = _Marked("<BR/>".join(map(_marked, box.lines)))
        return _line(f"b{box.number}", label=label, tooltip=told, **self._place(self._on(box.rect)), **_look(box.style))

    def edge(self, edge: Edge, told: str) -> str:
        """An edge along its course with its number or words."""
        course = [self._up(point) for point in map(self._moved, edge.points)]
        ends = [f"s,{self._up(self._moved(edge.tail))}"] if edge.tail else []
        ends += [f"e,{self._up(self._moved(edge.head))}"] if edge.head else []
        place = self._up(self._moved(edge.label.rect.centre))
        return _line(
            f"b{self._numbers[edge.subject]} -> b{self._numbers[edge.object]}",
            label=_Marked(_ON_WHITE.format(escape(clean(edge.label.text)))),
            lp=place,
            pos=" ".join([*ends, *course]),
            tooltip=told,
            **_stroke(edge.style, edge.holds == "possible", edge.inferred, edge.contradicted),
        )

    def cluster(self, place: int, cluster: Cluster) -> Iterator[str]:
        """A frame round the bodies of a country."""
        rect = self._on(cluster.rect)
        corners = f"{rect.x:g},{self.front.height - rect.bottom:g},{rect.right:g},{self.front.height - rect.y:g}"
        yield f"subgraph cluster_{place} {{"
        yield _line(
            "graph", label=cluster.label, bb=corners, style="rounded,filled", fillcolor="#F6F6F4", color="#8A8A86"
        )
        name = self._moved(cluster.name.centre)
        yield _line("graph", lp=self._up(name), fontsize=NAME_SIZE, fontcolor="#4A4A4A")
        inside = (box.number for box in self.front.drawing.boxes if cluster.rect.holds(box.rect.centre))
        yield " ".join(f"b{number};" for number in inside)
        yield "}"

    def legend(self, place: int, item: LegendItem) -> Iterator[str]:
        """The sample of a class or relation, and what it stands for."""
        style, x, y = item.style, item.x, item.y
        if isinstance(style, ClassStyle):
            yield _line(f"s{place}", label="", **self._place(Rect(x, y - 5, 24, 10)), **_look(style))
        else:
            for end, at in (("from", x), ("to", x + 24)):
                yield _line(f"s{place}{end}", label="", style="invis", **self._place(Rect(at, y, 0.1, 0.1)))
            course = [self._up(Point(x + step, y)) for step in (7 if style.both_heads else 0, 9, 13, 17)]
            tail = [f"s,{self._up(Point(x, y))}"] if style.both_heads else []
            pos = " ".join([*tail, f"e,{self._up(Point(x + 24, y))}", *course])
            yield _line(
                f"s{place}from -> s{place}to",
                pos=pos,
                **_stroke(style, item.possible, item.inferred, item.contradicted),
            )
        yield from self.text(f"l{place}", item.label, Point(x + LEGEND_SAMPLE, y + 2.7), LEGEND_SIZE)

    def lists(self) -> Iterator[str]:
        """Each column of the lists as one node, its lines flush left."""
        for place, (column, x) in enumerate(zip(self.front.filled, self.front.column_starts, strict=False)):
            rows = plain_rows(column)
            wide = max(width(row, LISTED, True) for row in rows) + 4
            area = Rect(x, self.front.lists_top, wide, len(rows) * LISTED * LINE)
            yield _line(
                f"list{place}",
                label=_Rows(rows),
                shape="plaintext",
                fixedsize="false",
                margin=0,
                fontsize=LISTED,
                **self._place(area),
            )

    def text(self, name: str, text: str, start: Point, size: float, **look: object) -> Iterator[str]:
        """A line of text as a node, from its start on the base line."""
        area = Rect(start.x, start.y - size, width(clean(text), size, True), size * 1.2)
        yield _line(
            name, label=text, shape="plaintext", fixedsize="false", margin=0, fontsize=size, **self._place(area), **look
        )

    def _on(self, rect: Rect) -> Rect:
        return Rect(rect.x + self.front.origin.x, rect.y + self.front.origin.y, rect.width, rect.height)

    def _moved(self, point: Point) -> Point:
        return Point(point.x + self.front.origin.x, point.y + self.front.origin.y)

    def _up(self, point: Point) -> str:
        return f"{point.x:.2f},{self.front.height - point.y:.2f}"

    def _place(self, rect: Rect) -> dict[str, object]:
        return {"pos": self._up(rect.centre), "width": rect.width / 72, "height": rect.height / 72}


def _look(style: ClassStyle) -> dict[str, object]:
    kinds = (
        ["filled"] + (["rounded"] if style.shape in ("round", "stadium") else []) + (["dashed"] if style.dash else [])
    )
    shape = _SHAPES.get(style.shape, "box")
    slant = {"sides": 4, "skew": 0.12} if shape == "polygon" else {}
    return {"shape": shape, **slant, "style": ",".join(kinds), "fillcolor": style.fill, "penwidth": style.border}


def _stroke(style: RelationStyle, faint: bool, double: bool, dotted: bool) -> dict[str, object]:
    colour = style.colour + (f"{round(FAINT * 255):02X}" if faint else "")
    return {
        "color": f"{colour}:white:{colour}" if double else colour,
        "fontcolor": style.colour,
        "style": "dotted" if dotted else "dashed" if style.dash else "solid",
        "penwidth": style.width * (THIN if faint else 1.0),
        "arrowhead": "empty" if style.open_head else "normal",
        "dir": "both" if style.both_heads else "forward",
    }


def _line(start: str, **attributes: object) -> str:
    return f"{start} [{', '.join(f'{name}={_quoted(value)}' for name, value in attributes.items())}];"


class _Marked(str):
    """A text in Graphviz's markup, its content escaped already."""


class _Rows(list[str]):
    """Lines of text flush left."""


def _quoted(value: object) -> str:
    """A value as DOT has it; in a text a backslash is itself and begins no escape."""
    if isinstance(value, _Marked):
        return f"<{value}>"
    if isinstance(value, _Rows):
        return " + ".join(f'"{_plain(row)}\\l"' for row in value) or '""'
    return f'"{value:.4f}"' if isinstance(value, float) else f'"{_plain(str(value))}"'


def _plain(text: str) -> str:
    """A text within quotes; Graphviz reads no more than 16,384 bytes between two of them."""
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    written = clean(shown).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return " ".join(written.split("\n"))


def _marked(line: Line) -> str:
    """A line of a box in its size, bold where it is."""
    text = escape(clean(line.text)) or " "
    return f'<FONT POINT-SIZE="{line.size:g}">{f"<B>{text}</B>" if line.bold else text}</FONT>'
