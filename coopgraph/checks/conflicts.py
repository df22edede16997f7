"""Statements that cannot both be true. They are no mistake of the data: both stay, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Literal

from coopgraph.checks.place import Place
from coopgraph.dates import OPEN, UNKNOWN, Span, read
from coopgraph.errors import BadDate
from coopgraph.model import Finding, Statement
from coopgraph.ontology import Ontology
from coopgraph.records import Record

__all__ = ["Conflict", "check", "find"]

Field = Literal["since", "until", "object"]


class Conflict(Record, frozen=True):
    """Two statements and the fields in which they contradict each other."""

    first: Statement
    second: Statement
    fields: tuple[Field, ...]


def find(ontology: Ontology, statements: Iterable[Statement]) -> list[Conflict]:
    """The pairs of stated claims that contradict each other, in the order of the statements.

    Two statements from different sources with the same subject, relation and object (either way round where it is
    symmetric) contradict each other where both state a begin, or both an end, and no day is possible for both:
    "2016" and "2016-06" agree, "1965" and "1973-09-18" do not. A source that says "still" (`..`) says so for its day.

    They do not where they need not be about the same time:
    - one states an end that may lie before the other's begin (1949 to 1960, and since 1970: taken up again); an end
      that is not stated separates nothing, so one source's single period from 1949 contradicts both of another's;
    - they are under different agreements;
    - one source states both, or states of its own something that agrees with the other.

    Where the ontology makes a relation an owl:FunctionalProperty, statements of different objects of one subject
    contradict each other too, whatever their sources, where there is a day on which both certainly hold.
    """
    stated = [each for each in statements if not each.inferred]
    order = {each.id: place for place, each in enumerate(stated)}
    pairs = (*_of_dates(ontology, stated), *_of_objects(ontology, stated))
    found = {(each.first.id, each.second.id): each for each in pairs}
    return sorted(found.values(), key=lambda each: (order[each.first.id], order[each.second.id]))


def check(
    ontology: Ontology, statements: Iterable[tuple[Statement, Place]], titles: Mapping[str, str]
) -> list[Finding]:
    """One finding for each pair, at the place of the first; the problem names both sources and the other place.

    `titles` has the sources' titles by id.
    """
    placed = {statement.id: (statement, place) for statement, place in statements}
    pairs = find(ontology, (statement for statement, _ in placed.values()))
    return [_finding(pair, placed[pair.first.id][1], placed[pair.second.id][1], titles) for pair in pairs]


class _Claim(Record, frozen=True):
    """A statement with the days on which it may begin and end, None where it says nothing of them."""

    statement: Statement
    since: Span | None
    until: Span | None
    sources: frozenset[str]

    @classmethod
    def of(cls, statement: Statement) -> _Claim:
        bounds = statement.bounds
        ends = statement.until and not statement.instant
        until = Span(bounds.until_earliest, bounds.until_latest) if ends else None
        return cls(statement, _begin(statement), until, frozenset(piece.source for piece in statement.evidence))

    def fields(self, other: _Claim) -> tuple[Field, ...]:
        """What cannot be true in both, were they about the same time."""
        ends: tuple[tuple[Field, Span | None, Span | None], ...]
        ends = (("since", self.since, other.since), ("until", self.until, other.until))
        return tuple(name for name, one, two in ends if one and two and _apart(one, two))

    def agrees(self, other: _Claim) -> bool:
        return bool(self.since and other.since) and not self.fields(other)

    def may_end_before(self, other: _Claim) -> bool:
        if not self.until or not other.since or self.statement.until == OPEN:
            return False
        return (self.until.earliest or date.min) <= (other.since.latest or date.max)


def _of_dates(ontology: Ontology, statements: list[Statement]) -> Iterator[Conflict]:
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for each in statements:
        kind = ontology.relations.get(each.relation)
        ends = (each.subject, each.object)
        ends = (min(ends), max(ends)) if kind and kind.symmetric else ends
        groups.setdefault((each.relation, *ends), []).append(each)
    for group in groups.values():
        claims = [_Claim.of(each) for each in group] if len(group) > 1 else []
        for one, other in combinations(claims, 2):
            fields = one.fields(other)
            if fields and _same_time(one, other) and not _reconciled(one, other, claims):
                yield Conflict(one.statement, other.statement, fields)


def _same_time(one: _Claim, other: _Claim) -> bool:
    """Whether nothing tells that they are about different times."""
    under = {one.statement.under, other.statement.under} - {None}
    return len(under) < 2 and not one.may_end_before(other) and not other.may_end_before(one)


def _reconciled(one: _Claim, other: _Claim, claims: list[_Claim]) -> bool:
    """Whether a source of one states what the other does as well."""
    if one.sources & other.sources:
        return True
    return any(
        (each is not one and each.sources & one.sources and each.agrees(other))
        or (each is not other and each.sources & other.sources and each.agrees(one))
        for each in claims
    )


def _of_objects(ontology: Ontology, statements: list[Statement]) -> Iterator[Conflict]:
    functional = {kind.name for kind in ontology.relations.values() if kind.functional}
    groups: dict[tuple[str, str], list[tuple[str, Statement]]] = {}
    for each in statements if functional else ():
        kind = ontology.relations.get(each.relation)
        for name in functional & kind.supers if kind else ():
            groups.setdefault((name, each.subject), []).append((each.object, each))
            if kind and kind.symmetric:
                groups.setdefault((name, each.object), []).append((each.subject, each))
    for group in groups.values():
        for (object, one), (other_object, other) in combinations(group, 2):
            if object != other_object and _both_hold(one, other):
                yield Conflict(one, other, ("object",))


def _both_hold(one: Statement, other: Statement) -> bool:
    """Whether there is a day on which both certainly hold."""
    begin = max(each.bounds.since_latest or date.max for each in (one, other))
    end = min(each.bounds.until_earliest or date.min for each in (one, other))
    return begin <= end


def _begin(statement: Statement) -> Span | None:
    if not statement.since or statement.since in (OPEN, UNKNOWN):
        return None
    try:
        return read(statement.since)
    except BadDate:
        return None


def _apart(one: Span, other: Span) -> bool:
    """Whether no day is in both."""
    first = max(each.earliest or date.min for each in (one, other))
    last = min(each.latest or date.max for each in (one, other))
    return first > last


def _finding(pair: Conflict, place: Place, other: Place, titles: Mapping[str, str]) -> Finding:
    one, two = (
        f"{_said(each, pair.fields)} according to {_sources(each, titles)}" for each in (pair.first, pair.second)
    )
    about = "" if "object" in pair.fields else f"{_claim(pair.first)}: "
    there = other.finding("", "")
    line = f":{there.line}" if there.line else ""
    problem = f"{about}{one}, {two} ({there.file}{line})"
    return place.finding(
        "contradiction", problem, "both are kept; correct one if it misreads its source", pair.fields[0]
    )


def _said(statement: Statement, fields: tuple[Field, ...]) -> str:
    """What a statement says in the fields."""
    since = statement.since or ""
    since = f"since {since}" if since and not statement.instant else since
    until = {None: "", OPEN: "still", UNKNOWN: "ended"}.get(statement.until, f"until {statement.until}")
    if "object" in fields:
        return " ".join(filter(None, (_claim(statement), since, until)))
    return " ".join(text for field, text in (("since", since), ("until", until)) if field in fields)


def _claim(statement: Statement) -> str:
    return f"{statement.subject} {statement.relation} {statement.object}"


def _sources(statement: Statement, titles: Mapping[str, str]) -> str:
    return " and ".join(titles.get(id) or id for id in dict.fromkeys(piece.source for piece in statement.evidence))
