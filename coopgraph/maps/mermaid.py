"""Mermaid: the map as text that GitHub, GitLab and many editors draw."""

from __future__ import annotations

import json
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from coopgraph.errors import IncompletePicture
from coopgraph.maps.drawing import Box, Drawing, Edge
from coopgraph.maps.lists import described, signs
from coopgraph.maps.metrics import clean
from coopgraph.maps.selection import Selection
from coopgraph.maps.sheet import facts, made_by
from coopgraph.maps.strings import strings, when
from coopgraph.maps.styles import INK, RelationStyle, Shape, class_styles
from coopgraph.model import Statement

__all__ = ["mermaid"]

_SHAPES: dict[Shape, tuple[str, str]] = {
    "round": ("(", ")"),
    "hexagon": ("{{", "}}"),
    "note": ("[[", "]]"),
    "box": ("[", "]"),
    "stadium": ("([", "])"),
    "slanted": ("[/", "/]"),
}
_MEANT = frozenset('"#&<>`\\;{}%$*_~')
_MOST_EDGES, _MOST_TEXT = 500, 50_000
_TOO_LARGE = (
    "GitHub draws Mermaid of at most 500 relations and 50,000 characters; this one has {} and {:,}: "
    "choose a part, for instance with --around or --limit"
)
_LONG = 200
_IN_A_ROW = 4


def mermaid(selection: Selection, drawing: Drawing, version: str) -> str:
    """A flowchart with countries as frames, words and dates on its lines, legend and sources in frames of their own."""
    words = strings(selection.lang)
    numbers = {box.entity: box.number for box in drawing.boxes}
    told = {each.id: _told(selection, each) for each in selection.statements}
    lines = [*_countries(drawing), *(_edge(edge, numbers, told[edge.statement]) for edge in drawing.edges)]
    lines += [*_legend(selection, words["type"]), *_sources(selection, words["sources"], version)]
    lines += [*_class_looks(selection, drawing), *_line_looks(edge.style for edge in drawing.edges)]
    written = "\n".join([*_head(selection), *(f"  {line}" for line in lines)]) + "\n"
    if len(drawing.edges) > _MOST_EDGES or len(written) > _MOST_TEXT:
        warnings.warn(_TOO_LARGE.format(len(drawing.edges), len(written)), IncompletePicture, stacklevel=2)
    return written


def _head(selection: Selection) -> Iterator[str]:
    """The title, and what a screen reader says."""
    yield "---"
    yield f"title: {_yaml(f'{selection.title} · {facts(selection)}')}"
    yield "config: {flowchart: {wrappingWidth: 420}}"
    yield "---"
    yield "flowchart LR"
    yield f"  accTitle: {_one_line(selection.title)}"
    yield f"  accDescr: {_one_line(facts(selection))}"


def _countries(drawing: Drawing) -> Iterator[str]:
    """The bodies, those of a country in its frame."""
    inside: dict[int, list[Box]] = defaultdict(list)
    free: list[Box] = []
    for box in drawing.boxes:
        place = next((n for n, each in enumerate(drawing.clusters) if each.rect.holds(box.rect.centre)), None)
        (free if place is None else inside[place]).append(box)
    for place, boxes in sorted(inside.items()):
        yield f'subgraph country{place}["{_text(drawing.clusters[place].label)}"]'
        yield from (f"  {_node(box)}" for box in boxes)
        yield "end"
    yield from map(_node, free)


def _node(box: Box) -> str:
    opening, closing = _SHAPES[box.style.shape]
    lines = [f"<b>{_text(line.text)}</b>" if line.bold else _text(line.text) for line in box.lines]
    return f'b{box.number}{opening}"{"<br/>".join(lines)}"{closing}'


