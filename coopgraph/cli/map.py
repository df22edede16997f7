"""Maps from the command line."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from coopgraph.cli.context import Asked, Context, asked_options
from coopgraph.errors import IncompletePicture

if TYPE_CHECKING:
    from coopgraph.maps import Selection

__all__ = ["map"]

_FORMATS = "html, svg, pdf, png, pptx, dot (gv), mmd (Mermaid) or drawio, by its suffix"


@click.command()
@click.option("--around", metavar="BODY", help="Only the neighbourhood of BODY.")
@click.option(
    "--hops", default=1, show_default=True, type=click.IntRange(1, 20), help="How far the neighbourhood reaches."
)
@click.option("--between", nargs=2, metavar="BODY BODY", help="Only the routes between two bodies.")
@click.option("-k", "--routes", default=3, show_default=True, type=click.IntRange(1, 50), help="How many routes.")
@click.option("--relation", multiple=True, metavar="R", help="Only this relation and its sub-relations; repeatable.")
@click.option("--type", "type_", multiple=True, metavar="T", help="Only bodies of this type, say Ministry; repeatable.")
@click.option(
    "--country", multiple=True, metavar="C", help="Only bodies of this country and what they share; repeatable."
)
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the N bodies nearest or most connected.")
@click.option(
    "--leaves",
    default=12,
    show_default=True,
    type=click.IntRange(0),
    metavar="N",
    help="Of more than N bodies that hang on one by one relation, the last are a box '+37 more'; 0: draw all.",
)
@asked_options
@click.option("--title", help="The map's title.")
@click.option("-o", "--output", required=True, type=click.Path(), metavar="FILE", help=f"A file: {_FORMATS}.")
@click.pass_obj
def map(
    context: Context,
    around: str | None,
    hops: int,
    between: tuple[str, str] | None,
    routes: int,
    relation: tuple[str, ...],
    type_: tuple[str, ...],
    country: tuple[str, ...],
    limit: int | None,
    leaves: int,
    asked: Asked,
    title: str | None,
    output: str,
) -> None:
    """Draw a map that opens with no network: an interactive page, a picture, slides or a drawing to go on with.

    \b
    Examples:
      coopgraph map -o map.html
      coopgraph map --around GIZ --hops 2 --as-of 2016-07 -o giz.svg
      coopgraph map --between BMBF CCID -k 5 -o routes.pdf
      coopgraph map --country DE --limit 25 -o germany.png
    """
    _refuse_what_would_be_ignored(around, between)
    drawn = context.graph().map(
        around,
        hops,
        between,
        relation,
        title=title,
        routes=routes,
        types=type_,
        countries=country,
        limit=limit,
        leaves=leaves,
        **asked.options(),
    )
    with warnings.catch_warnings(record=True) as remarks:
        warnings.simplefilter("always", IncompletePicture)
        drawn.save(output)
    click.echo(f"{output}: {', '.join(_counted(*drawn.selection.counts()))}", err=True)
    for line in _told(drawn.selection, between is not None):
        click.echo(line, err=True)
    for remark in remarks:
        click.echo(f"note: {remark.message}", err=True)


def _refuse_what_would_be_ignored(around: str | None, between: tuple[str, str] | None) -> None:
    if around and between:
        raise click.UsageError("--around and --between exclude each other")
    given = click.get_current_context().get_parameter_source
    for option, name, needed, found in (
        ("--hops", "hops", "--around", around),
        ("--routes", "routes", "--between", between),
    ):
        if not found and given(name) is not ParameterSource.DEFAULT:
            raise click.UsageError(f"{option} is for {needed}")


def _told(selection: Selection, routed: bool) -> Iterator[str]:
    """What the picture does not show, in lines."""
    if not selection.statements:
        yield f"note: no {'route' if routed else 'relation'} fits; only the bodies are drawn"
    if inside := sum(len(each.members) for each in selection.gathered):
        boxes = "a box" if len(selection.gathered) == 1 else f"{len(selection.gathered)} boxes"
        yield f"{inside} of the bodies are in {boxes} '+ … more'; --leaves 0 draws them all"
    if out := selection.left_out:
        yield f"{' and '.join(_counted(out.bodies, out.relations))} left out by --limit {out.limit}"


def _counted(bodies: int, relations: int) -> tuple[str, str]:
    return f"{bodies} {'body' if bodies == 1 else 'bodies'}", f"{relations} relation{'' if relations == 1 else 's'}"
