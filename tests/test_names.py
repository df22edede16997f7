"""Look-up: whole names resolve, others are only proposed."""

from __future__ import annotations

import pytest

from coopgraph.errors import AmbiguousName, UnknownName
from coopgraph.graph import KnowledgeGraph
from coopgraph.model import Entity, Name
from coopgraph.names import NameIndex, fold


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


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße", "strasse"),
        ("ＭＩＩＴ", "miit"),
        ("Électricité de  France!", "electricite de france"),
        ("subordinate_of", "subordinate of"),
    ],
)
def test_folding_ignores_case_accents_width_and_punctuation(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_candidates_come_best_first_and_at_most_ten(kg: KnowledgeGraph) -> None:
    candidates = kg.find("Sino-German")

    scores = [candidate.score for candidate in candidates]
    assert len(candidates) == 10
    assert scores == sorted(scores, reverse=True)
    assert all("sino german" in fold(candidate.matched) for candidate in candidates[:5])