def _edge(edge: Edge, numbers: Mapping[str, int], told: str) -> str:
    arrow = ("<" if edge.style.both_heads else "") + ("-.->" if edge.style.dash or edge.inferred else "-->")
    label = f"{edge.number} <b>{_text(edge.style.label)}</b><br/>{_text(told)}"
    return f'b{numbers[edge.subject]} {arrow}|"{label}"| b{numbers[edge.object]}'


def _told(selection: Selection, statement: Statement) -> str:
    """The dates where any is stated, and the numbers of the sources."""
    cited = selection.source_numbers
    numbers = "".join(f"[{cited[id_]}]" for id_ in dict.fromkeys(piece.source for piece in statement.evidence))
    stated = statement.since or statement.end not in (None, "not stated")
    told = [when(statement, selection.lang)] if stated else []
    return strings(selection.lang)["comma"].join([*told, *signs(selection, statement)]) + f" {numbers}"


def _legend(selection: Selection, title: str) -> Iterator[str]:
    styles = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    yield f'subgraph legend["{_text(title)}"]'
    yield "  direction LR"
    for place, style in enumerate(styles.values()):
        opening, closing = _SHAPES[style.shape]
        yield f'  type{place}{opening}"{_text(style.label)}"{closing}'
    # Links that are not drawn make rows of it.
    yield from (f"  type{place - 1} ~~~ type{place}" for place in range(1, len(styles)) if place % _IN_A_ROW)
    yield "end"


def _sources(selection: Selection, title: str, version: str) -> Iterator[str]:
    told = [
        f"[{number}] " + described(source, selection.lang)
        for number, source in enumerate(selection.ordered_sources(), start=1)
    ]
    lines = "<br/>".join(_text(line) for line in (*told, made_by(selection, version)))
    yield f'subgraph sources["{_text(title)}"]'
    yield f'  listed["{lines}"]'
    yield "end"


def _class_looks(selection: Selection, drawing: Drawing) -> Iterator[str]:
    styles = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    for place, style in enumerate(styles.values()):
        dash = f",stroke-dasharray:{style.dash}" if style.dash else ""
        yield f"classDef look{place} fill:{style.fill},stroke:{INK},color:{INK},stroke-width:{style.border:g}px{dash}"
        members = [f"b{box.number}" for box in drawing.boxes if box.style.name == style.name]
        yield f"class {','.join([*members, f'type{place}'])} look{place}"
    yield f"classDef plain fill:#FFFFFF,stroke:#8A8A86,color:{INK},text-align:left"
    yield "class listed plain"
    frames = [f"country{place}" for place in range(len(drawing.clusters))]
    yield from (f"style {frame} fill:#F6F6F4,stroke:#8A8A86,color:#4A4A4A" for frame in (*frames, "legend", "sources"))


def _line_looks(styles: Iterable[RelationStyle]) -> Iterator[str]:
    """The colour of each line, those of a relation together."""
    places: dict[RelationStyle, list[str]] = defaultdict(list)
    for place, style in enumerate(styles):
        places[style].append(str(place))
    for style, numbers in places.items():
        dash = f",stroke-dasharray:{style.dash}" if style.dash else ""
        yield f"linkStyle {','.join(numbers)} stroke:{style.colour},stroke-width:{style.width + 0.4:g}px{dash}"


def _text(text: str) -> str:
    """The text within quotes, nothing in it read as Mermaid, Markdown or HTML."""
    shown = text if len(text) <= _LONG else text[: _LONG - 1] + "…"
    written = "".join(f"#{ord(each)};" if each in _MEANT else each for each in " ".join(clean(shown).split()))
    return written.replace(":fa-", "#58;fa-")


def _one_line(text: str) -> str:
    """The text of a statement that ends with its line."""
    return "".join(" " if each in '{};#"`<>&%\\' else each for each in " ".join(clean(text).split()))[:_LONG]


def _yaml(text: str) -> str:
    """The text as YAML and JSON both have it."""
    return json.dumps(" ".join(clean(text).split()), ensure_ascii=False)
