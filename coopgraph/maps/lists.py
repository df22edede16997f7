"""What stands in lines of text beside a drawing: relations with dates and sources, names in full, and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil
from xml.sax.saxutils import escape

from coopgraph.maps.drawing import Drawing
from coopgraph.maps.metrics import clean, width, wrap
from coopgraph.maps.selection import Selection
from coopgraph.maps.strings import strings, when
from coopgraph.maps.styles import INK, relation_styles
from coopgraph.maps.svg import element
from coopgraph.model import Source, Statement

__all__ = ["LINE", "Column", "Row", "even", "filling", "items", "plain_rows", "relation_pieces", "rows_drawn"]

LINE = 1.264
_MOST_ROWS, _MOST_GATHERED = 5, 60
_INDENT = 10.0

Pieces = Sequence[tuple[str, str | None]]


@dataclass(frozen=True)
class Row:
    """One line of a list: pieces of text, each with its colour where it is bold."""

    pieces: tuple[tuple[str, str | None], ...]
    indent: float = 0.0
    number: int | None = None


Item = list[Row]
Column = list[Item]


def items(selection: Selection, drawing: Drawing, limit: float, size: float) -> list[Item]:
    """The relations by number, the names that their boxes shorten, and the sources, in rows no wider than the limit."""
    styles = relation_styles(selection.ontology, (each.relation for each in selection.statements), selection.lang)
    gathered = {each.statement.id for each in selection.gathered}
    found = []
    for number, statement in enumerate(selection.ordered_statements(), start=1):
        colour = styles[statement.relation].colour
        pieces = [(f"{number} ", colour), *relation_pieces(selection, statement, colour)]
        most = _MOST_GATHERED if statement.id in gathered else _MOST_ROWS
        found.append(list(_wrapped(pieces, limit, size, number, most)))
    found += [list(_wrapped(pieces, limit, size)) for pieces in _whole_names(selection, drawing)]
    for number, source in enumerate(selection.ordered_sources(), start=1):
        found.append(list(_wrapped([(f"[{number}] ", INK), (_described(source), None)], limit, size)))
    return found


def relation_pieces(
    selection: Selection, statement: Statement, colour: str | None = None
) -> Iterator[tuple[str, str | None]]:
    """A relation as a line of text with its dates and the numbers of its sources, its verb in a colour.

    Of many in one, each has its own dates behind its name.
    """
    names, lang = selection.names(), selection.lang
    numbers = "".join(
        f"[{selection.source_numbers[id_]}]" for id_ in dict.fromkeys(piece.source for piece in statement.evidence)
    )
    members = next((each.statements for each in selection.gathered if each.statement.id == statement.id), ())
    apart = len({(each.since, each.until) for each in members}) > 1
    yield names.get(statement.subject, statement.subject) + " ", None
    yield selection.ontology.relation(statement.relation).label(lang), colour
    dates = "" if apart else strings(lang)["comma"] + when(statement, lang)
    yield f" {names.get(statement.object, statement.object)}{dates} {numbers}", None


def even(found: Sequence[Item], columns: int) -> list[Column]:
    """The items in so many columns, as even as items that are not torn apart allow."""
    height = ceil(sum(map(len, found)) / columns)
    while len(filled := filling(found, height)) > columns:
        height += 1
    return filled


def filling(found: Sequence[Item], height: int) -> list[Column]:
    """The items in columns of at most so many rows."""
    columns: list[Column] = [[]]
    for item in found:
        if columns[-1] and sum(map(len, columns[-1])) + len(item) > height:
            columns.append([])
        columns[-1].append(item)
    return columns


def plain_rows(column: Column) -> list[str]:
    """The rows of a column as plain text, what continues indented."""
    rows = (row for item in column for row in item)
    return [clean(("    " if row.indent else "") + "".join(content for content, _ in row.pieces)) for row in rows]


def rows_drawn(column: Column, x: float, top: float, size: float) -> Iterator[str]:
    """The rows of a column as SVG, from the top."""
    for down, row in enumerate((row for item in column for row in item), start=1):
        spans = "".join(_span(*piece) for piece in row.pieces)
        y = top + size * LINE * down
        yield element("text", spans, x=x + row.indent, y=y, font_size=size, fill=INK, data_edge=row.number)


def _span(content: str, colour: str | None) -> str:
    written = escape(clean(content))
    return element("tspan", written, font_weight="bold", fill=colour) if colour else written


def _described(source: Source) -> str:
    return ", ".join(part for part in (source.title, source.publisher, source.issued, source.url) if part)


def _whole_names(selection: Selection, drawing: Drawing) -> Iterator[Pieces]:
    """What the boxes call the bodies whose names they shorten, and the names in full."""
    names = {entity.id: entity.label(selection.lang) for entity in selection.entities}
    for box in drawing.boxes:
        if box.shortened:
            yield [(f"{box.lines[0].text} ", INK), (f"= {names[box.entity]}", None)]


def _wrapped(
    pieces: Pieces, limit: float, size: float, number: int | None = None, most: int = _MOST_ROWS
) -> Iterator[Row]:
    """The pieces in rows no wider than the limit; what continues is indented."""
    rows: list[list[tuple[str, str | None]]] = [[]]
    used = 0.0
    for content, colour in pieces:
        for word in (part for part in content.replace(" ", " \0").split("\0") if part):
            if rows[-1] and used + width(word.rstrip(), size, colour is not None) > limit:
                rows.append([])
                used = _INDENT
            fitting = wrap(word, limit - used, size, colour is not None, 1)[0] + (" " if word.endswith(" ") else "")
            rows[-1].append((fitting, colour))
            used += width(fitting, size, colour is not None)
    if len(rows) > most:
        rows[most - 1 :] = [[("…", None)]]
    for place, row in enumerate(rows):
        yield Row(tuple(_joined(row)), _INDENT if place else 0.0, number)


def _joined(row: list[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    start = 0
    for place in count(1):
        if place >= len(row) or row[place][1] != row[start][1]:
            yield "".join(word for word, _ in row[start:place]), row[start][1]
            start = place
        if place >= len(row):
            return
