"""Names and RDF of the previous version for the next one, as far as they are the same."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from coopgraph.built.folder import NAMES, RDF
from coopgraph.built.parts import take_over
from coopgraph.built.previous import Previous
from coopgraph.ontology import Ontology
from coopgraph.store.carried import CARRIED
from coopgraph.store.changes import Changes, Records, changes
from coopgraph.store.disk import write_changed
from coopgraph.store.snapshot import Snapshot

__all__ = ["Takeover"]


class Takeover:
    """What the next version can have from a previous one, given what changed between them."""

    def __init__(self, previous: Previous, changed: Changes) -> None:
        self._previous, self._changed = previous, changed

    @classmethod
    def of(cls, previous: Previous, records: Records, touched: Collection[str] | None) -> Takeover | None:
        """What the version with these records can have; None where the previous one is damaged."""
        pack = previous.records()
        return cls(previous, changes(Snapshot(pack), pack[CARRIED], records, touched)) if pack else None

    def names(self, folder: Path) -> bool:
        """Whether the folder has the names now, which it has only where no name has changed."""
        names = self._previous.part(NAMES) if self._changed.keep_names else None
        if names:
            take_over(names, folder / NAMES)
        return names is not None

    def rdf(self, folder: Path, ontology: Ontology, snapshot: Snapshot) -> bool:
        """Whether the folder has the RDF now, which it has only where not too much of it has changed."""
        if self._previous.concluded or self._changed.are_many or not (rdf := self._previous.part(RDF)):
            return False
        try:
            write_changed(folder / RDF, rdf, *self._changed.quads(ontology, snapshot))
        except (OSError, RuntimeError):
            shutil.rmtree(folder / RDF, ignore_errors=True)
            return False
        return True
