"""The whole presentation: the map, the table of its relations, and the sources."""

from __future__ import annotations

from functools import partial
from typing import Any

from coopgraph.maps.drawing import Drawing, Rect
from coopgraph.maps.selection import Selection
from coopgraph.maps.sheet import facts
from coopgraph.maps.slides.blank import add_slide, blank, finished
from coopgraph.maps.slides.frame import EDGE, Frame
from coopgraph.maps.slides.picture import HEADING, draw_map
from coopgraph.maps.slides.scene import compose
from coopgraph.maps.slides.sources import map_notes
from coopgraph.maps.slides.tables import Paper, add_tables

__all__ = ["deck"]


def deck(selection: Selection, drawing: Drawing, version: str) -> bytes:
    """A PowerPoint file; the same bytes for the same selection."""
    scene = compose(selection, drawing)
    frame = scene.frame
    presentation = blank(frame.width, frame.height)
    new_slide = partial(_titled, presentation, frame)
    slide = new_slide(selection.title)
    draw_map(slide, selection, scene, version)
    cut = [box.box.entity for box in scene.boxes if box.text.cut]
    slide.notes_slide.notes_text_frame.text = map_notes(selection, cut, scene.missing)
    top = EDGE + (HEADING + 6) * frame.unit
    area = Rect(EDGE, top, frame.width - 2 * EDGE, frame.height - top - EDGE)
    add_tables(selection, Paper(area, frame.unit), new_slide)
    return finished(presentation, selection.title, facts(selection), f"coopgraph {version}")


def _titled(presentation: Any, frame: Frame, title: str) -> Any:
    rect = Rect(EDGE, EDGE * 0.6, frame.width - 2 * EDGE, HEADING * frame.unit)
    return add_slide(presentation, title, rect, frame.unit)
