"""Chinese names by how they are read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from coopgraph.names.numbers import marked, marks, numbers
from coopgraph.names.pinyin import Spoken, Syllables, syllables
from coopgraph.names.texts import Texts, block
from coopgraph.packs import Pack, Section, strings

__all__ = ["Sounds", "sounds"]


class Sounds:
    """The readings of Chinese names, each name known by its position."""

    def __init__(self, pack: Pack, name: str) -> None:
        self._letters = Texts(pack, f"{name}.letters")
        self._syllables = pack.strings(f"{name}.syllables")
        self._positions = pack[f"{name}.positions"]
        self._whole = pack[f"{name}.whole"]
        self._initials = pack[f"{name}.initials"]

    def whole(self, said: Spoken) -> Iterator[tuple[int, bool]]:
        """The names that read so, each with whether the tones that were given agree."""
        for place in marked(self._whole, said.letters):
            if self._letters[place] == said.letters:
                yield self._positions[place], _agree(self._read(place), said.tones)

    def initials(self, text: str) -> Iterator[int]:
        """The names whose syllables begin with these letters, in order."""
        for place in marked(self._initials, text):
            if _initials(self._read(place)) == text:
                yield self._positions[place]

    def parts(self, said: Spoken) -> Iterator[tuple[int, float]]:
        """The names in which the text stands as whole syllables, and its share of each, the largest first."""
        for place in self._letters.containing(said.letters):
            if _holds(self._read(place), said.letters):
                yield self._positions[place], len(said.letters) / len(self._letters[place])

    def like(self, said: Spoken, most: int, least: float) -> Iterator[tuple[int, float]]:
        """The names that read almost so, each with its likeness from 0 to 1."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        size, likeness = len(said.letters), OSA.normalized_similarity
        first, end = self._letters.of_length(int(size * least), int(size / least) + 1)
        known = self._letters.within(first, end)
        for _, score, at in process.extract(said.letters, known, scorer=likeness, limit=most, score_cutoff=least):
            yield self._positions[first + at], score

    def _read(self, place: int) -> Syllables:
        return tuple((each[:-1], int(each[-1])) for each in self._syllables[place].split())


def sounds(name: str, names: Iterable[tuple[int, str]]) -> dict[str, Section]:
    """The sections that hold how names, each with its position and in simplified characters, are read."""
    read = [(_letters(found), position, found) for position, text in names if (found := syllables(text))]
    read.sort(key=lambda each: (len(each[0]), each[0]))
    letters = [each for each, _, _ in read]
    return {
        **block(f"{name}.letters", letters),
        **strings(f"{name}.syllables", (" ".join([f"{each}{tone}" for each, tone in found]) for _, _, found in read)),
        f"{name}.positions": numbers([position for _, position, _ in read]),
        f"{name}.whole": marks(letters, count()),
        f"{name}.initials": marks((_initials(found) for _, _, found in read), count()),
    }


def _letters(read: Syllables) -> str:
    return "".join([syllable for syllable, _ in read])


def _initials(read: Syllables) -> str:
    return "".join([syllable[0] for syllable, _ in read])


def _agree(read: Syllables, tones: Iterable[tuple[int, int]]) -> bool:
    given = dict(tones)
    place = 0
    for syllable, tone in read:
        for at in range(place, place + len(syllable)):
            if tone and given.get(at, tone) != tone:
                return False
        place += len(syllable)
    return True


def _holds(read: Syllables, letters: str) -> bool:
    texts = [syllable for syllable, _ in read]
    return any("".join(texts[at:]).startswith(letters) for at in range(len(texts)))
