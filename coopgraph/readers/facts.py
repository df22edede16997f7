"""What a reader gives: entities, statements and sources, each with its place in a file, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from coopgraph.model import Entity, Finding, Source, Statement

__all__ = ["Facts", "Place", "hashed_id", "statement_id"]


class Place:
    """Where a record stands: a file, its line or row, and what stands there, such as a node or `cell B7`.

    There is one for each record, so it holds little; formats have their own kinds, which look the rest up.
    """

    __slots__ = ("file", "line", "node")

    def __init__(self, file: str, line: int | None = None, node: str | None = None) -> None:
        self.file = file
        self.line = line
        self.node = node

    def finding(self, rule: str, problem: str, fix: str = "", cell: str | None = None) -> Finding:
        """A finding at this place; `cell` is the field that is wrong."""
        return Finding(problem, fix, self.file, self.line, self.named(cell), rule)

    def named(self, cell: str | None) -> str | None:
        """What the file calls a field of the record."""
        return " ".join(part for part in (self.node, cell) if part) or None


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
    """The id of a statement that has none of its own."""
    return hashed_id(
        statement.subject, statement.relation, statement.object, statement.since, statement.until, statement.under
    )


def hashed_id(*claim: str | None) -> str:
    """A hash of what a statement claims, when, and under what: subject, relation, object, since, until, under."""
    return "statement-" + blake2b("\x1f".join(part or "" for part in claim).encode(), digest_size=8).hexdigest()
