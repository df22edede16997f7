"""What is measured: rows, in each of which several engines do the same work on the same graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workspace import Workspace

__all__ = ["Case", "Command", "Limit", "Row", "every_row"]


@dataclass(frozen=True)
class Case:
    """Work in this process: each of `asks` is called and timed; `rows` makes the engines' answers comparable."""

    asks: Sequence[Callable[[], Any]]
    rows: Callable[[Any], Iterable[tuple[Any, ...]]] = iter


@dataclass(frozen=True)
class Command:
    """A whole process, from its start to its end; `rows` reads what it prints."""

    arguments: Sequence[str]
    rows: Callable[[str], Iterable[tuple[Any, ...]]] = lambda printed: ()


@dataclass(frozen=True)
class Limit:
    """What coopgraph must reach: so many seconds, so many times what another engine takes, or so many MB.

    `size` is the one for which it is set; 0 for rows without sizes, None for every size.
    """

    words: str
    most: float
    against: str | None = None
    size: int | None = None
    of: str = "seconds"


@dataclass(frozen=True)
class Row:
    """One kind of work. `make` starts as many processes for an engine, each of which repeats the work `rounds` times.

    `sizes` are the row's own, where it does not depend on the graph. Engines in `unlike` do other work: their answers
    are not compared, and `notes` say what it is. `subject` is the engine whose figures the limits are about.
    """

    name: str
    title: str
    engines: Mapping[str, Callable[[Workspace], Case | Command]]
    limits: Sequence[Limit] = ()
    processes: int = 3
    rounds: int = 1
    sizes: tuple[int, ...] = ()
    unlike: frozenset[str] = frozenset()
    notes: str = ""
    subject: str = "coopgraph"


def every_row() -> dict[str, Row]:
    """All rows by name, in the order of the report."""
    from rows import as_of, commands, filling, hierarchy, loading, pages, rebuilding, reopening, routes, starting

    modules = (loading, rebuilding, reopening, commands, routes, hierarchy, as_of, filling, pages, starting)
    return {row.name: row for module in modules for row in module.ROWS}
