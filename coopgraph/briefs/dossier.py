"""The brief of one body: what it is, how it stands to others, what happened when, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coopgraph.briefs.contents import Brief, Group, Picture, Section, Sentence
from coopgraph.briefs.facts import facts, names, title
from coopgraph.briefs.telling import Telling
from coopgraph.model import Entity, Statement
from coopgraph.questions.show import reorganisations
from coopgraph.questions.who import relations
from coopgraph.questions.wording import period_in_words
from coopgraph.store import Asked, Filter, Store

__all__ = ["dossier"]

_MOST_OTHERS = 12


def dossier(
    store: Store,
    entity: Entity,
    lang: str = "en",
    asked: Asked = Asked(),
    day: str | None = None,
    picture: Picture | None = None,
) -> Brief:
    """The brief of the body; `day` is the day of `asked` as it was written."""
    telling = Telling.of(store, lang, asked)
    told = _told(telling, entity)
    sections = [facts(telling, entity), *names(telling, entity), *_sections(telling, entity, told)]
    around = {id for each in told for id in (each.subject, each.object, each.under, entity.id) if id}
    dated = [each for id in sorted(around) if (each := store.entity(id))]
    sections += telling.timeline(told, [*dated, *reorganisations(store, entity)])
    sections += telling.pictured(picture)
    sections.append(telling.contradictions(told))
    counted = telling.say("relation_one") if len(told) == 1 else telling.say("relations", len(told))
    return telling.brief(title(telling, entity), counted, sections, day, picture)


def _told(telling: Telling, entity: Entity) -> list[Statement]:
    """The statements of the body, and where it is an agreement those that rest on it; each claim once."""
    store, asked = telling.store, telling.asked
    found = [*relations(store, subject=entity.id, asked=asked), *relations(store, object=entity.id, asked=asked)]
    if store.ontology.is_a(entity.type, "Agreement"):
        found += [each for each in store.statements(Filter(asked=asked)) if each.under == entity.id]
    unique = {each.id: each for each in found}
    return [each for each in unique.values() if not _turned(each, unique)]


def _turned(statement: Statement, told: dict[str, Statement]) -> bool:
    """Whether it was concluded from one statement of the same two bodies, and says the same the other way round."""
    premise = told.get(statement.premises[0]) if len(statement.premises) == 1 else None
    return premise is not None and (premise.object, premise.subject) == (statement.subject, statement.object)


def _sections(telling: Telling, entity: Entity, told: Sequence[Statement]) -> Iterator[Section]:
    """One section for each group of relations that the ontology names."""
    kinds = telling.store.ontology.relations
    headings = {section.name: section.label(telling.lang) for section in telling.store.ontology.sections}
    headings[""] = telling.say("other_relations")
    for name, heading in headings.items():
        found = [each for each in told if kinds[each.relation].section == name]
        if found:
            yield Section(heading, tuple(_groups(telling, entity, found)))
    if not told:
        yield Section(headings[""], (Group((Sentence(telling.say("no_relations")),)),))


def _groups(telling: Telling, entity: Entity, found: list[Statement]) -> Iterator[Group]:
    """The statements by relation and direction; few enough to be read at a glance have no headings."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for each in found:
        groups.setdefault((each.relation, _direction(each, entity.id)), []).append(each)
    order = list(telling.store.ontology.relations)
    told = [
        Group(tuple(_sentence(telling, entity, each) for each in statements), _heading(telling, *key))
        for key, statements in sorted(groups.items(), key=lambda item: order.index(item[0][0]))
    ]
    headed = len(groups) > 1 and len(found) > 3
    yield from told if headed else [Group(tuple(each for group in told for each in group.sentences))]
    yield from _further_up(telling, entity, found)
    yield from _below(telling, entity, found)


def _sentence(telling: Telling, entity: Entity, statement: Statement) -> Sentence:
    said = telling.sentence(statement, entity.id)
    return replace(said, likewise=tuple(_likewise(telling, entity, statement)))


def _direction(statement: Statement, id: str) -> str:
    if id not in (statement.subject, statement.object):
        return "under"
    return "out" if statement.subject == id else "in"


def _heading(telling: Telling, relation: str, direction: str) -> str:
    if direction == "under":
        return telling.say("under_it")
    kind = telling.store.ontology.relation(relation)
    label = kind.label(telling.lang, direction == "out" or kind.symmetric).rstrip("：")
    return label[:1].upper() + label[1:]


def _further_up(telling: Telling, entity: Entity, found: list[Statement]) -> Iterator[Group]:
    """What stands above the bodies above it."""
    hierarchical = telling.store.ontology.hierarchical()
    seen, queue = {entity.id}, [each.object for each in found if each.relation in hierarchical]
    above: dict[str, Statement] = {}
    while queue:
        id = queue.pop(0)
        if id not in seen:
            seen.add(id)
            nearest = list(telling.store.statements(Filter(hierarchical, id, asked=telling.asked)))
            above |= {each.id: each for each in nearest}
            queue += [each.object for each in nearest]
    if above:
        yield Group(tuple(telling.sentence(each) for each in above.values()), telling.say("further_up"))


def _below(telling: Telling, entity: Entity, found: list[Statement]) -> Iterator[Group]:
    """How many bodies stand below those that stand below it."""
    hierarchical = telling.store.ontology.hierarchical()
    children = {each.subject for each in found if each.relation in hierarchical and each.object == entity.id}
    seen, queue = {entity.id, *children}, sorted(children)
    while queue:
        below = telling.store.statements(Filter(hierarchical, None, queue.pop(), telling.asked))
        fresh = [each.subject for each in below if each.subject not in seen]
        seen.update(fresh)
        queue += fresh
    count = len(seen) - len(children) - 1
    if count:
        said = telling.say("below_one") if count == 1 else telling.say("below", count)
        yield Group((Sentence(said),))


def _likewise(telling: Telling, entity: Entity, statement: Statement) -> Iterator[Sentence]:
    """Who else stands in the relation to the same agreement or joint body, with the time where it is another."""
    store, shared = telling.store, telling.store.entity(statement.object)
    if statement.subject != entity.id or not shared or not store.ontology.is_a(shared.type, "Agreement", "JointBody"):
        return
    family = Filter(store.ontology.sub_relations(statement.relation), None, statement.object, telling.asked)
    others = [each for each in store.statements(family) if each.subject != entity.id]
    time = period_in_words(statement, telling.lang)
    for each in others[:_MOST_OTHERS]:
        own = period_in_words(each, telling.lang)
        called = telling.speaker.called(each.subject)
        said = called if own == time else f"{called} ({own})"
        yield Sentence(said, telling.notes.of(each.id, each.evidence), statement=each.id)
    if left := len(others[_MOST_OTHERS:]):
        yield Sentence(telling.say("more_parties", left))
