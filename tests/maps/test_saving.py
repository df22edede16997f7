"""What leaves a map: files, pictures, paper and the cells of notebooks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import Browser

from coopgraph.errors import CoopgraphError
from coopgraph.maps import Map

pytestmark = pytest.mark.browser


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
    assert frame.startswith(
        '<iframe sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" '
    )
    assert frame.count("<") == 2
