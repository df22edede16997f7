"""The brief of a body tells everything that is known of it, once, in order, and each sentence with its note."""

from __future__ import annotations

import pytest

from coopgraph.briefs import Picture, dossier
from coopgraph.graph import KnowledgeGraph
from coopgraph.model import Entity, Name
from coopgraph.store.embedded import EmbeddedStore
from tests.briefs.conftest import body, store_of
from tests.briefs.telling import brief_of, rows, said, section


def test_the_sections_come_in_the_order_of_the_ontology_between_facts_and_contradictions(kg: KnowledgeGraph) -> None:
    brief = brief_of(kg.store, "BMWi")

    assert brief.title == "Federal Ministry for Economic Affairs and Energy (BMWi)"
    assert brief.facts == "4 relations · 4 sources"
    assert [each.heading for each in brief.sections] == [
        "What it is",
        "Names over time",
        "Commissions and funding",
        "Agreements",
        "Joint bodies, memberships and projects",
        "Tasks and cooperation",
        "Timeline",
        "Contradictions",
    ]


def test_facts_give_type_place_other_names_registers_and_note(kg: KnowledgeGraph) -> None:
    assert rows(brief_of(kg.store, "MIIT", "de"), "Steckbrief") == [
        ("Art", "Ministerium"),
        ("Sitz", "Beijing, China"),
        ("Auch genannt", "工信部; 工业和信息化部; Chinese Ministry of Industry and Information Technology"),
        ("In anderen Verzeichnissen", "https://ror.org/0385nmy68"),
    ]


def test_names_over_time_tell_what_changed_and_when_each_was_in_use(kg: KnowledgeGraph) -> None:
    brief = brief_of(kg.store, "BMWi", "de")

    heading = "Namen im Lauf der Zeit"
    assert said(brief, heading) == ["2021: Aus dem BMWi wird das BMWK.", "2025: Aus dem BMWK wird das BMWE."]
    assert [(row[0], row[1].split("\n")[0]) for row in rows(brief, heading)] == [
        ("nicht genannt", "Bundesministerium für Wirtschaft und Energie (BMWi)"),
        ("2017 bis 2021", "Bundesministerium für Wirtschaft und Energie (BMWi)"),
        ("2021 bis 2025", "Bundesministerium für Wirtschaft und Klimaschutz (BMWK)"),
        ("seit 2025", "Bundesministerium für Wirtschaft und Energie (BMWE)"),
    ]


def test_names_without_periods_stand_by_language_the_own_first(kg: KnowledgeGraph) -> None:
    assert rows(brief_of(kg.store, "GIZ", "zh"), "名称") == [
        ("中文", "德国国际合作机构 (通行名称)"),
        ("英文", "Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ) GmbH"),
        ("德文", "Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ) GmbH"),
        ("缩写", "GIZ"),
    ]


def test_a_body_with_one_name_has_no_section_for_it(harbour: EmbeddedStore) -> None:
    assert "Names" not in [each.heading for each in brief_of(harbour, "Office").sections]


def test_the_hierarchy_goes_up_to_the_top_and_counts_what_is_further_down(harbour: EmbeddedStore) -> None:
    hierarchy = section(brief_of(harbour, "Office"), "Place in the hierarchy")

    assert [(group.heading, [each.text for each in group.sentences]) for group in hierarchy.groups] == [
        (
            "",
            [
                "Since 2001, the Office has been subordinate to the Ministry (end not stated).",
                "Station is subordinate to the Office (date not stated).",
            ],
        ),
        ("Further up", ["The Ministry is subordinate to Crown (date not stated)."]),
        ("", ["One more body stands below these."]),
    ]


def test_many_relations_stand_under_headings_by_direction() -> None:
    store = store_of(
        [body(each, "Ministry") for each in "ABCDE"],
        [
            *(("A", "commissioned", each, "2010", None, "gazette") for each in "BC"),
            *((each, "commissioned", "A", "2011", None, "gazette") for each in "DE"),
        ],
    )
    groups = section(brief_of(store, "A", "de"), "Aufträge und Finanzierung").groups

    assert [(group.heading, [each.text.split(" (")[0] for each in group.sentences]) for group in groups] == [
        ("Beauftragte", ["Im Jahr 2010 beauftragte A B", "Im Jahr 2010 beauftragte A C"]),
        ("Wurde beauftragt von", ["Im Jahr 2011 beauftragte D A", "Im Jahr 2011 beauftragte E A"]),
    ]


