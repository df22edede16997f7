"""The same rules as SHACL shapes, run by pySHACL: slower, and the form that other tools understand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from coopgraph.model import Finding
from coopgraph.ontology import folder
from coopgraph.vocabulary import COOP, RDF, local_id

if TYPE_CHECKING:
    import rdflib

__all__ = ["check"]

_SHACL = "http://www.w3.org/ns/shacl#"


def check(triples: Iterable[bytes], place_of: Callable[[str], Callable[..., Finding] | None]) -> list[Finding]:
    """Every result of validating N-Triples against `ontology/shapes.ttl`.

    `place_of` gives what makes a finding at the place of an id, where one is known.
    """
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(data=b"".join(triples), format="nt")
    shapes, kinds = _parsed("shapes.ttl"), _parsed("coopgraph.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=kinds, advanced=True, inference="none")
    found = [_finding(data, report, result, place_of) for result in report.subjects(_term("resultSeverity"))]
    return sorted(set(found), key=lambda each: (each.file, each.line or 0, each.cell or "", each.rule))


@cache
def _parsed(name: str) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(folder() / name)


def _finding(
    data: rdflib.Graph, report: rdflib.Graph, result: Any, place_of: Callable[[str], Callable[..., Finding] | None]
) -> Finding:
    shape = str(report.value(result, _term("sourceShape")))
    problem, _, fix = str(report.value(result, _term("resultMessage"))).partition("; ")
    rule = shape.rpartition("#")[2]
    for node in _owners(data, report.value(result, _term("focusNode"))):
        if make := place_of(local_id(str(node))):
            return make(rule, f"{problem} (SHACL)", fix)
    focus = local_id(str(report.value(result, _term("focusNode"))))
    return Finding(f"{problem} (SHACL)", fix, cell=focus, rule=rule)


def _owners(data: rdflib.Graph, node: Any) -> Iterator[Any]:
    """The node, and what it is evidence or a name of."""
    from rdflib import URIRef

    yield node
    yield from data.subjects(URIRef(COOP.evidence), node)
    yield from data.subjects(URIRef(COOP.name), node)
    yield from data.objects(node, URIRef(RDF.subject))


def _term(name: str) -> Any:
    from rdflib import URIRef

    return URIRef(_SHACL + name)
