"""Lines of text in two scripts, each piece in a font of its own and at its own place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from coopgraph.maps.metrics import width
from coopgraph.maps.svg import element

__all__ = ["in_two_fonts"]

_LINE = re.compile(r"<text\b[^>]*>.*?</text>", re.DOTALL)
_CHINESE = re.compile("([\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]+)")


def in_two_fonts(svg: str, chinese: str) -> str:
    """The page with its Chinese set in one font and the rest as before.

    Left alone, Typst sets a line with any Chinese in it whole in the first font that has all its characters.
    """
    return _LINE.sub(lambda found: _set(found[0], chinese) if _CHINESE.search(found[0]) else found[0], svg)


def _set(line: str, chinese: str) -> str:
    text = ElementTree.fromstring(line)
    size = float(text.get("font-size", "8"))
    pieces = [(part, bold, fill) for content, bold, fill in _spans(text) for part in _CHINESE.split(content) if part]
    widths = [width(part, size, bold) for part, bold, _ in pieces]
    x = float(text.get("x", "0")) - {"middle": sum(widths) / 2, "end": sum(widths)}.get(text.get("text-anchor", ""), 0)
    placed = []
    for (part, bold, fill), across in zip(pieces, widths, strict=True):
        family = f"'{chinese}'" if _CHINESE.match(part) else None
        look = {"font_family": family, "font_weight": "bold" if bold else "normal", "fill": fill}
        placed.append(element("tspan", escape(part), x=x, **look))
        x += across
    kept = {name.replace("-", "_"): text.get(name) for name in ("y", "font-size", "fill", "opacity")}
    return element("text", "".join(placed), **kept)


def _spans(text: ElementTree.Element) -> Iterator[tuple[str, bool, str | None]]:
    """The pieces of a line with whether they are bold, and their colours."""
    bold = text.get("font-weight") == "bold"
    yield text.text or "", bold, None
    for span in text:
        yield span.text or "", bold or span.get("font-weight") == "bold", span.get("fill")
        yield span.tail or "", bold, None
