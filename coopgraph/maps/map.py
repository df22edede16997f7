"""A map: one layout, and the files and displays made of it."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coopgraph.errors import CoopgraphError, IncompletePicture
from coopgraph.files import write_whole
from coopgraph.maps.drawing import Drawing
from coopgraph.maps.selection import Selection
from coopgraph.records import replace

if TYPE_CHECKING:
    from coopgraph.questions.choosing import Chosen

__all__ = ["Interactive", "Map"]

_PICTURES = (".pdf", ".png", ".svg")
_A0 = (119, 84)
_CM = 2.54 / 72
_LEAST = 7 / 8
_TOO_LARGE = (
    "{} bodies take {} × {} cm to be readable, more than any paper; --limit N draws the N most connected, "
    "--around or --relation a part, and as .html all of them can be explored"
)


class Map:
    """A map of a selection; it is laid out once, when first drawn.

    ```python
    Map(selection).save("map.html")
    ```
    """

    def __init__(self, selection: Selection) -> None:
        self.selection = selection

    def of(self, chosen: Chosen) -> Map:
        """The same map, which also says what it was narrowed to, what its boxes gather and what was left out."""
        gathered = chosen.part.gathered
        doubted = self.selection.contradicted
        boxes = (each.statement.id for each in gathered if not doubted.isdisjoint(one.id for one in each.statements))
        return Map(
            replace(
                self.selection,
                left_out=chosen.left_out,
                narrowed=chosen.narrowed,
                gathered=gathered,
                contradicted=doubted.union(boxes),
            )
        )

    @cached_property
    def layout(self) -> Drawing:
        """The drawing that every format shows."""
        from coopgraph.maps.layout import draw

        return draw(self.selection)

    def to_svg(self) -> str:
        """One page with title, legend, drawing, numbered relations and sources."""
        from coopgraph.maps.sheet import sheet

        return sheet(self.selection, self.layout, _version())

    def to_payload(self) -> dict[str, object]:
        """All that the HTML page knows, as plain values."""
        from coopgraph.maps.payload import payload

        return payload(self.selection)

    def to_html(self) -> str:
        """One HTML file that needs nothing else: both views, legend, search, slider, panel and table."""
        from coopgraph.maps.page import page

        return page(self.selection, self.layout, _version())

    def to_pdf(self) -> bytes:
        """The drawing on A4 or the next paper that leaves it readable, the lists with it or after it; as PDF/A."""
        from coopgraph.maps.pdf import pdf

        return pdf(self.selection, self.layout, _version())

    def to_png(self, dpi: float = 200, lists: bool = True) -> bytes:
        """The page of `to_svg` as pixels, on white; without its lists where the text beside it has them anyway."""
        from coopgraph.maps.png import png

        return png(self.selection, self.layout, _version(), dpi, lists)

    def to_pptx(self) -> bytes:
        """Slides that stay editable: the map with glued connectors, the table of its relations, and the sources."""
        from coopgraph.maps.pptx import pptx

        return pptx(self.selection, self.layout, _version())

    def to_dot(self) -> str:
        """The page in Graphviz's language, with every place given: `dot -Tpdf map.dot` draws it as it is."""
        from coopgraph.maps.dot import dot

        return dot(self.selection, self.layout, _version())

    def to_mermaid(self) -> str:
        """A Mermaid flowchart, which GitHub and GitLab draw where it stands in a text."""
        from coopgraph.maps.mermaid import mermaid

        return mermaid(self.selection, self.layout, _version())

    def to_drawio(self) -> str:
        """A draw.io file, whose lines stay with their boxes when these are moved."""
        from coopgraph.maps.drawio import drawio

        return drawio(self.selection, self.layout, _version())

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Writes the file whole or not at all, in the format of its suffix, and gives its path.

        Raises:
            CoopgraphError: the suffix is not one of a format that can be written.
        """
        target = Path(path)
        makers = self._makers()
        make = makers.get(target.suffix.lower())
        if make is None:
            raise CoopgraphError(f"cannot write a map as '{target.name}'; supported: {', '.join(sorted(makers))}")
        made = make()
        if target.suffix.lower() in _PICTURES:
            self._told_if_beyond_paper()
        return write_whole(target, made.encode() if isinstance(made, str) else made)

    def _told_if_beyond_paper(self) -> None:
        """Warns where no paper holds the drawing at a size that can be read."""
        width, height = (round(each * _LEAST * _CM) for each in (self.layout.width, self.layout.height))
        if width > _A0[0] or height > _A0[1]:
            warnings.warn(_TOO_LARGE.format(len(self.layout.boxes), width, height), IncompletePicture, stacklevel=3)

    def _makers(self) -> dict[str, Callable[[], str | bytes]]:
        """What makes a file, by its suffix."""
        return {
            ".dot": self.to_dot,
            ".drawio": self.to_drawio,
            ".gv": self.to_dot,
            ".html": self.to_html,
            ".mmd": self.to_mermaid,
            ".pdf": self.to_pdf,
            ".png": self.to_png,
            ".pptx": self.to_pptx,
            ".svg": self.to_svg,
        }

    def interactive(self) -> Interactive:
        """The HTML page for a notebook's cell; it adds about 0.8 MB to the notebook."""
        return Interactive(self.to_html(), self.selection.title)

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        forms: dict[str, Callable[[], str]] = {"text/plain": self.__repr__, "image/svg+xml": self.to_svg}
        wanted = [form for form in forms if (not include or form in include) and form not in (exclude or ())]
        return {form: forms[form]() for form in wanted}

    def __repr__(self) -> str:
        bodies, relations = len(self.selection.entities), len(self.selection.statements)
        return f"<Map {self.selection.title!r}: {bodies} bodies, {relations} relations>"


class Interactive:
    """A page within a notebook's cell, kept apart from the notebook by a sandbox."""

    def __init__(self, page: str, title: str) -> None:
        self._page = page
        self._title = title

    def _repr_html_(self) -> str:
        from html import escape

        sandbox = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
        frame = 'width="100%" height="760" style="border:1px solid #ccc"'
        return (
            f'<iframe sandbox="{sandbox}" title="{escape(self._title)}" {frame} srcdoc="{escape(self._page)}"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<Interactive map {self._title!r}>"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("coopgraph")
    except PackageNotFoundError:
        return "0"
