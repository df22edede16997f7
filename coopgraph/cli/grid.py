"""Tables of text as wide as their cells look, for terminals and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

__all__ = ["grid", "markdown", "width"]

_LEAST = 8
_BETWEEN = "  "
_FIRST_COMBINING = "\u0300"


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]], room: int | None = None) -> str:
    """A heading, a rule and the rows; what is wider than `room` is wrapped, the widest columns first, none below 8."""
    cells = [list(columns), *map(list, rows)]
    widths = [max(width(line) for row in cells for line in row[place].split("\n")) for place in range(len(columns))]
    if room is not None:
        room -= len(_BETWEEN) * (len(columns) - 1)
        while sum(widths) > room and max(widths) > _LEAST:
            widths[widths.index(max(widths))] -= 1
    heading, *body = ([_wrapped(cell, most) for cell, most in zip(row, widths, strict=True)] for row in cells)
    rule = _BETWEEN.join("-" * each for each in widths)
    return "\n".join([*_lines(heading, widths), rule, *(line for row in body for line in _lines(row, widths))])


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of GitHub's Markdown."""
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in (columns, *rows)]
    widths = [max(3, *(width(row[place]) for row in cells)) for place in range(len(columns))]
    heading, *body = ("| " + " | ".join(map(_padded, row, widths)) + " |" for row in cells)
    return "\n".join([heading, "|" + "|".join(":" + "-" * (each + 1) for each in widths) + "|", *body])


def width(text: str) -> int:
    """How many columns of a terminal a line takes; a Chinese character takes two."""
    if text.isascii() or (max(text) < _FIRST_COMBINING and text.isprintable()):
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def _wrapped(cell: str, most: int) -> list[str]:
    lines = cell.split("\n")
    if all(width(line) <= most for line in lines):
        return lines
    from wcwidth import wrap

    return [part for line in lines for part in wrap(line, most) or [""]]


def _lines(row: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    for line in zip_longest(*row, fillvalue=""):
        yield _BETWEEN.join(map(_padded, line, widths)).rstrip()


def _padded(text: str, most: int) -> str:
    return text + " " * (most - width(text))
