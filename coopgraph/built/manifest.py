"""What a built graph was made of and consists of: the one file that makes a folder a built graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from shlex import quote

from coopgraph.errors import DamagedBuild, OtherFormat
from coopgraph.files import write_whole
from coopgraph.inputs import Input, digest_of
from coopgraph.records import Record, as_plain, of_plain
from coopgraph.version import __version__

__all__ = ["FORMAT", "NAME", "Manifest", "Part", "parts_of"]

# Another number for any other way of writing records, names or RDF: what is the same is taken over by the next build.
FORMAT = 3
NAME = "manifest.json"
_VERSION = re.compile(r"version-[0-9a-f]+")


class Part(Record, frozen=True):
    """A file of the built graph, by its path in the folder of the version."""

    path: str
    size: int
    digest: str


class Manifest(Record, frozen=True):
    """The format, what the build was asked for and found, how much it holds, and the folder in which its parts lie."""

    format: int
    version: str
    coopgraph: str
    ontology: str
    asked: tuple[str, ...]
    inputs: tuple[Input, ...]
    counts: Mapping[str, int]
    parts: tuple[Part, ...]

    @classmethod
    def new(
        cls,
        version: str,
        ontology: str,
        asked: Iterable[str],
        inputs: Iterable[Input],
        counts: Mapping[str, int],
        parts: Iterable[Part],
    ) -> Manifest:
        """A manifest of the present format."""
        return cls(FORMAT, version, __version__, ontology, tuple(asked), tuple(inputs), counts, tuple(parts))

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest in a folder.

        Raises:
            OtherFormat: another version of coopgraph wrote it.
            DamagedBuild: it cannot be read.
        """
        try:
            told = json.loads((folder / NAME).read_bytes())
            asked = tuple(map(str, told["asked"]))
            if told["format"] != FORMAT:
                raise OtherFormat(
                    f"{folder}: built by coopgraph {told['coopgraph']} in format {told['format']}; this one reads "
                    f"format {FORMAT}; build again: {_again(asked, folder)}"
                )
            found = of_plain(told, cls)
            if not _VERSION.fullmatch(found.version) or not all(_is_inside(part.path) for part in found.parts):
                raise ValueError("it names files outside the folder")
            return found
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DamagedBuild(f"{folder / NAME}: cannot be read ({error}); build the graph again") from None

    def write(self, folder: Path) -> None:
        """Put it into a folder, in place of the one there."""
        write_whole(folder / NAME, json.dumps(as_plain(self), indent=1, ensure_ascii=False).encode() + b"\n")

    def again(self, folder: Path) -> str:
        """The command that builds the graph anew."""
        return _again(self.asked, folder)


def _is_inside(path: str) -> bool:
    return not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts


def _again(asked: Iterable[str], folder: Path) -> str:
    return " ".join(("coopgraph build", *map(quote, asked), "-o", quote(str(folder))))


def parts_of(folder: Path) -> Iterator[Part]:
    """Every file in a version's folder, with its size and digest."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Part(path.relative_to(folder).as_posix(), path.stat().st_size, digest_of(path))
