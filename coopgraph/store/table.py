"""Statements as columns: found by ends, relation and day without being made, and made one by one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import repeat
from typing import Any

from coopgraph.dates import Bounds
from coopgraph.model import Evidence, Statement
from coopgraph.packs import Pack, Strings
from coopgraph.store.encoding import ALWAYS, NEVER

__all__ = ["Ends", "Proof", "Table", "Texts", "Where", "day"]

_MOST_IDS = 65_536
_PORTION = 4096


@dataclass(frozen=True, slots=True)
class Where:
    """Which rows are asked for, in numbers; bodies are nodes, days are ordinals; None is any."""

    relations: frozenset[str] | None = None
    subject: int | None = None
    object: int | None = None
    days: tuple[int, int] | None = None
    certain: bool = False


class Texts:
    """Texts by their number; 0 is None. `often` keeps those that come again and again."""

    def __init__(self, strings: Strings) -> None:
        self._strings = strings
        self.often = lru_cache(4096)(self.__getitem__)

    def __getitem__(self, number: int) -> str | None:
        return self._strings[number] if number else None

    def take(self, numbers: Sequence[int]) -> list[str]:
        """The texts of many numbers that are not 0."""
        return self._strings.take(numbers)

    def all(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The texts of numbers that are not 0."""
        return tuple(self._strings[number] for number in numbers)


class Ends:
    """For each node the rows that it is an end of, in order, and the nodes at their other ends."""

    def __init__(self, pack: Pack, name: str) -> None:
        self.at, self.row, self.node = pack[f"{name}.at"], pack[f"{name}.row"], pack[f"{name}.node"]

    def rows(self, node: int) -> memoryview:
        """The rows of a node."""
        return self.row[self.at[node] : self.at[node + 1]]

    def nodes(self, node: int) -> memoryview:
        """The nodes at the other ends of its rows, in the same order."""
        return self.node[self.at[node] : self.at[node + 1]]


class Proof:
    """The evidence of records by their number."""

    def __init__(self, pack: Pack, name: str, texts: Texts) -> None:
        self._at, self._texts = pack[f"{name}.evidence.at"], texts
        self._source, self._locator = pack[f"{name}.evidence.source"], pack[f"{name}.evidence.locator"]
        self._quote, self._derived = pack[f"{name}.evidence.quote"], pack[f"{name}.evidence.derived"]

    def __getitem__(self, number: int) -> tuple[Evidence, ...]:
        first, last = self._at[number], self._at[number + 1]
        if last - first == 1:
            return (self._piece(first),)
        return tuple(map(self._piece, range(first, last)))

    def _piece(self, number: int) -> Evidence:
        often = self._texts.often
        return Evidence(
            often(self._source[number]) or "",
            often(self._locator[number]),
            self._texts[self._quote[number]],
            bool(self._derived[number]),
        )


