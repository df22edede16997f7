"""Names that are like a text, and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.names.folding import fold
from coopgraph.names.similar import Similar
from coopgraph.names.texts import Texts

NAMES = [
    "Ministry of Industry and Information Technology",
    "Federal Ministry for Economic Affairs and Energy",
    "Federal Ministry for Economic Cooperation and Development",
    "Ministry of Science and ICT",
    "Bundesministerium für Wirtschaft und Energie",
    "Bundesministerium für Umwelt, Naturschutz und nukleare Sicherheit",
    "Ministerium für Wissenschaft",
    "National Development and Reform Commission",
    "BMWi",
    "BMI",
]
WORDS = ["ministry", "federal", "energy", "of", "it", "industrie", "4", "umwelt", "zz", "ministyr", "部门"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@pytest.fixture(scope="module")
def similar() -> Similar:
    return Similar(Texts(map(fold, NAMES)))


def best(similar: Similar, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    match = similar.find(fold(text), 1)[0]
    return NAMES[match.position], match.read_as


@pytest.mark.parametrize(
    ("text", "name", "read_as"),
    [
        ("Ministry of Industry & IT", 0, (("it", "information technology"),)),
        ("it industry ministry", 0, (("it", "information technology"),)),
        ("Minstry of Industy", 0, (("industy", "industry"), ("minstry", "ministry"))),
        ("Science and Information Communication Technology", 3, (("information communication technology", "ict"),)),
        ("Economic Cooperation Ministry", 2, ()),
        ("Energie und Wirtschaft Bundesministerium", 4, ()),
        ("Wirtschaftsministerium", 4, (("ministerium", "bundesministerium"),)),
        ("Umweltministerium", 5, (("ministerium", "bundesministerium"),)),
        ("Wissenschaftsministerium", 6, ()),
        ("BMIW", 8, (("bmiw", "bmwi"),)),
    ],
)
def test_the_name_meant_is_the_most_like_and_the_reading_says_why(
    similar: Similar, text: str, name: int, read_as: tuple[tuple[str, str], ...]
) -> None:
    found, readings = best(similar, text)

    assert (found, sorted(readings)) == (NAMES[name], sorted(read_as))


def test_a_rare_word_weighs_more_than_a_common_one(similar: Similar) -> None:
    matches = similar.find("federal ministry development", 2)

    assert [NAMES[match.position] for match in matches] == [NAMES[2], NAMES[1]]
    assert matches[0].score > 1.2 * matches[1].score


def test_initials_of_words_find_a_name_and_small_words_have_none(similar: Similar) -> None:
    assert [NAMES[at] for at in similar.abbreviated("ndrc")] == [NAMES[7]]
    assert [NAMES[at] for at in similar.abbreviated("ndr")] == []
    assert [NAMES[at] for at in similar.abbreviated("ndarc")] == []


def test_a_text_that_shares_no_word_finds_nothing(similar: Similar) -> None:
    assert similar.find("xyzzy", 10) == []
    assert similar.find("", 10) == []


def test_chinese_names_are_like_each_other_by_pairs_of_characters() -> None:
    names = ["工业和信息化部", "科学技术部", "国家标准化管理委员会"]
    similar = Similar(Texts(names))

    assert [names[match.position] for match in similar.find("工业信息化部", 3)] == ["工业和信息化部"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_wholly_like_itself(similar: Similar, name: str) -> None:
    match = similar.find(fold(name), 1)[0]

    assert (NAMES[match.position], match.read_as) == (name, ())
    assert match.score == pytest.approx(1)


@settings(deadline=None)
@given(TEXTS)
def test_likeness_lies_between_0_and_1_and_the_best_comes_first(text: str) -> None:
    scores = [match.score for match in Similar(Texts(map(fold, NAMES))).find(text, 10)]

    assert all(0 < score <= 1.0001 for score in scores)
    assert scores == sorted(scores, reverse=True)


@settings(deadline=None)
@given(st.permutations(["ministry", "of", "industry", "and", "information", "technology"]))
def test_the_order_of_words_does_not_change_what_is_found(words: list[str]) -> None:
    match = Similar(Texts(map(fold, NAMES))).find(" ".join(words), 1)[0]

    assert (match.position, match.read_as) == (0, ())
    assert match.score >= 0.9


@settings(deadline=None)
@given(st.lists(st.text("abcü工 ", max_size=6), max_size=8), st.text("abcü工 ", min_size=1, max_size=3))
def test_one_block_of_texts_finds_what_a_search_in_each_finds(texts: list[str], part: str) -> None:
    block = Texts(texts)

    assert [block[at] for at in range(len(block))] == texts
    assert list(block.containing(part)) == [at for at, text in enumerate(texts) if part in text]
    assert list(block.equal_to(part)) == [at for at, text in enumerate(texts) if part == text]
    assert [block.size(at) for at in range(len(block))] == [len(text.encode()) for text in texts]


def test_letters_in_order_to_the_last_contract_a_text() -> None:
    texts = Texts(["国家发展和改革委员会", "发改", "改发委", "发展改革委", "委发改"])

    assert list(texts.ending_in("发改委")) == [3]
    assert list(texts.ending_in("发改会")) == [0]
