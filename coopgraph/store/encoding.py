"""Records → the arrays of a snapshot: numbers that stand for bodies, texts and days.

Bodies are numbered in the order of their ids, statements in the order of their dates. Text 0 is None. A day is its
ordinal in the proleptic Gregorian calendar; `NEVER` and `ALWAYS` stand for the sides that are not bounded.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate, chain
from operator import attrgetter
from typing import TypeVar

from coopgraph.model import Entity, Evidence, Source, Statement
from coopgraph.packs import Section, strings

__all__ = ["ALWAYS", "INFERRED", "NEVER", "STATED", "by_date", "sections", "statement_sections"]

NEVER, ALWAYS = 0, 2**31 - 1
STATED, INFERRED = "stated", "inferred"
T = TypeVar("T")


class _Texts:
    """Texts that are numbered as they come, each once; 0 is None."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str | None, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self.number = self._numbers.__getitem__
        self.number(None)

    def __len__(self) -> int:
        return len(self._numbers)

    def column(self, texts: Iterable[str | None]) -> array[int]:
        """The numbers of texts in a row."""
        return array("I", map(self.number, texts))

    def sections(self, name: str) -> dict[str, Section]:
        """The texts by their numbers."""
        return strings(name, (text or "" for text in self._numbers))


def by_date(statement: Statement) -> tuple[date, date, str]:
    """What statements are ordered by."""
    bounds = statement.bounds
    return (bounds.since_earliest or date.min, bounds.since_latest or date.max, statement.id)


def sections(
    entities: Iterable[Entity], statements: Iterable[Statement], sources: Iterable[Source]
) -> dict[str, Section]:
    """The sections of bodies, sources and stated statements; an id without a body, in faulty records, is a node too."""
    bodies = {entity.id: entity for entity in entities}
    stated = sorted(statements, key=by_date)
    named = chain.from_iterable((each.subject, each.object, *filter(None, [each.under])) for each in stated)
    ids = sorted({*bodies, *named})
    texts = _Texts()
    columns: dict[str, Section] = {
        **strings("node.id", ids),
        **_entity_sections([bodies.get(id) or Entity(id, "") for id in ids], bodies, texts),
        **_source_sections(sorted(sources, key=lambda each: each.id), texts),
        **texts.sections("node.texts"),
    }
    nodes = {id: number for number, id in enumerate(ids)}
    return columns | statement_sections(STATED, stated, nodes, len(ids))


def statement_sections(
    name: str, statements: Sequence[Statement], nodes: Mapping[str, int], most: int
) -> dict[str, Section]:
    """The sections of statements that are sorted by date, with those that find them by their ends, relation and id.

    `nodes` are the numbers of the bodies in them, of `most` that there are.
    """
    texts, relations = _Texts(), _Texts()
    columns: dict[str, Section] = {
        "subject": array("I", (nodes[each.subject] for each in statements)),
        "object": array("I", (nodes[each.object] for each in statements)),
        "relation": array("H", map(relations.number, map(attrgetter("relation"), statements))),
        "under": array("I", (nodes[each.under] + 1 if each.under else 0 for each in statements)),
        "instant": bytes(each.instant for each in statements),
        **{field: texts.column(map(attrgetter(field), statements)) for field in _STATEMENT_TEXTS},
        **_bounds(statements),
        **_groups("premises", [each.premises for each in statements], {"id": texts}),
        **_evidence([each.evidence for each in statements], texts),
    }
    columns |= _ends(columns, most) | _by_relation(columns, relations)
    columns["by_id"] = array("I", sorted(range(len(statements)), key=lambda row: statements[row].id))
    columns |= texts.sections("texts") | relations.sections("relations")
    return {f"{name}.{key}": column for key, column in columns.items()}


_STATEMENT_TEXTS = ("id", "since", "until", "note", "dataset", "rule")
_ENTITY_TEXTS = ("country", "city", "date", "note")
_NAME_TEXTS = ("text", "lang", "kind", "since", "until", "source", "locator")
_SOURCE_TEXTS = ("id", "title", "publisher", "issued", "retrieved", "url", "licence")


