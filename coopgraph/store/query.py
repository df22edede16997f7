"""SPARQL texts before any parser sees them: what they may hold, and how parameters are put in.

Tokens are those of SPARQL 1.1 (section 19.8) as far as strings, IRIs, comments and variables go. A limit on
length, nesting and tokens stands before the engine, because deep nesting and long chains overflow its stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coopgraph.errors import BadQuery

__all__ = ["DEEPEST", "LONGEST", "MOST_TOKENS", "bind", "guard"]

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
_NETWORK = {"service": "asks another server", "load": "fetches a file"}


def guard(query: str) -> None:
    """Nothing, where the query is one that may be run here.

    Raises:
        BadQuery: it is too long or nested too deeply, would reach the network, or hides letters behind escapes.
    """
    if len(query) > LONGEST:
        raise BadQuery(f"the query has {len(query):,} characters; at most {LONGEST:,} are read")
    depth = tokens = 0
    for kind, text in _tokens(query):
        tokens += not text.isspace() and kind != "comment"
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
    if tokens > MOST_TOKENS:
        raise BadQuery(f"the query has {tokens:,} words and signs; at most {MOST_TOKENS:,} are read")


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

    bound = "".join(put(kind, text) for kind, text in _tokens(query))
    if missing := sorted(set(parameters) - found):
        known = sorted({text[1:] for kind, text in _tokens(query) if kind == "variable"})
        raise BadQuery(f"the query has no variable ?{missing[0]}; it has " + ", ".join(f"?{name}" for name in known))
    return bound


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(query):
        yield match.lastgroup or "rest", match.group()
