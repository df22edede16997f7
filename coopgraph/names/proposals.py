"""Names that a text may mean without being one of them, each with a score and a reason. None of them resolves."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import islice

from coopgraph.names.folding import has_han
from coopgraph.names.pinyin import could_be_initials, spoken
from coopgraph.names.similar import Match, Similar
from coopgraph.names.sounds import Sounds
from coopgraph.names.texts import Texts
from coopgraph.names.vocabulary import only_small
from coopgraph.records import Record

__all__ = ["Proposal", "by_sound", "contracted", "like", "parts"]

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


class Proposal(Record, frozen=True):
    """A name by its number, a score from 0 to 100, and a reason in which `{}` stands for the kind of name."""

    name: int
    score: float
    reason: str


def parts(texts: Texts, folded: str) -> list[Proposal]:
    """Names that have the folded text in them: the shorter the rest the better, whole words before parts of words.

    A word such as `mit`, which every title in its language has, counts as part of a word.
    """
    if len(folded) < 2:
        return []
    word = None if only_small(folded) else folded
    found = [_part(place, texts[place], folded, word) for place in islice(texts.containing(folded), _POOL)]
    if word and len(found) == _POOL and sum(each.score >= _PART for each in found) < MOST:
        found.extend(_part(place, texts[place], folded, word) for place in islice(texts.with_word(word), MOST))
    return heapq.nlargest(MOST, dict.fromkeys(found), key=lambda each: (each.score, -each.name))


def like(names: Similar, folded: str) -> Iterator[Proposal]:
    """Names that the folded text abbreviates, or that share its words."""
    if len(folded) > 1 and not has_han(folded):
        for place in names.abbreviated(folded.replace(" ", "")):
            yield Proposal(place, _INITIALS, "initials of its {}")
    for match in names.find(folded, MOST):
        if match.score >= _LEAST_LIKE:
            yield Proposal(match.place, _LIKE * match.score, "like its {}" + _readings(match))


def contracted(texts: Texts, folded: str) -> Iterator[Proposal]:
    """Chinese names of which the text, such as `发改委`, has characters in order, to the last."""
    letters = folded.replace(" ", "")
    if 1 < len(letters) <= _LONGEST_CONTRACTION:
        for place in islice(texts.contracted(letters), MOST):
            yield Proposal(place, _CONTRACTED + _ALL * len(letters) / len(texts[place]), "short for its {}")


def by_sound(names: Sounds, text: str) -> Iterator[Proposal]:
    """Chinese names that the text may be in pinyin: with other tones, in part, nearly, or by initials."""
    if could_be_initials(text):
        for at in names.initials(text.casefold()):
            yield Proposal(at, _SOUND_INITIALS, "initials of its {} in pinyin")
    if said := spoken(text):
        yield from (Proposal(at, _OTHER_TONES, "its {} in pinyin with other tones") for at, _ in names.whole(said))
        for at, share in islice(names.parts(said), _POOL):
            yield Proposal(at, _SOUND_PART + _ALL * share, "part of its {} in pinyin")
        for at, score in names.like(said, MOST, _LEAST_SOUND):
            yield Proposal(at, _SOUNDS_LIKE * score, "like its {} in pinyin")


def _part(place: int, text: str, folded: str, word: str | None) -> Proposal:
    whole_words = word is not None and (f" {word} " in f" {text} " or has_han(word))
    score = (_PART if whole_words else _PART_OF_A_WORD) + _ALL * len(folded) / len(text)
    return Proposal(place, score, "part of its {}")


def _readings(match: Match) -> str:
    return "".join(f", '{text}' read as '{name}'" for text, name in match.read_as)
