"""Pages of larger maps: tables that come as one scrolls, drawings behind a button, columns of data."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browser import Browser

from coopgraph.maps import Map, Selection
from coopgraph.maps.selection import Carried
from coopgraph.model import Evidence, Name
from coopgraph.records import replace

from .looking import rows, shown

pytestmark = pytest.mark.browser


@pytest.fixture
def large_page(world_map: Map, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The world's page as if twenty relations were many: six rows at a time, no briefing at first."""
    monkeypatch.setattr("coopgraph.maps.page.ROWS", 6)
    monkeypatch.setattr("coopgraph.maps.page.BRIEFING_LIMIT", 0)
    return world_map.save(tmp_path / "large.html")


def test_a_large_table_comes_as_one_scrolls(chromium: Browser, large_page: Path) -> None:
    text = large_page.read_text(encoding="utf-8").split('<script type="application/json"')[0]
    assert len(re.findall(r'<tr id="row-', text)) == 6
    assert "The table has the first 6 of 20 relations." in text
    chromium.open(large_page)
    chromium.wait("document.querySelectorAll('tbody tr').length > 6")
    while len(rows(chromium)) < 20:
        before = len(rows(chromium))
        chromium.run("document.getElementById('partial').scrollIntoView()")
        chromium.wait(f"document.querySelectorAll('tbody tr').length > {before}")
    assert chromium.run("document.getElementById('partial').hidden") is True
    assert chromium.run("[...document.querySelectorAll('tbody tr')].map((row) => +row.dataset.row)") == [*range(1, 21)]


def test_a_row_far_down_is_shown_when_its_line_is_chosen(chromium: Browser, large_page: Path) -> None:
    chromium.open(large_page, "edge-19")
    assert chromium.run("document.querySelector('tr.chosen').id") == "row-19"
    assert chromium.run("document.querySelector('tbody tr').id") == "row-19"
    chromium.click("#earlier")
    assert chromium.run("document.querySelector('tbody tr').id") == "row-13"


def test_rows_made_by_the_script_are_like_those_that_came_with_the_page(chromium: Browser, world_page: Path) -> None:
    chromium.open(world_page)
    came = chromium.run("[...document.querySelectorAll('tbody tr')].map((row) => [row.ariaLabel, row.innerText])")
    made = world_page.with_name("made.html")
    text = world_page.read_text(encoding="utf-8")
    made.write_text(re.sub(r"<tbody>.*</tbody>", "<tbody></tbody>", text, flags=re.DOTALL), encoding="utf-8")
    chromium.open(made)
    assert (
        chromium.run("[...document.querySelectorAll('tbody tr')].map((row) => [row.ariaLabel, row.innerText])") == came
    )


def test_the_drawing_of_a_larger_map_can_be_read_without_scripts_and_switched_to(
    chromium: Browser, large_page: Path
) -> None:
    assert '<noscript id="drawn">' in large_page.read_text(encoding="utf-8")
    chromium.open(large_page)
    assert chromium.run("document.documentElement.dataset.view") == "explore"
    chromium.click("button[data-view=briefing]")
    assert (shown(chromium, "box"), shown(chromium, "edge")) == (18, 20)
    chromium.call("Emulation.setScriptExecutionDisabled", value=True)
    chromium.open(large_page)
    chromium.call("Emulation.setScriptExecutionDisabled", value=False)
    assert (shown(chromium, "box"), shown(chromium, "edge")) == (18, 20)


