"""What an RDF file says of each node, grouped as it is parsed, and the line on which a node stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from operator import itemgetter
from typing import Any

import pyoxigraph as ox

from coopgraph.readers.facts import Place
from coopgraph.readers.forms import TEXTS, Form
from coopgraph.vocabulary import iri_of, local_id

__all__ = ["Ids", "Node", "NodePlace", "Pairs", "Said", "Shapes", "Term", "Text", "Texts", "grouped", "value_of"]

Node = ox.NamedNode | ox.BlankNode | ox.Triple
Term = Node | ox.Literal

_SUBJECT = re.compile(r"(?m)^[ \t]*(<[^<>\n]*>|[^\s;,<]+)(?=[\s;,]|$)")
_PREFIX = re.compile(r"(?i)@?\bprefix\s+([\w.-]*):\s*<([^>]*)>")


class Texts(dict[Any, Any]):
    """The text of each term, one object however often it stands in the file, and None of None.

    Blank nodes stand too rarely to be kept.
    """

    def __init__(self) -> None:
        self[None] = None

    def __missing__(self, term: Term) -> str:
        text = value_of(term)
        if not isinstance(term, ox.BlankNode):
            self[term] = text
        return text


class Ids(dict["str | None", str]):
    """The id that users see for each IRI, and nothing for none."""

    def __missing__(self, iri: str | None) -> str:
        self[iri] = id = local_id(iri or "")
        return id


class Shape:
    """The predicates that are said of a node, in turn. A file has few shapes, so what follows from one is kept."""

    def __init__(self, predicates: tuple[str, ...]) -> None:
        self.predicates = predicates
        self.at: dict[str, list[int]] = {}
        for place, predicate in enumerate(predicates):
            self.at.setdefault(predicate, []).append(place)
        self._getters: dict[Form, Callable[[list[Any]], Iterable[Any]] | None] = {}
        self._whole: dict[Form, bool] = {}

    def getter(self, form: Form) -> Callable[[list[Any]], Iterable[Any]] | None:
        """What takes the objects that stand once out of all, with None behind them; None where one is said twice."""
        if form not in self._getters:
            repeats = any(len(self.at.get(each, ())) > 1 for each in form.once)
            places = [self.at.get(each, [-1])[0] for each in form.once]
            self._getters[form] = None if repeats else itemgetter(*places)
        return self._getters[form]

    def is_whole(self, form: Form) -> bool:
        """Whether a record of the form surely holds all of these properties, whatever their objects but its types."""
        if form not in self._whole:
            self._whole[form] = self.at.keys() <= form.read - TEXTS
        return self._whole[form]


class Shapes(dict[tuple[str, ...], Shape]):
    """The shape of each row of predicates."""

    def __missing__(self, predicates: tuple[str, ...]) -> Shape:
        self[predicates] = shape = Shape(predicates)
        return shape


class Said:
    """What is said of one node: its shape, and the object of each predicate with None behind them."""

    __slots__ = ("node", "shape", "terms")

    def __init__(self, node: Node, pairs: list[Any], shapes: Shapes) -> None:
        self.node = node
        self.shape = shapes[tuple(pairs[::2])]
        self.terms: list[Any] = pairs[1::2]
        self.terms.append(None)

    def all(self, predicate: str) -> list[Term]:
        """The objects of a predicate, in the order of the file."""
        terms = self.terms
        return [terms[place] for place in self.shape.at.get(predicate, ())]

    def quads(self) -> Iterator[ox.Quad]:
        """All of it, as RDF in the default graph."""
        for predicate, term in zip(self.shape.predicates, self.terms, strict=False):
            yield ox.Quad(self.node, ox.NamedNode(predicate), term)


class Text:
    """The text of a file, read again for the lines when there is a finding."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self._data = data

    def line_of(self, iri: str) -> int | None:
        """The line on which the IRI first stands at the beginning of a statement."""
        spellings = [f"<{iri}>", *(f"{prefix}:{iri[len(base) :]}" for prefix, base in self._bases(iri))]
        return min((self._lines[each] for each in spellings if each in self._lines), default=None)

    def _bases(self, iri: str) -> Iterable[tuple[str, str]]:
        return ((prefix, base) for prefix, base in self._prefixes.items() if base and iri.startswith(base))

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        return dict(_PREFIX.findall(self._data.decode()))

    @cached_property
    def _lines(self) -> dict[str, int]:
        """The first line that begins with each word, where it is the word of a subject."""
        found: dict[str, int] = {}
        text = self._data.decode()
        line, end = 1, 0
        for word in _SUBJECT.finditer(text):
            line, end = line + text.count("\n", end, word.start(1)), word.start(1)
            found.setdefault(word[1], line)
        return found


class NodePlace(Place):
    """Where a node with an IRI first stands as a subject."""

    __slots__ = ("_id", "_text")

    def __init__(self, text: Text, id: str) -> None:
        self._text = text
        self._id = id

    @property
    def file(self) -> str:  # type: ignore[override]
        """The file's name."""
        return self._text.file

    @property
    def line(self) -> int | None:  # type: ignore[override]
        """The line, looked up when it is asked for, since RDF parsers tell none."""
        return self._text.line_of(iri_of(self._id)) or self._text.line_of(self._id)

    @property
    def node(self) -> str:  # type: ignore[override]
        """The node's id."""
        return self._id


class Pairs(list[Any]):
    """Predicates and objects in turn; `settled` once nothing of them is left to read."""

    __slots__ = ("settled",)

    def __init__(self) -> None:
        self.settled = False


class _Groups(dict[Node, Pairs]):
    def __missing__(self, node: Node) -> Pairs:
        self[node] = pairs = Pairs()
        return pairs


class _Alike(dict[Term, Term]):
    """One object for each term that recurs, since a large file repeats most of its terms."""

    def __missing__(self, term: Term) -> Term:
        if not isinstance(term, ox.BlankNode):
            self[term] = term
        return term


def grouped(quads: Iterable[ox.Quad], texts: Texts) -> dict[Node, Pairs]:
    """What is said of each subject, in the order of the file."""
    groups, alike = _Groups(), _Alike()
    for quad in quads:
        pairs = groups[quad.subject]
        pairs.append(texts[quad.predicate])
        pairs.append(alike[quad.object])
    return groups


def value_of(term: Term) -> str:
    """The text of a term: an IRI, a label or a lexical form."""
    return str(term) if isinstance(term, ox.Triple) else term.value
