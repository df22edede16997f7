"""The HTML page, used in Chromium as people use it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browser import Browser

from coopgraph.errors import CoopgraphError
from coopgraph.maps import Map, Selection

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


@pytest.fixture
def page(chromium: Browser, world_page: Path) -> Browser:
    chromium.size(1600, 1000)
    chromium.open(world_page)
    return chromium


def shown(page: Browser, kind: str) -> int:
    return int(
        page.run(
            f"[...document.querySelectorAll('#drawing .{kind}')].filter((each) => "
            f"getComputedStyle(each).display !== 'none').length"
        )
    )


def rows(page: Browser) -> list[str]:
    return list(page.run("[...document.querySelectorAll('tbody tr')].map((row) => row.ariaLabel)"))


def number_of(page: Browser, sentence: str) -> int:
    return int(page.run(f"+document.querySelector('tr[aria-label^=\"{sentence}\"]').dataset.row"))


def picture(page: Browser) -> str:
    """All that the slider may change."""
    return str(
        page.run(
            "[...document.querySelectorAll('#drawing g[class], tbody tr')].map((each) => "
            "each.id + each.getAttribute('class') + getComputedStyle(each).opacity).join() + "
            "document.querySelector('header').innerText + document.getElementById('panel').innerText + "
            "document.getElementById('moment-name').textContent"
        )
    )


def address(page: Browser) -> str:
    """What stands after # once the page has written it there."""
    page.run("new Promise((done) => setTimeout(done, 250))")
    return str(page.run("location.hash.slice(1)"))


def slide(page: Browser, step: int) -> None:
    page.run(
        f"(() => {{ const moment = document.getElementById('moment'); "
        f"moment.value = {step}; moment.dispatchEvent(new Event('input')); }})()"
    )


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


def test_the_slider_is_right_forwards_and_backwards(page: Browser, world_page: Path) -> None:
    steps = range(0, int(page.run("document.getElementById('moment').max")) + 1, 6)
    addresses, forwards = {}, {}
    for step in steps:
        slide(page, step)
        forwards[step] = picture(page)
        addresses[step] = address(page)
    for step in reversed(steps):
        slide(page, step)
        assert picture(page) == forwards[step]
    assert addresses[0] == "" and addresses[6].startswith("day=")
    for step in steps:
        page.open(world_page, addresses[step])
        assert picture(page) == forwards[step]


def test_the_slider_tells_certain_from_possible_and_from_not_yet(page: Browser) -> None:
    names = page.run(
        "(() => { const names = []; const moment = document.getElementById('moment'); for (let step = 0; "
        "step <= +moment.max; step += 1) { moment.value = step; moment.dispatchEvent(new "
        "Event('input')); names.push(document.getElementById('moment-name').textContent); } return "
        "names; })()"
    )
    number = number_of(page, "MoMa commissioned NAC, since 2016-06")
    state = (
        f"(() => {{ const row = document.getElementById('row-{number}'); "
        f"return !row ? 'not' : row.classList.contains('possible') ? 'possible' : 'certain'; }})()"
    )
    found = {}
    for name in ("May 2016", "June 2016", "July 2016", "December 2017", "December 2018"):
        slide(page, names.index(f"as of {name}"))
        found[name] = page.run(state)
    assert names[0] == "all dates"
    assert found == {
        "May 2016": "not",
        "June 2016": "possible",
        "July 2016": "certain",
        "December 2017": "certain",
        "December 2018": "possible",
    }


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


def test_arrows_move_between_boxes_and_rows(page: Browser) -> None:
    page.run("document.querySelector('.box[aria-label^=\"MIG,\"]').focus()")
    page.key("ArrowDown")
    assert page.run("document.activeElement.ariaLabel").split(",")[0] in {"CGI", "GSI", "Embassy of Norland"}
    page.run("document.getElementById('row-1').focus()")
    page.key("ArrowDown")
    page.key("Enter")
    assert page.run("document.querySelector('#panel h2').textContent") == "relation 2"


def test_the_svg_that_is_saved_shows_what_is_shown(page: Browser) -> None:
    page.click("[data-relation=implements]")
    page.run(
        "(() => { window.saved = null; URL.createObjectURL = (blob) => { blob.text().then((text) => { "
        "window.saved = text; }); return 'blob:none'; }; HTMLAnchorElement.prototype.click = () => {}; "
        "})()"
    )
    page.click("#save-svg")
    page.wait("window.saved !== null")
    saved = str(page.run("window.saved"))
    assert saved.count('class="edge relation-') == 17
    listed = saved.rsplit('class="legend"', maxsplit=1)[-1].split("</g>", 1)[1]
    assert "Machines together" in saved
    assert "MoMa commissioned NAC" in listed and "implements" not in listed


def test_the_picture_that_is_saved_is_a_large_png(page: Browser) -> None:
    page.run(
        "(() => { window.saved = null; URL.createObjectURL = (blob) => { window.saved = blob.type + ' ' "
        "+ (blob.size > 50000); return 'blob:none'; }; HTMLAnchorElement.prototype.click = () => {}; })()"
    )
    page.click("#save-png")
    page.wait("window.saved !== null")
    assert page.run("window.saved") == "image/png true"


def test_it_prints_on_one_page(page: Browser) -> None:
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) == 1


def test_it_fits_a_telephone(page: Browser) -> None:
    page.size(390, 844)
    assert page.run("document.documentElement.scrollWidth") == 390


def test_a_map_of_one_day_says_so_and_has_no_slider(chromium: Browser, world: Selection, tmp_path: Path) -> None:
    chromium.open(Map(replace(world, day="2016-06-15")).save(tmp_path / "day.html"))
    assert "as of 2016-06-15" in chromium.run("document.querySelector('.facts').textContent")
    assert chromium.run("document.getElementById('moment')") is None
    assert chromium.run("document.querySelectorAll('#drawing .edge.possible').length") > 0


@pytest.mark.parametrize("lang", ["de", "zh"])
def test_the_page_speaks_the_language_of_the_map(
    chromium: Browser, world: Selection, tmp_path: Path, lang: str
) -> None:
    chromium.open(Map(replace(world, lang=lang)).save(tmp_path / "page.html"))
    chromium.click("tr[data-row='3'] .verb")
    panel = chromium.run("document.getElementById('panel').innerText")
    assert {"de": "seit Juni 2016 · Ende nicht genannt", "zh": "自 2016年6月 起 · 结束时间未说明"}[lang] in panel
    assert chromium.run("document.documentElement.lang") == lang


def test_saving_names_what_it_can_save_and_leaves_no_half_file(world_map: Map, tmp_path: Path) -> None:
    with pytest.raises(CoopgraphError, match=r"cannot write a map as 'map.docx'; supported: .*\.html, .*\.svg$"):
        world_map.save(tmp_path / "map.docx")
    with pytest.raises(CoopgraphError, match=r"missing.*cannot be written"):
        world_map.save(tmp_path / "missing" / "map.svg")
    world_map.save(tmp_path / "map.svg")
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]


def test_a_notebook_gets_text_and_picture_and_a_sandboxed_page_on_request(world_map: Map) -> None:
    bundle = world_map._repr_mimebundle_()
    assert sorted(bundle) == ["image/svg+xml", "text/plain"]
    assert bundle["text/plain"] == "<Map 'Machines together': 18 bodies, 20 relations>"
    assert list(world_map._repr_mimebundle_(include={"text/plain"})) == ["text/plain"]
    frame = world_map.interactive()._repr_html_()
    assert frame.startswith('<iframe sandbox="allow-scripts allow-downloads allow-popups" ')
    assert frame.count("<") == 2
