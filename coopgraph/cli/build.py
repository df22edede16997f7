"""A graph that opens at once."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.cli.context import Context

__all__ = ["build"]

_ONE = {"bodies": "body", "statements": "statement", "sources": "source", "conclusions": "conclusion"}


@click.command()
@click.argument("files", nargs=-1, type=click.Path())
@click.option("-o", "--output", "folder", type=click.Path(), required=True, metavar="DIR", help="The built graph.")
@click.option("--inferred", is_flag=True, help="Add what the rules conclude; else it is found anew at each question.")
@click.pass_context
def build(click_context: click.Context, files: tuple[str, ...], folder: str, inferred: bool) -> None:
    """Build the graph of FILES, or of the data asked for, into DIR, which opens at once at any size.

    DIR is whole or as it was before, and may be read all the while. Nothing is done where the inputs are unchanged. Ask
    it with `coopgraph --data DIR who …`.

    \b
    Examples:
      coopgraph build institutions.csv relations.csv sources.csv -o built
      coopgraph --data bundled --data mine.csv build -o built
    """
    from coopgraph import built

    found = built.build(files or click_context.ensure_object(Context).data, Path(folder), inferred)
    counts = ", ".join(
        f"{number} {_ONE[what] if number == 1 else what}" for what, number in found.manifest.counts.items()
    )
    click.echo(f"{folder}: {counts}" if found.anew else f"{folder}: up to date; {counts}", err=True)
