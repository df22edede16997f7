"""The slides: native, glued, described, readable, the same for the same selection, and harmless."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from coopgraph.errors import MissingPart
from coopgraph.maps import Map, Selection
from coopgraph.maps.drawing import Point, Rect
from coopgraph.maps.slides.crossings import runs_through
from coopgraph.maps.slides.outlines import Site
from coopgraph.maps.slides.paths import bend
from coopgraph.model import Evidence, Source
from coopgraph.ontology import Ontology

from .conftest import SOURCES, entity, random_selection, statement, world_of

pptx = pytest.importorskip("pptx", reason="slides need python-pptx")

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
POINT = 12_700


def opened(made: bytes) -> Any:
    return pptx.Presentation(BytesIO(made))


@pytest.fixture(scope="module")
def made(world_map: Map) -> bytes:
    return world_map.to_pptx()


@pytest.fixture(scope="module")
def deck(made: bytes) -> Any:
    return opened(made)


def shapes(slide: Any) -> Iterator[Any]:
    """All shapes of a slide, those in groups as well."""
    waiting = list(slide.shapes)
    while waiting:
        shape = waiting.pop(0)
        yield shape
        waiting += list(shape.shapes) if hasattr(shape, "shapes") else []


def named(slide: Any, start: str) -> list[Any]:
    return [shape for shape in shapes(slide) if shape.name.startswith(start)]


def connectors(slide: Any) -> dict[int, Any]:
    found = [shape for shape in slide.shapes if shape._element.tag == f"{P}cxnSp"]
    return {int(shape.name.removeprefix("Relation ")): shape for shape in found}


def glued(slide: Any, connector: Any) -> list[tuple[Any, int]]:
    by_id = {shape.shape_id: shape for shape in slide.shapes}
    ends = [connector._element.find(f".//{A}{name}") for name in ("stCxn", "endCxn")]
    return [(by_id[int(end.get("id"))], int(end.get("idx"))) for end in ends]


def rect(shape: Any) -> Rect:
    return Rect(*(length / POINT for length in (shape.left, shape.top, shape.width, shape.height)))


def alternative(shape: Any) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")


def boxes(slide: Any, selection: Selection) -> dict[str, Any]:
    drawn = {int(shape.name[4:].partition(":")[0]): shape for shape in named(slide, "Box ")}
    return {each.id: drawn[number] for number, each in enumerate(selection.ordered_entities(), start=1)}


def site(shape: Any, number: int) -> Point:
    """Where a connection site of a custom geometry lies, by PowerPoint's own rules for guides."""
    frame = rect(shape)
    w, h = frame.width, frame.height
    known = {"w": w, "h": h, "l": 0.0, "t": 0.0, "r": w, "b": h, "hc": w / 2, "vc": h / 2, "ss": min(w, h)}
    geometry = shape._element.spPr.find(f"{A}custGeom")
    for guide in geometry.findall(f"{A}avLst/{A}gd") + geometry.findall(f"{A}gdLst/{A}gd"):
        operator, *words = guide.get("fmla").split()
        x, y, z = [*(known[word] if word in known else float(word) for word in words), 0.0, 0.0][:3]
        known[guide.get("name")] = {
            "val": lambda x=x: x,
            "pin": lambda x=x, y=y, z=z: min(max(x, y), z),
            "*/": lambda x=x, y=y, z=z: x * y / z,
            "+-": lambda x=x, y=y, z=z: x + y - z,
        }[operator]()
    place = geometry.findall(f"{A}cxnLst/{A}cxn")[number].find(f"{A}pos")
    return Point(frame.x + known[place.get("x")], frame.y + known[place.get("y")])


def course(connector: Any) -> list[Point]:
    """The connector's line as the file describes it: ECMA-376's preset within its turned and mirrored frame."""
    frame, properties = rect(connector), connector._element.spPr
    turn, preset = properties.find(f"{A}xfrm"), properties.find(f"{A}prstGeom")
    shares = [int(gd.get("fmla").split()[1]) / 100_000 for gd in preset.findall(f"{A}avLst/{A}gd")]
    drawn = []
    for x, y in preset_course(preset.get("prst"), frame.width, frame.height, shares):
        across = (x - frame.width / 2) * (-1 if turn.get("flipH") == "1" else 1)
        down = (y - frame.height / 2) * (-1 if turn.get("flipV") == "1" else 1)
        if turn.get("rot") == "5400000":
            across, down = -down, across
        drawn.append(Point(frame.centre.x + across, frame.centre.y + down))
    return drawn


