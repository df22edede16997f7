"""What the HTML page knows, as plain values for JSON, in columns, so that large maps stay small."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, repeat
from operator import is_not
from typing import Any

from coopgraph.maps.selection import Selection
from coopgraph.maps.strings import country_name, strings
from coopgraph.maps.styles import ClassStyle, RelationStyle, class_styles, relation_styles
from coopgraph.model import Entity, Evidence, Source, Statement
from coopgraph.texts import clean, link

__all__ = ["Styles", "Values", "payload", "styles"]

_EXACT_READINGS = 1000
_LONGEST = 200
_PART = 500

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
        class_styles(
            ontology, (each.type for each in selection.entities), lang, (each.type for each in carried.entities)
        ),
        relation_styles(
            ontology,
            (each.relation for each in selection.statements),
            lang,
            (each.relation for each in carried.statements),
        ),
    )


def payload(selection: Selection) -> Values:
    """Bodies, relations and sources by their numbers from 1, with the legend and the words of the page.

    Bodies and statements are columns of equal length, those without any value left out; what is carried follows what
    is drawn, whose counts are in `drawn`. A body's class and a statement's relation are places in `classes` and
    `relations` from 0, a country one in `countries`, bounds one in `spans` of days such as 20160630. Names are text,
    language, since and until; evidence is the source's number, place, quote and 1 where it is derived.
    """
    known = _Known(selection)
    return {
        "title": clean(selection.title),
        "lang": selection.lang,
        "day": selection.day,
        "words": strings(selection.lang),
        "drawn": [len(selection.entities), len(selection.statements)],
        "left_out": selection.carried.left_out,
        "classes": [_class(style) for style in known.styles.classes.values()],
        "relations": [_relation(style) for style in known.styles.relations.values()],
        "bodies": _filled(_bodies(known)),
        "statements": _filled(_statements(known)),
        "countries": [clean(country_name(each, selection.lang)) for each in known.countries],
        "spans": [_days(each) for each in known.spans],
        "sources": [_source(source) for source in selection.all_sources()],
    }


class _Cleaned(dict[str | None, str | None]):
    """Texts as they may be shown, each cleaned once; None for an empty one."""

    def __missing__(self, text: str | None) -> str | None:
        found = clean(text) if text else None
        self[text] = found
        return found


class _Places(dict[Any, int]):
    """The place of each value in the order of first use."""

    def __missing__(self, value: object) -> int:
        self[value] = len(self)
        return self[value]


class _Known:
    """What is shown and carried, in order, and the numbers by which the page knows it."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.entities = (*selection.ordered_entities(), *selection.carried_entities())
        self.statements = (*selection.ordered_statements(), *selection.carried_statements())
        self.styles = styles(selection)
        self.numbers = {entity.id: number for number, entity in enumerate(self.entities, start=1)}
        self.classes = {name: place for place, name in enumerate(self.styles.classes)}
        self.relations = {name: place for place, name in enumerate(self.styles.relations)}
        self.sources = {source.id: number for number, source in enumerate(selection.all_sources(), start=1)}
        self.text = _Cleaned()
        self.countries = _Places()
        self.spans = _Places()

    def evidence(self, all_pieces: Sequence[tuple[Evidence, ...]]) -> list[tuple[Any, ...] | None]:
        flat = [each for pieces in all_pieces for each in pieces]
        cited = [self.sources[each.source] for each in flat]
        quotes = [self.text[each.quote] for each in flat]
        told: Iterable[tuple[object, ...]] = zip(cited, _shown([each.locator for each in flat]), quotes, strict=True)
        if any(each.derived for each in flat):
            told = [(*place, 1) if each.derived else place for place, each in zip(told, flat, strict=True)]
        return [group or None for group in _grouped(told, map(len, all_pieces))]


def _all_clean(texts: Sequence[str]) -> Sequence[str]:
    return texts if "".join(texts).isprintable() else [clean(text) for text in texts]


def _shown(texts: Sequence[str | None]) -> list[str | None]:
    """The texts as they may be shown, None for an empty one; looked at together, which is quicker than one by one."""
    if "".join(filter(None, texts)).isprintable():
        return [text or None for text in texts]
    return [clean(text) if text else None for text in texts]


def _grouped(values: Iterable[Any], lengths: Iterable[int]) -> list[tuple[Any, ...]]:
    """The values in groups of these lengths."""
    rest = iter(values)
    return [tuple(islice(rest, length)) for length in lengths]


