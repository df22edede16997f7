"""What programs and parsers make of a file, and skips where one of them is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pygraphviz import AGraph

from coopgraph.maps.placing import _quiet_stderr

__all__ = ["MERMAID_EDGE", "SVG", "cells", "drawn_by_graphviz", "labels", "run", "sizes", "texts"]

SVG = "{http://www.w3.org/2000/svg}"
MERMAID_NODE = re.compile(
    r' +(b\d+|type\d+|listed)(?P<open>\(\[|\[\[|\[/|\{\{|\(|\[)"(?P<label>[^"]*)"(?:\]\)|\]\]|/\]|\}\}|\)|\])'
)
MERMAID_EDGE = re.compile(r' +(?P<subject>b\d+) <?(?:-->|-\.->)\|"(?P<label>[^"]*)"\| (?P<object>b\d+)')
MERMAID_REST = re.compile(
    r' +(?:subgraph \w+\["(?P<label>[^"]*)"\]|end|direction LR|type\d+ ~~~ type\d+|class [\w,]+ \w+|'
    r"(?:classDef|style|linkStyle) [\w,]+ [\w,:.#\- ]+|acc(?:Title|Descr): [^{};#<>%&\"`\\]*)"
)


def run(*command: str | Path) -> str:
    """What a program prints; the test is skipped where the program is missing."""
    name = str(command[0])
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed; `make test` installs poppler-utils")
    return subprocess.run([str(each) for each in command], capture_output=True, check=True, text=True).stdout


def sizes(svg: str) -> set[float]:
    """The sizes of all type on a page, as it is printed."""
    found: set[float] = set()

    def look(element: ElementTree.Element, scale: float) -> None:
        within = re.search(r"scale\(([\d.]+)\)", element.get("transform", ""))
        scale *= float(within[1]) if within else 1.0
        if element.get("font-size"):
            found.add(float(element.get("font-size", "0")) * scale)
        for child in element:
            look(child, scale)

    look(ElementTree.fromstring(svg), 1.0)
    return found


def texts(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}text"))


def drawn_by_graphviz(text: str) -> ElementTree.Element:
    graph = AGraph(string=text)
    with _quiet_stderr():
        return ElementTree.fromstring(graph.draw(format="svg", prog="nop2"))


def labels(text: str) -> list[str]:
    """The texts of a Mermaid file, every line of which must have one of the few forms that are written."""
    head, _, body = text.partition("\nflowchart LR\n")
    assert re.fullmatch(r'---\ntitle: "[^\n]*"\nconfig: \{flowchart: \{wrappingWidth: 420\}\}\n---', head)
    found = []
    for line in body.splitlines():
        fitting = MERMAID_NODE.fullmatch(line) or MERMAID_EDGE.fullmatch(line) or MERMAID_REST.fullmatch(line)
        assert fitting, line
        found.append(fitting.groupdict().get("label") or "")
    return found


def cells(text: str) -> dict[str, ElementTree.Element]:
    """The cells of a draw.io file by id, those wrapped in an object by its id."""
    root = ElementTree.fromstring(text).find("./diagram/mxGraphModel/root")
    assert root is not None
    found = {}
    for each in root:
        id_ = each.get("id")
        assert id_ is not None and id_ not in found
        found[id_] = each
    return found
