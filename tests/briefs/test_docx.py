"""The Word file has real footnotes: each relation sentence leads to one with source, place and quote."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from coopgraph.briefs import Brief, Picture, connection, dossier
from coopgraph.errors import MissingPart
from coopgraph.graph import KnowledgeGraph
from coopgraph.store.embedded import EmbeddedStore
from tests.briefs.conftest import HOSTILE

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def attribute(name: str) -> str:
    return f"{{{W['w']}}}{name}"


@dataclass(frozen=True)
class Word:
    """What of a Word file the tests read: paragraphs with the footnotes that they refer to, and the footnotes."""

    content: bytes

    def part(self, name: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(self.content)) as file:
            return etree.fromstring(file.read(f"word/{name}"))

    def footnotes(self) -> dict[int, str]:
        found = self.part("footnotes.xml").findall("w:footnote", W)
        return {int(each.get(attribute("id"), "")): text_of(each) for each in found if not each.get(attribute("type"))}

    def paragraphs(self) -> Iterator[tuple[str, list[int]]]:
        """The text of each paragraph without its numbers, and the footnotes that these lead to."""
        document = self.part("document.xml")
        places = {
            start.get(attribute("name")): int(start.getnext().find("w:footnoteReference", W).get(attribute("id")))
            for start in document.iter(attribute("bookmarkStart"))
        }
        for paragraph in document.iter(attribute("p")):
            numbers = [int(each.get(attribute("id"))) for each in paragraph.iter(attribute("footnoteReference"))]
            for code in paragraph.iter(attribute("instrText")):
                numbers += [places[name] for name in re.findall(r"NOTEREF (\w+)", code.text)]
            yield text_of(paragraph), numbers

    def of(self, text: str) -> list[list[int]]:
        """The footnotes of the paragraphs that begin with a text."""
        return [numbers for said, numbers in self.paragraphs() if said.startswith(text)]


def text_of(element: etree._Element) -> str:
    """The text of the runs that are not raised numbers."""
    runs = [run for run in element.iter(attribute("r")) if run.find("w:rPr/w:rStyle", W) is None]
    return "".join(each.text or "" for run in runs for each in run.iter(attribute("t")))


def briefs(kg: KnowledgeGraph, lang: str) -> list[Brief]:
    ends = kg.institution("BMBF"), kg.institution("CCID")
    connected = connection(kg.store, ends, kg.paths("BMBF", "CCID"), 6, lang)
    return [
        connected,
        *(dossier(kg.store, kg.institution(name), lang) for name in ("BMWi", "MIIT", "SWG-Industrie-4.0")),
    ]


@pytest.mark.parametrize("lang", ["en", "de", "zh"])
def test_each_relation_sentence_has_a_footnote_with_source_place_and_quote(kg: KnowledgeGraph, lang: str) -> None:
    for brief in briefs(kg, lang):
        word = Word(brief.to_docx())
        footnotes = word.footnotes()
        told = [each for section in brief.sections for each in section.sentences() if each.statement]
        assert told
        for sentence in told:
            statement = kg.store.statement(sentence.statement or "")
            assert statement is not None
            for numbers in word.of(sentence.text):
                note = footnotes[numbers[0]]
                piece = statement.evidence[0]
                assert kg.store.source(piece.source).title in note
                assert (piece.locator or "?") in note
                assert all((each.quote or "?") in note for each in statement.evidence)


def test_a_footnote_names_each_source_once_and_shortens_a_place_like_the_one_before(kg: KnowledgeGraph) -> None:
    footnotes = Word(dossier(kg.store, kg.institution("DIN")).to_docx()).footnotes()

    assert list(footnotes.values())[2] == (
        ' Sino-German Cooperation on Industrie 4.0 (fact sheet), section "Political Framework of Cooperation in the '
        'Area of Industrie 4.0", paragraph 3, sentence 2: “the German Standardization Institute (DIN) on the German '
        "side” (derived from it); sentence 1: “started its work in December 2015” (derived from it)."
    )


def test_footnotes_are_referred_to_in_the_order_of_their_numbers(kg: KnowledgeGraph) -> None:
    for brief in briefs(kg, "en"):
        word = Word(brief.to_docx())
        references = [
            int(each.get(attribute("id"))) for each in word.part("document.xml").iter(attribute("footnoteReference"))
        ]
        assert references == sorted(word.footnotes()) == [note.number for note in brief.notes]


def test_what_is_told_again_links_to_the_first_footnote(kg: KnowledgeGraph) -> None:
    word = Word(dossier(kg.store, kg.institution("BMWi")).to_docx())

    assert word.of("In June 2016, BMWi commissioned GIZ") == word.of("BMWi commissioned GIZ") == [[9]]
    codes = [each.text for each in word.part("document.xml").iter(attribute("instrText"))]
    assert " NOTEREF note_9 \\f \\h " in codes


def test_word_is_told_of_the_separators_and_the_style_of_footnotes(kg: KnowledgeGraph) -> None:
    word = Word(dossier(kg.store, kg.institution("GIZ")).to_docx())

    named = [each.get(attribute("id")) for each in word.part("settings.xml").findall("w:footnotePr/w:footnote", W)]
    assert named == ["-1", "0"]
    settings = [each.tag.rpartition("}")[2] for each in word.part("settings.xml")]
    assert settings.index("characterSpacingControl") < settings.index("footnotePr") < settings.index("compat")
    styles = {each.get(attribute("styleId")) for each in word.part("styles.xml").findall("w:style", W)}
    used = {
        each.get(attribute("val"))
        for name in ("document.xml", "footnotes.xml")
        for tag in ("pStyle", "rStyle")
        for each in word.part(name).iter(attribute(tag))
    }
    assert {"Title", "Heading1", "ListBullet"} < used <= styles


def test_python_docx_reads_headings_tables_and_properties(kg: KnowledgeGraph, picture: Picture) -> None:
    document = Document(io.BytesIO(dossier(kg.store, kg.institution("GIZ"), "de", picture=picture).to_docx()))

    headings = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert headings == [
        "Steckbrief",
        "Namen",
        "Stellung in der Hierarchie",
        "Aufträge und Finanzierung",
        "Vereinbarungen",
        "Gremien, Mitgliedschaften und Vorhaben",
        "Aufgaben und Zusammenarbeit",
        "Gründung und Nachfolge",
        "Zeitleiste",
        "Widersprüche",
        "Quellen",
        "Karte",
    ]
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Art", "Unternehmen"]
    assert document.core_properties.title == "Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ) GmbH"


def test_the_map_stands_last_across_and_has_a_text(kg: KnowledgeGraph, picture: Picture) -> None:
    document = Document(io.BytesIO(dossier(kg.store, kg.institution("GIZ"), picture=picture).to_docx()))
    (shape,) = document.inline_shapes

    assert [round(each.page_width.mm) for each in document.sections] == [210, 297]  # type: ignore[union-attr]
    assert (round(shape.width.mm), round(shape.height.mm)) == (267, 134)
    assert shape._inline.docPr.get("descr") == "Map: Around the harbour"


def test_the_same_brief_gives_the_same_bytes(kg: KnowledgeGraph, picture: Picture) -> None:
    one, other = (dossier(kg.store, kg.institution("GIZ"), picture=picture).to_docx() for _ in range(2))

    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in file.namelist() if "thumbnail" in name or "Effects" in name]


def test_only_addresses_that_cannot_run_are_links(harbour: EmbeddedStore) -> None:
    entity = harbour.entity("Office")
    assert entity is not None
    document = Document(io.BytesIO(dossier(harbour, entity).to_docx()))
    addresses = [each.target_ref for each in document.part.rels.values() if each.is_external]

    assert addresses == ["https://example.org/g?a=1&b=2"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_the_data_breaks_the_file(hostile: Callable[[str], EmbeddedStore], text: str) -> None:
    store = hostile(text)
    entity = store.entity("one")
    assert entity is not None
    content = dossier(store, entity).to_docx()

    word = Word(content)
    shown = " ".join([*(said for said, _ in word.paragraphs()), *word.footnotes().values()])
    assert next(iter(re.findall(r"\w{3,}", text))) in shown
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\ufffe]", shown)
    assert len(Document(io.BytesIO(content)).tables) >= 2


def test_without_python_docx_the_command_that_installs_it_is_given(
    kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = dossier(kg.store, kg.institution("GIZ"))
    monkeypatch.setitem(sys.modules, "docx", None)

    with pytest.raises(MissingPart, match=re.escape("pip install 'coopgraph[office]'")):
        brief.to_docx()


@pytest.mark.slow
def test_libreoffice_opens_it_and_prints_the_footnotes(kg: KnowledgeGraph, picture: Picture, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice or poppler-utils is not installed")
    (path,) = dossier(kg.store, kg.institution("BMWi"), "de", picture=picture).save(tmp_path / "bmwi.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    done = subprocess.run(
        [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    if not (tmp_path / "bmwi.pdf").exists():
        pytest.skip(f"LibreOffice cannot open Word files here: {done.stderr.strip()}")
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "bmwi.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    folded = " ".join(text.split())

    assert "Im Juli 2015 unterzeichnete das BMWi das Memorandum of Understanding zwischen BMWi und MIIT.10" in folded
    assert re.search(r"9 Sino-German Cooperation on Industrie 4\.0 \(fact sheet\), section \"Deutsche", folded)
    assert re.search(r"Juni 2016 Das BMWi beauftragte die GIZ9", folded)
    assert "Error" not in folded and text.count("\f") == 4
