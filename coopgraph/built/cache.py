"""Graphs of files that were opened before, kept in the user's cache folder under what they were made of."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from coopgraph.built.folder import Opened, open_folder
from coopgraph.built.manifest import FORMAT
from coopgraph.errors import CoopgraphError
from coopgraph.inputs import Input, digest
from coopgraph.records import Record
from coopgraph.version import __version__

__all__ = ["Kept", "clear", "find", "folder", "keep", "kept"]

_MOST_BYTES = 2 * 2**30


class Kept(Record, frozen=True):
    """How many graphs the cache holds, and how many bytes they take."""

    graphs: int
    size: int


def folder() -> Path:
    """Where the graphs are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("coopgraph", appauthor=False) / "graphs"


def find(inputs: tuple[Input, ...], ontology: str) -> Opened | None:
    """The graph that was made of these inputs, if it is there and whole."""
    path = folder() / _key(inputs, ontology)
    try:
        found = open_folder(path)
        os.utime(path)
    except (CoopgraphError, OSError):
        return None
    return found


def keep(inputs: tuple[Input, ...], ontology: str, write: Callable[[Path], Mapping[str, int]]) -> None:
    """Keep a graph that `write` writes, unless that cannot be done: a cache never makes a command fail."""
    from coopgraph.built.publishing import publish

    with suppress(CoopgraphError, OSError):
        publish(folder() / _key(inputs, ontology), (), inputs, ontology, write)
        _shrink()


def kept() -> Kept:
    """What is in the cache."""
    sizes = [_size(path) for path in _graphs()]
    return Kept(len(sizes), sum(sizes))


def clear() -> Kept:
    """What was in the cache, which is empty now."""
    import shutil

    found = kept()
    for path in _graphs():
        shutil.rmtree(path, ignore_errors=True)
    return found


def _key(inputs: tuple[Input, ...], ontology: str) -> str:
    made_of = (part for each in inputs for part in (each.path, each.digest, each.dataset))
    told = (str(FORMAT), __version__, ontology, *made_of)
    return digest(part.encode() + b"\0" for part in told)[:32]


def _graphs() -> list[Path]:
    """The folders of the graphs, the one that was used last first."""
    try:
        return sorted(folder().iterdir(), key=lambda path: -path.stat().st_mtime)
    except OSError:
        return []


def _shrink() -> None:
    """Remove the graphs that were not used for longest, where all take more than 2 GiB."""
    import shutil

    total = 0
    for path in _graphs():
        total += _size(path)
        if total > _MOST_BYTES:
            shutil.rmtree(path, ignore_errors=True)


def _size(path: Path) -> int:
    return sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
