"""What kinds of bodies and relations there are, read from ontology/coopgraph.ttl: the only place that defines them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import pyoxigraph as ox

from coopgraph.errors import OntologyError, UnknownTerm
from coopgraph.inputs import digest as content_digest
from coopgraph.records import Record, field
from coopgraph.vocabulary import COOP, OWL, RDF, RDFS

__all__ = ["ClassKind", "Ontology", "RelationKind", "Rule", "Section", "digest", "folder", "load", "named_queries"]

Labels = dict[str, str]


class ClassKind(Record, frozen=True):
    """A class; `supers` holds its own name and those of all its super-classes within coop:."""

    name: str
    labels: Labels
    comment: str
    supers: frozenset[str]

    def label(self, lang: str = "en") -> str:
        """What people call it, in a language."""
        return self.labels.get(lang) or self.labels.get("en") or self.name


class RelationKind(Record, frozen=True):
    """A relation; `domain` and `range` hold classes of which one is enough, `supers` itself and all that it implies.

    `section` names the section of a brief that tells of it.
    """

    name: str
    labels: Labels
    inverse_labels: Labels
    comment: str
    example: str
    domain: frozenset[str]
    range: frozenset[str]
    instant: bool
    symmetric: bool
    transitive: bool
    hierarchical: bool
    supers: frozenset[str]
    functional: bool = False
    section: str = ""

    @property
    def iri(self) -> str:
        """Its IRI."""
        return COOP.iri + self.name

    def label(self, lang: str = "en", forward: bool = True) -> str:
        """The verb phrase between subject and object, or between object and subject."""
        labels = self.labels if forward else self.inverse_labels
        return labels.get(lang) or labels.get("en") or self.name.replace("_", " ")


class Section(Record, frozen=True):
    """A group of relations that a brief tells of under one heading."""

    name: str
    labels: Labels

    def label(self, lang: str = "en") -> str:
        """Its heading, in a language."""
        return self.labels.get(lang) or self.labels.get("en") or self.name


class Rule(Record, frozen=True):
    """A rule that concludes statements from others: a CONSTRUCT whose first lines are its labels."""

    name: str
    labels: Labels
    query: str

    def label(self, lang: str = "en") -> str:
        """Why a conclusion holds, in a language."""
        return self.labels.get(lang) or self.labels["en"]


class Ontology(Record, frozen=True):
    """All classes, relations and rules, by name; `terms` holds every local name that coop: defines.

    `sections` are those of a brief, in its order.
    """

    classes: dict[str, ClassKind]
    relations: dict[str, RelationKind]
    terms: frozenset[str]
    rules: dict[str, Rule] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()

    def relation(self, name: str) -> RelationKind:
        """The relation of that name.

        Raises:
            UnknownTerm: there is none; the message names the nearest.
        """
        try:
            return self.relations[name.removeprefix("coop:")]
        except KeyError:
            raise UnknownTerm(self.unknown("relation", name, self.relations)) from None

    def class_kind(self, name: str) -> ClassKind:
        """The class of that name.

        Raises:
            UnknownTerm: there is none; the message names the nearest.
        """
        try:
            return self.classes[name.removeprefix("coop:")]
        except KeyError:
            raise UnknownTerm(self.unknown("type", name, self.classes)) from None

    def sub_relations(self, name: str) -> frozenset[str]:
        """The relation itself and all that imply it."""
        wanted = self.relation(name).name
        return frozenset(kind.name for kind in self.relations.values() if wanted in kind.supers)

    def hierarchical(self) -> frozenset[str]:
        """The relations that make the tree of bodies."""
        return frozenset(kind.name for kind in self.relations.values() if kind.hierarchical)

    def is_a(self, name: str, *supers: str) -> bool:
        """Whether the class is one of these or below one of them."""
        kind = self.classes.get(name)
        return kind is not None and not kind.supers.isdisjoint(supers)

    def unknown(self, what: str, name: str, known: Iterable[str]) -> str:
        """The message for a term that is not defined."""
        from difflib import get_close_matches

        near = get_close_matches(name, list(known), n=1)
        hint = f"did you mean '{near[0]}'?" if near else "known: " + ", ".join(sorted(known))
        return f"unknown {what} '{name}'; {hint}"


def folder() -> Path:
    """The folder of the ontology's files, in a checkout and in an installed package alike."""
    return Path(import_module("coopgraph.ontology_files").__path__[0])


@lru_cache(maxsize=1)
def load() -> Ontology:
    """The ontology that comes with this version."""
    return read(folder() / "coopgraph.ttl")


@lru_cache(maxsize=1)
def digest() -> str:
    """The digest of all that `load` reads."""
    files = (folder() / "coopgraph.ttl", *sorted((folder() / "rules").glob("*.rq")))
    return content_digest(path.read_bytes() for path in files)


