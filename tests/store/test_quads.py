"""Records as lines of N-Triples: every text, id and date is in the graph as it is in the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from by_terms import conclusions_by_terms, quads_by_terms
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph import ontology
from coopgraph.dates import Bounds
from coopgraph.draft import draft
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.store.disk import write_store
from coopgraph.store.quads import n_triples_of_conclusions, quads_of
from coopgraph.vocabulary import COOP

KINDS = ontology.load()
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = st.text(
    st.characters(max_codepoint=0xD7FF, categories=["L", "N"], include_characters=' <>"{}|\\^`[]-_./'), max_size=8
)
MAYBE = st.none() | TEXTS
DATES = st.none() | st.sampled_from(["2016", "2016-06", "2016-06-30", "[2016-06..]", "..", "unknown", "٢٠١٦"]) | TEXTS
DAYS = st.none() | st.dates()
LANGUAGES = st.sampled_from([None, "en", "DE", "zh-Hans"])
EVIDENCE = st.tuples() | st.tuples(st.builds(Evidence, IDS, MAYBE, MAYBE, st.booleans()))
NAMES = st.builds(
    Name, TEXTS, LANGUAGES, st.sampled_from(["label", "alias", "acronym", "other"]), DATES, DATES, MAYBE, MAYBE
)
SOURCES = st.builds(Source, IDS, TEXTS, MAYBE, DATES, DATES, MAYBE | st.just("https://example.org/a?b=c#d"), MAYBE)
TYPES = st.sampled_from(["", "Ministry", "Minis try"])
ENTITIES = st.builds(
    Entity, IDS, TYPES, st.lists(NAMES, max_size=3).map(tuple), MAYBE, MAYBE, DATES, MAYBE, EVIDENCE, st.tuples(IDS)
)
STATEMENTS = st.builds(
    Statement,
    *(IDS, IDS, st.sampled_from([*KINDS.relations, "", "no such", "https://example.org/p"]), IDS),
    *(DATES, DATES, st.none() | IDS, MAYBE, EVIDENCE, st.builds(Bounds, DAYS, DAYS, DAYS, DAYS)),
    dataset=st.none() | IDS,
    premises=st.lists(IDS, max_size=2).map(tuple),
    rule=MAYBE,
)


def concluded(conclusions: Iterable[Statement]) -> list[ox.Quad]:
    """What the lines of conclusions say, in their graph."""
    lines = b"".join(n_triples_of_conclusions(KINDS, conclusions))
    said = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return [ox.Quad(each.subject, each.predicate, each.object, ox.NamedNode(COOP.inferred)) for each in said]


@settings(max_examples=200, deadline=None)
@given(st.lists(ENTITIES, max_size=2), st.lists(STATEMENTS, max_size=2), st.lists(SOURCES, max_size=2))
def test_the_lines_say_what_the_terms_say_in_the_same_order(
    entities: list[Entity], statements: list[Statement], sources: list[Source]
) -> None:
    assert [*quads_of(KINDS, entities, statements, sources)] == [*quads_by_terms(KINDS, entities, statements, sources)]
    assert concluded(statements) == [*conclusions_by_terms(KINDS, statements)]


@pytest.mark.parametrize("path", ["bundled", Path(__file__).parents[1] / "world"], ids=str)
def test_whole_graphs_come_out_the_same_and_their_conclusions_too(path: Path | str) -> None:
    drafted = draft([path])
    conclusions = drafted.store().conclusions

    assert [*quads_of(KINDS, *_records(path))] == [*quads_by_terms(KINDS, *_records(path))]
    assert concluded(conclusions) == [*conclusions_by_terms(KINDS, conclusions)]


def test_a_store_in_a_folder_has_what_is_stated_apart_from_what_is_concluded(tmp_path: Path) -> None:
    entities, statements, sources = _records("bundled")
    conclusions = draft(["bundled"]).store().conclusions
    other = [ox.Quad(ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b"), ox.Literal("c"))]

    write_store(tmp_path / "rdf", KINDS, entities, statements, sources, other, conclusions)

    store = ox.Store.read_only(str(tmp_path / "rdf"))
    stated = {*quads_by_terms(KINDS, entities, statements, sources), *other}
    assert {*store} == stated | {*conclusions_by_terms(KINDS, conclusions)}


def test_without_conclusions_there_is_no_graph_of_them(tmp_path: Path) -> None:
    write_store(tmp_path / "rdf", KINDS, *_records("bundled"), other=[])

    assert [*ox.Store.read_only(str(tmp_path / "rdf")).named_graphs()] == []


def test_what_is_no_language_is_left_out_of_the_graph() -> None:
    [_, label] = quads_of(KINDS, [Entity("A", "Ministry", (Name("Alpha", "e_n"),))], [], [])

    assert label.object == ox.Literal("Alpha")


def test_a_statement_has_its_bounds_and_its_direct_triples() -> None:
    bounds = Bounds(date(2016, 6, 1), None, None, date(2017, 12, 31))
    statement = Statement("s", "A", "cooperates_with", "B", bounds=bounds)

    written = [str(quad).replace("https://w3id.org/coopgraph/", "") for quad in quads_of(KINDS, [], [statement], [])]

    day = "<http://www.w3.org/2001/XMLSchema#date>"
    assert written[4:] == [
        f'<id/s> <ontology#since_earliest> "2016-06-01"^^{day}',
        f'<id/s> <ontology#until_latest> "2017-12-31"^^{day}',
        "<id/A> <ontology#cooperates_with> <id/B>",
        "<id/B> <ontology#cooperates_with> <id/A>",
    ]


def _records(path: Path | str) -> tuple[list[Entity], list[Statement], list[Source]]:
    drafted = draft([path])
    return (
        [entity for entity, _ in drafted.entities.values()],
        [statement for statement, _ in drafted.statements.values()],
        [source for source, _ in drafted.sources.values()],
    )
