"""The graph as tables of DuckDB: what a plain column store makes of the same questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb
    from workspace import Workspace

__all__ = ["connect", "load"]

BOUNDS = ("since_earliest", "since_latest", "until_earliest", "until_latest")
FIELDS = ("id", "subject", "relation", "object", "since", "until")


def load(file: Path, files: Workspace) -> None:
    """Write the statements, with their bounds, and their evidence."""
    import csv

    import duckdb
    from bounding import BoundedGraph
    from graphs import SEED

    graph = BoundedGraph(files.size, SEED)
    statements, evidence = file.with_suffix(".statements.csv"), file.with_suffix(".evidence.csv")
    with statements.open("w", newline="") as one, evidence.open("w", newline="") as other:
        first, second = csv.writer(one), csv.writer(other)
        for each in graph.statements():
            days = [getattr(each.bounds, bound) for bound in BOUNDS]
            first.writerow([*(getattr(each, field) for field in FIELDS), *days])
            second.writerows((each.id, piece.source) for piece in each.evidence)
    with duckdb.connect(str(file)) as store:
        columns = dict.fromkeys(FIELDS, "VARCHAR") | dict.fromkeys(BOUNDS, "DATE")
        store.execute(f"CREATE TABLE statements AS {_csv(statements, columns)}")
        store.execute(f"CREATE TABLE evidence AS {_csv(evidence, {'statement': 'VARCHAR', 'source': 'VARCHAR'})}")
    statements.unlink()
    evidence.unlink()


def connect(files: Workspace) -> duckdb.DuckDBPyConnection:
    """The tables, for reading."""
    import duckdb

    return duckdb.connect(str(files.duckdb), read_only=True)


def _csv(file: Path, columns: dict[str, str]) -> str:
    return f"SELECT * FROM read_csv('{file}', header = false, columns = {columns})"
