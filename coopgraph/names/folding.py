"""Spellings of one name made equal: case, accents, width, punctuation, spacing, umlauts, both Chinese scripts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Protocol

__all__ = ["HAN", "fold", "has_han", "keys", "pieces", "simplified"]

_AND = frozenset({"and", "und", "et"})
_ASCII = {ord(mark): " " for mark in map(chr, range(128)) if not mark.isalnum()} | {ord("&"): " and "}
_LETTERS = re.compile(r"[^\W_]+")
_ASCII_PIECES = re.compile(r"[a-z]+|\d+")
_PIECES = re.compile(r"[a-z]+|\d+|[^\sa-z\d]+")
HAN = "[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_FIRST_HAN = "\u3007"
_ACCENTS = re.compile("[\u0300-\u036f]")
_UNDECOMPOSED = re.compile("[øæœłđðþı]")
_DECOMPOSED = {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_TWO_LETTERS = re.compile("[äöüøå]")
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
_UNUSUAL = re.compile(r"[^\w\x00-\xac\xae-\xff\u2010-\u205f\u3000-\u303f]")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def fold(text: str) -> str:
    """The text without case, accents, width, punctuation and extra space, so that `Für` and `fur` are the same.

    `&` is read as `and`.
    """
    return _folded(_lower(text))


def keys(text: str, folded: str | None = None) -> set[str]:
    """What a text, which may be given as folded too, has in common with every other spelling of the same name.

    Spacing is left out, an umlaut is one letter and two, `und` and `et` between words are `and`; blank has none.
    """
    folded = fold(text) if folded is None else folded
    if folded and text.isascii():
        return {_joined(folded)}
    found = {_joined(folded)} if folded else {text.strip()} - {""}
    if _TWO_LETTERS.search(lower := _lower(text)):
        found.add(_joined(_folded(_TWO_LETTERS.sub(lambda letter: _UMLAUTS[letter[0]], lower))))
    return found


def has_han(text: str) -> bool:
    """Whether Chinese characters are in it."""
    return not text.isascii() and max(text) >= _FIRST_HAN and _han().search(text) is not None


def simplified(text: str) -> str:
    """The text with traditional Chinese characters as simplified ones, by phrases where one has several."""
    return _converter().convert(text)


def pieces(folded: str) -> list[str]:
    """What folded texts are compared by: words, numbers, and each pair of neighbouring Chinese characters."""
    if folded.isascii():
        return _ASCII_PIECES.findall(folded)
    found: list[str] = []
    for word in _PIECES.findall(folded):
        pairs = [word[at : at + 2] for at in range(len(word) - 1)] if has_han(word) else []
        found.extend(pairs or [word])
    return found


def _lower(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())


def _folded(lower: str) -> str:
    if lower.isascii():
        return " ".join(lower.translate(_ASCII).split())
    if "&" in lower:
        lower = lower.replace("&", " and ")
    decomposed = unicodedata.normalize("NFD", _UNDECOMPOSED.sub(lambda letter: _DECOMPOSED[letter[0]], lower))
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))
    if _UNUSUAL.search(plain):
        plain = "".join(map(_letter, plain))
        return " ".join(plain.split())
    return " ".join(_LETTERS.findall(plain))


def _letter(each: str) -> str:
    """A letter, digit or vowel sign as it is, nothing for what is invisible, a space for what divides words."""
    if each.isalnum():
        return each
    category = unicodedata.category(each)
    return each if category[0] == "M" else "" if category == "Cf" else " "


def _joined(folded: str) -> str:
    words = folded.split(" ")
    if len(words) > 2 and not _AND.isdisjoint(words):
        return "".join(["and" if word in _AND else word for word in words])
    return "".join(words)


@cache
def _han() -> re.Pattern[str]:
    """Made when it is first needed: of all patterns here it takes the longest."""
    return re.compile(HAN)


@cache
def _converter() -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC("t2s")
    return converter
