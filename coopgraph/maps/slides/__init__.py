"""A map as slides: native boxes, glued connectors, tables and notes. Nothing here is imported before it is asked for."""
