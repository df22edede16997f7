"""Texts that try to run, to break the file or to call home, in every field at once, used in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browser import Browser

from coopgraph.maps import Map, Selection

from .hostile import HOSTILE, TEXT_FIELDS, hostile

pytestmark = pytest.mark.browser

CLICK_EVERYTHING = """(async () => {
  const outside = (event) => { if (event.target.closest && event.target.closest("a[target]")) event.preventDefault(); };
  document.addEventListener("click", outside, true);
  URL.createObjectURL = () => "about:blank#saved";
  HTMLAnchorElement.prototype.click = () => {};
  window.print = () => {};
  const rest = (time) => new Promise((done) => setTimeout(done, time));
  const use = (each) => {
    if (!each.isConnected || each.disabled) return;
    ["pointerover", "mouseover", "mousemove", "pointerdown", "pointerup", "click"].forEach((kind) => each.dispatchEvent(new MouseEvent(kind, { bubbles: true, clientX: 500, clientY: 300 })));
  };
  for (const view of ["briefing", "explore"]) {
    document.querySelector(`button[data-view=${view}]`).click();
    await rest(50);
    for (const each of document.querySelectorAll(".box, .edge, .number, .more, tr, td a, .legend input, .zoom button, #save-svg, #play, #all")) use(each);
    for (const row of document.querySelectorAll("tr[data-row] .verb, tr[data-row] a[data-body]")) {
      use(row);
      [...document.querySelectorAll("#panel button, #panel a")].forEach(use);
    }
    const search = document.getElementById("search");
    for (const text of ["a", "x", "l", "<", "gong", "javascript", "href"]) {
      search.value = text;
      search.dispatchEvent(new Event("input"));
      [...document.querySelectorAll("#found li")].slice(0, 1).forEach((each) => each.dispatchEvent(new MouseEvent("mousedown", { bubbles: true })));
    }
    window.dispatchEvent(new Event("beforeprint"));
    window.dispatchEvent(new Event("afterprint"));
  }
  await rest(300);
})()"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with Browser(1200, 800) as browser:
        yield browser


def test_every_field_that_holds_a_text_is_tried() -> None:
    for model, tried in TEXT_FIELDS.items():
        assert {name for name, kind in model.__annotations__.items() if kind in ("str", "str | None")} == tried


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_in_a_page_runs_breaks_or_calls_home(
    chromium: Browser, world: Selection, tmp_path: Path, text: str
) -> None:
    path = Map(hostile(world, text)).save(tmp_path / "hostile.html")
    for noted in (chromium.dialogs, chromium.errors, chromium.requests):
        noted.clear()

    chromium.open(path)
    chromium.run(CLICK_EVERYTHING)
    chromium.call("Input.dispatchMouseEvent", type="mouseMoved", x=600, y=300)
    for x in range(300, 900, 40):
        chromium.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=280)

    assert chromium.run("typeof window.PWN") == "undefined"
    assert (chromium.dialogs, chromium.errors) == ([], [])
    assert {each.split("#")[0] for each in chromium.requests if not each.startswith("data:image/svg+xml")} == {
        path.resolve().as_uri()
    }
    assert (
        chromium.run(
            "[...document.querySelectorAll('a[href]')].filter((each) => !/^(https?:|mailto:|file:)/.test(each.href)).length"
        )
        == 0
    )
    assert chromium.run("document.querySelectorAll('script[src], img, iframe, link, object, embed, base').length") == 0
    assert chromium.run("document.documentElement.scrollWidth <= innerWidth") is True
    assert "\u202e" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_in_a_picture_runs_breaks_or_calls_home(
    chromium: Browser, world: Selection, tmp_path: Path, text: str
) -> None:
    path = Map(hostile(world, text)).save(tmp_path / "hostile.svg")
    tree = ElementTree.parse(path)
    names = {element.tag.split("}")[1] for element in tree.iter()}
    assert names <= {"svg", "g", "rect", "text", "tspan", "path", "polygon", "title"}
    assert not [key for element in tree.iter() for key in element.attrib if key.startswith("on") or "href" in key]

    for noted in (chromium.dialogs, chromium.errors, chromium.requests):
        noted.clear()
    chromium.open(path)
    assert chromium.run("typeof window.PWN") == "undefined"
    assert (chromium.dialogs, chromium.errors, chromium.requests) == ([], [], [path.resolve().as_uri()])


@pytest.mark.parametrize("limit", ["BRIEFING_LIMIT", "DRAWING_LIMIT"])
@pytest.mark.parametrize("text", [HOSTILE["end of noscript"], HOSTILE["end of script"]])
def test_a_hostile_page_of_a_large_map_holds_no_markup_of_the_data_with_or_without_scripts(
    chromium: Browser, world: Selection, tmp_path: Path, text: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"coopgraph.maps.page.{limit}", 0)
    monkeypatch.setattr("coopgraph.maps.page.BRIEFING_LIMIT", 0)
    path = Map(hostile(world, text)).save(tmp_path / "hostile.html")
    chromium.errors.clear()
    chromium.open(path)
    chromium.run(CLICK_EVERYTHING)
    assert (chromium.run("typeof window.PWN"), chromium.errors) == ("undefined", [])
    chromium.call("Emulation.setScriptExecutionDisabled", value=True)
    chromium.open(path)
    chromium.call("Emulation.setScriptExecutionDisabled", value=False)
    assert chromium.run("document.querySelectorAll('[onload], [onerror], img').length") == 0
    assert len(chromium.run("document.querySelector('table').innerText")) > 100
