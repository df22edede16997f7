"""SPARQL that asks for statements and nothing else, read as such: what it asks for, or that it is another query.

    SELECT ?statement ?one ?since {
        ?one coop:subordinate_of+ id:MIIT .
        ?statement rdf:subject ?one ; rdf:predicate coop:commissioned ; rdf:object ?other .
        OPTIONAL { ?statement coop:since ?since }
    }

Each pattern has to be of one of these kinds: a statement with its subject, predicate and object; what lies above or
below a body that is named; a date of the statement, required or optional. The order does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coopgraph.store.query import Token, tokens
from coopgraph.vocabulary import PREFIXES, RDF

__all__ = ["Closure", "Plain", "Term", "plain"]


_ABSOLUTE = re.compile(r"<[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`%\[\]]*>")
_PREFIX = re.compile(r"[a-zA-Z][\w-]*:")
_PREFIXED = re.compile(r"[a-zA-Z][\w-]*:\w[\w-]*(\.[\w-]+)*")


class Term(NamedTuple):
    """A variable without its sign, or an IRI."""

    text: str
    variable: bool


class Closure(NamedTuple):
    """One end of a statement has to be on the way, of any length, to the body, or from it; `itself` allows no step."""

    end: str
    relation: str
    body: str
    towards: bool
    itself: bool


class Plain(NamedTuple):
    """A query for statements of a relation; `dates` are variables by the property, those in `required` are bound."""

    variables: tuple[str, ...]
    statement: str
    relation: str
    subject: Term
    object: Term
    closures: tuple[Closure, ...]
    dates: Mapping[str, str]
    required: frozenset[str]

    @property
    def predicates(self) -> set[str]:
        """The predicates of its patterns."""
        return {RDF.subject, RDF.predicate, RDF.object, *self.dates, *(each.relation for each in self.closures)}


class _Pattern(NamedTuple):
    subject: Term
    predicate: str
    sign: str
    object: Term
    optional: bool


class _Other(Exception):
    """The query is not one for statements alone."""


def plain(query: str) -> Plain | None:
    """What the query asks for; None where it asks for something else, or does not parse."""
    try:
        return _Reader(query).read()
    except (_Other, StopIteration):
        return None


class _Reader:
    def __init__(self, query: str) -> None:
        self._tokens = (each for each in tokens(query) if each.kind != "comment" and not each.text.isspace())
        self._prefixes = dict(PREFIXES)
        self._next = next(self._tokens)

    def read(self) -> Plain:
        variables = self._head()
        patterns = [*self._patterns()]
        if self._next.kind != "end":
            raise _Other
        return _plain(variables, patterns)

    def _take(self) -> Token:
        taken, self._next = self._next, next(self._tokens, Token("end", ""))
        return taken

    def _takes(self, *texts: str) -> bool:
        """Whether the next token is one of these; then it is taken."""
        found = self._next.kind in ("word", "open", "close", "rest") and self._next.text.lower() in texts
        if found:
            self._take()
        return found

    def _head(self) -> tuple[str, ...]:
        while self._takes("prefix"):
            name, iri = self._take(), self._take()
            if name.kind != "word" or not _PREFIX.fullmatch(name.text) or not _ABSOLUTE.fullmatch(iri.text):
                raise _Other
            self._prefixes[name.text[:-1]] = iri.text[1:-1]
        if not self._takes("select"):
            raise _Other
        variables = []
        while self._next.kind == "variable":
            variables.append(self._take().text[1:])
        self._takes("where")
        if not self._takes("{") or len({*variables}) < len(variables) or not variables:
            raise _Other
        return tuple(variables)

    def _patterns(self) -> Iterator[_Pattern]:
        """All patterns up to the closing brace."""
        while not self._takes("}"):
            if self._takes("optional"):
                yield self._optional()
                self._takes(".")
            else:
                yield from self._triples()

    def _optional(self) -> _Pattern:
        if not self._takes("{"):
            raise _Other
        found = [*self._triples(optional=True)]
        if len(found) != 1 or not self._takes("}"):
            raise _Other
        return found[0]

    def _triples(self, optional: bool = False) -> Iterator[_Pattern]:
        """The patterns of one subject, up to the full stop or what comes after the last."""
        subject = self._term()
        while True:
            predicate = self._term()
            if predicate.variable:
                raise _Other
            sign = self._take().text if self._next.text in ("+", "*") else ""
            yield _Pattern(subject, predicate.text, sign, self._term(), optional)
            if self._takes(";"):
                continue
            if not self._takes(".") and self._next.text != "}" and self._next.text.lower() != "optional":
                raise _Other
            return

    def _term(self) -> Term:
        token = self._take()
        if token.kind == "variable":
            return Term(token.text[1:], True)
        if _ABSOLUTE.fullmatch(token.text):
            return Term(token.text[1:-1], False)
        prefix, _, local = token.text.partition(":")
        if token.kind != "word" or prefix not in self._prefixes or not _PREFIXED.fullmatch(token.text):
            raise _Other
        return Term(self._prefixes[prefix] + local, False)


def _plain(variables: tuple[str, ...], patterns: list[_Pattern]) -> Plain:
    """What patterns ask for that are all about one statement."""
    ends: dict[str, _Pattern] = {}
    dates: list[_Pattern] = []
    closures: list[_Pattern] = []
    for each in patterns:
        if each.predicate in (RDF.subject, RDF.predicate, RDF.object):
            if each.predicate in ends or each.sign or each.optional:
                raise _Other
            ends[each.predicate] = each
        else:
            (closures if each.sign else dates).append(each)
    if len(ends) < 3 or len({each.subject for each in (*ends.values(), *dates)}) != 1:
        raise _Other
    relation = ends[RDF.predicate].object
    subject, object = ends[RDF.subject].object, ends[RDF.object].object
    statement = ends[RDF.subject].subject
    bound = [each for each in (statement, subject, object, *(date.object for date in dates)) if each.variable]
    first = next((place for place, each in enumerate(patterns) if each.optional), len(patterns))
    if (
        relation.variable
        or statement not in {each.subject for each in patterns[:first]}
        or not statement.variable
        or not all(each.object.variable for each in dates)
        or len({*bound}) < len(bound)
        or len({each.predicate for each in dates}) < len(dates)
        or not {*variables} <= {each.text for each in bound}
    ):
        raise _Other
    return Plain(
        variables,
        statement.text,
        relation.text,
        subject,
        object,
        tuple(_closure(each, {subject: "subject", object: "object"}) for each in closures),
        {each.predicate: each.object.text for each in dates},
        frozenset(each.predicate for each in dates if not each.optional),
    )


def _closure(pattern: _Pattern, ends: Mapping[Term, str]) -> Closure:
    one, other, itself = pattern.subject, pattern.object, pattern.sign == "*"
    if pattern.optional or one.variable == other.variable:
        raise _Other
    variable, body = (one, other) if one.variable else (other, one)
    if variable not in ends:
        raise _Other
    return Closure(ends[variable], pattern.predicate, body.text, one.variable, itself)
