"""Texts by their numbers, and the evidence that is made of them: one by one, or many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import sub
from typing import Any, TypeVar

from coopgraph.model import Evidence
from coopgraph.packs import Pack, Strings, picker

__all__ = ["Proof", "Texts", "grouped", "members", "once"]

_MANY = 64
_MOST_KEPT = 2**18
_OFTEN = 4096
T = TypeVar("T")


class Texts:
    """Texts by their number; 0 is None unless `first` is 1. `often` keeps those that come again and again.

    What was taken among many is kept, up to a quarter of a million texts, so that it is not made again and again.
    """

    def __init__(self, strings: Strings, first: int = 0, most: int = _OFTEN) -> None:
        self._strings, self._first = strings, first
        self.often = lru_cache(most)(self.__getitem__)
        self._kept: dict[int, str | None] = {}

    def __getitem__(self, number: int) -> str | None:
        return self._strings[number] if number or self._first else None

    def all(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The texts of numbers that are not 0."""
        return tuple(self._strings[number] for number in numbers)

    def take(self, numbers: Sequence[int]) -> Sequence[Any]:
        """The texts of many numbers; the same number gives the same object."""
        if len(numbers) < _MANY:
            return [*map(self.often, numbers)]
        pick = picker(numbers) if not isinstance(numbers, range) else picker([*numbers])
        try:
            return pick(self._kept)
        except KeyError:
            return pick(self._known({*numbers}))

    def _known(self, numbers: set[int]) -> dict[int, str | None]:
        """The texts of the numbers by number, and others."""
        kept = self._kept
        made = self._made({number for number in numbers if number not in kept})
        if len(kept) + len(made) <= _MOST_KEPT:
            kept.update(made)
            return kept
        made |= {number: kept[number] for number in numbers if number in kept}
        self._kept = made if len(made) <= _MOST_KEPT else {}
        return made

    def _made(self, numbers: set[int]) -> dict[int, str | None]:
        made: dict[int, str | None] = dict.fromkeys(sorted(numbers))
        wanted = [*made] if self._first else [*filter(None, made)]
        made.update(zip(wanted, self._strings.take(wanted), strict=True))
        return made


class Proof:
    """The evidence of records by their number; `at` has where that of each begins."""

    def __init__(self, pack: Pack, name: str, texts: Texts) -> None:
        self.at, self._texts = pack[f"{name}.evidence.at"], texts
        fields = ("source", "locator", "quote", "derived")
        self._columns = tuple(pack[f"{name}.evidence.{field}"] for field in fields)

    def __getitem__(self, number: int) -> tuple[Evidence, ...]:
        first, last = self.at[number], self.at[number + 1]
        if last - first == 1:
            return (self._piece(first),)
        return tuple(map(self._piece, range(first, last)))

    def take(self, records: Sequence[int]) -> Sequence[tuple[Evidence, ...]]:
        """The evidence of many records; equal pieces are one object."""
        places, counts = members(self.at, records)
        pieces = iter(self._pieces(places) if places else ())
        return [next(pieces) if n == 1 else (*chain.from_iterable(islice(pieces, n)),) for n in counts]

    def _pieces(self, places: Sequence[int]) -> list[tuple[Evidence]]:
        """For each place its piece, alone in a tuple."""
        keys = [*zip(*map(picker(places), self._columns), strict=True)]
        distinct = [*dict.fromkeys(keys)]
        source, locator, quote, derived = zip(*distinct, strict=True)
        take = self._texts.take
        sources = (text or "" for text in take(source))
        made = map(Evidence, sources, take(locator), take(quote), map(bool, derived))
        known = dict(zip(distinct, zip(made, strict=False), strict=True))
        return [*map(known.__getitem__, keys)]

    def _piece(self, place: int) -> Evidence:
        often, (source, locator, quote, derived) = self._texts.often, self._columns
        return Evidence(
            often(source[place]) or "", often(locator[place]), self._texts[quote[place]], bool(derived[place])
        )


def members(at: memoryview, records: Sequence[int]) -> tuple[Sequence[int], list[int]]:
    """The places of what belongs to records, in a row, and how many each has; `at` says where each record's begin."""
    pick = picker(records)
    firsts, lasts = pick(at), pick(at[1:])
    counts = [*map(sub, lasts, firsts)]
    if isinstance(records, range) and records.step == 1:
        return range(firsts[0], lasts[-1]) if counts else (), counts
    return [*chain.from_iterable(map(range, firsts, lasts))], counts


def grouped(values: Iterable[T], counts: Iterable[int]) -> list[tuple[T, ...]]:
    """The values in groups of so many."""
    rest = iter(values)
    return [tuple(islice(rest, n)) for n in counts]


def once(make: Callable[..., T], *columns: Sequence[Any]) -> list[T]:
    """What is made of each number, or of the numbers in a row; equal ones give the same object."""
    if len(columns) == 1:
        known = {number: make(number) for number in {*columns[0]}}
        return [*map(known.__getitem__, columns[0])]
    keys = [*zip(*columns, strict=True)]
    several = {key: make(*key) for key in {*keys}}
    return [*map(several.__getitem__, keys)]
