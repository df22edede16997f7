"""What a map shows, as values: bodies, the relations between them, and their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coopgraph import dates
from coopgraph.dates import Holds
from coopgraph.model import Entity, Source, Statement
from coopgraph.ontology import Ontology

__all__ = ["Selection"]


@dataclass(frozen=True)
class Selection:
    """The bodies and relations of a map; `labels` names what only `under` mentions, `day` is its as-of day in EDTF."""

    title: str
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    sources: Mapping[str, Source]
    labels: Mapping[str, str]
    ontology: Ontology
    lang: str = "en"
    day: str | None = None
    left_out: int = 0
    contradicted: frozenset[str] = field(default_factory=frozenset)

    def ordered_entities(self) -> tuple[Entity, ...]:
        """The bodies by id, so that the order of the input leaves no trace."""
        return tuple(sorted(self.entities, key=lambda entity: entity.id))

    def ordered_statements(self) -> tuple[Statement, ...]:
        """The relations in the order of their numbers: grouped by relation, each group by date."""
        places = {name: place for place, name in enumerate(self.ontology.relations)}
        return tuple(
            sorted(
                self.statements,
                key=lambda each: (
                    places.get(each.relation, len(places)),
                    each.since or "~",
                    each.subject,
                    each.object,
                    each.id,
                ),
            )
        )

    def ordered_sources(self) -> tuple[Source, ...]:
        """The sources in the order of first citation by the numbered relations, then those that only bodies cite."""
        cited = [piece.source for each in self.ordered_statements() for piece in each.evidence]
        cited += [piece.source for each in self.ordered_entities() for piece in each.evidence]
        return tuple(self.sources.get(id_) or Source(id_, id_) for id_ in dict.fromkeys(cited))

    def holds(self, statement: Statement) -> Holds | None:
        """Whether the relation holds on the map's day; certainly where no day was asked for."""
        return dates.holds(statement.bounds, dates.as_of(self.day)) if self.day else "certain"

    def names(self) -> dict[str, str]:
        """What a line of text calls each body: its acronym, else its name in the map's language."""
        return {entity.id: entity.acronym or entity.label(self.lang) for entity in self.entities}

    def under(self, statement: Statement) -> str | None:
        """The name of what the relation was made under."""
        if statement.under is None:
            return None
        return self.names().get(statement.under) or self.labels.get(statement.under) or statement.under
