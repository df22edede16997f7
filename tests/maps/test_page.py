"""The HTML page, used in Chromium as people use it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from browser import Browser

from coopgraph.maps import Map, Selection
from coopgraph.records import replace

from .looking import number_of, rows, shown

pytestmark = pytest.mark.browser


def test_the_page_asks_for_nothing_but_itself(world_page: Path) -> None:
    with Browser() as browser:
        browser.open(world_page)
        browser.click("button[data-view=explore]")
        browser.wait("document.querySelector('#explore canvas') !== null")
        assert browser.requests == [world_page.resolve().as_uri()]
        assert (browser.errors, browser.dialogs) == ([], [])


def test_the_page_is_small_and_names_no_address_to_load(world_page: Path) -> None:
    text = world_page.read_text(encoding="utf-8")
    assert world_page.stat().st_size < 1_000_000
    assert re.findall(r"<(?:script|img|link|iframe)[^>]*(?:src|href)=", text) == []
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', text)[0])
    assert policy.startswith("default-src 'none'; script-src 'sha256-") and "connect-src 'none'" in policy
    assert "unsafe" not in policy
    assert "vis.js is dual licensed" in text


def test_the_table_has_every_relation_without_any_script(world_page: Path) -> None:
    before = world_page.read_text(encoding="utf-8").split('<script type="application/json"')[0]
    assert re.findall(r'<tr id="row-(\d+)"', before) == [str(number) for number in range(1, 21)]
    assert before.count("<td") == 20 * 8
    assert '<li id="source-1">' in before


def test_the_legend_counts_what_is_there(page: Browser) -> None:
    items = page.run(
        "[...document.querySelectorAll('.legend li')].map((each) => "
        "[each.querySelector('.name').textContent, +each.querySelector('.count').textContent])"
    )
    counts = dict(items)
    assert (counts["Ministry"], counts["Joint body"], counts["Government"]) == (4, 2, 1)
    assert (counts["implements"], counts["commissioned"], counts["is subordinate to"]) == (3, 2, 2)
    assert sum(counts.values()) == 18 + 20


def test_a_click_on_a_line_shows_its_dates_quote_and_source(page: Browser) -> None:
    number = number_of(page, "MoMa commissioned NAC, since 2016-06")
    place = page.run(
        f"(() => {{ const r = document.querySelector('.number[data-edge=\"{number}\"]').getBoundingClientRect(); "
        f"return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
    )
    page.click_at(*place)
    panel = page.run("document.getElementById('panel').innerText")
    assert "MoMa commissioned NAC" in panel
    assert "since June 2016 · end not stated" in panel
    assert "under Memorandum on gears" in panel
    assert "“commissioned the Agency in June 2016”" in panel
    assert "Stated by the source." in panel
    assert "No source of this file contradicts it." in panel
    assert "[1] Machines together: a fact sheet, section 5" in panel
    assert page.run("document.querySelector('#panel a').href") == "https://example.org/sheet"
    assert page.run(f"document.getElementById('row-{number}').classList.contains('chosen')") is True


def test_a_click_on_a_row_marks_its_line_and_escape_clears(page: Browser) -> None:
    page.click("#row-4 .verb")
    assert page.run("[...document.querySelectorAll('#drawing .edge.chosen')].map((each) => each.id)") == ["edge-4"]
    page.key("Escape")
    assert page.run("document.querySelectorAll('.chosen').length") == 0
    assert "Choose a box" in page.run("document.getElementById('panel').textContent")


def test_a_box_shows_all_its_names_and_relations(page: Browser) -> None:
    page.run("document.querySelector('.box[aria-label^=\"MIG,\"]').focus()")
    page.key("Enter")
    panel = page.run("document.getElementById('panel').innerText")
    assert all(
        name in panel for name in ("Ministry of Invented Gears", "虚构齿轮部", "齿轮部", "Räderministerium", "MIG")
    )
    assert page.run("document.querySelectorAll('#panel .lines li').length") == 3


def test_hiding_a_type_hides_its_boxes_and_their_relations_in_both_views(page: Browser) -> None:
    page.click("[data-class=Ministry]")
    assert (shown(page, "box"), shown(page, "edge"), len(rows(page))) == (14, 10, 10)
    page.click("button[data-view=explore]")
    page.wait("document.querySelector('#explore canvas') !== null")
    assert len(rows(page)) == 10
    page.click("button[data-view=briefing]")
    page.click("[data-class=Ministry]")
    assert (shown(page, "box"), shown(page, "edge"), len(rows(page))) == (18, 20, 20)


def test_hiding_a_relation_leaves_the_boxes(page: Browser) -> None:
    page.click("[data-relation=implements]")
    assert (shown(page, "box"), shown(page, "edge")) == (18, 17)
    page.click("#all")
    assert (shown(page, "box"), shown(page, "edge")) == (18, 20)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("xugouchilunbu", "MIG"),
        ("chi lun bu", "MIG"),
        ("chǐlúnbù", "MIG"),
        ("xgclb", "MIG"),
        ("raederministerium", "MIG"),
        ("齿轮部", "MIG"),
        ("raderMINISTERIUM", "MIG"),
        ("mig", "MIG"),
        ("imaginary sci", "MIS"),
        ("Embassy", "Embassy of Norland"),
    ],
)
def test_the_search_finds_names_in_every_language_and_spelling(page: Browser, asked: str, found: str) -> None:
    page.key("/")
    page.type(asked)
    assert page.run("document.querySelector('#found li bdi').textContent") == found
    page.key("Enter")
    assert page.run("document.querySelector('#panel .headline').textContent") == found


def test_a_search_for_nothing_says_so(page: Browser) -> None:
    page.key("/")
    page.type("no such body")
    assert page.run("document.getElementById('found').textContent") == "nothing found"


def test_one_relation_alone_is_shown_by_its_button_or_by_searching_its_words(page: Browser) -> None:
    expected = ["MoMa commissioned NAC, 2016-06", "MoMa commissioned NAC, 2018-02"]
    page.run("document.querySelector('[data-relation=commissioned]').closest('li').querySelector('.only').click()")
    assert [row.rsplit(", ", 1)[0].replace("since ", "") for row in rows(page)] == expected
    assert (shown(page, "box"), shown(page, "edge")) == (18, 2)
    page.click("#all")
    assert len(rows(page)) == 20
    page.key("/")
    page.type("commiss")
    assert page.run("[...document.querySelectorAll('#found li > *')].map((each) => each.textContent)") == [
        "commissioned",
        "relation",
    ]
    page.key("Enter")
    assert [row.rsplit(", ", 1)[0].replace("since ", "") for row in rows(page)] == expected


def test_one_type_alone_is_shown_by_its_button(page: Browser) -> None:
    page.run("document.querySelector('[data-class=Ministry]').closest('li').querySelector('.only').click()")
    assert (shown(page, "box"), len(rows(page))) == (4, 0)


def test_it_fits_a_telephone(page: Browser) -> None:
    page.size(390, 844)
    assert page.run("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("lang", ["de", "zh"])
def test_the_page_speaks_the_language_of_the_map(
    chromium: Browser, world: Selection, tmp_path: Path, lang: str
) -> None:
    chromium.open(Map(replace(world, lang=lang)).save(tmp_path / "page.html"))
    chromium.click("tr[data-row='3'] .verb")
    panel = chromium.run("document.getElementById('panel').innerText")
    assert {"de": "seit Juni 2016 · Ende nicht genannt", "zh": "自 2016年6月 起 · 结束时间未说明"}[lang] in panel
    assert chromium.run("document.documentElement.lang") == lang


def test_the_explore_view_gets_every_body_and_keeps_lines_between_the_same_two_apart(page: Browser) -> None:
    network = page.run("JSON.parse(document.getElementById('network').textContent)")
    assert [node["id"] for node in network["nodes"]] == list(range(1, 19))
    assert network["options"]["physics"]["enabled"] is False
    assert network["options"]["edges"]["smooth"]["enabled"] is False
    again, funded = (number_of(page, f"MoMa {verb} NAC") for verb in ("commissioned", "funded"))
    assert sorted(edge["id"] for edge in network["edges"]) == sorted((again + 1, funded))
    assert len({str(edge["smooth"]) for edge in network["edges"]}) == 2


def test_the_explore_view_draws_every_line(page: Browser) -> None:
    page.run("window.strokes = 0; void (CanvasRenderingContext2D.prototype.stroke = () => { window.strokes += 1; })")
    page.click("button[data-view=explore]")
    page.wait("document.querySelector('#explore canvas') !== null && window.strokes >= 18 + 20")
