"""What was read of each input: taken from the version before where the input is the same, and kept for the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from coopgraph.built.kept import facts_in, ids_in, ids_of, kept_sections
from coopgraph.built.manifest import FORMAT
from coopgraph.built.parts import take_over, write_pack
from coopgraph.built.previous import Previous
from coopgraph.inputs import Input, digest
from coopgraph.packs import Pack
from coopgraph.readers import Facts
from coopgraph.version import __version__

__all__ = ["INPUTS", "Shelf"]

INPUTS = "inputs"


class Shelf:
    """What was read of inputs; an input that is read more than once for one data set is not kept."""

    def __init__(self, inputs: Sequence[Input], ontology: str, previous: Previous | None) -> None:
        self._digests = {each.path: each.digest for each in inputs}
        self._ontology, self._previous = ontology, previous
        self._asked = Counter[str]()
        self._taken: dict[str, tuple[str, Path]] = {}
        self._read: dict[str, Facts] = {}
        self._ids: set[str] = set()

    @property
    def taken(self) -> int:
        """How many inputs were not read."""
        return len(self._taken)

    def find(self, file: str, dataset: str) -> Facts | None:
        """What was read of a file whose content is the same."""
        name = self._name(file, dataset)
        self._asked[name] += 1
        path = self._previous.part(name) if self._previous and self._asked[name] == 1 else None
        if path is None:
            return None
        self._taken[name] = (_absolute(file), path)
        return facts_in(Pack.open(path), file)

    def keep(self, file: str, dataset: str, facts: Facts) -> None:
        """Keep what was read of a file."""
        self._read[self._name(file, dataset)] = facts
        if self._previous:
            self._ids |= ids_of(facts)

    def touched(self) -> set[str] | None:
        """The ids of all records in inputs that were read now or then but not both times; None where that is unknown.

        The inputs that were not read have to be in the same order as before: in which records are merged follows it.
        """
        previous = self._previous
        if previous is None:
            return None
        paths = [path for path, _ in self._taken.values()]
        before, kept = [each.path for each in previous.manifest.inputs], previous.parts(INPUTS)
        if len(kept) != len(before) or paths != [path for path in before if path in {*paths}]:
            return None
        packs = [previous.part(name) for name in kept - self._taken.keys()]
        return self._ids.union(*(ids_in(Pack.open(path)) for path in packs if path)) if all(packs) else None

    def write(self, folder: Path) -> None:
        """Put it into the folder of a version, and let it go."""
        (folder / INPUTS).mkdir()
        for name, (_, path) in self._taken.items():
            take_over(path, folder / name)
        while self._read:
            name, facts = self._read.popitem()
            if self._asked[name] == 1 and (sections := kept_sections(facts)):
                write_pack(folder / name, sections)

    def _name(self, file: str, dataset: str) -> str:
        path = _absolute(file)
        told = (str(FORMAT), __version__, self._ontology, path, self._digests.get(path, ""), dataset)
        key = digest(part.encode() + b"\0" for part in told)
        return f"{INPUTS}/{key[:32]}.pack"


def _absolute(file: str) -> str:
    return str(Path(file).absolute())
