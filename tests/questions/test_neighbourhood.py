"""What a map shows: narrowed, gathered and limited, in the same way each time, with nothing lost in silence."""

from __future__ import annotations

import csv
from datetime import date

import pytest

import coopgraph
from coopgraph.errors import UnknownTerm
from coopgraph.graph import KnowledgeGraph
from coopgraph.maps import Map
from coopgraph.model import Statement
from coopgraph.questions.choosing import Choice, choose
from coopgraph.questions.gathering import gathered
from coopgraph.questions.limiting import LeftOut, limited
from coopgraph.questions.narrowing import countries_named, narrowed, types_named
from coopgraph.questions.neighbourhood import Scope, scope
from coopgraph.records import replace

BODIES = "id,type,name_en,name_de,acronym,country,name_source"
RELATIONS = "id,subject,relation,object,since,until,source,locator,quote"
SOURCES = "id,title,publisher,issued,retrieved,url,licence"


@pytest.fixture(scope="module")
def star(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """A ministry with 45 agencies, of which the first 30 are dated, and an agreement with a ministry elsewhere."""
    folder = tmp_path_factory.mktemp("star")
    agencies = [f"A{place:02}" for place in range(45)]
    dated = [str(1990 + place) if place < 30 else "" for place in range(45)]
    bodies = [
        "Hub,Ministry,Ministry of Everything,Ministerium für alles,HUB,DE,gazette",
        "Ally,Ministry,Ministry of Allies,,,CN,gazette",
        "pact,Treaty,Pact,,,,gazette",
        *(f"{id},Agency,Agency {id},,,DE,gazette" for id in agencies),
    ]
    relations = [
        "hub-signed,Hub,signed,pact,2015-07,,gazette,page 1,signed",
        "ally-signed,Ally,signed,pact,2015-07,,gazette,page 1,signed",
        *(
            f"below-{id},{id},subordinate_of,Hub,{since},,gazette,page {place},below"
            for place, (id, since) in enumerate(zip(agencies, dated, strict=True))
        ),
        "below-A44-too,A44,subordinate_of,Hub,,,gazette,page 99,below once more",
    ]
    sources = ["gazette,Gazette,Printer,2018,2020-01-01,https://example.org/,CC0-1.0"]
    for name, header, rows in (
        ("bodies", BODIES, bodies),
        ("relations", RELATIONS, relations),
        ("sources", SOURCES, sources),
    ):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(row.split(",") for row in (header, *rows))
    return coopgraph.open(folder)


def ids(part: Scope) -> list[str]:
    return [entity.id for entity in part.entities]


# gathering


def test_of_many_leaves_the_last_become_one_box(star: KnowledgeGraph) -> None:
    part = gathered(scope(star.store), star.store.ontology, 8)
    [box] = part.gathered

    # A44 has most evidence and stays, then by id
    assert ids(part) == sorted(
        ["A00", "A01", "A02", "A03", "A04", "A05", "A44", "Ally", "Hub", "pact", "more-Hub-subordinate_of-from"]
    )
    assert [member.id for member in box.members] == [f"A{place:02}" for place in range(6, 44)]
    assert (box.entity.label("en"), box.entity.label("de"), box.entity.label("zh")) == (
        "+38 more",
        "+38 weitere",
        "另外 38 个",
    )
    assert (box.entity.type, box.entity.country) == ("Agency", "DE")
    assert (box.statement.subject, box.statement.relation, box.statement.object) == (
        "more-Hub-subordinate_of-from",
        "subordinate_of",
        "Hub",
    )


def test_a_box_keeps_the_names_the_dates_and_the_evidence_of_all_that_it_gathers(star: KnowledgeGraph) -> None:
    [box] = gathered(scope(star.store), star.store.ontology, 8).gathered

    told = (box.entity.note or "").split("; ")
    assert told == [f"Agency A{place:02} (since {1990 + place})" for place in range(6, 30)] + [
        f"Agency A{place:02}" for place in range(30, 44)
    ]
    assert box.statement.note == box.entity.note
    assert {name.text for name in box.entity.names if name.kind == "alias"} == {
        f"Agency A{place:02}" for place in range(6, 44)
    }
    assert len(box.statements) == 38
    assert {piece.locator for piece in box.statement.evidence} == {f"page {place}" for place in range(6, 44)}


def test_a_box_claims_no_date_that_is_not_stated_of_all(star: KnowledgeGraph) -> None:
    part = scope(star.store)
    [mixed] = gathered(part, star.store.ontology, 8).gathered
    [dated] = gathered(part.only({"Hub", *(f"A{place:02}" for place in range(30))}), star.store.ontology, 8).gathered

    assert (mixed.statement.since, mixed.statement.until, mixed.statement.end) == (None, None, "not stated")
    assert (dated.statement.since, dated.statement.end) == ("[1997..]", "not stated")
    assert mixed.statement.bounds.since_earliest is None
    assert dated.statement.bounds.since_earliest == date(1997, 1, 1)
    assert dated.statement.bounds.since_latest == date(2019, 12, 31)


def test_the_threshold_is_the_most_boxes_that_there_are(star: KnowledgeGraph) -> None:
    part = scope(star.store)

    def boxes(most: int) -> tuple[int, int]:
        found = gathered(part, star.store.ontology, most)
        return sum(id.startswith(("A0", "A1", "A2", "A3", "A4", "more")) for id in ids(found)), len(found.gathered)

    assert boxes(45) == (45, 0)
    assert boxes(44) == (44, 1)
    assert boxes(1) == (1, 1)


def test_only_what_hangs_on_one_body_by_one_relation_is_gathered(star: KnowledgeGraph) -> None:
    part = scope(star.store)
    second = Statement("second", "A07", "funded", "Hub")
    other = Statement("other", "A08", "subordinate_of", "Ally")
    more = Scope(part.entities, (*part.statements, second, other))

    [box] = gathered(more, star.store.ontology, 8, keep=("A09",)).gathered

    assert {"A07", "A08", "A09"}.isdisjoint(member.id for member in box.members)


def test_counts_are_those_of_the_bodies_and_not_of_the_boxes(star: KnowledgeGraph) -> None:
    part = gathered(scope(star.store), star.store.ontology, 8)
    assert part.counts() == scope(star.store).counts() == (48, 48)
    assert part.ids() >= {f"A{place:02}" for place in range(45)}


# limiting


def test_a_limit_keeps_the_most_connected_and_counts_what_it_leaves_out(star: KnowledgeGraph) -> None:
    part, out = limited(scope(star.store), 3)

    assert ids(part) == ["A44", "Hub", "pact"]
    assert [each.id for each in part.statements] == ["below-A44", "below-A44-too", "hub-signed"]
    assert out == LeftOut(bodies=45, relations=45, limit=3)


def test_a_limit_keeps_what_is_nearest_to_the_centre(star: KnowledgeGraph) -> None:
    part, out = limited(scope(star.store), 3, centre=("Ally",))

    assert ids(part) == ["Ally", "Hub", "pact"]
    assert out == LeftOut(bodies=45, relations=46, limit=3)


def test_a_gathered_box_counts_as_what_it_holds_when_it_stays_and_when_it_goes(star: KnowledgeGraph) -> None:
    part = gathered(scope(star.store), star.store.ontology, 8)
    with_box, few = limited(part, 3)
    without, many = limited(part, 1)

    assert ids(with_box) == ["A44", "Hub", "more-Hub-subordinate_of-from"]
    assert with_box.counts() == (40, 40)
    assert few == LeftOut(bodies=8, relations=8, limit=3)
    assert (ids(without), many) == (["Hub"], LeftOut(bodies=47, relations=48, limit=1))
    assert without.gathered == ()


def test_a_limit_that_is_not_reached_leaves_nothing_out(star: KnowledgeGraph) -> None:
    part = scope(star.store)
    assert limited(part, 48) == (part, None)


def test_a_limit_keeps_routes_whole_while_they_fit(kg: KnowledgeGraph) -> None:
    part = scope(kg.store, between=("BMBF", "CCID"), routes=5)
    lengths = [len(route) for route in part.routes]
    least, _ = limited(part, lengths[0], ("BMBF", "CCID"))
    assert set(ids(least)) == set(part.routes[0])
    assert lengths == sorted(lengths)


# narrowing


def test_types_include_those_below_them(kg: KnowledgeGraph) -> None:
    part = narrowed(scope(kg.store), kg.store.ontology, ["Agreement"], [])
    assert {kg.store.entity(id).type for id in ids(part)} == {  # type: ignore[union-attr]
        "Framework",
        "JointDeclaration",
        "MemorandumOfUnderstanding",
    }


def test_a_country_keeps_its_own_bodies_and_what_they_share_with_others(star: KnowledgeGraph) -> None:
    part = narrowed(scope(star.store), star.store.ontology, [], ["CN"])
    assert ids(part) == ["Ally", "pact"]
    assert [each.id for each in part.statements] == ["ally-signed"]


def test_type_and_country_both_hold_and_the_centre_stays(star: KnowledgeGraph) -> None:
    part = narrowed(scope(star.store), star.store.ontology, ["Ministry"], ["DE"], ends=("A07",))
    assert ids(part) == ["A07", "Hub"]


def test_types_and_countries_are_known_by_any_of_their_names(kg: KnowledgeGraph) -> None:
    ontology = kg.store.ontology
    assert types_named(ontology, ["ministry", "Ministerium", "coop:Agency", "项目"]) == [
        "Ministry",
        "Ministry",
        "Agency",
        "Project",
    ]
    assert countries_named(kg.store, ["de", "Germany", "Deutschland", "中国"]) == ["DE", "DE", "DE", "CN"]


def test_an_unknown_type_or_country_is_answered_with_what_there_is(kg: KnowledgeGraph) -> None:
    with pytest.raises(UnknownTerm, match=r"unknown type 'Minstry'; did you mean 'Ministry'\?"):
        types_named(kg.store.ontology, ["Minstry"])
    with pytest.raises(UnknownTerm, match=r"no body is of country 'FR'; there are: CN \(China\), DE \(Germany\)"):
        countries_named(kg.store, ["FR"])


# routes, and all of it together


def test_more_routes_make_a_larger_part(kg: KnowledgeGraph) -> None:
    one, five = (scope(kg.store, between=("BMBF", "CCID"), routes=number) for number in (1, 5))
    assert one.routes == (("BMBF", "Sino-German-Industrie-4.0-Cooperation", "CCID"),)
    assert [len(route) for route in five.routes] == [3, 5, 6, 6, 7]
    assert (len(ids(one)), len(ids(five))) == (3, 7)
    assert one.routes[0] == five.routes[0]


def test_routes_use_only_the_relations_asked_for(kg: KnowledgeGraph) -> None:
    part = scope(kg.store, between=("BMWi", "MIIT"), relations=["agreed_to"])
    assert {each.relation for each in part.statements} == {"signed"}
    assert part.routes == (("BMWi", "mou-bmwi-miit-2015", "MIIT"),)


def test_a_choice_narrows_then_gathers_then_limits_and_says_so_in_words(star: KnowledgeGraph) -> None:
    chosen = choose(
        star.store,
        Choice(relations=("subordinate_of",), types=("Agency", "Ministry"), countries=("DE",), limit=4, leaves=8),
    )
    assert ids(chosen.part) == ["A00", "A44", "Hub", "more-Hub-subordinate_of-from"]
    assert chosen.left_out == LeftOut(bodies=5, relations=5, limit=4)
    assert chosen.narrowed == ("is subordinate to", "Public agency", "Ministry", "Germany")
    again = choose(
        star.store,
        Choice(relations=("subordinate_of",), types=("Agency", "Ministry"), countries=("DE",), limit=4, leaves=8),
    )
    assert again == chosen


def test_leaves_zero_draws_all_of_them(star: KnowledgeGraph) -> None:
    assert choose(star.store, Choice(leaves=0)).part == scope(star.store)


def test_a_map_says_what_it_gathers_what_it_shows_alone_and_what_it_leaves_out(star: KnowledgeGraph) -> None:
    svg = star.map(types=["Agency", "Ministry"], leaves=8, limit=6).to_svg()
    assert "43 bodies · 43 relations · only Public agency, Ministry · 38 of the bodies in boxes “+ … more” · " in svg
    assert "4 bodies and 3 relations left out by --limit 6" in svg
    listed = " ".join(svg.replace("<tspan>", "").replace("</tspan>", "").split())
    assert "+38 more (Agency A06 (since 1996);" in listed


def test_a_gathered_statement_is_contradicted_where_one_of_its_own_is(star: KnowledgeGraph) -> None:
    drawn = star.map(leaves=8)
    assert drawn.selection.contradicted == frozenset()
    plain = star.drawn(drawn.selection.entities, drawn.selection.statements, "doubt").selection
    doubted = Map(replace(plain, contradicted=frozenset({"below-A20"})))
    assert doubted.of(choose(star.store, Choice(leaves=8))).selection.contradicted == {
        "below-A20",
        "more-Hub-subordinate_of-from",
    }
