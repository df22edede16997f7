"""Excel workbooks → tables: one table a sheet, dates at the precision that the cell shows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from coopgraph.model import Finding
from coopgraph.readers.facts import Facts, Place
from coopgraph.readers.tables import Row, Table, read_table

__all__ = ["read"]

MOST_BYTES = 512 * 2**20
MOST_RATIO = 200
MOST_COLUMNS = 200
MOST_ROWS = 1_100_000


def read(file: str, data: bytes, dataset: str | None = None) -> Facts:
    """The records of every sheet that has content; a file that is no workbook, or a bomb, is a finding."""
    if problem := _unfit(data):
        return Facts(findings=[Place(file).finding("wrong-format", *problem)])
    try:
        return _read(file, data, dataset)
    except Exception as error:
        problem = (f"not a readable workbook ({type(error).__name__}: {error})", "save it again as .xlsx")
        return Facts(findings=[Place(file).finding("wrong-format", *problem)])


def _read(file: str, data: bytes, dataset: str | None) -> Facts:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    facts = Facts(findings=list(_without_value(file, data, book)))
    sheets = [table for sheet in book.worksheets if (table := _table(file, sheet, facts)) is not None]
    if not sheets:
        fix = "the first row names the columns"
        facts.findings.append(Place(file).finding("empty-file", "the workbook is empty", fix))
    for table in sheets:
        facts.extend(read_table(table, dataset))
    return facts


def _unfit(data: bytes) -> tuple[str, str] | None:
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        return "not an Excel workbook", "save it as .xlsx, or name it .csv if it is one"
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_BYTES or unpacked > MOST_RATIO * max(len(data), 10_000):
        return f"unpacks to {unpacked:,} bytes", f"at most {MOST_BYTES:,} and {MOST_RATIO} times the file are read"
    return None


def _without_value(file: str, data: bytes, book: Any) -> Iterator[Finding]:
    """A finding for each formula whose value the workbook does not hold, so that no cell is silently empty."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
    if not any(b"<f" in archive.read(name) for name in sheets):
        return
    from openpyxl import load_workbook

    formulas = load_workbook(io.BytesIO(data), read_only=True)
    for written, shown in zip(formulas.worksheets, book.worksheets, strict=True):
        for row, values in zip(_cells(written), _cells(shown), strict=False):
            for cell, value in zip(row, values, strict=False):
                if str(cell.value or "").startswith("=") and value.value is None:
                    place = Place(f"{file}[{written.title}]", cell.row, node=f"cell {cell.coordinate}")
                    fix = "open and save it in a spreadsheet program, or write the value"
                    yield place.finding("no-value", "a formula without a value", fix)


def _cells(sheet: Any) -> Any:
    return sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS)


def _table(file: str, sheet: Any, facts: Facts) -> Table | None:
    """The sheet as a table, or None where it is empty; what stands under no header is a finding."""
    from openpyxl.utils import get_column_letter

    name = f"{file}[{sheet.title}]"
    lines = _lines(sheet)
    first = next(lines, None)
    if first is None:
        return None
    header_line, header = first
    letters = {column: get_column_letter(index) for index, column in enumerate(header, start=1) if column}
    rows = []
    for line, cells in lines:
        rows.append(Row(line, {column: text for column, text in zip(header, cells, strict=False) if column and text}))
        for index, (column, text) in enumerate(zip(header, cells, strict=False), start=1):
            if text and not column:
                place = Place(name, line, node=f"cell {get_column_letter(index)}{line}")
                facts.findings.append(place.finding("too-many-cells", f"{text!r} stands under no header", "name it"))
    return Table(
        name,
        tuple(column for column in header if column),
        rows,
        lambda column, line: f"cell {letters[column]}{line}" if column in letters else f"column {column}",
        header_line,
    )


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that have content, with their numbers."""
    for line, cells in enumerate(_cells(sheet), start=1):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield line, texts


def _text(cell: Any) -> str:
    """The cell as it is shown: Excel turns "2016-06" into 1 June, and only its number format still says month."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        shown = (cell.number_format or "").lower().split(";")[0].split("]")[-1]
        precision = 10 if "d" in shown else 7 if "m" in shown else 4
        return value.date().isoformat()[:precision]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
