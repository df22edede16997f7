"""What would be measured on a graph too large for the machine, in a straight line from the two largest that fit it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["FAR", "beyond", "further"]

FAR = 10_000_000
GIGABYTES, MINUTES = 8, 60
Found = dict[tuple[str, str, int], dict[str, Any]]


def further(points: Sequence[tuple[int, float]], size: int = FAR) -> float | None:
    """The value at a size beyond all that were measured, sizes ascending; None from fewer than two."""
    if len(points) < 2 or points[-1][0] >= size:
        return None
    (one, low), (other, high) = points[-2:]
    return high + (high - low) / (other - one) * (size - other)


def beyond(found: Found, row: str, engine: str) -> str:
    """In words how long a build of ten million relations would take, and in how much memory."""
    results = sorted((size, each) for (name, who, size), each in found.items() if (name, who) == (row, engine))
    measured = [(size, each) for size, each in results if "seconds" in each]
    seconds = further([(size, each["wall"]) for size, each in measured])
    memory = further([(size, each["peak_mb"]) for size, each in measured])
    if seconds is None or memory is None:
        return ""
    sizes = " and ".join(f"{size:,}" for size, _ in measured[-2:])
    minutes, gigabytes = seconds / 60, memory / 1000
    return f"""## Ten million relations

Not measured. In a straight line from {sizes} relations, the dashed lines in the drawing, building them
takes about {minutes:.0f} minutes and {gigabytes:.0f} GB; the aim was {MINUTES} minutes and {GIGABYTES} GB.
What limits is memory: all records of a build are held at once, so that what several files say of one body can be merged
and checked as a whole.
"""
