"""RDF that is carried along unread, as lines of N-Triples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["CARRIED", "lines_of", "quads_in"]

CARRIED = "carried"


def lines_of(quads: Iterable[Any]) -> bytes:
    """The triples of quads."""
    return "".join(f"{quad.triple} .\n" for quad in quads).encode()


def quads_in(lines: bytes | memoryview) -> Iterable[Any]:
    """The quads of the triples, in the default graph."""
    if not lines:
        return ()
    import pyoxigraph as ox

    return ox.parse(bytes(lines), format=ox.RdfFormat.N_TRIPLES)
