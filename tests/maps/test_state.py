"""The state of the page in its address, and what is folded up and unfolded."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Browser

from .looking import address, headline, legend, picture, rows, shown, slide

pytestmark = pytest.mark.browser


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
