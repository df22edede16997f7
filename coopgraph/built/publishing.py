"""A new version of a built graph in the place of the old one: all of it or nothing.

A version is written beside the one in use, synced, and then named by the manifest, which replaces the old one in a
single rename. A version that nobody reads, and what a build that did not end has left, is removed by the next build.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from coopgraph.built.folder import LOCK, is_built
from coopgraph.built.manifest import NAME, Manifest, parts_of
from coopgraph.errors import Busy, CoopgraphError, DamagedBuild, OtherFormat
from coopgraph.inputs import Input
from coopgraph.locks import alone

__all__ = ["publish"]

_VERSION = "version-"


def publish(
    folder: Path,
    asked: Sequence[str],
    inputs: tuple[Input, ...],
    ontology: str,
    write: Callable[[Path], Mapping[str, int]],
) -> Manifest:
    """The manifest, after a new version that `write` fills has taken the place of the old one.

    Raises:
        Busy: another process builds in the same folder.
        CoopgraphError: it cannot be written; what was there before is untouched.
    """
    with _writing(folder):
        version = folder / f"{_VERSION}{token_hex(4)}"
        try:
            version.mkdir()
            (version / LOCK).touch()
            counts = write(version)
            _sync(version)
            told = [part for part in parts_of(version) if part.path != LOCK]
            manifest = Manifest.new(version.name, ontology, asked, inputs, counts, told)
            manifest.write(folder)
        except BaseException:
            shutil.rmtree(version, ignore_errors=True)
            raise
        _sweep(folder, manifest.version)
        return manifest


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """The folder, made where it is missing, for one build at a time."""
    try:
        if folder.exists() and not folder.is_dir():
            raise CoopgraphError(f"{folder}: is a file; choose a new or empty folder with -o")
        folder.mkdir(parents=True, exist_ok=True)
        if not is_built(folder) and any(not _is_ours(path) for path in folder.iterdir()):
            raise CoopgraphError(f"{folder}: holds other files; choose a new or empty folder with -o")
        with alone(folder / LOCK):
            _sweep(folder, _in_use(folder))
            yield
    except Busy:
        raise Busy(f"{folder}: another build is under way there; wait for it, or choose another folder") from None
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CoopgraphError(f"{folder}: cannot be built ({reason}); what was there before is untouched") from None


def _in_use(folder: Path) -> str | None:
    """The version that the manifest names, where there is one that can be read."""
    try:
        return Manifest.read(folder).version
    except (DamagedBuild, OtherFormat):
        return None


def _is_ours(path: Path) -> bool:
    return path.name == LOCK or path.name.startswith((_VERSION, f".{NAME}."))


def _sweep(folder: Path, kept: str | None) -> None:
    """Remove every version but one, unless somebody reads it, and what is left of a manifest that was never put."""
    for path in folder.iterdir():
        if path.name.startswith(f".{NAME}."):
            path.unlink(missing_ok=True)
        elif path.name.startswith(_VERSION) and path.name != kept:
            with suppress(Busy, OSError):
                if (path / LOCK).exists():
                    with alone(path / LOCK):
                        pass
                shutil.rmtree(path)


def _sync(folder: Path) -> None:
    """Have the names of a folder's files on the disk, not only their content."""
    for path in (folder, *(each for each in folder.rglob("*") if each.is_dir())):
        if os.name == "posix":
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
