"""What a body is, and what it was called when."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.briefs.contents import Group, Section, Sentence, Table
from coopgraph.briefs.telling import Telling
from coopgraph.model import Entity, Evidence, Name
from coopgraph.questions.countries import country_name
from coopgraph.questions.show import reorganisations
from coopgraph.questions.wording import LANGUAGES, date_in_words, word
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
    return [Section(heading, (Group(changes),) if changes else (), _names(telling, named))]


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
        yield telling.say("also_called"), Sentence(_joined(aliases), _notes(telling, aliases))
    for iri in entity.same_as:
        yield telling.say("registers"), Sentence(clean(iri), url=link(iri))
    if entity.note:
        yield telling.say("note"), Sentence(clean(entity.note))


def _change(telling: Telling, change: Entity) -> Sentence:
    said = clean(change.label(telling.lang)).rstrip(".。")
    full_stop = "。" if telling.lang == "zh" else "."
    when = date_in_words(change.date, telling.lang) if change.date else word("undated", telling.lang)
    return Sentence(telling.say("told", when, said) + full_stop, telling.entity_notes(change))


def _names(telling: Telling, named: list[Name]) -> Table:
    """One row to a period; where no period is known, one to a name."""
    periods: dict[Period, list[Name]] = {}
    for name in sorted(named, key=lambda each: (each.since or "", each.until or "")):
        periods.setdefault((name.since, name.until), []).append(name)
    if set(periods) == {(None, None)}:
        return Table(tuple(_named(telling, *each) for each in _by_kind(telling, named)))
    columns = tuple(telling.say(key) for key in ("in_use", "names", "according"))
    return Table(tuple(_row(telling, *each) for each in periods.items()), columns)


def _by_kind(telling: Telling, named: list[Name]) -> list[tuple[str, list[Name]]]:
    """The names by language, that of the brief first, and the acronyms, each with what their kind is called."""
    known = {lang: telling.say(f"lang_{lang}") for lang in (telling.lang, *LANGUAGES)}
    kinds = [known.get(name.lang or "", name.lang or telling.say("lang_none")) for name in named]
    found: dict[str, list[Name]] = {kind: [] for kind in known.values()}
    for name, kind in zip(named, kinds, strict=True):
        found.setdefault(telling.say("acronym") if name.kind == "acronym" else clean(kind), []).append(name)
    return [(kind, names) for kind, names in found.items() if names]


def _named(telling: Telling, kind: str, found: list[Name]) -> tuple[Sentence, Sentence]:
    origin = _origin(telling, found)
    said = _joined(found) + (f" ({origin})" if origin else "")
    return Sentence(kind), Sentence(said, _notes(telling, found))


def _row(telling: Telling, period: Period, found: list[Name]) -> tuple[Sentence, ...]:
    """The name in the brief's own language with the acronym, then those in other languages, each on its line."""
    texts = {kind: _joined(names) for kind, names in _by_kind(telling, found)}
    own, acronym = texts.pop(telling.say(f"lang_{telling.lang}"), ""), texts.pop(telling.say("acronym"), "")
    first = f"{own} ({acronym})" if own and acronym and acronym not in own else own or acronym
    lines = [*([first] if first else []), *(telling.say("told", kind, text) for kind, text in texts.items())]
    said = Sentence("\n".join(lines)), Sentence(_origin(telling, found), _notes(telling, found))
    return (Sentence(_period(telling, period)), *said)


def _joined(named: list[Name]) -> str:
    return "; ".join(dict.fromkeys(" ".join(clean(name.text).split()) for name in named))


def _period(telling: Telling, period: Period) -> str:
    since, until = (date_in_words(day, telling.lang) if day else "" for day in period)
    if since and until:
        return word("range", telling.lang, since, until)
    if since or until:
        return word("since", telling.lang, since) if since else word("until", telling.lang, until)
    return telling.say("no_period")


def _notes(telling: Telling, named: list[Name]) -> tuple[int, ...]:
    """The note for names; what rests on the same places has the same."""
    known = {source.id for source in telling.store.sources()}
    evidence = tuple(Evidence(name.source, name.locator) for name in named if name.source and name.source in known)
    return telling.notes.of(frozenset(evidence), evidence)


def _origin(telling: Telling, named: list[Name]) -> str:
    """Where names come from that no source gives: common usage, or a translation of ours."""
    known = {source.id for source in telling.store.sources()}
    origins = dict.fromkeys(name.source for name in named if name.source and name.source not in known)
    ours = ("common usage", "coopgraph translation")
    return ", ".join(telling.say(origin) if origin in ours else clean(origin) for origin in origins)
