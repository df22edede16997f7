"""Numbers in arrays, and the index from texts to numbers."""

from __future__ import annotations

import subprocess
import sys
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.names.numbers import marked, marks, numbers

SAME_CHECKSUM = ("plumless", "buckeroo")


@given(st.lists(st.text(max_size=3), max_size=20), st.text(max_size=3))
def test_a_text_is_marked_with_its_numbers_in_ascending_order(texts: list[str], text: str) -> None:
    index = memoryview(marks(texts, count()))

    for each in (*texts, text):
        assert list(marked(index, each)) == [at for at, other in enumerate(texts) if other == each]


def test_two_texts_with_one_checksum_are_told_apart_by_whoever_asks() -> None:
    index = memoryview(marks((*SAME_CHECKSUM, "other"), count()))

    assert [list(marked(index, text)) for text in SAME_CHECKSUM] == [[0, 1], [0, 1]]
    assert list(marked(index, "other")) == [2]


def test_the_index_is_the_same_in_each_process() -> None:
    program = "from coopgraph.names.numbers import marks; print(list(marks(['GIZ', '工信部'], [1, 2])))"
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)

    assert run.stdout.strip() == str(list(marks(["GIZ", "工信部"], [1, 2])))


@pytest.mark.parametrize(("values", "size"), [([], 4), ([0, 2**32 - 1], 4), ([0, 2**32], 8)])
def test_numbers_take_four_bytes_until_one_needs_more(values: list[int], size: int) -> None:
    assert (list(numbers(values)), numbers(values).itemsize) == (values, size)
