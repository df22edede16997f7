"""The lists beside a drawing: who reads only the file learns who, since when, under what, and where it is written."""

from __future__ import annotations

from lxml import etree

from coopgraph.maps import Map, Selection
from coopgraph.maps.lists import Item, items, plain_rows, relation_pieces, written
from coopgraph.maps.pages import pages
from coopgraph.model import Evidence, Statement
from coopgraph.records import replace

from .conftest import RandomMap


def commission(selection: Selection) -> Statement:
    return next(each for each in selection.statements if each.under)


def line(selection: Selection, statement: Statement, places: bool) -> str:
    return "".join(part for part, _ in relation_pieces(selection, statement, None, places))


def test_a_relation_is_told_with_its_dates_and_the_numbers_of_its_sources(world: Selection) -> None:
    assert line(world, commission(world), places=False) == "MoMa commissioned NAC, since 2016-06, end not stated [1]"


def test_where_there_is_room_it_also_says_under_what_and_where_it_is_written(world: Selection) -> None:
    assert line(world, commission(world), places=True) == (
        "MoMa commissioned NAC, since 2016-06, end not stated, under Memorandum on gears [1] section 5"
    )


def test_several_places_in_one_source_follow_its_number_once(world: Selection) -> None:
    more = (Evidence("sheet", "page 9"), Evidence("letter", "line 2"), Evidence("letter", None))
    one = commission(world)
    cited = replace(one, evidence=(*one.evidence, *more))
    selection = replace(world, statements=(cited,))
    assert line(selection, cited, places=True).endswith(" [1] section 5; page 9; [2] line 2")
    assert line(selection, cited, places=False).endswith(" [1][2]")


def test_a_line_that_is_pointed_at_shows_the_words_of_its_source(world_map: Map) -> None:
    one = commission(world_map.selection)
    assert written(world_map.selection)[one.id] == "[1] section 5 “commissioned the Agency in June 2016”"
    edge = next(each for each in world_map.layout.edges if each.statement == one.id)
    tree = etree.fromstring(world_map.to_svg().encode())
    (title,) = tree.xpath(f"//*[@id='edge-{edge.number}']/*[local-name()='title']/text()")
    assert title.split("\n") == [
        "MoMa commissioned NAC, since 2016-06, end not stated [1]",
        "[1] section 5 “commissioned the Agency in June 2016”",
    ]


def test_lists_on_pages_of_their_own_have_the_places(random_map: RandomMap) -> None:
    crowded = random_map(5, 40, 60)
    first, *others = pages(crowded.selection, crowded.layout, "1")
    shown = ["".join(etree.fromstring(page.svg.encode()).xpath("//*[local-name()='text']//text()")) for page in others]
    assert "1 ABC agreed to ABC, 2015 [1] section 47" in "".join(shown)
    assert "section 47" not in "".join(etree.fromstring(first.svg.encode()).xpath("//*[local-name()='text']//text()"))


def test_nothing_is_cut_from_a_relation_that_says_where_it_is_written(world: Selection) -> None:
    one = commission(world)
    long = replace(one, evidence=tuple(Evidence("sheet", f"part {place}, " + "chapter " * 9) for place in range(12)))
    selection = replace(world, statements=(long,))
    found: list[Item] = items(selection, Map(selection).layout, 240.0, 8.0, places=True)
    text = " ".join(plain_rows([found[0]]))
    assert all(f"part {place}, " in text for place in range(12))
    assert "…" not in text
