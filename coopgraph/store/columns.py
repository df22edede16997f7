"""The fields of statements, each as a sequence of values for many rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import ne
from typing import Any

from coopgraph.dates import Bounds
from coopgraph.model import Statement, end_of
from coopgraph.packs import Pack, Strings, picker
from coopgraph.store.encoding import ALWAYS, NEVER
from coopgraph.store.texts import Proof, Texts, once

__all__ = ["BOUNDS", "Columns"]

BOUNDS = ("since_earliest", "since_latest", "until_earliest", "until_latest")
_SINGLE = ("id", "subject", "relation", "object", "since", "until", "under", "note", "instant", "dataset", "rule")
_MOST_IDS = 65_536
_MOST_DAYS = 32_768


class Columns:
    """The columns of a table by the names that `Statement` has for its fields; bounds also one by one."""

    def __init__(self, pack: Pack, name: str, ids: Strings, relations: Sequence[str]) -> None:
        self.relations = relations
        self.ids, self.texts = Texts(ids, 1, _MOST_IDS), Texts(pack.strings(f"{name}.texts"))
        self.proof = Proof(pack, name, self.texts)
        self._pack, self._name = pack, name
        self._single, self._bounds = tuple(map(self._numbers, _SINGLE)), tuple(map(self._numbers, BOUNDS))
        self._premise_at, self._premise = pack[f"{name}.premises.at"], pack[f"{name}.premises.id"]

    def statement(self, row: int) -> Statement:
        """The statement of a row, made alone, which takes a fifth of the time of a portion of one."""
        id, subject, relation, object, since, until, under, note, instant, dataset, rule = (
            column[row] for column in self._single
        )
        body, often = self.ids.often, self.texts.often
        return Statement(
            self.texts[id] or "",
            body(subject) or "",
            self.relations[relation],
            body(object) or "",
            often(since),
            often(until),
            body(under - 1) if under else None,
            self.texts[note],
            self.proof[row],
            _bounds(*[column[row] for column in self._bounds]),
            bool(instant),
            often(dataset),
            self._concluded_from(row) if self._premise else (),
            often(rule),
        )

    def take(self, field: str, rows: Sequence[int]) -> Sequence[Any]:
        """A field of the statements of rows; values that are equal are mostly one object."""
        match field:
            case "evidence":
                return self.proof.take(rows)
            case "premises":
                return [*map(self._concluded_from, rows)] if self._premise else [()] * len(rows)
            case "inferred":
                pick = picker(rows)
                return [*map(ne, pick(self._premise_at[1:]), pick(self._premise_at))]
            case "end":
                return once(end_of, self.take("until", rows), self.take("instant", rows))
            case "bounds":
                return once(_bounds, *map(picker(rows), self._bounds))
        return self._values(field, picker(rows)(self._numbers(field)))

    def _values(self, field: str, numbers: Sequence[int]) -> Sequence[Any]:
        match field:
            case "subject" | "object":
                return self.ids.take(numbers)
            case "under":
                return once(lambda number: self.ids.often(number - 1) if number else None, numbers)
            case "relation":
                return picker(numbers)(self.relations)
            case "instant":
                return [*map(bool, numbers)]
            case _ if field in BOUNDS:
                return once(_day, numbers)
        return self.texts.take(numbers)

    def _concluded_from(self, row: int) -> tuple[str, ...]:
        first, last = self._premise_at[row], self._premise_at[row + 1]
        return self.texts.all(self._premise[first:last]) if first < last else ()

    def _numbers(self, field: str) -> memoryview:
        return self._pack[f"{self._name}.row.{field}"]


@lru_cache(_MOST_DAYS)
def _bounds(since_earliest: int, since_latest: int, until_earliest: int, until_latest: int) -> Bounds:
    return Bounds(_day(since_earliest), _day(since_latest), _day(until_earliest), _day(until_latest))


@lru_cache(_MOST_DAYS)
def _day(ordinal: int) -> date | None:
    """The day of an ordinal; None where a side is not bounded."""
    return None if ordinal in (NEVER, ALWAYS) else date.fromordinal(ordinal)
