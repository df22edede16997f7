"""How long a look-up takes among the names of the Research Organization Registry.

    python benchmarks/names.py ror.jsonl.gz

The file has one ROR record a line, of schema 1 or 2, gzipped or not. Printed are the time and the memory that the
index takes, and the median and the slowest time of each kind of look-up in one process, after a first one of its kind.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from coopgraph.errors import NameProblem
from coopgraph.model import Entity, Name
from coopgraph.names import NameIndex

SEED = 20261123
SAMPLE = 300
WRITTEN = [
    "Ministry of Industry & IT",
    "Energie und Wirtschaft Bundesministerium",
    "Technical University Munich Institute of Physics",
    "University",
    "Institute of the Academy of Sciences",
    "Umweltministerium",
    "工业信息部",
    "gong xin bu",
    "beijin daxue",
    "qhdx",
]


def records(file: Path) -> Iterator[dict[str, Any]]:
    """The records of the file."""
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def body(record: dict[str, Any]) -> Entity:
    """One organisation with all its names, from either schema."""
    names = _names_of_schema_2(record) if "names" in record else _names_of_schema_1(record)
    return Entity(record["id"], "Institution", tuple(dict.fromkeys(names)))


def _names_of_schema_2(record: dict[str, Any]) -> Iterator[Name]:
    for name in record["names"]:
        kind = next((kind for kind in ("acronym", "alias") if kind in name["types"]), "label")
        yield Name(name["value"], name["lang"], kind)


def _names_of_schema_1(record: dict[str, Any]) -> Iterator[Name]:
    yield Name(record["name"])
    yield from (Name(label["label"], label["iso639"]) for label in record["labels"])
    yield from (Name(alias, None, "alias") for alias in record["aliases"])
    yield from (Name(acronym, None, "acronym") for acronym in record["acronyms"])


def misspelt(text: str, chance: random.Random) -> str:
    """The text with two neighbouring letters swapped and one left out."""
    letters = list(text)
    at = chance.randrange(len(letters) - 1)
    letters[at], letters[at + 1] = letters[at + 1], letters[at]
    del letters[chance.randrange(len(letters))]
    return "".join(letters)


def timed(ask: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    """Milliseconds for each text."""
    taken = []
    for text in texts:
        start = time.perf_counter()
        ask(text)
        taken.append((time.perf_counter() - start) * 1000)
    return taken
