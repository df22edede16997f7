"""The folder of a built graph: whole versions side by side, of which the manifest names the one in use.

Whoever reads holds a lock on the version that it opened, which keeps the next build from removing it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import IO

from coopgraph.built.manifest import NAME, Manifest, Part
from coopgraph.errors import DamagedBuild, DamagedPack
from coopgraph.inputs import digest_of
from coopgraph.locks import reading
from coopgraph.model import Finding
from coopgraph.packs import Pack
from coopgraph.records import Record

__all__ = ["LOCK", "NAMES", "RDF", "RECORDS", "Opened", "damage", "is_built", "open_folder", "problem"]

RECORDS, NAMES, RDF = "records.pack", "names.pack", "rdf"
LOCK = ".lock"
_TRIES = 5


class Opened(Record, frozen=True):
    """The parts of a version, open for reading; `lock` keeps them there as long as it is held."""

    manifest: Manifest
    records: Pack
    names: Pack
    rdf: Path | None
    lock: IO[bytes]


def is_built(path: str | Path) -> bool:
    """Whether it is the folder of a built graph."""
    return (Path(path) / NAME).is_file()


def open_folder(folder: Path) -> Opened:
    """The version that the manifest names.

    Raises:
        OtherFormat: another version of coopgraph built it.
        DamagedBuild: a part is missing, cut off or unreadable.
    """
    for _ in range(_TRIES):
        manifest = Manifest.read(folder)
        version = folder / manifest.version
        with suppress(FileNotFoundError):
            lock = reading(version / LOCK)
            if (version / RECORDS).exists():
                return _opened(folder, manifest, lock)
    raise DamagedBuild(f"{version}: the version that the manifest names is missing; {_anew(manifest, folder)}")


def damage(folder: Path, deep: bool = True) -> list[Finding]:
    """What is wrong with the version in use: parts that are missing or cut off and, where `deep`, changed in any byte.

    Raises:
        OtherFormat, DamagedBuild: there is no manifest that can be read.
    """
    manifest = Manifest.read(folder)
    version, fix = folder / manifest.version, f"build it again: {manifest.again(folder)}"
    checked = ((version / part.path, problem(version / part.path, part, deep)) for part in manifest.parts)
    return [Finding(found, fix, str(path), rule="damaged-build") for path, found in checked if found]


def problem(path: Path, part: Part, deep: bool) -> str:
    """What is wrong with a part, if anything: it is missing or cut off or, where `deep`, changed in any byte."""
    if not path.is_file():
        return "is missing"
    if path.stat().st_size != part.size:
        return f"has {path.stat().st_size} bytes, not {part.size}"
    return "its content has changed since it was built" if deep and digest_of(path) != part.digest else ""


def _opened(folder: Path, manifest: Manifest, lock: IO[bytes]) -> Opened:
    version = folder / manifest.version
    for part in manifest.parts:
        if part.path in (RECORDS, NAMES) and (version / part.path).stat().st_size != part.size:
            raise DamagedBuild(f"{version / part.path}: not {part.size} bytes long; {_anew(manifest, folder)}")
    try:
        records, names = Pack.open(version / RECORDS), Pack.open(version / NAMES)
    except DamagedPack as error:
        raise DamagedBuild(f"{error}; {_anew(manifest, folder)}") from None
    return Opened(manifest, records, names, version / RDF if (version / RDF).is_dir() else None, lock)


def _anew(manifest: Manifest, folder: Path) -> str:
    return f"build it again: {manifest.again(folder)}"
