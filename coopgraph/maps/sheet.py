"""One page that stands alone: title, legend, drawing, numbered relations with dates and sources, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from xml.sax.saxutils import escape

from coopgraph.dates import Holds
from coopgraph.maps.drawing import Box, Drawing, Edge, Label, Point, Rect
from coopgraph.maps.lists import LINE, even, items, relation_pieces, rows_drawn, written
from coopgraph.maps.metrics import clean, width, wrap
from coopgraph.maps.selection import Selection
from coopgraph.maps.strings import strings
from coopgraph.maps.styles import INK, ClassStyle, RelationStyle, class_styles, relation_styles
from coopgraph.maps.svg import FAINT, FONTS, class_sample, drawing_elements, element, relation_sample, text

__all__ = [
    "A4",
    "EDGE",
    "LEAST_SCALE",
    "LEGEND_SAMPLE",
    "LEGEND_SIZE",
    "RATIO",
    "Front",
    "LegendItem",
    "Page",
    "box_names",
    "box_sample",
    "edge_sample",
    "facts",
    "footer",
    "full_size",
    "heading",
    "legend",
    "made_by",
    "page_of",
    "sentences",
    "sheet",
    "whole",
]

A4 = 842.0
RATIO = 595.0 / 842.0
EDGE = 21.0
SMALL = 7.2
LEAST_SCALE = 0.875
_MOST_SCALE = 1.35
_LEGEND_LINE = 13.0
LEGEND_SIZE, LEGEND_SAMPLE = 7.6, 28.0
_QUIET = "#555555"
_ANY = RelationStyle("", "", -1, "#444444", "#C8C8C8", "", 1.6, False, False)


def sentences(selection: Selection) -> dict[str, str]:
    """Each relation as a line of text with its dates and the numbers of its sources."""
    return {
        each.id: clean("".join(part for part, _ in relation_pieces(selection, each))) for each in selection.statements
    }


def box_names(selection: Selection) -> dict[str, str]:
    """Each body as a screen reader says it: acronym, name, type."""
    styles = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    boxes = {each.entity.id for each in selection.gathered}
    names = {}
    for entity in selection.entities:
        label = entity.label(selection.lang)
        acronym = [entity.acronym] if entity.acronym and entity.acronym != label else []
        gathered = [entity.note or ""] if entity.id in boxes else []
        names[entity.id] = clean(", ".join([*acronym, label, styles[entity.type].label, *gathered]))
    return names


def facts(selection: Selection) -> str:
    """How much the map shows, of what and of which day, and how much it gathers or leaves out."""
    words = strings(selection.lang)
    told = list(_counted(words, *selection.counts()))
    told += [words["only"].format(words["comma"].join(selection.narrowed))] if selection.narrowed else []
    told += [words["as_of"].format(selection.day)] if selection.day else []
    inside = sum(len(each.members) for each in selection.gathered)
    told += [words["gathered"].format(inside)] if inside else []
    out = selection.left_out
    told += [words["left_out"].format(*_counted(words, out.bodies, out.relations), out.limit)] if out else []
    return " · ".join(told)


def _counted(words: Mapping[str, str], bodies: int, relations: int) -> Iterator[str]:
    """So many bodies and so many relations, in the singular where it is one."""
    for key, number in (("body_count", bodies), ("relation_count", relations)):
        one, many = words[key].split("|")
        yield (one if number == 1 else many).format(number)


def made_by(selection: Selection, version: str) -> str:
    """What made the map, of what: the first source by name, the others by number."""
    words = strings(selection.lang)
    first, *others = [clean(source.title) for source in selection.ordered_sources()] or [""]
    if not first:
        return words["made_alone"].format(version)
    return words["made_by"].format(version, words["and_more"].format(first, len(others)) if others else first)


@dataclass(frozen=True)
class Page:
    """A sheet of paper: its size in points and what is on it, as SVG."""

    width: float
    height: float
    svg: str


def sheet(selection: Selection, drawing: Drawing, version: str) -> str:
    """The whole page as SVG: A4 landscape where the type stays readable on it, else the same shape larger."""
    return whole(selection, drawing, version).svg


def whole(selection: Selection, drawing: Drawing, version: str, lists: bool = True) -> Page:
    """All on one page, however large it has to be; without the lists where these stand elsewhere."""
    front = Front(selection, drawing, max(A4, drawing.width * LEAST_SCALE + 2 * EDGE), lists)
    while not front.fits and front.width < 4 * A4:
        front = Front(selection, drawing, front.width * 1.06, lists)
    front.enlarged()
    return front.page(made_by(selection, version))


class Front:
    """The page with the drawing: title, facts, legend, drawing, the lists where asked for, and who made it.

    All lengths are points; it is at least as high as `least`, else as a sheet of paper of its width.
    """

    def __init__(
        self, selection: Selection, drawing: Drawing, width: float, lists: bool = True, least: float | None = None
    ) -> None:
        self.selection, self.drawing, self.width = selection, drawing, width
        self.legend = legend(selection, width)
        self.columns = max(1, int((width - 2 * EDGE) // 250))
        column = (width - 2 * EDGE) / self.columns - 14
        self.filled = even(items(selection, drawing, column, SMALL), self.columns) if lists else []
        below = max((sum(map(len, column)) for column in self.filled), default=0) * SMALL * LINE
        self.top = 11 + max((item.y for item in self.legend), default=60.0)
        foot = EDGE + (below + 12 if lists else 6)
        self.least = least or width * RATIO
        room = self.least - self.top - foot
        self.scale = min((width - 2 * EDGE) / drawing.width, max(room, 60) / drawing.height, _MOST_SCALE)
        self.room = max(room, 60)
        self._foot = foot

    @property
    def fits(self) -> bool:
        """Whether no type is smaller than 7 points."""
        return self.scale >= LEAST_SCALE

    def enlarged(self) -> None:
        """Sets the drawing at the least scale that is readable and lets the page be as high as that takes."""
        self.scale = max(self.scale, min(LEAST_SCALE, (self.width - 2 * EDGE) / self.drawing.width))
        self.room = max(self.room, self.drawing.height * self.scale)

    @property
    def origin(self) -> Point:
        """Where the drawing's upper left corner lies on the page."""
        across, down = self.drawing.width * self.scale, self.drawing.height * self.scale
        return Point((self.width - across) / 2, self.top + max(self.room - down, 0) / 2)

    @property
    def lists_top(self) -> float:
        """Where the lists begin."""
        return self.top + self.room + 6

    @property
    def column_starts(self) -> list[float]:
        """Where the columns of the lists begin."""
        return [EDGE + (self.width - 2 * EDGE) / self.columns * place for place in range(self.columns)]

    @property
    def height(self) -> float:
        """The height of the page."""
        return max(self.least, self.top + self.room + self._foot)

    def page(self, foot: str, note: str = "") -> Page:
        """The page with a line at its foot and, in place of the lists, a note on where they are."""
        return page_of(self.selection, self.width, self.height, self._parts(foot, note))

    def _parts(self, foot: str, note: str) -> Iterator[str]:
        yield from heading(self.selection, self.width)
        yield from map(_legend_item, self.legend)
        move = f"translate({self.origin.x:.2f} {self.origin.y:.2f}) scale({self.scale:.4f})"
        names, lines = box_names(self.selection), sentences(self.selection)
        drawn = drawing_elements(self.drawing, names, lines, written(self.selection))
        yield element("g", "\n" + drawn + "\n", transform=move, class_="drawing")
        for column, x in zip(self.filled, self.column_starts, strict=False):
            yield from rows_drawn(column, x, self.lists_top, SMALL)
        yield from footer(foot, note, self.width, self.height)