def read(path: Path) -> Ontology:
    """The ontology in a Turtle file.

    Raises:
        OntologyError: a relation lacks its domain, range or time.
    """
    triples = _Triples(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    classes = {kind.name: kind for kind in _classes(triples)}
    relations = {kind.name: kind for kind in _relations(triples)}
    rules = {file.stem: _rule(file) for file in sorted((path.parent / "rules").glob("*.rq"))}
    return Ontology(classes, relations, frozenset(triples.terms()), rules, tuple(_sections(triples)))


def _rule(file: Path) -> Rule:
    text = file.read_text(encoding="utf-8")
    labels = dict(line[2:].split(": ", 1) for line in text.splitlines() if line[:6] in ("# en: ", "# de: ", "# zh: "))
    return Rule(file.stem, labels, text)


def named_queries() -> dict[str, Path]:
    """The files of the named queries, by name."""
    return {path.stem: path for path in sorted((folder() / "queries").glob("*.rq"))}


class _Triples:
    """The ontology's triples by subject and predicate, with labels and lists read out."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._objects: dict[tuple[str, str], list[ox.NamedNode | ox.BlankNode | ox.Literal]] = {}
        self._types: dict[str, list[str]] = {}
        for quad in quads:
            if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
                continue
            subject, predicate = quad.subject.value, quad.predicate.value
            self._objects.setdefault((subject, predicate), []).append(quad.object)
            if predicate == RDF.type:
                self._types.setdefault(quad.object.value, []).append(subject)

    def terms(self) -> Iterator[str]:
        """The local names of everything that the file describes in coop:."""
        return (subject.removeprefix(COOP.iri) for subject, _ in self._objects if subject in COOP)

    def instances(self, iri: str) -> list[str]:
        return sorted(each for each in self._types.get(iri, ()) if each in COOP)

    def values(self, subject: str, predicate: str) -> list[str]:
        return [term.value for term in self._objects.get((subject, predicate), ())]

    def local(self, subject: str, predicate: str) -> frozenset[str]:
        return frozenset(iri.removeprefix(COOP.iri) for iri in self.values(subject, predicate) if iri in COOP)

    def labels(self, subject: str, predicate: str) -> Labels:
        terms = self._objects.get((subject, predicate), ())
        return {term.language or "": term.value for term in terms if isinstance(term, ox.Literal)}

    def text(self, subject: str, predicate: str) -> str:
        return next(iter(self.values(subject, predicate)), "")

    def closure(self, subject: str, predicate: str) -> frozenset[str]:
        found, queue = {subject}, [subject]
        while queue:
            above = [iri for iri in self.values(queue.pop(), predicate) if iri in COOP and iri not in found]
            found.update(above)
            queue.extend(above)
        return frozenset(iri.removeprefix(COOP.iri) for iri in found)

    def any_of(self, subject: str, predicate: str) -> frozenset[str]:
        """The named classes of a domain or range: one, or an owl:unionOf."""
        found: set[str] = set()
        for node in self.values(subject, predicate):
            if node in COOP:
                found.add(node.removeprefix(COOP.iri))
            found |= {name for first in self.values(node, OWL.unionOf) for name in self.members(first)}
        return frozenset(found)

    def members(self, rest: str) -> Iterator[str]:
        """The members of an RDF list."""
        while rest and rest != RDF.nil:
            yield from self.local(rest, RDF.first)
            rest = self.text(rest, RDF.rest)


def _classes(triples: _Triples) -> Iterator[ClassKind]:
    for iri in triples.instances(OWL.Class):
        yield ClassKind(
            iri.removeprefix(COOP.iri),
            triples.labels(iri, RDFS.label),
            triples.text(iri, RDFS.comment),
            triples.closure(iri, RDFS.subClassOf),
        )


def _relations(triples: _Triples) -> Iterator[RelationKind]:
    for iri in triples.instances(COOP.Relation):
        name = iri.removeprefix(COOP.iri)
        time = triples.text(iri, COOP.time)
        domain, range_ = triples.any_of(iri, RDFS.domain), triples.any_of(iri, RDFS.range)
        if not (domain and range_ and time in (COOP.Instant, COOP.Period)):
            raise OntologyError(f"coopgraph.ttl: relation {name} lacks its domain, range or time; give it all three")
        types = triples.values(iri, RDF.type)
        yield RelationKind(
            name=name,
            labels=triples.labels(iri, RDFS.label),
            inverse_labels=triples.labels(iri, COOP.inverse_label),
            comment=triples.text(iri, RDFS.comment),
            example=triples.text(iri, "http://www.w3.org/2004/02/skos/core#example"),
            domain=domain,
            range=range_,
            instant=time == COOP.Instant,
            symmetric=OWL.SymmetricProperty in types,
            transitive=OWL.TransitiveProperty in types,
            hierarchical=triples.text(iri, COOP.hierarchical) == "true",
            supers=triples.closure(iri, RDFS.subPropertyOf),
            functional=OWL.FunctionalProperty in types,
            section=next(iter(triples.local(iri, COOP.section)), ""),
        )


def _sections(triples: _Triples) -> Iterator[Section]:
    for first in triples.values(COOP.Section, OWL.oneOf):
        for name in triples.members(first):
            yield Section(name, triples.labels(COOP.iri + name, RDFS.label))
