"""Maps: a selection of bodies and relations in, a drawing and its files out."""

from __future__ import annotations

from coopgraph.maps.map import Map
from coopgraph.maps.selection import Selection

__all__ = ["Map", "Selection"]
