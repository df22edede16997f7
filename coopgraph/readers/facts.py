"""What a reader gives: entities, statements and sources, each with its place in a file, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from coopgraph.model import Entity, Finding, Source, Statement

__all__ = ["Facts", "Place", "statement_id"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: a file, its line or row, and what the file calls a field's cell.

    RDF parsers give no lines, so there `locate` looks the line up, when there is a finding.
    """

    file: str
    line: int | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    node: str | None = None
    locate: Callable[[], int | None] | None = None

    def finding(self, rule: str, problem: str, fix: str = "", cell: str | None = None) -> Finding:
        """A finding at this place; `cell` is the field that is wrong."""
        if cell and self.cells:
            named = self.cells.get(cell, f"column {cell}")
        else:
            named = " ".join(part for part in (self.node, cell) if part)
        return Finding(problem, fix, self.file, self.locate() if self.locate else self.line, named or None, rule)


@dataclass(slots=True)
class Facts:
    """The records of one or more files; `other` are RDF quads that coopgraph carries but does not interpret."""

    entities: list[tuple[Entity, Place]] = field(default_factory=list)
    statements: list[tuple[Statement, Place]] = field(default_factory=list)
    sources: list[tuple[Source, Place]] = field(default_factory=list)
    other: list[tuple[Any, Place]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def extend(self, more: Facts) -> None:
        """Add the records of another file."""
        self.entities += more.entities
        self.statements += more.statements
        self.sources += more.sources
        self.other += more.other
        self.findings += more.findings


def statement_id(statement: Statement) -> str:
    """The id of a statement that has none of its own: a hash of what it claims, when, and under what."""
    parts = (statement.subject, statement.relation, statement.object, statement.since, statement.until, statement.under)
    return "statement-" + blake2b("\x1f".join(part or "" for part in parts).encode(), digest_size=8).hexdigest()
