"""The version that a folder holds, of which the next build takes over what has not changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coopgraph.built.folder import RECORDS, Opened, open_folder, problem
from coopgraph.errors import CoopgraphError
from coopgraph.packs import Pack
from coopgraph.version import __version__

__all__ = ["Previous"]


class Previous:
    """A version, which nobody removes until it is closed; a part counts only if no byte of it has changed."""

    def __init__(self, folder: Path, opened: Opened) -> None:
        self._opened: Opened | None = opened
        self._folder = folder / opened.manifest.version
        self.manifest = opened.manifest

    @classmethod
    @contextmanager
    def found(cls, folder: Path, ontology: str) -> Iterator[Previous | None]:
        """The version in use, where the same coopgraph built it with the same ontology and it can be opened."""
        try:
            opened = open_folder(folder)
        except (CoopgraphError, OSError):
            yield None
            return
        if (opened.manifest.coopgraph, opened.manifest.ontology) != (__version__, ontology):
            opened.lock.close()
            yield None
            return
        with closing(cls(folder, opened)) as previous:
            yield previous

    def part(self, name: str) -> Path | None:
        """A file of the version, or a folder with all its files, where it is as it was written."""
        parts = [part for part in self.manifest.parts if part.path == name or part.path.startswith(f"{name}/")]
        whole = parts and not any(problem(self._folder / part.path, part, deep=True) for part in parts)
        return self._folder / name if whole else None

    def parts(self, folder: str) -> set[str]:
        """What the files in a folder of the version are called."""
        names = (Path(part.path) for part in self.manifest.parts)
        return {name.as_posix() for name in names if name.parent.as_posix() == folder}

    def records(self) -> Pack | None:
        """The records, where they are as they were written."""
        return self._opened.records if self._opened and self.part(RECORDS) else None

    @property
    def concluded(self) -> bool:
        """Whether it holds what the rules conclude."""
        return "conclusions" in self.manifest.counts

    def close(self) -> None:
        """Let it be removed."""
        if self._opened:
            self._opened.lock.close()
            self._opened = None
