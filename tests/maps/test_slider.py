"""The slider of the page: right at each day, whichever way one came to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Browser

from coopgraph.maps import Map, Selection
from coopgraph.records import replace

from .looking import address, number_of, picture, slide

pytestmark = pytest.mark.browser


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


def test_a_map_of_one_day_says_so_and_has_no_slider(chromium: Browser, world: Selection, tmp_path: Path) -> None:
    chromium.open(Map(replace(world, day="2016-06-15")).save(tmp_path / "day.html"))
    assert "as of 2016-06-15" in chromium.run("document.querySelector('.facts').textContent")
    assert chromium.run("document.getElementById('moment')") is None
    assert chromium.run("document.querySelectorAll('#drawing .edge.possible').length") > 0


def test_a_year_that_is_asked_of_months_is_its_first_month(chromium: Browser, world_page: Path) -> None:
    chromium.open(world_page, "day=2016")
    assert chromium.run("document.getElementById('moment-name').textContent") == "as of January 2016"
