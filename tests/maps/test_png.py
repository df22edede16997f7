"""PNG: the page as pixels."""

from __future__ import annotations

import struct

from coopgraph.maps import Map, Selection


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
