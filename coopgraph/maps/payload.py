"""What the HTML page knows, as plain values for JSON, without what is empty, so that large maps stay small."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from coopgraph.dates import Bounds
from coopgraph.maps.selection import Selection
from coopgraph.maps.strings import country_name, strings
from coopgraph.maps.styles import ClassStyle, RelationStyle, class_styles, relation_styles
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.texts import clean, link

__all__ = ["Styles", "payload", "styles"]

_EXACT_READINGS = 1000

Values = dict[str, object]


@dataclass(frozen=True)
class Styles:
    """How what is shown and carried is drawn, by name in the order of the legend."""

    classes: Mapping[str, ClassStyle]
    relations: Mapping[str, RelationStyle]


def styles(selection: Selection) -> Styles:
    """The styles of the drawing, then those of classes and relations that are only carried."""
    carried, ontology, lang = selection.carried, selection.ontology, selection.lang
    return Styles(
        class_styles(ontology, (each.type for each in selection.entities), lang, (each.type for each in carried.entities)),
        relation_styles(
            ontology,
            (each.relation for each in selection.statements),
            lang,
            (each.relation for each in carried.statements),
        ),
    )


def payload(selection: Selection) -> Values:
    """Bodies, relations and sources by their numbers from 1, with the legend and the words of the page.

    What is carried follows what is drawn, whose counts are in `drawn`. A body's class and a statement's relation are
    places in `classes` and `relations` from 0; days are numbers such as 20160630; names are text, language, since and
    until; evidence is the source's number, place, quote and 1 where it is derived. Empty ends of lists are left out.
    """
    known = _Numbers(selection)
    bodies = (*selection.ordered_entities(), *selection.carried_entities())
    statements = (*selection.ordered_statements(), *selection.carried_statements())
    read = _Readings(sum(name.lang == "zh" for entity in bodies for name in entity.names) <= _EXACT_READINGS)
    return {
        "title": clean(selection.title),
        "lang": selection.lang,
        "day": selection.day,
        "words": strings(selection.lang),
        "drawn": [len(selection.entities), len(selection.statements)],
        "left_out": selection.carried.left_out,
        "classes": [_class(style) for style in known.styles.classes.values()],
        "relations": [_relation(style) for style in known.styles.relations.values()],
        "bodies": [known.body(entity, read) for entity in bodies],
        "statements": [known.statement(each) for each in statements],
        "sources": [_source(source) for source in selection.all_sources()],
    }


class _Readings:
    """The pinyin of Chinese names; nothing is imported where there are none."""

    def __init__(self, exact: bool) -> None:
        self._exact = exact

    def of(self, entity: Entity) -> Iterator[str]:
        from coopgraph.names.folding import has_han

        for name in entity.names:
            if has_han(name.text):
                from coopgraph.names.pinyin import readings

                yield from readings(name.text[:200], self._exact)


class _Numbers:
    """The numbers by which the page knows bodies, classes, relations and sources."""

    def __init__(self, selection: Selection) -> None:
        bodies = (*selection.ordered_entities(), *selection.carried_entities())
        self.selection = selection
        self.styles = styles(selection)
        self.names = selection.names()
        self.bodies = {entity.id: number for number, entity in enumerate(bodies, start=1)}
        self.classes = {name: place for place, name in enumerate(self.styles.classes)}
        self.relations = {name: place for place, name in enumerate(self.styles.relations)}
        self.sources = {source.id: number for number, source in enumerate(selection.all_sources(), start=1)}

    def body(self, entity: Entity, read: _Readings) -> Values:
        lang = self.selection.lang
        short, label = _text(self.names[entity.id]), _text(entity.label(lang))
        return _filled(
            id=_text(entity.id),
            short=short,
            label=label if label != short else None,
            type=self.classes[entity.type],
            country=_text(country_name(entity.country, lang)) if entity.country else None,
            city=_text(entity.city),
            date=_text(entity.date),
            note=_text(entity.note),
            names=[_name(name) for name in entity.names],
            search=list(dict.fromkeys(read.of(entity))),
            evidence=self._evidence(entity.evidence),
        )

    def statement(self, statement: Statement) -> Values:
        held = self.selection.holds(statement) if self.selection.day else None
        return _filled(
            id=_text(statement.id),
            subject=self.bodies[statement.subject],
            relation=self.relations[statement.relation],
            object=self.bodies[statement.object],
            since=_text(statement.since),
            until=_text(statement.until),
            end=statement.end,
            holds=held,
            bounds=_bounds(statement.bounds),
            under=_text(self.selection.under(statement)),
            under_body=self.bodies.get(statement.under or ""),
            note=_text(statement.note),
            evidence=self._evidence(statement.evidence),
            inferred=statement.inferred,
            contradicted=statement.id in self.selection.contradicted,
        )

    def _evidence(self, evidence: tuple[Evidence, ...]) -> list[list[object]]:
        return [
            _ended([self.sources[each.source], _text(each.locator), _text(each.quote), 1 if each.derived else None])
            for each in evidence
        ]


def _class(style: ClassStyle) -> Values:
    return _filled(name=_text(style.name), label=_text(style.label))


def _relation(style: RelationStyle) -> Values:
    return _filled(
        name=_text(style.name),
        label=_text(style.label),
        colour=style.colour,
        dark=style.dark,
        dash=[int(each) for each in style.dash.split()],
        width=style.width,
        open=style.open_head,
        both=style.both_heads,
    )


def _name(name: Name) -> list[object]:
    return _ended([_text(name.text), _text(name.lang), _text(name.since), _text(name.until)])


def _source(source: Source) -> Values:
    return _filled(
        title=_text(source.title), publisher=_text(source.publisher), issued=_text(source.issued), url=link(source.url)
    )


def _bounds(bounds: Bounds) -> list[object]:
    days = (bounds.since_earliest, bounds.since_latest, bounds.until_earliest, bounds.until_latest)
    return _ended([_day(day) for day in days])


def _day(day: date | None) -> int | None:
    return day.year * 10000 + day.month * 100 + day.day if day else None


def _filled(**values: object) -> Values:
    return {key: value for key, value in values.items() if value is not None and value is not False and value != []}


def _ended(values: list[object]) -> list[object]:
    while values and values[-1] is None:
        values.pop()
    return values


def _text(text: str | None) -> str | None:
    if not text:
        return None
    return text if text.isascii() and text.isprintable() else clean(text)
