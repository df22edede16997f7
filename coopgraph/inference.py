"""What the named rules conclude from stated statements: apart, explained, and never across periods that do not meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from itertools import groupby

from coopgraph.dates import OPEN, UNKNOWN, Bounds, Span, read
from coopgraph.errors import BadDate
from coopgraph.model import Evidence, Statement
from coopgraph.store.embedded import EmbeddedStore
from coopgraph.store.rows import short_iri
from coopgraph.vocabulary import COOP, RDF

__all__ = ["conclude"]


def conclude(store: EmbeddedStore) -> tuple[Statement, ...]:
    """The conclusions of every rule, by id; the same statements give the same conclusions.

    A conclusion holds while all its premises hold: its begin is the latest of their begins, its end the earliest of
    their ends, bound by bound. Where no day is left it is not drawn. What is stated already is not concluded again.
    """
    stated = {each.id: each for each in store.statements()}
    claimed = _claims(store)
    found: dict[str, Statement] = {}
    for name, rule in store.ontology.rules.items():
        for subject, relation, object, premises in _matches(store, rule.query):
            statement = _conclusion(store, name, (subject, relation, object), [stated[id] for id in premises])
            if statement is not None and not _covered(statement, claimed.get((subject, relation, object), ())):
                found[statement.id] = statement
    return tuple(found[id] for id in sorted(found))


def _claims(store: EmbeddedStore) -> dict[tuple[str, str, str], list[Bounds]]:
    """When each claim is stated to hold, either way round where its relation is symmetric."""
    claims: dict[tuple[str, str, str], list[Bounds]] = {}
    for each in store.statements():
        claims.setdefault((each.subject, each.relation, each.object), []).append(each.bounds)
        if store.ontology.relation(each.relation).symmetric:
            claims.setdefault((each.object, each.relation, each.subject), []).append(each.bounds)
    return claims


def _covered(conclusion: Statement, stated: Iterable[Bounds]) -> bool:
    """Whether a stated claim may hold on every day on which the conclusion may."""
    bounds = conclusion.bounds
    begin, end = bounds.since_earliest or date.min, bounds.until_latest or date.max
    return any((each.since_earliest or date.min) <= begin and end <= (each.until_latest or date.max) for each in stated)


def _matches(store: EmbeddedStore, query: str) -> Iterator[tuple[str, str, str, list[str]]]:
    """Subject, relation, object and premises of each node that the rule's CONSTRUCT makes."""
    triples = sorted((row["subject"], row["predicate"], row["object"]) for row in store.sparql(query))
    for _, group in groupby(triples, key=lambda triple: triple[0]):
        values: dict[str, list[str]] = {}
        for _, predicate, value in group:
            values.setdefault(str(predicate), []).append(str(value))
        ends = (values[short_iri(each)][0] for each in (RDF.subject, RDF.predicate, RDF.object))
        yield *ends, sorted(values[short_iri(COOP.premise)])  # type: ignore[misc]


def _conclusion(
    store: EmbeddedStore, rule: str, claim: tuple[str, str, str], premises: list[Statement]
) -> Statement | None:
    bounds = _intersection([premise.bounds for premise in premises])
    if bounds is None:
        return None
    subject, relation, object = claim
    instant = store.ontology.relation(relation).instant
    if instant:
        bounds = replace(bounds, until_earliest=date.max, until_latest=None)
    parts = (rule, *claim, *(premise.id for premise in premises))
    return Statement(
        id="inferred-" + blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest(),
        subject=subject,
        relation=relation,
        object=object,
        since=_text(premises, "since", Span(bounds.since_earliest, bounds.since_latest)),
        until=None if instant else _text(premises, "until", Span(bounds.until_earliest, bounds.until_latest)),
        evidence=_evidence(premises),
        bounds=bounds,
        instant=instant,
        premises=tuple(premise.id for premise in premises),
        rule=rule,
    )


def _intersection(periods: list[Bounds]) -> Bounds | None:
    """The bounds of the time in which all periods hold; None where no day can be in all of them."""
    begins = [period.since_earliest or date.min for period in periods]
    begun = [period.since_latest or date.max for period in periods]
    ending = [period.until_earliest or date.min for period in periods]
    ends = [period.until_latest or date.max for period in periods]
    if max(begins) > min(ends):
        return None
    first, last = max(begins), min(ends)
    return Bounds(
        None if first == date.min else first,
        None if max(begun) == date.max else max(begun),
        None if min(ending) == date.min else min(ending),
        None if last == date.max else last,
    )


def _text(premises: list[Statement], field: str, span: Span) -> str | None:
    """The date as a premise states it where its days are these, else the days in EDTF; None where none is stated."""
    stated = [text for premise in premises if (text := getattr(premise, field)) and text != OPEN]
    if not stated:
        return None
    if UNKNOWN in stated and field == "until":
        return UNKNOWN
    exact = [text for text in stated if _span(text) == span]
    if exact or field == "until":
        return str(exact[0]) if exact else str(min(stated, key=lambda text: (_span(text).latest or date.max, text)))
    earliest, latest = (day.isoformat() if day else "" for day in span)
    return f"[{earliest}..{latest}]"


def _span(text: str) -> Span:
    try:
        return read(text)
    except BadDate:
        return Span(None, None)


def _evidence(premises: list[Statement]) -> tuple[Evidence, ...]:
    pieces: Mapping[Evidence, None] = dict.fromkeys(
        replace(piece, derived=True) for premise in premises for piece in premise.evidence
    )
    return tuple(pieces)
