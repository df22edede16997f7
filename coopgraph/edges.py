"""Statements as columns, for graph libraries and data frames: numbers of bodies, texts, days."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from coopgraph.collector import paused
from coopgraph.errors import MissingPart
from coopgraph.packs import picker
from coopgraph.store.columns import BOUNDS
from coopgraph.store.table import Table

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Edge", "Edges"]


class Edge(NamedTuple):
    """One statement in short: ids of bodies, the relation's name, dates as stated."""

    subject: str
    relation: str
    object: str
    since: str | None
    until: str | None


class Edges(Sequence[Edge]):
    """Statements in the order of their dates; as a sequence, rows.

    `nodes` are the ids of all bodies of the graph, `subject` and `object` positions in it: what igraph, rustworkx,
    scipy or numpy take. `arrow()`, `df` and `polars()` are tables with one row a statement: `id`, `subject`,
    `relation`, `object`, `since` and `until` as stated, and the four bounds as days.
    """

    def __init__(self, nodes: Sequence[str], parts: Sequence[tuple[Table, Sequence[int]]]) -> None:
        self.nodes = nodes
        self._parts = parts

    def __len__(self) -> int:
        return sum(len(rows) for _, rows in self._parts)

    def __iter__(self) -> Iterator[Edge]:
        return map(Edge._make, zip(*(self.column(field) for field in Edge._fields), strict=True))

    @overload
    def __getitem__(self, index: int) -> Edge: ...
    @overload
    def __getitem__(self, index: slice) -> list[Edge]: ...
    def __getitem__(self, index: int | slice) -> Edge | list[Edge]:
        return list(self)[index]

    @cached_property
    def subject(self) -> array[int]:
        """The number of each statement's subject."""
        return self._numbers("subject")

    @cached_property
    def object(self) -> array[int]:
        """The number of each statement's object."""
        return self._numbers("object")

    def column(self, name: str) -> list[Any]:
        """One of the columns that the tables have, as texts, days and None."""
        return [*chain.from_iterable(table.values(name, rows) for table, rows in self._parts)]

    def rows(self, *fields: str) -> list[tuple[Any, ...]]:
        """Some of the columns as a tuple for each statement."""
        with paused():
            return [*zip(*map(self.column, fields), strict=True)]

    def columns(self) -> dict[str, list[Any]]:
        """All columns that the tables have."""
        return {name: self.column(name) for name in ("id", *Edge._fields, *BOUNDS)}

    def arrow(self) -> pyarrow.Table:
        """The statements as an Arrow table.

        Raises:
            MissingPart: pyarrow is not installed.
        """
        try:
            import pyarrow
        except ImportError:
            raise MissingPart("Arrow tables need pyarrow: pip install 'coopgraph[frames]'") from None
        types = {name: pyarrow.date32() if name in BOUNDS else pyarrow.string() for name in self.columns()}
        return pyarrow.table(self.columns(), schema=pyarrow.schema(types))

    @property
    def df(self) -> pandas.DataFrame:
        """The statements as a pandas DataFrame; bounds are `datetime64[s]`.

        Raises:
            MissingPart: pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise MissingPart("data frames need pandas: pip install 'coopgraph[frames]'") from None
        frame = pandas.DataFrame(self.columns(), dtype=object)
        return frame.astype(dict.fromkeys(BOUNDS, "datetime64[s]"))

    def polars(self) -> polars.DataFrame:
        """The statements as a polars DataFrame.

        Raises:
            MissingPart: polars is not installed.
        """
        try:
            import polars
        except ImportError:
            raise MissingPart("polars frames need polars: pip install 'coopgraph[frames]'") from None
        columns = self.columns()
        return polars.DataFrame(columns, {name: polars.Date if name in BOUNDS else polars.String for name in columns})

    def __repr__(self) -> str:
        return f"<Edges: {len(self)} statements among {len(self.nodes)} bodies>"

    def _numbers(self, name: str) -> array[int]:
        ends = (picker(rows)(getattr(table, name)) for table, rows in self._parts)
        return array("I", chain.from_iterable(ends))
