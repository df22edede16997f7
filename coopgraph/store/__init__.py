"""Where statements lie and how they are asked for: one small interface, whatever holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from coopgraph.dates import Span
from coopgraph.model import Entity, Source, Statement
from coopgraph.ontology import Ontology

if TYPE_CHECKING:
    from coopgraph.store.rows import Rows

__all__ = ["Asked", "Corridor", "Filter", "Store", "Walk"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer may rest on: what holds on the days, only certainly so, and also what rules conclude."""

    days: Span | None = None
    certain: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements are asked for: every given part must fit. `relations` are names, sub-relations included."""

    relations: frozenset[str] | None = None
    subject: str | None = None
    object: str | None = None
    asked: Asked = Asked()


@dataclass(frozen=True, slots=True)
class Walk:
    """How a route may go; `without` holds ids of bodies and names of relations, `closed` classes it never runs through.

    Both ends may be of such a class. A directed one goes against a statement only where its relation is symmetric.
    """

    without: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    directed: bool = False
    asked: Asked = Asked()


@dataclass(frozen=True, slots=True)
class Corridor:
    """The pairs of bodies that may follow each other on a route of this length or less."""

    length: int
    pairs: tuple[tuple[str, str], ...]


class Store(Protocol):
    """What the questions need of a store; ids are as users see them."""

    ontology: Ontology

    def statements(self, filter: Filter = ...) -> Iterator[Statement]:
        """The statements that fit, in the order of their dates, then ids."""

    def neighbours(self, ids: Iterable[str], filter: Filter = ...) -> Iterator[Statement]:
        """The statements that fit and have one of the ids at an end."""

    def corridors(self, start: str, end: str, most: int, walk: Walk) -> Iterator[Corridor]:
        """What routes between two bodies may run over, for each length from that of the shortest to `most`."""

    def statement(self, id: str) -> Statement | None:
        """The statement of that id, stated or concluded, if there is one."""

    def entities(self) -> Iterator[Entity]:
        """Every entity, in the order of the ids."""

    def entity(self, id: str) -> Entity | None:
        """The entity of that id, if there is one."""

    def changes(self, id: str) -> list[Entity]:
        """The reorganisations that changed a body or made it, in the order of their ids."""

    def sources(self) -> Iterator[Source]:
        """Every source, in the order of the ids."""

    def source(self, id: str) -> Source:
        """The source of that id; an unknown one raises KeyError."""

    def sparql(self, query: str, **parameters: str) -> Rows:
        """The result of a SPARQL query; parameters replace variables of the same names."""
