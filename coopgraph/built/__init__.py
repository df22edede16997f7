"""Graphs that open at once: built into a folder on request, or kept in the user's cache when files are opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coopgraph import collector, ontology
from coopgraph.built.folder import Opened, damage, is_built, open_folder
from coopgraph.built.manifest import Manifest
from coopgraph.errors import CoopgraphError, DamagedBuild, DamagedPack
from coopgraph.inputs import BUNDLED, Input, inputs_of
from coopgraph.model import Statement
from coopgraph.store.carried import CARRIED, quads_in
from coopgraph.store.embedded import EmbeddedStore
from coopgraph.store.snapshot import Snapshot
from coopgraph.version import __version__

if TYPE_CHECKING:
    from coopgraph.names import NameIndex

__all__ = ["Built", "Graph", "build", "damage", "is_built", "opened"]


class Graph(NamedTuple):
    """A store and, made when it is asked for, the index of its names."""

    store: EmbeddedStore
    names: Callable[[], NameIndex]


class Built(NamedTuple):
    """What is in a built graph now, whether anything had to be done for it, and how many inputs were not read anew."""

    manifest: Manifest
    anew: bool
    unread: int


def build(paths: Sequence[str | Path], folder: Path, inferred: bool = False) -> Built:
    """The graph of files and folders, or the bundled one, in a folder that `opened` opens at once.

    `inferred` adds what the rules conclude, which is found anew at each question otherwise. Nothing is done where the
    folder holds the graph of these inputs already; where some of several inputs are the same, only the others are read,
    and of the RDF only what differs is written. The folder appears whole or stays as it was, and may be read all the
    while.

    Raises:
        InvalidData: some record breaks a rule; every finding is in it.
        Busy: another process builds in the same folder.
        CoopgraphError: an input changed while it was read, or the folder cannot be written.
    """
    inputs, kinds = inputs_of(paths), ontology.digest()
    if inputs and is_built(folder) and (found := _same(folder, inputs, kinds, inferred)):
        return Built(found, anew=False, unread=len(inputs))
    from coopgraph.built.previous import Previous
    from coopgraph.built.publishing import publish
    from coopgraph.built.shelf import Shelf
    from coopgraph.built.writing import write_all
    from coopgraph.draft import checked

    with Previous.found(folder, kinds) as previous:
        shelf = Shelf(inputs, kinds, previous) if inputs and len(inputs) > 1 else None
        drafted = checked(paths, shelf)
        if inputs != inputs_of(paths):
            raise CoopgraphError("an input changed while it was read; build again when it stays as it is")
        write = partial(write_all, drafted=drafted, inferred=inferred, shelf=shelf, previous=previous)
        asked = [*_asked(paths), *(["--inferred"] if inferred else [])]
        with collector.paused():
            manifest = publish(folder, asked, inputs or (), kinds, write)
        return Built(manifest, anew=True, unread=shelf.taken if shelf else 0)


def opened(paths: Sequence[str | Path] = (), cached: bool = True) -> Graph:
    """The graph of the files and folders, of a built graph's folder, or the bundled one.

    What was opened before comes from the user's cache, unless its content changed; what was not is put there.

    Raises:
        InvalidData: some record breaks a rule; every finding is in it, and nothing is loaded.
        OtherFormat, DamagedBuild: a built graph has to be built again.
    """
    if built := [path for path in paths if is_built(path)]:
        if len(paths) > 1:
            raise CoopgraphError(f"{built[0]} is a built graph, which is opened alone; build it of all the files")
        return _built(Path(built[0]))
    inputs = inputs_of(paths) if cached else None
    return _kept(inputs) or _made(paths, inputs)


def _kept(inputs: tuple[Input, ...] | None) -> Graph | None:
    from coopgraph.built import cache

    found = cache.find(inputs, ontology.digest()) if inputs else None
    return _graph(found) if found else None


def _made(paths: Sequence[str | Path], inputs: tuple[Input, ...] | None) -> Graph:
    from coopgraph.built import cache
    from coopgraph.built.writing import write_records
    from coopgraph.draft import checked

    drafted = checked(paths)
    if inputs and inputs == inputs_of(paths):
        cache.keep(inputs, ontology.digest(), partial(write_records, drafted=drafted))
    store = drafted.store()
    return Graph(store, lambda: _name_index()(store.entities()))


def _built(folder: Path) -> Graph:
    found = open_folder(folder)
    if found.manifest.ontology != ontology.digest():
        again = found.manifest.again(folder)
        raise DamagedBuild(f"{folder}: built with another ontology than coopgraph has now; build it again: {again}")
    return _graph(found)


def _graph(found: Opened) -> Graph:
    """The store keeps what was opened, and with it the lock on it."""
    snapshot = Snapshot(found.records)
    store = EmbeddedStore(ontology.load(), snapshot, lambda: quads_in(found.records[CARRIED]), _conclude, found.rdf)
    return Graph(store, lambda: _name_index().stored(found.names, snapshot.body))


def _name_index() -> type[NameIndex]:
    from coopgraph.names import NameIndex

    return NameIndex


def _conclude(store: EmbeddedStore) -> tuple[Statement, ...]:
    from coopgraph.inference import conclude

    return conclude(store)


def _same(folder: Path, inputs: tuple[Input, ...], kinds: str, inferred: bool) -> Manifest | None:
    """The manifest, where the folder holds the graph of these inputs whole."""
    try:
        found = open_folder(folder).manifest
    except (CoopgraphError, DamagedPack):
        return None
    made_of = (found.inputs, found.ontology, "conclusions" in found.counts, found.coopgraph)
    return found if made_of == (inputs, kinds, inferred, __version__) else None


def _asked(paths: Sequence[str | Path]) -> list[str]:
    """The paths as they can be named from anywhere."""
    return [str(path) if str(path) == BUNDLED else str(Path(path).absolute()) for path in paths]