def _bodies(known: _Known) -> Mapping[str, Sequence[object]]:
    entities, text, lang = known.entities, known.text, known.selection.lang
    called = known.selection.short_names()
    labels = [entity.label(lang) for entity in entities]
    shorts = [called[entity.id] for entity in entities]
    return {
        "id": _all_clean([each.id for each in entities]),
        "short": _all_clean(shorts),
        "label": [clean(label) if label != short else None for label, short in zip(labels, shorts, strict=True)],
        "type": [known.classes[each.type] for each in entities],
        "country": [known.countries[each.country] if each.country else None for each in entities],
        "city": [text[each.city] for each in entities],
        "date": [text[each.date] for each in entities],
        "note": [text[each.note] for each in entities],
        "names": _names(entities, text),
        "search": list(_readings(entities)),
        "evidence": known.evidence([each.evidence for each in entities]),
    }


def _names(entities: Sequence[Entity], text: _Cleaned) -> list[tuple[tuple[str | None, ...], ...]]:
    """The names of each body."""
    flat = [name for each in entities for name in each.names]
    texts = _all_clean([name.text for name in flat])
    told: list[tuple[str | None, ...]] = [
        (shown, text[name.lang], text[name.since], text[name.until])
        if name.since or name.until
        else (shown, text[name.lang])
        if name.lang
        else (shown,)
        for shown, name in zip(texts, flat, strict=True)
    ]
    return _grouped(told, [len(each.names) for each in entities])


def _readings(entities: Sequence[Entity]) -> Iterator[list[str] | None]:
    """The pinyin of Chinese names; nothing is imported where there are none."""
    if all(name.text.isascii() for each in entities for name in each.names):
        yield from repeat(None, len(entities))
        return
    from coopgraph.names.folding import HAN
    from coopgraph.names.pinyin import readings

    han = re.compile(HAN).search
    chinese = [
        [name.text[:_LONGEST] for name in each.names if not name.text.isascii() and han(name.text)] for each in entities
    ]
    exact = sum(map(len, chinese)) <= _EXACT_READINGS
    for texts in chinese:
        yield list(dict.fromkeys(each for text in texts for each in readings(text, exact))) if texts else None


def _statements(known: _Known) -> Mapping[str, Sequence[object]]:
    """The columns, part by part: what lies together in memory is read once and not once for each column."""
    columns: dict[str, list[object]] = defaultdict(list)
    for start in range(0, len(known.statements), _PART):
        for name, values in _part(known, known.statements[start : start + _PART]).items():
            columns[name].extend(values)
    return columns


def _part(known: _Known, statements: Sequence[Statement]) -> Mapping[str, Sequence[object]]:
    text, numbers, spans = known.text, known.numbers, known.spans
    selection, relations, doubted = known.selection, known.relations, known.selection.contradicted
    return {
        "id": _all_clean([each.id for each in statements]),
        "subject": [numbers[each.subject] for each in statements],
        "relation": [relations[each.relation] for each in statements],
        "object": [numbers[each.object] for each in statements],
        "since": _shown([each.since for each in statements]),
        "until": _shown([each.until for each in statements]),
        "end": [each.end for each in statements],
        "holds": [selection.holds(each) for each in statements] if selection.day else (),
        "bounds": [
            spans[b.since_earliest, b.since_latest, b.until_earliest, b.until_latest]
            for b in [each.bounds for each in statements]
        ],
        "under": [text[selection.under(each)] if each.under else None for each in statements],
        "under_body": [numbers.get(each.under) if each.under else None for each in statements],
        "note": _shown([each.note for each in statements]),
        "evidence": known.evidence([each.evidence for each in statements]),
        "inferred": [True if each.premises else None for each in statements],
        "contradicted": [True if each.id in doubted else None for each in statements] if doubted else (),
    }


def _filled(columns: Mapping[str, Sequence[object]]) -> Values:
    """The columns that have any value."""
    return {name: values for name, values in columns.items() if any(map(is_not, values, repeat(None)))}


def _class(style: ClassStyle) -> Values:
    return {"name": clean(style.name), "label": clean(style.label)}


def _relation(style: RelationStyle) -> Values:
    kind: Values = {"name": style.name, "label": style.label, "colour": style.colour, "dark": style.dark}
    dash = [int(each) for each in style.dash.split()] or None
    return {**kind, "dash": dash, "width": style.width, "open": style.open_head, "both": style.both_heads}


def _source(source: Source) -> Values:
    told = {"title": source.title, "publisher": source.publisher, "issued": source.issued, "url": link(source.url)}
    return {key: clean(text) for key, text in told.items() if text}


def _days(bounds: Iterable[date | None]) -> list[int | None]:
    return [day.year * 10000 + day.month * 100 + day.day if day else None for day in bounds]