def preset_course(name: str, w: float, h: float, shares: list[float]) -> list[tuple[float, float]]:
    """The preset's path, its formulas copied by hand from presetShapeDefinitions.xml."""
    if name == "straightConnector1":
        return [(0, 0), (w, h)]
    x1 = w * shares[0] if shares else 0.0
    y2 = h * shares[1] if len(shares) > 1 else 0.0
    x3 = w * shares[2] if len(shares) > 2 else 0.0
    if name == "bentConnector3":
        return [(0, 0), (x1, 0), (x1, h), (w, h)]
    if name == "bentConnector5":
        return [(0, 0), (x1, 0), (x1, y2), (x3, y2), (x3, h), (w, h)]
    curves: dict[str, list[tuple[float, float]]] = {
        "curvedConnector2": [(0, 0), (w / 2, 0), (w, h / 2), (w, h)],
        "curvedConnector3": [(0, 0), (x1 / 2, 0), (x1, h / 4), (x1, h / 2), (x1, h * 3 / 4), ((w + x1) / 2, h), (w, h)],
        "curvedConnector4": [
            *((0, 0), (x1 / 2, 0), (x1, y2 / 4), (x1, y2 / 2), (x1, y2 * 3 / 4), (x1 + (w - x1) / 4, y2)),
            *(((x1 + w) / 2, y2), (x1 + (w - x1) * 3 / 4, y2), (w, (y2 + h) / 2), (w, h)),
        ],
        "curvedConnector5": [
            *((0, 0), (x1 / 2, 0), (x1, y2 / 4), (x1, y2 / 2), (x1, y2 * 3 / 4), (x1 + (x3 - x1) / 4, y2)),
            *(((x1 + x3) / 2, y2), (x3 + (x1 - x3) / 4, y2), (x3, y2 + (h - y2) / 4), (x3, (y2 + h) / 2)),
            *((x3, y2 + (h - y2) * 3 / 4), ((x3 + w) / 2, h), (w, h)),
        ],
    }
    control = curves[name]
    return [
        (cubic([x for x, _ in part], t / 12), cubic([y for _, y in part], t / 12))
        for part in (control[start : start + 4] for start in range(0, len(control) - 3, 3))
        for t in range(13)
    ]


def cubic(values: list[float], t: float) -> float:
    u = 1 - t
    return u**3 * values[0] + 3 * u * u * t * values[1] + 3 * u * t * t * values[2] + t**3 * values[3]


def tables(deck: Any) -> list[Any]:
    return [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]


def rows(deck: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in tables(deck) for row in list(table.rows)[1:]]


def twenty_five(world: Selection) -> Selection:
    more = [entity(f"B{n}", "Association", f"Association of makers {n}", f"AM{n}", "", "NO") for n in range(7)]
    given = next(each for each in world.statements if each.relation == "supports")
    pairs = [(f"B{n % 7}", world.entities[n * 5 % 18].id) for n in range(20)]
    extra = [replace(given, id=f"extra-{n}", subject=one, object=other) for n, (one, other) in enumerate(pairs)]
    return replace(world, entities=(*world.entities, *more), statements=(*world.statements, *extra))


@pytest.fixture(scope="module")
def larger(world: Selection) -> tuple[Selection, Any]:
    selection = twenty_five(world)
    return selection, opened(Map(selection).to_pptx())


def test_each_relation_is_one_connector_glued_to_its_subject_and_its_object(world: Selection, deck: Any) -> None:
    slide = deck.slides[0]
    found, drawn = connectors(slide), boxes(slide, world)
    assert sorted(found) == list(range(1, 21))
    for number, each in enumerate(world.ordered_statements(), start=1):
        (start, _), (end, _) = glued(slide, found[number])
        assert start.shape_id == drawn[each.subject].shape_id
        assert end.shape_id == drawn[each.object].shape_id


def test_each_end_lies_on_the_site_that_it_is_glued_to(world: Selection, deck: Any) -> None:
    slide = deck.slides[0]
    for connector in connectors(slide).values():
        line = course(connector)
        for (shape, number), point in zip(glued(slide, connector), (line[0], line[-1]), strict=True):
            place = site(shape, number)
            assert abs(place.x - point.x) < 0.8 and abs(place.y - point.y) < 0.8


