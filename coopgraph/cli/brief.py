"""Briefs from the command line."""

from __future__ import annotations

import click

from coopgraph.cli.context import Asked, Context, asked_options
from coopgraph.records import replace

__all__ = ["brief"]


@click.command()
@click.argument("body", required=False)
@click.option("--between", nargs=2, metavar="BODY BODY", help="Why two bodies are connected, instead of one BODY.")
@asked_options
@click.option("--lang", type=click.Choice(["en", "de", "zh"]), help="Language, like the option before the command.")
@click.option("--no-map", is_flag=True, help="Without the map.")
@click.option(
    "-o", "--output", type=click.Path(), metavar="FILE", help="A .docx, .html or .md file; else Markdown is printed."
)
@click.pass_obj
def brief(
    context: Context,
    body: str | None,
    between: tuple[str, str] | None,
    asked: Asked,
    lang: str | None,
    no_map: bool,
    output: str | None,
) -> None:
    """Write a dossier of BODY, or of a connection, with a source for every sentence.

    It tells what BODY is, its names over time, its place in the hierarchy, whom it commissioned, what it signed, which
    bodies it sits in, what happened when, and where sources contradict each other; with --between, the routes between
    two bodies. Word has the sources in footnotes. Without -o, Markdown is printed.

    \b
    Examples:
      coopgraph brief BMWi -o bmwi.docx
      coopgraph brief GIZ --as-of 2016-07 --lang de -o giz.html
      coopgraph brief --between BMBF CCID
    """
    if (body is None) == (between is None):
        raise click.UsageError("name one BODY, or two with --between")
    graph = replace(context, lang=lang or context.lang).graph()
    printed = output in (None, "-")
    written = graph.brief(body, between, pictured=not (no_map or printed), **asked.options())
    if printed or output is None:
        click.echo(written.to_markdown(), nl=False)
        return
    for path in written.save(output):
        click.echo(f"{path}: {written.facts}", err=True)
