"""Every problem in the data at once."""

from __future__ import annotations

import click

from coopgraph.cli.context import Context, Output, output_options
from coopgraph.cli.output import Answer, emit

__all__ = ["check"]


@click.command()
@click.argument("files", nargs=-1, type=click.Path())
@click.option("--shacl", is_flag=True, help="Also hold the data against ontology/shapes.ttl, with pySHACL.")
@output_options
@click.pass_context
def check(
    click_context: click.Context,
    files: tuple[str, ...],
    shacl: bool,
    output: Output,
) -> None:
    """List every problem in FILES, or in the data asked for, each with its file and line or cell.

    \b
    Examples:
      coopgraph check
      coopgraph check institutions.csv relations.csv sources.csv
      coopgraph --data bundled --data mine.csv check --shacl
    """
    from coopgraph.build import draft

    context = click_context.ensure_object(Context)
    drafted = draft(files or context.data)
    findings = list(drafted.findings)
    if shacl:
        findings += drafted.shacl_findings()
    columns = ("file", "line", "cell", "problem", "fix")
    rows = [dict(finding.as_row()) for finding in findings]
    text = "\n".join(map(str, findings))
    emit(Answer(rows, columns, [[row[column] for column in columns] for row in rows], text=text), output)
    counts = f"{len(drafted.entities)} entities, {len(drafted.statements)} statements, {len(drafted.sources)} sources"
    click.echo(f"{len(findings)} problem{'s' * (len(findings) != 1)} in {counts}", err=True)
    click_context.exit(1 if findings else 0)
