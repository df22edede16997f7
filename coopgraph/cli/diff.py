"""What changed between two graphs, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from coopgraph.cli.context import Context, Output, output_options
from coopgraph.cli.output import emit

if TYPE_CHECKING:
    from coopgraph.model import Finding
    from coopgraph.store.embedded import EmbeddedStore

__all__ = ["diff"]


@click.command()
@click.argument("old")
@click.argument("new")
@output_options
@click.pass_context
def diff(click_context: click.Context, old: str, new: str, output: Output) -> None:
    """What changed from OLD to NEW: what was added, removed or changed, grouped by institution.

    Each is a file, a folder, 'bundled', '-' for standard input, or git:REV:PATH: a file or folder as it stood at a
    revision (a commit, a tag or a branch) of the git repository that you are in. A date or a source that changed is
    a change of the statement, not another statement.

    \b
    Examples:
      coopgraph diff facts-2025 facts
      coopgraph diff git:HEAD~1:facts facts
      coopgraph --lang de diff git:HEAD~1:facts facts -o changes.md
    """
    from coopgraph.cli.changes import of_changes
    from coopgraph.questions.diff import diff as compare

    lang = click_context.ensure_object(Context).lang
    (before, first), (after, second) = _side(old), _side(new)
    for note in (*first, *second):
        click.echo(note, err=True)
    changes = compare(before, after, lang)
    emit(of_changes(after.ontology, changes, lang), output)
    click.echo(_summary(changes), err=True)


def _side(path: str) -> tuple[EmbeddedStore, list[str]]:
    """The facts of one side, and what there is to know of them."""
    from coopgraph.built import is_built, opened
    from coopgraph.questions.diff import readable

    if is_built(path):
        return opened([path]).store, []
    drafted = readable(path)
    return drafted.store(), [f"{path}: {note.format(path)}" for note in _notes(drafted.findings)]


def _notes(findings: Sequence[Finding]) -> Iterator[str]:
    """What to know of one side: that it is a part of a graph, or that it breaks rules."""
    broken = [finding for finding in findings if not finding.problem.startswith("unknown ")]
    if len(broken) < len(findings):
        yield "refers to what other files describe; that is shown by its id"
    if broken:
        problems = f"{len(broken)} problem{'s' * (len(broken) != 1)}"
        yield f"{problems}, compared all the same; 'coopgraph check {{}}' lists them"


def _summary(changes: list[dict[str, Any]]) -> str:
    if not changes:
        return "no differences"
    counts = Counter(change["change"] for change in changes)
    parts = [f"{counts[each]} {each}" for each in ("added", "removed", "changed") if counts[each]]
    return f"{len(changes)} difference{'s' * (len(changes) != 1)}: {', '.join(parts)}"