class Table:
    """The statements of a snapshot that are stated, or those that are inferred; rows are in the order of dates.

    The columns `subject` and `object` hold nodes, `relation` positions in `relations`, the bounds ordinals of days.
    `out` and `into` lead from a node to the rows that leave and reach it.
    """

    def __init__(self, pack: Pack, name: str, ids: Strings) -> None:
        self.ids, self._pack, self._name = ids, pack, name

        def column(field: str) -> memoryview:
            return pack[f"{name}.{field}"]

        self.subject, self.object, self.relation = column("subject"), column("object"), column("relation")
        self.since_earliest, self.since_latest = column("since_earliest"), column("since_latest")
        self.until_earliest, self.until_latest = column("until_earliest"), column("until_latest")
        self._bounds = (self.since_earliest, self.since_latest, self.until_earliest, self.until_latest)
        self.relations = [*pack.strings(f"{name}.relations")]
        self.out, self.into = Ends(pack, f"{name}.out"), Ends(pack, f"{name}.in")
        self._kind_at, self._kind_row = column("kind.at"), column("kind.row")
        self._id, self._by_id = column("id"), column("by_id")
        self._since, self._until, self._under = column("since"), column("until"), column("under")
        self._note, self._dataset, self._rule = column("note"), column("dataset"), column("rule")
        self._instant = column("instant")
        self._premise_at, self._premise = column("premises.at"), column("premises.id")
        self._ids, self._texts = lru_cache(_MOST_IDS)(ids.__getitem__), Texts(pack.strings(f"{name}.texts"))
        self._proof = Proof(pack, name, self._texts)
        self._wanted = lru_cache(16)(self._wanted_codes)

    def __len__(self) -> int:
        return len(self.subject)

    def rows(self, where: Where = Where()) -> Sequence[int]:
        """The rows that fit, in order."""
        rows = self._fewest(where)
        for ends, node in ((self.subject, where.subject), (self.object, where.object)):
            if node is not None:
                rows = [row for row in rows if ends[row] == node]
        return self.fitting(rows, where)

    def fitting(self, rows: Sequence[int], where: Where) -> Sequence[int]:
        """Those of the rows whose relation and days fit; which days do is as in `coopgraph.dates.holds`."""
        if where.relations is not None:
            wanted, codes = self._wanted(where.relations), self.relation
            rows = [row for row in rows if wanted[codes[row]]]
        if where.days is None:
            return rows
        first, last = where.days
        begin, end = self.since_earliest, self.until_latest
        held = [row for row in rows if begin[row] <= last and first <= end[row]]
        if where.certain:
            begun, ending = self.since_latest, self.until_earliest
            held = [row for row in held if begun[row] <= first and last <= ending[row]]
        return held

    def at(self, node: int) -> list[int]:
        """The rows that have the node at an end, in order, once each."""
        return sorted({*self.out.rows(node), *self.into.rows(node)})

    def row_of(self, id: str) -> int | None:
        """The row of the statement of that id, if there is one."""
        place = bisect_left(self._by_id, id, key=self.id)
        return self._by_id[place] if place < len(self) and self.id(self._by_id[place]) == id else None

    def id(self, row: int) -> str:
        """The id of the statement of a row."""
        return self._texts[self._id[row]] or ""

    def values(self, name: str, rows: Sequence[int]) -> list[Any]:
        """A column of the statements of rows: texts for ids, relations and dates as stated, days for bounds."""
        numbers = [*map(self._pack[f"{self._name}.{name}"].__getitem__, rows)]
        match name:
            case "subject" | "object":
                return self.ids.take(numbers)
            case "id":
                return self._texts.take(numbers)
            case "relation":
                return [*map(self.relations.__getitem__, numbers)]
            case "since" | "until":
                return [*map(self._texts.often, numbers)]
        return [*map(day, numbers)]

    def statements(self, rows: Sequence[int]) -> Iterator[Statement]:
        """The statements of rows, made portion by portion, column by column."""
        for first in range(0, len(rows), _PORTION):
            yield from map(Statement, *self._fields(rows[first : first + _PORTION]))

    def statement(self, row: int) -> Statement:
        """The statement of a row."""
        return next(self.statements((row,)))

    def _fields(self, rows: Sequence[int]) -> tuple[Iterable[Any], ...]:
        """The fields of the statements of rows, in the order of `Statement`."""

        def picked(column: memoryview) -> Iterator[int]:
            return map(column.__getitem__, rows)

        often, ids = self._texts.often, self._ids
        return (
            self._texts.take([*picked(self._id)]),
            map(ids, picked(self.subject)),
            map(self.relations.__getitem__, picked(self.relation)),
            map(ids, picked(self.object)),
            map(often, picked(self._since)),
            map(often, picked(self._until)),
            (ids(under - 1) if under else None for under in picked(self._under)),
            map(self._texts.__getitem__, picked(self._note)),
            map(self._proof.__getitem__, rows),
            map(_bounds, *map(picked, self._bounds)),
            map(bool, picked(self._instant)),
            map(often, picked(self._dataset)),
            map(self._concluded_from, rows) if self._premise else repeat((), len(rows)),
            map(often, picked(self._rule)),
        )

    def _concluded_from(self, row: int) -> tuple[str, ...]:
        first, last = self._premise_at[row], self._premise_at[row + 1]
        return self._texts.all(self._premise[first:last]) if first < last else ()

    def _fewest(self, where: Where) -> Sequence[int]:
        """The fewest rows that an index gives."""
        found: list[Sequence[int]] = []
        if where.subject is not None:
            found.append(self.out.rows(where.subject))
        if where.object is not None:
            found.append(self.into.rows(where.object))
        if not found and where.relations is not None:
            return self._of_relations(where.relations)
        return min(found, key=len) if found else range(self._begun(where.days))

    def _wanted_codes(self, relations: frozenset[str]) -> bytes:
        return bytes(name in relations for name in self.relations)

    def _begun(self, days: tuple[int, int] | None) -> int:
        """How many rows may have begun by the last day; they come first, for rows are in the order of their begin."""
        return bisect_right(self.since_earliest, days[1]) if days else len(self)

    def _of_relations(self, names: frozenset[str]) -> Sequence[int]:
        at, rows = self._kind_at, self._kind_row
        found = [rows[at[code] : at[code + 1]] for code, name in enumerate(self.relations) if name in names]
        return found[0] if len(found) == 1 else sorted(row for part in found for row in part)


@lru_cache(4096)
def _bounds(since_earliest: int, since_latest: int, until_earliest: int, until_latest: int) -> Bounds:
    return Bounds(day(since_earliest), day(since_latest), day(until_earliest), day(until_latest))


@lru_cache(4096)
def day(ordinal: int) -> date | None:
    """The day of an ordinal; None where a side is not bounded."""
    return None if ordinal in (NEVER, ALWAYS) else date.fromordinal(ordinal)
