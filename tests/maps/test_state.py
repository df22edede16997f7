"""The state of the page: its address, what is folded up and unfolded, and the keys that change it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browser import Browser

from coopgraph.maps import Map, Selection

from .test_page import address, picture, rows, shown, slide

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with Browser(1600, 1000) as browser:
        yield browser


def legend(page: Browser) -> list[str]:
    """What the legend lists, each with its count."""
    items = "[...document.querySelectorAll('.legend li:not([hidden])')]"
    return list(
        page.run(
            f"{items}.map((each) => ['.name', '.count'].map((part) => each.querySelector(part).textContent).join(' '))"
        )
    )


def headline(page: Browser) -> str:
    return str(page.run("document.querySelector('#panel .headline').textContent"))


def focused(page: Browser) -> str:
    return str(page.run("(document.activeElement.ariaLabel || document.activeElement.id).split(',')[0]"))


def test_a_link_opens_what_its_sender_saw(chromium: Browser, world_page: Path) -> None:
    chromium.open(world_page)
    slide(chromium, 18)
    chromium.click("[data-class=Association]")
    chromium.click("[data-relation=signed]")
    chromium.run(
        "document.querySelector('.box[aria-label^=\"NAC,\"]').dispatchEvent(new Event('click', {bubbles: true}))"
    )
    sent, seen = address(chromium), picture(chromium)
    assert sent == "day=2016-06&hide=Association&without=signed&body=NAC"

    chromium.open(world_page, sent)

    assert picture(chromium) == seen
    assert headline(chromium) == "NAC"
    assert chromium.run("document.querySelector('[data-relation=signed]').checked") is False
    assert chromium.run("document.getElementById('moment').value") == "18"


def test_a_link_into_the_explore_view_opens_it(chromium: Browser, world_page: Path) -> None:
    chromium.open(world_page, "view=explore&relation=statement-005")
    chromium.wait("document.querySelector('#explore canvas') !== null")
    assert chromium.run("document.querySelector('button[data-view=explore]').ariaPressed") == "true"
    assert headline(chromium) == "MoMa commissioned NAC"
    assert address(chromium) == "view=explore&relation=statement-005"


def test_a_new_address_in_the_same_window_is_followed(chromium: Browser, world_page: Path) -> None:
    chromium.open(world_page)
    chromium.run("void (location.hash = '#day=2016-05')")
    chromium.wait("document.getElementById('moment-name').textContent === 'as of May 2016'")
    chromium.run("void (location.hash = '#box-3')")
    chromium.wait("document.querySelector('#panel .headline') !== null")
    assert chromium.run("document.getElementById('moment-name').textContent") == "all dates"


@pytest.mark.parametrize(
    "fragment",
    [
        "day=1066",
        "day=<script>",
        "body=nobody",
        "relation=",
        "view=other",
        "only=",
        "more=x&less=y",
        "edge-999",
        "%",
        "a=%ff",
    ],
)
def test_an_address_that_means_nothing_shows_the_whole_map(chromium: Browser, world_page: Path, fragment: str) -> None:
    chromium.errors.clear()
    chromium.open(world_page, fragment)
    assert (shown(chromium, "box"), len(rows(chromium)), chromium.errors) == (18, 20, [])


def test_a_year_that_is_asked_of_months_is_its_first_month(chromium: Browser, world_page: Path) -> None:
    chromium.open(world_page, "day=2016")
    assert chromium.run("document.getElementById('moment-name').textContent") == "as of January 2016"


def test_the_file_carries_one_step_more_and_draws_it_on_request(chromium: Browser, part_page: Path) -> None:
    chromium.open(part_page)
    assert (shown(chromium, "box"), len(rows(chromium))) == (4, 5)
    badges = chromium.run(
        "[...document.querySelectorAll('.box')].map((each) => each.ariaLabel.split(',')[0] + (each.querySelector('.more') || {textContent: ''}).textContent)"
    )
    assert badges == ["MoMa+1", "NAC+1", "Gears Together Project+4", "Memorandum on gears+1"]

    chromium.run(
        "document.querySelector('.box[aria-label^=\"Gears\"] .more').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    chromium.wait("document.querySelector('#explore canvas') !== null")

    assert len(rows(chromium)) == 9
    listed = " ".join(rows(chromium))
    assert all(name in listed for name in ("Forum Machines", "Guild of Smiths", "CGI", "CWG"))
    assert {"Association 1", "Platform 1", "Joint body 1", "cooperates with 2"} <= set(legend(chromium))
    assert chromium.run("document.getElementById('source-1') !== null")
    sent, listed = address(chromium), rows(chromium)
    chromium.open(part_page, sent)
    assert rows(chromium) == listed

    chromium.click("button[data-view=briefing]")
    assert shown(chromium, "box") == 4
    assert chromium.run("document.getElementById('elsewhere').textContent") == "Bodies shown in Explore only: 4"
    chromium.click("#all")
    assert (len(rows(chromium)), address(chromium)) == (5, "body=Project")


def test_what_was_unfolded_can_be_folded_up_again(chromium: Browser, part_page: Path) -> None:
    chromium.open(part_page, "view=explore&body=Project")
    chromium.run("document.getElementById('explore').focus()")
    chromium.key("+")
    assert len(rows(chromium)) == 9
    chromium.key("-")
    assert len(rows(chromium)) == 5


def test_a_box_folds_up_what_hangs_on_it_alone_in_the_briefing_too(chromium: Browser, world_page: Path) -> None:
    chromium.open(world_page)
    chromium.run("document.querySelector('.box[aria-label^=\"CWG,\"]').focus()")
    chromium.key("-")
    assert shown(chromium, "box") == 17
    assert not any("Hammer" in row for row in rows(chromium))
    chromium.key("+")
    assert (shown(chromium, "box"), len(rows(chromium))) == (18, 20)


def test_a_search_finds_what_is_carried_and_shows_it(chromium: Browser, part_page: Path) -> None:
    chromium.open(part_page)
    chromium.key("/")
    chromium.type("xugouchilunbu")
    chromium.key("Enter")
    assert headline(chromium) == "MIG"
    assert "MIG signed Memorandum on gears, 2015-07" in rows(chromium)


def test_the_file_says_how_much_it_carries_and_leaves_out(part_page: Path) -> None:
    text = part_page.read_text(encoding="utf-8")
    assert "neighbours that this file carries and does not draw (7 in all). 2 more are not in this file." in text


def test_arrows_lead_to_neighbours_alike_in_both_views(chromium: Browser, world_page: Path) -> None:
    keys = ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown")
    chromium.open(world_page)
    in_briefing = []
    for key in keys:
        chromium.run("document.querySelector('.box[aria-label^=\"Gears Together\"]').focus()")
        chromium.key(key)
        in_briefing.append(focused(chromium))
    assert chromium.run("document.querySelectorAll('.box[tabindex=\"0\"]').length") == 1
    in_explore = []
    for key in keys:
        chromium.open(world_page, "view=explore&body=Project")
        chromium.run("document.getElementById('explore').focus()")
        chromium.key(key)
        in_explore.append(headline(chromium))
    assert in_explore == in_briefing
    assert len({"NAC", "Forum Machines", "Guild of Smiths", "CGI", "CWG"} & set(in_briefing)) >= 2


@pytest.mark.parametrize("key", ["PageDown", "PageUp"])
def test_page_keys_lead_through_every_box(chromium: Browser, world_page: Path, key: str) -> None:
    chromium.open(world_page)
    chromium.run("document.querySelector('.box').focus()")
    reached = []
    for _ in range(18):
        chromium.key(key)
        reached.append(chromium.run("document.activeElement.id"))
    assert sorted(reached) == sorted(f"box-{number}" for number in range(1, 19))


def test_tab_reaches_the_table_after_few_stops(chromium: Browser, world_page: Path) -> None:
    chromium.open(world_page)
    stops = []
    while "row-1" not in stops and len(stops) < 80:
        chromium.key("Tab")
        stops.append(str(chromium.run("document.activeElement.id || document.activeElement.className")))
    assert stops[0] == "skip"
    assert len([each for each in stops if each.startswith("box-")]) == 1
    assert "row-1" in stops
    chromium.run("document.querySelector('.skip').focus()")
    chromium.key("Enter")
    assert chromium.run("document.activeElement.id") == "row-1"


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


def test_two_maps_of_one_selection_in_any_order_are_the_same_bytes(part: Selection) -> None:
    other = replace(part, entities=part.entities[::-1], statements=part.statements[::-1])
    carried = replace(part.carried, entities=part.carried.entities[::-1], statements=part.carried.statements[::-1])
    assert Map(replace(other, carried=carried)).to_html() == Map(part).to_html()
