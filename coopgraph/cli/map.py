"""Maps from the command line."""

from __future__ import annotations

import click

from coopgraph.cli.context import Asked, Context, asked_options

__all__ = ["map"]


@click.command()
@click.option("--around", metavar="BODY", help="Only the neighbourhood of BODY.")
@click.option(
    "--hops", default=1, show_default=True, type=click.IntRange(1, 20), help="How far the neighbourhood reaches."
)
@click.option("--between", nargs=2, metavar="BODY BODY", help="Only the routes between two bodies.")
@click.option("--relation", multiple=True, metavar="R", help="Only this relation and its sub-relations; repeatable.")
@asked_options
@click.option("--title", help="The map's title.")
@click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help="An .html or .svg file.")
@click.pass_obj
def map(
    context: Context,
    around: str | None,
    hops: int,
    between: tuple[str, str] | None,
    relation: tuple[str, ...],
    asked: Asked,
    title: str | None,
    output: str,
) -> None:
    """Draw a map that opens with no network: an interactive page or an SVG.

    \b
    Examples:
      coopgraph map -o map.html
      coopgraph map --around GIZ --hops 2 --as-of 2016-07 -o giz.svg
    """
    if around and between:
        raise click.UsageError("--around and --between exclude each other")
    drawn = context.graph().map(around, hops, between, relation, title=title, **asked.options())
    drawn.save(output)
    selection = drawn.selection
    click.echo(f"{output}: {len(selection.entities)} bodies, {len(selection.statements)} relations", err=True)
