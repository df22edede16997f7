"""A graph that opens at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopgraph.cli.context import Context

if TYPE_CHECKING:
    from coopgraph.built import Built

__all__ = ["build"]

_ONE = {"bodies": "body", "statements": "statement", "sources": "source", "conclusions": "conclusion"}


@click.command()
@click.argument("files", nargs=-1, type=click.Path())
@click.option("-o", "--output", "folder", type=click.Path(), required=True, metavar="DIR", help="The built graph.")
@click.option("--inferred", is_flag=True, help="Add what the rules conclude; else it is found anew at each question.")
@click.pass_context
def build(click_context: click.Context, files: tuple[str, ...], folder: str, inferred: bool) -> None:
    """Build the graph of FILES, or of the data asked for, into DIR, which opens at once at any size.

    DIR is whole or as it was before, and may be read all the while. Nothing is done where the inputs are unchanged, and
    of several inputs only those that changed are read again. Ask it with `coopgraph --data DIR who …`.

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
    click.echo(f"{folder}: {counts}{_unread(found)}" if found.anew else f"{folder}: up to date; {counts}", err=True)


def _unread(found: Built) -> str:
    """How many of the inputs did not have to be read."""
    return f"; {found.unread} of {len(found.manifest.inputs)} inputs had not changed" if found.unread else ""
