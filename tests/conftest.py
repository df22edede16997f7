"""The invented world that most tests ask about, and the bundled graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import coopgraph
from coopgraph.graph import KnowledgeGraph

TESTS = Path(__file__).parent
WORLD = TESTS / "world"


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of the tests' own, for the processes that they start too."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def world() -> KnowledgeGraph:
    """Eleven invented bodies, readable by eye in tests/world."""
    return coopgraph.open(WORLD)


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    """The bundled graph."""
    return coopgraph.open()
