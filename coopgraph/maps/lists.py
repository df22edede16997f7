"""What stands in lines of text beside a drawing: relations with dates and sources, names in full, and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil
from xml.sax.saxutils import escape

from coopgraph.maps.boxes import CHINESE
from coopgraph.maps.drawing import Drawing
from coopgraph.maps.metrics import clean, width, wrap
from coopgraph.maps.selection import Selection
from coopgraph.maps.strings import stated, strings, when
from coopgraph.maps.styles import INK, relation_styles
from coopgraph.maps.svg import element
from coopgraph.model import Evidence, Source, Statement

__all__ = [
    "LINE",
    "Column",
    "Row",
    "described",
    "even",
    "filling",
    "items",
    "plain_rows",
    "relation_pieces",
    "rows_drawn",
    "signs",
    "written",
]

LINE = 1.264
_MOST_ROWS, _MOST_GATHERED = 5, 60
_INDENT = 10.0
_LONG_NAME = 120

Pieces = Sequence[tuple[str, str | None]]


@dataclass(frozen=True)
class Row:
    """One line of a list: pieces of text, each with its colour where it is bold."""

    pieces: tuple[tuple[str, str | None], ...]
    indent: float = 0.0
    number: int | None = None


Item = list[Row]
Column = list[Item]


def items(selection: Selection, drawing: Drawing, limit: float, size: float, places: bool = False) -> list[Item]:
    """The relations by number, the names that their boxes shorten, and the sources, in rows no wider than the limit.

    With places each relation also says what it was made under and where in its sources it is written.
    """
    styles = relation_styles(selection.ontology, (each.relation for each in selection.statements), selection.lang)
    gathered = {each.statement.id for each in selection.gathered}
    found = []
    for number, statement in enumerate(selection.ordered_statements(), start=1):
        colour = styles[statement.relation].colour
        pieces = [(f"{number} ", colour), *relation_pieces(selection, statement, colour, places)]
        most = _MOST_GATHERED if statement.id in gathered or places else _MOST_ROWS
        found.append(list(_wrapped(pieces, limit, size, number, most)))
    found += [list(_wrapped(pieces, limit, size)) for pieces in _whole_names(selection, drawing)]
    for number, source in enumerate(selection.ordered_sources(), start=1):
        found.append(list(_wrapped([(f"[{number}] ", INK), (described(source, selection.lang), None)], limit, size)))
    return found


def relation_pieces(
    selection: Selection, statement: Statement, colour: str | None = None, places: bool = False
) -> Iterator[tuple[str, str | None]]:
    """A relation as a line of text with its dates and the numbers of its sources, its verb in a colour.

    Of many in one, each has its own dates behind its name.
    """
    names, lang = selection.names(), selection.lang
    under = selection.under(statement) if places else None
    members = next((each.statements for each in selection.gathered if each.statement.id == statement.id), ())
    apart = len({(each.since, each.until) for each in members}) > 1
    yield names.get(statement.subject, statement.subject) + " ", None
    yield selection.ontology.relation(statement.relation).label(lang), colour
    told = [*([] if apart else [when(statement, lang)]), *signs(selection, statement)]
    told += [f"{strings(lang)['under']} {under}"] if under else []
    rest = "".join(strings(lang)["comma"] + each for each in told)
    yield f" {names.get(statement.object, statement.object)}{rest} {_cited(selection, statement, places)}", None


def _cited(selection: Selection, statement: Statement, places: bool) -> str:
    """The numbers of its sources, with the places in them or without."""
    found: dict[str, dict[str, None]] = {}
    for piece in statement.evidence:
        found.setdefault(f"[{selection.source_numbers[piece.source]}]", {})[piece.locator or ""] = None
    if not places:
        return "".join(found)
    return "; ".join(f"{number} {'; '.join(filter(None, told))}".strip() for number, told in found.items())


def written(selection: Selection) -> dict[str, str]:
    """Where each relation is written, and the words of its sources, a line to each piece of evidence."""
    numbers = selection.source_numbers

    def line(piece: Evidence) -> str:
        quote = f"“{piece.quote}”" if piece.quote else ""
        return " ".join(part for part in (f"[{numbers[piece.source]}]", piece.locator, quote) if part)

    return {each.id: "\n".join(map(line, each.evidence)) for each in selection.statements}


def signs(selection: Selection, statement: Statement) -> list[str]:
    """What the look of its line says: that it may hold, was concluded by a rule, or is contradicted."""
    words = strings(selection.lang)
    found = {
        "possible": selection.holds(statement) == "possible",
        "by_rule": statement.inferred,
        "disputed": statement.id in selection.contradicted,
    }
    return [words[sign] for sign, given in found.items() if given]


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


def described(source: Source, lang: str) -> str:
    """Title, publisher, date and address of a source."""
    issued = stated(source.issued, lang) if source.issued else None
    return ", ".join(part for part in (source.title, source.publisher, issued, source.url) if part)


def _whole_names(selection: Selection, drawing: Drawing) -> Iterator[Pieces]:
    """The names in full of the bodies whose boxes shorten them, where the relations do not have them in full."""
    bodies = {entity.id: entity for entity in selection.entities}
    related = {end for each in selection.statements for end in (each.subject, each.object)}
    for box in drawing.boxes:
        body = bodies[box.entity]
        name = body.label(selection.lang)
        if box.shortened and (body.acronym or body.id not in related or len(name) > _LONG_NAME):
            names = dict.fromkeys((name, body.label("zh") if body.country == CHINESE else ""))
            yield [(f"{box.lines[0].text} ", INK), (f"= {', '.join(filter(None, names))}", None)]


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
