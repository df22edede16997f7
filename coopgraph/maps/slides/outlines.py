"""The shapes of boxes as PowerPoint's own geometry, and the sites on them where a connector can be glued.

A coordinate is a pair: so much of the width or height, and so many times the size of the cut or rounded corner.
The first four sites are those of PowerPoint's rectangle, in its order: the middles of top, left, bottom and right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from coopgraph.maps.drawing import Point, Rect
from coopgraph.maps.styles import Shape

__all__ = ["OPPOSITE", "Direction", "Site", "geometry", "sites"]

Direction = Literal["up", "left", "down", "right"]

_AWAY: dict[Direction, tuple[int, int]] = {"up": (0, -1), "left": (-1, 0), "down": (0, 1), "right": (1, 0)}
OPPOSITE: dict[Direction, Direction] = {"up": "down", "down": "up", "left": "right", "right": "left"}
_ANGLES = {"up": "3cd4", "left": "cd2", "down": "cd4", "right": "0"}
_CORNERS = {"round": 6.0, "hexagon": 11.0, "note": 8.0, "box": 0.0, "stadium": 13.0, "slanted": 10.0}
_SHARES = (0.06, 0.2, 0.35, 0.65, 0.8, 0.94)
_SIDE_SHARES = (0.12, 0.88)


class _At(NamedTuple):
    """A coordinate: a share of the length, and a number of corners."""

    share: float
    corners: float = 0.0

    def along(self, length: float, corner: float) -> float:
        return self.share * length + self.corners * corner


_START, _MIDDLE, _END = _At(0.0), _At(0.5), _At(1.0)


@dataclass(frozen=True, slots=True)
class Site:
    """A place where a connector can be glued: its number on the shape, its point, and which way leads off the shape."""

    number: int
    point: Point
    direction: Direction
    middle: bool

    def ahead(self, point: Point) -> float:
        """The cosine between the direction away from the shape and the direction to the point."""
        across, down = point.x - self.point.x, point.y - self.point.y
        length = (across * across + down * down) ** 0.5
        away = _AWAY[self.direction]
        return (across * away[0] + down * away[1]) / length if length else -1.0

    def beyond(self, point: Point) -> float:
        """How far the point lies ahead, measured along the direction away from the shape."""
        away = _AWAY[self.direction]
        return (point.x - self.point.x) * away[0] + (point.y - self.point.y) * away[1]

    def along(self, far: float) -> float:
        """The x, or the y, of the point so far ahead."""
        across, down = _AWAY[self.direction]
        return self.point.x + far * across if across else self.point.y + far * down


class _Socket(NamedTuple):
    direction: Direction
    x: _At
    y: _At


def sites(shape: Shape, rect: Rect, scale: float = 1.0) -> tuple[Site, ...]:
    """The sites of a shape on the slide."""
    corner = _corner(shape, rect, scale)
    return tuple(
        Site(
            number,
            Point(rect.x + socket.x.along(rect.width, corner), rect.y + socket.y.along(rect.height, corner)),
            socket.direction,
            number < 4,
        )
        for number, socket in enumerate(_sockets(shape))
    )


def geometry(shape: Shape, rect: Rect, scale: float = 1.0) -> str:
    """The shape as the XML of a custom geometry that keeps its corners when it is resized."""
    corner = _corner(shape, rect, scale)
    adjust = round(corner / min(rect.width, rect.height) * 100_000)
    guides = _Guides()
    connections = "".join(
        f'<a:cxn ang="{_ANGLES[socket.direction]}"><a:pos x="{guides.x(socket.x)}" y="{guides.y(socket.y)}"/></a:cxn>'
        for socket in _sockets(shape)
    )
    paths = "".join(_paths(shape, guides))
    handle = '<a:ahLst><a:ahXY gdRefX="adj" minX="0" maxX="50000"><a:pos x="c" y="t"/></a:ahXY></a:ahLst>'
    corners = '<a:gd name="k" fmla="pin 0 adj 50000"/><a:gd name="c" fmla="*/ ss k 100000"/>'
    return (
        '<a:custGeom xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<a:avLst><a:gd name="adj" fmla="val {adjust}"/></a:avLst>'
        f"<a:gdLst>{corners}{guides.written()}</a:gdLst>"
        f"{handle if corner else '<a:ahLst/>'}<a:cxnLst>{connections}</a:cxnLst>"
        f'<a:rect l="l" t="t" r="r" b="b"/><a:pathLst>{paths}</a:pathLst></a:custGeom>'
    )


def _corner(shape: Shape, rect: Rect, scale: float) -> float:
    return min(_CORNERS[shape] * scale, min(rect.width, rect.height) / 2)


def _sockets(shape: Shape) -> Iterator[_Socket]:
    yield _Socket("up", _MIDDLE, _START)
    yield _Socket("left", _At(0, 0.5) if shape == "slanted" else _START, _MIDDLE)
    yield _Socket("down", _MIDDLE, _END)
    yield _Socket("right", _At(1, -0.5) if shape == "slanted" else _END, _MIDDLE)
    top, bottom = _flat(shape)
    for share in _SHARES:
        yield _Socket("up", _between(*top, share), _START)
    for share in _SHARES:
        yield _Socket("down", _between(*bottom, share), _END)
    for share in () if shape in ("hexagon", "stadium") else _SIDE_SHARES:
        yield _Socket("left", _At(0, 1 - share) if shape == "slanted" else _START, _between(*_upright(shape), share))
        right = (_At(0.0, 1), _END) if shape == "note" else _upright(shape)
        yield _Socket("right", _At(1, -share) if shape == "slanted" else _END, _between(*right, share))


def _flat(shape: Shape) -> tuple[tuple[_At, _At], tuple[_At, _At]]:
    """The straight parts of top and bottom."""
    whole, inner = (_START, _END), (_At(0, 1), _At(1, -1))
    if shape == "note":
        return (_START, _At(1, -1)), whole
    if shape == "slanted":
        return (_At(0, 1), _END), (_START, _At(1, -1))
    return (whole, whole) if shape == "box" else (inner, inner)


def _upright(shape: Shape) -> tuple[_At, _At]:
    """The straight part of the left side."""
    return (_At(0, 1), _At(1, -1)) if shape == "round" else (_START, _END)


def _between(one: _At, other: _At, share: float) -> _At:
    return _At(one.share + (other.share - one.share) * share, one.corners + (other.corners - one.corners) * share)


def _paths(shape: Shape, guides: _Guides) -> Iterator[str]:
    if shape in ("round", "stadium"):
        yield _rounded()
        return
    yield f"<a:path>{_polygon(_outline(shape), guides)}<a:close/></a:path>"
    if shape == "note":
        fold = ((_At(1, -1), _START), (_At(1, -1), _At(0, 1)), (_END, _At(0, 1)))
        yield f'<a:path fill="none">{_polygon(fold, guides)}</a:path>'


def _outline(shape: Shape) -> Sequence[tuple[_At, _At]]:
    left, right = _At(0, 1), _At(1, -1)
    if shape == "hexagon":
        return (
            (left, _START),
            (right, _START),
            (_END, _MIDDLE),
            (right, _END),
            (left, _END),
            (_START, _MIDDLE),
        )
    if shape == "note":
        return ((_START, _START), (right, _START), (_END, left), (_END, _END), (_START, _END))
    if shape == "slanted":
        return ((left, _START), (_END, _START), (right, _END), (_START, _END))
    return ((_START, _START), (_END, _START), (_END, _END), (_START, _END))


def _polygon(corners: Sequence[tuple[_At, _At]], guides: _Guides) -> str:
    points = [f'<a:pt x="{guides.x(x)}" y="{guides.y(y)}"/>' for x, y in corners]
    first, *rest = points
    return f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)


def _rounded() -> str:
    """The path of PowerPoint's rounded rectangle."""
    turns = (("", "cd2"), ('<a:lnTo><a:pt x="cr" y="t"/></a:lnTo>', "3cd4"))
    more = (('<a:lnTo><a:pt x="r" y="cb"/></a:lnTo>', "0"), ('<a:lnTo><a:pt x="c" y="b"/></a:lnTo>', "cd4"))
    arcs = "".join(f'{line}<a:arcTo wR="c" hR="c" stAng="{start}" swAng="cd4"/>' for line, start in (*turns, *more))
    return f'<a:path><a:moveTo><a:pt x="l" y="c"/></a:moveTo>{arcs}<a:close/></a:path>'


class _Guides:
    """The guides that a geometry needs for its coordinates."""

    def __init__(self) -> None:
        self._lines = {"cr": "+- r 0 c", "cb": "+- b 0 c"}

    def x(self, at: _At) -> str:
        return self._name(at, "w", ("l", "hc", "r"))

    def y(self, at: _At) -> str:
        return self._name(at, "h", ("t", "vc", "b"))

    def written(self) -> str:
        return "".join(f'<a:gd name="{name}" fmla="{formula}"/>' for name, formula in self._lines.items())

    def _name(self, at: _At, length: str, plain: tuple[str, str, str]) -> str:
        if at in (_START, _MIDDLE, _END):
            return plain[(_START, _MIDDLE, _END).index(at)]
        share, corners = round(at.share * 1000), round(at.corners * 1000)
        name = f"{length}{share}c{corners}".replace("-", "m")
        self._lines[f"{name}s"] = f"*/ {length} {share} 1000"
        self._lines[f"{name}k"] = f"*/ c {corners} 1000"
        self._lines[name] = f"+- {name}s {name}k 0"
        return name
