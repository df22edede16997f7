"""The map as PowerPoint slides that stay editable; needs the `office` extra."""

from __future__ import annotations

from coopgraph.errors import MissingPart
from coopgraph.maps.drawing import Drawing
from coopgraph.maps.selection import Selection

__all__ = ["pptx"]


def pptx(selection: Selection, drawing: Drawing, version: str) -> bytes:
    """The bytes of a .pptx file: the map with glued connectors, the table of its relations, and the sources.

    Raises:
        MissingPart: python-pptx is not installed.
    """
    try:
        from coopgraph.maps.slides.deck import deck
    except ImportError as problem:
        raise MissingPart("slides need python-pptx; install it with: pip install 'coopgraph[office]'") from problem
    return deck(selection, drawing, version)
