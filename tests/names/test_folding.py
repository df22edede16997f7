"""Spellings of one name are equal, names that differ are not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopgraph.names.folding import fold, has_han, keys, pieces, simplified

LETTERS = "abcxyzABCXYZ0189äöüÄÖÜßéèñçøåłşğîœжщЯωΣ工業信息部啊한국サ"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=5)
ANY = st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße", "strasse"),
        ("ＭＩＩＴ", "miit"),
        ("Électricité de  France!", "electricite de france"),
        ("subordinate_of", "subordinate of"),
        ("Research & Development", "research and development"),
        ("Łódź, Tromsø, Đà Nẵng", "lodz tromso da nang"),
        ("İstanbul", "istanbul"),
        ("Bundes\u00administerium\u200b", "bundesministerium"),
        ("Hawaiʻi", "hawaiʻi"),
        ("工业４．０ 平台", "工业4 0 平台"),
        ("", ""),
        ("…!?", ""),
        ("\udcff", ""),
    ],
)
def test_folding_ignores_case_accents_width_and_punctuation(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Normung für München", "NORMUNG FUER MUENCHEN"),
        ("Normung für München", "Normung fur Munchen"),
        ("Normung für München", "Normung fuer München"),
        ("G.I.Z.", "GIZ"),
        ("Industrie 4.0", "Industrie4.0"),
        ("Wirtschaft & Energie", "Wirtschaft und Energie"),
        ("Recherche et développement", "recherche & developpement"),
        ("Aarhus", "Århus"),
        ("Max-Planck-Institut", "Max Planck Institut"),
        ("工业 4.0", "工业４．０"),
    ],
)
def test_spellings_of_one_name_have_something_in_common(one: str, other: str) -> None:
    assert keys(one) & keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bundesministerium der Finanzen", "Bundesministerium für Finanzen"),
        ("Ministry of Economy", "Ministry of Economics"),
        ("ガス", "カス"),
        ("कि", "की"),
        ("ET", "AND"),
        ("工业部", "工业局"),
    ],
)
def test_different_names_have_nothing_in_common(one: str, other: str) -> None:
    assert not keys(one) & keys(other)


def test_blank_text_has_nothing_in_common_with_anything_and_a_sign_only_with_itself() -> None:
    assert keys("") == keys(" \t ") == set()
    assert keys("☂") == {"☂"}


@settings(deadline=None)
@given(WORDS)
def test_case_width_accents_and_punctuation_never_separate_a_name_from_itself(words: list[str]) -> None:
    name = " ".join(words)
    wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in name)
    others = [name.upper(), name.lower(), wide, unicodedata.normalize("NFD", name), "-".join(words), "".join(words)]

    for other in others:
        assert keys(name) & keys(other), other


@settings(deadline=None)
@given(ANY)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(ANY)
def test_what_a_folded_text_shares_is_the_same_whether_it_is_given_or_not(text: str) -> None:
    assert keys(text, fold(text)) == keys(text)


@pytest.mark.parametrize(
    ("traditional", "expected"),
    [
        ("工業和信息化部", "工业和信息化部"),
        ("皇后 後宮", "皇后 后宫"),
        ("乾隆 乾燥", "乾隆 干燥"),
        ("臺灣大學", "台湾大学"),
        ("BMWi für", "BMWi für"),
    ],
)
def test_traditional_characters_become_simplified_ones_by_phrases(traditional: str, expected: str) -> None:
    assert simplified(traditional) == expected


@pytest.mark.parametrize(("text", "expected"), [("工", True), ("サービス", False), ("경제", False), ("GIZ 部", True)])
def test_only_chinese_characters_are_chinese(text: str, expected: bool) -> None:
    assert has_han(text) is expected


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("industrie4 0 plattform", ["industrie", "4", "0", "plattform"]),
        ("工业4 0平台", ["工业", "4", "0", "平台"]),
        ("信息化部", ["信息", "息化", "化部"]),
        ("部", ["部"]),
        ("министерство финансов", ["министерство", "финансов"]),
        ("giz北京", ["giz", "北京"]),
    ],
)
def test_texts_are_compared_by_words_numbers_and_pairs_of_chinese_characters(folded: str, expected: list[str]) -> None:
    assert pieces(folded) == expected
