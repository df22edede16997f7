"""What was read of a file comes back from its pack as it was, whatever stands in it more than once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.built.kept import facts_in, ids_in, ids_of, kept_sections
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.packs import Pack
from coopgraph.readers import Facts, Place, read

TESTS = Path(__file__).parents[1]
PLACE = Place("file.csv")

texts = st.sampled_from((None, "", "x", "中 é"))
ids = st.sampled_from(("A", "B", "https://example.org/c"))
evidence = st.lists(st.builds(Evidence, ids, texts, texts, st.booleans()), max_size=2).map(tuple)
names = st.lists(st.builds(Name, st.text(max_size=3), texts, since=texts, source=texts), max_size=2).map(tuple)
several = st.lists(ids, max_size=2).map(tuple)
entities = st.builds(Entity, ids, ids, names, texts, texts, texts, texts, evidence, several, several, several)
under = st.sampled_from((None, "A"))
statements = st.builds(
    Statement, ids, ids, ids, ids, texts, texts, under, texts, evidence, dataset=st.sampled_from((None, "dataset-a"))
)
sources = st.builds(Source, ids, ids, texts, texts, texts, texts, texts)


def facts(*records: Iterable[Any]) -> Facts:
    return Facts(*([(each, PLACE) for each in listed] for listed in records))


def by_id(records: Iterable[tuple[Any, Place]]) -> dict[str, list[Any]]:
    """The records of each id, in their order, by which they are merged."""
    found: dict[str, list[Any]] = {}
    for record, _ in records:
        found.setdefault(record.id, []).append(record)
    return found


def told(read: Facts) -> list[Any]:
    return [*map(by_id, (read.entities, read.statements, read.sources)), [str(quad) for quad, _ in read.other]]


def kept(read: Facts) -> Pack:
    sections = kept_sections(read)
    assert sections is not None
    return Pack.of(sections)


@settings(max_examples=100, deadline=None)
@given(st.lists(entities, max_size=6), st.lists(statements, max_size=6), st.lists(sources, max_size=6))
def test_every_record_comes_back_with_those_of_its_id_in_the_same_order(
    bodies: list[Entity], claims: list[Statement], documents: list[Source]
) -> None:
    read = facts(bodies, claims, documents)

    again = facts_in(kept(read), "file.csv")

    assert told(again) == told(read)
    assert ids_in(kept(read)) == ids_of(read) == {each.id for each in (*bodies, *claims, *documents)}


def test_files_of_each_kind_come_back_with_what_they_carry_along() -> None:
    relations, turtle = TESTS / "world" / "relations.csv", TESTS / "corpus" / "valid" / "world.ttl"
    for path, statements in ((relations, 14), (turtle, 13)):
        first = read([path])
        again = facts_in(kept(first), str(path))
        assert told(again) == told(first)
        assert len(first.statements) == statements
        assert {place.file for _, place in (*again.entities, *again.statements)} == {str(path)}


def test_quads_with_blank_nodes_come_back_under_the_same_labels(tmp_path: Path) -> None:
    file = tmp_path / "more.ttl"
    file.write_text('@prefix f: <http://xmlns.com/foaf/0.1/> . [] f:name "a\\nb"@en-GB ; f:knows [ f:age 3 ] .')
    first = read([file])

    assert len(first.other) == 3
    assert told(facts_in(kept(first), str(file))) == told(first)


def test_a_file_in_which_one_id_recurs_too_often_is_not_kept() -> None:
    assert kept_sections(facts([Entity("A", "")] * 64, [], [])) is not None
    assert kept_sections(facts([Entity("A", "")] * 65, [], [])) is None


def test_a_file_without_records_is_kept_too() -> None:
    assert told(facts_in(kept(Facts()), "file.csv")) == [{}, {}, {}, []]
