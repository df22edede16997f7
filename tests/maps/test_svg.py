"""The SVG page: well formed, complete, inert, and readable on A4."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from coopgraph.maps import Map, Selection
from coopgraph.model import Evidence, Source
from coopgraph.ontology import Ontology
from coopgraph.records import replace

from .conftest import SOURCES, entity, random_selection, world_of

SVG = "{http://www.w3.org/2000/svg}"


def groups(svg: str, name: str) -> list[ElementTree.Element]:
    return [
        each for each in ElementTree.fromstring(svg).iter(f"{SVG}g") if (each.get("id") or "").startswith(f"{name}-")
    ]


def words(svg: str) -> list[str]:
    return ["".join(each.itertext()) for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_every_body_and_every_relation_is_a_named_group_once(world: Selection, world_map: Map) -> None:
    svg = world_map.to_svg()
    assert sorted(each.get("id") for each in groups(svg, "edge")) == sorted(f"edge-{number}" for number in range(1, 21))
    assert len(groups(svg, "box")) == 18
    names = {each.get("aria-label") for each in groups(svg, "edge")}
    assert "MoMa commissioned NAC, since 2016-06, end not stated [1]" in names
    assert "MIG signed Memorandum on gears, 2015-07 [1]" in names
    assert "NAC established Gears Together Project, 2016-06 or later [1]" in names
    assert "MIG, Ministry of Invented Gears, Ministry" in {each.get("aria-label") for each in groups(svg, "box")}
    assert {each.get("role") for each in groups(svg, "box") + groups(svg, "edge")} == {"button"}


def test_the_page_carries_title_legend_list_sources_and_maker(world_map: Map) -> None:
    written = words(world_map.to_svg())
    assert "Machines together" in written
    assert {"Ministry", "Joint body", "is subordinate to", "commissioned"} <= set(written)
    assert "3 MoMa commissioned NAC, since 2016-06, end not stated [1]" in written
    assert "虚构齿轮部" in written
    assert any(
        line.startswith("[1] Machines together: a fact sheet, Ministry of Machines, 2018-05") for line in written
    )
    assert any(re.fullmatch(r"Made by coopgraph \S+ from Machines together: a fact sheet", line) for line in written)


def test_the_page_says_the_day_and_draws_what_only_may_hold_paler(terms: Ontology) -> None:
    svg = Map(world_of(terms, day="2016-06-15")).to_svg()
    assert "18 bodies · 20 relations · as of 2016-06-15" in words(svg)
    kinds = {each.get("aria-label", "").split(",")[0]: each.get("opacity") for each in groups(svg, "edge")}
    assert kinds["MoMa signed Memorandum on gears"] is None
    assert kinds["MoMa funded NAC"] == "0.8"
    [funded] = [each for each in groups(svg, "edge") if "MoMa funded NAC" in each.get("aria-label", "")]
    assert [path.get("stroke-width") for path in funded.iter(f"{SVG}path")] == ["10", "0.78"]
    assert any(line.endswith("MoMa funded NAC, since 2016, end not stated, may hold [1]") for line in words(svg))


def test_nothing_runs_and_nothing_is_fetched(world_map: Map) -> None:
    tree = ElementTree.fromstring(world_map.to_svg())
    assert {each.tag.removeprefix(SVG) for each in tree.iter()} == {
        "svg",
        "title",
        "g",
        "rect",
        "path",
        "polygon",
        "text",
        "tspan",
    }
    assert [
        key for each in tree.iter() for key in each.attrib if "href" in key or key.startswith("on") or key == "style"
    ] == []
    assert "url(" not in world_map.to_svg()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "A & B < C",
        "\x00\x1b[31m\u202egnp.exe",
        "x" * 2000,
    ],
)
def test_any_text_is_drawn_as_text(world: Selection, text: str) -> None:
    hostile = entity(text, "Ministry", text, text, text, "CN")
    named = replace(world, title=text, entities=(*world.entities, hostile))
    tree = ElementTree.fromstring(Map(named).to_svg())
    assert {each.tag.removeprefix(SVG) for each in tree.iter()} == {
        "svg",
        "title",
        "g",
        "rect",
        "path",
        "polygon",
        "text",
        "tspan",
    }
    assert "\u202e" not in Map(named).to_svg()


def least_size(svg: str, width: float, height: float) -> float:
    """The smallest type in points when the page is printed whole on paper of that size."""
    tree = ElementTree.fromstring(svg)
    box = [float(each) for each in (tree.get("viewBox") or "").split()[2:]]
    shrunk = min(width / box[0], height / box[1], 1)
    drawing = next(each for each in tree.iter(f"{SVG}g") if each.get("class") == "drawing")
    scale = float((drawing.get("transform") or "").split("scale(")[1].rstrip(")"))
    inside = set(drawing.iter(f"{SVG}text"))
    return (
        min(float(each.get("font-size") or 0) * (scale if each in inside else 1) for each in tree.iter(f"{SVG}text"))
        * shrunk
    )


def test_eighteen_bodies_and_twenty_relations_print_on_a4_with_nothing_under_seven_points(world_map: Map) -> None:
    assert least_size(world_map.to_svg(), 842, 595) >= 7


def test_twenty_five_bodies_and_forty_relations_print_on_a3_with_nothing_under_seven_points(world: Selection) -> None:
    more = [
        entity(f"B{place}", "Association", f"Association of makers {place}", f"AM{place}", "", "NO")
        for place in range(7)
    ]
    pairs = [(f"B{place % 7}", world.entities[place % 18].id) for place in range(20)]
    relation = next(each for each in world.statements if each.relation == "supports")
    extra = [
        replace(relation, id=f"extra-{place}", subject=one, object=other) for place, (one, other) in enumerate(pairs)
    ]
    selection = replace(world, entities=(*world.entities, *more), statements=(*world.statements, *extra))
    svg = Map(selection).to_svg()
    assert len(groups(svg, "edge")) == 40
    assert least_size(svg, 1191, 842) >= 7


def test_numbers_of_sources_lead_to_the_sources_listed(world: Selection) -> None:
    first = world.statements[0]
    both = replace(first, evidence=(*first.evidence, Evidence("letter", "page 2", "so it was")))
    svg = Map(replace(world, statements=(both, *world.statements[1:]))).to_svg()
    assert any(line.endswith("MoMa signed Memorandum on gears, 2015-07 [1][2]") for line in words(svg))
    assert any(line.startswith("[2] Letter of the Institute, 2019") for line in words(svg))


def test_a_source_that_is_not_described_is_cited_by_its_id(world: Selection) -> None:
    assert any(line.startswith("[1] sheet") for line in words(Map(replace(world, sources={})).to_svg()))


def test_inferred_and_contradicted_relations_are_drawn_in_their_own_way(world: Selection) -> None:
    one, two, three = world.statements[:3]
    given = (replace(one, premises=(two.id,)), two, three)
    selection = replace(world, statements=given, contradicted=frozenset({two.id}))
    numbers = {edge.statement: f"edge-{edge.number}" for edge in Map(selection).layout.edges}
    drawn = {each.get("id"): each for each in groups(Map(selection).to_svg(), "edge")}
    dashes = {
        id_: [path.get("stroke-dasharray") for path in drawn[number].iter(f"{SVG}path")]
        for id_, number in numbers.items()
    }
    assert dashes == {one.id: [None, "7 3", None], two.id: [None, "2 2"], three.id: [None, None]}


def test_other_languages_say_everything_in_their_own_words(terms: Ontology) -> None:
    german, chinese = words(Map(world_of(terms, "de")).to_svg()), words(Map(world_of(terms, "zh")).to_svg())
    assert any(line.endswith("MoMa beauftragte NAC, seit 2016-06, Ende nicht genannt [1]") for line in german)
    assert any(line.endswith("MoMa 委托 NAC，自 2016-06 起，结束时间未说明 [1]") for line in chinese)
    assert "Ministerium" in german and "部委" in chinese


def test_random_maps_are_well_formed(terms: Ontology) -> None:
    svg = Map(random_selection(terms, 11, 20, 30)).to_svg()
    assert len(groups(svg, "edge")) == 30 and len(groups(svg, "box")) == 20


def test_the_source_list_has_its_addresses_as_text_only(world: Selection) -> None:
    only = replace(world, sources={**SOURCES, "sheet": Source("sheet", "Sheet", url="https://example.org/sheet")})
    assert any(line.endswith("https://example.org/sheet") for line in words(Map(only).to_svg()))
