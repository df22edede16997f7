"""The page without a mouse: tab, arrows and page keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Browser

from .looking import focused, headline

pytestmark = pytest.mark.browser


def test_arrows_move_between_boxes_and_rows(page: Browser) -> None:
    page.run("document.querySelector('.box[aria-label^=\"MIG,\"]').focus()")
    page.key("ArrowDown")
    assert page.run("document.activeElement.ariaLabel").split(",")[0] in {"CGI", "GSI", "Embassy of Norland"}
    page.run("document.getElementById('row-1').focus()")
    page.key("ArrowDown")
    page.key("Enter")
    assert page.run("document.querySelector('#panel h2').textContent") == "relation 2"


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
