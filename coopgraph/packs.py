"""Named arrays and texts in one block of bytes, read where they lie: by the standard library here, by numpy alike.

A pack is a magic word, the length of its table of contents, the table as JSON, and the sections, each at a multiple of
64 bytes: a name, the type code of the module `array`, where it begins, how many bytes it takes, and the names of its
columns, where it has rows of several numbers: each is a section then, too.
"""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeAlias, overload

from coopgraph.errors import DamagedPack

__all__ = ["Pack", "Rows", "Section", "Strings", "picker", "strings", "write"]

Section: TypeAlias = "array[Any] | bytes | bytearray | Rows"
_MAGIC = b"coopgraph pack 1"
_ALIGNED = 64
_FEW = 32


class Rows(NamedTuple):
    """Columns of whole numbers of four bytes that lie row by row, for what reads all of a row and few rows."""

    columns: tuple[str, ...]
    numbers: array[int]

    @classmethod
    def of(cls, columns: Mapping[str, array[int]]) -> Rows:
        """The rows of columns of one length."""
        numbers = array("I", bytes(4 * sum(map(len, columns.values()))))
        for place, column in enumerate(columns.values()):
            numbers[place :: len(columns)] = column
        return cls(tuple(columns), numbers)


class _Span(NamedTuple):
    """The type code, begin and size in bytes of a section, and which of its numbers a column has."""

    code: str
    start: int
    size: int
    first: int = 0
    step: int = 1


class Pack(Mapping[str, memoryview]):
    """The sections of a pack by name; whoever asks for one gets a view, nothing is read before it is looked at."""

    def __init__(self, block: bytes | mmap.mmap) -> None:
        """The pack that a block of bytes holds.

        Raises:
            DamagedPack: it is none, it was cut off, or another kind of machine wrote it.
        """
        self.block = block
        self._view = memoryview(block)
        self._contents = _contents(block)

    @classmethod
    def of(cls, sections: Mapping[str, Section]) -> Pack:
        """The pack of these sections, in memory."""
        return cls(b"".join(_parts(sections)))

    @classmethod
    def open(cls, path: Path) -> Pack:
        """The pack in a file, mapped into memory; many processes share it.

        Raises:
            DamagedPack: the file is missing or holds none.
        """
        try:
            with path.open("rb") as file:
                return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise DamagedPack(f"{path}: cannot be read ({error})") from None
        except DamagedPack as error:
            raise DamagedPack(f"{path}: {error}") from None

    def __getitem__(self, name: str) -> memoryview:
        code, start, size, first, step = self._contents[name]
        view = self._view[start : start + size]
        if code != "B":
            view = view.cast(code)  # type: ignore[call-overload]
        return view if step == 1 else view[first::step]

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __len__(self) -> int:
        return len(self._contents)

    def span(self, name: str) -> tuple[int, int]:
        """Where a section begins and ends in `block`, for what searches bytes: `block.find(part, *pack.span(name))`."""
        span = self._contents[name]
        return span.start, span.start + span.size

    def strings(self, name: str) -> Strings:
        """The texts that were stored under the name by `strings`."""
        return Strings(self[f"{name}.at"], self[f"{name}.text"])


