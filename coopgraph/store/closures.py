"""Queries along hierarchies, made fast: what lies above or below a body is found first, then the rest of the query.

Engines evaluate `?x coop:subordinate_of+ id:MIIT` with the other patterns for every `?x` that these allow. Asked for
alone it takes milliseconds, so it is asked alone, and its answer stands in its place as `VALUES ?x { … }`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from coopgraph.records import Record
from coopgraph.store.query import Token, tokens

__all__ = ["unfolded"]

MOST = 20_000
_FORMS = {"select", "ask", "construct", "describe"}
_APART = {"exists", "graph", "service"}
_OTHER_GRAPHS = {"from"}


class _Closure(Record, frozen=True):
    """A pattern `?x relation+ body`, or the other way round, by its first and last token."""

    first: int
    last: int
    variable: str


def unfolded(query: str, ask: Callable[[str, str], Iterable[str] | None]) -> str:
    """The query with each closure from a body replaced by its bodies.

    `ask` gives for a query and its variable the terms found, as SPARQL writes them, or None where it cannot. Patterns
    in EXISTS, GRAPH and SERVICE stay, for there they mean something else, and so do those with more than 20,000 bodies.
    """
    found = tokens(query)
    words = {token.text.lower() for token in found if token.kind == "word"}
    if not any(token.text in "+*" for token in found if token.kind == "rest") or words & _OTHER_GRAPHS:
        return query
    texts, prologue = [token.text for token in found], _prologue(found)
    for closure in _closures(found):
        pattern = "".join(texts[closure.first : closure.last + 1])
        terms = ask(f"{prologue}SELECT DISTINCT {closure.variable} {{ {pattern} }} LIMIT {MOST + 1}", closure.variable)
        known = None if terms is None else [*terms]
        if known is not None and len(known) <= MOST:
            texts[closure.first : closure.last + 1] = [""] * (closure.last - closure.first)
            texts.insert(closure.first, f"VALUES {closure.variable} {{ {' '.join(known)} }}")
    return "".join(texts)


def _prologue(found: Sequence[Token]) -> str:
    """What stands before the query's form: its prefixes."""
    end = next((at for at, token in enumerate(found) if token.kind == "word" and token.text.lower() in _FORMS), 0)
    return "".join(token.text for token in found[:end])


def _closures(found: Sequence[Token]) -> list[_Closure]:
    """The patterns that are whole triples and stand in the default graph."""
    telling = [at for at, token in enumerate(found) if token.kind != "comment" and not token.text.isspace()]
    apart = _apart(found, telling)
    closures = []
    for place in range(1, len(telling) - 5):
        before, subject, relation, sign, object, after = (found[at] for at in telling[place - 1 : place + 5])
        ends = {subject.kind == "variable", object.kind == "variable"}
        if (
            before.text in "{.}"
            and after.text in ".}"
            and sign.text in "+*"
            and ends == {True, False}
            and all(map(_is_name, (relation, *(each for each in (subject, object) if each.kind != "variable"))))
            and not apart[place]
        ):
            variable = subject.text if subject.kind == "variable" else object.text
            closures.append(_Closure(telling[place], telling[place + 3], variable))
    return closures


def _is_name(token: Token) -> bool:
    return token.kind == "iri" or (token.kind == "word" and ":" in token.text)


def _apart(found: Sequence[Token], telling: Sequence[int]) -> list[bool]:
    """For each token that tells something whether it stands within braces of EXISTS, GRAPH or SERVICE."""
    stack, result, pending = [False], [], False
    for at in telling:
        token = found[at]
        if token.kind == "word" and token.text.lower() in _APART:
            pending = True
        elif token.text == "{":
            stack.append(stack[-1] or pending)
            pending = False
        elif token.text == "}" and len(stack) > 1:
            stack.pop()
        result.append(stack[-1])
    return result
