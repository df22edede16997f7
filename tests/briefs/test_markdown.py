"""The Markdown reads as it is meant: footnotes join, and no text of the data becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from coopgraph.briefs import Picture, dossier
from coopgraph.graph import KnowledgeGraph
from coopgraph.store.embedded import EmbeddedStore
from tests.briefs.conftest import HOSTILE

HARMLESS = {"text", "text_special", "softbreak", "hardbreak", "html_inline"}
HARMLESS |= {f"{kind}_{side}" for kind in ("em", "strong", "link") for side in ("open", "close")}


def inline(text: str) -> list[Token]:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    return [child for token in tokens for child in token.children or ()]


def test_every_footnote_is_defined_once_and_cited() -> None:
    import coopgraph

    text = coopgraph.open().brief("BMWi", pictured=False).to_markdown()
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    cited = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert len(defined) == len(set(defined)) == 18
    assert list(dict.fromkeys(cited)) == defined


def test_a_sentence_a_footnote_and_a_source_look_so(kg: KnowledgeGraph) -> None:
    text = dossier(kg.store, kg.institution("GIZ"), "de").to_markdown()

    assert "- Die GIZ unterstützt die Bundesregierung (Datum nicht genannt).[^9]  \n  *Anmerkung: In the field" in text
    assert (
        '[^9]: *Sino-German Cooperation on Industrie 4.0 (fact sheet)*, section "Deutsche Gesellschaft für '
        'Internationale Zusammenarbeit (GIZ) GmbH", paragraph 1: „GIZ supports the German Government in achieving its '
        "objectives“.\n"
    ) in text
    assert (
        "- *ROR record: Deutsche Gesellschaft für Internationale Zusammenarbeit*, Research Organization Registry, "
        "17. März 2022 bis 28. Februar 2023, CC0-1.0, <https://ror.org/00q08t645>\n"
    ) in text


def test_the_map_is_a_file_beside_it(kg: KnowledgeGraph, picture: Picture, tmp_path: Path) -> None:
    written = dossier(kg.store, kg.institution("GIZ"), picture=picture).save(tmp_path / "giz brief.md")

    assert [path.name for path in written] == ["giz brief.md", "giz brief-map.svg"]
    assert written[1].read_text(encoding="utf-8").startswith("<svg")
    images = [token for token in inline(written[0].read_text(encoding="utf-8")) if token.type == "image"]
    assert [(image.attrs["src"], image.content) for image in images] == [
        ("giz%20brief-map.svg", "Map: Around the harbour")
    ]


def test_without_a_file_for_it_the_map_is_left_out(kg: KnowledgeGraph, picture: Picture) -> None:
    text = dossier(kg.store, kg.institution("GIZ"), picture=picture).to_markdown()

    assert "## Map" not in text and "![" not in text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_text_of_the_data_becomes_markup(hostile: Callable[[str], EmbeddedStore], text: str, lang: str) -> None:
    store = hostile(text)
    entity = store.entity("one")
    assert entity is not None
    written = dossier(store, entity, lang).to_markdown()

    tokens = inline(written)
    kinds = {token.type for token in tokens}
    assert kinds <= HARMLESS
    assert {token.content for token in tokens if token.type == "html_inline"} <= {"<br>"}
    links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert all(link.startswith("http://example.org/") for link in links)
    headings = [line for line in written.splitlines() if line.startswith("#")]
    assert headings[0].startswith("# ") and all(line.startswith("## ") for line in headings[1:])
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\ufffe]", written)


def test_a_table_row_keeps_its_cells_whatever_stands_in_them(hostile: Callable[[str], EmbeddedStore]) -> None:
    store = hostile("| a | b |\n|---|\n")
    entity = store.entity("one")
    assert entity is not None
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(dossier(store, entity).to_markdown())

    cells = [sum(token.type == "td_open" for token in row) for row in _rows(tokens)]
    assert cells and set(cells) == {2}


def _rows(tokens: list[Token]) -> list[list[Token]]:
    starts = [place for place, token in enumerate(tokens) if token.type == "tr_open"]
    ends = [place for place, token in enumerate(tokens) if token.type == "tr_close"]
    rows = [tokens[start:end] for start, end in zip(starts, ends, strict=True)]
    return [row for row in rows if any(token.type == "td_open" for token in row)]