def test_a_map_too_large_for_a_drawing_says_so(
    chromium: Browser, world_map: Map, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopgraph.maps.page.DRAWING_LIMIT", 0)
    monkeypatch.setattr("coopgraph.maps.page.BRIEFING_LIMIT", 0)
    chromium.open(world_map.save(tmp_path / "huge.html"))
    assert chromium.run("[...document.querySelectorAll('button:disabled')].map((each) => each.textContent)") == [
        "Briefing",
        "SVG",
    ]
    assert "Too many relations" in chromium.run("document.getElementById('save-svg').title")
    assert len(re.findall(rb"/Type\s*/Page\b", chromium.pdf())) == 1


def test_the_payload_has_columns_and_none_that_is_empty(part: Selection) -> None:
    payload = json.loads(json.dumps(Map(part).to_payload()))
    assert payload["drawn"] == [4, 5]
    assert {len(column) for column in payload["bodies"].values()} == {11}
    assert {len(column) for column in payload["statements"].values()} == {12}
    assert list(payload["bodies"]) == ["id", "short", "label", "type", "country", "names", "search", "evidence"]
    assert payload["bodies"]["search"][payload["bodies"]["id"].index("MIG")] == [
        "xugouchilunbu",
        "xgclb",
        "chilunbu",
        "clb",
    ]
    assert not {"note", "holds", "inferred", "contradicted"} & payload["statements"].keys()


@pytest.mark.parametrize("size", [1, 2, 5])
def test_statements_put_into_columns_part_by_part_are_the_same(
    part: Selection, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    whole = Map(part).to_payload()
    monkeypatch.setattr("coopgraph.maps.payload._PART", size)
    assert Map(part).to_payload() == whole


def test_one_unsafe_text_among_many_is_cleaned_and_the_others_stay(part: Selection) -> None:
    first, second, *rest = part.ordered_statements()
    pieces = (Evidence("book", "page\x00 1", "a\u202eb"), Evidence("book", "", None, derived=True))
    changed = (replace(first, since="20\x0716", evidence=pieces), replace(second, evidence=()), *rest)
    columns = json.loads(json.dumps(Map(replace(part, statements=changed)).to_payload()))["statements"]
    places = [columns["id"].index(each.id) for each in (first, second)]
    assert columns["since"][places[0]] == "20\ufffd16"
    told, none = (columns["evidence"][place] for place in places)
    assert [piece[1:] for piece in told] == [["page\ufffd 1", "a\ufffdb"], [None, None, 1]]
    assert none is None
    assert columns["since"][places[1]] == second.since


def test_names_of_a_body_keep_their_dates_and_stay_its_own(part: Selection) -> None:
    first, *rest = part.ordered_entities()
    names = (Name("One\x01", "en"), Name("ONE", None, "acronym"), Name("Eins", "de", since="1990", until="2000"))
    kept = tuple(each for each in part.statements if first.id not in (each.subject, each.object))
    changed = replace(part, entities=(replace(first, names=names), *rest), statements=kept, carried=Carried())
    told = json.loads(json.dumps(Map(changed).to_payload()))["bodies"]["names"]
    assert told[0] == [["One\ufffd", "en"], ["ONE"], ["Eins", "de", "1990", "2000"]]
    assert [len(each) for each in told[1:]] == [len(each.names) for each in rest]


def test_two_maps_of_one_selection_in_any_order_are_the_same_bytes(part: Selection) -> None:
    other = replace(part, entities=part.entities[::-1], statements=part.statements[::-1])
    carried = replace(part.carried, entities=part.carried.entities[::-1], statements=part.carried.statements[::-1])
    assert Map(replace(other, carried=carried)).to_html() == Map(part).to_html()


@pytest.mark.parametrize(("most", "hidden"), [(19, True), (20, False)])
def test_of_many_lines_none_are_drawn_while_the_whole_is_moved(
    chromium: Browser, world_map: Map, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, hidden: bool
) -> None:
    monkeypatch.setattr("coopgraph.maps.explore.MANY_LINES", most)
    chromium.open(Map(world_map.selection).save(tmp_path / "many.html"))
    interaction = chromium.run("JSON.parse(document.getElementById('network').textContent).options.interaction")
    assert (interaction["hideEdgesOnDrag"], interaction["hideEdgesOnZoom"]) == (hidden, hidden)
