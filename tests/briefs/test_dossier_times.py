"""What the brief of a body tells of times, contradictions and conclusions."""

from __future__ import annotations

from coopgraph.dates import as_of
from coopgraph.graph import KnowledgeGraph
from coopgraph.records import replace
from coopgraph.store import Asked
from coopgraph.store.embedded import EmbeddedStore
from tests.briefs.telling import brief_of, rows, said, section


def test_the_timeline_is_in_order_and_tells_nothing_twice(kg: KnowledgeGraph) -> None:
    assert rows(brief_of(kg.store, "GIZ"), "Timeline") == [
        ("July 2015", "Memorandum of Understanding between BMWi and MIIT"),
        ("June 2016", "BMWi commissioned GIZ"),
        ("June 2016 or later", "GIZ established the Sino-German Industrie 4.0 Project"),
        ("June 2016 or later", "GIZ implements the Sino-German Cooperation on Industrie 4.0"),
    ]


def test_the_timeline_tells_ends_as_well(world: KnowledgeGraph) -> None:
    found = [row for row in rows(brief_of(world.store, "LHO"), "Timeline") if "commissioned" in row[1]]

    assert found == [("2016", "MoTI commissioned LHO"), ("September 2016", "MoTI commissioned LHO: end")]


def test_sources_that_contradict_each_other_stand_side_by_side(harbour: EmbeddedStore) -> None:
    brief = brief_of(harbour, "Office")
    (sentence,) = section(brief, "Contradictions").sentences()

    assert sentence.text == (
        "Since 2003, the Office has been a member of the Council (end not stated). "
        "Against that: Since June 2005, the Office has been a member of the Council (end not stated)."
    )
    cited = [brief.notes[number - 1].citations[0].title for number in sentence.notes]
    assert cited == ["Gazette of Lorrel", "A letter"]


def test_a_brief_without_contradictions_says_so(kg: KnowledgeGraph) -> None:
    assert said(brief_of(kg.store, "GIZ"), "Contradictions") == [
        "No two sources contradict each other in what is told here."
    ]


def test_a_body_without_relations_says_so(harbour: EmbeddedStore) -> None:
    brief = brief_of(harbour, "Loner")

    assert brief.facts == "0 relations · 1 source"
    assert said(brief, "Other relations") == ["No relation of it is on record."]


def test_as_of_a_day_tells_what_may_hold_then_under_the_names_of_then(kg: KnowledgeGraph) -> None:
    asked = Asked(as_of("2023"))
    brief = brief_of(kg.store, "BMWi", asked=asked, day="2023")

    assert brief.title == "Federal Ministry for Economic Affairs and Climate Action (BMWK)"
    assert brief.facts == "4 relations · 4 sources · As of 2023"
    assert brief.about == ("It tells what may have held on that date; what is not marked held for certain.",)
    assert said(brief, "Commissions and funding") == [
        "In June 2016, BMWK commissioned GIZ under the Memorandum of Understanding between BMWi and MIIT "
        "(end not stated; may hold then)."
    ]
    earlier = brief_of(kg.store, "BMWi", asked=Asked(as_of("2016-01")), day="Januar 2016")
    assert earlier.facts == "3 relations · 4 sources · As of January 2016"
    assert [row[0] for row in rows(earlier, "Timeline")] == ["July 2015", "December 2015"]


def test_during_a_time_it_says_which_and_what_certainty_means(kg: KnowledgeGraph) -> None:
    brief = brief_of(kg.store, "CCID", asked=Asked(as_of("2016/2017")), day="2016/2017")

    assert brief.facts == "2 relations · 2 sources · For 2016 to 2017"
    assert brief.about[0].startswith("It tells what may have held on some of those days")


def test_what_rules_conclude_is_told_on_request_with_its_reason(kg: KnowledgeGraph) -> None:
    brief = brief_of(kg.store, "BMBF", asked=Asked(inferred=True))
    found = {each.text: each.remark for each in section(brief, "Agreements").sentences() if "inferred" in each.text}

    assert found == {
        "Since January 2016, BMBF has been a co-signatory of MoST (inferred).": "both signed or agreed to the same "
        "agreement: BMBF agreed to the Joint Declaration of Intent between BMBF and MoST; MoST agreed to the Joint "
        "Declaration of Intent between BMBF and MoST"
    }


def test_a_conclusion_that_only_turns_a_told_statement_round_is_not_told_again(kg: KnowledgeGraph) -> None:
    brief = brief_of(kg.store, "MIIT", asked=Asked(inferred=True))

    assert [text for text in said(brief, "Place in the hierarchy") if "superior" in text] == []


def test_a_relation_that_the_ontology_puts_nowhere_is_told_among_the_others(harbour: EmbeddedStore) -> None:

    kinds = {name: replace(kind, section="") for name, kind in harbour.ontology.relations.items()}
    terms = replace(harbour.ontology, relations=kinds)
    store = EmbeddedStore.of(terms, harbour.entities(), harbour.statements(), harbour.sources())

    assert len(said(brief_of(store, "Office"), "Other relations")) == 7
