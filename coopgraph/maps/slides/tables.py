"""The slides with the table of relations, as many as it takes, and with the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from coopgraph.maps.drawing import Rect
from coopgraph.maps.metrics import width, wrap
from coopgraph.maps.selection import Selection
from coopgraph.maps.slides.native import Run, add_text, describe, emu, write
from coopgraph.maps.slides.sources import evidence, source_line, table_notes
from coopgraph.maps.strings import end, stated, strings
from coopgraph.maps.styles import INK, relation_styles
from coopgraph.model import Source, Statement
from coopgraph.texts import clean

__all__ = ["Paper", "add_tables"]

_SIZE, _LEADING = 9.0, 1.22
_ACROSS, _DOWN = 4.0, 2.6
_MOST_LINES, _MOST_GATHERED = 6, 14
_SHORT = 105.0
_BOLD = (0, 2)
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_HEAD, _RULE = "E9E9E6", "CFCFCB"

NewSlide = Callable[[str], Any]


@dataclass(frozen=True)
class Paper:
    """The area below the title, and how much larger than usual the slide is."""

    area: Rect
    unit: float

    @property
    def size(self) -> float:
        """The size of the type."""
        return _SIZE * self.unit


@dataclass(frozen=True)
class _Row:
    """The cells of a relation, their colours where they have one, and the height that they need."""

    number: int
    statement: Statement
    cells: tuple[str, ...]
    colour: str
    height: float


def add_tables(selection: Selection, paper: Paper, new_slide: NewSlide) -> None:
    """The table and the sources; these stand below the table where they fit, else on slides of their own."""
    words = strings(selection.lang)
    widths = _widths(selection, paper)
    pages = _pages([_row(selection, paper, widths, *each) for each in _numbered(selection)], paper)
    room = paper.area.height
    slide = None
    for place, rows in enumerate(pages, start=1):
        counted = f" ({place}/{len(pages)})" if len(pages) > 1 else ""
        slide = new_slide(words["relations"] + counted)
        _add_table(slide, selection, paper, widths, rows)
        slide.notes_slide.notes_text_frame.text = table_notes(selection, [(row.number, row.statement) for row in rows])
        room = paper.area.height - _head_height(paper) - sum(row.height for row in rows)
    _add_sources(selection, paper, slide, room, new_slide)


def _numbered(selection: Selection) -> Iterator[tuple[int, Statement]]:
    return enumerate(selection.ordered_statements(), start=1)


def _cells(selection: Selection, number: int, statement: Statement) -> tuple[str, ...]:
    words, names = strings(selection.lang), selection.names()
    since = stated(statement.since, selection.lang) if statement.since else words["no_date"]
    dated = statement.end == "dated" and statement.until
    until = stated(dated, selection.lang) if dated else end(statement, selection.lang)
    return (
        str(number),
        clean(names[statement.subject]),
        selection.ontology.relation(statement.relation).label(selection.lang),
        clean(names[statement.object]),
        clean(since),
        "–" if statement.instant else clean(until),
        clean(selection.under(statement) or ""),
        "; ".join(evidence(selection, statement)),
    )


def _heads(selection: Selection) -> tuple[str, ...]:
    words = strings(selection.lang)
    return ("#", *(words[key] for key in ("from_body", "relation", "to_body", "begin", "end", "under", "source")))


def _widths(selection: Selection, paper: Paper) -> tuple[float, ...]:
    """The widths of the columns: short texts on one line, and what is left shared by how much the others hold."""
    rows = [_heads(selection), *(_cells(selection, *each) for each in _numbered(selection))]
    needs = [[_need(cell, paper, place) for cell in column] for place, column in enumerate(zip(*rows, strict=True))]
    short = _SHORT * paper.unit
    least = [min(max(need), short) for need in needs]
    wide = [place for place, need in enumerate(needs) if max(need) > short] or list(range(len(needs)))
    weights = {place: sum(needs[place]) / len(needs[place]) * min(max(needs[place]), 4 * short) for place in wide}
    share = max(paper.area.width - sum(least), 0.0) / sum(weights.values())
    return tuple(each + share * weights.get(place, 0.0) for place, each in enumerate(least))


def _need(cell: str, paper: Paper, place: int) -> float:
    return width(cell, paper.size, place in _BOLD) + 2 * _ACROSS + 3


def _row(selection: Selection, paper: Paper, widths: Sequence[float], number: int, statement: Statement) -> _Row:
    styles = relation_styles(selection.ontology, (each.relation for each in selection.statements), selection.lang)
    gathered = any(each.statement.id == statement.id for each in selection.gathered)
    most = _MOST_GATHERED if gathered else _MOST_LINES
    fitted = [
        wrap(cell, wide - 2 * _ACROSS - 1, paper.size, place in _BOLD, most)
        for place, (cell, wide) in enumerate(zip(_cells(selection, number, statement), widths, strict=True))
    ]
    cells = tuple(
        cell if not lines[-1].endswith("…") else " ".join(lines)
        for cell, lines in zip(_cells(selection, number, statement), fitted, strict=True)
    )
    high = max(map(len, fitted)) * paper.size * _LEADING + 2 * _DOWN
    return _Row(number, statement, cells, styles[statement.relation].colour, high)


def _head_height(paper: Paper) -> float:
    return paper.size * _LEADING + 2 * _DOWN


def _pages(rows: Sequence[_Row], paper: Paper) -> list[list[_Row]]:
    """As few pages as hold the rows, filled evenly."""
    most = paper.area.height - _head_height(paper)
    pages = _filled(rows, most)
    even = sum(row.height for row in rows) / max(len(pages), 1)
    while even < most and len(better := _filled(rows, even)) > len(pages):
        even += 4
    return better if even < most and rows else pages


def _filled(rows: Sequence[_Row], most: float) -> list[list[_Row]]:
    pages: list[list[_Row]] = []
    left = 0.0
    for row in rows:
        if not pages or row.height > left:
            pages.append([])
            left = most
        pages[-1].append(row)
        left -= row.height
    return pages


def _add_table(slide: Any, selection: Selection, paper: Paper, widths: Sequence[float], rows: Sequence[_Row]) -> None:
    heads = _heads(selection)
    high = _head_height(paper) + sum(row.height for row in rows)
    rect = Rect(paper.area.x, paper.area.y, sum(widths), high)
    frame = slide.shapes.add_table(len(rows) + 1, len(widths), *emu(rect))
    title = f"{strings(selection.lang)['relations']} {rows[0].number}–{rows[-1].number}"
    describe(frame, title, f"{title}: {', '.join(heads[1:])}")
    table = frame.table
    table.horz_banding = False
    frame._element.find(".//" + qn("a:tableStyleId")).text = _PLAIN_TABLE
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Pt(wide)
    table.rows[0].height = Pt(_head_height(paper))
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _fill(cell, head, paper.size, True, INK, _HEAD)
    for line, row in zip(list(table.rows)[1:], rows, strict=True):
        line.height = Pt(row.height)
        for place, (cell, text) in enumerate(zip(line.cells, row.cells, strict=True)):
            bold = place in _BOLD
            _fill(cell, text, paper.size, bold, row.colour if bold else INK, None)


def _fill(cell: Any, text: str, size: float, bold: bool, colour: str, ground: str | None) -> None:
    write(cell.text_frame, [[Run(text, size, bold, colour)]], "left", True)
    cell.margin_left = cell.margin_right = Pt(_ACROSS)
    cell.margin_top = cell.margin_bottom = Pt(_DOWN)
    properties = cell._tc.get_or_add_tcPr()
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    rule = f'<a:solidFill><a:srgbClr val="{_RULE}"/></a:solidFill>'
    properties.append(parse_xml(f'<a:lnB {space} w="6350">{rule}</a:lnB>'))
    shade = f'<a:solidFill {space}><a:srgbClr val="{ground}"/></a:solidFill>' if ground else f"<a:noFill {space}/>"
    properties.append(parse_xml(shade))


def _add_sources(selection: Selection, paper: Paper, slide: Any, room: float, new_slide: NewSlide) -> None:
    words = strings(selection.lang)
    sources = list(enumerate(selection.ordered_sources(), start=1))
    heights = [_source_height(paper, *each) for each in sources]
    gap = 3.2 * paper.size
    if slide is not None and sum(heights) + gap <= room:
        top = paper.area.bottom - room + gap
        head = Rect(paper.area.x, top - 1.5 * paper.size, paper.area.width, 1.4 * paper.size)
        title = add_text(slide.shapes, head, [[Run(words["sources"], paper.size, True)]])
        describe(title, words["sources"], words["sources"])
        _add_list(slide, words["sources"], Rect(paper.area.x, top, paper.area.width, room - gap), sources, paper)
        return
    while sources:
        fitting, used = 1, heights[0]
        while fitting < len(sources) and used + heights[fitting] <= paper.area.height:
            used += heights[fitting]
            fitting += 1
        _add_list(new_slide(words["sources"]), words["sources"], paper.area, sources[:fitting], paper)
        sources, heights = sources[fitting:], heights[fitting:]


def _source_height(paper: Paper, number: int, source: Source) -> float:
    text = "".join(run.text for run in source_line(number, source, paper.size))
    lines = len(wrap(text, paper.area.width - 12, paper.size, False, _MOST_LINES))
    return lines * paper.size * _LEADING


def _add_list(slide: Any, title: str, rect: Rect, sources: Sequence[tuple[int, Source]], paper: Paper) -> None:
    lines = [source_line(number, source, paper.size) for number, source in sources]
    used = sum(_source_height(paper, *each) for each in sources)
    shape = add_text(slide.shapes, Rect(rect.x, rect.y, rect.width, min(used + 2, rect.height)), lines)
    text = "; ".join("".join(run.text for run in line) for line in lines)
    describe(shape, title, f"{title}: {text}")
