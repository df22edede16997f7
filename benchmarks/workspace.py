"""What is measured on: the files of a graph of one size, made once, and the bodies that are asked about."""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from shutil import rmtree

from graphs import SEED, Graph

__all__ = ["Asked", "Workspace"]

PAIRS = 30
RELATIONS_OF_BODY = 40
BELOW_SHOWN = 100
BELOW_ASKED = 50
HERE = Path(__file__).parent
MAKERS = ("graphs.py", "invented.py", "writing.py", "bounding.py", "workspace.py")


@dataclass(frozen=True)
class Asked:
    """The bodies asked about: one with some forty relations, pairs by chance, the tops of two hierarchies.

    About a hundred bodies stand below `shown_top`, a fiftieth of all below `top`.
    """

    body: str
    label: str
    pairs: tuple[tuple[str, str], ...]
    shown_top: str
    top: str
    day: str = "2015-07-01"

    @classmethod
    def of(cls, graph: Graph) -> Asked:
        """Those of a graph."""
        place = _place_with_relations(graph)
        entity = next(islice(graph.entities(), place, None))
        chance = random.Random(f"{graph.seed} pairs")
        pairs = tuple((f"body-{one}", f"body-{other}") for one, other in _pairs(chance, graph.bodies))
        tops = _top(graph, BELOW_SHOWN), _top(graph, graph.bodies // BELOW_ASKED)
        return cls(entity.id, entity.label(), pairs, *tops)


class Workspace:
    """The folder of one size; every file in it is made when it is first asked for."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        self.folder = folder / f"{size}-{_digest_of_makers()}"

    def sibling(self, size: int) -> Workspace:
        """The folder of another size."""
        return Workspace(self.folder.parent, size)

    @property
    def turtle(self) -> Path:
        """The graph as a user would have it, which coopgraph and others read."""
        return self._made("graph.ttl", self._write_graph)

    @property
    def bounded(self) -> Path:
        """The graph with the bounds of its dates and the direct triples, for those who cannot work them out."""
        return self._made("bounded.ttl", self._write_bounded)

    @property
    def oxigraph(self) -> Path:
        """The bounded graph in Oxigraph's own folder."""
        return self._made("oxigraph", self._load_oxigraph)

    @property
    def duckdb(self) -> Path:
        """Statements and evidence as tables of DuckDB."""
        return self._made("graph.duckdb", self._load_duckdb)

    @property
    def built(self) -> Path:
        """What coopgraph has built of the Turtle file."""
        return self.folder / "built"

    def build(self, stamp: str) -> None:
        """Build anew where the graph was built by another coopgraph."""
        mark = self.folder / "built.by"
        if self.built.exists() and mark.exists() and mark.read_text() == stamp:
            return
        from rows.loading import build

        rmtree(self.built, ignore_errors=True)
        build(self.turtle, self.built)
        mark.write_text(stamp)

    @cached_property
    def asked(self) -> Asked:
        """The bodies that are asked about."""
        known = json.loads(self._made("asked.json", self._write_asked).read_text())
        return Asked(**known | {"pairs": tuple(map(tuple, known["pairs"]))})

    @property
    def scratch(self) -> Path:
        """A path at which nothing is."""
        path = self.folder / "scratch"
        rmtree(path, ignore_errors=True)
        return path

    def prepare(self) -> None:
        """Make all but what coopgraph builds."""
        for each in (self.turtle, self.bounded, self.oxigraph, self.duckdb, self.asked):
            assert each

    def _made(self, name: str, make: Callable[[Path], object]) -> Path:
        path = self.folder / name
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = self.folder / f"unfinished-{name}"
            rmtree(unfinished, ignore_errors=True)
            unfinished.unlink(missing_ok=True)
            make(unfinished)
            unfinished.rename(path)
        return path

    def _write_graph(self, file: Path) -> None:
        from writing import write

        write(Graph(self.size, SEED), file)

    def _write_bounded(self, file: Path) -> None:
        from bounding import BoundedGraph
        from writing import write

        write(BoundedGraph(self.size, SEED), file)

    def _load_oxigraph(self, folder: Path) -> None:
        import pyoxigraph as ox

        store = ox.Store(folder)
        store.bulk_load(path=self.bounded, format=ox.RdfFormat.TURTLE)
        store.optimize()
        store.flush()

    def _load_duckdb(self, file: Path) -> None:
        from rows.duck import load

        load(file, self)

    def _write_asked(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(Asked.of(Graph(self.size, SEED))), ensure_ascii=False, indent=1))


def _digest_of_makers() -> str:
    digest = hashlib.sha256()
    for name in MAKERS:
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()[:8]


def _place_with_relations(graph: Graph) -> int:
    degrees: Counter[str] = Counter()
    for each in graph.statements():
        degrees.update((each.subject, each.object))
    places = range(graph.countries, graph.bodies)
    return min(places, key=lambda place: (abs(degrees[f"body-{place}"] - RELATIONS_OF_BODY), place))


def _pairs(chance: random.Random, bodies: int) -> list[list[int]]:
    return [chance.sample(range(bodies), 2) for _ in range(PAIRS)]


def _top(graph: Graph, wanted: int) -> str:
    """The body that has nearest to so many below it by relations that are hierarchical, the first of several."""
    above = {each.subject: each.object for each in graph.statements() if each.relation == "subordinate_of"}
    below: Counter[str] = Counter()
    for body in above:
        upper = above.get(body)
        while upper is not None:
            below[upper] += 1
            upper = above.get(upper)
    return min(below, key=lambda body: (abs(below[body] - wanted), int(body.removeprefix("body-"))))
