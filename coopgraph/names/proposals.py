"""Names that a text may mean without being one of them, each with a score and a reason. None of them resolves."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from coopgraph.names.folding import has_han
from coopgraph.names.pinyin import Pinyin, could_be_initials, spoken
from coopgraph.names.similar import Match, Similar
from coopgraph.names.texts import Texts

__all__ = ["Proposal", "by_sound", "like", "parts"]

MOST = 50
_POOL = 200
_LIKE = 88.0
_LEAST_LIKE = 0.45
_PART, _PART_OF_A_WORD, _ALL = 60.0, 45.0, 25.0
_INITIALS = 80.0
_CONTRACTED = 55.0
_LONGEST_CONTRACTION = 6
_OTHER_TONES = 84.0
_SOUNDS_LIKE = 80.0
_LEAST_SOUND = 0.75
_SOUND_PART = 40.0
_SOUND_INITIALS = 70.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name by its position, a score from 0 to 100, and a reason in which `{}` stands for the kind of name."""

    position: int
    score: float
    reason: str


def parts(texts: Texts, folded: str) -> list[Proposal]:
    """Names that have the folded text in them: the shorter the rest the better, whole words before parts of words."""
    shortest = heapq.nsmallest(_POOL, texts.containing(folded) if len(folded) > 1 else (), key=texts.size)
    found = (_part(at, texts[at], folded) for at in shortest)
    return heapq.nlargest(MOST, found, key=lambda each: (each.score, -each.position))


def like(names: Similar, folded: str) -> Iterator[Proposal]:
    """Names that the folded text abbreviates, or that share its words."""
    if len(folded) > 1:
        yield from _abbreviated(names, folded.replace(" ", ""))
    for match in names.find(folded, MOST):
        if match.score >= _LEAST_LIKE:
            yield Proposal(match.position, _LIKE * match.score, "like its {}" + _readings(match))


def by_sound(names: Pinyin, text: str) -> Iterator[Proposal]:
    """Chinese names that the text may be in pinyin: with other tones, in part, nearly, or by initials."""
    if could_be_initials(text):
        for at in names.initials(text.casefold()):
            yield Proposal(at, _SOUND_INITIALS, "initials of its {} in pinyin")
    if said := spoken(text):
        yield from (Proposal(at, _OTHER_TONES, "its {} in pinyin with other tones") for at, _ in names.whole(said))
        for at, share in names.parts(said):
            yield Proposal(at, _SOUND_PART + _ALL * share, "part of its {} in pinyin")
        for at, score in names.like(said, MOST, _LEAST_SOUND):
            yield Proposal(at, _SOUNDS_LIKE * score, "like its {} in pinyin")


def _part(position: int, text: str, folded: str) -> Proposal:
    whole_words = f" {folded} " in f" {text} " or has_han(folded)
    score = (_PART if whole_words else _PART_OF_A_WORD) + _ALL * len(folded) / len(text)
    return Proposal(position, score, "part of its {}")


def _abbreviated(names: Similar, letters: str) -> Iterator[Proposal]:
    """`NDRC` for the initials of words, and `发改委` for characters of the name in order, to its last."""
    if not has_han(letters):
        yield from (Proposal(at, _INITIALS, "initials of its {}") for at in names.abbreviated(letters))
    elif len(letters) <= _LONGEST_CONTRACTION:
        for at in names.texts.ending_in(letters):
            yield Proposal(at, _CONTRACTED + _ALL * len(letters) / len(names.texts[at]), "short for its {}")


def _readings(match: Match) -> str:
    return "".join(f", '{text}' read as '{name}'" for text, name in match.read_as)
