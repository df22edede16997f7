"""One graph becomes the next by what differs alone, quad for quad, whatever its records share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph import ontology
from coopgraph.dates import Bounds
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.packs import Pack
from coopgraph.store.carried import lines_of, quads_in
from coopgraph.store.changes import Changes, Records, changes
from coopgraph.store.disk import write_changed, write_store
from coopgraph.store.encoding import sections
from coopgraph.store.quads import quads_of
from coopgraph.store.snapshot import Snapshot

KINDS = ontology.load()
IDS = ("A", "B", "C", "https://example.org/d")
RELATIONS = ("commissioned", "subordinate_of", "part_of", "cooperates_with", "signed")
DAYS = {None: None, "2015-03-01": date(2015, 3, 1), "2016-04-02": date(2016, 4, 2)}
DIRECT = (
    "<https://w3id.org/coopgraph/id/{}> <https://w3id.org/coopgraph/ontology#{}> <https://w3id.org/coopgraph/id/{}> .\n"
)


def optional(*texts: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from((None, *texts))


def some(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=2, unique=True).map(tuple)


names = st.builds(
    Name,
    text=st.sampled_from(("Alpha", 'Be"ta\t\\', "港口")),
    lang=optional("en", "zh-Hant", "DE"),
    kind=st.sampled_from(("label", "alias", "acronym")),
    since=optional("2015"),
    source=optional("one", "common usage"),
    locator=optional("p. 1"),
)
evidence = st.builds(Evidence, st.sampled_from(("one", "two")), optional("p. 1"), optional("a phrase"), st.booleans())
entities = st.builds(
    Entity,
    id=st.sampled_from(IDS),
    type=st.sampled_from(("Ministry", "Company")),
    names=some(names),
    note=optional("n"),
    evidence=some(evidence),
    before=some(st.sampled_from(IDS)),
)
statements = st.builds(
    Statement,
    id=st.sampled_from(("s1", "s2", "s3", "A")),
    subject=st.sampled_from(IDS),
    relation=st.sampled_from(RELATIONS),
    object=st.sampled_from(IDS),
    since=optional("2016", "2016-06", "2015~"),
    note=optional("n"),
    evidence=some(evidence),
)
sources = st.builds(
    Source, st.sampled_from(("one", "two", "B")), st.sampled_from(("One", "Two")), issued=st.sampled_from([*DAYS])
)
carried = st.lists(
    st.one_of(
        st.builds(DIRECT.format, st.sampled_from(IDS[:3]), st.sampled_from(RELATIONS), st.sampled_from(IDS[:3])),
        st.just('_:b1 <http://xmlns.com/foaf/0.1/name> "x" .\n'),
        st.just('<https://w3id.org/coopgraph/id/A> <https://w3id.org/coopgraph/ontology#note> "n" .\n'),
    ),
    max_size=3,
)


@dataclass(frozen=True)
class Graph:
    """Records with bounds that follow from the sources, and the lines that are carried along."""

    stated: Records
    records: Records

    @property
    def snapshot(self) -> Snapshot:
        listed = (each.values() for each in self.records[:3])
        return Snapshot(Pack.of(sections(*listed)))

    def quads(self) -> set[ox.Quad]:
        listed = (each.values() for each in self.records[:3])
        return {*quads_of(KINDS, *listed), *quads_in(self.records.carried)}


def by_id(records: Iterable[Any]) -> dict[str, Any]:
    return {each.id: each for each in records}


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    told = [by_id(draw(st.lists(each, max_size=4))) for each in (entities, statements, sources)]
    lines = lines_of(quads_in("".join(draw(carried)).encode()))
    stated = Records(*told, lines)
    return Graph(stated, stated._replace(statements=dict(bounded(stated))))


def bounded(records: Records) -> Iterator[tuple[str, Statement]]:
    for id, each in records.statements.items():
        known = [records.sources[piece.source] for piece in each.evidence if piece.source in records.sources]
        yield id, each.bounded(Bounds(max((day for one in known if (day := DAYS[one.issued])), default=None)), False)


def differing(old: Graph, new: Graph) -> set[str]:
    """The ids of all that differs by more than what follows from sources."""
    pairs = zip(old.stated[:3], new.stated[:3], strict=True)
    return {id for was, now in pairs for id in was.keys() | now.keys() if was.get(id) != now.get(id)}


@pytest.mark.parametrize("hinted", [False, True])
def test_what_differs_makes_the_next_graph_of_any(hinted: bool) -> None:
    @settings(max_examples=150, deadline=None)
    @given(graphs(), graphs())
    def holds(old: Graph, new: Graph) -> None:
        touched = differing(old, new) if hinted else None
        gone, more = changed(old, new, touched).quads(KINDS, new.snapshot)
        assert (old.quads() - gone) | more == new.quads()
        assert gone <= old.quads()

    holds()


def changed(old: Graph, new: Graph, touched: set[str] | None = None) -> Changes:
    return changes(old.snapshot, old.records.carried, new.records, touched)


def graph(*told: Entity | Statement | Source, lines: str = "") -> Graph:
    kinds = (Entity, Statement, Source)
    records = Records(*(by_id(each for each in told if isinstance(each, kind)) for kind in kinds), lines.encode())
    return Graph(records, records)


A, B = Entity("A", "Ministry", (Name("Alpha", "en"),)), Entity("B", "Agency", (Name("Beta", "en"),))
ONE = Source("one", "One")
FIRST = Statement("s1", "B", "subordinate_of", "A", "2015", evidence=(Evidence("one"),))
SECOND = Statement("s2", "B", "subordinate_of", "A", "2018", evidence=(Evidence("one"),))


def predicates(quads: Iterable[ox.Quad]) -> list[str]:
    return sorted({quad.predicate.value.rpartition("#")[2] for quad in quads})


def test_a_direct_triple_goes_with_the_last_statement_that_implies_it() -> None:
    both, one, none = graph(A, B, ONE, FIRST, SECOND), graph(A, B, ONE, FIRST), graph(A, B, ONE)

    still, _ = changed(both, one).quads(KINDS, one.snapshot)
    gone, _ = changed(one, none).quads(KINDS, none.snapshot)

    assert "subordinate_of" not in predicates(still)
    assert "subordinate_of" in predicates(gone)


def test_a_direct_triple_that_is_carried_along_stays() -> None:
    line = DIRECT.format("B", "subordinate_of", "A")
    old, new = graph(A, B, ONE, FIRST, lines=line), graph(A, B, ONE, lines=line)

    gone, _ = changed(old, new).quads(KINDS, new.snapshot)

    assert "subordinate_of" not in predicates(gone)


def test_the_names_stay_unless_a_body_or_a_name_is_another() -> None:
    renamed = Entity("B", "Agency", (Name("Beta", "de"),))
    moved = Entity("B", "Agency", (Name("Beta", "en"),), city="Bonn")

    keeps = [changed(graph(A, B), graph(*bodies)).keep_names for bodies in ((A, B), (A, moved), (A, renamed), (A,))]

    assert keeps == [True, True, False, False]


def test_more_than_a_fifth_are_many() -> None:
    bodies = [Entity(f"body-{number}", "Agency", (Name(f"Body {number}", "en"),)) for number in range(10)]
    old = graph(*bodies)

    two, three = graph(*bodies[:8], *bodies_in("Bonn", 8)), graph(*bodies[:7], *bodies_in("Bonn", 7))

    assert not changed(old, two).are_many
    assert changed(old, three).are_many


def bodies_in(city: str, first: int) -> list[Entity]:
    return [Entity(f"body-{at}", "Agency", (Name(f"Body {at}", "en"),), city=city) for at in range(first, 10)]


def test_a_store_is_changed_in_a_copy_and_the_first_keeps_every_byte(tmp_path: Path) -> None:
    old, new = graph(A, B, ONE, FIRST), graph(A, B, ONE, SECOND, lines='_:b1 <https://example.org/p> "x" .\n')
    write_store(tmp_path / "old", KINDS, *(each.values() for each in old.records[:3]), other=[])
    before = {path.name: path.read_bytes() for path in (tmp_path / "old").iterdir()}

    write_changed(tmp_path / "new", tmp_path / "old", *changed(old, new).quads(KINDS, new.snapshot))

    assert {*ox.Store.read_only(str(tmp_path / "new"))} == new.quads()
    assert {*ox.Store.read_only(str(tmp_path / "old"))} == old.quads()
    assert {path.name: path.read_bytes() for path in (tmp_path / "old").iterdir()} == before
