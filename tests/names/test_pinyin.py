"""Chinese names in Latin letters."""

from __future__ import annotations

import pytest

from coopgraph.names import pinyin
from coopgraph.names.folding import simplified
from coopgraph.names.pinyin import could_be_initials, spoken, syllables
from coopgraph.names.sounds import Sounds, sounds
from coopgraph.packs import Pack

NAMES = ["工信部", "工业和信息化部", "重庆银行", "长城", "國家標準化管理委員會", "绿色", "西安", "工业4.0平台"]


@pytest.fixture(scope="module")
def readings() -> Sounds:
    return Sounds(Pack.of(sounds("sounds", enumerate(map(simplified, NAMES)))), "sounds")


def whole(readings: Sounds, text: str) -> list[tuple[str, bool]]:
    said = spoken(text)
    assert said
    return [(NAMES[at], agree) for at, agree in readings.whole(said)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("gong xin bu", "工信部"),
        ("gongxinbu", "工信部"),
        ("Gōngxìnbù", "工信部"),
        ("gong1 xin4 bu4", "工信部"),
        ("gong1xin4bu4", "工信部"),
        ("gōngxin bu", "工信部"),
        ("gongye he xinxihua bu", "工业和信息化部"),
        ("chongqing yinhang", "重庆银行"),
        ("changcheng", "长城"),
        ("guojia biaozhunhua guanli weiyuanhui", "國家標準化管理委員會"),
        ("lüse", "绿色"),
        ("lvse", "绿色"),
        ("lǜsè", "绿色"),
        ("xi'an", "西安"),
        ("gongye 4.0 pingtai", "工业4.0平台"),
    ],
)
def test_a_name_is_found_by_how_it_is_read(readings: Sounds, text: str, name: str) -> None:
    assert whole(readings, text) == [(name, True)]


@pytest.mark.parametrize("text", ["gōngxìnbú", "gong1xin4bu2", "zhòngqìng", "zhong4qing4"])
def test_other_tones_or_another_reading_do_not_agree(readings: Sounds, text: str) -> None:
    assert all(not agree for _, agree in whole(readings, text))


@pytest.mark.parametrize(
    ("text", "letters", "tones"),
    [
        ("gōngxìnbù", "gongxinbu", [(1, 1), (5, 4), (8, 4)]),
        ("gong1 xin4bu", "gongxinbu", [(3, 1), (6, 4)]),
        ("lǜ", "lu", [(1, 4)]),
        ("Xi'an", "xian", []),
        ("gongye 4.0", "gongye40", []),
    ],
)
def test_tones_are_heard_where_they_stand(text: str, letters: str, tones: list[tuple[int, int]]) -> None:
    said = spoken(text)

    assert said
    assert (said.letters, said.tones) == (letters, tones)


@pytest.mark.parametrize(
    "text", ["Ministry", "Bundesministerium für", "BMWi", "gxb", "工信部", "Müller & Co", "", "x", "4.0", "гун синь"]
)
def test_what_has_no_chinese_syllables_is_not_pinyin(text: str) -> None:
    assert spoken(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("gxb", True), ("GXB", True), ("bmwi", False), ("giz", False), ("g", False), ("g x b", False)],
)
def test_initials_are_letters_with_which_syllables_begin(text: str, expected: bool) -> None:
    assert could_be_initials(text) is expected


def test_initials_find_names_with_exactly_these_syllables(readings: Sounds) -> None:
    assert [NAMES[at] for at in readings.initials("gxb")] == ["工信部"]
    assert [NAMES[at] for at in readings.initials("gyhxxhb")] == ["工业和信息化部"]
    assert [NAMES[at] for at in readings.initials("gx")] == []


def test_a_part_begins_with_a_syllable(readings: Sounds) -> None:
    def parts(text: str) -> dict[str, float]:
        said = spoken(text)
        assert said
        return {NAMES[at]: round(share, 2) for at, share in readings.parts(said)}

    assert parts("gongye") == {"工业4.0平台": 0.4, "工业和信息化部": 0.33}
    assert list(parts("gongye")) == ["工业4.0平台", "工业和信息化部"]
    assert parts("xinbu") == {"工信部": 0.56}
    assert parts("ang") == {}


def test_a_slip_is_like_the_name_and_the_nearest_comes_first(readings: Sounds) -> None:
    said = spoken("gong xing bu")
    assert said

    assert [(NAMES[at], round(score, 2)) for at, score in readings.like(said, 3, 0.7)] == [("工信部", 0.9)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重庆银行", [("chong", 2), ("qing", 4), ("yin", 2), ("hang", 2)]),
        ("工业4.0平台", [("gong", 1), ("ye", 4), ("40", 0), ("ping", 2), ("tai", 2)]),
        ("女ABC", [("nu", 3), ("abc", 0)]),
        ("（北京）", [("bei", 3), ("jing", 1)]),
        ("", []),
    ],
)
def test_syllables_are_read_by_words_with_their_tones(text: str, expected: list[tuple[str, int]]) -> None:
    assert list(syllables(text)) == expected


def test_names_are_read_as_the_library_reads_them_whole() -> None:
    from pypinyin import Style, lazy_pinyin

    for name in map(simplified, NAMES[:7]):
        read = lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=False)
        assert [f"{syllable}{tone}" for syllable, tone in syllables(name)] == [each.replace("v", "u") for each in read]


@pytest.mark.parametrize(
    ("text", "exact", "alone"),
    [
        ("重庆银行", ("chongqingyinhang", "cqyh"), ("zhongqingyinxing", "zqyx")),
        ("國標 4.0 Ä?", ("guobiao40a", "gb4"), ("guobiao40a", "gb40a")),
        ("", ("", ""), ("", "")),
    ],
)
def test_a_name_is_read_by_words_or_more_quickly_character_by_character(
    text: str, exact: tuple[str, str], alone: tuple[str, str]
) -> None:
    assert pinyin.readings(text) == exact
    assert pinyin.readings(text, exact=False) == alone
