"""Many short texts in one block of bytes, which is searched at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import accumulate, groupby

from coopgraph.names.numbers import numbers
from coopgraph.packs import Pack, Section

__all__ = ["Texts", "block"]


class Texts:
    """Texts without line breaks, the shorter before the longer, each known by its place from 0."""

    def __init__(self, pack: Pack, name: str) -> None:
        self._at = pack[f"{name}.at"]
        self._text = pack[f"{name}.text"]
        self._block = pack.block
        self._begin, self._end = pack.span(f"{name}.text")

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, place: int) -> str:
        return str(self._text[self._at[place] : self._at[place + 1] - 1], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self.within(0, len(self)))

    def within(self, first: int, end: int) -> list[str]:
        """The texts from one place to before another."""
        return str(self._text[self._at[first] : self._at[end] - 1], "utf-8").split("\n") if first < end else []

    def of_length(self, least: int, most: int) -> tuple[int, int]:
        """The first place of the texts of so many letters, and the place after the last."""
        places = range(len(self))
        return bisect_left(places, least, key=self._letters), bisect_right(places, most, key=self._letters)

    def place(self, text: str) -> int | None:
        """Where the text is among texts that are also sorted, those of one length, or None."""
        place = bisect_left(range(len(self)), (len(text), text), key=lambda at: (self._letters(at), self[at]))
        return place if place < len(self) and self[place] == text else None

    def containing(self, part: str) -> Iterator[int]:
        """The places of the texts in which the part, which is not empty, stands, the shortest first."""
        return self._where(part.encode())

    def with_word(self, word: str) -> Iterator[int]:
        """The places of the texts in which this stands between spaces, the shortest first."""
        alone = word.encode()
        places = (self._where(before + alone + after) for before in (b"\n", b" ") for after in (b"\n", b" "))
        return (place for place, _ in groupby(merge(*places)))

    def ending_in(self, end: str) -> Iterator[int]:
        """The places of the texts that end so, the shortest first."""
        return self._where(end.encode() + b"\n")

    def contracted(self, letters: str) -> Iterator[int]:
        """The texts that have these letters in order, though not together, and end in the last one."""
        return (place for place in self.ending_in(letters[-1]) if _in_order(letters, self[place]))

    def _where(self, wanted: bytes) -> Iterator[int]:
        """The places of the texts that have this in them; a line break before or after it is a text's begin or end."""
        size = len(wanted) - wanted.endswith(b"\n")
        at = self._block.find(wanted, self._begin, self._end)
        while at >= 0:
            place = bisect_left(self._at, at + size - self._begin) - 1
            yield place
            at = self._block.find(wanted, self._begin + self._at[place + 1] - 1, self._end)

    def _letters(self, place: int) -> int:
        return len(self[place])


def block(name: str, texts: Sequence[str]) -> dict[str, Section]:
    """The sections that hold the texts, which come sorted as `Texts` has them."""
    sizes = (len(text if text.isascii() else text.encode()) + 1 for text in texts)
    return {
        f"{name}.at": numbers(list(accumulate(sizes, initial=1))),
        f"{name}.text": "\n".join(("", *texts, "")).encode(),
    }


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
