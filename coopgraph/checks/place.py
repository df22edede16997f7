"""Where a record stands, as the checks see it."""

from __future__ import annotations

from typing import Protocol

from coopgraph.model import Finding

__all__ = ["Place"]


class Place(Protocol):
    """Where a record stands, as the readers know it."""

    def finding(self, rule: str, problem: str, fix: str = "", cell: str | None = None) -> Finding:
        """A finding at this place; `cell` is the field that is wrong."""
        ...
