"""PNG: the map as pixels."""

from __future__ import annotations

from coopgraph.maps.drawing import Drawing
from coopgraph.maps.pdf import newest, told
from coopgraph.maps.selection import Selection
from coopgraph.maps.sheet import whole
from coopgraph.maps.typeset import Document

__all__ = ["png"]


def png(selection: Selection, drawing: Drawing, version: str, dpi: float, lists: bool) -> bytes:
    """The PNG file, white behind everything."""
    page = whole(selection, drawing, version, lists)
    return Document(selection.title, selection.lang, [page], [told(selection)], newest(selection)).png(dpi)
