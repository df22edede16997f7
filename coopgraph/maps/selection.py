"""What a map shows, as values: bodies, the relations between them, and their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from coopgraph import dates
from coopgraph.dates import Holds
from coopgraph.model import Entity, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.records import Record

if TYPE_CHECKING:
    from coopgraph.questions.beyond import Beyond
    from coopgraph.questions.limiting import LeftOut
    from coopgraph.questions.neighbourhood import Gathered
    from coopgraph.store import Store

__all__ = ["Carried", "Selection", "selected"]


class Carried(Record, frozen=True):
    """What lies one step beyond a map, in its file but not drawn; `left_out` counts bodies that would be too many."""

    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    left_out: int = 0


class Selection(Record, frozen=True, dict=True):
    """The bodies and relations of a map; `labels` names what only `under` mentions, `day` is its as-of day in EDTF.

    `narrowed` says in words what alone it shows, `gathered` what its boxes "+37 more" stand for.
    """

    title: str
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    sources: Mapping[str, Source]
    labels: Mapping[str, str]
    ontology: Ontology
    lang: str = "en"
    day: str | None = None
    left_out: LeftOut | None = None
    contradicted: frozenset[str] = frozenset()
    carried: Carried = Carried()
    narrowed: tuple[str, ...] = ()
    gathered: tuple[Gathered, ...] = ()

    def ordered_entities(self) -> tuple[Entity, ...]:
        """The bodies by id, so that the order of the input leaves no trace."""
        return self._entities

    def ordered_statements(self) -> tuple[Statement, ...]:
        """The relations in the order of their numbers: grouped by relation, each group by date."""
        return self._statements

    def carried_entities(self) -> tuple[Entity, ...]:
        """The bodies that are carried and not drawn, by id."""
        return tuple(sorted(self.carried.entities, key=lambda entity: entity.id))

    def carried_statements(self) -> tuple[Statement, ...]:
        """The relations that are carried and not drawn, in the order of their numbers."""
        return self._numbered(self.carried.statements)

    def _numbered(self, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        places = {name: place for place, name in enumerate(self.ontology.relations)}

        def place(each: Statement) -> tuple[int, str, str, str, str]:
            return places.get(each.relation, len(places)), each.since or "~", each.subject, each.object, each.id

        return tuple(sorted(statements, key=place))

    @cached_property
    def _entities(self) -> tuple[Entity, ...]:
        return tuple(sorted(self.entities, key=lambda entity: entity.id))

    @cached_property
    def _statements(self) -> tuple[Statement, ...]:
        return self._numbered(self.statements)

    def ordered_sources(self) -> tuple[Source, ...]:
        """The sources in the order of first citation by the numbered relations, then those that only bodies cite."""
        return self._sources

    def all_sources(self) -> tuple[Source, ...]:
        """The same sources, then those that only what is carried cites."""
        first = {source.id for source in self.ordered_sources()}
        cited = [piece.source for each in self.carried_statements() for piece in each.evidence]
        cited += [piece.source for each in self.carried_entities() for piece in each.evidence]
        more = [id_ for id_ in dict.fromkeys(cited) if id_ not in first]
        return (*self.ordered_sources(), *(self.sources.get(id_) or Source(id_, id_) for id_ in more))

    def holds(self, statement: Statement) -> Holds | None:
        """Whether the relation holds on the map's day; certainly where no day was asked for."""
        return dates.holds(statement.bounds, dates.as_of(self.day)) if self.day else "certain"

    def names(self) -> dict[str, str]:
        """What a line of text calls each body: its acronym, else its name; a gathered box by what it stands for."""
        return self._names

    def short_names(self) -> dict[str, str]:
        """The same without what a gathered box stands for."""
        return self._short_names

    @cached_property
    def _sources(self) -> tuple[Source, ...]:
        cited = [piece.source for each in self.ordered_statements() for piece in each.evidence]
        cited += [piece.source for each in self.ordered_entities() for piece in each.evidence]
        return tuple(self.sources.get(id_) or Source(id_, id_) for id_ in dict.fromkeys(cited))

    @cached_property
    def _short_names(self) -> dict[str, str]:
        shown = (*self.entities, *self.carried.entities)
        return {entity.id: entity.acronym or entity.label(self.lang) for entity in shown}

    @cached_property
    def _names(self) -> dict[str, str]:
        boxes = {each.entity.id: f" ({each.entity.note})" for each in self.gathered}
        return self._short_names | {id_: self._short_names[id_] + told for id_, told in boxes.items()}

    @cached_property
    def source_numbers(self) -> dict[str, int]:
        """The numbers by which lists cite the sources."""
        return {source.id: number for number, source in enumerate(self.ordered_sources(), start=1)}

    def counts(self) -> tuple[int, int]:
        """How many bodies and relations it shows, those in gathered boxes counted one by one."""
        inside = sum(len(each.members) - 1 for each in self.gathered)
        told = sum(len(each.statements) - 1 for each in self.gathered)
        return len(self.entities) + inside, len(self.statements) + told

    def under(self, statement: Statement) -> str | None:
        """The name of what the relation was made under."""
        if statement.under is None:
            return None
        return self._names.get(statement.under) or self.labels.get(statement.under) or statement.under


def selected(
    store: Store,
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    title: str,
    lang: str,
    day: str | None = None,
    further: Beyond | None = None,
    contradicted: frozenset[str] = frozenset(),
) -> Selection:
    """Just these bodies and statements, under their names of the day, with what they cite; `further` is carried."""
    days = dates.as_of(day) if day else None
    more = (further.entities, further.statements, further.left_out) if further else ((), (), 0)
    bodies, told = (*entities, *more[0]), (*statements, *more[1])
    under = sorted({each.under for each in told if each.under})
    evidence = (*(each.evidence for each in bodies), *(each.evidence for each in told))
    cited = sorted({piece.source for pieces in evidence for piece in pieces})
    return Selection(
        title=title,
        entities=tuple(entity.as_of(days) for entity in entities),
        statements=tuple(statements),
        sources={id: store.source(id) for id in cited},
        labels={id: body.as_of(days).label(lang) for id in under if (body := store.entity(id))},
        ontology=store.ontology,
        lang=lang,
        day=day,
        contradicted=contradicted,
        carried=Carried(tuple(entity.as_of(days) for entity in more[0]), *more[1:]),
    )
