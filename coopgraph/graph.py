"""The object that users hold. It resolves names and dates and hands every question on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from coopgraph import built, dates
from coopgraph.answers import Relations, Result, Routes
from coopgraph.built import opened
from coopgraph.dates import Span
from coopgraph.model import Candidate, Entity, Path, Source, Statement
from coopgraph.questions import who
from coopgraph.questions.rows import Row, row
from coopgraph.store import Asked, Filter
from coopgraph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from coopgraph.briefs import Brief, Picture
    from coopgraph.edges import Edges
    from coopgraph.maps import Map
    from coopgraph.names import NameIndex
    from coopgraph.questions.beyond import Beyond
    from coopgraph.questions.neighbourhood import Scope
    from coopgraph.store.table import Table

__all__ = ["KnowledgeGraph", "build", "diff", "open"]


def open(*paths: str | FilePath, lang: str = "en", cached: bool = True) -> KnowledgeGraph:
    """The graph of the files and folders named, or the bundled one; `bundled` names it among others.

    A folder may be one that `build` made. Files that were opened before come from the user's cache unless their content
    changed; `cached` False neither looks there nor puts anything there.

    Raises:
        InvalidData: some record breaks a rule; every finding is in it, and nothing is loaded.
        OtherFormat, DamagedBuild: a built graph has to be built again; the message has the command.
    """
    found = opened(paths, cached)
    return KnowledgeGraph(found.store, lang, found.names)


def build(*paths: str | FilePath, folder: str | FilePath, inferred: bool = False) -> FilePath:
    """The folder, which holds the graph of the files for `open` to open at once, at any size.

    `inferred` adds what the rules conclude, which is found anew at each question otherwise.

    Raises:
        InvalidData: some record breaks a rule; every finding is in it, and the folder stays as it was.
        CoopgraphError: the folder cannot be written, or another process builds in it.
    """
    built.build(paths, FilePath(folder), inferred)
    return FilePath(folder)


def diff(
    old: KnowledgeGraph | str | FilePath, new: KnowledgeGraph | str | FilePath, lang: str = "en"
) -> list[dict[str, Any]]:
    """Every change from one graph, file, folder or revision (`git:REV:PATH`) to another, by institution.

    The rows are those of `coopgraph.questions.diff.diff`; broken rules are passed over.

    Raises:
        InvalidData: something could not be read, and would be taken for removed.
    """
    from coopgraph.questions import diff as question

    def store(side: KnowledgeGraph | str | FilePath) -> EmbeddedStore:
        if isinstance(side, KnowledgeGraph):
            return side.store
        return opened([side]).store if built.is_built(side) else question.readable(side).store()

    return question.diff(store(old), store(new), lang)


_MOST_PICTURED = 40
_MOST_IN_TITLE = 3


class KnowledgeGraph:
    """Institutions and their dated, sourced relations; names may be any whole name, `as_of` any date or interval."""

    def __init__(self, store: EmbeddedStore, lang: str = "en", names: Callable[[], NameIndex] | None = None) -> None:
        self.store = store
        self.lang = lang
        self._make_names = names or (lambda: _name_index(store))

    def find(self, text: str) -> list[Candidate]:
        """The bodies that a text may mean, best first; reorganisations only by a whole name of their own."""
        kinds = self.store.ontology
        found = self._names.find(text)
        return [each for each in found if each.score > 90 or not kinds.is_a(each.entity.type, "Reorganisation")]

    def institution(self, name: str) -> Entity:
        """The one body of that name.

        Raises:
            UnknownName: no body has it whole.
            AmbiguousName: several have.
        """
        return self.store.entity(name.strip().removeprefix("id:")) or self._names.resolve(name)

    def institutions(self) -> list[Entity]:
        """Every body, agreement, project and event, by id."""
        return list(self.store.entities())

    def sources(self) -> list[Source]:
        """Every source, by id."""
        return list(self.store.sources())

    def relations(
        self,
        relation: str | None = None,
        subject: str | None = None,
        object: str | None = None,
        as_of: str | None = None,
        certain: bool = False,
        inferred: bool = False,
    ) -> Relations:
        """The statements that fit, by date; sub-relations are included, a symmetric relation matches either end."""
        ends = (self._id(subject), self._id(object))
        found = who.relations(self.store, relation, *ends, _asked(as_of, certain, inferred))
        return Relations(found, lambda statement: self.row(statement, as_of))

    def conflicts(self) -> list[tuple[Statement, Statement]]:
        """The pairs of statements that contradict each other, see `coopgraph.checks.conflicts.find`; both are kept."""
        from coopgraph.checks import conflicts

        return [(each.first, each.second) for each in conflicts.find(self.store.ontology, self.store.statements())]

    def row(self, statement: Statement, as_of: str | None = None) -> Row:
        """A statement as JSON has it, with `holds` for the day."""
        return row(self.store, statement, self.lang, _days(as_of))

    def show(
        self, name: str, as_of: str | None = None, certain: bool = False, inferred: bool = False
    ) -> dict[str, Any]:
        """Everything about one body, grouped by relation."""
        from coopgraph.questions.show import show

        return show(self.store, self.institution(name), self.lang, _asked(as_of, certain, inferred))

    def paths(
        self,
        start: str,
        end: str,
        k: int = 3,
        as_of: str | None = None,
        *,
        max_hops: int = 6,
        via: Iterable[str] = (),
        not_via: Iterable[str] = (),
        directed: bool = False,
        overlapping: bool = False,
        certain: bool = False,
        inferred: bool = False,
    ) -> Routes:
        """The k best routes between two bodies; `via` and `not_via` name bodies or relations."""
        from coopgraph.questions.path import Route, paths

        wanted = tuple(self._body_or_relation(name) for name in via)
        without = frozenset[str]().union(*(self._body_or_relation(name) for name in not_via))
        route = Route(max_hops, wanted, without, directed, overlapping, _asked(as_of, certain, inferred))
        found = paths(self.store, self.institution(start).id, self.institution(end).id, k, route)
        return Routes(found, self._sentences)

    def tree(
        self, name: str, up: bool = False, as_of: str | None = None, certain: bool = False, inferred: bool = False
    ) -> Row:
        """The hierarchy below a body, or above it."""
        from coopgraph.questions.tree import tree

        return tree(self.store, self.institution(name), up, self.lang, _asked(as_of, certain, inferred))

    def timeline(
        self, name: str | None = None, as_of: str | None = None, certain: bool = False, inferred: bool = False
    ) -> list[Row]:
        """The dated statements and events, in order."""
        from coopgraph.questions.timeline import timeline

        entity = self.institution(name) if name else None
        return timeline(self.store, entity, self.lang, _asked(as_of, certain, inferred))

    def sparql(self, query: str, as_of: str | None = None, **parameters: str) -> Result:
        """The result of a SPARQL query; parameters replace variables: names of bodies or relations, or texts.

        `as_of` replaces `?first_day` and `?last_day` by the days that it means.
        """
        from coopgraph.questions.named import day_terms, terms

        bound = terms(self.store, self._names, parameters) if parameters else {}
        found = self.store.sparql(query, **bound | day_terms(_days(as_of)))
        return Result(self, found)

    def named_query(self, name: str, as_of: str | None = None, **parameters: str) -> Result:
        """The result of one of the named queries in `ontology/queries`."""
        from coopgraph.questions.named import text

        return self.sparql(text(name), as_of, **parameters)

    @property
    def rdflib(self) -> rdflib.Dataset:
        """The graph behind rdflib's interface."""
        return self.store.rdflib

    def edges(
        self,
        relations: Iterable[str] | None = None,
        as_of: str | None = None,
        certain: bool = False,
        inferred: bool = False,
    ) -> Edges:
        """The statements as columns, for data frames and for graph libraries that take arrays of numbers."""
        from coopgraph.edges import Edges

        return Edges(self.store.snapshot.ids, self._rows(relations, _asked(as_of, certain, inferred)))

    def to_networkx(
        self,
        relations: Iterable[str] | None = None,
        as_of: str | None = None,
        certain: bool = False,
        inferred: bool = False,
    ) -> nx.MultiDiGraph[str]:
        """The graph as a MultiDiGraph, see `coopgraph.network.to_networkx`; filtered, it has only connected bodies."""
        from coopgraph import network
        from coopgraph.edges import Edges
        from coopgraph.questions.neighbourhood import bodies

        names, asked = [*(relations or ())], _asked(as_of, certain, inferred)
        parts = self._rows(names, asked)
        edges = Edges(self.store.snapshot.ids, parts)
        related = {edges.nodes[node] for node in {*edges.subject, *edges.object}}
        whole = not names and asked.days is None
        return network.to_networkx(bodies(self.store, related, whole), parts, self.lang)

    def _rows(self, relations: Iterable[str] | None, asked: Asked) -> list[tuple[Table, Sequence[int]]]:
        names = frozenset(name for each in relations or () for name in self.store.ontology.sub_relations(each)) or None
        return self.store.rows(Filter(names, asked=asked))

    def map(
        self,
        around: str | None = None,
        hops: int = 1,
        between: Sequence[str] | None = None,
        relations: Iterable[str] = (),
        as_of: str | None = None,
        title: str | None = None,
        certain: bool = False,
        inferred: bool = False,
        *,
        routes: int = 3,
        types: Iterable[str] = (),
        countries: Iterable[str] = (),
        limit: int | None = None,
        leaves: int = 12,
    ) -> Map:
        """A map of everything, of a neighbourhood, or of the k `routes` between two bodies.

        `types` and `countries` narrow it; of more than `leaves` bodies that hang on one by one relation the last are
        a single box (0: never); `limit` keeps the bodies that are nearest to the centre, else the most connected.
        """
        from coopgraph.questions.beyond import beyond
        from coopgraph.questions.choosing import Choice, choose

        ends = (self.institution(between[0]).id, self.institution(between[1]).id) if between else None
        asked, relations = _asked(as_of, certain, inferred), tuple(relations)
        named = (relations, tuple(types), tuple(countries))
        choice = Choice(self._id(around), hops, ends, routes, *named, limit, leaves)
        chosen = choose(self.store, choice, asked, self.lang)
        further = beyond(self.store, chosen.part.ids(), relations, asked)
        part = chosen.part
        called = title or self._title(around, ends, part)
        drawn = self.drawn(part.entities, part.statements, called, as_of, further)
        return drawn.of(chosen)

    def brief(
        self,
        name: str | None = None,
        between: Sequence[str] | None = None,
        as_of: str | None = None,
        certain: bool = False,
        inferred: bool = False,
        pictured: bool = True,
    ) -> Brief:
        """The dossier of a body, or of the routes between two, with numbered notes; `pictured` adds a map."""
        from coopgraph.briefs import connection, dossier
        from coopgraph.questions.path import Route

        asked = _asked(as_of, certain, inferred)
        picture = None
        if pictured:
            most = _MOST_PICTURED
            drawn = self.map(name, 1, between, as_of=as_of, certain=certain, inferred=inferred, limit=most)
            picture = _picture(drawn)
        if between is None:
            return dossier(self.store, self.institution(name or ""), self.lang, asked, as_of, picture)
        ends = self.institution(between[0]), self.institution(between[1])
        routes = self.paths(between[0], between[1], as_of=as_of, certain=certain, inferred=inferred)
        return connection(self.store, ends, routes, Route().max_hops, self.lang, asked, as_of, picture)

    def drawn(
        self,
        entities: Sequence[Entity],
        statements: Sequence[Statement],
        title: str,
        as_of: str | None = None,
        further: Beyond | None = None,
    ) -> Map:
        """A map of just these bodies and statements; `further` is carried in its page, not drawn at first."""
        from coopgraph.maps import Map
        from coopgraph.maps.selection import selected

        doubted = self._contradicted
        return Map(selected(self.store, entities, statements, title, self.lang, as_of, further, doubted))

    def _sentences(self, path: Path) -> list[str]:
        from coopgraph.questions.wording import sentence

        return [sentence(self.store, step.statement, self.lang, step.forward) for step in path.steps]

    def _title(self, around: str | None, between: tuple[str, str] | None, part: Scope) -> str:
        """What a map shows: where it is neither around nor between bodies its relations, if these are of few kinds."""
        from coopgraph.questions.path import Route
        from coopgraph.questions.wording import called, word

        if between:
            ends = [called(self.store, id, self.lang) for id in between]
            apart = word("no route", self.lang, *ends, str(Route().max_hops)).rstrip(".。")
            return word("between", self.lang, *ends) if part.routes else apart
        if around:
            return word("around", self.lang, called(self.store, self.institution(around).id, self.lang))
        shown = {each.relation for each in part.statements}
        labels = [kind.label(self.lang) for name, kind in self.store.ontology.relations.items() if name in shown]
        if 0 < len(labels) <= _MOST_IN_TITLE:
            return word("only", self.lang, word("and", self.lang).join(labels))
        return word("everything", self.lang)

    def _id(self, name: str | None) -> str | None:
        return self.institution(name).id if name is not None else None

    def _body_or_relation(self, name: str) -> frozenset[str]:
        """The id of a body, or the names of a relation and its sub-relations."""
        kinds = self.store.ontology
        if name.removeprefix("coop:") in kinds.relations:
            return kinds.sub_relations(name)
        return frozenset({self.institution(name).id})

    @cached_property
    def _contradicted(self) -> frozenset[str]:
        return frozenset(each.id for pair in self.conflicts() for each in pair)

    @cached_property
    def _names(self) -> NameIndex:
        return self._make_names()

    def __repr__(self) -> str:
        snapshot = self.store.snapshot
        return f"<KnowledgeGraph: {len(snapshot.ids)} bodies, {len(snapshot.stated)} statements>"


def _name_index(store: EmbeddedStore) -> NameIndex:
    from coopgraph.names import NameIndex

    return NameIndex(store.entities())


def _asked(as_of: str | None, certain: bool, inferred: bool) -> Asked:
    return Asked(_days(as_of), certain, inferred)


def _days(as_of: str | None) -> Span | None:
    return dates.as_of(as_of) if as_of else None


def _picture(drawn: Map) -> Picture:
    """The map for a brief, which tells its relations anyway: listed only where the drawing has numbers, not words."""
    from coopgraph.briefs import Picture
    from coopgraph.maps.layout import WORDS_LIMIT

    listed = len(drawn.selection.statements) > WORDS_LIMIT
    return Picture(drawn.selection.title, drawn.to_svg, lambda: drawn.to_png(lists=listed), drawn.selection.left_out)
