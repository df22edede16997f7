"""Files → facts: one module per format behind one registry; what cannot be read is a finding, not an exception."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePath
from typing import Protocol

from coopgraph.inputs import SUFFIXES, dataset_of, files_in, is_revision
from coopgraph.model import Finding
from coopgraph.readers.facts import Facts, Place, statement_id
from coopgraph.readers.revision import at_revision, name_of

__all__ = ["Facts", "Place", "Shelf", "read", "statement_id"]

Reader = Callable[[str, bytes, str | None], Facts]


class Shelf(Protocol):
    """What was read of files for a data set, so that it need not be read again."""

    @property
    def taken(self) -> int:
        """How many files were not read."""

    def find(self, file: str, dataset: str) -> Facts | None:
        """What is in a file, if it need not be read."""

    def keep(self, file: str, dataset: str, facts: Facts) -> None:
        """Keep what was read of a file."""


def read(paths: Iterable[str | Path], shelf: Shelf | None = None) -> Facts:
    """The facts of files and folders; a file that is missing or of an unknown format is a finding.

    A folder stands for the files of known formats in it, in the order of their names. `-` is standard input,
    Turtle or CSV. `git:REV:PATH` is a file or a folder at a revision. Each statement's data set is that
    of the path that it came from. What is on the `shelf` is taken from there.
    """
    facts = Facts()
    for path in map(Path, paths):
        for part in _read(path, f"dataset-{_name(path)}", shelf):
            facts.extend(part)
    return facts


def _name(path: Path) -> str:
    return dataset_of(Path(name_of(str(path)))) if is_revision(str(path)) else dataset_of(path)


def _read(path: Path, dataset: str, shelf: Shelf | None) -> Iterator[Facts]:
    """The facts of each file that a path stands for."""
    if is_revision(str(path)):
        for found in at_revision(path.as_posix(), SUFFIXES):
            yield Facts(findings=[found]) if isinstance(found, Finding) else _parsed(*found, dataset)
    elif not path.is_dir():
        yield _read_file(path, dataset, shelf)
    elif files := files_in(path):
        yield from (_read_file(file, dataset, shelf) for file in files)
    else:
        fix = "it should hold files such as " + ", ".join(f"*{suffix}" for suffix in SUFFIXES)
        problem = "no file of a known format in this folder"
        yield Facts(findings=[Finding(problem, fix, str(path), rule="empty-file")])


def _read_file(path: Path, dataset: str, shelf: Shelf | None) -> Facts:
    file = str(path)
    if shelf and (found := shelf.find(file, dataset)):
        return found
    try:
        data = sys.stdin.buffer.read() if file == "-" else path.read_bytes()
    except OSError as error:
        return Facts(findings=[Finding(*_unreadable(path, error), file, rule="missing-file")])
    facts = _parsed(file, data, dataset)
    if shelf:
        shelf.keep(file, dataset, facts)
    return facts


def _parsed(file: str, data: bytes, dataset: str) -> Facts:
    suffix = PurePath(file).suffix.lower() or (_sniffed(data) if file == "-" else "")
    reader = _registry().get(suffix)
    if reader is None:
        fix = "known are " + ", ".join(SUFFIXES)
        problem = f"unknown format '{suffix or PurePath(file).name}'"
        return Facts(findings=[Finding(problem, fix, file, rule="wrong-format")])
    return reader(file, data, dataset)


def _unreadable(file: Path, error: OSError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        near = [
            each.name
            for each in sorted(file.parent.glob("*"))
            if each.stem == file.stem or each.name.lower() == file.name.lower()
        ]
        return "there is no such file", f"did you mean '{near[0]}'?" if near else "check the name and the folder"
    return f"cannot be read ({error.strerror})", "check the permissions"


def _sniffed(data: bytes) -> str:
    first = data.lstrip()[:200].lower()
    return ".ttl" if first.startswith((b"@", b"<", b"#", b"prefix", b"base", b"[")) else ".csv"


@cache
def _registry() -> Mapping[str, Reader]:
    import pyoxigraph as ox

    from coopgraph.readers import csv_file, rdf, xlsx

    formats = {
        ".ttl": ox.RdfFormat.TURTLE,
        ".trig": ox.RdfFormat.TRIG,
        ".nt": ox.RdfFormat.N_TRIPLES,
        ".nq": ox.RdfFormat.N_QUADS,
        ".jsonld": ox.RdfFormat.JSON_LD,
    }
    tables: Mapping[str, Reader] = {".csv": csv_file.read, ".tsv": csv_file.read, ".xlsx": xlsx.read}
    return {**tables, **{suffix: rdf.reader(format) for suffix, format in formats.items()}}
