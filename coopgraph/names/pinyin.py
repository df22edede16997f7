"""Chinese names as they are typed in Latin letters: with tones, without them, or only the initials of the syllables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from coopgraph.names.folding import fold, simplified

__all__ = ["Pinyin", "Spoken", "could_be_initials", "readings", "spoken"]

Syllables = tuple[tuple[str, int], ...]

_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxryw]|[zcs]h?)?"
    r"(?:a(?:i|o|ng?)?|o(?:u|ng)?|e(?:i|r|ng?)?|i(?:ao?|e|u|ang?|ng?|ong)?|u(?:ang?|ai?|o|i|n|e)?)"
)
_LONGEST_SYLLABLE = 6
_TYPED = re.compile(
    r"(?P<letters>[a-z\u0300-\u030c]+)(?P<tone>[1-5](?![\d.]))?|(?P<digits>\d+)|[\s'’.·_-]+|(?P<other>.)"
)
_MARKS = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}


@dataclass(slots=True)
class Spoken:
    """Letters without tones (`ü` and `v` are `u`), and the tones heard, each at the place of its letter from 0."""

    letters: str = ""
    tones: list[tuple[int, int]] = field(default_factory=list)

    def add(self, letters: str, tone: int | None = None) -> None:
        """Adds what stands together; `tone` is that of its last syllable."""
        for each in letters:
            if each in _MARKS:
                self.tones.append((len(self.letters) - 1, _MARKS[each]))
            elif each.isalnum():
                self.letters += "u" if each == "v" else each
        if tone:
            self.tones.append((len(self.letters) - 1, tone))


def spoken(text: str) -> Spoken | None:
    """A text as pinyin, or None where it cannot be: `gōngxìnbù`, `gong1xin4bu4` and `Gong xin bu` are."""
    found = Spoken()
    for part in _TYPED.finditer(unicodedata.normalize("NFD", text.casefold().strip())):
        if part["other"]:
            return None
        found.add(part["letters"] or part["digits"] or "", int(part["tone"] or 0))
    return found if _has_syllables(re.sub(r"\d", "", found.letters)) else None


def could_be_initials(text: str) -> bool:
    """Whether a text such as `gxb` may be the first letters of syllables; none begins with i, u or v."""
    return re.fullmatch(r"[a-hj-tw-z]{2,20}", text.casefold()) is not None


def readings(text: str, exact: bool = True) -> tuple[str, str]:
    """A name as its pinyin is typed without tones, and the first letters of its syllables.

    Where not exact, each character is read by itself: much faster, and wrong for those that words make sound otherwise.
    """
    texts = [syllable for syllable, _ in _syllables(text)] if exact else list(map(_alone, text))
    return "".join(texts), "".join(each[:1] for each in texts)


class Pinyin:
    """The readings of Chinese names, each name known by its position."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self._readings: dict[str, list[tuple[int, Syllables]]] = {}
        for position, text in names:
            syllables = _syllables(text)
            letters = "".join(syllable for syllable, _ in syllables)
            self._readings.setdefault(letters, []).append((position, syllables))

    def whole(self, said: Spoken) -> Iterator[tuple[int, bool]]:
        """The names that read so, each with whether the tones that were given agree."""
        for position, syllables in self._readings.get(said.letters, ()):
            yield position, _agree(syllables, said.tones)

    def initials(self, text: str) -> Iterator[int]:
        """The names whose syllables begin with these letters, in order."""
        for names in self._readings.values():
            for position, syllables in names:
                if len(syllables) == len(text) and "".join(syllable[0] for syllable, _ in syllables) == text:
                    yield position

    def parts(self, said: Spoken) -> Iterator[tuple[int, float]]:
        """The names in which the text stands as whole syllables, each with the share that it makes up."""
        for letters, names in self._readings.items():
            if said.letters in letters:
                share = len(said.letters) / len(letters)
                yield from ((position, share) for position, syllables in names if _holds(syllables, said.letters))

    def like(self, said: Spoken, most: int, least: float) -> Iterator[tuple[int, float]]:
        """The names that read almost so, each with its likeness from 0 to 1."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        letters = list(self._readings)
        likeness = OSA.normalized_similarity
        for near, score, _ in process.extract(said.letters, letters, scorer=likeness, limit=most, score_cutoff=least):
            yield from ((position, score) for position, _ in self._readings[near])


def _syllables(text: str) -> Syllables:
    """The syllables of a name with their tones (5: none); what is not Chinese is one syllable with tone 0."""
    from pypinyin import Style, lazy_pinyin

    found = []
    for each in lazy_pinyin(simplified(text), style=Style.TONE3, neutral_tone_with_five=True):
        if read := re.fullmatch(r"([a-zê]+)([1-5])", each):
            found.append((read[1].replace("v", "u"), int(read[2])))
        elif letters := fold(each).replace(" ", ""):
            found.append((letters.replace("v", "u"), 0))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _alone(character: str) -> str:
    return "".join(syllable for syllable, _ in _syllables(character))


def _agree(syllables: Syllables, tones: Iterable[tuple[int, int]]) -> bool:
    given = dict(tones)
    place = 0
    for syllable, tone in syllables:
        for at in range(place, place + len(syllable)):
            if tone and given.get(at, tone) != tone:
                return False
        place += len(syllable)
    return True


def _holds(syllables: Syllables, letters: str) -> bool:
    texts = [syllable for syllable, _ in syllables]
    return any("".join(texts[at:]).startswith(letters) for at in range(len(texts)))


def _has_syllables(letters: str) -> bool:
    """Whether the letters can be divided into syllables without remainder."""
    ends = {0}
    for end in range(1, len(letters) + 1):
        starts = ends & set(range(max(0, end - _LONGEST_SYLLABLE), end))
        if any(_SYLLABLE.fullmatch(letters, start, end) for start in starts):
            ends.add(end)
    return len(letters) > 1 and len(letters) in ends
