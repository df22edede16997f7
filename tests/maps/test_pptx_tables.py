"""The slides after the map: the table of relations, notes, and sources."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from coopgraph.maps import Map, Selection
from coopgraph.model import Evidence, Source
from coopgraph.records import replace

from .conftest import SOURCES
from .decks import (
    opened,
    rows,
    tables,
)


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
    made = Map(replace(world, statements=(both,))).to_pptx()
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
