"""Every problem in the data at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopgraph.cli.context import Context, Output, output_options
from coopgraph.cli.output import Answer, emit

if TYPE_CHECKING:
    from coopgraph.model import Finding

__all__ = ["check"]


@click.command()
@click.argument("files", nargs=-1, type=click.Path())
@click.option("--shacl", is_flag=True, help="Also hold the data against ontology/shapes.ttl, with pySHACL.")
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="Also find every quote in its source's text: DIR/ID.txt, .md, .html, or as DIR/sources.csv (id,file) says.",
)
@click.option(
    "--conflicts", is_flag=True, help="Also list statements that contradict each other; they are no problem, both stay."
)
@click.option("--deep", is_flag=True, help="Of built graphs: read every byte and compare it with what was built.")
@output_options
@click.pass_context
def check(
    click_context: click.Context,
    files: tuple[str, ...],
    shacl: bool,
    sources: str | None,
    conflicts: bool,
    deep: bool,
    output: Output,
) -> None:
    """List every problem in FILES, or in the data asked for, each with its file and line or cell.

    \b
    Examples:
      coopgraph check
      coopgraph check institutions.csv relations.csv sources.csv
      coopgraph --data bundled --data mine.csv check --shacl
      coopgraph check institutions.csv relations.csv sources.csv --sources texts
      coopgraph --data bundled --data mine.csv check --conflicts
      coopgraph check built --deep
    """
    from coopgraph.built import is_built
    from coopgraph.draft import draft

    paths = files or click_context.ensure_object(Context).data
    if any(map(is_built, paths)):
        click_context.exit(_check_built(paths, deep, output))
    if deep:
        raise click.UsageError("--deep is for built graphs; other files are always read whole")
    drafted = draft(paths)
    findings = [*drafted.findings, *(drafted.shacl_findings() if shacl else ())]
    quotes = drafted.quotes(sources) if sources else None
    findings += quotes.findings if quotes else ()
    contradictions = drafted.conflicts() if conflicts else []
    _emit([*findings, *contradictions], output)
    counts = f"{len(drafted.entities)} entities, {len(drafted.statements)} statements, {len(drafted.sources)} sources"
    click.echo(f"{_count(findings, 'problem')} in {counts}", err=True)
    if quotes:
        click.echo(str(quotes), err=True)
    if conflicts:
        click.echo(_count(contradictions, "contradiction"), err=True)
    click_context.exit(1 if findings else 0)


def _check_built(folders: Sequence[str], deep: bool, output: Output) -> int:
    """Whether something is wrong with built graphs."""
    from coopgraph.built import damage

    findings = [finding for folder in folders for finding in damage(Path(folder), deep)]
    _emit(findings, output)
    click.echo(f"{_count(findings, 'problem')}{'' if deep else '; --deep reads every byte'}", err=True)
    return 1 if findings else 0


def _emit(findings: Sequence[Finding], output: Output) -> None:
    columns = ("file", "line", "cell", "problem", "fix")
    rows = [dict(finding.as_row()) for finding in findings]
    table = [[row[column] for column in columns] for row in rows]
    emit(Answer(rows, columns, table, text="\n".join(map(str, findings))), output)


def _count(found: Sequence[Finding], what: str) -> str:
    return f"{len(found)} {what}{'s' * (len(found) != 1)}"
