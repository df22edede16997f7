"""CSV and TSV files → tables, whatever spreadsheet program wrote them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from coopgraph.readers.facts import Facts, Place
from coopgraph.readers.tables import COLUMNS, Row, Table, read_table

__all__ = ["read"]

LARGEST_CELL = 10_000_000
_KNOWN = {column for columns in COLUMNS.values() for column in columns}


def read(file: str, data: bytes, dataset: str | None = None) -> Facts:
    """The records of a CSV file in UTF-8 or UTF-16, with comma, semicolon or tab; anything else is a finding."""
    facts = Facts()
    text, broken_line = _decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if data.startswith(b"PK"):
        facts.findings.append(
            Place(file).finding("wrong-format", "this is an Excel workbook, not CSV", "name it .xlsx")
        )
    elif not text.strip():
        fix = "the first line names the columns"
        facts.findings.append(Place(file).finding("empty-file", "the file is empty", fix))
    else:
        csv.field_size_limit(LARGEST_CELL)
        _read_text(file, text, data, broken_line, facts, dataset)
    return facts


def _read_text(file: str, text: str, data: bytes, broken_line: int | None, facts: Facts, dataset: str | None) -> None:
    header = _header(text)
    table = Table(file, header, (), lambda column, line: f"column {column}")
    if broken_line:
        column, cell = _broken_cell(text, data)
        problem = f"not UTF-8: {cell!r} is stored as in Windows-1252"
        fix = 'save the file as "CSV UTF-8" or as .xlsx'
        facts.findings.append(table.place(broken_line).finding("wrong-encoding", problem, fix, column))
    rows = list(_rows(text, header, facts, file))
    facts.extend(read_table(Table(file, header, rows, table.cell_of), dataset))


def _decode(data: bytes) -> tuple[str, int | None]:
    """The text, and the line of the first byte that is not UTF-8; the rest is then read as Windows-1252."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data.decode("utf-16", errors="replace"), None
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return data.decode("cp1252", errors="replace"), data.count(b"\n", 0, error.start) + 1


def _broken_cell(text: str, data: bytes) -> tuple[str | None, str]:
    """The column and the text of the first cell that is not UTF-8."""
    header = _header(text)
    for row in csv.reader(io.StringIO(text), delimiter=_delimiter(text)):
        for column, cell in zip(header, row, strict=False):
            if not cell.isascii() and cell.encode("cp1252", errors="ignore") in data:
                return column, cell
    return None, ""


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=lambda mark: len(_KNOWN & {cell.strip().strip('"') for cell in first.split(mark)}))


def _header(text: str) -> tuple[str, ...]:
    first = next(csv.reader(io.StringIO(text.lstrip()), delimiter=_delimiter(text)), [])
    return tuple(cell.strip() for cell in first)


def _rows(text: str, header: tuple[str, ...], facts: Facts, file: str) -> Iterator[Row]:
    """The rows that have content, with the line on which each begins; the first line of content is the header."""
    body = iter(_lines(text, facts, file))
    next(body, None)
    for line, cells in body:
        if len(cells) > len(header) and any(cells[len(header) :]):
            problem = f"{len(cells)} cells under {len(header)} columns"
            fix = "put quotation marks around cells that contain the separator"
            facts.findings.append(Place(file, line).finding("too-many-cells", problem, fix))
        yield Row(line, {column: cell for column, cell in zip(header, cells, strict=False) if cell})


def _lines(text: str, facts: Facts, file: str) -> Iterator[tuple[int, list[str]]]:
    """The records that have content, with the line on which each begins; a broken one ends them with a finding."""
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            begin, line = line, reader.line_num + 1
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield begin, stripped
    except csv.Error as error:
        fix = "close the quotation marks, and double those inside; nothing after this line was read"
        facts.findings.append(Place(file, line).finding("wrong-format", f"not readable as CSV ({error})", fix))
