"""The gallery shows what coopgraph draws now, in small files, each picture with its source and its licence."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from coopgraph.graph import KnowledgeGraph

GALLERY = Path(__file__).parents[1] / "docs" / "gallery"
NAMES = ["whole", "around-giz", "bmbf-ccid", "miit-tree", "germany-china-2000"]
MOST = 400_000


def shown(svg: str) -> dict[str, list[str]]:
    """What a picture says: its title and facts, the names of its boxes and the sentences of its lines."""
    tree = ElementTree.fromstring(svg)
    told: dict[str, list[str]] = {"title": [], "facts": [], "box": [], "edge": []}
    for each in tree.iter():
        kind = (each.get("class") or "").split(" ")[0] or (each.get("id") or "")
        if kind in ("box", "edge"):
            told[kind].append(each.get("aria-label") or "")
        elif kind == "facts" or each.get("id") == "map-title":
            told["facts" if kind == "facts" else "title"].append(each.text or "")
    return {kind: sorted(lines) for kind, lines in told.items()}


def committed(name: str) -> dict[str, list[str]]:
    return shown((GALLERY / f"{name}.svg").read_text(encoding="utf-8"))


def test_every_picture_is_shown_with_its_source_and_none_is_missing() -> None:
    text = (GALLERY / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"!\[[^\]]{20,}\]\((.*?)\.png\)", text) == NAMES
    assert re.findall(r"\[SVG\]\((.*?)\.svg\) · Data: ", text) == NAMES
    assert {path.stem for path in GALLERY.iterdir() if path.suffix in (".svg", ".png")} == set(NAMES)
    assert "CC0 1.0" in text and "CC BY 4.0" in text


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_small_and_says_who_made_it_of_what(name: str) -> None:
    svg = GALLERY / f"{name}.svg"
    assert 10_000 < svg.stat().st_size < MOST
    assert 10_000 < (GALLERY / f"{name}.png").stat().st_size < MOST
    assert "Made by coopgraph" in svg.read_text(encoding="utf-8")


def test_the_pictures_of_the_bundled_graph_show_what_it_holds_now(kg: KnowledgeGraph) -> None:
    assert committed("whole") == shown(kg.map().to_svg())
    assert committed("around-giz") == shown(kg.map(around="GIZ").to_svg())
    assert committed("bmbf-ccid") == shown(kg.map(between=("BMBF", "CCID")).to_svg())


def test_the_pictures_of_open_data_show_what_the_gallery_says() -> None:
    tree, agreed = committed("miit-tree"), committed("germany-china-2000")
    assert tree["facts"] == ["9 bodies · 8 relations"]
    assert all(" is subordinate to Ministry of Industry and Information Technology" in line for line in tree["edge"])
    assert len(agreed["box"]) == 14 and len(agreed["edge"]) == 24
    assert "as of 2000 · " in agreed["facts"][0] and " left out by --limit 14" in agreed["facts"][0]
    days = [found[0] for line in agreed["edge"] if (found := re.findall(r", (?:perhaps )?(\d{4})-\d\d-\d\d ", line))]
    assert len(days) == 24 and max(days) <= "2000"


def test_a_folder_without_the_open_data_is_told_what_it_lacks(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, str(GALLERY / "draw.py"), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stderr == (
        f"{tmp_path} lacks ror/ror_latest.jsonl.gz and manytreaties/parties_GGO.csv.gz; "
        "docs/gallery/README.md says what they are\n"
    )
