"""PDF, PNG, DOT, Mermaid and draw.io: all from one layout, complete, and sound whatever the data hold."""

from __future__ import annotations

import random
import re
import shutil
import struct
import subprocess
import sys
import warnings
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pygraphviz import AGraph

from coopgraph.errors import CoopgraphError, IncompletePicture, MissingPart
from coopgraph.maps import Map, Selection, typeset
from coopgraph.maps.mermaid import mermaid
from coopgraph.maps.pages import pages
from coopgraph.maps.placing import _quiet_stderr
from coopgraph.ontology import Ontology

from .conftest import entity, random_selection, statement, world_of
from .test_hostile import HOSTILE, hostile

SVG = "{http://www.w3.org/2000/svg}"
MERMAID_NODE = re.compile(
    r' +(b\d+|type\d+|listed)(?P<open>\(\[|\[\[|\[/|\{\{|\(|\[)"(?P<label>[^"]*)"(?:\]\)|\]\]|/\]|\}\}|\)|\])'
)
MERMAID_EDGE = re.compile(r' +(?P<subject>b\d+) <?(?:-->|-\.->)\|"(?P<label>[^"]*)"\| (?P<object>b\d+)')
MERMAID_REST = re.compile(
    r' +(?:subgraph \w+\["(?P<label>[^"]*)"\]|end|direction LR|class [\w,]+ \w+|'
    r"(?:classDef|style|linkStyle) [\w,]+ [\w,:.#\- ]+|acc(?:Title|Descr): [^{};#<>%&\"`\\]*)"
)


def run(*command: str | Path) -> str:
    """What a program prints; the test is skipped where the program is missing."""
    name = str(command[0])
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed; `make test` installs poppler-utils")
    return subprocess.run([str(each) for each in command], capture_output=True, check=True, text=True).stdout


def sizes(svg: str) -> set[float]:
    """The sizes of all type on a page, as it is printed."""
    found: set[float] = set()

    def look(element: ElementTree.Element, scale: float) -> None:
        within = re.search(r"scale\(([\d.]+)\)", element.get("transform", ""))
        scale *= float(within[1]) if within else 1.0
        if element.get("font-size"):
            found.add(float(element.get("font-size", "0")) * scale)
        for child in element:
            look(child, scale)

    look(ElementTree.fromstring(svg), 1.0)
    return found


@pytest.fixture(scope="module")
def world_pdf(world_map: Map, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world_map.save(tmp_path_factory.mktemp("formats") / "world.pdf")


# PDF


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
    terms: Ontology, seed: int
) -> None:
    selection = random_selection(terms, seed, 25, 40)
    sheets = pages(selection, Map(selection).layout, "1")
    assert {(each.width, each.height) for each in sheets} == {(842, 595)}
    assert min(min(sizes(each.svg)) for each in sheets) >= 7.0


def test_lists_without_room_follow_on_pages_that_the_first_names(terms: Ontology) -> None:
    selection = random_selection(terms, 2, 25, 40)
    first, *others = pages(selection, Map(selection).layout, "1")
    assert len(others) == 1
    assert "Relations, sources and names in full: page 2" in first.svg
    assert "page 2 of 2" in others[0].svg
    numbers = {int(number) for number in re.findall(r'data-edge="(\d+)"><tspan', others[0].svg)}
    assert numbers == set(range(1, 41))
    assert "data-edge" not in re.sub(r"<g .*</g>", "", first.svg, flags=re.DOTALL)


def test_names_that_a_box_shortens_are_whole_in_the_lists(terms: Ontology) -> None:
    selection = random_selection(terms, 2, 25, 40)
    drawing = Map(selection).layout
    short = [box for box in drawing.boxes if box.shortened]
    lists = [each for page in pages(selection, drawing, "1")[1:] for each in _texts(page.svg)]
    listed = "".join("".join(each.itertext()) for each in lists).replace(" ", "")
    names = {each.id: each.label("en") for each in selection.entities}
    assert len(short) > 5
    assert [box.entity for box in short if f"={names[box.entity]}".replace(" ", "") not in listed] == []


def _texts(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}text"))


