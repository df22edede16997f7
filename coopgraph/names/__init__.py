"""Look-up of bodies by any of their names. What is whole resolves, what is like it is only proposed."""

from coopgraph.names.folding import fold
from coopgraph.names.index import NameIndex
from coopgraph.names.making import sections

__all__ = ["NameIndex", "fold", "sections"]
