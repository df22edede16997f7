"""Texts in one block are found as a search in each would find them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.names.texts import Texts, block
from coopgraph.packs import Pack, write

LETTERS = "abcü工 "
MANY = st.lists(st.text(LETTERS, min_size=1, max_size=6), max_size=8).map(lambda texts: sorted(texts, key=len))


def of(texts: list[str]) -> Texts:
    return Texts(Pack.of(block("texts", texts)), "texts")


@settings(deadline=None)
@given(MANY, st.text(LETTERS, min_size=1, max_size=3))
def test_what_contains_a_part_or_ends_in_it_is_found_in_order(texts: list[str], part: str) -> None:
    held = of(texts)

    assert list(held) == [held[place] for place in range(len(held))] == texts
    assert list(held.containing(part)) == [at for at, text in enumerate(texts) if part in text]
    assert list(held.ending_in(part)) == [at for at, text in enumerate(texts) if text.endswith(part)]
    assert list(held.with_word(part)) == [at for at, text in enumerate(texts) if f" {part} " in f" {text} "]


@settings(deadline=None)
@given(MANY, st.integers(0, 8), st.integers(0, 8))
def test_texts_of_some_lengths_stand_together(texts: list[str], least: int, most: int) -> None:
    held = of(texts)

    assert held.within(*held.of_length(least, most)) == [text for text in texts if least <= len(text) <= most]


@settings(deadline=None)
@given(MANY, st.text(LETTERS, min_size=1, max_size=6))
def test_a_text_is_found_where_it_is_and_nowhere_else(texts: list[str], text: str) -> None:
    texts = sorted(set(texts), key=lambda text: (len(text), text))

    assert [of(texts).place(each) for each in texts] == list(range(len(texts)))
    assert of(texts).place(text) == (texts.index(text) if text in texts else None)


def test_letters_in_order_to_the_last_contract_a_text() -> None:
    texts = of(["发改", "改发委", "委发改", "发展改革委", "国家发展和改革委员会"])

    assert [texts[place] for place in texts.contracted("发改委")] == ["发展改革委"]
    assert [texts[place] for place in texts.contracted("发改会")] == ["国家发展和改革委员会"]


def test_what_stands_before_and_after_the_block_in_a_file_is_not_searched(tmp_path: Path) -> None:
    with (tmp_path / "pack").open("wb") as file:
        write(file, {"before": b"ab\n", **block("texts", ["b", "cd"]), "after": b"ab\n"})

    texts = Texts(Pack.open(tmp_path / "pack"), "texts")

    assert (list(texts), list(texts.containing("b")), list(texts.ending_in("d"))) == (["b", "cd"], [0], [1])
    assert (list(texts.containing("ab")), list(texts.with_word("ab"))) == ([], [])


def test_no_texts_have_nothing() -> None:
    texts = of([])

    assert (len(texts), list(texts), texts.place("a"), list(texts.containing("a"))) == (0, [], None, [])
    assert texts.within(*texts.of_length(0, 9)) == []
