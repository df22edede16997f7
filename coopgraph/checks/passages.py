"""Finding a quote in a text as a reader would: line breaks, hyphenation, quotation marks and widths do not count."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cached_property, lru_cache

__all__ = ["Passage", "Passages"]

LEAST_ALIKE = 60.0

_MARKS = "\"'`´‘’‚‛“”„‟‹›«»′″＂＇「」『』《》〈〉｢｣〝〞〟"
_DASHES = "\\-‐‑‒–—―−﹘﹣－"
_CHINESE = "\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff9f"
_LETTER = r"[^\W\d_]"
_PIECE = re.compile(
    rf"""
    (?P<nothing> \u00ad(?:[ \t]*\r?\n\s*)? | [\u200b-\u200d\u2060\ufeff]
               | (?<={_LETTER})\s*[{_DASHES}]+\s*(?={_LETTER}) | (?<=[{_CHINESE}])\s+ | \s+(?=[{_CHINESE}])
               | (?<=[,;:!?)])\s+(?![\d\s]) | \s+(?=\() )
    | (?P<mark> \s*[{_MARKS}]+\s* )
    | (?P<dash> \s*[{_DASHES}]+\s* )
    | (?P<space> \s+ )
    | (?P<same> [0-9A-Za-zÀ-ÖØ-öø-ÿ\u4e00-\u9fff]+ )
    | (?P<other> .[\u0300-\u036f\u3099\u309a\uff9e\uff9f]* )
    """,
    re.VERBOSE | re.DOTALL,
)
_INSTEAD = {"nothing": "", "mark": '"', "dash": "-", "space": " "}
_LEFT_OUT = re.compile(r"\[[^\[\]]*\]|\(\s*(?:…|\.{3,})\s*\)|[…⋯]+|\.{3,}")
_IN_A_WORD = re.compile(r"[A-Za-zÀ-ɏͰ-ӿ]{2}|\d{2}")
_IN_A_NUMBER = re.compile(r"\d[.,]\d")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text as they stand there, white space made one, and the line on which they begin."""

    text: str
    line: int


class Passages:
    """A text that quotes are looked up in; 1 MB takes half a second to fold."""

    def __init__(self, text: str) -> None:
        self._text = unicodedata.normalize("NFC", text)
        self._key, self._offsets = _folded(self._text)

    def find(self, quote: str, ignore_case: bool = False) -> Passage | None:
        """Where the quote stands, or None.

        What the quote leaves out (`…`, `[…]`) or puts into brackets splits it into parts that follow in order.
        A part that begins or ends within a word or a number of the text does not stand there.
        """
        key, parts = (self._lower, map(_lower, _parts(quote))) if ignore_case else (self._key, _parts(quote))
        found: list[tuple[int, int]] = []
        position = 0
        for part in parts:
            start = self._whole(key, part, position)
            if start is None:
                return None
            position = start + len(part)
            found.append(self._place(start, position))
        return self._passage(found) if found else None

    def nearest(self, quote: str) -> Passage | None:
        """The passage most like the quote, in whole words, or None where nothing is much like it."""
        from rapidfuzz.fuzz import partial_ratio_alignment

        wanted = _lower(" ".join(_parts(quote)))
        alike = partial_ratio_alignment(wanted, self._lower, score_cutoff=LEAST_ALIKE) if wanted else None
        if alike is None or alike.dest_start == alike.dest_end:
            return None
        start, end = self._place(alike.dest_start, alike.dest_end)
        while self._text[start].isspace():
            start += 1
        while _cuts(self._text, start):
            start -= 1
        while _cuts(self._text, end):
            end += 1
        return self._passage([(start, end)])

    @cached_property
    def _lower(self) -> str:
        return _lower(self._key)

    def _whole(self, key: str, part: str, position: int) -> int | None:
        """Where the part stands next, not cut out of a word."""
        start = key.find(part, position)
        while start >= 0:
            if not any(_cuts(self._text, edge) for edge in self._place(start, start + len(part))):
                return start
            start = key.find(part, start + 1)
        return None

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of a place in its key."""
        return self._offsets[start], self._offsets[end - 1] + 1

    def _passage(self, places: list[tuple[int, int]]) -> Passage:
        words = " … ".join(" ".join(self._text[start:end].split()) for start, end in places)
        return Passage(words, self._text.count("\n", 0, places[0][0]) + 1)


def _parts(quote: str) -> list[str]:
    """What of a quote must stand in the text, folded."""
    folded = (_folded(unicodedata.normalize("NFC", part))[0].strip(' "-') for part in _LEFT_OUT.split(quote))
    return [part for part in folded if any(map(str.isalnum, part))]


def _folded(text: str) -> tuple[str, array[int]]:
    """The text as it is compared, and for each of its characters the place that it comes from.

    A hyphen between letters is left out with the white space after it, because nobody can tell a word that was
    broken at a line's end from a compound. Chinese needs no white space around it.
    """
    parts: list[str] = []
    offsets: array[int] = array("I")
    for piece in _PIECE.finditer(text):
        kind, start = piece.lastgroup or "other", piece.start()
        if kind == "same":
            parts.append(piece[0])
            offsets.extend(range(start, piece.end()))
        else:
            instead = _INSTEAD[kind] if kind in _INSTEAD else _compatible(piece[0])
            parts.append(instead)
            offsets.extend([start] * len(instead))
    return "".join(parts), offsets


@lru_cache(maxsize=4096)
def _compatible(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def _lower(text: str) -> str:
    """Lower case of the same length: İ alone would become two characters."""
    return text.replace("İ", "I").lower()


def _cuts(text: str, at: int) -> bool:
    """Whether a place lies within a word or a number; Chinese has no white space to tell by.

    A digit after a word does not belong to it: it may be that of a footnote.
    """
    near = text[max(at - 2, 0) : at + 2]
    return bool(_IN_A_WORD.fullmatch(text[at - 1 : at + 1] if at else "")) or bool(_IN_A_NUMBER.search(near))
