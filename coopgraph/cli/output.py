"""Answers in the five formats. A table is for reading; JSON, JSON lines and CSV are for programs."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from coopgraph.cli.context import Output
from coopgraph.cli.grid import grid, markdown
from coopgraph.records import Record
from coopgraph.texts import clean

__all__ = ["Answer", "Citations", "emit"]

_SUFFIXES = {".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".md": "md", ".txt": "table"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Answer(Record, frozen=True):
    """One answer: `value` for JSON, `columns` and `rows` for tables, `text` where a table is not its natural form.

    `full` are the rows for CSV, which has no list of sources below; `full_columns` their columns where these differ.
    `markdown` stands for `text` where Markdown can say it better.
    """

    value: Any
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = ()
    full: Sequence[Sequence[Any]] | None = None
    full_columns: Sequence[str] = ()
    text: str | None = None
    markdown: str | None = None
    above: str = ""
    below: str = ""
    json_text: str | None = None


class Citations:
    """Numbers pieces of evidence in the order of their first mention, letters notes, and lists both at the end."""

    def __init__(self, lang: str = "en") -> None:
        self.lang = lang
        self.numbers: dict[str, int] = {}
        self.letters: dict[str, str] = {}

    def mark(self, sources: Iterable[dict[str, Any]]) -> str:
        """`[1][2]` for the pieces of evidence of a row."""
        return "".join(
            f"[{self.numbers.setdefault(citation(each, self.lang), len(self.numbers) + 1)}]" for each in sources
        )

    def note(self, text: str | None) -> str:
        """` (a)` for a note, nothing for none."""
        if not text:
            return ""
        place = len(self.letters)
        letter = chr(ord("a") + place % 26) * (place // 26 + 1)
        return f" ({self.letters.setdefault(text, letter)})"

    def __str__(self) -> str:
        sources = [f"[{number}] {text}" for text, number in self.numbers.items()]
        return "\n".join([*sources, *(f"({letter}) {text}" for text, letter in self.letters.items())])


def citation(source: dict[str, Any], lang: str = "en") -> str:
    """`Title, place: “quote” (derived from it). address`."""
    from coopgraph.questions.wording import word

    text = str(source["title"]) + (f", {source['locator']}" if source["locator"] else "")
    text += f": “{source['quote']}”" if source["quote"] else ""
    text += f" ({word('derived from', lang)})" if source["derived"] else ""
    return text + (f". {source['url']}" if source["url"] else "")


def emit(answer: Answer, output: Output) -> None:
    """Print the answer, or write it whole to a file."""
    if output.file in (None, "-"):
        text = _render(answer, output.format or "table", output.raw, wrap=sys.stdout.isatty())
        click.echo(text, nl=bool(text))
        return
    from coopgraph.files import write_whole

    format_ = output.format or _format_of(str(output.file))
    text = _render(answer, format_, output.raw, wrap=False)
    mark = "\ufeff" if format_ == "csv" and not output.raw else ""
    write_whole(str(output.file), (mark + text.rstrip("\n") + "\n").encode())


def _format_of(file: str) -> str:
    suffix = Path(file).suffix.lower()
    if suffix not in _SUFFIXES:
        raise click.UsageError(f"-o {file}: unknown suffix; use {', '.join(_SUFFIXES)} or give --format")
    return _SUFFIXES[suffix]


def _render(answer: Answer, format_: str, raw: bool, wrap: bool) -> str:
    if format_ == "json":
        return answer.json_text or str(json.dumps(answer.value, ensure_ascii=False, indent=2))
    if format_ == "jsonl":
        lines = answer.value if isinstance(answer.value, list) else [answer.value]
        return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    if format_ == "csv":
        return _csv(answer, raw)
    if answer.text is not None:
        fenced = f"```\n{answer.text}\n```" if answer.markdown is None else answer.markdown
        body = answer.text if format_ == "table" else fenced
    else:
        body = _table(answer, format_, wrap)
    parts = [answer.above, body, _list(answer.below, format_, wrap)]
    return "\n\n".join(part for part in parts if part)


def _csv(answer: Answer, raw: bool) -> str:
    import csv

    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(answer.full_columns or answer.columns)
    for row in answer.full or answer.rows:
        writer.writerow([_plain(cell) if raw else _without_formula(_plain(cell)) for cell in row])
    return lines.getvalue().rstrip("\n")


def _without_formula(text: str) -> str:
    """A text that a spreadsheet will not run."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _table(answer: Answer, format_: str, wrap: bool) -> str:
    if not answer.rows:
        return "(nothing)"
    rows = [[_plain(cell) for cell in row] for row in answer.rows]
    if format_ == "md":
        return markdown(answer.columns, rows)
    return grid(answer.columns, rows, _room() if wrap else None)


def _room() -> int:
    """How many columns the terminal has."""
    import shutil

    return shutil.get_terminal_size().columns


def _list(text: str, format_: str, wrap: bool) -> str:
    """The notes below a table, on a terminal wrapped under their numbers."""
    if format_ == "md":
        return text.replace("\n", "  \n")
    if not wrap:
        return text
    import textwrap

    return "\n".join(textwrap.fill(line, _room(), subsequent_indent="    ") for line in text.splitlines())


def _plain(cell: Any) -> str:
    return "" if cell is None else clean(str(cell))
