"""The slides as a file: described, readable, the same for the same selection, and harmless."""

from __future__ import annotations

import random
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from coopgraph.errors import MissingPart
from coopgraph.maps import Map, Selection
from coopgraph.model import Evidence, Source
from coopgraph.ontology import Ontology
from coopgraph.records import replace

from .conftest import SOURCES, entity, world_of
from .decks import (
    POINT,
    A,
    P,
    alternative,
    boxes,
    connectors,
    opened,
    rows,
    shapes,
    sizes,
)


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


def test_other_languages_say_everything_in_their_own_words(terms: Ontology) -> None:
    german, chinese = (opened(Map(world_of(terms, lang)).to_pptx()) for lang in ("de", "zh"))
    assert german.slides[1].shapes.title.text.startswith("Beziehungen")
    assert any(row[2] == "beauftragte" and row[5] == "Ende nicht genannt" for row in rows(german))
    assert any(row[2] == "委托" for row in rows(chinese))


def test_without_python_pptx_the_message_says_how_to_get_it(world_map: Map, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("pptx", "coopgraph.maps.slides"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(MissingPart, match=r"pip install 'coopgraph\[office\]'"):
        world_map.to_pptx()


def test_saving_writes_the_slides(world_map: Map, made: bytes, tmp_path: Path) -> None:
    assert world_map.save(tmp_path / "world.pptx").read_bytes() == made
