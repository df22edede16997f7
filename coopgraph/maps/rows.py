"""Which column and row each body stands in: one column to a country, what is shared between them, ministries on top."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coopgraph.maps.boxes import BoxSize
from coopgraph.maps.selection import Selection
from coopgraph.maps.styles import tier
from coopgraph.model import Entity, Statement

__all__ = ["SPACE", "Column", "columns", "countries", "fanned", "rows"]

SPACE = 14.0


@dataclass(frozen=True, slots=True)
class Column:
    """The bodies of one country, or with no country those that are shared."""

    country: str | None
    members: tuple[Entity, ...]


def countries(selection: Selection) -> list[Column]:
    """The bodies of each country; the country with most relations to what is not its own comes first."""
    members: dict[str, list[Entity]] = defaultdict(list)
    for entity in selection.ordered_entities():
        if entity.country:
            members[entity.country].append(entity)
    home = {entity.id: entity.country for entity in selection.entities}
    outward = Counter(
        home[end]
        for each in selection.statements
        if home[each.subject] != home[each.object]
        for end in (each.subject, each.object)
    )
    order = sorted(members, key=lambda country: (-outward[country], -len(members[country]), country))
    return [Column(country, tuple(members[country])) for country in order]


def columns(selection: Selection) -> list[Column]:
    """The columns from left to right, the shared one after the first country."""
    found = countries(selection)
    shared = tuple(entity for entity in selection.ordered_entities() if not entity.country)
    return [*found[:1], *([Column(None, shared)] if shared else []), *found[1:]]


def rows(selection: Selection, sizes: Mapping[str, BoxSize], height: int) -> dict[str, int]:
    """The row of each body in a drawing about `height` rows high; who is above in a hierarchy stands above."""
    levels = _levels(selection)
    above = _above(selection)
    placed: dict[str, int] = {}
    for column in columns(selection):
        top = [entity for entity in column.members if tier(selection.ontology, entity.type) == 0]
        placed |= {entity.id: 0 for entity in top}
        rest = [entity for entity in column.members if entity.id not in placed]
        rest.sort(key=lambda entity: (levels[entity.id], tier(selection.ontology, entity.type), entity.id))
        first = 1 if any(tier(selection.ontology, entity.type) == 0 for entity in selection.entities) else 0
        _fill(rest, sizes, above, placed, first, _room(top, rest, sizes, height - first))
    return _packed(placed)


def fanned(selection: Selection, row_of: Mapping[str, int]) -> list[Statement]:
    """The relations of a map that is one hierarchy, those to the rows below spread between each other; else none.

    Each body has one above it.
    """
    statements = selection.ordered_statements()
    below = Counter(each.subject for each in statements)
    hierarchical = selection.ontology.hierarchical()
    down = all(row_of[each.object] < row_of[each.subject] for each in statements)
    if not down or max(below.values(), default=2) > 1 or any(each.relation not in hierarchical for each in statements):
        return []
    together: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for each in statements:
        together[each.object, row_of[each.subject]].append(each)
    spread = [
        ((place + 0.5) / len(group), row, each)
        for (_, row), group in together.items()
        for place, each in enumerate(group)
    ]
    return [each for _, _, each in sorted(spread, key=lambda found: found[:2])]


def _fill(
    bodies: Sequence[Entity],
    sizes: Mapping[str, BoxSize],
    above: Mapping[str, Sequence[str]],
    placed: dict[str, int],
    first: int,
    room: float,
) -> None:
    """Gives each body the first row that has room and lies below those above it."""
    used: dict[int, float] = defaultdict(float)
    for entity in bodies:
        need = sizes[entity.id].width + SPACE
        row = max([first, *(placed[parent] + 1 for parent in above[entity.id] if parent in placed)])
        while used[row] + need > room:
            row += 1
        used[row] += need
        placed[entity.id] = row


def _room(top: Sequence[Entity], rest: Sequence[Entity], sizes: Mapping[str, BoxSize], height: int) -> float:
    """How wide a column may be: as its ministries are anyway, and enough for the rest in the rows there are."""
    widths = [sizes[entity.id].width + SPACE for entity in rest]
    return max([sum(sizes[entity.id].width + SPACE for entity in top), sum(widths) / max(height, 1) * 1.08, *widths])


def _packed(placed: Mapping[str, int]) -> dict[str, int]:
    """The same rows without empty ones."""
    dense = {row: place for place, row in enumerate(sorted(set(placed.values())))}
    return {id_: dense[row] for id_, row in placed.items()}


def _levels(selection: Selection) -> dict[str, int]:
    """How many relations lie between each body and the nearest ministry, or the first body of its group."""
    near: dict[str, list[str]] = defaultdict(list)
    for statement in selection.ordered_statements():
        near[statement.subject].append(statement.object)
        near[statement.object].append(statement.subject)
    tiers = {entity.id: tier(selection.ontology, entity.type) for entity in selection.ordered_entities()}
    levels: dict[str, int] = {}
    starts = [
        [id_ for id_, tier in tiers.items() if tier == 0],
        *([id_] for id_ in sorted(tiers, key=lambda id_: (-len(near[id_]), id_))),
    ]
    for start in starts:
        queue = deque((id_, 0) for id_ in start if id_ not in levels)
        while queue:
            id_, level = queue.popleft()
            if id_ not in levels:
                levels[id_] = level
                queue.extend((other, level + 1) for other in near[id_] if other not in levels)
    return levels


def _above(selection: Selection) -> dict[str, list[str]]:
    hierarchical = selection.ontology.hierarchical()
    above: dict[str, list[str]] = defaultdict(list)
    for statement in selection.ordered_statements():
        if statement.relation in hierarchical:
            above[statement.subject].append(statement.object)
    return above
