"""The invented world that most tests ask about, and the bundled graph."""

from __future__ import annotations

from pathlib import Path

import pytest

import coopgraph
from coopgraph.graph import KnowledgeGraph

TESTS = Path(__file__).parent
WORLD = TESTS / "world"


@pytest.fixture(scope="session")
def world() -> KnowledgeGraph:
    """Eleven invented bodies, readable by eye in tests/world."""
    return coopgraph.open(WORLD)


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    """The bundled graph."""
    return coopgraph.open()
