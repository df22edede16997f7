"""coopgraph: a dated, sourced knowledge graph of institutional relationships.

>>> import coopgraph
>>> kg = coopgraph.open()
>>> [commission] = kg.relations(relation="commissioned", object="GIZ")
>>> commission.subject, commission.since, commission.under
('BMWi', '2016-06', 'mou-bmwi-miit-2015')
>>> kg.find("工信部")[0].entity.id
'MIIT'
>>> [path] = kg.paths("BMBF", "CCID", k=1)
>>> path.bodies
('BMBF', 'Sino-German-Industrie-4.0-Cooperation', 'CCID')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.errors import AmbiguousName, CoopgraphError, InvalidData, UnknownName
from coopgraph.version import __version__

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from coopgraph.graph import KnowledgeGraph

__all__ = ["AmbiguousName", "CoopgraphError", "InvalidData", "UnknownName", "__version__", "build", "diff", "open"]


def open(*paths: str | Path, lang: str = "en", cached: bool = True) -> KnowledgeGraph:
    """The graph of the files and folders named, or the bundled one; `bundled` names it among others.

    A folder may be one that `build` made. Files that were opened before come from the user's cache unless their content
    changed; `cached` False neither looks there nor puts anything there.

    Raises:
        InvalidData: some record breaks a rule; every finding is in it, and nothing is loaded.
        OtherFormat, DamagedBuild: a built graph has to be built again; the message has the command.
    """
    from coopgraph.graph import open as open_graph

    return open_graph(*paths, lang=lang, cached=cached)


def build(*paths: str | Path, folder: str | Path, inferred: bool = False) -> Path:
    """The folder, which holds the graph of the files for `open` to open at once, at any size.

    `inferred` adds what the rules conclude, which is found anew at each question otherwise.

    Raises:
        InvalidData: some record breaks a rule; every finding is in it, and the folder stays as it was.
        CoopgraphError: the folder cannot be written, or another process builds in it.
    """
    from coopgraph.graph import build as build_graph

    return build_graph(*paths, folder=folder, inferred=inferred)


def diff(old: KnowledgeGraph | str | Path, new: KnowledgeGraph | str | Path, lang: str = "en") -> list[dict[str, Any]]:
    """Every change from one graph, file, folder or revision (`git:REV:PATH`) to another, by institution.

    The rows are those of `coopgraph.questions.diff.diff`; broken rules are passed over.

    Raises:
        InvalidData: something could not be read, and would be taken for removed.
    """
    from coopgraph.graph import diff as diff_graphs

    return diff_graphs(old, new, lang)
