"""A quote is found however its text is broken, hyphenated, quoted or set, and only where it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.checks.passages import Passage, Passages


def found(text: str, quote: str) -> str | None:
    passage = Passages(text).find(quote)
    return passage.text if passage else None


@pytest.mark.parametrize(
    ("text", "quote", "passage"),
    [
        ("the two sides\n  agreed on a\tframework", "sides agreed on a framework", "sides agreed on a framework"),
        ("intelligent manu-\nfacturing in China", "intelligent manufacturing", "intelligent manu- facturing"),
        ("intelligent manu\u00adfacturing", "intelligent manufacturing", "intelligent manu\u00adfacturing"),
        ("intelligent manu\u00ad\n   facturing", "manufacturing", "manu\u00ad facturing"),
        ("the Sino-\nGerman project", "the Sino-German project", "the Sino- German project"),
        ("the Sino‑German project", "the Sino-German project", "the Sino‑German project"),
        ("Wirtschafts-\nund Energieministerium", "Wirtschafts- und", "Wirtschafts- und"),
        ("the work — and the rest", "work—and the rest", "work — and the rest"),
        ("November 29 – 30, 2016", "November 29-30, 2016", "November 29 – 30, 2016"),
        ("said «\u00a0yes\u00a0» to it", 'said "yes" to it', "said « yes » to it"),
        ("the ministry’s office", "ministry's office", "ministry’s office"),
        ("the project began", "“the project began”", "the project began"),
        ("２０１６， ｔｈｅ ＧＩＺ", "2016, the GIZ", "２０１６， ｔｈｅ ＧＩＺ"),
        ("of\ufb01cial of\ufb01ce", "official office", "of\ufb01cial of\ufb01ce"),
        ("Bu\u0308ro der Ministerin", "Büro der Ministerin", "Büro der Ministerin"),
        ("ＧＩＺ\u3000２０１６", "GIZ 2016", "ＧＩＺ ２０１６"),
        ("工业4.0，GIZ（德国）", "工业4.0, GIZ (德国)", "工业4.0，GIZ（德国）"),
        ("工业和\n信息化部，成立于 2008 年", "工业和信息化部,成立于2008年", "工业和 信息化部，成立于 2008 年"),
        ("the name\u200b of it", "name of it", "name\u200b of it"),
        ("its aim, stated in 1998, is trade", "its aim … is trade", "its aim … is trade"),
        ("its aim, stated in 1998, is trade", "its aim [...] is trade", "its aim … is trade"),
        ("It was founded in Bonn.", "[The office] was founded in Bonn", "was founded in Bonn"),
        ("its aim … is trade", "its aim … is trade", "its aim … is trade"),
        ("the cooperation12 began", "the cooperation", "the cooperation"),
    ],
)
def test_what_a_page_does_to_words_does_not_count(text: str, quote: str, passage: str) -> None:
    assert found(text, quote) == passage


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("in June 2016", "in July 2016"),
        ("its aim, stated in 1998, is trade", "is trade … its aim"),
        ("its aim, stated in 1998, is trade", "its aim is trade"),
        ("15 million euros", "5 million euros"),
        ("1.5 million euros", "5 million euros"),
        ("Industrie 4.0 in China", "Industrie 4"),
        ("the Bundesministerium", "ministerium"),
        ("part of the agreement", "art of the agreement"),
        ("was re formed", "was reformed"),
        ("2015-2017", "20152017"),
        ("commissioned GIZ", "Commissioned GIZ"),
        ("any text", "…"),
        ("any text", "“ ”"),
        ("", "any"),
    ],
)
def test_what_does_not_stand_there_is_not_found(text: str, quote: str) -> None:
    assert found(text, quote) is None


def test_case_can_be_passed_over_and_the_passage_keeps_its_own() -> None:
    text = Passages("Once.\n\nThe İzmir Office OPENED then")

    assert text.find("izmir office opened") is None
    assert text.find("izmir office opened", ignore_case=True) == Passage("İzmir Office OPENED", 3)


@pytest.mark.parametrize(
    ("quote", "passage", "line"),
    [
        ("The office was opened in June 2016", "The office was opened in July 2016", 2),
        ("ffice was opend in Jul", "office was opened in July", 2),
        ("the office opened its doors in July", "The office was opened in July", 2),
        ("the ministry signed the memorandum in Beijing", "ministries signed a memorandum in Beijing", 4),
    ],
)
def test_the_nearest_passage_is_whole_words_with_their_line(quote: str, passage: str, line: int) -> None:
    report = "A report.\nThe office was opened in July 2016, with ten people.\n\n"
    nearest = Passages(report + "Both ministries signed a memorandum in Beijing.").nearest(quote)

    assert nearest is not None
    assert passage in nearest.text
    assert len(nearest.text) <= len(quote) + 15
    assert nearest.line == line


def test_nothing_is_nearest_where_nothing_is_alike() -> None:
    assert Passages("A report on tides.").nearest("工业和信息化部成立于2008年") is None
    assert Passages("").nearest("any words") is None
    assert Passages("any words").nearest("…") is None


WORDS = st.lists(
    st.sampled_from(["alpha", "Beta", "größe", "日本", "4.0", "(MoU)", "delta", "2016"]), min_size=1, max_size=12
)
BREAKS = st.sampled_from([" ", "\n", "  \r\n ", "\u00a0", "\t"])


@settings(deadline=None)
@given(WORDS, WORDS, WORDS, st.data())
def test_words_are_found_between_others_however_lines_break(
    before: list[str], quoted: list[str], after: list[str], data: st.DataObject
) -> None:
    words = [*before, *(_hyphenated(word, data) for word in quoted), *after]
    text = "".join(word + data.draw(BREAKS) for word in words)

    found = Passages(text).find(" ".join(quoted))

    assert found is not None
    assert re.sub(r"[-‐\s\u00ad]", "", found.text) == "".join(quoted)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_a_word_that_is_not_there_is_not_found(before: list[str], after: list[str]) -> None:
    assert Passages(" ".join([*before, *after])).find(" ".join([*before, "gamma", *after])) is None


def _hyphenated(word: str, data: st.DataObject) -> str:
    if not word.isalpha() or not word.isascii():
        return word
    at = data.draw(st.integers(1, len(word) - 1))
    return word[:at] + data.draw(st.sampled_from(["", "-\n", "\u00ad", "\u00ad\n", "‐\n  "])) + word[at:]
