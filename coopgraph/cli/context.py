"""What the options before the command say, and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from coopgraph.records import Record

if TYPE_CHECKING:
    from coopgraph.graph import KnowledgeGraph

__all__ = ["Asked", "Context", "Output", "asked_options", "days_asked", "output_options"]

Command = Callable[..., Any]


class Context(Record, frozen=True):
    """The data and the language that were asked for, and whether what was opened before may be used."""

    data: tuple[str, ...] = ()
    lang: str = "en"
    cached: bool = True

    def graph(self) -> KnowledgeGraph:
        """The graph of the data."""
        import coopgraph

        return coopgraph.open(*self.data, lang=self.lang, cached=self.cached)


class Output(Record, frozen=True):
    """Where an answer goes and in which form; `format` None is by the file's suffix, else a table."""

    format: str | None
    file: str | None
    raw: bool


class Asked(Record, frozen=True):
    """The days asked about, as written, or None; whether only what is certain counts, and also what rules conclude."""

    as_of: str | None
    certain: bool
    inferred: bool

    def options(self) -> dict[str, Any]:
        """The same as the graph's methods take it."""
        return {"as_of": self.as_of, "certain": self.certain, "inferred": self.inferred}


def output_options(command: Command) -> Command:
    """--format, -o and --raw, handed on as `output`."""

    @click.option(
        "--format", "format_", type=click.Choice(["table", "csv", "json", "jsonl", "md"]), help="Form; table."
    )
    @click.option(
        "-o", "--output", "output_file", type=click.Path(), metavar="FILE", help="Write to FILE, form by its suffix."
    )
    @click.option("--raw", is_flag=True, help="CSV for machines: no guard against formulas, no byte-order mark.")
    @wraps(command)
    def with_output(*args: Any, format_: str | None, output_file: str | None, raw: bool, **options: Any) -> Any:
        return command(*args, output=Output(format_, output_file, raw), **options)

    return with_output


def asked_options(command: Command) -> Command:
    """--as-of, --during, --certain and --inferred, handed on as `asked`."""

    @click.option("--as-of", metavar="DAY", help="As it was then: 2016-07-15, 2016-07, 2016 or 'July 2016'.")
    @click.option("--during", metavar="FROM/TO", help="As it was between two days: possible on some, certain on all.")
    @click.option("--certain", is_flag=True, help="Only what certainly holds then.")
    @click.option("--inferred", is_flag=True, help="Also what the rules conclude, each row marked.")
    @wraps(command)
    def with_asked(
        *args: Any, as_of: str | None, during: str | None, certain: bool, inferred: bool, **options: Any
    ) -> Any:
        return command(*args, asked=Asked(days_asked(as_of, during, certain), certain, inferred), **options)

    return with_asked


def days_asked(as_of: str | None, during: str | None, certain: bool = False) -> str | None:
    """The days that --as-of or --during names."""
    if as_of and during:
        raise click.UsageError("--as-of and --during exclude each other")
    if certain and not (as_of or during):
        raise click.UsageError("--certain needs --as-of or --during")
    if during and "/" not in during:
        raise click.UsageError(f"--during {during!r} is not FROM/TO; for one day or month write --as-of {during}")
    return as_of or during
