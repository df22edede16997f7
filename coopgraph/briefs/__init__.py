"""Briefs: what is known about a body, or why two are connected, in sentences with numbered notes."""

from coopgraph.briefs.connection import connection
from coopgraph.briefs.contents import Brief, Picture
from coopgraph.briefs.dossier import dossier

__all__ = ["Brief", "Picture", "connection", "dossier"]
