"""Names that are like a text, and why."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.names import similar as module
from coopgraph.names.folding import fold
from coopgraph.names.similar import Similar
from coopgraph.names.texts import Texts, block
from coopgraph.names.vocabulary import Vocabulary, vocabulary
from coopgraph.packs import Pack

NAMES = [
    "BMI",
    "BMWi",
    "Ministry of Science and ICT",
    "Ministerium für Wissenschaft",
    "National Development and Reform Commission",
    "Bundesministerium für Wirtschaft und Energie",
    "Ministry of Industry and Information Technology",
    "Federal Ministry for Economic Affairs and Energy",
    "Federal Ministry for Economic Cooperation and Development",
    "Bundesministerium für Umwelt, Naturschutz und nukleare Sicherheit",
]
WORDS = ["ministry", "federal", "energy", "of", "it", "industrie", "4", "umwelt", "zz", "ministyr", "部门"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


def among(names: Sequence[str]) -> Similar:
    """The names, the shorter before the longer, as what may be asked for those like a text."""
    folded = list(map(fold, names))
    pack = Pack.of(block("names", folded) | vocabulary("words", folded))
    return Similar(Texts(pack, "names"), Vocabulary(pack, "words"))


@pytest.fixture(scope="module")
def similar() -> Similar:
    return among(NAMES)


def best(similar: Similar, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    match = similar.find(fold(text), 1)[0]
    return NAMES[match.place], match.read_as


@pytest.mark.parametrize(
    ("text", "name", "read_as"),
    [
        (
            "Ministry of Industry & IT",
            "Ministry of Industry and Information Technology",
            (("it", "information technology"),),
        ),
        (
            "it industry ministry",
            "Ministry of Industry and Information Technology",
            (("it", "information technology"),),
        ),
        (
            "Minstry of Industy",
            "Ministry of Industry and Information Technology",
            (("industy", "industry"), ("minstry", "ministry")),
        ),
        (
            "Science and Information Communication Technology",
            "Ministry of Science and ICT",
            (("information communication technology", "ict"),),
        ),
        ("Economic Cooperation Ministry", "Federal Ministry for Economic Cooperation and Development", ()),
        ("Energie und Wirtschaft Bundesministerium", "Bundesministerium für Wirtschaft und Energie", ()),
        (
            "Wirtschaftsministerium",
            "Bundesministerium für Wirtschaft und Energie",
            (("ministerium", "bundesministerium"),),
        ),
        (
            "Umweltministerium",
            "Bundesministerium für Umwelt, Naturschutz und nukleare Sicherheit",
            (("ministerium", "bundesministerium"),),
        ),
        ("Wissenschaftsministerium", "Ministerium für Wissenschaft", ()),
        ("BMIW", "BMWi", (("bmiw", "bmwi"),)),
    ],
)
def test_the_name_meant_is_the_most_like_and_the_reading_says_why(
    similar: Similar, text: str, name: str, read_as: tuple[tuple[str, str], ...]
) -> None:
    found, readings = best(similar, text)

    assert (found, sorted(readings)) == (name, sorted(read_as))


def test_a_rare_word_weighs_more_than_a_common_one(similar: Similar) -> None:
    matches = similar.find("federal ministry development", 2)

    assert [NAMES[match.place] for match in matches] == [
        "Federal Ministry for Economic Cooperation and Development",
        "Federal Ministry for Economic Affairs and Energy",
    ]
    assert matches[0].score > 1.2 * matches[1].score


def test_initials_of_words_find_a_name_and_small_words_have_none(similar: Similar) -> None:
    assert [NAMES[at] for at in similar.abbreviated("ndrc")] == ["National Development and Reform Commission"]
    assert [NAMES[at] for at in similar.abbreviated("ndr")] == []
    assert [NAMES[at] for at in similar.abbreviated("ndarc")] == []


def test_a_text_that_shares_no_word_finds_nothing(similar: Similar) -> None:
    assert similar.find("xyzzy", 10) == []
    assert similar.find("", 10) == []


def test_chinese_names_are_like_each_other_by_pairs_of_characters() -> None:
    names = ["科学技术部", "工业和信息化部", "国家标准化管理委员会"]
    similar = among(names)

    assert [names[match.place] for match in similar.find("工业信息化部", 3)] == ["工业和信息化部"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_wholly_like_itself(similar: Similar, name: str) -> None:
    match = similar.find(fold(name), 1)[0]

    assert (NAMES[match.place], match.read_as) == (name, ())
    assert match.score == pytest.approx(1)


@settings(deadline=None)
@given(TEXTS)
def test_likeness_lies_between_0_and_1_and_the_best_comes_first(text: str) -> None:
    scores = [match.score for match in among(NAMES).find(text, 10)]

    assert all(0 < score <= 1.0001 for score in scores)
    assert scores == sorted(scores, reverse=True)


@settings(deadline=None)
@given(st.permutations(["ministry", "of", "industry", "and", "information", "technology"]))
def test_the_order_of_words_does_not_change_what_is_found(words: list[str]) -> None:
    match = among(NAMES).find(" ".join(words), 1)[0]

    assert (NAMES[match.place], match.read_as) == ("Ministry of Industry and Information Technology", ())
    assert match.score >= 0.9


def test_a_mistyped_number_is_read_as_another_number() -> None:
    labs = among(["UMR 5285", "UMR 61174"])

    assert [(match.place, match.read_as) for match in labs.find("umr 585", 1)] == [(0, (("585", "5285"),))]
    assert labs.find("umr 999", 1)[0].read_as == ()


def test_names_beyond_the_shortest_with_a_word_are_found_by_another_and_weighed_with_both(
    similar: Similar, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["federal ministry cooperation", "ministry industry", "wirtschaft und energie"]
    whole = [similar.find(text, 1) for text in asked]

    monkeypatch.setattr(module, "_SHORTEST", 1)

    assert [similar.find(text, 1) for text in asked] == whole
    assert [NAMES[match.place] for match in similar.find("ministry", 10)] == ["Ministry of Science and ICT"]


@settings(deadline=None)
@given(st.dictionaries(st.integers(0, len(NAMES) - 1), st.sampled_from([0.5, 1.0, 2.0, 4.0, 8.0])), st.floats(0.5, 20))
def test_the_likest_names_are_those_that_a_look_at_each_would_choose(
    similar: Similar, shared: dict[int, float], text_weight: float
) -> None:
    weights = among(NAMES)._vocabulary.weights

    def likeness(place: int) -> tuple[float, int]:
        return -shared[place] / (1.4 * text_weight + 0.6 * weights[place]), place

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_POOL", 3)
        likest = similar._likest(shared, text_weight)
    assert likest == sorted(shared, key=likeness)[:3]