def test_a_larger_map_takes_the_next_paper_on_which_its_type_is_readable(terms: Ontology) -> None:
    selection = random_selection(terms, 1, 60, 90)
    sheets = pages(selection, Map(selection).layout, "1")
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
        world_map.to_pdf()


@pytest.mark.parametrize("make", ["to_pdf", "to_png"])
def test_without_typst_the_command_that_installs_it_is_told(
    world_map: Map, make: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingPart, match=r"pip install 'coopgraph\[pictures\]'"):
        getattr(world_map, make)()


# PNG


def dimensions(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_png_is_the_page_at_the_resolution_asked_for(world_map: Map) -> None:
    assert dimensions(world_map.to_png(dpi=72)) == (842, 595)
    assert dimensions(world_map.to_png(dpi=144)) == (1684, 1190)


def test_a_png_without_lists_keeps_the_drawing_larger(world_map: Map) -> None:
    assert dimensions(world_map.to_png(dpi=72, lists=False)) == (842, 595)
    assert world_map.to_png(dpi=72, lists=False) != world_map.to_png(dpi=72)


def test_equal_input_gives_equal_pixels(world: Selection) -> None:
    assert Map(world).to_png(dpi=60) == Map(world).to_png(dpi=60)


def test_no_side_of_a_png_is_longer_than_twelve_thousand_dots(world_map: Map) -> None:
    assert max(dimensions(world_map.to_png(dpi=5_000, lists=False))) == 12_000


# DOT


def test_dot_holds_every_body_and_relation_at_its_place(world_map: Map) -> None:
    graph = AGraph(string=world_map.to_dot())
    drawing = world_map.layout
    places = {}
    for box in drawing.boxes:
        x, y = map(float, graph.get_node(f"b{box.number}").attr["pos"].split(","))
        places[box.entity] = (x, y)
    first = drawing.boxes[0]
    for box in drawing.boxes:
        across, down = box.rect.centre.x - first.rect.centre.x, box.rect.centre.y - first.rect.centre.y
        assert places[box.entity][0] - places[first.entity][0] == pytest.approx(across, abs=0.02)
        assert places[first.entity][1] - places[box.entity][1] == pytest.approx(down, abs=0.02)
    numbers = {box.entity: f"b{box.number}" for box in drawing.boxes}
    ends = sorted((one, other) for one, other in graph.edges() if one.startswith("b"))
    assert ends == sorted((numbers[edge.subject], numbers[edge.object]) for edge in drawing.edges)


def test_dot_has_a_frame_for_each_country_and_says_each_relation(world_map: Map) -> None:
    graph = AGraph(string=world_map.to_dot())
    frames = {each.graph_attr["label"]: len(each.nodes()) for each in graph.subgraphs()}
    assert frames == {"Norway": 8, "China": 5}
    told = re.findall(r'^b\d+ -> b\d+ .*tooltip="([^"]*)"', world_map.to_dot(), re.MULTILINE)
    assert len(told) == 20
    assert "MoMa commissioned NAC, since 2016-06, end not stated [1]" in told
    assert graph.get_node("title").attr["label"] == "Machines together"
    assert "[1] Machines together: a fact sheet" in " ".join(each.attr["label"] for each in graph.nodes())


def test_dot_is_drawn_by_graphviz_as_it_stands(world_map: Map) -> None:
    drawn = drawn_by_graphviz(world_map.to_dot())
    assert len(drawn.findall(f".//{SVG}g[@class='edge']")) >= len(world_map.layout.edges)
    words = {"".join(each.itertext()) for each in drawn.iter(f"{SVG}text")}
    assert {"Machines together", "Norway", "MoMa", "虚构齿轮部"} <= words


def drawn_by_graphviz(text: str) -> ElementTree.Element:
    graph = AGraph(string=text)
    with _quiet_stderr():
        return ElementTree.fromstring(graph.draw(format="svg", prog="nop2"))


@pytest.mark.parametrize("text", ["back\\slash \\N \\G \\l \\", '"] b1 -> b2 [label="', "</TD></TR> <B>&amp;", "a\nb"])
def test_a_name_in_dot_stays_a_name(terms: Ontology, text: str) -> None:
    selection = Selection(text, (entity("one", "Ministry", text),), (), {}, {}, terms)
    drawn = drawn_by_graphviz(Map(selection).to_dot())
    words = ["".join(each.itertext()).strip() for each in drawn.iter(f"{SVG}text")]
    shown = " ".join(text.split())
    assert words[0] == shown
    assert "".join(shown.split()) in "".join("".join(words).split())


# Mermaid


def labels(text: str) -> list[str]:
    """The texts of a Mermaid file, every line of which must have one of the few forms that are written."""
    head, _, body = text.partition("\nflowchart TB\n")
    assert re.fullmatch(r'---\ntitle: "[^\n]*"\nconfig: \{flowchart: \{wrappingWidth: 420\}\}\n---', head)
    found = []
    for line in body.splitlines():
        fitting = MERMAID_NODE.fullmatch(line) or MERMAID_EDGE.fullmatch(line) or MERMAID_REST.fullmatch(line)
        assert fitting, line
        found.append(fitting.groupdict().get("label") or "")
    return found


def test_mermaid_names_every_body_once_and_every_relation_with_its_dates(world_map: Map) -> None:
    text = world_map.to_mermaid()
    assert labels(text)
    lines = [line.strip() for line in text.splitlines()]
    bodies = [line for line in lines if re.match(r"b\d+[\[({]", line)]
    edges = [line for line in lines if MERMAID_EDGE.fullmatch(" " + line)]
    assert (len(bodies), len(edges)) == (18, 20)
    numbers = {box.entity: f"b{box.number}" for box in world_map.layout.boxes}
    expected = f'{numbers["MoMa"]} -->|"3 <b>commissioned</b><br/>since 2016-06, end not stated [1]"| {numbers["NAC"]}'
    assert expected in lines
    assert f'{numbers["MIG"]}("<b>MIG</b><br/>Ministry of<br/>Invented Gears<br/>虚构齿轮部")' in lines
    assert 'subgraph country0["Norway"]' in lines
    assert any(line.startswith('listed["[1] Machines together: a fact sheet') for line in lines)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_in_mermaid_is_read_as_mermaid_markdown_or_html(world: Selection, text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IncompletePicture)
        found = labels(Map(hostile(world, text)).to_mermaid())
    for label in found:
        bare = re.sub(r"#\d+;|</?b>|<br/>", "", label)
        assert not set(bare) & set('"#&<>`\\;{}$%*_~'), label


def test_a_mermaid_file_too_large_for_github_says_so(world: Selection, world_map: Map) -> None:
    many = replace(world_map.layout, edges=world_map.layout.edges * 26)
    with pytest.warns(IncompletePicture, match="at most 500 relations and 50,000 characters; this one has 520 and"):
        mermaid(world, many, "1")


# draw.io


def cells(text: str) -> dict[str, ElementTree.Element]:
    """The cells of a draw.io file by id, those wrapped in an object by its id."""
    root = ElementTree.fromstring(text).find("./diagram/mxGraphModel/root")
    assert root is not None
    found = {}
    for each in root:
        id_ = each.get("id")
        assert id_ is not None and id_ not in found
        found[id_] = each
    return found


def geometry(each: ElementTree.Element) -> tuple[float, float, float, float]:
    found = each.find(".//mxGeometry")
    assert found is not None
    x, y, width, height = (float(found.get(name, "0")) for name in ("x", "y", "width", "height"))
    return x, y, width, height


def test_drawio_binds_every_line_to_its_boxes(world_map: Map) -> None:
    found = cells(world_map.to_drawio())
    drawing = world_map.layout
    numbers = {box.entity: f"b{box.number}" for box in drawing.boxes}
    for edge in drawing.edges:
        line = found[f"e{edge.number}"].find("mxCell")
        assert line is not None and line.get("edge") == "1"
        assert (line.get("source"), line.get("target")) == (numbers[edge.subject], numbers[edge.object])
        assert found[f"n{edge.number}"].get("label") == edge.label.text
    assert all(each.find("mxCell") is None or each.find("mxCell").get("parent") in found for each in found.values())  # type: ignore[union-attr]


def test_drawio_places_every_box_as_the_layout_does_within_its_country(world_map: Map) -> None:
    found = cells(world_map.to_drawio())
    drawing = world_map.layout
    first = drawing.boxes[0]
    places = {}
    for box in drawing.boxes:
        cell = found[f"b{box.number}"].find("mxCell")
        assert cell is not None
        x, y, width, height = geometry(found[f"b{box.number}"])
        if cell.get("parent") != "1":
            left, top, _, _ = geometry(found[cell.get("parent", "")])
            x, y = x + left, y + top
        places[box.entity] = (x, y)
        assert (width, height) == (box.rect.width, box.rect.height)
    for box in drawing.boxes:
        assert places[box.entity][0] - places[first.entity][0] == pytest.approx(box.rect.x - first.rect.x, abs=0.03)
        assert places[box.entity][1] - places[first.entity][1] == pytest.approx(box.rect.y - first.rect.y, abs=0.03)
    assert {found[f"country{place}"].get("label") for place in (0, 1)} == {"Norway", "China"}


def test_drawio_tells_each_relation_where_the_pointer_rests(world_map: Map) -> None:
    told = {each.get("tooltip") for each in cells(world_map.to_drawio()).values()}
    assert "MoMa commissioned NAC, since 2016-06, end not stated [1]" in told
    assert "MIG, Ministry of Invented Gears, Ministry" in told


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_of_the_data_is_markup_in_drawio(world: Selection, text: str) -> None:
    for each in cells(Map(hostile(world, text)).to_drawio()).values():
        label = each.get("label") or ""
        assert not re.sub(r'</?b>|<br>|<font style="font-size: [\d.]+px">|</font>|&nbsp;', "", label).count("<")
        assert "<" not in (each.get("tooltip") or "")
        assert each.get("link") is None


# all of them


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_of_the_data_breaks_a_drawing(world: Selection, text: str) -> None:
    made = Map(hostile(world, text))
    ElementTree.fromstring(made.to_svg())
    drawn_by_graphviz(made.to_dot())
    assert unescape(made.to_drawio())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IncompletePicture)
        assert made.to_pdf().startswith(b"%PDF-")
        assert made.to_png(dpi=20)[:4] == b"\x89PNG"


