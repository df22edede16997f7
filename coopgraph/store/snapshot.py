"""A graph as arrays: bodies, sources and statements, in memory or mapped from a file, made when asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, compress, repeat

from coopgraph.model import Entity, Name, Source, Statement
from coopgraph.packs import Pack, Section, picker
from coopgraph.store.encoding import INFERRED, STATED, statement_sections
from coopgraph.store.table import Table
from coopgraph.store.texts import Proof, Texts, grouped, members

__all__ = ["Snapshot"]

_MOST_KEPT = 8192
_MOST_SOURCES = 1024
_MOST_IDS = 65_536
_PORTION = 4096
_NAMED = ("text", "lang", "kind", "since", "until", "source", "locator")


class Snapshot:
    """The records of a pack; `ids` are those of the nodes, sorted, `stated` and `inferred` hold the statements.

    `id` has the id of a node, and keeps it at hand. A node is a body, or in faulty records an id that is referred to
    and has none. `type` holds a position in `types` for each.
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
        self.source = lru_cache(_MOST_SOURCES)(self._source_of)
        self.id = lru_cache(_MOST_IDS)(self.ids.__getitem__)

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
            if len(self._nodes) >= _MOST_KEPT:
                self._nodes.clear()
            self._nodes[id] = known
        return known

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
        starts = range(0, len(self.ids), _PORTION)
        return chain.from_iterable(self._bodies(range(len(self.ids))[start : start + _PORTION]) for start in starts)

    def changes(self, node: int) -> list[Entity]:
        """The reorganisations that changed a body or made it, in the order of their ids."""
        at, changes = self._of("node.changes", "at", "node")
        return [self.body(change) for change in changes[at[node] : at[node + 1]]]

    def sources(self) -> Iterator[Source]:
        """Every source, in the order of the ids."""
        return map(self._source, range(len(self._sources[0])))

    def _source_of(self, id: str) -> Source:
        """The source of that id; an unknown one raises KeyError."""
        ids = self._sources[0]
        place = bisect_left(ids, id, key=lambda number: self._texts[number] or "")
        if place == len(ids) or self._texts[ids[place]] != id:
            raise KeyError(id)
        return self._source(place)

    def _entity(self, node: int) -> Entity | None:
        """A body made alone, which takes half the time of a portion of one."""
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

    def _bodies(self, nodes: range) -> Iterator[Entity]:
        """The bodies among nodes in a row, made field by field."""
        pick, texts = picker(nodes), self._texts
        made = map(
            Entity,
            self.ids.take(nodes),
            map(self.types.__getitem__, pick(self.type)),
            self._all_names(nodes),
            *(texts.take(pick(column)) for column in self._columns),
            self._proof.take(nodes),
            *(self._all_listed(at, ids, nodes) for at, ids in self._others),
        )
        return compress(made, pick(self._known))

    def _all_names(self, nodes: range) -> list[tuple[Name, ...]]:
        places, counts = members(self._name_at, nodes)
        text, lang, kind, *rest = (self._texts.take(picker(places)(column)) for column in self._name_columns)
        return grouped(map(Name, (each or "" for each in text), lang, (each or "" for each in kind), *rest), counts)

    def _all_listed(self, at: memoryview, ids: memoryview, nodes: range) -> Iterable[tuple[str, ...]]:
        places, counts = members(at, nodes)
        return grouped(self._texts.take(picker(places)(ids)), counts) if places else repeat(())

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
