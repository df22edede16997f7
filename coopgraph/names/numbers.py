"""Arrays of whole numbers that are searched where they lie."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

__all__ = ["marked", "marks", "numbers"]

_BITS = 32
_LONE = "surrogatepass"


def numbers(values: Sequence[int]) -> array[int]:
    """The values, none below 0, in four bytes each where that is enough, else in eight."""
    return array("I" if max(values, default=0) < 256 ** array("I").itemsize else "Q", values)


def marks(texts: Iterable[str], numbers: Iterable[int]) -> array[int]:
    """An index from each text to its number below 2³², for `marked`; an entry is a checksum, then the number."""
    pairs = zip(texts, numbers, strict=False)
    return array("Q", sorted([crc32(text.encode("utf-8", _LONE)) << _BITS | number for text, number in pairs]))


def marked(index: memoryview, text: str) -> Iterator[int]:
    """The numbers of the text in ascending order, and at times one of another text, so that each is to be checked."""
    checksum = crc32(text.encode("utf-8", _LONE))
    for at in range(bisect_left(index, checksum << _BITS), len(index)):
        if index[at] >> _BITS != checksum:
            return
        yield index[at] & (1 << _BITS) - 1
