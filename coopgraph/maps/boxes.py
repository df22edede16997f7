"""What stands in a box and how large that makes it."""

from __future__ import annotations

from dataclasses import dataclass

from coopgraph.maps.drawing import Line
from coopgraph.maps.metrics import clean, longest_word, width, wrap
from coopgraph.maps.strings import stated
from coopgraph.maps.styles import ClassStyle
from coopgraph.model import Entity

__all__ = ["CHINESE", "LEADING", "SMALL", "BoxSize", "measure"]

LARGE, SMALL, LEADING = 9.5, 8.0, 1.18
_MARGINS = {"round": (8, 5), "hexagon": (15, 6), "note": (11, 5), "box": (9, 6), "stadium": (14, 5), "slanted": (13, 5)}
_ACRONYM = 130.0
_LONGEST_WORD = 150.0
_WIDER = (90.0, 108.0, 130.0, 155.0, 180.0, 214.0, 248.0)
CHINESE = "CN"


@dataclass(frozen=True, slots=True)
class BoxSize:
    """The lines of a box and its size in points."""

    lines: tuple[Line, ...]
    width: float
    height: float


def measure(entity: Entity, style: ClassStyle, lang: str, limit: float, short: bool = False) -> BoxSize:
    """Acronym, name in the map's language and, for Chinese bodies, Chinese name, with a size for them all."""
    lines = _lines(entity, lang, limit, short)
    across, down = _MARGINS[style.shape]
    text_width = max(width(line.text, line.size, line.bold) for line in lines)
    text_height = sum(line.size * LEADING for line in lines)
    return BoxSize(lines, round(max(text_width + 2 * across, 54)), round(text_height + 2 * down))


def _lines(entity: Entity, lang: str, limit: float, short: bool) -> tuple[Line, ...]:
    label, acronym = clean(entity.label(lang)), entity.acronym
    lines: list[Line] = []
    if acronym:
        lines += [Line(text, LARGE, True) for text in wrap(acronym, max(limit, _ACRONYM), LARGE, True, 1)]
    if not acronym or label != acronym:
        size = SMALL if acronym else SMALL + 0.5
        lines += [Line(text, size, not acronym) for text in _name(label, limit, size, not acronym, short)]
    chinese = next(
        (name.text for name in entity.names if name.lang == "zh" and name.kind == "label" and not name.until), None
    )
    if chinese and entity.country == CHINESE and chinese != label:
        lines += [Line(text, SMALL, False) for text in wrap(chinese, limit, SMALL, False, 2)]
    if entity.date:
        lines.append(Line(clean(stated(entity.date, lang))[:40], SMALL, False))
    return tuple(lines)


def _name(label: str, limit: float, size: float, bold: bool, short: bool) -> tuple[str, ...]:
    """The name in at most three lines, wider than the limit where that saves it, or a word, from being cut."""
    whole = min(longest_word(label, size, bold) + 0.5, _LONGEST_WORD)
    if short:
        return wrap(label, max(limit * 1.2, whole), size, bold, 2)
    limit = max(limit, whole)
    wider = [each for each in _WIDER if each > limit * 1.15]
    attempts = [wrap(label, each, size, bold) for each in (limit, *wider)]
    return next((lines for lines in attempts if not lines[-1].endswith("…")), attempts[-1])