class LegendItem(NamedTuple):
    """A style with what it stands for, and where its sample starts."""

    style: ClassStyle | RelationStyle
    label: str
    x: float
    y: float
    possible: bool = False
    inferred: bool = False
    contradicted: bool = False


def legend(selection: Selection, across: float) -> list[LegendItem]:
    """The classes, then on lines of their own the relations, of a page so wide."""
    classes = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    relations = relation_styles(selection.ontology, (each.relation for each in selection.statements), selection.lang)
    entries = [LegendItem(style, style.label, 0, 0) for style in classes.values()]
    entries += [LegendItem(style, style.label, 0, 0) for style in relations.values()]
    entries += _signs(selection)
    found: list[LegendItem] = []
    x, y = EDGE, 60.0
    for place, entry in enumerate(entries):
        label = wrap(entry.label, 200, LEGEND_SIZE, False, 1)[0]
        room = LEGEND_SAMPLE + width(label, LEGEND_SIZE) + 12
        if place and (x + room > across - EDGE or place == len(classes)):
            x, y = EDGE, y + _LEGEND_LINE
        found.append(entry._replace(label=label, x=x, y=y))
        x += room
    return found


def _signs(selection: Selection) -> Iterator[LegendItem]:
    """What it means that a line is faint, double or dotted, where one is."""
    words, statements = strings(selection.lang), selection.statements
    if any(selection.holds(each) == "possible" for each in statements):
        yield LegendItem(_ANY, words["possible"], 0, 0, possible=True)
    if any(each.inferred for each in statements):
        yield LegendItem(_ANY, words["by_rule"], 0, 0, inferred=True)
    if any(each.id in selection.contradicted for each in statements):
        yield LegendItem(_ANY, words["disputed"], 0, 0, contradicted=True)


