"""Tables that line up in a terminal, whatever is in their cells."""

from __future__ import annotations

import pytest
from wcwidth import wcswidth

from coopgraph.cli.grid import grid, markdown, width


def test_columns_line_up_and_nothing_trails() -> None:
    assert grid(["subject", "since"], [["BMWi", "2016-06"], ["a longer name", ""]]).split("\n") == [
        "subject        since",
        "-------------  -------",
        "BMWi           2016-06",
        "a longer name",
    ]


def test_a_chinese_character_takes_two_columns() -> None:
    assert grid(["name", "id"], [["工信部", "MIIT"], ["Bund", "DE"]]).split("\n") == [
        "name    id",
        "------  ----",
        "工信部  MIIT",
        "Bund    DE",
    ]


def test_the_widest_column_wraps_first_and_no_word_is_lost() -> None:
    lines = grid(["a", "note"], [["1", "implements the bilateral cooperation"]], room=20).split("\n")

    assert lines == ["a  note", "-  -----------------", "1  implements the", "   bilateral", "   cooperation"]
    assert max(map(len, lines)) <= 20


def test_chinese_wraps_between_characters() -> None:
    table = grid(["n"], [["中华人民共和国工业和信息化部"]], room=10)

    assert table.split("\n")[2:] == ["中华人民共", "和国工业和", "信息化部"]


def test_lines_within_a_cell_stay_lines() -> None:
    assert grid(["a", "b"], [["one\ntwo", "x"]]).split("\n") == ["a    b", "---  -", "one  x", "two"]


def test_markdown_escapes_what_would_end_a_cell() -> None:
    assert markdown(["a", "b"], [["x|y", "two\nlines"]]).split("\n") == [
        "| a    | b         |",
        "|:-----|:----------|",
        "| x\\|y | two lines |",
    ]


@pytest.mark.parametrize("first", range(0, 0x3000, 0x100))
def test_letters_are_as_wide_as_a_terminal_shows_them(first: int) -> None:
    shown = [text for code in range(first, first + 0x100) if (text := f"a{chr(code)}b").isprintable()]
    assert [width(text) for text in shown] == [wcswidth(text) for text in shown]
