"""What a map shows: a part of the graph, narrowed, its leaves gathered, and limited."""

from __future__ import annotations

from coopgraph.questions.countries import country_name
from coopgraph.questions.gathering import gathered
from coopgraph.questions.limiting import LeftOut, limited
from coopgraph.questions.narrowing import countries_named, narrowed, types_named
from coopgraph.questions.neighbourhood import Scope, scope
from coopgraph.records import Record
from coopgraph.store import Asked, Store

__all__ = ["Choice", "Chosen", "choose"]


class Choice(Record, frozen=True):
    """What is asked for, bodies by id; `leaves` is how many boxes those of one body by one relation may take, 0 any."""

    around: str | None = None
    hops: int = 1
    between: tuple[str, str] | None = None
    routes: int = 3
    relations: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    limit: int | None = None
    leaves: int = 12


class Chosen(Record, frozen=True):
    """The part, what the limit left out, and what it was narrowed to: labels of relations, classes and countries."""

    part: Scope
    left_out: LeftOut | None = None
    narrowed: tuple[str, ...] = ()


def choose(store: Store, choice: Choice, asked: Asked = Asked(), lang: str = "en") -> Chosen:
    """The part of the graph, fit for a picture.

    Raises:
        UnknownTerm: there is no such relation, type or country.
    """
    ontology = store.ontology
    types, countries = types_named(ontology, choice.types), countries_named(store, choice.countries)
    ends = choice.between or ((choice.around,) if choice.around else ())
    part = scope(store, choice.around, choice.hops, choice.between, choice.relations, asked, choice.routes)
    if types or countries:
        part = narrowed(part, ontology, types, countries, ends)
    if choice.leaves:
        part = gathered(part, ontology, choice.leaves, ends, lang, asked.days)
    left_out = None
    if choice.limit is not None:
        part, left_out = limited(part, choice.limit, ends)
    labels = [
        *(ontology.relation(name).label(lang) for name in choice.relations),
        *(ontology.class_kind(name).label(lang) for name in types),
        *(country_name(code, lang) for code in countries),
    ]
    return Chosen(part, left_out, tuple(labels))
