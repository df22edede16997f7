"""Names that are like a text: by the words they share, each weighing the more the fewer names have it."""

from __future__ import annotations

import heapq
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from coopgraph.names.folding import has_han, pieces
from coopgraph.names.pairing import Pairing, Word
from coopgraph.names.texts import Texts

__all__ = ["Match", "Similar"]

_SMALL = frozenset(
    "a and at by d da das de del della der des di die do du e el en et for fur fuer im in l la le les of on the to"  # noqa: SIM905
    " und von y zu zum zur".split()
)
_LINK = re.compile("^(?:e?s(?!ch|t|p)|e?n)")
_LEAST_STEM = 4
_LEAST_LIKENESS = 0.65
_SURE = 0.75
_AS_PART = 0.9
_SPELLING = 0.1
_OF_TEXT = 1.4
_SAME_LETTERS = 0.05
_POOL = 100


@dataclass(frozen=True, slots=True)
class Match:
    """A name's position, how like the text it is from 0 to 1, and which words of the text were read as which."""

    position: int
    score: float
    read_as: tuple[tuple[str, str], ...] = ()


class Similar:
    """The words of many folded names, each name known by its position in `texts`."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._names_with: dict[str, array[int]] = {}
        self._initials = Texts(self._read_all())
        self._vocabulary = Texts(self._names_with)
        self._by_length: dict[int, list[str]] = {}
        self._weights = array("f", bytes(4 * len(texts)))
        for word, positions in self._names_with.items():
            self._by_length.setdefault(len(word), []).append(word)
            weight = self._weight(word)
            for position in positions:
                self._weights[position] += weight

    def find(self, folded: str, most: int) -> list[Match]:
        """The names most like a folded text, best first."""
        read = {word.text: word for text in _words(folded) for word in self._read(text)}
        words = list(read.values())
        matches = (self._match(folded, words, position) for position in self._pool(words))
        return heapq.nlargest(most, matches, key=lambda match: (match.score, -match.position))

    def abbreviated(self, letters: str) -> Iterator[int]:
        """The names whose words, without those such as `of`, begin with these letters, in order."""
        return self._initials.equal_to(letters)

    def _read_all(self) -> Iterator[str]:
        """The initials of each name, whose words are noted in passing."""
        for position in range(len(self.texts)):
            words = _words(self.texts[position])
            for word in dict.fromkeys(words):
                self._names_with.setdefault(word, array("I")).append(position)
            yield "".join(word[0] for word in words) if len(words) > 1 else ""

    def _weight(self, word: str) -> float:
        return log(1 + len(self.texts) / len(self._names_with[word]))

    def _read(self, text: str) -> list[Word]:
        """The word, or both words in a compound such as `umweltministerium` that is no name's, not even misspelt."""
        word = self._word(text)
        if max(word.near.values(), default=0.0) >= _SURE or has_han(text):
            return [word]
        return [self._word(half) for half in self._halves(text)] or [word]

    def _halves(self, word: str) -> tuple[str, ...]:
        for at in range(len(word) - _LEAST_STEM, _LEAST_STEM - 1, -1):
            if word[:at] in self._names_with:
                rests = [rest for rest in (_LINK.sub("", word[at:]), word[at:]) if len(rest) >= _LEAST_STEM]
                for known in (self._names_with.__contains__, self._ends_a_word):
                    if rest := next(filter(known, rests), None):
                        return word[:at], rest
        return ()

    def _ends_a_word(self, rest: str) -> bool:
        return any(self._vocabulary[place].endswith(rest) for place in self._vocabulary.containing(rest))

    def _word(self, word: str) -> Word:
        near = {} if has_han(word) else self._near(word)
        if word in self._names_with:
            return Word(word, self._weight(word), near | {word: 1.0})
        if not near:
            return Word(word, log(1 + len(self.texts)) / 2, near)
        return Word(word, min((-likeness, self._weight(each)) for each, likeness in near.items())[1], near)

    def _near(self, word: str) -> dict[str, float]:
        """The words of names that have this one in them and, where it is unknown, those a slip or two away."""
        near: dict[str, float] = {}
        if len(word) >= _LEAST_STEM:
            for longer in (self._vocabulary[place] for place in self._vocabulary.containing(word)):
                near[longer] = _AS_PART * len(word) / len(longer)
        return near if word in self._names_with else near | self._misspelt(word)

    def _misspelt(self, word: str) -> dict[str, float]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        reach = max(1, int(len(word) * (1 - _LEAST_LIKENESS)))
        letters, near = sorted(word), dict[str, float]()
        for length in range(len(word) - reach, len(word) + reach + 1):
            known = self._by_length.get(length, ())
            scorer = OSA.normalized_similarity
            found = process.extract(word, known, scorer=scorer, score_cutoff=_LEAST_LIKENESS, limit=None)
            near.update((each, score + _SAME_LETTERS * (sorted(each) == letters)) for each, score, _ in found)
        return near

    def _pool(self, words: Sequence[Word]) -> list[int]:
        """The names that share most with the words, for a closer look."""
        shared: dict[int, float] = {}
        for word in words:
            for position, gain in self._gains(word).items():
                shared[position] = shared.get(position, 0.0) + gain
        text_weight, weights = sum(word.weight for word in words), self._weights
        return heapq.nlargest(_POOL, shared, key=lambda at: _likeness(shared[at], text_weight, weights[at]))

    def _gains(self, word: Word) -> dict[int, float]:
        gains: dict[int, float] = {}
        for near in sorted(word.near, key=word.near.__getitem__):
            gain = word.near[near] * 2 * self._weight(near)
            gains.update(dict.fromkeys(self._names_with[near], gain))
        return gains

    def _match(self, folded: str, words: Sequence[Word], position: int) -> Match:
        from rapidfuzz import fuzz

        text = self.texts[position]
        pairing = Pairing(words, _words(text), self._weight)
        likeness = _likeness(pairing.shared, pairing.text_weight, pairing.name_weight)
        score = (1 - _SPELLING) * likeness + _SPELLING * fuzz.ratio(folded, text) / 100
        return Match(position, score, tuple(pairing.read_as))


def _likeness(shared: float, text_weight: float, name_weight: float) -> float:
    """The weight shared of the whole weight, to 1; what the name has besides counts less, for few write names out."""
    return shared / (_OF_TEXT * text_weight + (2 - _OF_TEXT) * name_weight)


def _words(folded: str) -> list[str]:
    """The words that weigh; a text of nothing but small words keeps them."""
    words = pieces(folded)
    return [word for word in words if word not in _SMALL] or words
