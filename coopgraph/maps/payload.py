"""What the HTML page knows, as plain values for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coopgraph.dates import Bounds
from coopgraph.maps.drawing import Drawing
from coopgraph.maps.selection import Selection
from coopgraph.maps.sheet import sentences
from coopgraph.maps.strings import country_name, strings, when
from coopgraph.maps.styles import ClassStyle, RelationStyle, class_styles, relation_styles
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.texts import clean, link

__all__ = ["payload"]


def payload(selection: Selection, drawing: Drawing) -> dict[str, object]:
    """Bodies, relations and sources by the numbers that the drawing gives them, with the legend and words."""
    classes = class_styles(selection.ontology, (entity.type for entity in selection.entities), selection.lang)
    relations = relation_styles(selection.ontology, (each.relation for each in selection.statements), selection.lang)
    numbers = {box.entity: box.number for box in drawing.boxes}
    cited = {source.id: number for number, source in enumerate(selection.ordered_sources(), start=1)}
    lines = sentences(selection)
    return {
        "title": clean(selection.title),
        "lang": selection.lang,
        "day": selection.day,
        "words": strings(selection.lang),
        "classes": [_class(style) for style in classes.values()],
        "relations": [_relation(style) for style in relations.values()],
        "bodies": [_body(selection, entity, numbers[entity.id], cited) for entity in selection.ordered_entities()],
        "statements": [
            _statement(selection, each, number, numbers, cited, lines[each.id])
            for number, each in enumerate(selection.ordered_statements(), start=1)
        ],
        "sources": [_source(source) for source in selection.ordered_sources()],
    }


def _class(style: ClassStyle) -> dict[str, object]:
    return {"name": style.name, "label": style.label, "fill": style.fill, "shape": style.shape, "border": style.border}


def _relation(style: RelationStyle) -> dict[str, object]:
    kind = {
        "name": style.name,
        "label": style.label,
        "number": style.number,
        "colour": style.colour,
        "dark": style.dark,
    }
    return {**kind, "dash": [int(each) for each in style.dash.split()], "width": style.width, "both": style.both_heads}


def _body(selection: Selection, entity: Entity, number: int, cited: Mapping[str, int]) -> dict[str, object]:
    names = [_name(name) for name in entity.names]
    texts = [*(name.text for name in entity.names), entity.id]
    return {
        "number": number,
        "id": clean(entity.id),
        "short": clean(selection.names()[entity.id]),
        "label": clean(entity.label(selection.lang)),
        "type": entity.type,
        "country": country_name(entity.country, selection.lang) if entity.country else None,
        "city": _text(entity.city),
        "date": _text(entity.date),
        "note": _text(entity.note),
        "names": names,
        "search": [clean(each) for each in dict.fromkeys(texts)],
        "evidence": _evidence(entity.evidence, cited),
    }


def _name(name: Name) -> dict[str, object]:
    return {
        "text": clean(name.text),
        "lang": _text(name.lang),
        "kind": name.kind,
        "since": _text(name.since),
        "until": _text(name.until),
    }


def _statement(
    selection: Selection,
    statement: Statement,
    number: int,
    numbers: Mapping[str, int],
    cited: Mapping[str, int],
    sentence: str,
) -> dict[str, object]:
    return {
        "number": number,
        "id": clean(statement.id),
        "subject": numbers[statement.subject],
        "relation": statement.relation,
        "object": numbers[statement.object],
        "sentence": clean(sentence),
        "since": _text(statement.since),
        "until": _text(statement.until),
        "end": statement.end,
        "when": clean(when(statement, selection.lang)),
        "holds": selection.holds(statement),
        "bounds": _bounds(statement.bounds),
        "under": _text(selection.under(statement)),
        "under_body": numbers.get(statement.under or ""),
        "note": _text(statement.note),
        "evidence": _evidence(statement.evidence, cited),
        "inferred": statement.inferred,
        "contradicted": statement.id in selection.contradicted,
    }


def _evidence(evidence: tuple[Evidence, ...], cited: Mapping[str, int]) -> list[dict[str, object]]:
    return [
        {
            "source": cited[each.source],
            "locator": _text(each.locator),
            "quote": _text(each.quote),
            "derived": each.derived,
        }
        for each in evidence
    ]


def _source(source: Source) -> dict[str, object]:
    return {
        "title": clean(source.title),
        "publisher": _text(source.publisher),
        "issued": _text(source.issued),
        "url": link(source.url),
    }


def _bounds(bounds: Bounds) -> list[str | None]:
    days: tuple[date | None, ...] = (
        bounds.since_earliest,
        bounds.since_latest,
        bounds.until_earliest,
        bounds.until_latest,
    )
    return [day.isoformat() if day else None for day in days]


def _text(text: str | None) -> str | None:
    return clean(text) if text else None
