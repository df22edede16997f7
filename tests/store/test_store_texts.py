"""Texts and evidence by their numbers: many at once are those that are made one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.model import Entity, Evidence
from coopgraph.packs import Pack, strings
from coopgraph.store import texts as module
from coopgraph.store.encoding import sections
from coopgraph.store.texts import Proof, Texts, grouped, members, once

NUMBERS = st.lists(st.integers(0, 299), max_size=200)
ASCII, MIXED = [f"text {number}" for number in range(300)], [f"部 {number}" for number in range(300)]


def kept(said: list[str], first: int = 0) -> Texts:
    return Texts(Pack.of(strings("texts", said)).strings("texts"), first)


@settings(max_examples=50)
@given(NUMBERS, NUMBERS, st.sampled_from([0, 1]), st.sampled_from([ASCII, MIXED]))
def test_texts_that_are_taken_are_those_that_are_read(
    one: list[int], other: list[int], first: int, said: list[str]
) -> None:
    texts = kept(said, first)

    for numbers in (one, other, one):
        assert [*texts.take(numbers)] == [texts[number] for number in numbers]
        assert [*texts.take(numbers)] == [said[number] if number or first else None for number in numbers]


@pytest.mark.parametrize("most", [0, 100, 1000])
def test_the_same_number_gives_the_same_object(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(module, "_MOST_KEPT", most)
    taken = kept(MIXED).take([5, *range(200), 5])

    assert taken[0] is taken[6] is taken[-1]
    assert taken[1:4] == (None, "部 1", "部 2")
    assert taken[6] == "部 5"


@pytest.mark.parametrize("most", [0, 150, 10_000])
def test_what_is_kept_has_a_limit_and_changes_nothing(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(module, "_MOST_KEPT", most)
    texts = kept(ASCII)

    for numbers in (range(1, 101), range(51, 151), range(101, 201), range(1, 300)):
        assert [*texts.take(numbers)] == ASCII[numbers.start : numbers.stop]
        assert len(texts._kept) <= most


PIECES = st.lists(st.builds(Evidence, st.sampled_from("AB"), st.none() | st.just("p. 1"), st.none()), max_size=3)


@settings(max_examples=50)
@given(st.lists(PIECES.map(tuple), min_size=1, max_size=100), st.data())
def test_evidence_of_many_records_is_that_of_each(groups: list[tuple[Evidence, ...]], data: st.DataObject) -> None:
    entities = [Entity(f"body-{place:03}", "Agency", evidence=each) for place, each in enumerate(groups)]
    pack = Pack.of(sections(entities, [], []))
    proof = Proof(pack, "node", Texts(pack.strings("node.texts")))
    chosen = data.draw(st.lists(st.integers(0, len(groups) - 1), max_size=90))

    for records in (chosen, range(len(groups)), range(len(groups), len(groups)), range(0, len(groups), 2)):
        taken = [*proof.take(records)]
        assert taken == [groups[record] for record in records]
        assert taken == [proof[record] for record in records]


def test_members_are_found_by_where_each_record_s_begin() -> None:
    at = Pack.of({**strings("texts", ["ab", "", "c"])})["texts.at"]

    assert members(at, range(3)) == (range(3), [2, 0, 1])
    assert members(at, [2, 0]) == ([2, 0, 1], [1, 2])
    assert members(at, range(1, 1)) == ((), [])
    assert grouped("cab", [1, 0, 2]) == [("c",), (), ("a", "b")]


def test_what_is_made_of_equal_numbers_is_made_once() -> None:
    calls: list[tuple[int, ...]] = []

    def make(*numbers: int) -> str:
        calls.append(numbers)
        return str(sum(numbers))

    assert once(make, [1, 2, 1]) == ["1", "2", "1"]
    assert once(make, [1, 1], [2, 2]) == ["3", "3"]
    assert sorted(calls) == [(1,), (1, 2), (2,)]
