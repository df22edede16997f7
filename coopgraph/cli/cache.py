"""What is kept of files that were opened before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from coopgraph.built.cache import Kept

__all__ = ["cache"]


@click.group()
def cache() -> None:
    """Say what is kept of files that were opened before, or clear it.

    \b
    Examples:
      coopgraph cache show
      coopgraph cache clear
    """


@cache.command("show")
def show() -> None:
    """Say where it is, how many graphs it holds and what they take.

    \b
    Example:
      coopgraph cache show
    """
    from coopgraph.built import cache as kept

    click.echo(f"{kept.folder()}: {_told(kept.kept())}")


@cache.command("clear")
def clear() -> None:
    """Remove every graph in it; they are made again when their files are next opened.

    \b
    Example:
      coopgraph cache clear
    """
    from coopgraph.built import cache as kept

    click.echo(f"{_told(kept.clear())} removed", err=True)


def _told(found: Kept) -> str:
    return f"{found.graphs} graph{'s' * (found.graphs != 1)}, {found.size / 1e6:.1f} MB"
