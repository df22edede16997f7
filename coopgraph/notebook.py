"""SPARQL in a notebook's cell: `%load_ext coopgraph.notebook`, then `%%sparql`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NoReturn

from coopgraph.errors import CoopgraphError

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

    from coopgraph.graph import KnowledgeGraph

__all__ = ["load_ipython_extension"]


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Gives the notebook the cell magic `%%sparql`; `%load_ext coopgraph.notebook` calls it."""

    def sparql(line: str, cell: str) -> None:
        """Ask the graph in SPARQL; the usual prefixes are bound.

        %%sparql                 asks kg and shows the rows
        %%sparql found           also keeps the result as found
        %%sparql --on other      asks the graph called other
        %%sparql --map           also draws what the rows name
        """
        _without_traceback(_run, shell.user_ns, line, cell)

    shell.magics_manager.register_function(sparql, "cell")


def _run(names: dict[str, Any], line: str, cell: str) -> None:
    from IPython.display import display

    given = _arguments(line)
    result = _graph(names, given.on).sparql(cell)
    if given.name:
        names[given.name] = result
    display(result, *([result.map()] if given.map else []))  # type: ignore[no-untyped-call]


def _graph(names: dict[str, Any], name: str) -> KnowledgeGraph:
    from coopgraph.graph import KnowledgeGraph

    graph = names.get(name)
    if not isinstance(graph, KnowledgeGraph):
        problem = f"'{name}' is not a graph" if name in names else f"there is no graph called '{name}'"
        raise CoopgraphError(f"{problem}; open one first: {name} = coopgraph.open()")
    return graph


def _without_traceback(run: Any, *arguments: Any) -> None:
    """Runs it; IPython shows a UsageError as its message alone, and a notebook's run stops there."""
    from IPython.core.error import UsageError

    try:
        run(*arguments)
    except CoopgraphError as problem:
        raise UsageError(str(problem)) from None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise CoopgraphError(f"{message}; write %%sparql [NAME] [--on GRAPH] [--map]")


def _arguments(line: str) -> argparse.Namespace:
    parser = _Parser(prog="%%sparql", add_help=False)
    parser.add_argument("name", nargs="?")
    parser.add_argument("--on", default="kg")
    parser.add_argument("--map", action="store_true")
    given = parser.parse_args(line.split())
    if given.name and not given.name.isidentifier():
        parser.error(f"'{given.name}' cannot be a name")
    return given
