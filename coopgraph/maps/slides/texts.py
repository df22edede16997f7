"""What stands in a box on a slide, in points that can be read from the back of a room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coopgraph.maps.boxes import LEADING
from coopgraph.maps.drawing import Line
from coopgraph.maps.metrics import width, wrap
from coopgraph.maps.strings import stated
from coopgraph.maps.styles import ClassStyle
from coopgraph.model import Entity
from coopgraph.texts import clean

__all__ = ["LEAST", "SlideText", "chinese_name", "fit"]

LEAST = 9.0
_LARGE = 11.0
_MARGINS = {
    "round": (7.0, 4.0),
    "hexagon": (13.0, 5.0),
    "note": (10.0, 4.0),
    "box": (8.0, 5.0),
    "stadium": (12.0, 4.0),
    "slanted": (12.0, 4.0),
}
_CHINESE = "CN"
_WIDENING = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


@dataclass(frozen=True, slots=True)
class SlideText:
    """The paragraphs of a box, each in lines, the size that they need, and whether a name had to be cut."""

    paragraphs: tuple[tuple[Line, ...], ...]
    width: float
    height: float
    cut: bool

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, from the top."""
        return tuple(line for paragraph in self.paragraphs for line in paragraph)

    def scaled(self, by: float) -> SlideText:
        """The same with larger type."""
        larger = tuple(
            tuple(Line(line.text, round(line.size * by, 1), line.bold) for line in each) for each in self.paragraphs
        )
        return SlideText(larger, self.width * by, self.height * by, self.cut)


def fit(entity: Entity, style: ClassStyle, lang: str, limit: float, short: bool) -> SlideText:
    """Acronym, name and, for Chinese bodies, Chinese name; `short` may cut a name that stands below its acronym."""
    paragraphs = tuple(_paragraphs(entity, lang, limit, short))
    across, down = _MARGINS[style.shape]
    lines = [line for paragraph in paragraphs for line in paragraph]
    wide = max(width(line.text, line.size, line.bold) for line in lines)
    high = sum(line.size * LEADING for line in lines)
    cut = any(line.text.endswith("…") for line in lines)
    return SlideText(paragraphs, max(wide + 2 * across, 52.0), high + 2 * down, cut)


def chinese_name(entity: Entity) -> str | None:
    """The Chinese name of a Chinese body."""
    if entity.country != _CHINESE:
        return None
    return next(
        (name.text for name in entity.names if name.lang == "zh" and name.kind == "label" and not name.until), None
    )


def _paragraphs(entity: Entity, lang: str, limit: float, short: bool) -> Iterator[tuple[Line, ...]]:
    label, acronym, chinese = clean(entity.label(lang)), entity.acronym, chinese_name(entity)
    if acronym:
        yield _lines(acronym, limit * 1.3, _LARGE, True, 1)
    if not acronym or label != acronym:
        size = LEAST if acronym else LEAST + 0.5
        most = 2 if short and acronym else 3
        widening = _WIDENING[:3] if short and acronym else _WIDENING
        yield _whole(label, limit, size, not acronym, most, widening)
    if chinese and clean(chinese) != label:
        yield _whole(chinese, limit, LEAST, False, 2, _WIDENING[:4])
    if entity.date:
        yield _lines(clean(stated(entity.date, lang))[:40], limit * 2, LEAST, False, 1)


def _whole(
    text: str, limit: float, size: float, bold: bool, most: int, widening: tuple[float, ...]
) -> tuple[Line, ...]:
    """The text uncut where one of the widths allows it."""
    attempts = [_lines(text, limit * more, size, bold, most) for more in widening]
    attempts += [_lines(text, limit * more, size, bold, most + 1) for more in widening if most > 2]
    return next((lines for lines in attempts if not lines[-1].text.endswith("…")), attempts[-1])


def _lines(text: str, limit: float, size: float, bold: bool, most: int) -> tuple[Line, ...]:
    return tuple(Line(line, size, bold) for line in wrap(text, limit, size, bold, most))
