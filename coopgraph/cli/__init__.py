"""The command line: reads arguments, asks the graph, prints. Answers go to stdout, messages to stderr."""

from __future__ import annotations

import sys
from errno import EPIPE
from importlib import import_module
from typing import Any

import click

from coopgraph.cli.context import Context
from coopgraph.errors import CoopgraphError, NameProblem
from coopgraph.version import __version__

__all__ = ["cli", "main"]

PROBLEM = 1
NO_SUCH_NAME = 3
_MODULES = dict.fromkeys(("find", "path", "show", "timeline", "tree", "who"), "ask") | {
    name: name for name in ("brief", "build", "cache", "check", "diff", "doctor", "map", "sparql")
}


class _Group(click.Group):
    """Turns coopgraph's errors into messages and exit codes, in one place; imports a command when it is called."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(_MODULES)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _MODULES:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        return command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _MODULES and not (name.startswith("-") or context.resilient_parsing):
            from difflib import get_close_matches

            near = get_close_matches(name, _MODULES, n=1)
            hint = f"did you mean '{near[0]}'?" if near else "coopgraph --help lists all"
            context.fail(f"no such command '{name}'; {hint}")
        return super().resolve_command(context, args)

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except NameProblem as problem:
            click.echo(f"Error: {problem}", err=True)
            for candidate in problem.candidates:
                row = candidate.as_row(context.params.get("lang") or "en")
                click.echo(f"  {row['id']}  {row['label']} ({candidate.reason}: {candidate.matched})", err=True)
            context.exit(NO_SUCH_NAME)
        except CoopgraphError as problem:
            click.echo(f"Error: {problem}", err=True)
            context.exit(PROBLEM)
        except OSError as problem:
            if problem.errno == EPIPE:
                raise
            click.echo(f"Error: the answer cannot be written ({problem.strerror})", err=True)
            context.exit(PROBLEM)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--data",
    multiple=True,
    type=click.Path(),
    envvar="COOPGRAPH_DATA",
    metavar="FILE|DIR",
    help="Facts to ask instead of the bundled graph; repeatable; 'bundled' names the bundled graph.",
)
@click.option(
    "--lang",
    type=click.Choice(["en", "de", "zh"]),
    default="en",
    show_default=True,
    help="Language of names and words.",
)
@click.option("--no-cache", is_flag=True, help="Read the files anew, and keep nothing of them for the next time.")
@click.version_option(__version__, "--version", prog_name="coopgraph")
@click.pass_context
def cli(context: click.Context, data: tuple[str, ...], lang: str, no_cache: bool) -> None:
    """Ask who commissions whom, since when, under what, and where that is written.

    \b
    Examples:
      coopgraph who commissioned GIZ
      coopgraph path BMBF CCID
      coopgraph map -o map.html
      coopgraph --data mine.csv --data bundled show BMWi
    """
    context.obj = Context(data, lang, not no_cache)


def main() -> None:
    """Run the command line, with UTF-8 wherever the terminal cannot say what it wants."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli()
