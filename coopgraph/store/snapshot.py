"""A graph as arrays: bodies, sources and statements, in memory or mapped from a file, made when asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from coopgraph.model import Entity, Name, Source, Statement
from coopgraph.packs import Pack, Section
from coopgraph.store.encoding import INFERRED, STATED, statement_sections
from coopgraph.store.table import Proof, Table, Texts

__all__ = ["Snapshot"]

_MOST_KEPT = 8192
_NAMED = ("text", "lang", "kind", "since", "until", "source", "locator")


class Snapshot:
    """The records of a pack; `ids` are those of the nodes, sorted, `stated` and `inferred` hold the statements.

    A node is a body, or in faulty records an id that is referred to and has none. `type` holds a position in `types`
    for each.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.ids = pack.strings("node.id")
        self.stated = Table(pack, STATED, self.ids)
        self.inferred = Table(pack, INFERRED, self.ids) if f"{INFERRED}.subject" in pack else None
        self._known, self.type = pack["node.known"], pack["node.type"]
        self.types = [*pack.strings("node.types")]
        self._nodes: dict[str, int] = {}
        self._kept = lru_cache(_MOST_KEPT)(self._entity)

    def concluded(self, conclusions: Sequence[Statement]) -> dict[str, Section]:
        """The sections of what rules conclude about these bodies, in the order of dates."""
        named = {id for each in conclusions for id in (each.subject, each.object, each.under) if id}
        nodes = {id: node for id in named if (node := self.node(id)) is not None}
        return statement_sections(INFERRED, conclusions, nodes, len(self.ids))

    def concluding(self, conclusions: Sequence[Statement]) -> Table:
        """The table of what rules conclude, beside the one of what is stated."""
        return Table(Pack.of(self.concluded(conclusions)), INFERRED, self.ids)

    def node(self, id: str) -> int | None:
        """The number of a body, if there is one of that id."""
        known = self._nodes.get(id)
        if known is None and (known := self.ids.find(id)) is not None:
            self._remember(id, known)
        return known

    def id(self, node: int) -> str:
        """The id of a node, whose number is found at once from then on."""
        id = self.ids[node]
        self._remember(id, node)
        return id

    def _remember(self, id: str, node: int) -> None:
        if len(self._nodes) >= _MOST_KEPT:
            self._nodes.clear()
        self._nodes[id] = node

    def entity(self, node: int) -> Entity | None:
        """The body of a node, if it is one."""
        return self._kept(node)

    def body(self, node: int) -> Entity:
        """The body of a node that is one."""
        entity = self._kept(node)
        assert entity is not None
        return entity

    def entities(self) -> Iterator[Entity]:
        """Every body, in the order of the ids."""
        return (entity for node in range(len(self.ids)) if (entity := self._entity(node)) is not None)

    def changes(self, node: int) -> list[Entity]:
        """The reorganisations that changed a body or made it, in the order of their ids."""
        at, changes = self._of("node.changes", "at", "node")
        return [self.body(change) for change in changes[at[node] : at[node + 1]]]

    def sources(self) -> Iterator[Source]:
        """Every source, in the order of the ids."""
        return map(self._source, range(len(self._sources[0])))

    def source(self, id: str) -> Source:
        """The source of that id; an unknown one raises KeyError."""
        ids = self._sources[0]
        place = bisect_left(ids, id, key=lambda number: self._texts[number] or "")
        if place == len(ids) or self._texts[ids[place]] != id:
            raise KeyError(id)
        return self._source(place)

    def _entity(self, node: int) -> Entity | None:
        if not self._known[node]:
            return None
        texts, often = self._texts, self._texts.often
        country, city, day, note = (column[node] for column in self._columns)
        return Entity(
            self.ids[node],
            self.types[self.type[node]],
            self._names(node),
            often(country),
            often(city),
            often(day),
            texts[note],
            self._proof[node],
            *(texts.all(ids[at[node] : at[node + 1]]) for at, ids in self._others),
        )

    def _names(self, node: int) -> tuple[Name, ...]:
        at, (text, lang, kind, since, until, source, locator) = self._name_at, self._name_columns
        texts, often = self._texts, self._texts.often
        return tuple(
            Name(
                texts[text[n]] or "",
                often(lang[n]),
                often(kind[n]) or "",
                often(since[n]),
                often(until[n]),
                often(source[n]),
                often(locator[n]),
            )
            for n in range(at[node], at[node + 1])
        )

    def _source(self, number: int) -> Source:
        id, title, *rest = (self._texts[column[number]] for column in self._sources)
        return Source(id or "", title or "", *rest)

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self._pack.strings("node.texts"))

    @cached_property
    def _columns(self) -> tuple[memoryview, ...]:
        return self._of("node", "country", "city", "date", "note")

    @cached_property
    def _name_at(self) -> memoryview:
        return self._pack["node.names.at"]

    @cached_property
    def _name_columns(self) -> tuple[memoryview, ...]:
        return self._of("node.names", *_NAMED)

    @cached_property
    def _others(self) -> tuple[tuple[memoryview, ...], ...]:
        return tuple(self._of(f"node.{name}", "at", "id") for name in ("same_as", "before", "after"))

    @cached_property
    def _sources(self) -> tuple[memoryview, ...]:
        return self._of("source", "id", "title", "publisher", "issued", "retrieved", "url", "licence")

    @cached_property
    def _proof(self) -> Proof:
        return Proof(self._pack, "node", self._texts)

    def _of(self, name: str, *fields: str) -> tuple[memoryview, ...]:
        return tuple(self._pack[f"{name}.{field}"] for field in fields)
