"""Who, show, tree, timeline and the part of the graph that a map shows."""

from __future__ import annotations

from pathlib import Path

import pytest

import coopgraph
from coopgraph.errors import UnknownTerm
from coopgraph.graph import KnowledgeGraph
from coopgraph.questions.neighbourhood import scope


def test_the_commission_has_date_basis_and_place(kg: KnowledgeGraph) -> None:
    [statement] = kg.relations("commissioned", object="GIZ")

    row = kg.row(statement, "2016-07")
    assert row.pop("id").startswith("statement-")
    assert row == {
        "subject": {"id": "BMWi", "label": "Federal Ministry for Economic Affairs and Energy"},
        "relation": "commissioned",
        "object": {"id": "GIZ", "label": "Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ) GmbH"},
        "since": "2016-06",
        "until": None,
        "end": "not stated",
        "holds": "certain",
        "under": {"id": "mou-bmwi-miit-2015", "label": "Memorandum of Understanding between BMWi and MIIT"},
        "note": "To implement the bilateral cooperation.",
        "inferred": False,
        "sources": [
            {
                "id": "fact-sheet",
                "title": "Sino-German Cooperation on Industrie 4.0 (fact sheet)",
                "locator": (
                    'section "Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ) GmbH", '
                    "paragraph 3, sentence 1"
                ),
                "quote": "BMWi commissioned GIZ in June 2016 to implement the bilateral cooperation under the MoU",
                "url": None,
                "derived": False,
            }
        ],
    }


def test_six_bodies_implement_the_sub_working_group_since_december_2015(kg: KnowledgeGraph) -> None:
    found = kg.relations("implements", object="SWG-Industrie-4.0")

    assert [(each.subject, each.since) for each in found] == [
        (id, "2015-12") for id in ("BMWi", "CESI", "DIN", "DKE", "MIIT", "SAC")
    ]
    assert all(piece.derived for each in found for piece in each.evidence)


def test_each_subordinate_of_miit_has_its_own_source(kg: KnowledgeGraph) -> None:
    found = {each.subject: each.evidence[0].source for each in kg.relations("subordinate_of", object="MIIT")}

    assert found == {
        "BIT": "ror-MIIT",
        "CAICT": "ror-MIIT",
        "CCID": "fact-sheet",
        "CESI": "ror-MIIT",
        "CNNIC": "ror-MIIT",
        "SASTIND": "ror-MIIT",
        "SRRC": "ror-MIIT",
    }


def test_a_relation_includes_its_sub_relations_each_row_naming_its_own(kg: KnowledgeGraph) -> None:
    assert [(each.subject, each.relation) for each in kg.relations("agreed_to", object="mou-bmwi-miit-2015")] == [
        ("BMWi", "signed"),
        ("MIIT", "signed"),
    ]


def test_a_symmetric_relation_matches_either_end(world: KnowledgeGraph) -> None:
    assert [each.id for each in world.relations("cooperates_with", object="dredging")] == ["statement-cooperates"]
    assert [each.id for each in world.relations("cooperates_with", subject="VMW")] == ["statement-cooperates"]
    assert world.relations("organised", object="dredging") == []


def test_an_unknown_relation_proposes_the_nearest(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownTerm, match=r"unknown relation 'comissioned'; did you mean 'commissioned'\?"):
        kg.relations("comissioned")


@pytest.mark.parametrize(
    ("day", "certain", "expected"),
    [
        ("2016-05-31", False, []),
        ("2016-06-15", False, ["GIZ"]),
        ("2016-06-15", True, []),
        ("2016-07", True, ["GIZ"]),
        ("2017", True, []),
    ],
)
def test_as_of_answers_certain_and_possible(kg: KnowledgeGraph, day: str, certain: bool, expected: list[str]) -> None:
    assert [each.object for each in kg.relations("commissioned", as_of=day, certain=certain)] == expected


def test_show_groups_by_relation_and_direction(world: KnowledgeGraph) -> None:
    shown = world.show("Tides Ministry")

    assert shown["institution"]["id"] == "MoTI"
    groups = {
        name: {way: [row["id"] for row in rows] for way, rows in ways.items()}
        for name, ways in shown["relations"].items()
    }
    assert groups == {
        "signed": {"out": ["statement-signed-moti"], "in": []},
        "commissioned": {"out": ["statement-commissioned"], "in": []},
        "subordinate_of": {"out": [], "in": ["statement-subordinate"]},
        "represents": {"out": ["statement-represents"], "in": []},
    }


