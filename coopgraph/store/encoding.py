"""Records → the arrays of a snapshot: numbers that stand for bodies, texts and days.

Bodies are numbered in the order of their ids, statements in the order of their dates. Text 0 is None. A day is its
ordinal in the proleptic Gregorian calendar; `NEVER` and `ALWAYS` stand for the sides that are not bounded.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any

from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.packs import Rows, Section, strings

__all__ = ["ALWAYS", "INFERRED", "NEVER", "STATED", "by_date", "sections", "statement_sections"]

NEVER, ALWAYS = 0, 2**31 - 1
STATED, INFERRED = "stated", "inferred"


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

    def together(self, groups: Iterable[Iterable[str | None]]) -> None:
        """Have the texts of each group lie side by side, unless they have a place already."""
        deque(map(self.number, chain.from_iterable(groups)), maxlen=0)

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
    texts.together((each.id, *[piece.locator for piece in each.evidence]) for each in statements)
    sought = {
        "subject": array("I", (nodes[each.subject] for each in statements)),
        "object": array("I", (nodes[each.object] for each in statements)),
        "relation": array("I", map(relations.number, map(attrgetter("relation"), statements))),
        **_bounds(statements),
    }
    told = {
        "under": array("I", (nodes[each.under] + 1 if each.under else 0 for each in statements)),
        "instant": array("I", map(attrgetter("instant"), statements)),
        **{field: texts.column(map(attrgetter(field), statements)) for field in _STATEMENT_TEXTS},
    }
    columns: dict[str, Section] = {
        **sought,
        "row": Rows.of(sought | told),
        **_ids("premises", [each.premises for each in statements], texts),
        **_evidence([each.evidence for each in statements], texts),
    }
    columns |= _ends(sought, most) | _by_relation(sought, relations)
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
    found |= _names([each.names for each in entities], texts)
    for field in ("same_as", "before", "after"):
        found |= _ids(field, [getattr(each, field) for each in entities], texts)
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
    return {"changes.at": _ats(changes), "changes.node": array("I", chain.from_iterable(changes))}


def _source_sections(sources: Sequence[Source], texts: _Texts) -> dict[str, Section]:
    return {f"source.{field}": texts.column(map(attrgetter(field), sources)) for field in _SOURCE_TEXTS}


def _bounds(statements: Sequence[Statement]) -> dict[str, array[int]]:
    bounds = [each.bounds for each in statements]
    unbounded = {"since_earliest": NEVER, "since_latest": ALWAYS, "until_earliest": NEVER, "until_latest": ALWAYS}
    return {field: _days(map(attrgetter(field), bounds), none) for field, none in unbounded.items()}


def _days(days: Iterable[date | None], unbounded: int) -> array[int]:
    return array("I", (day.toordinal() if day else unbounded for day in days))


def _names(groups: Sequence[Sequence[Name]], texts: _Texts) -> dict[str, Section]:
    names = list(chain.from_iterable(groups))
    columns = {field: texts.column(map(attrgetter(field), names)) for field in _NAME_TEXTS}
    return {"names.at": _ats(groups), "names": Rows.of(columns)}


def _evidence(groups: Sequence[tuple[Evidence, ...]], texts: _Texts) -> dict[str, Section]:
    pieces = list(chain.from_iterable(groups))
    columns = {field: texts.column(map(attrgetter(field), pieces)) for field in ("source", "locator", "quote")}
    columns["derived"] = array("I", map(attrgetter("derived"), pieces))
    return {"evidence.at": _ats(groups), "evidence": Rows.of(columns)}


def _ids(name: str, groups: Sequence[Sequence[str]], texts: _Texts) -> dict[str, Section]:
    """Where each record's ids begin, and all ids in a row."""
    return {f"{name}.at": _ats(groups), f"{name}.id": texts.column(chain.from_iterable(groups))}


def _ats(groups: Sequence[Sequence[Any]]) -> array[int]:
    return array("Q", accumulate(map(len, groups), initial=0))


def _ends(columns: Mapping[str, array[int]], nodes: int) -> dict[str, Section]:
    """The rows that leave each body and those that reach it, each with the body at the other end."""
    subject, object = columns["subject"], columns["object"]
    found: dict[str, Section] = {}
    for name, own, other in (("out", subject, object), ("in", object, subject)):
        rows = array("I", sorted(range(len(own)), key=own.__getitem__))
        found[f"{name}.at"] = _starts(own, nodes)
        found[f"{name}.row"] = rows
        found[f"{name}.node"] = array("I", map(other.__getitem__, rows))
    return found


def _by_relation(columns: Mapping[str, array[int]], relations: _Texts) -> dict[str, Section]:
    codes = columns["relation"]
    rows = array("I", sorted(range(len(codes)), key=codes.__getitem__))
    return {"kind.at": _starts(codes, len(relations)), "kind.row": rows}


def _starts(numbers: Iterable[int], most: int) -> array[int]:
    counts = [0] * most
    for number in numbers:
        counts[number] += 1
    return array("Q", accumulate(counts, initial=0))
