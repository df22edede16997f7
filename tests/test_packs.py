"""Packs of arrays: what is written is read again, from memory and from a file; what is damaged is refused."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.errors import DamagedPack
from coopgraph.packs import Pack, Rows, Section, picker, strings, write

ARRAYS = st.one_of(
    *(
        st.lists(st.integers(0, 256 ** array(code).itemsize - 1)).map(lambda each, code=code: array(code, each))
        for code in "BHIQ"
    ),
    *(st.lists(st.integers(-128, 127)).map(lambda each, code=code: array(code, each)) for code in "bhiq"),
    st.lists(st.floats(width=32, allow_nan=False)).map(lambda each: array("f", each)),
    st.lists(st.floats(allow_nan=False)).map(lambda each: array("d", each)),
)
SECTIONS = st.dictionaries(st.text(max_size=5), ARRAYS | st.binary(max_size=200), max_size=5)
TEXTS = st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=10)
SOME: dict[str, Section] = {"days": array("i", [-1, 730000]), **strings("names", ["GIZ", "", "工信部"]), "raw": b"x\ny"}


def in_file(folder: Path, sections: dict[str, Section]) -> Path:
    with (folder / "pack").open("wb") as file:
        write(file, sections)
    return folder / "pack"


def values(section: Section | memoryview) -> list[int] | list[float]:
    return list(section)


@settings(deadline=None)
@given(SECTIONS)
def test_every_section_is_read_as_it_was_written(sections: dict[str, Section]) -> None:
    pack = Pack.of(sections)

    assert {name: values(pack[name]) for name in pack} == {name: values(each) for name, each in sections.items()}
    assert len(pack) == len(sections)


def test_a_file_has_what_the_pack_in_memory_has_and_each_section_begins_at_a_multiple_of_64(tmp_path: Path) -> None:
    path = in_file(tmp_path, SOME)
    pack = Pack.open(path)

    assert path.read_bytes() == bytes(Pack.of(SOME).block)
    assert (list(pack["days"]), pack["days"].format, bytes(pack["raw"])) == ([-1, 730000], "i", b"x\ny")
    assert [pack.span(name)[0] % 64 for name in pack] == [0] * len(SOME)


def test_a_span_tells_where_to_search_for_bytes(tmp_path: Path) -> None:
    pack = Pack.open(in_file(tmp_path, {"before": b"ab", "text": b"--ab", "after": b"ab"}))
    begin, end = pack.span("text")

    assert pack.block.find(b"ab", begin, end) - begin == 2
    assert pack.block.find(b"abc", begin, end) == -1


def test_views_outlive_the_pack_and_cannot_be_written_to(tmp_path: Path) -> None:
    view = Pack.open(in_file(tmp_path, SOME))["days"]

    assert list(view) == [-1, 730000]
    with pytest.raises(TypeError):
        view[0] = 0


@settings(deadline=None)
@given(TEXTS)
def test_texts_are_known_by_their_position(texts: list[str]) -> None:
    held = Pack.of(strings("texts", texts)).strings("texts")

    assert (len(held), list(held), held[1:]) == (len(texts), texts, texts[1:])
    assert held.take(range(len(texts))[::-1]) == texts[::-1]
    assert held.take(range(len(texts))[:1]) == texts[:1]


@given(TEXTS.map(lambda texts: sorted(set(texts))), st.text(st.characters(codec="utf-8"), max_size=3))
def test_a_text_is_found_among_sorted_ones_or_not_at_all(texts: list[str], text: str) -> None:
    held = Pack.of(strings("texts", texts)).strings("texts")

    assert [held.find(each) for each in texts] == list(range(len(texts)))
    assert held.find(text) == (texts.index(text) if text in texts else None)


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    assert list(Pack.of(strings("texts", ["a\udcff"])).strings("texts")) == ["a?"]


def test_an_unknown_section_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Pack.of(SOME)["unknown"]


def test_a_pack_that_was_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    whole, end = bytes(Pack.of(SOME).block), Pack.of(SOME).span("raw")[1]

    for size in range(end):
        (tmp_path / "pack").write_bytes(whole[:size])
        with pytest.raises(DamagedPack, match=r"pack: "):
            Pack.open(tmp_path / "pack")


def heads_with_one_bit_flipped() -> Iterator[bytes]:
    whole = bytes(Pack.of(SOME).block)
    for at in range(min(Pack.of(SOME).span(name)[0] for name in SOME)):
        for bit in range(8):
            yield whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]


def test_a_flipped_bit_in_the_table_of_contents_is_refused_or_leaves_sections_that_can_be_looked_at() -> None:
    refused = 0
    for block in heads_with_one_bit_flipped():
        try:
            pack = Pack(block)
        except DamagedPack:
            refused += 1
        else:
            assert all(len(values(pack[name])) >= 0 for name in pack)

    assert refused > 1000


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"byteorder": "middle", "sections": {}}, "middle-endian"),
        ({"sections": {}}, "table of contents is damaged"),
        ([], "table of contents is damaged"),
        ({"byteorder": sys.byteorder, "sections": {"days": ["i", 0]}}, "table of contents is damaged"),
        ({"byteorder": sys.byteorder, "sections": {"days": ["u", 0, 4]}}, "table of contents is damaged"),
        ({"byteorder": sys.byteorder, "sections": {"days": ["i", 0, 3]}}, "table of contents is damaged"),
        ({"byteorder": sys.byteorder, "sections": {"days": ["i", -640, 4]}}, "table of contents is damaged"),
        ({"byteorder": sys.byteorder, "sections": {"days": ["i", 0, 4]}}, "cut off"),
    ],
)
def test_a_table_of_contents_that_makes_no_sense_is_refused(table: object, message: str) -> None:
    text = json.dumps(table).encode()

    with pytest.raises(DamagedPack, match=message):
        Pack(b"coopgraph pack 1" + len(text).to_bytes(8, "little") + text)


@pytest.mark.parametrize("content", [b"", b"coopgraph", b"coopgraph pack 9" + bytes(100), bytes(500)])
def test_a_file_that_is_no_pack_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(content)

    with pytest.raises(DamagedPack, match="other: "):
        Pack.open(tmp_path / "other")


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(DamagedPack, match=r"missing: cannot be read"):
        Pack.open(tmp_path / "missing")


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=3), min_size=1, max_size=80), st.data())
def test_many_texts_are_those_that_are_read_one_by_one(texts: list[str], data: st.DataObject) -> None:
    kept = Pack.of(strings("names", texts)).strings("names")
    wanted = data.draw(st.lists(st.integers(0, len(texts) - 1)))

    assert kept.take(wanted) == [texts[each] for each in wanted]
    assert kept.take(range(len(texts))) == texts


@given(st.lists(st.integers(0, 9)), st.integers(0, 10), st.integers(0, 10), st.sampled_from([1, 2, -1]))
def test_a_picker_takes_the_values_at_its_positions_out_of_any_column(
    positions: list[int], first: int, last: int, step: int
) -> None:
    numbers = array("I", range(100, 110))
    span = range(first, last, step) if step > 0 else range(min(first, 9), -1, -1)

    for places in (positions, tuple(positions), array("I", positions), span):
        for column in (numbers, memoryview(numbers), [*map(str, numbers)]):
            assert [*picker(places)(column)] == [column[each] for each in places]


def test_columns_that_lie_row_by_row_are_read_by_their_names() -> None:
    ages, heights = array("I", [4, 7, 9]), array("I", [101, 122, 2**32 - 1])
    pack = Pack.of({"before": b"x", "child": Rows.of({"age": ages, "height": heights}), "child.at": array("Q", [5])})

    assert [*pack["child.age"]] == [4, 7, 9]
    assert [*pack["child.height"]] == [101, 122, 2**32 - 1]
    assert pack["child.height"][1] == 122
    assert [*pack["child"]] == [4, 101, 7, 122, 9, 2**32 - 1]
    assert [*pack["child.at"]] == [5]
    assert [*Pack.of({"none": Rows.of({"age": array("I"), "height": array("I")})})["none.age"]] == []
