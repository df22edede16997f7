"""Which parts of coopgraph are there, and how to get those that are not."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import click

from coopgraph.cli.context import Output, output_options
from coopgraph.cli.output import Answer, emit

__all__ = ["doctor"]

_PACKAGES = (
    ("pyoxigraph", "RDF and SPARQL", ""),
    ("rdflib", "the graph for people who know rdflib", ""),
    ("networkx", "paths and graph algorithms", ""),
    ("pygraphviz", "the layout of maps", ""),
    ("pyvis", "the explore view of maps", ""),
    ("pyshacl", "check --shacl", ""),
    ("openpyxl", "Excel files", ""),
    ("rapidfuzz", "candidates for mistyped names", ""),
    ("python-docx", "briefs in Word", "office"),
    ("python-pptx", "maps in PowerPoint", "office"),
    ("typst", "maps as PDF and PNG", "pictures"),
    ("pandas", "data frames in notebooks", "notebook"),
    ("ipykernel", "notebooks", "notebook"),
)
_NATIVE = {"pygraphviz": "apt-get install libglib2.0-0 libx11-6 libxext6 libxrender1"}


@click.command()
@output_options
def doctor(output: Output) -> None:
    """Say which parts are there, and the command that installs each missing one.

    \b
    Example:
      coopgraph doctor
    """
    rows = [*_packages(), _fonts()]
    columns = ("part", "for", "state", "install")
    value = [dict(zip(columns, row, strict=True)) for row in rows]
    emit(Answer(value, columns, rows), output)


def _packages() -> Iterator[list[str]]:
    from importlib import metadata

    for package, purpose, extra in _PACKAGES:
        try:
            state, install = metadata.version(package), ""
        except metadata.PackageNotFoundError:
            name = f"'coopgraph[{extra}]'" if extra else package
            state, install = "missing", f"pip install {name}"
        if not install and package in _NATIVE and (problem := _load_problem(package)):
            state, install = f"{state}, but cannot be loaded: {problem}", _NATIVE[package]
        yield [package, purpose, state, install]


def _load_problem(package: str) -> str:
    """Why an installed package does not load; its system libraries may be missing."""
    from importlib import import_module

    try:
        import_module(package)
    except ImportError as error:
        return str(error)
    return ""


def _fonts() -> list[str]:
    """Whether this machine has a font for Chinese names; readers of a map need one of their own."""
    purpose = "Chinese names in pictures made on this machine"
    if shutil.which("fc-list") is None:
        return [
            "Chinese font",
            purpose,
            "unknown: fc-list is not installed",
            "apt-get install fontconfig fonts-noto-cjk",
        ]
    found = subprocess.run(
        ["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=False
    ).stdout.strip()
    first = found.splitlines()[0].split(",")[0] if found else ""
    return ["Chinese font", purpose, first or "missing", "" if first else "apt-get install fonts-noto-cjk"]
