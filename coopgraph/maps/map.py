"""A map: one layout, and the files and displays made of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path

from coopgraph.errors import CoopgraphError
from coopgraph.maps.drawing import Drawing
from coopgraph.maps.selection import Selection

__all__ = ["Interactive", "Map"]


class Map:
    """A map of a selection; it is laid out once, when first drawn.

    ```python
    Map(selection).save("map.html")
    ```
    """

    def __init__(self, selection: Selection) -> None:
        self.selection = selection

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

        return payload(self.selection, self.layout)

    def to_html(self) -> str:
        """One HTML file that needs nothing else: both views, legend, search, slider, panel and table."""
        from coopgraph.maps.page import page

        return page(self.selection, self.layout, self.to_payload(), self.to_svg(), _version())

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Writes the file whole or not at all, in the format of its suffix, and gives its path.

        Raises:
            CoopgraphError: the suffix is not one of a format that can be written.
        """
        target = Path(path)
        formats: dict[str, Callable[[], str]] = {".html": self.to_html, ".svg": self.to_svg}
        make = formats.get(target.suffix.lower())
        if make is None:
            raise CoopgraphError(f"cannot write a map as '{target.name}'; supported: {', '.join(sorted(formats))}")
        _write(target, make())
        return target

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

        sandbox = "allow-scripts allow-downloads allow-popups"
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


def _write(target: Path, content: str) -> None:
    """Replaces the file by a complete one; a full disk or a crash leaves the old one as it was."""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as problem:
        raise CoopgraphError(f"cannot write {target}: {problem.strerror}; is the folder there?") from problem
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
    except BaseException as problem:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(problem, OSError):
            raise CoopgraphError(f"cannot write {target}: {problem.strerror}") from problem
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
