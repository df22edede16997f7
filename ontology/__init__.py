"""The ontology, the shapes and the named queries, as files of the installed package."""
