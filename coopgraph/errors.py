"""What coopgraph raises: one base class, messages that say where, what is wrong and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coopgraph.model import Candidate, Finding

__all__ = [
    "AmbiguousName",
    "BadDate",
    "BadQuery",
    "Busy",
    "CoopgraphError",
    "DamagedBuild",
    "DamagedPack",
    "IncompletePicture",
    "InvalidData",
    "MissingPart",
    "NameProblem",
    "OntologyError",
    "OtherFormat",
    "UnknownName",
    "UnknownTerm",
    "UnsupportedFile",
]


class CoopgraphError(Exception):
    """The base of every error that coopgraph raises on purpose."""


class BadDate(CoopgraphError, ValueError):
    """A text that is not a date; `problem` says why and `fix` what would be right."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(f"{problem}; {fix}")
        self.problem = problem
        self.fix = fix


class BadQuery(CoopgraphError):
    """A SPARQL query that cannot be run, with its line where the engine gives one."""


class Busy(CoopgraphError):
    """Another process holds what this one needs."""


class DamagedBuild(CoopgraphError):
    """A built graph of which something is missing or changed; the message says how to build it again."""


class DamagedPack(CoopgraphError):
    """A block of bytes that should be a pack of arrays and is not, or not whole."""


class IncompletePicture(UserWarning):
    """A picture lacks something that its data has; the message says what, and what helps."""


class InvalidData(CoopgraphError):
    """Data that cannot be loaded; `findings` holds every problem found, in file order."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)


class MissingPart(CoopgraphError):
    """An optional part is not installed; the message gives the command that installs it."""


class NameProblem(CoopgraphError):
    """A name that does not resolve to exactly one body; `candidates` come best first."""

    def __init__(self, message: str, candidates: Sequence[Candidate] = ()) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class AmbiguousName(NameProblem):
    """A name that several bodies have."""


class UnknownName(NameProblem):
    """A name that no body has whole."""


class OntologyError(CoopgraphError):
    """The ontology contradicts itself or lacks what the code reads from it."""


class OtherFormat(CoopgraphError):
    """A built graph that this version of coopgraph does not read; the message says how to build it again."""


class UnknownTerm(CoopgraphError):
    """A relation, type or named query that the ontology does not define."""


class UnsupportedFile(CoopgraphError):
    """A file whose format no reader knows."""
