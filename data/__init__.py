"""The bundled graph as tables; this line makes the folder installable as coopgraph.data."""
