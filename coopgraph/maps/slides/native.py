"""PowerPoint's own shapes: boxes, frames, text and connectors with the looks that a map gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from coopgraph.maps.drawing import Edge, Rect
from coopgraph.maps.slides.legend import Look
from coopgraph.maps.slides.outlines import geometry
from coopgraph.maps.slides.paths import Way
from coopgraph.maps.styles import INK, ClassStyle, RelationStyle, Shape
from coopgraph.texts import clean

__all__ = [
    "EAST_ASIAN",
    "GROUND",
    "LATIN",
    "QUIET",
    "Run",
    "add_box",
    "add_connector",
    "add_frame",
    "add_line",
    "add_text",
    "describe",
    "emu",
    "write",
]

GROUND, QUIET = "FFFFFF", "555555"
LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
_LANGUAGES = {"en": "en-GB", "de": "de-DE", "zh": "zh-CN"}
_PALE = "55000"
_SPACES = {ord(each): " " for each in "\t\r\v\f"}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with one look; a link is followed on click only."""

    text: str
    size: float
    bold: bool = False
    colour: str = INK
    link: str | None = None


def describe(shape: Any, name: str, text: str) -> None:
    """Gives a shape its name in the selection pane and its alternative text."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", clean(" ".join(name.split()))[:120])
    properties.set("descr", clean(" ".join(text.split())))


def add_box(shapes: Any, style: ClassStyle, rect: Rect, scale: float) -> Any:
    """A box of its class's shape, fill and border."""
    return _shaped(shapes, style.shape, rect, scale, (style.fill, INK, style.border, style.dash))


def add_frame(shapes: Any, rect: Rect, fill: str, border: str | None) -> Any:
    """A rounded rectangle that stands behind other things."""
    return _shaped(shapes, "round", rect, 1.4, (fill, border, 0.8, ""))


def add_text(shapes: Any, rect: Rect, lines: Iterable[Sequence[Run]], align: str = "left", wrap: bool = True) -> Any:
    """A text box without margins; each line is a paragraph."""
    shape = shapes.add_textbox(*emu(rect))
    write(shape.text_frame, lines, align, wrap)
    return shape


def write(frame: Any, lines: Iterable[Sequence[Run]], align: str = "centre", wrap: bool = False) -> None:
    """Fills a text frame; a line break within a run stays within its paragraph."""
    frame.word_wrap = wrap
    frame.vertical_anchor = MSO_ANCHOR.TOP if align == "left" else MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if align == "centre" else PP_ALIGN.LEFT
        for run in line:
            if run.text:
                _add_runs(paragraph, run)
        _end(paragraph, max((run.size for run in line), default=9.0))


def _end(paragraph: Any, size: float) -> None:
    """Gives the end of a paragraph its size; without it an empty one is as high as the theme's text."""
    mark = OxmlElement("a:endParaRPr")
    mark.set("sz", str(round(size * 100)))
    paragraph._p.append(mark)


def _add_runs(paragraph: Any, run: Run) -> None:
    for place, part in enumerate(run.text.split("\n")):
        if place:
            paragraph.add_line_break()
        added = paragraph.add_run()
        added.text = clean(part.translate(_SPACES))
        dress(added, run)


def dress(added: Any, run: Run) -> None:
    """The look of a run: size, weight, colour, and a font for each script."""
    font = added.font
    font.size, font.bold, font.name = Pt(run.size), run.bold, LATIN
    font.color.rgb = _colour(run.colour)
    east = OxmlElement("a:ea")
    east.set("typeface", EAST_ASIAN)
    font._element.find(qn("a:latin")).addnext(east)
    font._element.set("noProof", "1")
    if run.link:
        added.hyperlink.address = run.link


def add_line(shapes: Any, rect: Rect, style: RelationStyle, look: Look) -> Any:
    """A line that joins nothing, as a legend shows a relation."""
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *emu(rect))
    _plain(shape)
    shape._element.spPr.find(qn("a:prstGeom")).set("prst", "line")
    _stroke(shape, style, {look})
    return shape


