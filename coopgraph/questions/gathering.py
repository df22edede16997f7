"""Leaves gathered: the many bodies that hang on one by one relation become a single "+37 more"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from coopgraph.dates import Bounds, Span
from coopgraph.model import Entity, Evidence, Name, Statement
from coopgraph.ontology import Ontology
from coopgraph.questions.neighbourhood import Gathered, Scope
from coopgraph.questions.wording import date_in_words, word
from coopgraph.records import replace

__all__ = ["gathered"]

_LANGUAGES = ("en", "de", "zh")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


class _Twig(NamedTuple):
    """What leaves have in common: the body they hang on, by which relation, which way, and whether by a rule."""

    hub: str
    relation: str
    outward: bool
    inferred: bool


def gathered(
    part: Scope, ontology: Ontology, most: int, keep: Collection[str] = (), lang: str = "en", days: Span | None = None
) -> Scope:
    """The same with at most so many boxes for the leaves of one body by one relation, the last being "+37 more".

    A leaf has statements of a single relation with a single body. Those with most evidence stay, then by id. The
    gathered ones lose nothing: their names and dates are its note, their evidence is its evidence.
    """
    leaves = {entity.id: entity for entity in part.entities if entity.id not in keep}
    twigs: dict[_Twig, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for id, (twig, statements) in _leaves(part).items():
        if id in leaves:
            twigs[twig][id] = statements
    found: list[Gathered] = []
    for twig, members in sorted(twigs.items()):
        if len(members) > most:
            ordered = sorted(members, key=lambda id: (-sum(len(each.evidence) for each in members[id]), id))
            rest = sorted(ordered[most - 1 :])
            found.append(_box(twig, [leaves[id] for id in rest], [members[id] for id in rest], ontology, lang, days))
    return _with(part, found)


def _leaves(part: Scope) -> dict[str, tuple[_Twig, list[Statement]]]:
    """The bodies that have one twig alone, with their statements."""
    own: dict[str, list[tuple[_Twig, Statement]]] = defaultdict(list)
    for each in part.statements:
        own[each.object].append((_Twig(each.subject, each.relation, True, each.inferred), each))
        own[each.subject].append((_Twig(each.object, each.relation, False, each.inferred), each))
    return {
        id: (pairs[0][0], [each for _, each in pairs])
        for id, pairs in own.items()
        if len({twig for twig, _ in pairs}) == 1 and pairs[0][0].hub != id
    }


def _with(part: Scope, boxes: Sequence[Gathered]) -> Scope:
    """The part with the boxes in place of what they gather."""
    inside = {entity.id for box in boxes for entity in box.members}
    entities = [*(entity for entity in part.entities if entity.id not in inside), *(box.entity for box in boxes)]
    statements = [each for each in part.statements if not inside & {each.subject, each.object}]
    statements += [box.statement for box in boxes]
    return replace(
        part,
        entities=tuple(sorted(entities, key=lambda each: each.id)),
        statements=tuple(sorted(statements, key=lambda each: each.id)),
        gathered=tuple(boxes),
    )


def _box(
    twig: _Twig,
    members: Sequence[Entity],
    statements: Sequence[Sequence[Statement]],
    ontology: Ontology,
    lang: str,
    days: Span | None,
) -> Gathered:
    id = f"more-{twig.hub}-{twig.relation}-{'to' if twig.outward else 'from'}{'-inferred' if twig.inferred else ''}"
    every = list(chain.from_iterable(statements))
    told = "; ".join(_told(member, own, lang, days) for member, own in zip(members, statements, strict=True))
    types = Counter(member.type for member in members)
    countries = {member.country for member in members}
    entity = Entity(
        id,
        min(types, key=lambda name: (-types[name], name)),
        (*(Name(word("more", each, str(len(members))), each) for each in _LANGUAGES), *_aliases(members)),
        country=countries.pop() if len(countries) == 1 else None,
        note=told,
    )
    ends = {"subject": twig.hub, "object": id} if twig.outward else {"subject": id, "object": twig.hub}
    statement = Statement(
        id,
        relation=twig.relation,
        since=_begin(every),
        until=_only(each.until for each in every),
        under=_only(each.under for each in every),
        note=told,
        evidence=_evidence(every),
        bounds=_widest([each.bounds for each in every]),
        instant=every[0].instant,
        premises=tuple(sorted({id for each in every for id in each.premises})),
        rule=_only(each.rule for each in every),
        **ends,
    )
    return Gathered(entity, statement, tuple(members), tuple(every))


def _told(member: Entity, statements: Sequence[Statement], lang: str, days: Span | None) -> str:
    """A member's name, with its dates where any is stated."""
    held = member.as_of(days)
    dated = [text for each in statements if (text := _dates(each, lang))]
    return f"{held.acronym or held.label(lang)} ({'; '.join(dated)})" if dated else held.acronym or held.label(lang)


def _dates(statement: Statement, lang: str) -> str:
    """What is stated of when it happened or held."""
    since = date_in_words(statement.since, lang) if statement.since else ""
    if statement.instant:
        return since
    parts = [word("since", lang, since)] if since else []
    if statement.end == "dated" and statement.until:
        parts.append(word("until", lang, date_in_words(statement.until, lang)))
    elif statement.end != "not stated":
        parts.append(word(statement.end or "", lang))
    return ", ".join(parts)


def _aliases(members: Sequence[Entity]) -> list[Name]:
    """Every name of every member, so that a search for one finds the box."""
    names = (
        Name(name.text, name.lang, "alias", name.since, name.until, name.source, name.locator)
        for member in members
        for name in member.names
    )
    return list(dict.fromkeys(names))


def _evidence(statements: Iterable[Statement]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(piece for each in statements for piece in each.evidence))


def _only(values: Iterable[str | None]) -> str | None:
    """The value where it is the same for all."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _begin(statements: Sequence[Statement]) -> str | None:
    """The one begin, or where all are dated the first of them "or later"; what is not stated of all is left open."""
    same = _only(each.since for each in statements)
    first = _least(each.bounds.since_earliest for each in statements)
    if same or first is None or not all(each.since for each in statements):
        return same
    day = min(found[0] for each in statements if (found := _DATE.search(each.since or "")))
    return f"[{day}..]"


def _widest(bounds: Sequence[Bounds]) -> Bounds:
    """Bounds within which it is possible when any of the statements is, and certain when all are."""
    return Bounds(
        _least(each.since_earliest for each in bounds),
        _most(each.since_latest for each in bounds),
        _least(each.until_earliest for each in bounds),
        _most(each.until_latest for each in bounds),
    )


def _least(days: Iterable[date | None]) -> date | None:
    """The first day; None, which is without bound, comes before all."""
    found = list(days)
    return None if None in found else min(day for day in found if day)


def _most(days: Iterable[date | None]) -> date | None:
    found = list(days)
    return None if None in found else max(day for day in found if day)
