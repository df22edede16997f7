"""A map as slides: native boxes, glued connectors, tables and notes; python-pptx is imported by these modules only."""
