"""Many short texts in one block of memory, which is searched at once."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

__all__ = ["Texts"]


class Texts:
    """Texts without line breaks by their position from 0, and those that contain or equal a text."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._starts = array("I")
        self._block = bytearray(b"\n")
        for text in texts:
            self._starts.append(len(self._block))
            self._block += text.encode() + b"\n"

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, position: int) -> str:
        start = self._starts[position]
        return self._block[start : start + self.size(position)].decode()

    def size(self, position: int) -> int:
        """How many bytes a text takes."""
        after = self._starts[position + 1] if position + 1 < len(self._starts) else len(self._block)
        return after - self._starts[position] - 1

    def containing(self, part: str) -> Iterator[int]:
        """The positions of the texts in which the part, which is not empty, stands, in order."""
        wanted = part.encode()
        at = self._block.find(wanted)
        while at >= 0:
            yield bisect_right(self._starts, at) - 1
            at = self._block.find(wanted, self._block.index(b"\n", at))

    def equal_to(self, text: str) -> Iterator[int]:
        """The positions of the texts that are this one, in order."""
        wanted = f"\n{text}\n".encode()
        at = self._block.find(wanted)
        while at >= 0:
            yield bisect_right(self._starts, at + 1) - 1
            at = self._block.find(wanted, at + 1)

    def ending_in(self, letters: str) -> Iterator[int]:
        """The positions of the texts that have these letters in order, though not together, and end in the last one."""
        pattern = rb"\n[^\n]*" + rb"[^\n]*".join(re.escape(letter).encode() for letter in letters) + rb"(?=\n)"
        for found in re.finditer(pattern, self._block):
            yield bisect_right(self._starts, found.start() + 1) - 1
