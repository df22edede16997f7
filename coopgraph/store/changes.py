"""What changed from one graph to the next, in records and in quads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import pyoxigraph as ox

from coopgraph.model import Entity, Name, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.store.carried import quads_in
from coopgraph.store.quads import quads_of
from coopgraph.store.snapshot import Snapshot
from coopgraph.store.table import Where
from coopgraph.vocabulary import local_id

__all__ = ["Changes", "Records", "changes"]

T = TypeVar("T", Entity, Statement, Source)
_QUADS = 10
_NONE = frozenset[bytes]()


class Records(NamedTuple):
    """All records of a graph by id, and the lines of what it carries along."""

    entities: Mapping[str, Entity]
    statements: Mapping[str, Statement]
    sources: Mapping[str, Source]
    carried: bytes


@dataclass(frozen=True)
class _Side:
    """The records that differ, as one of the graphs has them, with the lines that it alone carries along.

    `source` gives a source of that graph by its id.
    """

    entities: list[Entity]
    statements: list[Statement]
    sources: list[Source]
    carried: frozenset[bytes]
    source: Callable[[str], Source | None]

    def __len__(self) -> int:
        return len(self.entities) + len(self.statements) + len(self.sources) + len(self.carried) // _QUADS

    def names(self) -> dict[str, tuple[Name, ...]]:
        """The names of each body."""
        return {each.id: each.names for each in self.entities}

    def quads(self, ontology: Ontology) -> set[ox.Quad]:
        """The quads of all this; the sources of names are links where there are such sources."""
        found = _quads(ontology, self.entities, self.statements, self.sources, self.source)
        return found.union(quads_in(b"\n".join((*self.carried, b""))))


@dataclass(frozen=True)
class Changes:
    """What of a graph is not in the next as it was, and what is in the next that was not in it."""

    gone: _Side
    new: _Side
    records: Records

    @property
    def are_many(self) -> bool:
        """Whether more than a fifth of everything differs."""
        records = self.records
        most = len(records.entities) + len(records.statements) + len(records.sources)
        return max(len(self.gone), len(self.new)) * 5 > most

    @property
    def keep_names(self) -> bool:
        """Whether the bodies and their names are the same."""
        return self.gone.names() == self.new.names()

    def quads(self, ontology: Ontology, snapshot: Snapshot) -> tuple[set[ox.Quad], set[ox.Quad]]:
        """The quads to remove from the graph and those to add, so that it is the next, whose `snapshot` is given."""
        before, after = self.gone.quads(ontology), self.new.quads(ontology)
        gone, new = before - after, after - before
        if not gone:
            return gone, new
        there = self._there(gone, ontology, snapshot)
        gone -= there
        said = {(quad.subject, quad.predicate) for quad in gone}
        # A store holds values: to remove "01" takes "1" away as well, which the next graph may still have.
        return gone, new.union(quad for quad in there if (quad.subject, quad.predicate) in said)

    def _there(self, quads: Collection[ox.Quad], ontology: Ontology, snapshot: Snapshot) -> set[ox.Quad]:
        """What records of the next graph imply of the subjects of the quads, and what it carries along of them."""
        records = self.records
        ids = {local_id(quad.subject.value) for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        ends = {(each.subject, each.object) for each in self.gone.statements} | {*_ends(quads)}
        found = _quads(
            ontology,
            _of(ids, records.entities),
            [*_of(ids, records.statements), *_between(ends, snapshot)],
            _of(ids, records.sources),
            records.sources.get,
        )
        subjects = {str(quad.subject).encode() for quad in quads}
        carried = [line for line in records.carried.split(b"\n") if line.split(b" ", 1)[0] in subjects]
        return found.union(quads_in(b"\n".join((*carried, b""))))


def changes(old: Snapshot, carried: bytes | memoryview, new: Records, touched: Collection[str] | None) -> Changes:
    """What differs between the graph of a snapshot, with the lines that it carries along, and the records of the next.

    `touched` are the ids of all records that can differ by more than what follows from their sources; None is all.
    """
    known = _sources(old, touched)
    differing = frozenset(_differing(known, new.sources, touched))
    named = frozenset(id for id in differing if (id in known) != (id in new.sources))
    linked = frozenset(
        each.id for each in new.entities.values() if named and any(name.source in named for name in each.names)
    )
    if touched is not None:
        touched = frozenset(touched).union(linked, _citing(differing, new.statements))
    entities = _both(_entities(old, touched), new.entities, touched, linked)
    statements = _both(_statements(old, touched), new.statements, touched)
    lines = (_lines(carried), _lines(new.carried)) if carried != new.carried else (_NONE, _NONE)
    return Changes(
        _Side(entities[0], statements[0], _of(differing, known), lines[0] - lines[1], _source_of(old)),
        _Side(entities[1], statements[1], _of(differing, new.sources), lines[1] - lines[0], new.sources.get),
        new,
    )


def _differing(old: Mapping[str, T], new: Mapping[str, T], ids: Iterable[str] | None) -> Iterator[str]:
    """The ids of the records that are not the same in both."""
    for id in old.keys() | new.keys() if ids is None else ids:
        if old.get(id) != new.get(id):
            yield id


def _citing(sources: Collection[str], statements: Mapping[str, Statement]) -> Iterable[str]:
    """The statements that have evidence in one of the sources, whose dates bound them."""
    if not sources:
        return ()
    return (each.id for each in statements.values() if any(piece.source in sources for piece in each.evidence))


def _both(
    old: Mapping[str, T], new: Mapping[str, T], ids: Collection[str] | None, also: Collection[str] = ()
) -> tuple[list[T], list[T]]:
    """The records that differ, as they were and as they are."""
    found = {*_differing(old, new, ids), *also}
    return _of(found, old), _of(found, new)


def _of(ids: Iterable[str], records: Mapping[str, T]) -> list[T]:
    return [records[id] for id in ids if id in records]


def _entities(snapshot: Snapshot, ids: Collection[str] | None) -> dict[str, Entity]:
    if ids is None:
        return {each.id: each for each in snapshot.entities()}
    nodes = (node for node, id in enumerate(snapshot.ids.take(range(len(snapshot.ids)))) if id in ids)
    return {each.id: each for each in map(snapshot.entity, nodes) if each}


def _statements(snapshot: Snapshot, ids: Collection[str] | None) -> dict[str, Statement]:
    table = snapshot.stated
    every = range(len(table))
    rows = every if ids is None else [row for row, id in enumerate(table.values("id", every)) if id in ids]
    return {each.id: each for each in table.statements(rows)}


def _sources(snapshot: Snapshot, ids: Collection[str] | None) -> dict[str, Source]:
    return {each.id: each for each in snapshot.sources() if ids is None or each.id in ids}


def _source_of(snapshot: Snapshot) -> Callable[[str], Source | None]:
    def source(id: str) -> Source | None:
        try:
            return snapshot.source(id)
        except KeyError:
            return None

    return source


def _quads(
    ontology: Ontology,
    entities: Iterable[Entity],
    statements: Iterable[Statement],
    sources: Iterable[Source],
    source: Callable[[str], Source | None],
) -> set[ox.Quad]:
    """The quads of records and of the sources that their names are from, since these decide what stands there."""
    entities = list(entities)
    named = {name.source for each in entities for name in each.names if name.source}
    listed = {each.id: each for each in (*sources, *filter(None, map(source, named)))}
    return set(quads_of(ontology, entities, statements, listed.values()))


def _ends(quads: Iterable[ox.Quad]) -> Iterator[tuple[str, str]]:
    """The ids that quads connect."""
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            yield local_id(quad.subject.value), local_id(quad.object.value)


def _between(ends: Iterable[tuple[str, str]], snapshot: Snapshot) -> Iterator[Statement]:
    """The statements from one end to the other, whichever way."""
    table = snapshot.stated
    for pair in {tuple(sorted(each)) for each in ends}:
        first, last = map(snapshot.node, pair)
        if first is not None and last is not None:
            for subject, object in {(first, last), (last, first)}:
                yield from table.statements(table.rows(Where(subject=subject, object=object)))


def _lines(carried: bytes | memoryview) -> frozenset[bytes]:
    return frozenset(bytes(carried).split(b"\n"))
