"""What a body is, and what it was called when."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.briefs.contents import Group, Section, Sentence, Table
from coopgraph.briefs.telling import Telling
from coopgraph.model import Entity, Evidence, Name
from coopgraph.questions.countries import country_name
from coopgraph.questions.show import reorganisations
from coopgraph.questions.wording import date_in_words, word
from coopgraph.texts import clean, link

__all__ = ["facts", "names", "title"]

Period = tuple[str | None, str | None]


def title(telling: Telling, entity: Entity) -> str:
    """Its name, with its acronym where the name lacks it."""
    named = entity.as_of(telling.asked.days)
    label, acronym = named.label(telling.lang), named.acronym
    return f"{label} ({acronym})" if acronym and acronym not in label else label


def facts(telling: Telling, entity: Entity, heading: str = "") -> Section:
    """Type, place, date, other names, other registers and note, as far as they are known."""
    rows = tuple((Sentence(name), value) for name, value in _facts(telling, entity))
    return Section(heading or telling.say("facts"), table=Table(rows))


def names(telling: Telling, entity: Entity) -> list[Section]:
    """Its names by period and language, after what changed them; nothing where it has but one."""
    changes = tuple(_change(telling, each) for each in reorganisations(telling.store, entity))
    named = [name for name in entity.names if name.kind != "alias"]
    if len(named) < 2 and not changes:
        return []
    dated = any(name.since or name.until for name in named)
    heading = telling.say("names_over_time" if dated or changes else "names")
    return [Section(heading, (Group(changes),) if changes else (), _names(telling, entity, named))]


def _facts(telling: Telling, entity: Entity) -> Iterator[tuple[str, Sentence]]:
    kind = telling.store.ontology.class_kind(entity.type).label(telling.lang)
    yield telling.say("type"), Sentence(kind, telling.entity_notes(entity))
    country = country_name(entity.country, telling.lang) if entity.country else ""
    if place := ", ".join(part for part in (clean(entity.city or ""), country) if part):
        yield (
            telling.say("seat" if telling.store.ontology.is_a(entity.type, "Institution") else "place"),
            Sentence(place),
        )
    if entity.date:
        yield telling.say("date"), Sentence(date_in_words(entity.date, telling.lang))
    if aliases := [name for name in entity.names if name.kind == "alias"]:
        said = "; ".join(dict.fromkeys(clean(name.text) for name in aliases))
        notes = telling.notes.of(("aliases", entity.id), _evidence(telling, aliases))
        yield telling.say("also_called"), Sentence(said, notes)
    for iri in entity.same_as:
        yield telling.say("registers"), Sentence(clean(iri), url=link(iri))
    if entity.note:
        yield telling.say("note"), Sentence(clean(entity.note))


def _change(telling: Telling, change: Entity) -> Sentence:
    said = clean(change.label(telling.lang)).rstrip(".。")
    full_stop = "。" if telling.lang == "zh" else "."
    when = date_in_words(change.date, telling.lang) if change.date else word("undated", telling.lang)
    return Sentence(f"{when}: {said}{full_stop}", telling.entity_notes(change))


def _names(telling: Telling, entity: Entity, named: list[Name]) -> Table:
    """One row to a period, one column to a language."""
    periods: dict[Period, list[Name]] = {}
    for name in sorted(named, key=lambda each: (each.since or "", each.until or "")):
        periods.setdefault((name.since, name.until), []).append(name)
    langs = [lang for lang in ("en", "de", "zh") if any(_in(lang, name) for name in named)]
    others = sorted({name.lang for name in named if name.lang and name.lang not in ("en", "de", "zh")})
    columns = [*langs, *others, *([""] if any(_in("", name) for name in named) else []), "acronym"]
    shown = [column for column in columns if any(_in(column, name) for name in named)]
    heads = [telling.say("in_use"), *(_head(telling, column) for column in shown), telling.say("according")]
    rows = (_row(telling, entity, period, found, shown) for period, found in periods.items())
    return Table(tuple(rows), tuple(heads))


def _in(column: str, name: Name) -> bool:
    if name.kind == "acronym" or column == "acronym":
        return column == name.kind
    return (name.lang or "") == column


def _head(telling: Telling, column: str) -> str:
    known = {"en": "lang_en", "de": "lang_de", "zh": "lang_zh", "": "lang_none", "acronym": "acronym"}
    return telling.say(known[column]) if column in known else clean(column)


def _row(telling: Telling, entity: Entity, period: Period, found: list[Name], shown: list[str]) -> tuple[Sentence, ...]:
    cells = [Sentence(_period(telling, period))]
    for column in shown:
        texts = dict.fromkeys(clean(name.text) for name in found if _in(column, name))
        cells.append(Sentence("; ".join(texts)))
    notes = telling.notes.of(("names", entity.id, period), _evidence(telling, found))
    return (*cells, Sentence(", ".join(_unsourced(telling, found)), notes))


def _period(telling: Telling, period: Period) -> str:
    since, until = (date_in_words(day, telling.lang) if day else "" for day in period)
    if since and until:
        return word("range", telling.lang, since, until)
    if since or until:
        return word("since", telling.lang, since) if since else word("until", telling.lang, until)
    return telling.say("no_period")


def _evidence(telling: Telling, named: list[Name]) -> list[Evidence]:
    known = {source.id for source in telling.store.sources()}
    return [Evidence(name.source, name.locator) for name in named if name.source in known and name.source]


def _unsourced(telling: Telling, named: list[Name]) -> list[str]:
    """Where names come from that no source gives: common usage, or a translation of ours."""
    known = {source.id for source in telling.store.sources()}
    origins = dict.fromkeys(name.source for name in named if name.source and name.source not in known)
    ours = ("common usage", "coopgraph translation")
    return [telling.say(origin) if origin in ours else clean(origin) for origin in origins]
