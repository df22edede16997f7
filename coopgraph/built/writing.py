"""Checked records → the files of a built graph, each on the disk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from coopgraph.built.folder import NAMES, RDF, RECORDS
from coopgraph.built.parts import write_pack
from coopgraph.built.previous import Previous
from coopgraph.built.shelf import Shelf
from coopgraph.built.takeover import Takeover
from coopgraph.draft import Draft
from coopgraph.inference import conclude
from coopgraph.model import Entity, Source, Statement
from coopgraph.names import sections as name_sections
from coopgraph.packs import Pack, Section
from coopgraph.store.carried import CARRIED, lines_of
from coopgraph.store.changes import Records
from coopgraph.store.disk import write_store
from coopgraph.store.embedded import EmbeddedStore
from coopgraph.store.encoding import sections
from coopgraph.store.snapshot import Snapshot

__all__ = ["write_all", "write_records"]

_COUNTED = ("bodies", "statements", "sources")


def write_all(
    folder: Path, drafted: Draft, inferred: bool, shelf: Shelf | None = None, previous: Previous | None = None
) -> Mapping[str, int]:
    """How much was written: the records, their names, all of it as RDF and, where wanted, what the rules conclude.

    What was read of each input, and stands on the shelf, is written too. What has not changed is taken over from the
    previous version, which is closed then.
    """
    records, other = _records(drafted), [quad for quad, _ in drafted.other]
    taken = _takeover(records, shelf, previous)
    if shelf:
        shelf.write(folder)
    packed = _packed(records)
    snapshot = Snapshot(Pack.of(packed))
    store = EmbeddedStore(drafted.ontology, snapshot, lambda: other, conclude)
    conclusions = store.conclusions if inferred else None
    write_pack(folder / RECORDS, {**packed, **({} if conclusions is None else snapshot.concluded(conclusions))})
    if not (taken and taken.names(folder)):
        write_pack(folder / NAMES, name_sections(store.entities()))
    if inferred or not (taken and taken.rdf(folder, drafted.ontology, snapshot)):
        write_store(folder / RDF, drafted.ontology, *_listed(records), other, conclusions)
    if previous:
        previous.close()
    return _counts(records) | ({} if conclusions is None else {"conclusions": len(conclusions)})


def write_records(folder: Path, drafted: Draft) -> Mapping[str, int]:
    """How much was written: the records and their names."""
    records = _records(drafted)
    write_pack(folder / RECORDS, _packed(records))
    write_pack(folder / NAMES, name_sections(records.entities[id] for id in sorted(records.entities)))
    return _counts(records)


def _takeover(records: Records, shelf: Shelf | None, previous: Previous | None) -> Takeover | None:
    return Takeover.of(previous, records, shelf.touched() if shelf else None) if previous else None


def _records(drafted: Draft) -> Records:
    return Records(
        {id: entity for id, (entity, _) in drafted.entities.items()},
        {id: statement for id, (statement, _) in drafted.statements.items()},
        {id: source for id, (source, _) in drafted.sources.items()},
        lines_of(quad for quad, _ in drafted.other),
    )


def _listed(records: Records) -> tuple[Collection[Entity], Collection[Statement], Collection[Source]]:
    return records.entities.values(), records.statements.values(), records.sources.values()


def _packed(records: Records) -> dict[str, Section]:
    return {**sections(*_listed(records)), CARRIED: bytes(records.carried)}


def _counts(records: Records) -> dict[str, int]:
    return {name: len(listed) for name, listed in zip(_COUNTED, _listed(records), strict=True)}
