"""An empty presentation of a given size, and its bytes: the same ones for the same content."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from coopgraph.maps.drawing import Rect
from coopgraph.maps.metrics import wrap
from coopgraph.maps.slides.native import EAST_ASIAN, LATIN, Run, describe, emu, write
from coopgraph.maps.styles import INK
from coopgraph.texts import clean

__all__ = ["add_slide", "blank", "finished"]

_TITLE_ONLY = 5
_TEMPLATE_WIDTH = 9_144_000
_TEMPLATE_HEIGHT = 6_858_000
_TITLE = 22.0
_NEEDLESS = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
_STAMPS = ("dcterms:created", "dcterms:modified", "cp:lastPrinted")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def blank(width: float, height: float) -> Any:
    """A presentation without slides, of that size in points, with Arial and a Chinese font as its own."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(width), Pt(height)
    deck.element.find(qn("p:sldSz")).attrib.pop("type", None)
    master = deck.slide_master
    for part in (master, *master.slide_layouts):
        for shape in part.shapes:
            _stretch(shape, Pt(width) / _TEMPLATE_WIDTH, Pt(height) / _TEMPLATE_HEIGHT)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    fonts = rb'\1<a:latin typeface="%b"/><a:ea typeface="%b"/>' % (LATIN.encode(), EAST_ASIAN.encode())
    theme._blob = re.sub(rb"(<a:(?:major|minor)Font>)<a:latin[^>]*/><a:ea[^>]*/>", fonts, theme.blob)
    for owner in (deck.part, deck.part.package):
        for key in [key for key, each in owner._rels.items() if each.reltype in _NEEDLESS]:
            owner._rels.pop(key)
    return deck


def add_slide(deck: Any, title: str, rect: Rect, unit: float) -> Any:
    """A slide with a title of one line."""
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = emu(rect)
    size = _TITLE * unit
    shown = wrap(title, rect.width - 4, size, True, 1)[0]
    write(shape.text_frame, [[Run(shown, size, True, INK)]], "left", True)
    describe(shape, "Title", title)
    return slide


def finished(deck: Any, title: str, subject: str, author: str) -> bytes:
    """The file's bytes, without the hour at which they were made."""
    properties = deck.core_properties
    properties.title, properties.subject, properties.author = (clean(text)[:250] for text in (title, subject, author))
    properties.last_modified_by, properties.revision = properties.author, 1
    element = properties._element
    for name in _STAMPS:
        for stamp in element.findall(qn(name)):
            element.remove(stamp)
    written = BytesIO()
    deck.save(written)
    return _undated(written)


def _undated(written: BytesIO) -> bytes:
    steady = BytesIO()
    with ZipFile(written) as old, ZipFile(steady, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            new.writestr(entry, old.read(name))
    return steady.getvalue()


def _stretch(shape: Any, across: float, down: float) -> None:
    if shape._element.spPr.find(qn("a:xfrm")) is not None:
        shape.left, shape.width = Emu(round(shape.left * across)), Emu(round(shape.width * across))
        shape.top, shape.height = Emu(round(shape.top * down)), Emu(round(shape.height * down))
