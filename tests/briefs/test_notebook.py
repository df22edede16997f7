"""A brief at the end of a notebook's cell."""

from __future__ import annotations

import re
import time
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from coopgraph.briefs import Brief, dossier
from coopgraph.graph import KnowledgeGraph
from tests.browser import Browser

MARKED = (255, 243, 196)


class Frames(HTMLParser):
    """The frames of a cell, and all other tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.frames: list[dict[str, str | None]] = []
        self.others: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe":
            self.frames.append(dict(attrs))
        else:
            self.others.append(tag)


@pytest.fixture(scope="module")
def brief(kg: KnowledgeGraph) -> Brief:
    return dossier(kg.store, kg.institution("BMWi"))


def test_a_cell_shows_the_whole_brief_in_a_frame(brief: Brief) -> None:
    cell = Frames(brief._repr_html_())
    [frame] = cell.frames
    assert cell.others == []
    assert str(frame["srcdoc"]).replace('href="about:srcdoc#', 'href="#') == brief.to_html()
    assert frame["title"] == "Federal Ministry for Economic Affairs and Energy (BMWi)"
    assert "BMWi commissioned GIZ" in str(frame["srcdoc"])


def test_nothing_in_the_frame_may_run_or_reach_the_notebook(brief: Brief) -> None:
    [frame] = Frames(brief._repr_html_()).frames
    assert frame["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
    links = re.findall('<a href="([^"]*)"([^>]*)>', str(frame["srcdoc"]))
    assert {"about:srcdoc#note-1", "about:srcdoc#mark-1", "https://ror.org/02vgg2808"} <= {url for url, _ in links}
    for url, rest in links:
        assert url.startswith("about:srcdoc#") or (url.startswith("https://") and 'target="_blank"' in rest)


@pytest.mark.browser
def test_the_number_of_a_note_leads_to_it_within_the_frame(brief: Brief, tmp_path: Path) -> None:
    cell = tmp_path / "cell.html"
    cell.write_text(f"<!DOCTYPE html><title>Cell</title>{brief._repr_html_()}", encoding="utf-8")
    with Browser(1000, 800) as chromium:
        chromium.open(cell)
        chromium.run("document.querySelector('iframe').focus()")
        assert MARKED not in colours(chromium)
        chromium.key("Tab")
        chromium.key("Enter")
        end = time.monotonic() + 15
        while MARKED not in colours(chromium):
            assert time.monotonic() < end
        assert (chromium.errors, chromium.requests) == ([], [cell.as_uri()])


def test_without_html_a_cell_names_the_brief(brief: Brief) -> None:
    assert repr(brief) == "<Brief 'Federal Ministry for Economic Affairs and Energy (BMWi)': 4 relations · 4 sources>"


def colours(chromium: Browser) -> set[tuple[int, ...]]:
    """The colours that can be seen."""
    image = Image.open(BytesIO(b64decode(chromium.call("Page.captureScreenshot")["data"]))).convert("RGB")
    return {colour for _, colour in image.getcolors(image.width * image.height)}
