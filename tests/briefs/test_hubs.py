"""The map of a body with hundreds of relations shows what is nearest, and the brief says what it leaves out."""

from __future__ import annotations

import io

import pytest
from docx import Document

from coopgraph.briefs import Brief
from coopgraph.graph import KnowledgeGraph
from tests.briefs.conftest import Row, body, store_of

LEFT_OUT = {
    "en": "The map shows what is nearest in 40 boxes; bodies left out: 81, relations left out: 162.",
    "de": "Die Karte zeigt das Nächste in 40 Kästen; ausgelassene Stellen: 81, ausgelassene Beziehungen: 162.",
    "zh": "关系图以 40 个方框仅示最近者；省略机构 81 个、关系 162 条。",
}


def hub(lang: str, bodies: int) -> Brief:
    """The brief of an office that works with so many others, each of which works with the next."""
    ids = [f"N{place:03}" for place in range(bodies)]
    rows: list[Row] = [("Hub", "cooperates_with", id, "2010", None, "gazette") for id in ids]
    rows += [(id, "supports", ids[place - 1], "2011", None, "gazette") for place, id in enumerate(ids) if place]
    store = store_of([body("Hub", "Agency"), *(body(id, "Association") for id in ids)], rows)
    return KnowledgeGraph(store, lang).brief("Hub")


@pytest.mark.parametrize("lang", ["en", "de", "zh"])
def test_a_brief_says_what_the_map_of_a_hub_leaves_out(lang: str) -> None:
    brief = hub(lang, 120)
    (section,) = [each for each in brief.sections if each.pictured]
    assert brief.picture is not None
    assert [each.text for each in section.sentences()] == [LEFT_OUT[lang]]
    assert LEFT_OUT[lang] in brief.to_html()
    assert LEFT_OUT[lang] in brief.to_markdown("map.svg")


def test_the_word_file_says_so_above_the_picture_and_on_the_same_page() -> None:
    document = Document(io.BytesIO(hub("en", 120).to_docx()))
    *_, heading, told, drawn = document.paragraphs
    (shape,) = document.inline_shapes
    assert (heading.text, told.text) == ("Map", LEFT_OUT["en"])
    assert drawn._p.xpath(".//pic:pic")
    assert shape.height.mm < 159


def test_all_relations_are_told_whatever_the_map_leaves_out() -> None:
    brief = hub("en", 120)
    told = [each.text for section in brief.sections for each in section.sentences() if "cooperated with" in each.text]
    assert brief.facts == "120 relations · 1 source"
    assert len(told) == 120


def test_a_map_that_leaves_nothing_out_stands_without_a_remark() -> None:
    (section,) = [each for each in hub("en", 9).sections if each.pictured]
    assert section.sentences() == []
