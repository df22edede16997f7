"""Hostile texts in every field of a map, and in every column of a table, opened with a parser of each format."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from markdown_it import MarkdownIt
from PIL import Image
from pptx import Presentation
from pygraphviz import AGraph

import coopgraph
from coopgraph.errors import IncompletePicture
from coopgraph.graph import KnowledgeGraph
from coopgraph.maps import Map, Selection

from .hostile import HOSTILE, hostile
from .reading import SVG, cells, drawn_by_graphviz, labels, run
from .test_hostile import chromium

__all__ = ["chromium"]

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
TABLES = {
    "bodies": "id,type,name_en,name_de,name_zh,acronym,aliases,name_source,country,city,date,note,source,locator,quote",
    "relations": "subject,relation,object,since,under,note,source,locator,quote",
    "sources": "id,title,publisher,issued,retrieved,url,licence",
}


def pdf(path: Path) -> None:
    """It has pages and text, and neither scripts, nor links, nor files within."""
    told = run("pdfinfo", path)
    assert "JavaScript:      no" in told and int(re.findall(r"Pages: +(\d+)", told)[0]) >= 1
    assert run("pdfinfo", "-js", path).strip() == ""
    assert run("pdfinfo", "-url", path).splitlines()[1:] == []
    assert "0 embedded files" in run("pdfdetach", "-list", path)
    # pdftotext itself marks where Arabic begins and ends, and ends pages with a form feed.
    text = re.sub("[\u202b\u202c\f]", "", run("pdftotext", path, "-"))
    assert "coopgraph" in text and not FORBIDDEN.search(text)
    assert not re.search(rb"/(JavaScript|JS|Launch|SubmitForm|GoToR|RichMedia|XFA)\b", path.read_bytes())


def png(path: Path) -> None:
    """It can be decoded to its last row, and has no texts beside its pixels."""
    with Image.open(path) as image:
        image.load()
        assert min(image.size) > 100 and "text" not in image.info
        assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 5


def pptx(path: Path) -> None:
    """python-pptx opens it; only web addresses are links, and no part is a program or lies outside."""
    deck = Presentation(str(path))
    assert len(deck.slides) >= 2
    for slide in deck.slides:
        said = "".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        # python-pptx gives a break of a line as a vertical tab.
        assert not FORBIDDEN.search(said.replace("\v", " "))
        outside = [each.target_ref for each in slide.part.rels.values() if each.is_external]
        assert all(address.startswith(("http://", "https://", "mailto:")) for address in outside)
    with zipfile.ZipFile(path) as file:
        assert [name for name in file.namelist() if re.search(r"vba|activeX|embeddings|\.bin", name)] == []
        assert "ppaction" not in "".join(
            file.read(name).decode() for name in file.namelist() if name.endswith((".xml", ".rels"))
        )


def dot(path: Path) -> None:
    """Graphviz reads and draws it, with its own three bodies and no address to follow."""
    text = path.read_text(encoding="utf-8")
    graph = AGraph(string=text)
    assert sorted(name for name in graph.nodes() if re.fullmatch(r"b\d+", name)) == ["b1", "b2", "b3"]
    things = (*graph.nodes(), *graph.edges())
    assert not [each for each in things if each.attr["URL"] or each.attr["href"] or each.attr["image"]]
    drawn = drawn_by_graphviz(text)
    assert {each.tag.removeprefix(SVG) for each in drawn.iter()} <= {
        *("svg", "g", "title", "text", "path", "polygon", "polyline", "ellipse", "a"),
    }
    assert not [key for each in drawn.iter() for key in each.attrib if key.startswith("on") or key.endswith("}href")]


def mermaid(path: Path) -> None:
    """Every line has one of the few forms that are written, and no label a character that means something."""
    for label in labels(path.read_text(encoding="utf-8")):
        bare = re.sub(r"#\d+;|</?b>|<br/>", "", label)
        assert not set(bare) & set('"#&<>`\\;{}$%*_~'), label


def drawio(path: Path) -> None:
    """It is XML whose labels hold no markup but its own, and no link."""
    for each in cells(path.read_text(encoding="utf-8")).values():
        label = each.get("label") or ""
        assert not re.sub(r'</?b>|<br>|<font style="font-size: [\d.]+px">|</font>|&nbsp;', "", label).count("<")
        assert "<" not in (each.get("tooltip") or "")
        assert each.get("link") is None


def svg(path: Path) -> None:
    """It is XML of a few inert elements."""
    tree = ElementTree.parse(path)
    names = {each.tag.removeprefix(SVG) for each in tree.iter()}
    assert names <= {"svg", "g", "rect", "text", "tspan", "path", "polygon", "title"}
    assert not [key for each in tree.iter() for key in each.attrib if key.startswith("on") or "href" in key]


CHECKS: dict[str, Callable[[Path], None]] = {
    "pdf": pdf,
    "png": png,
    "pptx": pptx,
    "dot": dot,
    "mmd": mermaid,
    "drawio": drawio,
    "svg": svg,
}


@pytest.mark.parametrize("suffix", CHECKS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_of_the_data_breaks_a_file_or_runs_in_it(
    world: Selection, tmp_path: Path, text: str, suffix: str
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IncompletePicture)
        made, path = Map(hostile(world, text)), tmp_path / f"hostile.{suffix}"
        if suffix == "png":
            path.write_bytes(made.to_png(dpi=40))
        else:
            made.save(path)
    CHECKS[suffix](path)


def opened(folder: Path, text: str) -> KnowledgeGraph:
    """A graph read from tables that have the text in every column that may hold one."""
    given = text.encode("utf-8", "replace").decode()
    phrase = " ".join(given.split()[:15])
    names = [given, given, given, given, given]
    rows: dict[str, list[list[str]]] = {
        "bodies": [
            ["one", "Ministry", *names, "bad", "CN", given, "2016", given, "bad", given, phrase],
            ["two", "Agency", *names, "bad", given, given, "", given, "bad", given, phrase],
            ["pact", "Treaty", *names, "bad", "", given, "2015~", given, "bad", given, phrase],
        ],
        "relations": [
            ["one", "commissioned", "two", "2016", "pact", given, "bad", given, phrase],
            ["one", "signed", "pact", "2015", "", given, "bad", given, phrase],
        ],
        "sources": [["bad", given, given, "2018", "2020-01-01", given, given]],
    }
    for name, header in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header.split(","), *rows[name]])
    return coopgraph.open(folder)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_table_is_read_and_drawn_in_every_text_format(tmp_path: Path, text: str) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    made = opened(tables, text).map()
    assert made.selection.counts() == (3, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IncompletePicture)
        for suffix in ("dot", "mmd", "drawio", "svg"):
            CHECKS[suffix](made.save(tmp_path / f"table.{suffix}"))


def in_word(path: Path) -> Iterator[str]:
    """The texts of a Word file, its footnotes included, after python-docx has opened it; only web addresses are links."""
    document = Document(str(path))
    outside = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert all(address.startswith(("http://", "https://", "mailto:")) for address in outside)
    with zipfile.ZipFile(path) as file:
        for name in ("word/document.xml", "word/footnotes.xml"):
            found = ElementTree.parse(io.BytesIO(file.read(name)))
            codes = [each.text or "" for each in found.iter() if each.tag.endswith("}instrText")]
            assert [code for code in codes if re.search("HYPERLINK|DDE|INCLUDE|LINK", code)] == []
            yield "".join(found.getroot().itertext())


@pytest.mark.browser
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_brief_of_a_hostile_table_runs_nothing_and_breaks_nothing(
    chromium: object, tmp_path: Path, text: str
) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IncompletePicture)
        brief = opened(tables, text).brief("one")
        for suffix in (".docx", ".md", ".html"):
            brief.save(tmp_path / f"brief{suffix}")
    assert not FORBIDDEN.search("".join(in_word(tmp_path / "brief.docx")))
    markdown = (tmp_path / "brief.md").read_text(encoding="utf-8")
    tokens = [child for each in MarkdownIt("commonmark").parse(markdown) for child in each.children or ()]
    links = [str(each.attrs["href"]) for each in tokens if each.type == "link_open"]
    assert [link for link in links if re.match(r"(?!https?:|mailto:)[a-z+.-]+:", link, re.IGNORECASE)] == []
    assert [str(each.attrs["src"]) for each in tokens if each.type == "image"] in ([], ["brief-map.svg"])
    quiet(chromium, tmp_path / "brief.html")


def quiet(browser: object, path: Path) -> None:
    """In a browser it runs nothing, complains of nothing and asks for nothing but itself."""
    from browser import Browser

    assert isinstance(browser, Browser)
    for noted in (browser.dialogs, browser.errors, browser.requests):
        noted.clear()
    browser.open(path)
    assert browser.run("typeof window.PWN") == "undefined"
    requests = [each for each in browser.requests if not each.startswith("data:image/svg+xml")]
    assert (browser.dialogs, browser.errors, requests) == ([], [], [path.resolve().as_uri()])
    assert browser.run("document.documentElement.scrollWidth <= innerWidth") is True


def test_office_opens_hostile_slides(world: Selection, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    path = Map(hostile(world, HOSTILE["end of noscript"])).save(tmp_path / "hostile.pptx")
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180)
    assert int(re.findall(r"Pages: +(\d+)", run("pdfinfo", tmp_path / "hostile.pdf"))[0]) >= 2
