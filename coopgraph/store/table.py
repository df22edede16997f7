"""Statements as columns: found by ends, relation and day without being made, and made one by one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress
from typing import Any

from coopgraph.model import Statement
from coopgraph.packs import Pack, Strings, picker
from coopgraph.records import Record
from coopgraph.store import cost
from coopgraph.store.columns import Columns

__all__ = ["Ends", "Table", "Where"]

_FIELDS = (
    *("id", "subject", "relation", "object", "since", "until", "under", "note", "evidence", "bounds", "instant"),
    *("dataset", "premises", "rule"),
)
_MANY = 32
_PORTION = 4096


class Where(Record, frozen=True):
    """Which rows are asked for, in numbers; bodies are nodes, days are ordinals; None is any."""

    relations: frozenset[str] | None = None
    subject: int | None = None
    object: int | None = None
    days: tuple[int, int] | None = None
    certain: bool = False


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


class Table:
    """The statements of a snapshot that are stated, or those that are inferred; rows are in the order of dates.

    The columns `subject` and `object` hold nodes, `relation` positions in `relations`, the bounds ordinals of days.
    `out` and `into` lead from a node to the rows that leave and reach it.
    """

    def __init__(self, pack: Pack, name: str, ids: Strings) -> None:
        def column(field: str) -> memoryview:
            return pack[f"{name}.{field}"]

        self.subject, self.object, self.relation = column("subject"), column("object"), column("relation")
        self.since_earliest, self.since_latest = column("since_earliest"), column("since_latest")
        self.until_earliest, self.until_latest = column("until_earliest"), column("until_latest")
        self.relations = [*pack.strings(f"{name}.relations")]
        self.out, self.into = Ends(pack, f"{name}.out"), Ends(pack, f"{name}.in")
        self._kind_at, self._kind_row = column("kind.at"), column("kind.row")
        self._id, self._by_id = column("row.id"), column("by_id")
        self._premise_at, self._premise = column("premises.at"), column("premises.id")
        self._columns = Columns(pack, name, ids, self.relations)
        self._texts, self._proof = self._columns.texts, self._columns.proof
        self._wanted = lru_cache(16)(self._wanted_codes)

    def __len__(self) -> int:
        return len(self.subject)

    def rows(self, where: Where = Where()) -> Sequence[int]:
        """The rows that fit, in order."""
        if where.subject is None and where.object is None:
            rows = range(len(self)) if where.relations is None else self._of_relations(where.relations)
            return self._holding(self._begun(rows, where.days), where)
        rows = self._of_ends(where)
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
        begin, last = self.since_earliest, where.days[1]
        return self._holding([row for row in rows if begin[row] <= last], where)

    def _holding(self, rows: Sequence[int], where: Where) -> Sequence[int]:
        """Those of the rows, which have begun by the last day, that hold on the days."""
        if where.days is None:
            return rows
        first, last = where.days
        end = self.until_latest
        held = [row for row in rows if first <= end[row]]
        if where.certain:
            begun, ending = self.since_latest, self.until_earliest
            held = [row for row in held if begun[row] <= first and last <= ending[row]]
        return held

    def cost(self, row: int, days: tuple[int, int] | None) -> int:
        """What the statement of a row adds to a route on the days, as `coopgraph.store.cost` has it."""
        at = self._proof.at
        inferred = bool(self._premise) and self._premise_at[row] < self._premise_at[row + 1]
        possible = days is not None and not (self.since_latest[row] <= days[0] and days[1] <= self.until_earliest[row])
        return cost(possible, inferred, at[row + 1] - at[row])

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

    def values(self, field: str, rows: Sequence[int]) -> Sequence[Any]:
        """A field of the statements of rows; bounds one by one are days or None."""
        return self._columns.take(field, rows)

    def by_id(self, rows: Sequence[int]) -> Sequence[int]:
        """The rows in the order of the ids."""
        if len(rows) == len(self):
            return self._by_id
        chosen = bytearray(len(self))
        for row in rows:
            chosen[row] = 1
        return [*compress(self._by_id, picker(self._by_id)(chosen))]

    def statements(self, rows: Sequence[int]) -> Iterator[Statement]:
        """The statements of rows, many of them made portion by portion, field by field."""
        if len(rows) < _MANY:
            yield from map(self.statement, rows)
            return
        for first in range(0, len(rows), _PORTION):
            portion = rows[first : first + _PORTION]
            yield from map(Statement, *(self._columns.take(field, portion) for field in _FIELDS))

    def statement(self, row: int) -> Statement:
        """The statement of a row."""
        return self._columns.statement(row)

    def _of_ends(self, where: Where) -> Sequence[int]:
        """The fewest rows that one of the ends gives."""
        ends = ((self.out, where.subject), (self.into, where.object))
        return min((end.rows(node) for end, node in ends if node is not None), key=len)

    def _wanted_codes(self, relations: frozenset[str]) -> bytes:
        return bytes(name in relations for name in self.relations)

    def _begun(self, rows: Sequence[int], days: tuple[int, int] | None) -> Sequence[int]:
        """The rows that may have begun by the last day; they come first, for rows are in the order of their begin."""
        if days is None:
            return rows
        return rows[: bisect_right(rows, days[1], key=self.since_earliest.__getitem__)]

    def _of_relations(self, names: frozenset[str]) -> Sequence[int]:
        at, rows = self._kind_at, self._kind_row
        found = [rows[at[code] : at[code + 1]] for code, name in enumerate(self.relations) if name in names]
        return found[0] if len(found) == 1 else sorted(chain.from_iterable(found))