def _entity_sections(entities: Sequence[Entity], known: Mapping[str, Entity], texts: _Texts) -> dict[str, Section]:
    types = _Texts()
    found: dict[str, Section] = {
        "known": bytes(each.id in known for each in entities),
        "type": array("H", map(types.number, map(attrgetter("type"), entities))),
        **types.sections("types"),
    }
    found |= {field: texts.column(map(attrgetter(field), entities)) for field in _ENTITY_TEXTS}
    found |= _groups("names", [each.names for each in entities], dict.fromkeys(_NAME_TEXTS, texts))
    for field in ("same_as", "before", "after"):
        found |= _groups(field, [getattr(each, field) for each in entities], {"id": texts})
    found |= _evidence([each.evidence for each in entities], texts) | _changes(entities)
    return {f"node.{key}": column for key, column in found.items()}


def _changes(entities: Sequence[Entity]) -> dict[str, Section]:
    """For each body the reorganisations that changed it or made it."""
    nodes = {each.id: node for node, each in enumerate(entities)}
    changes: list[list[int]] = [[] for _ in entities]
    for change, each in enumerate(entities):
        for id in dict.fromkeys((*each.before, *each.after)):
            if id in nodes:
                changes[nodes[id]].append(change)
    at = array("Q", accumulate(map(len, changes), initial=0))
    return {"changes.at": at, "changes.node": array("I", chain.from_iterable(changes))}


def _source_sections(sources: Sequence[Source], texts: _Texts) -> dict[str, Section]:
    return {f"source.{field}": texts.column(map(attrgetter(field), sources)) for field in _SOURCE_TEXTS}


def _bounds(statements: Sequence[Statement]) -> dict[str, Section]:
    bounds = [each.bounds for each in statements]
    unbounded = {"since_earliest": NEVER, "since_latest": ALWAYS, "until_earliest": NEVER, "until_latest": ALWAYS}
    return {field: _days(map(attrgetter(field), bounds), none) for field, none in unbounded.items()}


def _days(days: Iterable[date | None], unbounded: int) -> array[int]:
    return array("i", (day.toordinal() if day else unbounded for day in days))


def _groups(name: str, groups: Sequence[Sequence[T]], fields: Mapping[str, _Texts]) -> dict[str, Section]:
    """Where each record's group begins, and the texts of all groups in a row, a column for each field."""
    members = list(chain.from_iterable(groups))
    columns: dict[str, Section] = {f"{name}.at": array("Q", accumulate(map(len, groups), initial=0))}
    for field, texts in fields.items():
        told = members if field == "id" else map(attrgetter(field), members)
        columns[f"{name}.{field}"] = texts.column(told)  # type: ignore[arg-type]
    return columns


def _evidence(groups: Sequence[tuple[Evidence, ...]], texts: _Texts) -> dict[str, Section]:
    columns = _groups("evidence", groups, dict.fromkeys(("source", "locator", "quote"), texts))
    columns["evidence.derived"] = bytes(piece.derived for group in groups for piece in group)
    return columns


def _ends(columns: Mapping[str, Section], nodes: int) -> dict[str, Section]:
    """The rows that leave each body and those that reach it, each with the body at the other end."""
    subject, object = columns["subject"], columns["object"]
    found: dict[str, Section] = {}
    for name, own, other in (("out", subject, object), ("in", object, subject)):
        rows = array("I", sorted(range(len(own)), key=own.__getitem__))
        found[f"{name}.at"] = _starts(own, nodes)
        found[f"{name}.row"] = rows
        found[f"{name}.node"] = array("I", map(other.__getitem__, rows))
    return found


def _by_relation(columns: Mapping[str, Section], relations: _Texts) -> dict[str, Section]:
    codes = columns["relation"]
    rows = array("I", sorted(range(len(codes)), key=codes.__getitem__))
    return {"kind.at": _starts(codes, len(relations)), "kind.row": rows}


def _starts(numbers: Iterable[int], most: int) -> array[int]:
    counts = [0] * most
    for number in numbers:
        counts[number] += 1
    return array("Q", accumulate(counts, initial=0))
