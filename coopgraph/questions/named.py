"""Named SPARQL queries and the terms that are put into them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from coopgraph import ontology
from coopgraph.dates import Span, read
from coopgraph.errors import BadDate, UnknownTerm
from coopgraph.store import Store
from coopgraph.vocabulary import COOP, XSD, iri_of

if TYPE_CHECKING:
    from coopgraph.names import NameIndex

__all__ = ["day_terms", "descriptions", "terms", "text"]


def text(name: str) -> str:
    """The SPARQL text of a named query.

    Raises:
        UnknownTerm: there is none of that name.
    """
    known = ontology.named_queries()
    if name not in known:
        raise UnknownTerm(ontology.load().unknown("named query", name, known))
    return known[name].read_text(encoding="utf-8")


def descriptions() -> dict[str, str]:
    """The first line of each named query's leading comment, by name."""
    return {
        name: path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        for name, path in ontology.named_queries().items()
    }


def terms(store: Store, names: NameIndex, parameters: Mapping[str, str]) -> dict[str, str]:
    """Each parameter as SPARQL writes it: a day, a relation, a body or a statement, a language tag or text in quotes.

    Raises:
        UnknownName: it is none of these; text is given in quotation marks.
    """
    return {name: _term(store, names, value) for name, value in parameters.items()}


def day_terms(days: Span | None) -> dict[str, str]:
    """The first and the last of the days, under the names that queries give them."""
    if days is None or days.earliest is None or days.latest is None:
        return {}
    return {"first_day": _day(days.earliest.isoformat()), "last_day": _day(days.latest.isoformat())}


def _term(store: Store, names: NameIndex, value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return json.dumps(value[1:-1], ensure_ascii=False)
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return _day(value)
    if re.fullmatch(r"[a-z]{2}", value):
        return f'"{value}"'
    if value in store.ontology.relations:
        return f"<{COOP.iri}{value}>"
    if any(each.id == value for each in store.statements()):
        return f"<{iri_of(value)}>"
    return f"<{iri_of(names.resolve(value).id)}>"


def _day(value: str) -> str:
    """A day as xsd:date; a month or a year has no one day and is refused."""
    span = read(value)
    if span.earliest != span.latest:
        raise BadDate(f"{value!r} is not one day", f"write a day, such as {span.latest}")
    return f'"{value}"^^<{XSD.date}>'
