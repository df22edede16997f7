"""The words of many texts, and the texts that have each: a word weighs the more the fewer have it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from math import log

from coopgraph.names.folding import pieces
from coopgraph.names.numbers import marked, marks, numbers
from coopgraph.names.texts import Texts, block
from coopgraph.packs import Pack, Section

__all__ = ["Vocabulary", "only_small", "vocabulary", "words"]

_SMALL = frozenset(
    "a als and at auf aus aux avec bei by con d da dans das de degli dei del della der des di die do du e ein eine"  # noqa: SIM905
    " el en et for from fur fuer il im in l la las le les los mit nach of on para par per por pour sur the to uber"
    " ueber und vom von with y zu zum zur".split()
)
_REMEMBERED = 10_000


def words(folded: str) -> list[str]:
    """The words that weigh; a text of nothing but small words keeps them."""
    found = pieces(folded)
    return [word for word in found if word not in _SMALL] or found


def only_small(folded: str) -> bool:
    """Whether it is nothing but words such as `of` and `mit`, which every title in their language has."""
    return _SMALL.issuperset(folded.split())


class Vocabulary:
    """The words of the texts under a name, the shorter words first, and what else `vocabulary` found in these."""

    def __init__(self, pack: Pack, name: str) -> None:
        self.words = Texts(pack, f"{name}.words")
        self.weights = pack[f"{name}.weights"]
        self._first = pack[f"{name}.first"]
        self._places = pack[f"{name}.places"]
        self._initials = pack[f"{name}.initials"]
        self._known = lru_cache(_REMEMBERED)(self.words.place)

    def __contains__(self, word: str) -> bool:
        return self._known(word) is not None

    def weight(self, word: str) -> float:
        """How much a word that is in some text weighs."""
        return _weight(len(self.weights), len(self.having(word)))

    def having(self, word: str) -> memoryview:
        """The places of the texts that have the word, in order."""
        place = self._known(word)
        return self._places[:0] if place is None else self._places[self._first[place] : self._first[place + 1]]

    def ends_one(self, rest: str) -> bool:
        """Whether some word ends so."""
        return any(True for _ in self.words.ending_in(rest))

    def abbreviated(self, letters: str) -> Iterator[int]:
        """The places of the texts whose words may begin with these letters; each is to be checked."""
        return marked(self._initials, letters)


def vocabulary(name: str, texts: Sequence[str]) -> dict[str, Section]:
    """The sections that hold the words of the texts, where each stands, and what each text weighs."""
    having: dict[str, array[int]] = defaultdict(lambda: array("I"))
    initials: dict[int, str] = {}
    for place, text in enumerate(texts):
        found = words(text)
        for word in dict.fromkeys(found):
            having[word].append(place)
        if len(found) > 1:
            initials[place] = "".join([word[0] for word in found])
    ordered = sorted(having, key=lambda word: (len(word), word))
    return {
        **block(f"{name}.words", ordered),
        f"{name}.first": numbers(list(accumulate((len(having[word]) for word in ordered), initial=0))),
        f"{name}.places": array("I", chain.from_iterable(having[word] for word in ordered)),
        f"{name}.weights": _weights(len(texts), having.values()),
        f"{name}.initials": marks(initials.values(), initials),
    }


def _weights(count: int, having: Iterable[array[int]]) -> array[float]:
    weights = [0.0] * count
    for places in having:
        weight = _weight(count, len(places))
        for place in places:
            weights[place] += weight
    return array("f", weights)


def _weight(texts: int, having: int) -> float:
    return log(1 + texts / having)
