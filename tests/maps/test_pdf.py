"""PDF: text stays text, fonts are embedded, nothing under seven points, lists with the drawing or after it."""

from __future__ import annotations

import random
import re
import sys
import warnings
from pathlib import Path

import pytest

from coopgraph.errors import IncompletePicture, MissingPart
from coopgraph.maps import Map, Selection, typeset
from coopgraph.maps.pages import pages
from coopgraph.ontology import Ontology
from coopgraph.records import replace

from .conftest import RandomMap, world_of
from .reading import run, sizes, texts


@pytest.fixture(scope="module")
def world_pdf(world_map: Map, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world_map.save(tmp_path_factory.mktemp("formats") / "world.pdf")


def test_a_pdf_holds_its_text_as_text_chinese_included(world_pdf: Path) -> None:
    text = run("pdftotext", "-layout", world_pdf, "-")
    words = " ".join(text.split())
    assert "Machines together" in words
    assert "18 bodies · 20 relations" in words
    assert "虚构齿轮部" in words
    assert "MoMa commissioned NAC, since 2016-06, end not stated [1]" in words
    assert "[1] Machines together: a fact sheet, Ministry of Machines, 2018-05, https://example.org/sheet" in words
    assert "Made by coopgraph" in words


def test_every_font_of_a_pdf_is_embedded(world_pdf: Path) -> None:
    rows = run("pdffonts", world_pdf).splitlines()[2:]
    assert rows
    assert {tuple(row.split()[-5:-2]) for row in rows} == {("yes", "yes", "yes")}


def test_a_pdf_is_archivable_and_accessible(world_map: Map) -> None:
    made = world_map.to_pdf()
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


def test_the_date_of_a_pdf_is_that_of_its_newest_source_and_equal_input_gives_equal_bytes(world: Selection) -> None:
    chance = random.Random(3)
    entities, statements = list(world.entities), list(world.statements)
    chance.shuffle(entities)
    chance.shuffle(statements)
    shuffled = replace(world, entities=tuple(entities), statements=tuple(statements))
    first, second = Map(world).to_pdf(), Map(shuffled).to_pdf()
    assert first == second
    assert b"<xmp:CreateDate>2018-05-01T12:00:00+00:00" in first


def test_eighteen_bodies_with_their_lists_fit_one_page_of_a4(world_pdf: Path) -> None:
    told = run("pdfinfo", world_pdf)
    assert re.search(r"Page size: +842 x 595 pts \(A4\)", told)
    assert re.search(r"Pages: +1\n", told)


@pytest.mark.parametrize("seed", [1, 2, 3, 6])
def test_twenty_five_bodies_and_forty_relations_are_drawn_on_a4_with_no_type_under_seven_points(
    random_map: RandomMap, seed: int
) -> None:
    drawn = random_map(seed, 25, 40)
    sheets = pages(drawn.selection, drawn.layout, "1")
    assert {(each.width, each.height) for each in sheets} == {(842, 595)}
    assert min(min(sizes(each.svg)) for each in sheets) >= 7.0


def test_lists_without_room_follow_on_pages_that_the_first_names(random_map: RandomMap) -> None:
    drawn = random_map(2, 25, 40)
    first, *others = pages(drawn.selection, drawn.layout, "1")
    assert len(others) == 1
    assert "Relations, sources and names in full: page 2" in first.svg
    assert "page 2 of 2" in others[0].svg
    numbers = {int(number) for number in re.findall(r'data-edge="(\d+)"><tspan', others[0].svg)}
    assert numbers == set(range(1, 41))
    assert "data-edge" not in re.sub(r"<g .*</g>", "", first.svg, flags=re.DOTALL)


def test_names_that_a_box_shortens_are_whole_in_the_lists(random_map: RandomMap) -> None:
    selection, drawing = random_map(2, 25, 40).selection, random_map(2, 25, 40).layout
    short = [box for box in drawing.boxes if box.shortened]
    lists = [each for page in pages(selection, drawing, "1")[1:] for each in texts(page.svg)]
    listed = "".join("".join(each.itertext()) for each in lists).replace(" ", "")
    names = {each.id: each.label("en") for each in selection.entities}
    assert len(short) > 5
    assert [box.entity for box in short if names[box.entity].replace(" ", "") not in listed] == []


def test_a_larger_map_takes_the_next_paper_on_which_its_type_is_readable(random_map: RandomMap) -> None:
    drawn = random_map(6, 60, 90)
    sheets = pages(drawn.selection, drawn.layout, "1")
    assert (sheets[0].width, sheets[0].height) in {(1684, 1191), (2384, 1684)}
    assert {(each.width, each.height) for each in sheets[1:]} <= {(842, 595)}
    assert min(min(sizes(each.svg)) for each in sheets) >= 7.0


@pytest.mark.parametrize("lang", ["de", "zh"])
def test_a_pdf_speaks_the_language_of_the_map(terms: Ontology, lang: str, tmp_path: Path) -> None:
    path = Map(world_of(terms, lang, "2016-07")).save(tmp_path / "map.pdf")
    words = "".join(run("pdftotext", path, "-").split())
    for text in {"de": ("Stand2016-07", "beauftragte"), "zh": ("截至2016-07", "委托")}[lang]:
        assert text in words


def test_a_faint_line_is_explained_in_the_legend_where_there_is_one(terms: Ontology) -> None:
    assert ">may hold<" in Map(world_of(terms, day="2017")).to_svg()
    assert ">may hold<" not in Map(world_of(terms)).to_svg()


def test_a_machine_without_a_chinese_font_is_told_and_not_passed_over(
    world_map: Map, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = typeset.Document._compiled

    def without_fonts(self: typeset.Document, files: dict[str, bytes], **options: object) -> bytes:
        return compiled(self, files, ignore_system_fonts=True, **options)

    monkeypatch.setattr(typeset.Document, "_compiled", without_fonts)
    monkeypatch.setattr(typeset, "_families", lambda: frozenset({"Libertinus Serif"}))
    with pytest.warns(IncompletePicture) as told:
        made = world_map.to_pdf()
    messages = [str(each.message) for each in told]
    assert messages[0].startswith("none of the fonts Arial, Helvetica, Liberation Sans is on this machine")
    assert "no font for Chinese" in messages[1]
    assert "fonts-noto-cjk" in messages[1]
    assert len(messages) == 2
    assert made.startswith(b"%PDF-")


def test_where_all_characters_have_a_font_nothing_is_told(world_map: Map) -> None:
    if "Noto Sans CJK SC" not in typeset._families():
        pytest.skip("no Chinese font is installed; `make test` installs one")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert world_map.to_pdf().startswith(b"%PDF-")


@pytest.mark.parametrize("make", ["to_pdf", "to_png"])
def test_without_typst_the_command_that_installs_it_is_told(
    world_map: Map, make: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingPart, match=r"pip install 'coopgraph\[pictures\]'"):
        getattr(world_map, make)()
