"""Names that are like a text: by the words they share, each weighing the more the fewer names have it."""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from math import log

from coopgraph.names.folding import has_han
from coopgraph.names.pairing import Pairing, Word
from coopgraph.names.texts import Texts
from coopgraph.names.vocabulary import Vocabulary, words
from coopgraph.records import Record

__all__ = ["Match", "Similar"]

_LINK = re.compile("^(?:e?s(?!ch|t|p)|e?n)")
_LEAST_STEM = 4
_LEAST_LIKENESS = 0.65
_SURE = 0.75
_AFTER_DIGITS = ":"
_AS_PART = 0.9
_SPELLING = 0.1
_OF_TEXT = 1.4
_SAME_LETTERS = 0.05
_POOL = 100
_LONGER = 500
_ROUNDED = 1 - 1e-9
_SHORTEST = 20_000


class Match(Record, frozen=True):
    """A name's place, how like the text it is from 0 to 1, and which words of the text were read as which."""

    place: int
    score: float
    read_as: tuple[tuple[str, str], ...] = ()


class Similar:
    """Folded names and their words.

    Of names that have a word in common, only the shortest 20,000 are found by this word; all that another word finds
    are weighed with it.
    """

    def __init__(self, texts: Texts, vocabulary: Vocabulary) -> None:
        self._texts = texts
        self._vocabulary = vocabulary
        self._of_length = lru_cache(self._words_of_length)
        self._longest = len(vocabulary.words[len(vocabulary.words) - 1]) if len(vocabulary.words) else 0

    def find(self, folded: str, most: int) -> list[Match]:
        """The names most like a folded text, best first."""
        read = {word.text: word for text in words(folded) for word in self._read(text)}
        asked = list(read.values())
        matches = (self._match(folded, asked, place) for place in self._pool(asked))
        return heapq.nlargest(most, matches, key=lambda match: (match.score, -match.place))

    def abbreviated(self, letters: str) -> Iterator[int]:
        """The places of the names whose words, without those such as `of`, begin with these letters, in order."""
        for place in self._vocabulary.abbreviated(letters):
            if "".join(word[0] for word in words(self._texts[place])) == letters:
                yield place

    def _read(self, text: str) -> list[Word]:
        """The word, or both words in a compound such as `umweltministerium` that is no name's, not even misspelt."""
        word = self._word(text)
        if max(word.near.values(), default=0.0) >= _SURE or has_han(text):
            return [word]
        return [self._word(half) for half in self._halves(text)] or [word]

    def _halves(self, word: str) -> tuple[str, ...]:
        for at in range(len(word) - _LEAST_STEM, _LEAST_STEM - 1, -1):
            if word[:at] in self._vocabulary:
                rests = [rest for rest in (_LINK.sub("", word[at:]), word[at:]) if len(rest) >= _LEAST_STEM]
                for known in (self._vocabulary.__contains__, self._vocabulary.ends_one):
                    if rest := next(filter(known, rests), None):
                        return word[:at], rest
        return ()

    def _word(self, word: str) -> Word:
        near = {} if has_han(word) else self._near(word)
        if word in self._vocabulary:
            return Word(word, self._vocabulary.weight(word), near | {word: 1.0})
        if not near:
            return Word(word, log(1 + len(self._texts)) / 2, near)
        return Word(word, min((-likeness, self._vocabulary.weight(each)) for each, likeness in near.items())[1], near)

    def _near(self, word: str) -> dict[str, float]:
        """The words of names that have this one in them and, where it is unknown, those a slip or two away.

        Only numbers are like a number.
        """
        near: dict[str, float] = {}
        if len(word) >= _LEAST_STEM:
            known = self._vocabulary.words
            for longer in (known[place] for place in islice(known.containing(word), _LONGER)):
                near[longer] = _AS_PART * len(word) / len(longer)
        return near if word in self._vocabulary else near | self._misspelt(word)

    def _misspelt(self, word: str) -> dict[str, float]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        reach = max(1, int(len(word) * (1 - _LEAST_LIKENESS)))
        letters, near = sorted(word), dict[str, float]()
        for length in range(len(word) - reach, min(len(word) + reach, self._longest) + 1):
            known = self._of_length(length, word.isdigit())
            scorer = OSA.normalized_similarity
            found = process.extract(word, known, scorer=scorer, score_cutoff=_LEAST_LIKENESS, limit=None)
            near.update((each, score + _SAME_LETTERS * (sorted(each) == letters)) for each, score, _ in found)
        return near

    def _words_of_length(self, length: int, number: bool) -> list[str]:
        """The words, or the numbers, which come before them."""
        known = self._vocabulary.words
        first, end = known.of_length(length, length)
        divide = bisect_left(range(end), _AFTER_DIGITS, first, key=known.__getitem__)
        return known.within(first, divide) if number else known.within(divide, end)

    def _pool(self, asked: Sequence[Word]) -> list[int]:
        """The places of the names that share most with the words, for a closer look."""
        gains = [self._gains(word) for word in asked]
        shared: dict[int, float] = {}
        for each in gains:
            for place in shared.keys() & each.keys():
                shared[place] += each[place]
            shared = each | shared
        for word, each in zip(asked, gains, strict=True):
            for place, gain in self._further(word, shared, each).items():
                shared[place] += gain
        return self._likest(shared, sum(word.weight for word in asked))

    def _likest(self, shared: dict[int, float], text_weight: float) -> list[int]:
        """The places that are most like a text; those that are less so than a hundred others are told at a glance."""

        def rank(place: int) -> tuple[float, int]:
            return _likeness(shared[place], text_weight, weights[place]), -place

        weights = self._vocabulary.weights
        sharing_most = heapq.nlargest(_POOL, shared, key=shared.__getitem__)
        least = _ROUNDED * min(map(rank, sharing_most), default=(0.0, 0))[0]
        by_text, by_name = least * _OF_TEXT * text_weight, least * (2 - _OF_TEXT)
        places = [place for place, share in shared.items() if share >= by_text + by_name * weights[place]]
        return heapq.nlargest(_POOL, places, key=rank)

    def _gains(self, word: Word) -> dict[int, float]:
        """What the shortest names that have the word, or one near to it, have in common with it."""
        gains: dict[int, float] = {}
        for near, gain in self._by_gain(word):
            gains.update(dict.fromkeys(self._vocabulary.having(near)[:_SHORTEST], gain))
        return gains

    def _further(self, word: Word, found: dict[int, float], known: dict[int, float]) -> dict[int, float]:
        """What the longer names that other words found have in common with this one."""
        gains: dict[int, float] = {}
        for near, gain in self._by_gain(word):
            rest = self._vocabulary.having(near)[_SHORTEST:]
            gains.update(dict.fromkeys((found.keys() & rest) - known.keys() if len(rest) else (), gain))
        return gains

    def _by_gain(self, word: Word) -> Iterator[tuple[str, float]]:
        for near in sorted(word.near, key=word.near.__getitem__):
            yield near, word.near[near] * 2 * self._vocabulary.weight(near)

    def _match(self, folded: str, asked: Sequence[Word], place: int) -> Match:
        from rapidfuzz import fuzz

        text = self._texts[place]
        pairing = Pairing(asked, words(text), self._vocabulary.weight)
        likeness = _likeness(pairing.shared, pairing.text_weight, pairing.name_weight)
        score = (1 - _SPELLING) * likeness + _SPELLING * fuzz.ratio(folded, text) / 100
        return Match(place, score, tuple(pairing.read_as))


def _likeness(shared: float, text_weight: float, name_weight: float) -> float:
    """The weight shared of the whole weight, to 1; what the name has besides counts less, for few write names out."""
    return shared / (_OF_TEXT * text_weight + (2 - _OF_TEXT) * name_weight)
