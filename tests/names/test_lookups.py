"""Look-ups as people type them: each is right, or ambiguous or unknown with the right body proposed, and never wrong.

The graph is the bundled one and ministries with near-identical names (tests/corpus/ministries); the corpus
(tests/corpus/lookups.csv) says what each text resolves to and which body is the first candidate, blank for none.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import coopgraph
from coopgraph.errors import AmbiguousName, UnknownName
from coopgraph.graph import KnowledgeGraph

CORPUS = Path(__file__).parents[1] / "corpus"
with (CORPUS / "lookups.csv").open(encoding="utf-8", newline="") as lines:
    LOOKUPS = [(row["text"], row["expected"], row["best"]) for row in csv.DictReader(lines)]


@pytest.fixture(scope="module")
def ministries() -> KnowledgeGraph:
    return coopgraph.open("bundled", CORPUS / "ministries")


def resolved(graph: KnowledgeGraph, text: str) -> str:
    try:
        return graph.institution(text).id
    except AmbiguousName:
        return "ambiguous"
    except UnknownName:
        return "unknown"


def test_the_corpus_has_look_ups_of_every_outcome() -> None:
    outcomes = [expected for _, expected, _ in LOOKUPS]

    assert len({text for text, _, _ in LOOKUPS}) == len(LOOKUPS) >= 90
    assert outcomes.count("unknown") >= 30
    assert outcomes.count("ambiguous") >= 6


@pytest.mark.parametrize(("text", "expected", "best"), LOOKUPS)
def test_a_look_up_is_right_or_undecided_with_the_right_body_first(
    ministries: KnowledgeGraph, text: str, expected: str, best: str
) -> None:
    candidates = [candidate.entity.id for candidate in ministries.find(text)]

    assert resolved(ministries, text) == expected
    assert candidates[:1] == ([best] if best else [])


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Ministry of Science and Technology", ["MoST", "pk-MoST"]),
        ("Federal Ministry of Defence", ["BMVg", "at-BMLV"]),
        ("bmi", ["BMI", "at-BMI"]),
        ("b i t", ["BIT", "RUET"]),
        ("cesi", ["CESI", "EPSRC-CESI"]),
    ],
)
def test_an_ambiguous_name_lists_exactly_the_bodies_that_have_it(
    ministries: KnowledgeGraph, text: str, ids: list[str]
) -> None:
    with pytest.raises(AmbiguousName) as caught:
        ministries.institution(text)

    assert [candidate.entity.id for candidate in caught.value.candidates] == ids


def test_the_ministry_of_industry_and_it_is_far_ahead_of_those_of_economy(ministries: KnowledgeGraph) -> None:
    candidates = ministries.find("Ministry of Industry & IT")

    assert candidates[0].entity.id == "MIIT"
    assert candidates[0].score > 80
    assert all(candidate.score < 60 for candidate in candidates[1:])
    assert not {"BMWi", "BMZ"} & {candidate.entity.id for candidate in candidates[1:3]}


@pytest.mark.parametrize("text", ["Ministry", "Ministerium", "Bundesministerium", "Federal Ministry", "部", "Bundes"])
def test_a_word_that_many_names_have_resolves_to_none_of_them(ministries: KnowledgeGraph, text: str) -> None:
    assert resolved(ministries, text) == "unknown"