class Strings(Sequence[str]):
    """Texts by their position from 0."""

    def __init__(self, at: memoryview, text: memoryview) -> None:
        self._at = at
        self._text = text

    def __len__(self) -> int:
        return len(self._at) - 1

    @overload
    def __getitem__(self, position: int) -> str: ...
    @overload
    def __getitem__(self, position: slice) -> list[str]: ...
    def __getitem__(self, position: int | slice) -> str | list[str]:
        if isinstance(position, slice):
            return [self[each] for each in range(*position.indices(len(self)))]
        return str(self._text[self._at[position] : self._at[position + 1]], "utf-8")

    def take(self, positions: Sequence[int]) -> list[str]:
        """The texts at these positions; many are cut out of one decoded block, which is several times faster."""
        at, text = self._at, self._text
        if len(positions) * _FEW > len(self) and self._of_bytes:
            block, pick = str(text, "ascii"), picker(positions)
            return [block[first:last] for first, last in zip(pick(at), pick(at[1:]), strict=True)]
        return [str(text[at[each] : at[each + 1]], "utf-8") for each in positions]

    @cached_property
    def _of_bytes(self) -> bool:
        """Whether each letter is one byte."""
        return len(str(self._text, "utf-8")) == len(self._text)

    def find(self, text: str) -> int | None:
        """The position of a text among texts that are sorted, or None."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self[middle] < text:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self[low] == text else None


def picker(positions: Sequence[int]) -> Callable[[Any], Sequence[Any]]:
    """What takes the values at these positions out of any column, in one call, which is twice as fast as one by one."""
    if isinstance(positions, range) and positions.step == 1:
        return itemgetter(slice(positions.start, positions.stop))
    if len(positions) < 2:
        return lambda column: [column[each] for each in positions]
    return itemgetter(*positions)


def strings(name: str, texts: Iterable[str]) -> dict[str, Section]:
    """The sections that hold these texts, for `Pack.strings`; lone surrogates, which no file can hold, become `?`."""
    encoded = [text.encode("utf-8", "replace") for text in texts]
    return {
        f"{name}.at": array("Q", accumulate(map(len, encoded), initial=0)),
        f"{name}.text": b"".join(encoded),
    }


def write(file: BinaryIO, sections: Mapping[str, Section]) -> None:
    """Write a pack of the sections."""
    for part in _parts(sections):
        file.write(part)


def _parts(sections: Mapping[str, Section]) -> Iterator[bytes | memoryview]:
    numbers = {name: each.numbers if isinstance(each, Rows) else each for name, each in sections.items()}
    sizes = {name: len(each) * (each.itemsize if isinstance(each, array) else 1) for name, each in numbers.items()}
    starts = dict(zip(sections, accumulate(map(_rounded, sizes.values()), initial=0), strict=False))
    contents = {
        name: (each.typecode if isinstance(each, array) else "B", starts[name], sizes[name], _columns(sections[name]))
        for name, each in numbers.items()
    }
    table = json.dumps({"byteorder": sys.byteorder, "sections": contents}).encode()
    head = _MAGIC + len(table).to_bytes(8, "little") + table
    yield head.ljust(_rounded(len(head)), b" ")
    for name, each in numbers.items():
        yield memoryview(each)
        yield bytes(_rounded(sizes[name]) - sizes[name])


def _columns(section: Section) -> tuple[str, ...]:
    return section.columns if isinstance(section, Rows) else ()


def _contents(block: bytes | mmap.mmap) -> dict[str, _Span]:
    """Where each section and each column lies, counted from the block's begin."""
    start = len(_MAGIC) + 8
    if block[: len(_MAGIC)] != _MAGIC:
        raise DamagedPack("it does not begin as a pack does")
    end = start + int.from_bytes(block[len(_MAGIC) : start], "little")
    try:
        table = json.loads(block[start:end])
        byteorder, first = str(table["byteorder"]), _rounded(end)
        told = table["sections"].items()
        found = {key: span for name, each in told for key, span in _spans(name, first, *each)}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise DamagedPack("its table of contents is damaged") from None
    if byteorder != sys.byteorder:
        raise DamagedPack(f"it was written on a machine of {byteorder}-endian numbers")
    if any(span.start + span.size > len(block) for span in found.values()):
        raise DamagedPack("it was cut off")
    return found


def _spans(
    name: str, first: int, code: str, start: int, size: int, columns: Sequence[str] = ()
) -> Iterator[tuple[str, _Span]]:
    """Where a section lies, and each of its columns."""
    width = memoryview(b"").cast(code).itemsize * max(len(columns), 1)  # type: ignore[call-overload]
    if start % _ALIGNED or size % width or start < 0 or size < 0:
        raise ValueError("no section is there")
    yield name, _Span(code, first + start, size)
    for place, column in enumerate(columns):
        yield f"{name}.{column}", _Span(code, first + start, size, place, len(columns))


def _rounded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
