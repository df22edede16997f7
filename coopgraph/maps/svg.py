"""The drawing as SVG elements: attributes and classes only, so that it stands alone and a page can restyle it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from coopgraph.maps.boxes import LEADING
from coopgraph.maps.drawing import Box, Cluster, Drawing, Edge, Point
from coopgraph.maps.frames import NAME_BASE, NAME_SIZE
from coopgraph.maps.metrics import clean
from coopgraph.maps.shapes import FOLD, outline
from coopgraph.maps.styles import INK

__all__ = ["FAINT", "FONTS", "THIN", "class_sample", "drawing_elements", "element", "relation_sample", "text"]

FONTS = "Arial, Helvetica, 'Liberation Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
FAINT, THIN = 0.8, 0.6
_GROUND = "#FFFFFF"


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """An element; `_` in an attribute's name stands for `-`, a trailing one is dropped, None leaves it out."""
    pairs = (
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(clean(number(value)))}"
        for key, value in attributes.items()
        if value not in (None, "")
    )
    opening = f"<{name}{''.join(pairs)}"
    return f"{opening}>{content}</{name}>" if content else f"{opening}/>"


def number(value: object) -> str:
    """A number with at most two decimals, anything else as text."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def text(content: str, x: float, y: float, size: float, /, **attributes: object) -> str:
    """One line of text with its base line at y."""
    return element("text", escape(clean(content)), x=x, y=y, font_size=size, **attributes)


def drawing_elements(
    drawing: Drawing, names: Mapping[str, str], sentences: Mapping[str, str], written: Mapping[str, str]
) -> str:
    """Countries, lines and boxes, each box and line a group with an id, a role and a name that can be read aloud.

    What is pointed at shows its name, a line with it where it is written.
    """
    shapes = {box.entity: box for box in drawing.boxes}
    parts = [_cluster(cluster) for cluster in drawing.clusters]
    parts += [_edge(edge, sentences[edge.statement], written[edge.statement]) for edge in drawing.edges]
    parts += [_box(box, names[box.entity]) for box in shapes.values()]
    parts += [_label(edge, drawing.worded) for edge in drawing.edges]
    return "\n".join(parts)


def path_of(points: Iterable[Point]) -> str:
    """The path data of a Bézier curve."""
    first, *rest = (f"{number(float(x))},{number(float(y))}" for x, y in points)
    return f"M{first}C{' '.join(rest)}"


def class_sample(box: Box) -> str:
    """The shape of a box alone, as a legend shows it."""
    return _outline(box)


def relation_sample(edge: Edge) -> str:
    """The line and the heads of an edge alone, as a legend shows it."""
    return _line(edge) + _heads(edge)


def _cluster(cluster: Cluster) -> str:
    rect = cluster.rect
    frame = element(
        "rect",
        class_="country",
        x=rect.x,
        y=rect.y,
        width=rect.width,
        height=rect.height,
        rx=8,
        fill="#F6F6F4",
        stroke="#8A8A86",
        stroke_width=0.6,
    )
    x, y = cluster.name.centre.x, cluster.name.y + NAME_BASE
    title = text(cluster.label, x, y, NAME_SIZE, class_="country-name", text_anchor="middle", fill="#4A4A4A")
    return element("g", frame + title, class_="cluster")


def _box(box: Box, name: str) -> str:
    top = box.rect.centre.y - sum(line.size * LEADING for line in box.lines) / 2
    parts = [_outline(box)]
    for line in box.lines:
        top += line.size * LEADING
        weight = "bold" if line.bold else None
        parts.append(
            text(
                line.text,
                box.rect.centre.x,
                top - line.size * 0.27,
                line.size,
                text_anchor="middle",
                font_weight=weight,
                fill=INK,
            )
        )
    title = element("title", escape(clean(name)))
    group = f"box-{box.number}"
    return element(
        "g",
        title + "".join(parts),
        id=group,
        class_="box",
        role="button",
        tabindex=0,
        aria_label=name,
        data_box=box.number,
    )


def _outline(box: Box) -> str:
    style, rect = box.style, box.rect
    look: dict[str, object] = {
        "fill": style.fill,
        "stroke": INK,
        "stroke_width": style.border,
        "stroke_dasharray": style.dash,
        "class_": "shape",
    }
    if style.shape == "round":
        return element("rect", x=rect.x, y=rect.y, width=rect.width, height=rect.height, rx=6, **look)
    corners = " ".join(f"{number(float(x))},{number(float(y))}" for x, y in outline(style.shape, rect))
    shape = element("polygon", points=corners, stroke_linejoin="round", **look)
    if style.shape == "note":
        fold = f"M{number(rect.right - FOLD)},{number(rect.y)}v{FOLD}h{FOLD}"
        shape += element("path", d=fold, fill="none", stroke=INK, stroke_width=0.8)
    return shape


def _edge(edge: Edge, sentence: str, written: str) -> str:
    faint = "possible" if edge.holds == "possible" else "certain"
    kinds = f"edge relation-{edge.style.number} {faint}"
    reach = element(
        "path", d=path_of(edge.points), class_="reach", fill="none", stroke="#FFFFFF", stroke_opacity=0, stroke_width=10
    )
    content = element("title", escape(clean(f"{sentence}\n{written}".strip()))) + reach + _line(edge) + _heads(edge)
    opacity = FAINT if edge.holds == "possible" else None
    return element(
        "g",
        content,
        id=f"edge-{edge.number}",
        class_=kinds,
        role="button",
        tabindex=-1,
        aria_label=sentence,
        data_edge=edge.number,
        opacity=opacity,
    )


def _line(edge: Edge) -> str:
    style = edge.style
    dash = "2 2" if edge.contradicted else style.dash
    look: dict[str, object] = {"d": path_of(edge.points), "fill": "none", "stroke": style.colour, "class_": "line"}
    width = style.width * (THIN if edge.holds == "possible" else 1.0)
    line = element("path", stroke_width=width, stroke_dasharray=dash, **look)
    if not edge.inferred:
        return line
    inner = {**look, "stroke": _GROUND, "class_": "inner"}
    return element("path", stroke_width=width + 1.6, stroke_dasharray="7 3", **look) + element(
        "path", stroke_width=width, **inner
    )


def _heads(edge: Edge) -> str:
    ends = ((edge.points[-1], edge.head), (edge.points[0], edge.tail))
    return "".join(_head(base, tip, edge) for base, tip in ends if tip is not None)


def _head(base: Point, tip: Point, edge: Edge) -> str:
    across, down = tip.x - base.x, tip.y - base.y
    length = (across**2 + down**2) ** 0.5 or 1.0
    side_x, side_y = -down / length * 2.9, across / length * 2.9
    corners = (Point(base.x + side_x, base.y + side_y), tip, Point(base.x - side_x, base.y - side_y))
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    fill = _GROUND if edge.style.open_head else edge.style.colour
    return element(
        "polygon",
        points=points,
        class_="open head" if edge.style.open_head else "head",
        fill=fill,
        stroke=edge.style.colour,
        stroke_width=1,
    )


def _label(edge: Edge, worded: bool) -> str:
    rect, style = edge.label.rect, edge.style
    ground = element(
        "rect",
        x=rect.x,
        y=rect.y,
        width=rect.width,
        height=rect.height,
        rx=rect.height / 2,
        class_="ground",
        fill=_GROUND,
    )
    mark = text(
        edge.label.text,
        rect.centre.x,
        rect.y + rect.height - 2.7,
        8.0,
        text_anchor="middle",
        font_weight="bold",
        fill=style.colour,
    )
    kinds = f"number relation-{style.number}" + (" worded" if worded else "")
    return element("g", ground + mark, class_=kinds, data_edge=edge.number, aria_hidden="true")