def test_others_in_the_same_agreement_are_named_with_their_own_note_and_another_time(harbour: EmbeddedStore) -> None:
    brief = brief_of(harbour, "Office")
    (sentence,) = section(brief, "Agreements").sentences()

    assert sentence.text == "In April 2010, the Office agreed to the Treaty."
    assert [each.text for each in sentence.likewise] == ["Rival", "Crown (2011)"]
    numbers = [number for each in (sentence, *sentence.likewise) for number in each.notes]
    quotes = [brief.notes[number - 1].citations[0].quote for number in numbers]
    assert quotes == ["words of line 5", "words of line 6", "words of line 7"]


def test_of_very_many_others_twelve_are_named_and_the_rest_counted() -> None:
    store = store_of(
        [body("Treaty", "Treaty"), *(body(f"State{place:02}", "Government") for place in range(30))],
        [(f"State{place:02}", "signed", "Treaty", "2010", None, "gazette") for place in range(30)],
    )
    (sentence,) = section(brief_of(store, "State00"), "Agreements").sentences()

    assert len(sentence.likewise) == 13
    assert sentence.likewise[-1].text == "and 17 more"


def test_an_agreement_tells_what_rests_on_it(kg: KnowledgeGraph) -> None:
    brief = brief_of(kg.store, "mou-bmwi-miit-2015")

    assert said(brief, "Commissions and funding") == [
        "In June 2016, BMWi commissioned GIZ under the Memorandum of Understanding between BMWi and MIIT "
        "(end not stated)."
    ]


def test_every_statement_of_the_body_is_told_once_with_a_note_for_all_its_evidence(kg: KnowledgeGraph) -> None:
    for entity in kg.institutions():
        brief = dossier(kg.store, entity)
        told = {each.statement: each for part in brief.sections for each in part.sentences() if each.statement}
        own = {each.id: each for side in ("subject", "object") for each in kg.relations(**{side: entity.id})}
        assert own.keys() <= told.keys()
        for id, statement in own.items():
            (number,) = told[id].notes
            note = brief.notes[number - 1]
            assert note.number == number
            assert [(c.source, c.place, c.quote, c.derived) for c in note.citations] == [
                (piece.source, piece.locator, piece.quote, piece.derived) for piece in statement.evidence
            ]


def test_notes_are_numbered_in_the_order_of_their_first_mention(kg: KnowledgeGraph) -> None:
    for entity in kg.institutions():
        brief = dossier(kg.store, entity)
        seen: list[int] = []
        for part in brief.sections:
            cells = [cell for row in part.table.rows for cell in row] if part.table else []
            for sentence in (*part.sentences(), *cells):
                for each in (sentence, *sentence.likewise):
                    seen += [number for number in each.notes if number not in seen]
        assert seen == [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))


def test_sources_are_those_of_the_notes_in_the_order_of_citation(kg: KnowledgeGraph) -> None:
    brief = brief_of(kg.store, "BMWi")

    assert [source.id for source in brief.sources] == [
        "fact-sheet",
        "ror-BMWi",
        "ministries-2017-2021",
        "ministries-2021-2025",
    ]
    assert (
        brief.made
        == "Made by coopgraph 0.1.0 from Sino-German Cooperation on Industrie 4.0 (fact sheet) and 3 more sources."
    )


@pytest.mark.parametrize("lang", ["en", "de", "zh"])
def test_every_bundled_body_has_a_brief_in_every_language(kg: KnowledgeGraph, lang: str) -> None:
    for entity in kg.institutions():
        brief = dossier(kg.store, entity, lang)
        assert brief.lang == lang and brief.notes and all(part.heading for part in brief.sections)


def test_the_picture_is_a_section_before_the_contradictions(kg: KnowledgeGraph, picture: Picture) -> None:
    brief = dossier(kg.store, kg.institution("GIZ"), picture=picture)

    assert [(each.heading, each.pictured) for each in brief.sections[-2:]] == [("Map", True), ("Contradictions", False)]


def test_a_body_named_only_in_another_language_is_told_by_that_name() -> None:
    entities = [Entity("x", "Ministry", (Name("Министерство", "ru"),)), body("y", "Ministry")]
    store = store_of(entities, [("x", "supports", "y", None, None, "gazette")])

    brief = brief_of(store, "x", "de")
    assert brief.title == "Министерство"
    assert said(brief, "Aufgaben und Zusammenarbeit") == ["Министерство unterstützt y (Datum nicht genannt)."]


def test_a_brief_of_a_thousand_statements_is_made_of_each_once() -> None:
    entities = [body("State", "Government"), *(body(f"t{place}", "Treaty") for place in range(1000))]
    store = store_of(entities, [("State", "signed", f"t{place}", "2010", None, "gazette") for place in range(1000)])
    brief = brief_of(store, "State")

    told = [each.statement for each in section(brief, "Agreements").sentences()]
    assert len(told) == len(set(told)) == 1000