def _legend_item(item: LegendItem) -> str:
    style, x, y = item.style, item.x, item.y
    if isinstance(style, ClassStyle):
        sample = box_sample(style, x, y)
    else:
        edge = _sampled(style, x, y)
        holds: Holds = "possible" if item.possible else "certain"
        edge = replace(edge, holds=holds, inferred=item.inferred, contradicted=item.contradicted)
        sample = element("g", relation_sample(edge), opacity=FAINT if item.possible else None)
    label = text(item.label, x + LEGEND_SAMPLE, y + 2.7, LEGEND_SIZE, fill=INK)
    return element("g", sample + label, class_="legend")


def full_size(selection: Selection, drawing: Drawing) -> Front:
    """The page with everything, the drawing as large as it was laid out."""
    front = Front(selection, drawing, max(A4, drawing.width + 2 * EDGE))
    front.scale, front.room = 1.0, drawing.height
    return front


def heading(selection: Selection, width: float) -> Iterator[str]:
    """The title, and below it how much of the world the map shows."""
    title = wrap(selection.title, width - 2 * EDGE, 17.0, True, 1)[0]
    yield text(title, EDGE, 33, 17.0, font_weight="bold", fill=INK)
    yield text(wrap(facts(selection), width - 2 * EDGE, 8.5, False, 1)[0], EDGE, 46, 8.5, fill=_QUIET, id="facts")


def footer(foot: str, note: str, across: float, down: float) -> Iterator[str]:
    """The last line of a page: what made it at the left, a note at the right."""
    side = width(note, 7.6, True) + 20 if note else 0.0
    yield text(wrap(foot, across - 2 * EDGE - side, 7.0, False, 1)[0], EDGE, down - 13, 7.0, fill=_QUIET)
    if note:
        yield text(note, across - EDGE, down - 13, 7.6, text_anchor="end", font_weight="bold", fill=INK)


def page_of(selection: Selection, width: float, height: float, content: Iterable[str]) -> Page:
    """A white page of that size in points, called as the map is."""
    across, down = round(width), round(height)
    lang = escape(clean(selection.lang), {'"': "&quot;"})
    size = f'viewBox="0 0 {across} {down}" width="{across}pt" height="{down}pt"'
    named = f'lang="{lang}" font-family="{FONTS}" role="img" aria-labelledby="map-title"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {named}>'
    title = element("title", escape(clean(selection.title)), id="map-title")
    ground = element("rect", width=across, height=down, fill="#FFFFFF")
    return Page(across, down, "\n".join([opening, title, ground, *content, "</svg>", ""]))


def box_sample(style: ClassStyle, x: float, y: float) -> str:
    """The shape of a class as a legend shows it, 24 by 10 points."""
    return class_sample(Box("", 0, Rect(x, y - 5, 24, 10), (), style))


def edge_sample(style: RelationStyle, x: float, y: float) -> str:
    """The line of a relation as a legend shows it, 24 points long."""
    return relation_sample(_sampled(style, x, y))


def _sampled(style: RelationStyle, x: float, y: float) -> Edge:
    points = (Point(x + (6 if style.both_heads else 0), y), Point(x + 8, y), Point(x + 14, y), Point(x + 18, y))
    tail = Point(x, y) if style.both_heads else None
    return Edge("", 0, "", "", points, Point(x + 24, y), tail, Label("", Rect(x, y, 0, 0)), style, "certain")
