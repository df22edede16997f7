"""One HTML file for the map: nothing is fetched, nothing in the data can run, and without scripts it still reads."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

import msgspec
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from coopgraph.collector import paused
from coopgraph.maps.drawing import Drawing
from coopgraph.maps.explore import engine, network
from coopgraph.maps.lists import written
from coopgraph.maps.metrics import clean
from coopgraph.maps.payload import Styles, payload, styles
from coopgraph.maps.selection import Selection
from coopgraph.maps.sheet import box_names, box_sample, edge_sample, facts, made_by, sentences, sheet
from coopgraph.maps.strings import end, stated, strings, when
from coopgraph.maps.svg import drawing_elements, element
from coopgraph.model import Statement
from coopgraph.texts import link

__all__ = ["BRIEFING_LIMIT", "DRAWING_LIMIT", "ROWS", "page"]

BRIEFING_LIMIT = 150
DRAWING_LIMIT = 1000
ROWS = 200
_SCRIPTS = ("dates", "state", "briefing", "explore", "panel", "table", "search", "files", "page")


@dataclass(frozen=True)
class _Item:
    """An item of the legend."""

    name: str
    label: str
    number: int
    count: int
    sample: Markup


@dataclass(frozen=True)
class _Row:
    """A relation as the table shows it; bodies by number and name, evidence as source number and place."""

    number: int
    sentence: str
    subject: tuple[int, str]
    relation: str
    style: int
    object: tuple[int, str]
    since: str
    until: str
    under: str
    sources: tuple[tuple[int, str], ...]


@paused()
def page(selection: Selection, drawing: Drawing, version: str) -> str:
    """The page, complete before any script runs; a large map has no drawing, and the first rows of its table.

    The drawing stands in it once: the page that is printed and saved is carried without, and filled by the script.
    """
    known, told = styles(selection), payload(selection)
    style, script, vis = _styles(known), _script(), engine().replace("\r\n", "\n")
    drawn = _drawing(selection, drawing) if len(selection.statements) <= DRAWING_LIMIT else None
    return _template().render(
        selection=selection,
        title=clean(selection.title),
        words=strings(selection.lang),
        facts=facts(selection),
        policy=_policy((script, vis), style),
        style=Markup(style),
        script=Markup(script),
        engine=Markup(vis),
        view="briefing" if len(selection.statements) <= BRIEFING_LIMIT else "explore",
        classes=list(_classes(selection, known)),
        relations=list(_relations(selection, known)),
        drawing=drawn and Markup(drawn),
        frame=f"0 0 {drawing.width:g} {drawing.height:g}",
        rows=list(_rows(selection, known)),
        step=ROWS,
        sources=list(_sources(selection)),
        data=_json(told),
        network=_json(network(selection, drawing, known, told)),
        sheet=drawn and _json(sheet(selection, drawing, version).replace(drawn, "")),
        made=made_by(selection, version),
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_file("page.html.j2"))


def _sources(selection: Selection) -> Iterator[tuple[int, str, str, str | None]]:
    for number, source in enumerate(selection.ordered_sources(), start=1):
        yield number, clean(source.title), _told(source.publisher, source.issued), link(source.url)


def _told(*parts: str | None) -> str:
    return ", ".join(clean(part) for part in parts if part)


def _drawing(selection: Selection, drawing: Drawing) -> str:
    return drawing_elements(drawing, box_names(selection), sentences(selection), written(selection))


def _classes(selection: Selection, known: Styles) -> Iterator[_Item]:
    counts = Counter(entity.type for entity in selection.entities)
    for number, style in enumerate(known.classes.values()):
        name, label = clean(style.name), clean(style.label)
        yield _Item(name, label, number, counts[style.name], _sample(box_sample(style, 2, 8)))


def _relations(selection: Selection, known: Styles) -> Iterator[_Item]:
    counts = Counter(statement.relation for statement in selection.statements)
    for style in known.relations.values():
        drawn = element("g", edge_sample(style, 2, 8), class_=f"edge relation-{style.number}")
        yield _Item(style.name, style.label, style.number, counts[style.name], _sample(drawn))


def _sample(content: str) -> Markup:
    return Markup(element("svg", content, viewBox="0 0 28 16", width=28, height=16, aria_hidden="true"))


def _rows(selection: Selection, known: Styles) -> Iterator[_Row]:
    first = selection.ordered_statements()[:ROWS]
    numbers = _numbers(selection, {id_ for each in first for id_ in (each.subject, each.object)})
    names, lang, cited = selection.names(), selection.lang, selection.source_numbers
    for number, statement in enumerate(first, start=1):
        style = known.relations[statement.relation]
        subject, object_ = clean(names[statement.subject]), clean(names[statement.object])
        told = clean(when(statement, lang))
        yield _Row(
            number,
            f"{subject} {style.label} {object_}{strings(lang)['comma']}{told}",
            (numbers[statement.subject], subject),
            style.label,
            style.number,
            (numbers[statement.object], object_),
            clean(stated(statement.since, lang) if statement.since else strings(lang)["no_date"]),
            _until(statement, lang),
            clean(selection.under(statement) or ""),
            tuple(dict.fromkeys((cited[each.source], clean(each.locator or "")) for each in statement.evidence)),
        )


def _numbers(selection: Selection, wanted: Collection[str]) -> dict[str, int]:
    bodies = enumerate(selection.ordered_entities(), start=1)
    return {entity.id: number for number, entity in bodies if entity.id in wanted}


def _until(statement: Statement, lang: str) -> str:
    if statement.instant:
        return "–"
    return clean(stated(statement.until or "", lang)) if statement.end == "dated" else end(statement, lang)


def _file(name: str) -> str:
    return files("coopgraph.maps").joinpath("templates", name).read_text(encoding="utf-8")


def _script() -> str:
    return '(() => {\n"use strict";\n' + "\n".join(_file(f"{name}.js") for name in _SCRIPTS) + "})();"


def _styles(known: Styles) -> str:
    """The page's style sheet with a light and a dark colour for each relation."""
    light = "\n".join(f".relation-{style.number} {{ --ink: {style.colour}; }}" for style in known.relations.values())
    dark = "\n".join(f"  .relation-{style.number} {{ --ink: {style.dark}; }}" for style in known.relations.values())
    return f"{_file('page.css')}\n{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """The content security policy: only these scripts and this style sheet, no request to anywhere."""
    allowed = " ".join(_hash("\n" + script + "\n") for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(chr(10) + style + chr(10))}; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    """JSON that cannot end the script element that holds it."""
    text = msgspec.json.encode(value).decode()
    for character in "<>&\u2028\u2029":
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text
