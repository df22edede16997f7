"""`python -m coopgraph` is the command line."""

from coopgraph.cli import main

main()
