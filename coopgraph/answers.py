"""Answers as Python users hold them: lists and rows that show themselves as tables and draw themselves as maps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from coopgraph.errors import CoopgraphError, MissingPart
from coopgraph.model import Path, Statement
from coopgraph.store.rows import Rows, html_table

if TYPE_CHECKING:
    import pandas as pd

    from coopgraph.graph import KnowledgeGraph
    from coopgraph.maps import Map

__all__ = ["Relations", "Result", "Routes"]

_COLUMNS = ("subject", "relation", "object", "since", "until", "end", "holds", "under", "inferred", "sources")


class Relations(list[Statement]):
    """Statements in order; `rows` are the same as JSON has them, for the day that was asked for."""

    def __init__(self, statements: Iterable[Statement], row: Callable[[Statement], dict[str, Any]]) -> None:
        super().__init__(statements)
        self._row = row

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of the contract."""
        return [self._row(each) for each in self]

    @property
    def df(self) -> pd.DataFrame:
        """The statements as a pandas DataFrame of texts, one line each.

        Raises:
            MissingPart: pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise MissingPart("data frames need pandas: pip install 'coopgraph[notebook]'") from None
        return pandas.DataFrame([_flat(row) for row in self.rows], columns=list(_COLUMNS))

    def __repr__(self) -> str:
        lines = [f"{each.subject} {each.relation} {each.object} ({each.since or 'date not stated'})" for each in self]
        return f"<{len(self)} relations>" + "".join(f"\n  {line}" for line in lines[:20])

    def _repr_html_(self) -> str:
        return html_table(_COLUMNS, [_flat(row) for row in self.rows])


class Routes(list[Path]):
    """Routes, best first; printed, each is a line of sentences."""

    def __init__(self, routes: Iterable[Path], sentences: Callable[[Path], list[str]]) -> None:
        super().__init__(routes)
        self._sentences = sentences

    def __str__(self) -> str:
        blocks = ["\n   ".join([f"{number}.", *self._sentences(path)]) for number, path in enumerate(self, 1)]
        return "\n".join(blocks) or "no route"

    def _repr_html_(self) -> str:
        from html import escape

        told = (self._sentences(path) for path in self)
        items = "".join("<li>" + "<br>".join(escape(line) for line in lines) + "</li>" for lines in told)
        return f"<ol>{items}</ol>" if items else "<p>no route</p>"


class Result(Rows):
    """The rows of a SPARQL query on a graph, which can also draw what they name."""

    def __init__(self, graph: KnowledgeGraph, rows: Rows) -> None:
        super().__init__(rows.variables, rows.bindings, rows.boolean)
        self._graph = graph

    def map(self, title: str | None = None) -> Map:
        """A map of the bodies and statements that the rows name; statements between named bodies are drawn.

        Raises:
            CoopgraphError: they name none.
        """
        store = self._graph.store
        named = {value for each in self for value in each.values() if value}
        chosen = [each for each in store.statements() if each.id in named]
        drawn = chosen or [each for each in store.statements() if {each.subject, each.object} <= named]
        ids = {id for each in drawn for id in (each.subject, each.object)} | named
        entities = [entity for entity in store.entities() if entity.id in ids]
        if not entities:
            raise CoopgraphError("the rows name no body and no statement; select one of them as a variable")
        return self._graph.drawn(entities, drawn, title or "SPARQL")


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    ends = {end: row[end]["id"] if row[end] else None for end in ("subject", "object", "under")}
    cited = (", ".join(filter(None, (each["title"], each["locator"]))) for each in row["sources"])
    return {**{column: row[column] for column in _COLUMNS}, **ends, "sources": "; ".join(cited)}