def add_connector(shapes: Any, edge: Edge, way: Way, start: Any, end: Any) -> Any:
    """A connector glued to a site of each box, drawn the way that it takes."""
    connector = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 0, 0)
    _plain(connector)
    connector._connect_begin_to(start, way.start.number)
    connector._connect_end_to(end, way.end.number)
    connector.left, connector.top, connector.width, connector.height = emu(way.frame)
    properties = connector._element.spPr
    turn = properties.find(qn("a:xfrm"))
    for name, value, wanted in (
        ("rot", "5400000", way.turn.quarter),
        ("flipH", "1", way.turn.flip_x),
        ("flipV", "1", way.turn.flip_y),
    ):
        turn.attrib.pop(name, None)
        if wanted:
            turn.set(name, value)
    shape = properties.find(qn("a:prstGeom"))
    shape.set("prst", way.preset)
    for number, share in enumerate(way.adjust, start=1):
        guide = OxmlElement("a:gd")
        guide.set("name", f"adj{number}")
        guide.set("fmla", f"val {share}")
        shape.find(qn("a:avLst")).append(guide)
    _stroke(connector, edge.style, _looks(edge))
    return connector


def _shaped(shapes: Any, shape: Shape, rect: Rect, scale: float, look: tuple[str, str | None, float, str]) -> Any:
    added = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *emu(rect))
    _plain(added)
    properties = added._element.spPr
    properties.replace(properties.find(qn("a:prstGeom")), parse_xml(geometry(shape, rect, scale)))
    fill, border, weight, dash = look
    added.fill.solid()
    added.fill.fore_color.rgb = _colour(fill)
    if border is None:
        added.line.fill.background()
    else:
        added.line.width = Pt(weight)
        added.line.color.rgb = _colour(border)
        _dash(added.line, dash)
    return added


def _plain(shape: Any) -> None:
    """Takes off the theme's gradient, shadow and colours."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)


def _stroke(shape: Any, style: RelationStyle, looks: set[Look]) -> None:
    line = shape.line
    line.width = Pt(style.width * (2.2 if "inferred" in looks else 1.0))
    line.color.rgb = _colour(style.colour)
    element = line._get_or_add_ln()
    if "pale" in looks:
        alpha = OxmlElement("a:alpha")
        alpha.set("val", _PALE)
        element.find(qn("a:solidFill"))[0].append(alpha)
    if "inferred" in looks:
        element.set("cmpd", "dbl")
    _dash(line, "2 2" if "contradicted" in looks else "7 3" if "inferred" in looks else style.dash)
    for name, wanted in (("a:headEnd", style.both_heads), ("a:tailEnd", True)):
        head = OxmlElement(name)
        head.set("type", ("arrow" if style.open_head else "triangle") if wanted else "none")
        head.set("w", "med")
        head.set("len", "med")
        element.append(head)


def _dash(line: Any, pattern: str) -> None:
    """PowerPoint's dash that is most like the pattern."""
    lengths = [float(each) for each in pattern.split()]
    if not lengths:
        return
    if len(lengths) > 2:
        preset = "lgDashDotDot" if len(lengths) > 4 else "lgDashDot" if lengths[0] > lengths[2] else "dashDot"
    elif lengths[0] <= 2:
        preset = "sysDot"
    else:
        preset = "sysDash" if lengths[0] < 5 else "dash" if lengths[0] < 10 else "lgDash"
    dash = OxmlElement("a:prstDash")
    dash.set("val", preset)
    line._get_or_add_ln().append(dash)


def _colour(text: str) -> Any:
    read: Any = RGBColor.from_string
    return read(text.lstrip("#"))


def _looks(edge: Edge) -> set[Look]:
    """What of a line is not plain."""
    looks: dict[Look, bool] = {
        "pale": edge.holds == "possible",
        "inferred": edge.inferred,
        "contradicted": edge.contradicted,
    }
    return {look for look, has in looks.items() if has}


def emu(rect: Rect) -> tuple[int, int, int, int]:
    """Left, top, width and height in PowerPoint's unit."""
    left, top = round(rect.x * 12_700), round(rect.y * 12_700)
    return left, top, round(rect.right * 12_700) - left, round(rect.bottom * 12_700) - top
