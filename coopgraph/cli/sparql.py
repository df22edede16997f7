"""SPARQL from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopgraph.cli import tables
from coopgraph.cli.context import Context, Output, days_asked, output_options
from coopgraph.cli.output import Answer, emit
from coopgraph.errors import CoopgraphError

if TYPE_CHECKING:
    from coopgraph.store.rows import Rows

__all__ = ["sparql"]


@click.command()
@click.argument("query", required=False)
@click.option(
    "-f", "--file", type=click.Path(), metavar="FILE", help="Read the query from FILE; '-' is standard input."
)
@click.option("--named", metavar="NAME", help="Ask one of the named queries; 'list' lists them.")
@click.option(
    "--param", multiple=True, metavar="NAME=VALUE", help="Put VALUE in place of the variable ?NAME; repeatable."
)
@click.option(
    "--as-of", metavar="DAY", help="Put the day, or the days of a month or year, into ?first_day and ?last_day."
)
@click.option("--during", metavar="FROM/TO", help="Put the two days into ?first_day and ?last_day.")
@click.option("--certain", is_flag=True, help="Only rows that say so in a column 'holds'.")
@output_options
@click.pass_obj
def sparql(
    context: Context,
    query: str | None,
    file: str | None,
    named: str | None,
    param: tuple[str, ...],
    as_of: str | None,
    during: str | None,
    certain: bool,
    output: Output,
) -> None:
    """Ask in SPARQL; the usual prefixes are bound.

    \b
    Examples:
      coopgraph sparql 'SELECT ?who ?whom { ?who coop:commissioned ?whom }'
      coopgraph sparql --named subordinates --param institution=MIIT
      coopgraph sparql --named list
    """
    if named == "list":
        emit(_list(), output)
        return
    parameters = dict(_parameter(each) for each in param)
    text = _text(query, file, named)
    rows: Rows = context.graph().sparql(text, as_of=days_asked(as_of, during), **parameters)
    if certain:
        rows = rows.where("holds", "certain")
    emit(tables.of_rows(rows.variables, list(rows), rows.to_json(), rows.boolean), output)


def _text(query: str | None, file: str | None, named: str | None) -> str:
    if sum(each is not None for each in (query, file, named)) != 1:
        raise click.UsageError("give one of: a query, -f FILE, --named NAME")
    if named is not None:
        from coopgraph.questions import named as queries

        return queries.text(named)
    if query is not None:
        return query
    try:
        return sys.stdin.read() if file == "-" else Path(str(file)).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CoopgraphError(f"{file}: cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})") from None


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"--param {text!r} is not NAME=VALUE")
    return name.lstrip("?$"), value


def _list() -> Answer:
    from coopgraph.questions import named as queries

    rows = [{"name": name, "question": title} for name, title in queries.descriptions().items()]
    return Answer(rows, ("name", "question"), [[row["name"], row["question"]] for row in rows])
