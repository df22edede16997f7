"""What the named rules conclude from stated statements: apart, explained, and never across periods that do not meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from hashlib import blake2b

from coopgraph import collector
from coopgraph.dates import OPEN, UNKNOWN, Bounds, Span, read
from coopgraph.errors import BadDate, CoopgraphError
from coopgraph.model import Entity, Statement
from coopgraph.ontology import Ontology
from coopgraph.records import replace
from coopgraph.store.embedded import EmbeddedStore
from coopgraph.store.rules import Ruled
from coopgraph.vocabulary import COOP, RDF

__all__ = ["conclude"]

MOST = 5_000_000
Claim = tuple[str, str, str]


def conclude(store: EmbeddedStore) -> tuple[Statement, ...]:
    """The conclusions of every rule, by id; the same statements give the same conclusions.

    A conclusion holds while all its premises hold: its begin is the latest of their begins, its end the earliest of
    their ends, bound by bound. Where no day is left it is not drawn. What is stated already is not concluded again.

    Raises:
        CoopgraphError: there are more than five million.
    """
    with collector.paused():
        found = _Concluding(store.ontology, list(store.statements())).all(store.entities())
    return tuple(found[id] for id in sorted(found))


class _Concluding:
    """Conclusions from these statements; what many have in common is worked out once."""

    def __init__(self, ontology: Ontology, statements: list[Statement]) -> None:
        self._ontology = ontology
        self._stated = {each.id: each for each in statements}
        self._claimed = _claims(ontology, statements)
        self._derived = cache(lambda id: [replace(piece, derived=True) for piece in self._stated[id].evidence])

    def all(self, entities: Iterable[Entity]) -> dict[str, Statement]:
        """The conclusions by id."""
        found: dict[str, Statement] = {}
        ruled = Ruled(self._ontology, entities, self._stated.values())
        for name, rule in self._ontology.rules.items():
            for claim, premises in _matches(ruled, rule.query):
                statement = self._conclusion(name, claim, premises)
                if statement is not None and not _covered(statement, self._claimed.get(claim, ())):
                    found[statement.id] = statement
                    if len(found) > MOST:
                        problem = f"the rules conclude more than {MOST:,} statements, too many to hold"
                        raise CoopgraphError(f"{problem}; ask without what is inferred")
        return found

    def _conclusion(self, rule: str, claim: Claim, ids: tuple[str, ...]) -> Statement | None:
        premises = [self._stated[id] for id in ids]
        bounds = _intersection([premise.bounds for premise in premises])
        if bounds is None:
            return None
        instant = self._ontology.relation(claim[1]).instant
        if instant:
            bounds = replace(bounds, until_earliest=date.max, until_latest=None)
        since = _text(premises, "since", Span(bounds.since_earliest, bounds.since_latest))
        until = None if instant else _text(premises, "until", Span(bounds.until_earliest, bounds.until_latest))
        return Statement(
            "inferred-" + blake2b("\x1f".join((rule, *claim, *ids)).encode(), digest_size=8).hexdigest(),
            *claim,
            since,
            until,
            evidence=tuple(dict.fromkeys(piece for id in ids for piece in self._derived(id))),
            bounds=bounds,
            instant=instant,
            premises=ids,
            rule=rule,
        )


def _claims(ontology: Ontology, statements: Iterable[Statement]) -> dict[Claim, list[Bounds]]:
    """When each claim is stated to hold, either way round where its relation is symmetric."""
    claims: dict[Claim, list[Bounds]] = {}
    for each in statements:
        claims.setdefault((each.subject, each.relation, each.object), []).append(each.bounds)
        if ontology.relation(each.relation).symmetric:
            claims.setdefault((each.object, each.relation, each.subject), []).append(each.bounds)
    return claims


def _covered(conclusion: Statement, stated: Iterable[Bounds]) -> bool:
    """Whether a stated claim may hold on every day on which the conclusion may."""
    bounds = conclusion.bounds
    begin, end = bounds.since_earliest or date.min, bounds.until_latest or date.max
    return any((each.since_earliest or date.min) <= begin and end <= (each.until_latest or date.max) for each in stated)


def _matches(ruled: Ruled, query: str) -> Iterator[tuple[Claim, tuple[str, ...]]]:
    """Subject, relation, object and premises of each node that the rule's CONSTRUCT makes."""
    nodes: dict[str, dict[str, str]] = {}
    premises: dict[str, list[str]] = {}
    for node, predicate, value in ruled.triples(query):
        if predicate == COOP.premise:
            premises.setdefault(node, []).append(value)
        else:
            nodes.setdefault(node, {})[predicate] = value
    for node, values in nodes.items():
        relation = values[RDF.predicate].removeprefix(COOP.iri)
        yield (values[RDF.subject], relation, values[RDF.object]), tuple(sorted(premises[node]))


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


@lru_cache(maxsize=65536)
def _span(text: str) -> Span:
    try:
        return read(text)
    except BadDate:
        return Span(None, None)
