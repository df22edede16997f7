"""Where statements lie and how they are asked for: one small interface, whatever holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from coopgraph.dates import Span
from coopgraph.model import Entity, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.records import Record

if TYPE_CHECKING:
    from coopgraph.store.rows import Rows

__all__ = ["Asked", "Corridor", "Filter", "Hop", "Store", "Walk", "cost"]

Hop: TypeAlias = tuple[str, str]
_POSSIBLE, _INFERRED = 1 << 64, 1 << 32


class Asked(Record, frozen=True):
    """What an answer may rest on: what holds on the days, only certainly so, and also what rules conclude."""

    days: Span | None = None
    certain: bool = False
    inferred: bool = False


class Filter(Record, frozen=True):
    """Which statements are asked for: every given part must fit. `relations` are names, sub-relations included."""

    relations: frozenset[str] | None = None
    subject: str | None = None
    object: str | None = None
    asked: Asked = Asked()


class Walk(Record, frozen=True):
    """How a route may go; `without` holds ids of bodies and names of relations, `closed` classes it never runs through.

    Both ends may be of such a class. A directed one goes against a statement only where its relation is symmetric.
    """

    without: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    directed: bool = False
    asked: Asked = Asked()


class Corridor(Protocol):
    """What the routes of this length or less may run over; the first of a search has just what the shortest ones do."""

    @property
    def length(self) -> int:
        """How many hops a route may have."""

    @property
    def pairs(self) -> Mapping[Hop, int]:
        """The pairs of bodies that may follow each other, each with the cost of its best statement."""

    def statements(self, hops: Sequence[Hop]) -> list[list[Statement]]:
        """For each of the pairs the statements along which a route may go, by cost, then by id."""


def cost(possible: bool, inferred: bool, evidence: int) -> int:
    """What a statement adds to a route, of which those of the least sum are best.

    Whether it is only possible on the days asked for outweighs whether it is inferred, and that how many pieces of
    evidence it has.
    """
    return possible * _POSSIBLE + inferred * _INFERRED - evidence


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