def test_the_suffix_chooses_the_format(world_map: Map, tmp_path: Path) -> None:
    starts = {
        "map.svg": b"<svg ",
        "map.pdf": b"%PDF-",
        "map.PNG": b"\x89PNG",
        "map.dot": b"digraph ",
        "map.gv": b"digraph ",
        "map.mmd": b"---\ntitle: ",
        "map.drawio": b"<?xml ",
        "map.html": b"<!DOCTYPE html>",
    }
    for name, start in starts.items():
        assert world_map.save(tmp_path / name).read_bytes()[: len(start)] == start


def test_an_unknown_suffix_is_answered_with_those_there_are(world_map: Map, tmp_path: Path) -> None:
    with pytest.raises(CoopgraphError, match=r"cannot write a map as 'map.gif'; supported: .dot, .drawio, .gv, .html"):
        world_map.save(tmp_path / "map.gif")
    assert list(tmp_path.iterdir()) == []


def test_the_same_numbers_stand_for_the_same_relations_in_every_format(terms: Ontology) -> None:
    bodies = tuple(entity(f"b{place}", "Ministry", f"Ministry {place}", f"M{place}") for place in range(3))
    rows = [("b0", "signed", "b1", "2015", None, None, "a"), ("b1", "funded", "b2", "2016", None, None, "b")]
    told = tuple(statement(terms, row, place) for place, row in enumerate(rows))
    made = Map(Selection("Three", bodies, told, {}, {}, terms))
    numbers = {edge.statement: edge.number for edge in made.layout.edges}
    funded = numbers["statement-001"]
    assert f"{funded} M1 funded M2" in " ".join("".join(each.itertext()) for each in _texts(made.to_svg()))
    assert f'|"{funded} <b>funded</b>' in made.to_mermaid()
    assert cells(made.to_drawio())[f"e{funded}"].get("tooltip", "").startswith("M1 funded M2")
    assert f"{funded} M1 funded M2" in made.to_dot()