def test_show_keeps_dated_names_with_their_source(world: KnowledgeGraph) -> None:
    names = world.show("MoTI")["institution"]["names"]

    assert names[-1] == {
        "name": "Ministry of Tides",
        "lang": "en",
        "kind": "label",
        "since": "2009",
        "until": "2013-12",
        "name_source": "gazette",
        "locator": "page 4",
    }


def test_the_tree_nests_and_turns_round(world: KnowledgeGraph) -> None:
    down, up = world.tree("MoTI"), world.tree("liaison-office", up=True)

    [office] = down["children"]
    assert (down["id"], down["statement"], office["id"]) == ("MoTI", None, "LHO")
    assert [child["id"] for child in office["children"]] == ["liaison-office"]
    assert office["statement"]["id"] == "statement-subordinate"
    assert [up["children"][0]["id"], up["children"][0]["children"][0]["id"]] == ["LHO", "MoTI"]


def test_the_timeline_is_in_order_and_has_events_with_their_own_sources(kg: KnowledgeGraph) -> None:
    items = kg.timeline()

    dated = [
        (item["date"], item["statement"]["relation"] if item["statement"] else item["what"].partition(":")[0])
        for item in items
    ]
    assert dated[0] == ("2014-10", "agreed_to")
    assert dated[-4:] == [
        ("2016-11-29/2016-11-30", "Event"),
        ("2021", "Reorganisation"),
        ("2025", "Reorganisation"),
        ("2025", "Reorganisation"),
    ]
    assert ("2016-06", "commissioned") in dated
    assert items[-4]["sources"][0]["quote"].startswith("first held on November 29")
    assert [item["date"] for item in kg.timeline("GIZ")] == [
        "2015-07",
        "2016-06",
        "[2016-06..]",
        "[2016-06..]",
        "[2016-06..]",
    ]


def test_a_neighbourhood_holds_the_bodies_within_its_hops_and_all_between_them(world: KnowledgeGraph) -> None:
    part = scope(world.store, around="harbour-mou", hops=1)

    assert [entity.id for entity in part.entities] == ["MoTI", "VMW", "harbour-commission", "harbour-mou"]
    assert [each.id for each in part.statements] == [
        "statement-based-on",
        "statement-implements-commission",
        "statement-signed-moti",
        "statement-signed-vmw",
    ]


def test_the_part_between_two_bodies_is_their_routes(world: KnowledgeGraph) -> None:
    part = scope(world.store, between=("VMW", "LHO"))

    assert [entity.id for entity in part.entities] == [
        "LHO",
        "MoTI",
        "VMW",
        "dredging",
        "harbour-commission",
        "harbour-mou",
    ]
    assert "statement-organised" not in {each.id for each in part.statements}


def test_the_whole_includes_bodies_without_relations_and_a_filtered_one_does_not(world: KnowledgeGraph) -> None:
    whole = {entity.id for entity in scope(world.store).entities}
    assert "harbour-days" in whole
    assert "merger-of-ministries" not in whole
    assert {entity.id for entity in scope(world.store, relations=["signed"]).entities} == {"MoTI", "VMW", "harbour-mou"}


REFORM = """id,type,name_en,date,before,after
A,Ministry,Alpha,,,
B,Ministry,Beta,,,
C,Ministry,Gamma,,,
merger,Reorganisation,A and B become C,2013-12-31,A;B,C
split,Reorganisation,C becomes A and B,2015,C,A;B
end,Reorganisation,C is dissolved,2016,C,
start,Reorganisation,A is founded,2010,,A
"""


def test_the_history_tells_what_sort_of_change_it_was(tmp_path: Path) -> None:
    (tmp_path / "reform.csv").write_text(REFORM)

    history = coopgraph.open(tmp_path).show("C")["institution"]["history"]

    assert [(each["date"], each["kind"], [end["id"] for end in each["before"]]) for each in history] == [
        ("2013-12-31", "merger", ["A", "B"]),
        ("2015", "split", ["C"]),
        ("2016", "dissolution", ["C"]),
    ]
    assert [each["kind"] for each in coopgraph.open(tmp_path).show("A")["institution"]["history"]] == [
        "foundation",
        "merger",
        "split",
    ]
