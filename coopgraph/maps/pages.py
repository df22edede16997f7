"""The map on sheets of paper: the drawing on the smallest that leaves it readable, the lists with it or after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coopgraph.maps.drawing import Drawing
from coopgraph.maps.lists import LINE, Column, Item, filling, items, rows_drawn
from coopgraph.maps.selection import Selection
from coopgraph.maps.sheet import A4, EDGE, LEAST_SCALE, RATIO, Front, Page, footer, heading, made_by, page_of
from coopgraph.maps.strings import strings

__all__ = ["pages"]

_PAPERS = ((A4, 595.0), (1191.0, 842.0), (1684.0, 1191.0), (2384.0, 1684.0), (3370.0, 2384.0))
_COLUMNS = 3
_SIZE = 8.0
_TOP = 58.0


def pages(selection: Selection, drawing: Drawing, version: str) -> list[Page]:
    """The drawing on A4 landscape, else on the next larger paper to A0, else on its own size; no type under 7 points.

    Where the lists of relations, sources and shortened names have no room beside the drawing they follow on A4.
    """
    front = _front(selection, drawing)
    made = made_by(selection, version)
    if front.filled:
        return [front.page(made)]
    column = (A4 - 2 * EDGE) / _COLUMNS - 16
    lists = list(_pages(items(selection, drawing, column, _SIZE, places=True)))
    words = strings(selection.lang)
    last = len(lists) + 1
    note = "shortened" if any(box.shortened for box in drawing.boxes) else "lists_on_page"
    told = words[note].format("2" if last == 2 else f"2–{last}")
    first = front.page(made, told)
    return [
        first,
        *(
            _listed(selection, columns, made, words["page"].format(number, last))
            for number, columns in enumerate(lists, start=2)
        ),
    ]


def _front(selection: Selection, drawing: Drawing) -> Front:
    """The first page: the smallest paper wins, and on the same paper the one that holds the lists too."""
    for width, height in _PAPERS:
        for lists in (True, False):
            front = Front(selection, drawing, width, lists, height)
            if front.fits:
                return front
    front = Front(selection, drawing, max(_PAPERS[-1][0], drawing.width * LEAST_SCALE + 2 * EDGE), False)
    front.enlarged()
    return front


def _pages(found: Sequence[Item]) -> Iterator[list[Column]]:
    """The lists in columns, the columns by page."""
    rows = int((A4 * RATIO - _TOP - EDGE - 10) // (_SIZE * LINE))
    columns = filling(found, rows)
    for start in range(0, len(columns), _COLUMNS):
        yield columns[start : start + _COLUMNS]


def _listed(selection: Selection, columns: Sequence[Column], made: str, number: str) -> Page:
    """A page of lists under the title of the map."""
    height = A4 * RATIO
    across = (A4 - 2 * EDGE) / _COLUMNS
    content = list(heading(selection, A4))
    for place, column in enumerate(columns):
        content += rows_drawn(column, EDGE + across * place, _TOP, _SIZE)
    content += footer(made, number, A4, height)
    return page_of(selection, A4, height, content)
