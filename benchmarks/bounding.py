"""The same graph as a store holds it: statements with their bounds, and the direct triples beside them.

Libraries that know nothing of dates of mixed precision are asked on this one, so that they can give the same answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from graphs import Graph

from coopgraph import dates, ontology
from coopgraph.model import Statement
from coopgraph.records import replace

__all__ = ["BoundedGraph"]


class BoundedGraph(Graph):
    """An invented graph with what a build adds to it."""

    def __init__(self, relations: int, seed: int) -> None:
        super().__init__(relations, seed)
        self._relations = ontology.load().relations
        self._issued = {source.id: dates.read(source.issued or "") for source in self.sources()}
        self._bounds = lru_cache(100_000)(dates.bounds)

    def statements(self) -> Iterator[Statement]:
        """The statements with their bounds."""
        for each in super().statements():
            instant = self._relations[each.relation].instant
            issued = [self._issued[piece.source] for piece in each.evidence]
            vouched = dates.Span(
                max(span.earliest or date.min for span in issued), min(span.latest or date.max for span in issued)
            )
            yield replace(each, instant=instant, bounds=self._bounds(each.since, each.until, instant, vouched))

    def direct(self) -> Iterator[tuple[str, str, str]]:
        """What each statement says, of its relation and those above it, both ways where it is symmetric."""
        for each in super().statements():
            for name in sorted(self._relations[each.relation].supers):
                yield each.subject, name, each.object
                if name in self._relations and self._relations[name].symmetric:
                    yield each.object, name, each.subject
