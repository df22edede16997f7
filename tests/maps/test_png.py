"""PNG: the page as pixels."""

from __future__ import annotations

import struct
from datetime import date
from io import BytesIO
from math import ceil, floor

import pytest
from PIL import Image

from coopgraph.maps import Map, Selection
from coopgraph.maps.sheet import Page
from coopgraph.maps.typeset import Document


def dimensions(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_png_is_the_page_at_the_resolution_asked_for(world_map: Map) -> None:
    assert dimensions(world_map.to_png(dpi=72)) == (842, 595)
    assert dimensions(world_map.to_png(dpi=144)) == (1684, 1190)


def test_a_png_without_lists_keeps_the_drawing_larger(world_map: Map) -> None:
    assert dimensions(world_map.to_png(dpi=72, lists=False)) == (842, 595)
    assert world_map.to_png(dpi=72, lists=False) != world_map.to_png(dpi=72)


def test_equal_input_gives_equal_pixels(world: Selection) -> None:
    assert Map(world).to_png(dpi=60) == Map(world).to_png(dpi=60)


def test_no_side_of_a_png_is_longer_than_twelve_thousand_dots(world_map: Map) -> None:
    assert max(dimensions(world_map.to_png(dpi=5_000, lists=False))) == 12_000


@pytest.mark.parametrize("dpi", [72, 110, 126.7, 200])
def test_no_row_or_column_of_dots_is_left_out(dpi: float) -> None:
    ticks = [f'<rect x="{10 * place}" y="{10 * place}" width="2" height="2"/>' for place in range(1, 42)]
    size = 'viewBox="0 0 441 433" width="441pt" height="433pt"'
    page = Page(441, 433, f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(ticks)}</svg>')
    image = Image.open(BytesIO(Document("Ticks", "en", [page], ["Ticks"], date(2026, 1, 1)).png(dpi))).convert("L")
    scale = dpi / 72
    assert image.size == (ceil(441 * scale), ceil(433 * scale))
    inks = []
    for place in range(1, 42):
        first, last = floor(10 * place * scale) - 2, ceil((10 * place + 2) * scale) + 2
        inks.append(sum(255 - value for value in image.crop((first, first, last, last)).tobytes()) / 255)
    assert [min(inks), max(inks)] == pytest.approx([(2 * scale) ** 2] * 2, rel=0.2)
