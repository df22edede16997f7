"""The result of a SPARQL query as values: W3C JSON inside, plain texts and data frames outside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from coopgraph.errors import BadQuery, MissingPart
from coopgraph.vocabulary import COOP, PREFIXES, local_id

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Rows", "html_table", "short_iri"]

MOST_SHOWN = 200

Binding = Mapping[str, Mapping[str, str]]


class Rows(Sequence[dict[str, str | None]]):
    """Rows of texts by variable, in the order of the result; an ASK has `boolean` and no rows.

    An IRI reads as users see it: the id of an entity, the name of a relation, else the IRI with its usual prefix.
    """

    def __init__(self, variables: Sequence[str], bindings: Sequence[Binding], boolean: bool | None = None) -> None:
        self.variables = tuple(variables)
        self.bindings = tuple(bindings)
        self.boolean = boolean

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Rows:
        """The rows of a SPARQL 1.1 Query Results JSON document."""
        if "boolean" in document:
            return cls((), (), bool(document["boolean"]))
        return cls(document["head"].get("vars", ()), document["results"]["bindings"])

    def where(self, variable: str, text: str) -> Rows:
        """The rows in which the variable has this text.

        Raises:
            BadQuery: the result has no such variable.
        """
        if variable not in self.variables:
            raise BadQuery(f"the result has no column '{variable}'; it has {', '.join(self.variables)}")
        kept = [binding for binding in self.bindings if _text(binding.get(variable)) == text]
        return Rows(self.variables, kept, self.boolean)

    def to_json(self) -> str:
        """The result in the W3C SPARQL 1.1 Query Results JSON format."""
        if self.boolean is not None:
            return json.dumps({"head": {}, "boolean": self.boolean})
        document = {"head": {"vars": list(self.variables)}, "results": {"bindings": list(self.bindings)}}
        return json.dumps(document, ensure_ascii=False, indent=1)

    def __len__(self) -> int:
        return len(self.bindings)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self._row(binding) for binding in self.bindings[index]]
        return self._row(self.bindings[index])

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        return (self._row(binding) for binding in self.bindings)

    def __bool__(self) -> bool:
        return bool(self.bindings) if self.boolean is None else self.boolean

    def __repr__(self) -> str:
        if self.boolean is not None:
            return f"<{type(self).__name__}: {self.boolean}>"
        return f"<{type(self).__name__}: {len(self)} × {', '.join(self.variables)}>"

    def _row(self, binding: Binding) -> dict[str, str | None]:
        return {name: _text(binding.get(name)) for name in self.variables}

    @property
    def df(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame of texts.

        Raises:
            MissingPart: pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise MissingPart("data frames need pandas: pip install 'coopgraph[notebook]'") from None
        return pandas.DataFrame(list(self), columns=list(self.variables))

    def _repr_html_(self) -> str:
        """A table for notebooks."""
        if self.boolean is not None:
            return f"<p>{self.boolean}</p>"
        return html_table(self.variables, self)


def html_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """An HTML table of the first rows, every text escaped; what is left out is said below."""
    from html import escape

    def cells(tag: str, values: Iterable[Any]) -> str:
        texts = ("" if value is None else escape(str(value)) for value in values)
        return "".join(f"<{tag} style='text-align:left'>{text}</{tag}>" for text in texts)

    body = "".join(f"<tr>{cells('td', (row[name] for name in columns))}</tr>" for row in islice(rows, MOST_SHOWN))
    more = f"<p>… and {len(rows) - MOST_SHOWN:,} more rows</p>" if len(rows) > MOST_SHOWN else ""
    return f"<table><thead><tr>{cells('th', columns)}</tr></thead><tbody>{body}</tbody></table>{more}"


def short_iri(iri: str) -> str:
    """An IRI as users see it."""
    if iri in COOP:
        return iri.removeprefix(COOP.iri)
    if local_id(iri) != iri:
        return local_id(iri)
    return next((f"{prefix}:{iri[len(base) :]}" for prefix, base in PREFIXES.items() if iri.startswith(base)), iri)


def _text(term: Mapping[str, str] | None) -> str | None:
    if term is None:
        return None
    return short_iri(term["value"]) if term["type"] == "uri" else term["value"]
