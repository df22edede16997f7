"""One page that stands alone: title, legend, drawing, numbered relations with dates and sources, and the sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from math import ceil
from xml.sax.saxutils import escape

from coopgraph.maps.drawing import Box, Drawing, Edge, Label, Point, Rect
from coopgraph.maps.metrics import clean, width, wrap
from coopgraph.maps.selection import Selection
from coopgraph.maps.strings import strings, when
from coopgraph.maps.styles import INK, ClassStyle, RelationStyle, class_styles, relation_styles
from coopgraph.maps.svg import FONTS, class_sample, drawing_elements, element, relation_sample, text
from coopgraph.model import Source, Statement

__all__ = ["box_names", "box_sample", "edge_sample", "facts", "made_by", "sentences", "sheet"]

_A4 = (842.0, 595.0)
_EDGE = 26.0
_SMALL = 7.2
_LINE = 9.1
_MOST_ROWS = 5
_LEAST_SCALE = 0.9
_QUIET = "#555555"


def sentences(selection: Selection) -> dict[str, str]:
    """Each relation as a line of text with its dates and the numbers of its sources."""
    return {each.id: clean("".join(part for part, _ in _sentence(selection, each))) for each in selection.statements}


def box_names(selection: Selection) -> dict[str, str]:
    """Each body as a screen reader says it: acronym, name, type."""
    styles = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    names = {}
    for entity in selection.entities:
        label = entity.label(selection.lang)
        acronym = [entity.acronym] if entity.acronym and entity.acronym != label else []
        names[entity.id] = clean(", ".join([*acronym, label, styles[entity.type].label]))
    return names


def facts(selection: Selection) -> str:
    """How much the map shows, of which day, and how much it leaves out."""
    words = strings(selection.lang)
    told = [words["bodies_relations"].format(len(selection.entities), len(selection.statements))]
    told += [words["as_of"].format(selection.day)] if selection.day else []
    told += [words["left_out"].format(selection.left_out)] if selection.left_out else []
    return " · ".join(told)


def made_by(selection: Selection, version: str) -> str:
    """What made the map, of what: the first source by name, the others by number."""
    words = strings(selection.lang)
    first, *others = [clean(source.title) for source in selection.ordered_sources()] or ["–"]
    return words["made_by"].format(version, words["and_more"].format(first, len(others)) if others else first)


def sheet(selection: Selection, drawing: Drawing, version: str) -> str:
    """The whole page as SVG: A4 landscape where the type stays readable on it, else the same shape larger."""
    page = _Page(selection, drawing)
    content = [element("rect", width=page.width, height=page.height, fill="#FFFFFF"), *page.parts(version)]
    width, height = f"{page.width:.0f}", f"{page.height:.0f}"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}pt" height="{height}pt" '
        f'lang="{_attribute(selection.lang)}" font-family="{FONTS}" role="img" aria-labelledby="map-title">'
    )
    title = element("title", escape(clean(selection.title)), id="map-title")
    return "\n".join([opening, title, *content, "</svg>", ""])


def _attribute(lang: str) -> str:
    return escape(clean(lang), {'"': "&quot;"})


@dataclass(frozen=True)
class _Row:
    """One line of a list: pieces of text, each with its colour where it is bold."""

    pieces: tuple[tuple[str, str | None], ...]
    indent: float = 0.0
    number: int | None = None


class _Page:
    """Where the parts of the page stand, from the top."""

    def __init__(self, selection: Selection, drawing: Drawing) -> None:
        self.selection, self.drawing = selection, drawing
        self.words = strings(selection.lang)
        self.classes = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
        self.relations = relation_styles(
            selection.ontology, (each.relation for each in selection.statements), selection.lang
        )
        self.width = max(_A4[0], drawing.width * _LEAST_SCALE + 2 * _EDGE)
        self._fit()
        while self.scale < _LEAST_SCALE and self.width < 4 * _A4[0]:
            self.width *= 1.06
            self._fit()

    def _fit(self) -> None:
        self.columns = max(1, int((self.width - 2 * _EDGE) // 250))
        self.legend = list(self._legend())
        self.filled = self._list()
        below = self._list_height() + 16
        self.top = 50 + 13 * (1 + max((line for line, *_ in self.legend), default=0)) + 8
        room = self.width * _A4[1] / _A4[0] - self.top - below - _EDGE
        self.scale = min((self.width - 2 * _EDGE) / self.drawing.width, max(room, 60) / self.drawing.height, 1.35)
        least = max(self.scale, _LEAST_SCALE) if self.width >= 4 * _A4[0] else self.scale
        self.scale = least
        self.list_top = self.top + max(room, self.drawing.height * self.scale) + 12
        self.height = max(self.width * _A4[1] / _A4[0], self.list_top + below + _EDGE - 12)

    def parts(self, version: str) -> Iterator[str]:
        """Everything on the page, from the top."""
        yield from self._heading()
        yield from (piece for _, piece in self.legend)
        x = (self.width - self.drawing.width * self.scale) / 2
        free = self.list_top - 12 - self.top - self.drawing.height * self.scale
        move = f"translate({x:.2f} {self.top + max(free, 0) / 2:.2f}) scale({self.scale:.4f})"
        names, lines = box_names(self.selection), sentences(self.selection)
        yield element("g", "\n" + drawing_elements(self.drawing, names, lines) + "\n", transform=move, class_="drawing")
        yield from self._lists()
        fitting = wrap(made_by(self.selection, version), self.width - 2 * _EDGE, 7.0, False, 1)[0]
        yield text(fitting, _EDGE, self.height - 14, 7.0, fill=_QUIET)

    def _heading(self) -> Iterator[str]:
        selection = self.selection
        title = wrap(selection.title, self.width - 2 * _EDGE, 17.0, True, 1)[0]
        yield text(title, _EDGE, 36, 17.0, font_weight="bold", fill=INK)
        yield text(facts(selection), _EDGE, 50, 8.5, fill=_QUIET, id="facts")

    def _legend(self) -> Iterator[tuple[int, str]]:
        """Each item of the legend with its line: the classes, then the relations on lines of their own."""
        line, x = 0, _EDGE
        styles: list[ClassStyle | RelationStyle] = [*self.classes.values(), *self.relations.values()]
        for place, style in enumerate(styles):
            label = wrap(style.label, 200, 7.6, False, 1)[0]
            room = 30 + width(label, 7.6) + 14
            if place and (x + room > self.width - _EDGE or place == len(self.classes)):
                line, x = line + 1, _EDGE
            y = 66 + 13 * line
            sample = box_sample(style, x, y) if isinstance(style, ClassStyle) else edge_sample(style, x, y)
            yield line, element("g", sample + text(label, x + 29, y + 2.7, 7.6, fill=INK), class_="legend")
            x += room

    def _list(self) -> list[list[list[_Row]]]:
        """The columns of the list, as even as items that are not torn apart allow."""
        column = (self.width - 2 * _EDGE) / self.columns - 14
        items: list[list[_Row]] = []
        for number, statement in enumerate(self.selection.ordered_statements(), start=1):
            colour = self.relations[statement.relation].colour
            items.append(
                list(_wrapped([(f"{number} ", colour), *_sentence(self.selection, statement, colour)], column, number))
            )
        for number, source in enumerate(self.selection.ordered_sources(), start=1):
            items.append(list(_wrapped([(f"[{number}] ", INK), (_described(source), None)], column)))
        height = ceil(sum(map(len, items)) / self.columns)
        while len(filled := _columns(items, height)) > self.columns:
            height += 1
        return filled

    def _list_height(self) -> float:
        return max((sum(map(len, column)) for column in self.filled), default=0) * _LINE

    def _lists(self) -> Iterator[str]:
        across = (self.width - 2 * _EDGE) / self.columns
        for place, column in enumerate(self.filled):
            for down, row in enumerate((row for item in column for row in item), start=1):
                x, y = _EDGE + across * place + row.indent, self.list_top + _LINE * down
                spans = "".join(_span(*piece) for piece in row.pieces)
                yield element("text", spans, x=x, y=y, font_size=_SMALL, fill=INK, data_edge=row.number)


def _columns(items: list[list[_Row]], height: int) -> list[list[list[_Row]]]:
    columns: list[list[list[_Row]]] = [[]]
    for item in items:
        if columns[-1] and sum(map(len, columns[-1])) + len(item) > height:
            columns.append([])
        columns[-1].append(item)
    return columns


def _span(content: str, colour: str | None) -> str:
    written = escape(clean(content))
    return element("tspan", written, font_weight="bold", fill=colour) if colour else written


def _sentence(
    selection: Selection, statement: Statement, colour: str | None = None
) -> Iterator[tuple[str, str | None]]:
    names = selection.names()
    words = strings(selection.lang)
    kind = selection.ontology.relation(statement.relation)
    yield names.get(statement.subject, statement.subject) + " ", None
    yield kind.label(selection.lang), colour
    cited = {source.id: number for number, source in enumerate(selection.ordered_sources(), start=1)}
    numbers = "".join(f"[{cited[id_]}]" for id_ in dict.fromkeys(piece.source for piece in statement.evidence))
    yield (
        f" {names.get(statement.object, statement.object)}{words['comma']}{when(statement, selection.lang)} {numbers}",
        None,
    )


def _described(source: Source) -> str:
    return ", ".join(part for part in (source.title, source.publisher, source.issued, source.url) if part)


def _wrapped(pieces: list[tuple[str, str | None]], limit: float, number: int | None = None) -> Iterator[_Row]:
    """The pieces in rows no wider than the limit; what continues is indented."""
    rows: list[list[tuple[str, str | None]]] = [[]]
    used = 0.0
    for content, colour in pieces:
        for word in (part for part in content.replace(" ", " \0").split("\0") if part):
            if rows[-1] and used + width(word.rstrip(), _SMALL, colour is not None) > limit:
                rows.append([])
                used = 10.0
            fitting = wrap(word, limit - used, _SMALL, colour is not None, 1)[0] + (" " if word.endswith(" ") else "")
            rows[-1].append((fitting, colour))
            used += width(fitting, _SMALL, colour is not None)
    if len(rows) > _MOST_ROWS:
        rows[_MOST_ROWS - 1 :] = [[("…", None)]]
    for place, row in enumerate(rows):
        yield _Row(tuple(_joined(row)), 10.0 if place else 0.0, number)


def _joined(row: list[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    start = 0
    for place in count(1):
        if place >= len(row) or row[place][1] != row[start][1]:
            yield "".join(word for word, _ in row[start:place]), row[start][1]
            start = place
        if place >= len(row):
            return


def box_sample(style: ClassStyle, x: float, y: float) -> str:
    """The shape of a class as a legend shows it, 24 by 10 points."""
    return class_sample(Box("", 0, Rect(x, y - 5, 24, 10), (), style))


def edge_sample(style: RelationStyle, x: float, y: float) -> str:
    """The line of a relation as a legend shows it, 24 points long."""
    points = (Point(x + (6 if style.both_heads else 0), y), Point(x + 8, y), Point(x + 14, y), Point(x + 18, y))
    tail = Point(x, y) if style.both_heads else None
    return relation_sample(
        Edge("", 0, "", "", points, Point(x + 24, y), tail, Label("", Rect(x, y, 0, 0)), style, "certain")
    )
