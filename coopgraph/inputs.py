"""The files that a graph is made of: which a path stands for, and whether their content is still the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from importlib import import_module
from pathlib import Path

from coopgraph.records import Record

__all__ = [
    "BUNDLED",
    "SUFFIXES",
    "Input",
    "bundled",
    "dataset_of",
    "digest",
    "digest_of",
    "files_in",
    "inputs_of",
    "is_revision",
    "located",
]

SUFFIXES = (".csv", ".tsv", ".xlsx", ".ttl", ".trig", ".nt", ".nq", ".jsonld")
BUNDLED = "bundled"
_BLOCK = 1 << 20


class Input(Record, frozen=True):
    """A file that a graph was made of, the digest of its content, and the data set of its statements."""

    path: str
    digest: str
    dataset: str = ""


def bundled() -> Path:
    """The folder of the bundled graph."""
    return Path(import_module("coopgraph.data").__path__[0])


def located(paths: Iterable[str | Path]) -> list[Path]:
    """The paths, each once; `bundled` is the bundled graph, and so is no path at all."""
    return list(dict.fromkeys(bundled() if str(path) == BUNDLED else Path(path) for path in paths)) or [bundled()]


def files_in(folder: Path) -> list[Path]:
    """The files of known formats in a folder, in the order of their names."""
    return [file for file in sorted(folder.iterdir()) if file.suffix.lower() in SUFFIXES and file.is_file()]


def dataset_of(path: Path) -> str:
    """The name of the data set that a file or a folder is; it becomes part of an IRI."""
    if path == bundled():
        return BUNDLED
    return re.sub(r"[^\w.-]+", "-", path.resolve().name if path.is_dir() else path.stem)


def is_revision(path: str) -> bool:
    """Whether it names a file or a folder at a revision, as `git:REV:PATH` does."""
    return path.startswith("git:")


def inputs_of(paths: Sequence[str | Path]) -> tuple[Input, ...] | None:
    """Each file that the paths stand for, in the order in which it is read.

    None where one is a stream, a revision or missing, and has no content to compare.
    """
    try:
        found = [(file, path) for path in located(paths) for file in (files_in(path) if path.is_dir() else [path])]
        if not all(_is_file(file) for file, _ in found):
            return None
        return tuple(Input(str(file.absolute()), digest_of(file), dataset_of(path)) for file, path in found)
    except OSError:
        return None


def digest_of(path: Path) -> str:
    """The digest of a file's content, read block by block."""
    with path.open("rb") as file:
        return digest(iter(lambda: file.read(_BLOCK), b""))


def digest(blocks: Iterable[bytes]) -> str:
    """BLAKE2b of 256 bits, in hexadecimal digits."""
    found = blake2b(digest_size=32)
    for block in blocks:
        found.update(block)
    return found.hexdigest()


def _is_file(path: Path) -> bool:
    return path.is_file() and not is_revision(str(path))
