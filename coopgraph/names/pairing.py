"""Which word of a name each word of a text stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Pairing", "Word"]

_AS_INITIALS = 0.95


@dataclass(slots=True)
class Word:
    """A word of a text, its weight, and the words of names that it may stand for, each with a likeness up to 1."""

    text: str
    weight: float
    near: dict[str, float]


class Pairing:
    """The words of a text and those of one name in pairs, equal ones first, then similar ones, then initials.

    `shared` is the weight of the pairs, both sides counted; `text_weight` and `name_weight` are those of all words,
    where a word of the text weighs as much as the one it is read as; `read_as` tells which were read as which others.
    """

    def __init__(self, words: Sequence[Word], name: Sequence[str], weight: Callable[[str], float]) -> None:
        self.shared = 0.0
        self.text_weight = sum(word.weight for word in words)
        self.name_weight = sum(map(weight, dict.fromkeys(name)))
        self.read_as: list[tuple[str, str]] = []
        self._weight = weight
        self._name = list(dict.fromkeys(name))
        self._text = {word.text: word for word in words}
        for word in sorted(self._text.values(), key=lambda word: word.text not in self._name):
            self._pair_near(word)
        for letters in list(self._text):
            self._pair_initials(letters, _run(letters, self._name))
        for letters in list(self._name):
            self._pair_written_out(letters, _run(letters, list(self._text)))

    def _pair_near(self, word: Word) -> None:
        near = [each for each in self._name if each in word.near]
        if near:
            best = max(near, key=word.near.__getitem__)
            self.shared += word.near[best] * 2 * self._weight(best)
            self.text_weight += self._weight(best) - word.weight
            self._done([word.text], [best])

    def _pair_initials(self, letters: str, run: list[str]) -> None:
        """`IT` in the text and `information technology` in the name."""
        if run:
            weight = sum(map(self._weight, run))
            self.shared += _AS_INITIALS * 2 * weight
            self.text_weight += weight - self._text[letters].weight
            self._done([letters], run)

    def _pair_written_out(self, letters: str, run: list[str]) -> None:
        """`IT` in the name and `information technology` in the text."""
        if run:
            weight = sum(self._text[word].weight for word in run)
            self.shared += _AS_INITIALS * 2 * weight
            self.name_weight += weight - self._weight(letters)
            self._done(run, [letters])

    def _done(self, text: list[str], name: list[str]) -> None:
        for word in text:
            del self._text[word]
        self._name = [word for word in self._name if word not in name]
        if text != name:
            self.read_as.append((" ".join(text), " ".join(name)))


def _run(letters: str, words: list[str]) -> list[str]:
    """The neighbouring words that begin with these letters, in order."""
    size = len(letters)
    for start in range(len(words) - size + 1 if size > 1 else 0):
        run = words[start : start + size]
        if "".join(word[0] for word in run) == letters:
            return run
    return []
