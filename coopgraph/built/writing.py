"""Checked records → the files of a built graph, each synced to the disk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from coopgraph.built.folder import NAMES, RDF, RECORDS
from coopgraph.draft import Draft
from coopgraph.inference import conclude
from coopgraph.names import sections as name_sections
from coopgraph.packs import Pack, Section, write
from coopgraph.store.carried import CARRIED, lines_of
from coopgraph.store.disk import write_store
from coopgraph.store.embedded import EmbeddedStore
from coopgraph.store.encoding import sections
from coopgraph.store.snapshot import Snapshot

__all__ = ["write_all", "write_records"]


def write_all(folder: Path, drafted: Draft, inferred: bool) -> Mapping[str, int]:
    """How much was written: the records, their names, all of it as RDF and, where wanted, what the rules conclude."""
    records, other = _records(drafted), [quad for quad, _ in drafted.other]
    snapshot = Snapshot(Pack.of(records))
    store = EmbeddedStore(drafted.ontology, snapshot, lambda: other, conclude)
    conclusions = store.conclusions if inferred else ()
    _write(folder / RECORDS, {**records, **(snapshot.concluded(conclusions) if inferred else {})})
    _write(folder / NAMES, name_sections(store.entities()))
    write_store(
        folder / RDF,
        drafted.ontology,
        [entity for entity, _ in drafted.entities.values()],
        [statement for statement, _ in drafted.statements.values()],
        [source for source, _ in drafted.sources.values()],
        other,
        conclusions if inferred else None,
    )
    return {**_counts(drafted), **({"conclusions": len(conclusions)} if inferred else {})}


def write_records(folder: Path, drafted: Draft) -> Mapping[str, int]:
    """How much was written: the records and their names."""
    _write(folder / RECORDS, _records(drafted))
    _write(folder / NAMES, name_sections(drafted.entities[id][0] for id in sorted(drafted.entities)))
    return _counts(drafted)


def _records(drafted: Draft) -> dict[str, Section]:
    entities = [entity for entity, _ in drafted.entities.values()]
    statements = [statement for statement, _ in drafted.statements.values()]
    sources = [source for source, _ in drafted.sources.values()]
    return {**sections(entities, statements, sources), CARRIED: lines_of(quad for quad, _ in drafted.other)}


def _counts(drafted: Draft) -> dict[str, int]:
    return {"bodies": len(drafted.entities), "statements": len(drafted.statements), "sources": len(drafted.sources)}


def _write(path: Path, sections: Mapping[str, Section]) -> None:
    with path.open("wb") as file:
        write(file, sections)
        file.flush()
        os.fsync(file.fileno())
