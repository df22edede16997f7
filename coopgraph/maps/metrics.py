"""How wide a text is in Arial and Helvetica, how it wraps, and which characters may be drawn at all."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from coopgraph.texts import clean

__all__ = ["clean", "longest_word", "width", "wrap"]

_ASCII = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 "
    "556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 "
    "667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 "
    "556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
_ASCII_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 "
    "556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 "
    "667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 "
    "611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
_WIDTHS = {
    bold: {chr(32 + place): int(each) / 1000 for place, each in enumerate(table.split())}
    for bold, table in ((False, _ASCII), (True, _ASCII_BOLD))
}
_PUNCTUATION = {"–": 0.556, "—": 1.0, "…": 1.0, "·": 0.278, "“": 0.5, "”": 0.5, "’": 0.28, "ß": 0.611, "€": 0.556}
_IDEOGRAPHS = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_PIECES = re.compile(rf"[{_IDEOGRAPHS}]|[^\s/\-{_IDEOGRAPHS}]*[/\-]*\s*")


@lru_cache(maxsize=20_000)
def width(text: str, size: float, bold: bool = False) -> float:
    """The width of one line of text, in the unit of its size."""
    return size * sum(_em(character, bold) for character in text)


@lru_cache(maxsize=2_000)
def wrap(text: str, limit: float, size: float, bold: bool = False, lines: int = 3) -> tuple[str, ...]:
    """The text in as few lines as the limit allows, evenly filled; what goes beyond `lines` becomes an ellipsis."""
    text = " ".join(clean(text).split())[:400]
    pieces = _pieces(text, limit, size, bold)
    full = _fill(pieces, limit, size, bold)
    if len(full) > lines:
        return (*full[: lines - 1], _cut(full[lines - 1] + " …", limit, size, bold))
    narrow, wide = limit / 3, limit
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(_fill(pieces, middle, size, bold)) <= len(full) else (middle, wide)
    return tuple(_fill(pieces, wide, size, bold))


def longest_word(text: str, size: float, bold: bool = False) -> float:
    """The width of the longest piece of a text in which no line may break."""
    return max((width(piece.strip(), size, bold) for piece in _PIECES.findall(clean(text)[:400])), default=0.0)


def _em(character: str, bold: bool) -> float:
    known = _WIDTHS[bold].get(character) or _PUNCTUATION.get(character)
    if known:
        return known
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS[bold].get(base, 0.667)


def _pieces(text: str, limit: float, size: float, bold: bool) -> list[str]:
    """Where a line may break: after spaces, hyphens and slashes, between Chinese characters, within overlong words."""
    pieces: list[str] = []
    for found in _PIECES.findall(text):
        rest = found
        while width(rest.strip(), size, bold) > limit:
            place = next(n for n in range(len(rest), 0, -1) if n == 1 or width(rest[:n], size, bold) <= limit)
            pieces.append(rest[:place])
            rest = rest[place:]
        if rest:
            pieces.append(rest)
    return pieces


def _fill(pieces: list[str], limit: float, size: float, bold: bool) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and width((lines[-1] + piece).rstrip(), size, bold) > limit:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _cut(line: str, limit: float, size: float, bold: bool) -> str:
    """The line without its last words, or where it is one long word its last characters, so that its ellipsis fits."""
    while width(line, size, bold) > limit and len(line) > 2:
        words = line.removesuffix(" …").rsplit(" ", 1)
        kept = words[0] if len(words) == 2 and width(words[0], size, bold) > limit / 2 else line[:-3]
        line = kept.rstrip(" ,;–") + " …"
    return line
