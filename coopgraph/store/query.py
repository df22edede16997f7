"""SPARQL texts before any parser sees them: what they may hold, and how parameters are put in.

Tokens are those of SPARQL 1.1 (section 19.8) as far as strings, IRIs, comments and variables go. A limit on
length, nesting and tokens stands before the engine, because deep nesting and long chains overflow its stack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from coopgraph.errors import BadQuery

__all__ = ["DEEPEST", "LONGEST", "MOST_TOKENS", "Token", "bind", "guard", "tokens"]

LONGEST = 200_000
DEEPEST = 200
MOST_TOKENS = 5_000
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    |(?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<iri><[a-zA-Z][a-zA-Z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*>|<[^<>"{}|^`\\\x00-\x20()]*>)
    |(?P<variable>[?$]\w+)
    |(?P<word>[^\W\d][\w-]*(?::[\w.-]*)?|:[\w.-]*)
    |(?P<open>[{(\[])
    |(?P<close>[})\]])
    |(?P<rest>\s+|.)""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query; `kind` is comment, string, iri, variable, word, open, close or rest."""

    kind: str
    text: str


_NETWORK = {"service": "asks another server", "load": "fetches a file"}


def guard(query: str) -> None:
    """Nothing, where the query is one that may be run here.

    Raises:
        BadQuery: it is too long or nested too deeply, would reach the network, or hides letters behind escapes.
    """
    if len(query) > LONGEST:
        raise BadQuery(f"the query has {len(query):,} characters; at most {LONGEST:,} are read")
    depth = count = 0
    for kind, text in tokens(query):
        count += not text.isspace() and kind != "comment"
        if kind == "open":
            depth += 1
            if depth > DEEPEST:
                raise BadQuery(f"the query nests more than {DEEPEST} brackets; simplify it")
        elif kind == "close":
            depth -= 1
        elif kind == "word" and (keyword := _reaches_out(text)):
            raise BadQuery(f"{keyword.upper()} {_NETWORK[keyword]}; queries stay on this machine")
        elif kind == "rest" and text == "\\":
            raise BadQuery("an escape outside a string; write the character itself")
    if count > MOST_TOKENS:
        raise BadQuery(f"the query has {count:,} words and signs; at most {MOST_TOKENS:,} are read")


def _reaches_out(word: str) -> str | None:
    """The keyword that would reach the network, even where no space parts it from the next one.

    Only the local part of a prefixed name may hold it.
    """
    return next((keyword for keyword in _NETWORK if keyword in word.partition(":")[0].lower()), None)


def bind(query: str, parameters: Mapping[str, str]) -> str:
    """The query with each variable that has a parameter replaced by its term, written as SPARQL writes it.

    Raises:
        BadQuery: a parameter is not a variable of the query.
    """
    found: set[str] = set()

    def put(kind: str, text: str) -> str:
        if kind == "variable" and text[1:] in parameters:
            found.add(text[1:])
            return parameters[text[1:]]
        return text

    bound = "".join(put(kind, text) for kind, text in tokens(query))
    if missing := sorted(set(parameters) - found):
        known = sorted({text[1:] for kind, text in tokens(query) if kind == "variable"})
        raise BadQuery(f"the query has no variable ?{missing[0]}; it has " + ", ".join(f"?{name}" for name in known))
    return bound


def tokens(query: str) -> list[Token]:
    """All tokens of a text in order; put together they are the text."""
    return [Token(match.lastgroup or "rest", match.group()) for match in _TOKEN.finditer(query)]
