"""Hierarchies that lead back to where they begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coopgraph.checks.place import Place
from coopgraph.model import Finding, Statement
from coopgraph.ontology import Ontology

__all__ = ["cycles"]


def cycles(ontology: Ontology, statements: Sequence[tuple[Statement, Place]]) -> Iterator[Finding]:
    """A finding for each statement that closes a cycle of a hierarchical relation; iterative, for any depth."""
    for relation in sorted(ontology.hierarchical()):
        above: dict[str, list[tuple[str, Place]]] = {}
        for statement, place in statements:
            if statement.relation == relation and statement.subject and statement.object:
                above.setdefault(statement.subject, []).append((statement.object, place))
        for route, place in _closing(above):
            problem = f"a cycle of {relation}: " + " → ".join(route)
            yield place.finding("hierarchy-cycle", problem, "remove or correct one of these", "object")


def _closing(above: Mapping[str, list[tuple[str, Place]]]) -> Iterator[tuple[list[str], Place]]:
    done: set[str] = set()
    for start in above:
        route: list[str] = []
        on_route: dict[str, int] = {}
        stack: list[tuple[str, int]] = [] if start in done else [(start, 0)]
        while stack:
            body, position = stack.pop()
            if position == 0:
                on_route[body] = len(route)
                route.append(body)
            edges = above.get(body, [])
            if position < len(edges):
                stack.append((body, position + 1))
                upper, place = edges[position]
                if upper in on_route:
                    yield [*route[on_route[upper] :], upper], place
                elif upper not in done:
                    stack.append((upper, 0))
            else:
                done.add(body)
                on_route.pop(route.pop())
