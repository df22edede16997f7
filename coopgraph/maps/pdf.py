"""PDF: the map on sheets of paper."""

from __future__ import annotations

from datetime import date

from coopgraph.dates import read
from coopgraph.errors import BadDate
from coopgraph.maps.drawing import Drawing
from coopgraph.maps.pages import pages
from coopgraph.maps.selection import Selection
from coopgraph.maps.sheet import box_names, facts, sentences
from coopgraph.maps.strings import strings
from coopgraph.maps.typeset import Document

__all__ = ["newest", "pdf", "told"]

_FIRST_DAY = date(1980, 1, 1)


def pdf(selection: Selection, drawing: Drawing, version: str) -> bytes:
    """The PDF file; equal input gives equal bytes, its date is that of the newest source."""
    sheets = pages(selection, drawing, version)
    words = strings(selection.lang)
    lists = f"{selection.title}. {words['relations']}. {words['sources']}."
    texts = [told(selection), *(lists for _ in sheets[1:])]
    return Document(selection.title, selection.lang, sheets, texts, newest(selection)).pdf()


def told(selection: Selection) -> str:
    """What the drawing shows, for who does not see it: bodies, then relations with their dates."""
    words = strings(selection.lang)
    named, said = box_names(selection), sentences(selection)
    bodies = "; ".join(named[entity.id] for entity in selection.ordered_entities())
    relations = "; ".join(said[each.id] for each in selection.ordered_statements())
    return f"{selection.title}. {facts(selection)}. {words['bodies']}: {bodies}. {words['relations']}: {relations}."


def newest(selection: Selection) -> date:
    """The day on which the newest source was issued or retrieved: how old the picture's knowledge is."""
    days = [_FIRST_DAY]
    for source in selection.ordered_sources():
        for stated in (source.retrieved, source.issued):
            try:
                days += [day for day in (read(stated).earliest,) if day] if stated else []
            except BadDate:
                continue
    return max(days)
