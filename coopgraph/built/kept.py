"""What was read of one file as a pack, so that it need not be read again while the file stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, compress
from typing import TypeVar

from coopgraph.model import Entity, Source, Statement
from coopgraph.packs import Pack, Section
from coopgraph.readers import Facts, Place
from coopgraph.store.carried import CARRIED, lines_of, quads_in
from coopgraph.store.encoding import sections
from coopgraph.store.snapshot import Snapshot

__all__ = ["facts_in", "ids_in", "ids_of", "kept_sections"]

_MORE = "more"
_MOST_ROUNDS = 64
T = TypeVar("T", Entity, Statement, Source)


def kept_sections(facts: Facts) -> dict[str, Section] | None:
    """The sections that hold what was read of a file, for `facts_in`; None where one id recurs too often.

    A pack has each id once, so that of each id the second record is in a pack of its own in the first, and so on: how
    records are merged depends on all of them in their order.
    """
    columns = _rounds(facts.entities), _rounds(facts.statements), _rounds(facts.sources)
    rounds = max(1, *(len(column) for column in columns))
    if rounds > _MOST_ROUNDS:
        return None
    made: dict[str, Section] = {}
    for number in reversed(range(rounds)):
        entities, statements, sources = (column[number : number + 1] for column in columns)
        first = sections(chain(*entities), chain(*statements), chain(*sources))
        made = {**first, **({_MORE: bytes(Pack.of(made).block)} if made else {})}
    return {**made, CARRIED: lines_of(quad for quad, _ in facts.other)}


def facts_in(pack: Pack, file: str) -> Facts:
    """What was read of a file; of each id the records are in the order of the file."""
    place, facts = Place(file), Facts()
    for snapshot in _snapshots(pack):
        facts.entities += ((each, place) for each in snapshot.entities())
        statements = snapshot.stated.statements(range(len(snapshot.stated)))
        facts.statements += ((each, place) for each in statements)
        facts.sources += ((each, place) for each in snapshot.sources())
    facts.other += ((quad, place) for quad in quads_in(pack[CARRIED]))
    return facts


def ids_in(pack: Pack) -> set[str]:
    """The ids of all records in a pack."""
    snapshot = Snapshot(pack)
    bodies = compress(snapshot.ids, pack["node.known"])
    statements = snapshot.stated.values("id", range(len(snapshot.stated)))
    return {*bodies, *statements, *(each.id for each in snapshot.sources())}


def ids_of(facts: Facts) -> set[str]:
    """The ids of all records that were read of a file."""
    return {record.id for records in (facts.entities, facts.statements, facts.sources) for record, _ in records}


def _rounds(records: Iterable[tuple[T, Place]]) -> list[list[T]]:
    """The first record of each id, then the second, and so on."""
    rounds: list[list[T]] = []
    stood: dict[str, int] = {}
    for record, _ in records:
        stood[record.id] = times = stood.get(record.id, -1) + 1
        if times == len(rounds):
            rounds.append([])
        rounds[times].append(record)
    return rounds


def _snapshots(pack: Pack) -> Iterator[Snapshot]:
    yield Snapshot(pack)
    if _MORE in pack:
        yield from _snapshots(Pack(bytes(pack[_MORE])))
