"""The records as RDF in Oxigraph, in memory or in a folder."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from coopgraph.model import Entity, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.store.quads import n_triples_of, n_triples_of_conclusions
from coopgraph.vocabulary import COOP

__all__ = ["add_conclusions", "add_stated", "load", "write_changed", "write_store"]

_LINES = 980_000


def write_store(
    path: Path,
    ontology: Ontology,
    entities: Iterable[Entity],
    statements: Iterable[Statement],
    sources: Iterable[Source],
    other: Iterable[Any],
    conclusions: Iterable[Statement] | None = None,
) -> None:
    """Write what is stated into the default graph of a new store, and what is concluded, if given, into its own."""
    store = ox.Store(str(path))
    add_stated(store, ontology, entities, statements, sources, other)
    if conclusions is not None:
        add_conclusions(store, ontology, conclusions)
    store.flush()


def write_changed(path: Path, before: Path, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
    """Write a store that holds what another holds but for some quads, and more; the other stays as it is.

    The files that both have in common are on the disk once, where it can link them.

    Raises:
        OSError, RuntimeError: the other cannot be read or this one not be written.
    """
    ox.Store.read_only(str(before)).backup(str(path))
    store = ox.Store(str(path))
    for quad in gone:
        store.remove(quad)
    store.bulk_extend(new)
    store.flush()


def add_stated(
    store: ox.Store,
    ontology: Ontology,
    entities: Iterable[Entity],
    statements: Iterable[Statement],
    sources: Iterable[Source],
    other: Iterable[Any] = (),
) -> None:
    """Put records and the quads that are carried along into the default graph."""
    load(store, n_triples_of(ontology, entities, statements, sources))
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in other)


def add_conclusions(store: ox.Store, ontology: Ontology, conclusions: Iterable[Statement]) -> None:
    """Put what the rules conclude into the graph `coop:inferred`, which exists from then on."""
    graph = ox.NamedNode(COOP.inferred)
    load(store, n_triples_of_conclusions(ontology, conclusions), graph)
    store.add_graph(graph)


def load(store: ox.Store, blocks: Iterable[bytes], graph: ox.NamedNode | ox.DefaultGraph | None = None) -> None:
    """Put lines of N-Triples that coopgraph made into a graph of the store, the default one if none is named."""
    rest = iter(blocks)
    while first := next(rest, b""):
        portion = cast(IO[bytes], _Portion(first, rest))
        store.bulk_load(portion, format=ox.RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)


class _Portion(io.RawIOBase):
    """As many lines as Oxigraph takes in before it writes: fewer would make more files, which it then has to merge."""

    def __init__(self, first: bytes, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._lines = first.count(b"\n")
        self._rest = memoryview(first)

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """How many bytes were put into the buffer; none at the end."""
        if not self._rest and self._lines < _LINES:
            block = next(self._blocks, b"")
            self._lines += block.count(b"\n")
            self._rest = memoryview(block)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
