"""The page needs nothing, runs nothing, and joins every number with its note."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from coopgraph.briefs import Picture, dossier
from coopgraph.graph import KnowledgeGraph
from coopgraph.store.embedded import EmbeddedStore
from tests.briefs.conftest import HOSTILE
from tests.browser import Browser

NAMES = """
    html head meta title style body main header h1 h2 h3 p section ul li ol table thead tbody tr th td bdi sup a span br
    cite img footer
"""
TAGS = set(NAMES.split())


class Page(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, tag: str, attribute: str) -> list[str]:
        return [str(attributes[attribute]) for name, attributes in self.tags if name == tag and attribute in attributes]


@pytest.fixture
def giz(kg: KnowledgeGraph, picture: Picture) -> str:
    return dossier(kg.store, kg.institution("GIZ"), picture=picture).to_html()


def test_every_number_leads_to_its_note_and_back(giz: str) -> None:
    page = Page(giz)
    notes = [f"note-{number}" for number in range(1, 12)]
    ids = [value for tag, each in page.tags if (value := each.get("id"))]

    assert page.values("li", "id") == notes
    assert {f"mark-{number}" for number in range(1, 12)} < set(ids) and len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("a", "href") if href.startswith("#")} == set(ids)


def test_the_picture_is_in_the_file_with_a_text(giz: str) -> None:
    page = Page(giz)
    (source,), (text,) = page.values("img", "src"), page.values("img", "alt")

    assert b64decode(source.removeprefix("data:image/svg+xml;base64,")).startswith(b"<svg")
    assert text == "Map: Around the harbour"


def test_the_policy_allows_its_own_style_and_nothing_else(giz: str) -> None:
    (policy,) = [str(each["content"]) for tag, each in Page(giz).tags if each.get("http-equiv")]
    style = re.findall("<style>(.*?)</style>", giz, re.DOTALL)

    digest = b64encode(sha256(style[0].encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert len(style) == 1


def test_only_addresses_that_cannot_run_are_links(harbour: EmbeddedStore) -> None:
    entity = harbour.entity("Office")
    assert entity is not None
    page = Page(dossier(harbour, entity).to_html())

    assert [href for href in page.values("a", "href") if not href.startswith("#")] == ["https://example.org/g?a=1&b=2"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_the_data_becomes_a_tag(hostile: Callable[[str], EmbeddedStore], text: str) -> None:
    store = hostile(text)
    entity = store.entity("one")
    assert entity is not None
    written = dossier(store, entity).to_html()

    page = Page(written)
    assert {tag for tag, _ in page.tags} <= TAGS - {"img"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert all(href.startswith(("#", "http://example.org/")) for href in page.values("a", "href"))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\ufffe]", written)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


@pytest.mark.browser
@pytest.mark.parametrize("text", HOSTILE[:4], ids=range(4))
def test_in_a_browser_nothing_runs_and_nothing_is_fetched(
    chromium: Browser, hostile: Callable[[str], EmbeddedStore], tmp_path: Path, text: str
) -> None:
    for seen in (chromium.requests, chromium.dialogs, chromium.errors):
        seen.clear()
    store = hostile(text)
    entity = store.entity("one")
    assert entity is not None
    (path,) = dossier(store, entity).save(tmp_path / "brief.html")
    chromium.open(path)

    assert chromium.run("typeof window.PWN") == "undefined"
    assert (chromium.dialogs, chromium.errors, chromium.requests) == ([], [], [path.resolve().as_uri()])


@pytest.mark.browser
def test_in_a_browser_the_style_applies_and_the_picture_shows(chromium: Browser, giz: str, tmp_path: Path) -> None:
    path = tmp_path / "giz.html"
    path.write_text(giz, encoding="utf-8")
    chromium.errors.clear()
    chromium.open(path)

    assert chromium.run("getComputedStyle(document.querySelector('h1')).color") == "rgb(23, 54, 93)"
    assert chromium.run("document.querySelector('img').naturalWidth") > 0
    assert chromium.errors == []
