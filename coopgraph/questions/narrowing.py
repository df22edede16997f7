"""Only the bodies of some types or countries."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from coopgraph.errors import UnknownTerm
from coopgraph.ontology import Ontology
from coopgraph.questions.countries import country_name
from coopgraph.questions.neighbourhood import Scope
from coopgraph.store import Store

__all__ = ["countries_named", "narrowed", "types_named"]

_LANGUAGES = ("en", "de", "zh")


def narrowed(
    part: Scope, ontology: Ontology, types: Collection[str], countries: Collection[str], ends: Collection[str] = ()
) -> Scope:
    """The bodies of these types and countries, and the statements between them; no types or countries means any.

    What belongs to no country stays where it is related to a body that stays; `ends` always stay.
    """
    of_type = {each.id for each in part.entities if not types or ontology.is_a(each.type, *types)}
    home = {each.id for each in part.entities if not countries or each.country in countries}
    shared = {each.id for each in part.entities if countries and each.country is None}
    joined = _next_to(part, (of_type & home).union(ends)) & shared
    kept = (of_type & (home | joined)).union(ends)
    return part.only(kept)


def types_named(ontology: Ontology, names: Iterable[str]) -> list[str]:
    """The classes of these names, which may be labels in any language and in any case.

    Raises:
        UnknownTerm: there is no such class; the message names the nearest.
    """
    known = {label.casefold(): name for name, kind in ontology.classes.items() for label in kind.labels.values()}
    known |= {name.casefold(): name for name in ontology.classes}
    return [ontology.class_kind(known.get(name.removeprefix("coop:").casefold(), name)).name for name in names]


def countries_named(store: Store, names: Iterable[str]) -> list[str]:
    """The codes of these countries, which may be named in English, German or Chinese.

    Raises:
        UnknownTerm: no body is of that country; the message names those there are.
    """
    codes = sorted({entity.country for entity in store.entities() if entity.country})
    known = {country_name(code, lang).casefold(): code for code in codes for lang in _LANGUAGES}
    known |= {code.casefold(): code for code in codes}
    found = []
    for name in names:
        code = known.get(name.casefold())
        if code is None:
            there = ", ".join(f"{each} ({country_name(each, 'en')})" for each in codes)
            raise UnknownTerm(f"no body is of country '{name}'; there are: {there}")
        found.append(code)
    return found


def _next_to(part: Scope, ids: Collection[str]) -> set[str]:
    """The bodies that have a statement with one of these."""
    return {
        other
        for each in part.statements
        for one, other in ((each.subject, each.object), (each.object, each.subject))
        if one in ids
    }
