"""Look-up: whole names resolve, others are only proposed."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coopgraph.errors import AmbiguousName, UnknownName
from coopgraph.graph import KnowledgeGraph
from coopgraph.model import Entity, Name
from coopgraph.names import NameIndex, fold, sections
from coopgraph.packs import write
from coopgraph.records import replace


@pytest.mark.parametrize(
    ("text", "id", "reason"),
    [
        ("MIIT", "MIIT", "id"),
        ("miit", "MIIT", "id, ignoring case, accents and punctuation"),
        ("工信部", "MIIT", "alias (zh)"),
        ("Ministry of Industry and Information Technology", "MIIT", "name (en)"),
        (
            "ministry of industry, and information technology",
            "MIIT",
            "name (en), ignoring case, accents and punctuation",
        ),
        ("科技部", "MoST", "alias (zh)"),
        ("MOST", "MoST", "id, ignoring case, accents and punctuation"),
        ("Deutsches Institut für Normung", "DIN", "name (de)"),
        ("Deutsches Institut fur Normung", "DIN", "name (de), ignoring case, accents and punctuation"),
        ("DEUTSCHES INSTITUT FUER NORMUNG", "DIN", "name (de), ignoring case, accents and punctuation"),
        ("BMWK", "BMWi", "acronym, 2021 to 2025"),
        ("BMWE", "BMWi", "acronym, 2025 to not stated"),
        ("plattform industrie 4.0", "Plattform-Industrie-4.0", "id, ignoring case, accents and punctuation"),
    ],
)
def test_a_whole_name_in_any_language_resolves_and_says_how(
    kg: KnowledgeGraph, text: str, id: str, reason: str
) -> None:
    best = kg.find(text)[0]

    assert (best.entity.id, best.reason) == (id, reason)
    assert kg.institution(text).id == id


@pytest.mark.parametrize("text", ["Ministry", "Ministry of Industry & IT", "GZI", "BMW", "工业", "Industrie", ""])
def test_a_part_of_a_name_or_something_like_it_never_resolves(kg: KnowledgeGraph, text: str) -> None:
    with pytest.raises(UnknownName):
        kg.institution(text)


def test_a_mistyped_acronym_proposes_the_body_that_was_meant(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="unknown name 'GZI'; did you mean 'GIZ'\\?") as caught:
        kg.institution("GZI")

    assert caught.value.candidates[0].entity.id == "GIZ"


def test_a_name_that_two_bodies_have_is_ambiguous_and_an_id_is_not() -> None:
    bodies = [
        Entity("MoF", "Ministry", (Name("Ministry of Finance", "en"),)),
        Entity("mof-2", "Ministry", (Name("MOF", None, "acronym"),)),
    ]
    index = NameIndex(bodies)

    with pytest.raises(AmbiguousName, match="'mof' may mean MoF, mof-2; use an id"):
        index.resolve("mof")
    assert index.resolve("MoF").id == "MoF"
    assert index.resolve("id:mof-2").id == "mof-2"


def test_a_name_that_many_bodies_have_names_ten_of_them_and_holds_all() -> None:
    bodies = [Entity(f"body-{number}", "Ministry", (Name("Ministry"),)) for number in range(10, 23)]

    with pytest.raises(AmbiguousName, match=r"may mean body-10, .*, body-19 and 3 more; use an id") as caught:
        NameIndex(bodies).resolve("ministry")

    assert len(caught.value.candidates) == 13


def test_a_whole_word_in_a_long_name_comes_before_parts_of_words_in_however_many_short_ones() -> None:
    many = [Entity(f"https://example.org/{number}", "Company", (Name(f"Digit{number}"),)) for number in range(300)]
    long = Entity("https://example.org/long", "Company", (Name("Society for all who work with IT in the country"),))

    assert NameIndex([*many, long]).find("IT")[0].entity.id == long.id


def test_candidates_come_best_first_and_at_most_ten(kg: KnowledgeGraph) -> None:
    candidates = kg.find("Sino-German")

    scores = [candidate.score for candidate in candidates]
    assert len(candidates) == 10
    assert scores == sorted(scores, reverse=True)
    assert all("sino german" in fold(candidate.matched) for candidate in candidates[:5])


FORMER = Entity(
    "dti",
    "Ministry",
    (
        Name("Department of Trade", "en"),
        Name("Department of Trade and Industry", "en", "label", "1983", "2007"),
        Name("DTI", None, "acronym", "1983", "2007"),
        Name("贸易工业部", "zh", "label", None, "2007"),
        Name("Department of Trade and Industry", "en", "alias"),
    ),
)
WORDS = ["Ministry", "of", "Trade", "Industry", "IT", "and", "工业", "部", "BMZ"]
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("text", "id", "matched", "score", "reason"),
    [
        ("工業和信息化部", "MIIT", "工业和信息化部", 91.0, "alias (zh), in the other Chinese script"),
        ("gong xin bu", "MIIT", "工信部", 89.0, "alias (zh), in pinyin"),
        ("gōngxìnbù", "MIIT", "工信部", 89.0, "alias (zh), in pinyin"),
        ("gongye he xinxihua bu", "MIIT", "工业和信息化部", 89.0, "alias (zh), in pinyin"),
    ],
)
def test_a_name_in_the_other_script_or_in_pinyin_resolves_and_says_how(
    kg: KnowledgeGraph, text: str, id: str, matched: str, score: float, reason: str
) -> None:
    best = kg.find(text)[0]

    assert (best.entity.id, best.matched, best.score, best.reason) == (id, matched, score, reason)
    assert kg.institution(text).id == id


@pytest.mark.parametrize(
    ("text", "id", "matched", "reason"),
    [
        ("gōngxìnbú", "MIIT", "工信部", "its alias (zh) in pinyin with other tones"),
        ("gong xing bu", "MIIT", "工信部", "like its alias (zh) in pinyin"),
        ("gxb", "MIIT", "工信部", "initials of its alias (zh) in pinyin"),
        ("xinxihua bu", "MIIT", "工业和信息化部", "part of its alias (zh) in pinyin"),
        ("国家标准化委", "SAC", "国家标准化管理委员会", "like its name (zh)"),
        ("FMER", "BMBF", "Federal Ministry of Education and Research", "initials of its name (en)"),
        (
            "Ministry of Industry & IT",
            "MIIT",
            "Ministry of Industry and Information Technology",
            "like its name (en), 'it' read as 'information technology'",
        ),
    ],
)
def test_what_is_only_like_a_name_is_proposed_first_with_the_reason_and_never_resolves(
    kg: KnowledgeGraph, text: str, id: str, matched: str, reason: str
) -> None:
    best = kg.find(text)[0]

    assert (best.entity.id, best.matched, best.reason) == (id, matched, reason)
    with pytest.raises(UnknownName, match=f"did you mean '{id}'"):
        kg.institution(text)


@pytest.mark.parametrize(
    ("text", "matched", "reason"),
    [
        ("Department of Trade and Industry", "Department of Trade and Industry", "name (en), 1983 to 2007"),
        ("dti", "dti", "id"),
        ("DTI", "DTI", "acronym, 1983 to 2007"),
        ("贸易工业", "贸易工业部", "part of its name (zh), … to 2007"),
        ("DIT", "DTI", "like its acronym, 1983 to 2007, 'dit' read as 'dti'"),
    ],
)
def test_a_candidate_says_which_name_it_was_and_when_it_was_the_name(text: str, matched: str, reason: str) -> None:
    (best,) = NameIndex([replace(FORMER, id="x", names=FORMER.names[:4])] if text != "dti" else [FORMER]).find(text)

    assert (best.matched, best.reason) == (matched, reason)


def test_a_name_of_today_is_named_before_the_same_name_of_another_time() -> None:
    today, then = Name("Board of Trade", "en"), Name("Board of Trade", "en", "label", "1786", "1970")

    (best,) = NameIndex([Entity("board", "Ministry", (then, today))]).find("Board of Trade")

    assert best.reason == "name (en)"


def test_a_name_that_two_bodies_had_at_different_times_is_ambiguous_and_the_candidates_say_when() -> None:
    bodies = [
        Entity("one", "Ministry", (Name("Ministry of Supply", "en", "label", "1939", "1959"),)),
        Entity("other", "Ministry", (Name("Ministry of Supply", "en", "label", "1965"),)),
    ]

    with pytest.raises(AmbiguousName, match="may mean one, other") as caught:
        NameIndex(bodies).resolve("ministry of supply")

    assert [candidate.reason for candidate in caught.value.candidates] == [
        "name (en), 1939 to 1959, ignoring case, accents and punctuation",
        "name (en), 1965 to not stated, ignoring case, accents and punctuation",
    ]


def test_the_first_kind_of_spelling_that_any_body_has_decides() -> None:
    index = NameIndex(
        [
            Entity("a", "Company", (Name("Dadi", None),)),
            Entity("b", "Company", (Name("大地", "zh"),)),
            Entity("c", "Company", (Name("臺大", "zh"),)),
            Entity("d", "Company", (Name("台大", "zh"),)),
        ]
    )

    assert index.resolve("DADI").id == "a"
    assert index.resolve("dàdì").id == "a"
    assert index.resolve("大 地").id == "b"
    assert (index.resolve("臺大").id, index.resolve("台大").id) == ("c", "d")
    with pytest.raises(AmbiguousName, match="may mean c, d"):
        index.resolve("tai da")


def test_a_japanese_name_is_not_read_in_pinyin() -> None:
    index = NameIndex([Entity("meti", "Ministry", (Name("経済産業省", "ja"),))])

    assert index.find("jingji chanye sheng") == []


def test_an_iri_as_an_id_resolves_only_as_it_is() -> None:
    index = NameIndex([Entity("https://ror.org/0385nmy68", "Ministry", (Name("MIIT", None, "acronym"),))])

    assert index.resolve("https://ror.org/0385nmy68").acronym == "MIIT"
    assert [candidate.reason for candidate in index.find("https://ror.org/0385nmy68")] == ["id"]
    with pytest.raises(UnknownName):
        index.resolve("https ror org 0385nmy68")


@settings(deadline=None)
@given(PHRASES, st.lists(PHRASES, min_size=1, max_size=4, unique=True))
def test_what_resolves_is_a_whole_name_of_exactly_one_body(text: str, names: list[str]) -> None:
    index = NameIndex(Entity(f"https://example.org/{at}", "Ministry", (Name(name),)) for at, name in enumerate(names))
    same = [name for name in names if fold(name).replace(" ", "") == fold(text).replace(" ", "")]

    if len(same) == 1:
        assert [name.text for name in index.resolve(text).names] == same
    elif same:
        with pytest.raises(AmbiguousName) as several:
            index.resolve(text)
        assert sorted(candidate.matched for candidate in several.value.candidates) == sorted(same)
    else:
        with pytest.raises(UnknownName) as none:
            index.resolve(text)
        assert all(candidate.score < 89 for candidate in none.value.candidates)


def test_a_word_that_every_title_has_proposes_no_title_before_a_name_that_is_like_it() -> None:
    bodies = [
        Entity("MIIT", "Ministry", (Name("Ministry of Industry and Information Technology", "en"),)),
        Entity("framework", "Agreement", (Name("Rahmen mit China", "de"),)),
        Entity("committee", "Agency", (Name("Committee", "en"),)),
    ]

    found = [(each.entity.id, each.reason) for each in NameIndex(bodies).find("MIT")]

    assert found == [
        ("MIIT", "like its id, 'mit' read as 'miit'"),
        ("committee", "part of its id"),
        ("framework", "part of its name (de)"),
    ]
    assert NameIndex([*bodies, Entity("MIT", "Company")]).resolve("mit").id == "MIT"


@settings(deadline=None)
@given(st.text(st.characters(), max_size=30))
@example("\udcff工業")
@example("gong\udcff")
@example("德国\n国际")
def test_no_text_breaks_a_look_up(text: str) -> None:
    index = NameIndex([FORMER, Entity("giz", "Company", (Name("德国国际合作机构", "zh"), Name("", None, "alias")))])

    candidates = index.find(text)

    assert all(0 < candidate.score <= 100 and "{}" not in candidate.reason for candidate in candidates)
    assert len({candidate.entity.id for candidate in candidates}) == len(candidates)


NAMES_WHOLE = ["GIZ", "id:BMWi", "BMWK", "giz", "Deutsches Institut fuer Normung", "工信部"]


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize(
    ("texts", "imported", "imported_by_stored"),
    [
        (NAMES_WHOLE, [], []),
        (["工業和信息化部"], ["opencc"], ["opencc"]),
        (["gong xin bu"], ["opencc", "pypinyin"], []),
        (["Ministry of Industry & IT"], ["rapidfuzz"], ["rapidfuzz"]),
        (["工业和信息部"], ["opencc", "rapidfuzz"], ["opencc", "rapidfuzz"]),
    ],
)
def test_a_look_up_imports_only_what_it_needs(
    kg: KnowledgeGraph,
    texts: list[str],
    imported: list[str],
    imported_by_stored: list[str],
    stored: bool,
    tmp_path: Path,
) -> None:
    bodies = kg.institutions()
    (tmp_path / "bodies").write_bytes(pickle.dumps(bodies))
    with (tmp_path / "pack").open("wb") as file:
        write(file, sections(bodies))
    program = """if True:
        import json, pickle, sys
        from pathlib import Path
        from coopgraph.errors import UnknownName
        from coopgraph.names import NameIndex
        from coopgraph.packs import Pack
        folder, stored, *texts = sys.argv[1:]
        bodies = pickle.loads((Path(folder) / "bodies").read_bytes())
        pack = Pack.open(Path(folder) / "pack")
        index = NameIndex.stored(pack, bodies.__getitem__) if stored == "stored" else NameIndex(bodies)
        for text in texts:
            try:
                index.resolve(text)
            except UnknownName:
                pass
        libraries = {"networkx", "numpy", "opencc", "pypinyin", "pyoxigraph", "rapidfuzz", "rdflib"}
        print(*sorted(libraries & set(sys.modules)))
        """
    command = [sys.executable, "-c", program, str(tmp_path), "stored" if stored else "made", *texts]

    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()

    assert found == (imported_by_stored if stored else imported)
