"""The questions: who, find, show, path, tree, timeline."""

from __future__ import annotations

from typing import Any

import click

from coopgraph.cli import tables
from coopgraph.cli.context import Asked, Context, Output, asked_options, output_options
from coopgraph.cli.output import emit

__all__ = ["find", "path", "show", "timeline", "tree", "who"]


@click.command()
@click.argument("relation")
@click.argument("whom")
@click.option("--by", metavar="BODY", help="Only where BODY is the subject.")
@asked_options
@output_options
@click.pass_obj
def who(
    context: Context,
    relation: str,
    whom: str,
    by: str | None,
    asked: Asked,
    output: Output,
) -> None:
    """Who stands in RELATION to WHOM, with dates, basis and sources; 'whom' means everyone.

    \b
    Examples:
      coopgraph who commissioned GIZ
      coopgraph who commissioned whom --by BMWi
      coopgraph who implements SWG-Industrie-4.0 --as-of 2016-07
    """
    graph = context.graph()
    found = graph.relations(relation, by, None if whom == "whom" else whom, **asked.options())
    emit(tables.of_relations(found.rows, asked.as_of is not None, graph.lang), output)


@click.command()
@click.argument("text")
@output_options
@click.pass_context
def find(click_context: click.Context, text: str, output: Output) -> None:
    """Bodies that TEXT may mean: a name in any language, an acronym, an alias, or something like it.

    \b
    Examples:
      coopgraph find 工信部
      coopgraph find "Bundesministerium fur Wirtschaft"
    """
    context = click_context.ensure_object(Context)
    rows = [dict(candidate.as_row(context.lang)) for candidate in context.graph().find(text)]
    emit(tables.of_candidates(rows), output)
    if not rows:
        click_context.exit(3)


@click.command()
@click.argument("institution")
@asked_options
@output_options
@click.pass_obj
def show(
    context: Context,
    institution: str,
    asked: Asked,
    output: Output,
) -> None:
    """Everything about INSTITUTION, grouped by relation, dated and sourced.

    \b
    Examples:
      coopgraph show BMWi
      coopgraph show GIZ --as-of 2016-07 --format json
    """
    graph = context.graph()
    emit(tables.of_body(graph, graph.show(institution, **asked.options()), asked.as_of is not None), output)


@click.command()
@click.argument("start")
@click.argument("end")
@click.option("-k", default=3, show_default=True, type=click.IntRange(1, 100), help="How many routes.")
@click.option("--max-hops", default=6, show_default=True, type=click.IntRange(1, 20), help="Longest route.")
@click.option("--via", multiple=True, metavar="X", help="Only routes through this body or relation; repeatable.")
@click.option("--not-via", multiple=True, metavar="X", help="No route through this body or relation; repeatable.")
@click.option("--directed", is_flag=True, help="Only from subject to object.")
@click.option("--overlapping", is_flag=True, help="Only routes whose steps may hold on a common day.")
@asked_options
@output_options
@click.pass_obj
def path(
    context: Context,
    start: str,
    end: str,
    k: int,
    max_hops: int,
    via: tuple[str, ...],
    not_via: tuple[str, ...],
    directed: bool,
    overlapping: bool,
    asked: Asked,
    output: Output,
) -> None:
    """Why START and END are connected: the best routes, in cited sentences.

    \b
    Examples:
      coopgraph path BMBF CCID
      coopgraph path BMWi CCID -k 1 --not-via cooperates_with
    """
    graph = context.graph()
    wishes: dict[str, Any] = {
        "max_hops": max_hops,
        "via": via,
        "not_via": not_via,
        "directed": directed,
        "overlapping": overlapping,
    }
    routes = graph.paths(start, end, k, **asked.options(), **wishes)
    emit(tables.of_paths(graph, routes, asked.as_of, (start, end, max_hops)), output)


@click.command()
@click.argument("institution")
@click.option("--up", is_flag=True, help="The hierarchy above instead of below.")
@asked_options
@output_options
@click.pass_obj
def tree(
    context: Context,
    institution: str,
    up: bool,
    asked: Asked,
    output: Output,
) -> None:
    """The hierarchy below INSTITUTION, or above it with --up.

    \b
    Examples:
      coopgraph tree MIIT
      coopgraph tree CCID --up
    """
    graph = context.graph()
    emit(tables.of_tree(graph, graph.tree(institution, up, **asked.options())), output)


@click.command()
@click.argument("institution", required=False)
@asked_options
@output_options
@click.pass_obj
def timeline(
    context: Context,
    institution: str | None,
    asked: Asked,
    output: Output,
) -> None:
    """Dated events in order, of INSTITUTION or of all.

    \b
    Examples:
      coopgraph timeline
      coopgraph timeline GIZ --format csv
    """
    emit(tables.of_timeline(context.graph().timeline(institution, **asked.options()), context.lang), output)