def through(slide: Any, selection: Selection) -> list[tuple[int, str]]:
    drawn = {id_: rect(shape) for id_, shape in boxes(slide, selection).items()}
    found = connectors(slide)
    return [
        (number, id_)
        for number, each in enumerate(selection.ordered_statements(), start=1)
        for id_, area in drawn.items()
        if any(
            runs_through((one, other), area.grown(-1.2 if id_ in (each.subject, each.object) else 0))
            for one, other in pairwise(course(found[number]))
        )
    ]


def test_no_connector_runs_through_a_box(world: Selection, deck: Any) -> None:
    assert through(deck.slides[0], world) == []


def test_no_connector_runs_through_a_box_with_twenty_five_bodies_and_forty_relations(
    larger: tuple[Selection, Any],
) -> None:
    selection, deck = larger
    assert len(connectors(deck.slides[0])) == 40
    assert through(deck.slides[0], selection) == []


def test_most_connectors_are_straight(world: Selection, deck: Any) -> None:
    presets = [each._element.spPr.find(f"{A}prstGeom").get("prst") for each in connectors(deck.slides[0]).values()]
    assert presets.count("straightConnector1") >= 14


def test_relations_between_the_same_two_bodies_take_different_ways(world: Selection, deck: Any) -> None:
    slide = deck.slides[0]
    found = connectors(slide)
    numbers = [n for n, s in enumerate(world.ordered_statements(), 1) if {s.subject, s.object} == {"MoMa", "NAC"}]
    middles = [line[len(line) // 2] if len(line) > 2 else middle(line) for line in (course(found[n]) for n in numbers)]
    assert len(middles) == 3
    for one, other in combinations(middles, 2):
        assert abs(one.x - other.x) + abs(one.y - other.y) > 6


def middle(line: list[Point]) -> Point:
    return Point((line[0].x + line[-1].x) / 2, (line[0].y + line[-1].y) / 2)


@pytest.mark.parametrize(("seed", "bodies", "relations"), [(1, 5, 4), (2, 12, 15), (3, 25, 30)])
def test_no_two_boxes_meet_and_all_stand_on_the_slide(terms: Ontology, seed: int, bodies: int, relations: int) -> None:
    selection = random_selection(terms, seed, bodies, relations)
    deck = opened(Map(selection).to_pptx())
    frame = Rect(0, 0, deck.slide_width / POINT, deck.slide_height / POINT)
    drawn = [rect(shape) for shape in named(deck.slides[0], "Box ")]
    assert len(drawn) == bodies
    assert [pair for pair in combinations(drawn, 2) if pair[0].meets(pair[1])] == []
    corners = [Point(*corner) for each in drawn for corner in ((each.x, each.y), (each.right, each.bottom))]
    assert [corner for corner in corners if not frame.holds(corner)] == []


def test_numbers_lie_on_no_box(world: Selection, deck: Any) -> None:
    slide = deck.slides[0]
    numbers = {shape.name: rect(shape) for shape in named(slide, "Number ")}
    assert len(numbers) == 20
    drawn = boxes(slide, world)
    assert [(name, id_) for name, one in numbers.items() for id_, box in drawn.items() if one.meets(rect(box))] == []


def test_every_shape_on_every_slide_has_an_alternative_text(deck: Any) -> None:
    assert [shape.name for slide in deck.slides for shape in shapes(slide) if not alternative(shape)] == []


def test_a_connector_is_described_by_its_sentence_with_dates(deck: Any) -> None:
    told = [alternative(each) for each in connectors(deck.slides[0]).values()]
    assert "3: MoMa commissioned NAC, since 2016-06, end not stated [1] (under: Memorandum on gears)" in told
    assert any(re.fullmatch(r"\d+: MIG signed Memorandum on gears, 2015-07 \[1\]", text) for text in told)


def test_a_box_is_described_by_acronym_name_and_type(world: Selection, deck: Any) -> None:
    assert alternative(boxes(deck.slides[0], world)["MIG"]) == "MIG, Ministry of Invented Gears, Ministry"


def test_boxes_carry_their_names_as_text_and_chinese_in_a_chinese_font(world: Selection, deck: Any) -> None:
    box = boxes(deck.slides[0], world)["CGI"]
    assert [paragraph.text.replace("\v", " ") for paragraph in box.text_frame.paragraphs][:2] == [
        "CGI",
        "Centre for Gear Industry",
    ]
    assert box.text_frame.paragraphs[2].text.replace("\v", "") == "中国虚构齿轮产业发展研究院"
    fonts = {font.get("typeface") for font in box._element.iter(f"{A}ea")}
    assert fonts == {"Microsoft YaHei"}


def sizes(deck: Any) -> set[float]:
    return {
        int(look.get("sz")) / 100
        for slide in deck.slides
        for look in slide._element.iter(f"{A}rPr", f"{A}endParaRPr")
        if look.get("sz")
    }


def test_nothing_is_smaller_than_nine_points_on_a_wide_slide(larger: tuple[Selection, Any]) -> None:
    _, deck = larger
    assert min(sizes(deck)) >= 9
    assert deck.slide_width * 9 == deck.slide_height * 16
    assert deck.slide_width / POINT <= 960 * 1.13


def test_a_small_map_has_the_usual_slide_and_larger_type(terms: Ontology, world: Selection) -> None:
    few = replace(world, entities=world.entities[:4], statements=())
    deck = opened(Map(few).to_pptx())
    assert (deck.slide_width, deck.slide_height) == (960 * POINT, 540 * POINT)
    assert max(sizes(deck)) > 13


def test_the_first_slide_carries_title_facts_legend_and_maker(terms: Ontology) -> None:
    slide = opened(Map(world_of(terms, day="2016-06-15")).to_pptx()).slides[0]
    assert slide.shapes.title.text == "Machines together"
    texts = [shape.text_frame.text for shape in shapes(slide) if shape.has_text_frame]
    assert "18 bodies · 20 relations · as of 2016-06-15" in texts
    assert {"Ministry", "Joint body", "is subordinate to", "commissioned", "may hold"} <= set(texts)
    assert any(re.fullmatch(r"Made by coopgraph \S+ from Machines together: a fact sheet", text) for text in texts)


def test_the_legend_is_one_group_without_connectors(deck: Any) -> None:
    groups = [shape for shape in deck.slides[0].shapes if shape._element.tag == f"{P}grpSp"]
    assert [group.name for group in groups] == ["Legend"]
    assert list(groups[0]._element.iter(f"{P}cxnSp")) == []


def test_the_table_has_a_row_for_each_relation_with_its_dates_agreement_and_source(deck: Any) -> None:
    found = rows(deck)
    assert [row[0] for row in found] == [str(number) for number in range(1, 21)]
    assert [
        "3",
        "MoMa",
        "commissioned",
        "NAC",
        "2016-06",
        "end not stated",
        "Memorandum on gears",
        "[1] section 5",
    ] in (found)
    assert ["1", "MIS", "agreed to", "Declaration on learning", "2016-01", "–", "", "[1] section 4"] in found
    heads = [[cell.text for cell in table.rows[0].cells] for table in tables(deck)]
    assert set(map(tuple, heads)) == {("#", "from", "relation", "to", "since", "until", "under", "source")}


def test_a_long_table_goes_on_on_further_slides(larger: tuple[Selection, Any]) -> None:
    selection, deck = larger
    titles = [slide.shapes.title.text for slide in deck.slides]
    pages = len(tables(deck))
    assert pages >= 2
    assert titles[1 : pages + 1] == [f"Relations ({page}/{pages})" for page in range(1, pages + 1)]
    assert len(rows(deck)) == len(selection.statements)
    lowest = [shape.top + shape.height for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert max(lowest) <= deck.slide_height


def test_the_notes_hold_the_sentences_the_quotes_and_the_numbered_sources(deck: Any) -> None:
    first, second = (deck.slides[place].notes_slide.notes_text_frame.text for place in (0, 1))
    assert "3. MoMa commissioned NAC, since 2016-06, end not stated [1]" in first
    assert "[1] Machines together: a fact sheet, Ministry of Machines, 2018-05 https://example.org/sheet" in first
    assert "[1] section 5: “commissioned the Agency in June 2016”" in second


def test_sources_are_listed_and_only_harmless_addresses_are_links(world: Selection) -> None:
    first = world.statements[0]
    both = replace(first, evidence=(*first.evidence, Evidence("letter", "page 2", "so it was")))
    made = Map(replace(world, statements=(both, *world.statements[1:]))).to_pptx()
    texts = [shape.text_frame.text for slide in opened(made).slides for shape in slide.shapes if shape.has_text_frame]
    assert any("[2] Letter of the Institute, 2019  javascript:alert(1)" in text for text in texts)
    with ZipFile(BytesIO(made)) as archive:
        relations = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels"))
    assert re.findall(r'Target="([^"]*)" TargetMode="External"', relations) == ["https://example.org/sheet"]


def test_sources_that_do_not_fit_below_the_table_have_a_slide_of_their_own(world: Selection) -> None:
    many = {f"s{n}": Source(f"s{n}", f"Source number {n}", "Publisher", "2018") for n in range(70)}
    cited = replace(world.statements[0], evidence=tuple(Evidence(id_, "page 1", "so") for id_ in many))
    deck = opened(Map(replace(world, statements=(cited,), sources={**SOURCES, **many})).to_pptx())
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles.count("Sources") >= 2
    texts = "\n".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert all(f"Source number {n}," in texts for n in range(70))


def test_the_same_selection_gives_the_same_bytes_in_whatever_order(world: Selection, made: bytes) -> None:
    chance = random.Random(5)
    entities, statements = list(world.entities), list(world.statements)
    chance.shuffle(entities)
    chance.shuffle(statements)
    assert Map(replace(world, entities=tuple(entities), statements=tuple(statements))).to_pptx() == made


def test_the_file_carries_no_hour_no_other_author_and_no_leftovers_of_a_template(made: bytes) -> None:
    with ZipFile(BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [name for name in archive.namelist() if "thumbnail" in name or "printerSettings" in name] == []
        properties = archive.read("docProps/core.xml").decode()
    assert "dcterms:created" not in properties and "dcterms:modified" not in properties
    assert re.search(r"<dc:creator>coopgraph \S+</dc:creator>", properties)
    assert "<dc:title>Machines together</dc:title>" in properties


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]></a:t><a:t>",
    "A & B < C",
    "\x00\x1b[31m\u202egnp.exe\x0b\ufffe",
    '=HYPERLINK("http://example.org")',
    "👩‍🔬 mañana",
    "x" * 2000,
    "line\none\ttwo\rthree",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_in_any_field_stays_text(world: Selection, text: str) -> None:
    few = [each for each in world.statements if {each.subject, each.object} == {"MoMa", "NAC"}]
    bodies = [each for each in world.entities if each.id in ("MoMa", "NAC")]
    hostile = replace(
        few[0],
        id=text,
        subject=text,
        since=text,
        until=text,
        under=text,
        note=text,
        evidence=(Evidence(text, text, text),),
    )
    selection = replace(
        world,
        title=text,
        entities=(*bodies, entity(text, "Ministry", text, text, text, "CN")),
        statements=(*few, hostile),
        sources={**SOURCES, text: Source(text, text, text, text, text, text, text)},
        labels={text: text},
    )
    made = Map(selection).to_pptx()
    assert len(connectors(opened(made).slides[0])) == 4
    with ZipFile(BytesIO(made)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                content = archive.read(name)
                etree.fromstring(content)
                assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\ufffe]", content.decode())
                assert b"_x00" not in content
        relations = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
    assert b'"External"' not in relations.replace(b'Target="https://example.org/sheet" TargetMode="External"', b"")


def test_inferred_contradicted_and_only_possible_relations_look_different_and_say_so(world: Selection) -> None:
    one, two, three = world.statements[4:7]
    given = (replace(one, premises=(two.id,)), two, three)
    selection = replace(world, statements=given, contradicted=frozenset({two.id}), day="2016-06-15")
    slide = opened(Map(selection).to_pptx()).slides[0]
    numbers = {each.id: number for number, each in enumerate(selection.ordered_statements(), start=1)}
    found = {id_: connectors(slide)[number] for id_, number in numbers.items()}
    assert found[one.id]._element.find(f".//{A}ln").get("cmpd") == "dbl"
    assert found[two.id]._element.find(f".//{A}prstDash").get("val") == "sysDot"
    assert found[three.id]._element.find(f".//{A}ln/{A}solidFill//{A}alpha").get("val") == "55000"
    assert "Concluded by a rule, not stated by a source." in alternative(found[one.id])
    assert "Another source contradicts this." in alternative(found[two.id])
    assert "(may hold)" in alternative(found[three.id])


def test_arrow_heads_show_the_direction_and_both_ends_of_a_symmetric_relation(world: Selection, deck: Any) -> None:
    found = connectors(deck.slides[0])
    heads = {}
    for number, each in enumerate(world.ordered_statements(), start=1):
        line = found[number]._element.find(f".//{A}ln")
        heads[each.relation] = tuple(line.find(f"{A}{end}").get("type") for end in ("headEnd", "tailEnd"))
    assert heads["commissioned"] == ("none", "triangle")
    assert heads["signed"] == ("none", "arrow")
    assert heads["cooperates_with"] == ("triangle", "triangle")


def test_other_languages_say_everything_in_their_own_words(terms: Ontology) -> None:
    german, chinese = (opened(Map(world_of(terms, lang)).to_pptx()) for lang in ("de", "zh"))
    assert german.slides[1].shapes.title.text.startswith("Beziehungen")
    assert any(row[2] == "beauftragte" and row[5] == "Ende nicht genannt" for row in rows(german))
    assert any(row[2] == "委托" for row in rows(chinese))


def test_a_body_alone_no_body_and_a_relation_to_itself_make_slides(terms: Ontology) -> None:
    alone = Selection("One", (entity("One", "Ministry", "Ministry of One"),), (), {}, {}, terms)
    assert len(named(opened(Map(alone).to_pptx()).slides[0], "Box ")) == 1
    assert named(opened(Map(replace(alone, entities=())).to_pptx()).slides[0], "Box ") == []
    own = statement(terms, ("One", "funded", "One", None, None, None, "funds itself"))
    slide = opened(Map(replace(alone, statements=(own,))).to_pptx()).slides[0]
    (start, _), (end, _) = glued(slide, connectors(slide)[1])
    assert start.shape_id == end.shape_id == named(slide, "Box ")[0].shape_id


def test_without_python_pptx_the_message_says_how_to_get_it(world_map: Map, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("pptx", "coopgraph.maps.slides"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(MissingPart, match=r"pip install 'coopgraph\[office\]'"):
        world_map.to_pptx()


def test_saving_writes_the_slides(world_map: Map, made: bytes, tmp_path: Path) -> None:
    assert world_map.save(tmp_path / "world.pptx").read_bytes() == made


def test_a_curve_turns_where_powerpoint_draws_it() -> None:
    start, end = Site(2, Point(100, 50), "down", True), Site(0, Point(300, 150), "up", True)
    way = bend("curvedConnector3", start, end, 80.0)
    assert way.adjust == (30_000,)
    assert (way.turn.quarter, way.turn.flip_x, way.turn.flip_y) == (True, False, True)
    assert way.frame == Rect(150, 0, 100, 200)
    assert way.points[0] == (100, 50) and way.points[3] == (200, 80) and way.points[-1] == (300, 150)


coordinates = st.integers(-40, 40).map(float)


@given(coordinates, coordinates, coordinates, coordinates)
def test_a_line_passes_a_box_exactly_where_some_point_of_it_lies_inside(a: float, b: float, c: float, d: float) -> None:
    box = Rect(-10, -5, 21, 11)
    one, other = Point(a, b), Point(c, d)
    points = (Point(a + (c - a) * n / 4000, b + (d - b) * n / 4000) for n in range(4001))
    inside = one != other and any(box.x < p.x < box.right and box.y < p.y < box.bottom for p in points)
    assert runs_through((one, other), box) or not inside
    assert inside or not runs_through((one, other), box.grown(-0.6))


@pytest.mark.slow
def test_libreoffice_opens_the_slides_and_shows_their_texts(made: bytes, deck: Any, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or shutil.which("pdftotext") is None:
        pytest.skip("needs LibreOffice Impress (soffice) and poppler-utils (pdftotext)")
    (tmp_path / "world.pptx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "world.pptx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    pages = subprocess.run(
        ["pdftotext", "-layout", "world.pdf", "-"], cwd=tmp_path, check=True, capture_output=True, timeout=60
    ).stdout.decode()
    assert pages.count("\f") == len(deck.slides)
    assert "Machines together" in pages and "虚构齿轮部" in pages and "Memorandum on gears" in pages
