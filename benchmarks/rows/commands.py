"""Commands from cold: a whole process, from starting Python to the last line printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from workspace import Asked, Workspace

from rows import Command, Limit, Row

__all__ = ["ROWS"]

PEER = Path(__file__).parents[1] / "peer.py"
Rows = Iterable[tuple[Any, ...]]
Question = Callable[[Asked], tuple[str, ...]]


def _who(asked: Asked) -> tuple[str, ...]:
    return "commissioned", "whom", "--by", asked.body


def _show(asked: Asked) -> tuple[str, ...]:
    return (asked.body,)


def _tree(asked: Asked) -> tuple[str, ...]:
    return (asked.shown_top,)


def _find(asked: Asked) -> tuple[str, ...]:
    return (asked.label,)


def _misspelt(asked: Asked) -> tuple[str, ...]:
    return (asked.label[:5] + asked.label[6:],)


def _path(asked: Asked) -> tuple[str, ...]:
    return *asked.pairs[0], "-k", "1"


def _coopgraph(command: str, question: Question, read: Callable[[Any], Rows], files: Workspace) -> Command:
    from rows.subject import data

    start = (sys.executable, "-m", "coopgraph", "--data", str(data(files)), command)
    arguments = (*start, *question(files.asked), "--format", "json")
    return Command(arguments, lambda printed: read(json.loads(printed)))


def _peer(command: str, question: Question, read: Callable[[list[str]], Rows], files: Workspace) -> Command:
    arguments = (sys.executable, str(PEER), command, str(files.oxigraph), *question(files.asked))
    return Command(arguments, lambda printed: read(printed.splitlines()))


def _statements(value: Any) -> Rows:
    """The ids of the statements in an answer, however they are grouped."""
    found = {each["id"] for each in _parts(value) if "relation" in each and "subject" in each}
    return [(id,) for id in found]


def _below(value: Any) -> Rows:
    return [(each["id"],) for each in _parts(value) if "children" in each][1:]


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(each)


def _each(lines: list[str]) -> Rows:
    return [(line,) for line in lines]


def _first(rows: list[dict[str, Any]]) -> Rows:
    return [(bool(rows),)]


def _any(lines: list[str]) -> Rows:
    return [(bool(lines),)]


def _hops(routes: list[dict[str, Any]]) -> Rows:
    return [(route["length"],) for route in routes]


def _hops_of_bodies(lines: list[str]) -> Rows:
    return [(len(lines) - 1,)] if lines else []


def _row(command: str, title: str, question: Question, most: float, reads: tuple[Any, Any], notes: str) -> Row:
    peer_question: Question = {"who": _show, "path": lambda asked: asked.pairs[0]}.get(command, question)
    return Row(
        command,
        title,
        {
            "networkx filled by pyoxigraph" if command == "path" else "pyoxigraph": partial(
                _peer, command, peer_question, reads[0]
            ),
            "coopgraph": partial(_coopgraph, command, question, reads[1]),
        }
        | ({"coopgraph, misspelt": partial(_coopgraph, command, _misspelt, _first)} if command == "find" else {}),
        (Limit(f"at most {most:.2f} s", most),),
        processes=5,
        notes=notes,
    )


ROWS = [
    _row(
        "path",
        "`coopgraph path A B`, from cold",
        _path,
        0.45,
        (_hops_of_bodies, _hops),
        "The peer reads all pairs from its folder, fills a graph and prints the bodies on the way.",
    ),
    _row(
        "who",
        "`coopgraph who commissioned whom --by X`, from cold",
        _who,
        0.25,
        (_each, _statements),
        "Statements, labels, dates, sources and places in them; the peer is one SPARQL query on Oxigraph's folder.",
    ),
    _row(
        "show",
        "`coopgraph show X`, from cold",
        _show,
        0.25,
        (_each, _statements),
        "A body with some forty relations; the peer has no names, no history and no grouping.",
    ),
    _row(
        "find",
        "`coopgraph find NAME`, from cold",
        _find,
        0.25,
        (_any, _first),
        "A whole name, and one with a letter left out; the peer finds only names that are written exactly so.",
    ),
    _row(
        "tree",
        "`coopgraph tree X`, from cold",
        _tree,
        0.25,
        (_each, _below),
        "About a hundred bodies below one; the peer has no statements and no sources.",
    ),
]
