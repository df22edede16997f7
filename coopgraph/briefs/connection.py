"""The brief of a connection: the routes between two bodies in cited sentences, and whether they held together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coopgraph.briefs.contents import Brief, Group, Picture, Section, Sentence
from coopgraph.briefs.facts import facts, title
from coopgraph.briefs.telling import Telling
from coopgraph.dates import Span
from coopgraph.model import Entity, Path, Statement, Step
from coopgraph.questions.wording import date_in_words, word
from coopgraph.store import Asked, Store

__all__ = ["connection"]


def connection(
    store: Store,
    ends: tuple[Entity, Entity],
    routes: Sequence[Path],
    max_hops: int,
    lang: str = "en",
    asked: Asked = Asked(),
    day: str | None = None,
    picture: Picture | None = None,
) -> Brief:
    """The brief of the routes, best first, as `coopgraph.questions.path.paths` finds them within `max_hops`."""
    telling = Telling.of(store, lang, asked)
    sections = [_route(telling, number, path) for number, path in enumerate(routes, start=1)]
    told = list({each.id: each for path in routes for each in _statements(path)}.values())
    if not routes:
        sections.append(Section(telling.say("no_routes"), (Group((Sentence(telling.say("no_route", max_hops)),)),)))
    passed = sorted({id for each in told for id in (each.subject, each.object, each.under) if id})
    sections += telling.timeline(told, [each for id in passed if (each := store.entity(id))])
    sections += telling.pictured(picture if routes else None)
    sections += [facts(telling, each, title(telling, each)) for each in ends]
    sections += [telling.contradictions(told)] if routes else []
    names = (telling.speaker.called(each.id) for each in ends)
    counted = telling.say({0: "no_routes", 1: "route_one"}.get(len(routes), "routes"), len(routes))
    return telling.brief(word("between", lang, *names), counted, sections, day, picture if routes else None)


def _statements(path: Path) -> Iterator[Statement]:
    for step in path.steps:
        yield step.statement
        yield from step.parallel


def _route(telling: Telling, number: int, path: Path) -> Section:
    """Each step in a sentence, then those beside it, and at the end the days on which all may hold."""
    bodies = " → ".join(telling.speaker.called(id) for id in path.bodies)
    sentences = [sentence for step in path.steps for sentence in _step(telling, step)]
    overlap = Sentence(_overlap(telling, path.overlap))
    return Section(telling.say("route", number, bodies), (Group((*sentences, overlap)),))


def _step(telling: Telling, step: Step) -> Iterator[Sentence]:
    for statement in (step.statement, *step.parallel):
        yield telling.sentence(statement, step.start)


def _overlap(telling: Telling, overlap: Span | None) -> str:
    if overlap is None:
        return telling.say("no_day")
    since, until = (date_in_words(day.isoformat(), telling.lang) if day else "" for day in overlap)
    if since and until:
        return telling.say("overlap_span", since, until)
    if since or until:
        return telling.say("overlap_since", since) if since else telling.say("overlap_until", until)
    return telling.say("overlap_any")
