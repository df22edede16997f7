"""How long a look-up takes among many names: those of the Research Organization Registry, or of an invented graph.

    python benchmarks/names.py ror.jsonl.gz
    python benchmarks/names.py 1000000

The file has one ROR record a line, of schema 1 or 2, gzipped or not; a number is that of an invented graph's relations.
First each kind of look-up is asked in one process that makes the index in memory; the first of its kind makes what it
needs and is told apart. Then the index is written into a file, and each look-up is a new process. Times are CPU time,
so that a busy machine counts less.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from graphs import Graph
from measure import run

from coopgraph.errors import NameProblem
from coopgraph.model import Entity, Name
from coopgraph.names import NameIndex, sections
from coopgraph.names.pinyin import readings
from coopgraph.packs import strings, write

SEED = 20261123
SAMPLE = 300
LEAST_LETTERS = 6
WRITTEN = [
    "Ministry of Industry & IT",
    "Energie und Wirtschaft Bundesministerium",
    "Technical University Munich Institute of Physics",
    "Institute of the Academy of Sciences",
    "Umweltministerium",
    "Universities",
]
CHINESE = ["工业信息部", "中国科学研究院", "清華", "北京工业学院"]
PINYIN = ["beijing daxue", "qing hua da xue", "beijin daxue", "zhongguo kexueyuan", "qhdx"]
RUNS = 5
LONGEST = 60.0
COLD = """if True:
    import json, sys
    from pathlib import Path
    import click
    from coopgraph.errors import NameProblem
    from coopgraph.model import Entity, Name
    from coopgraph.names import NameIndex
    from coopgraph.packs import Pack
    folder, question, text = sys.argv[1:]
    bodies = Pack.open(Path(folder) / "bodies").strings("bodies")
    def body(position):
        id_, names = json.loads(bodies[position])
        return Entity(id_, "Institution", tuple(Name(*name) for name in names))
    index = NameIndex.stored(Pack.open(Path(folder) / "names"), body)
    try:
        question and getattr(index, question)(text)
    except NameProblem:
        pass
    """


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


def sample(bodies: Sequence[Entity]) -> list[str]:
    """Some of the names, the same at each run."""
    names = sorted({name.text for body in bodies for name in body.names if len(name.text) > LEAST_LETTERS})
    return random.Random(SEED).sample(names, SAMPLE)


def cases(index: NameIndex, names: Sequence[str]) -> Iterator[tuple[str, Callable[[str], object], Sequence[str]]]:
    """Each kind of look-up: what it is called, how it is asked, and the texts."""

    def resolve(text: str) -> None:
        with suppress(NameProblem):
            index.resolve(text)

    chance = random.Random(SEED)
    latin = [name for name in names if name.isascii()]
    yield "resolve a whole name", resolve, names
    yield "find a whole name", index.find, names
    yield "find a misspelt name", index.find, [misspelt(name, chance) for name in latin]
    yield "find what is written otherwise", index.find, WRITTEN
    yield "find something Chinese", index.find, CHINESE
    yield "find something in pinyin", index.find, PINYIN


def taken(ask: Callable[[str], object], text: str) -> float:
    """Seconds of CPU time of one look-up."""
    start = time.process_time()
    ask(text)
    return time.process_time() - start


def memory(bodies: Sequence[Entity], names: Sequence[str]) -> list[float]:
    """Megabytes that Python holds after the first look-up of each kind, for the index and the libraries it needs."""
    index = NameIndex(bodies)
    tracemalloc.start()
    held = []
    for _, ask, texts in cases(index, names):
        ask(texts[0])
        held.append(tracemalloc.get_traced_memory()[0] / 1e6)
    tracemalloc.stop()
    return held


def main() -> None:
    """Print a line for each kind of look-up, how many misspelt names were found, and what the stored index costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", help="ROR records, one a line, .jsonl or .jsonl.gz, or a number of relations")
    asked = parser.parse_args().names
    found = Graph(int(asked)).entities() if asked.isdigit() else map(body, records(Path(asked)))
    bodies = sorted(found, key=lambda each: each.id)
    names = sample(bodies)
    print(f"{len(bodies):,} bodies, {sum(len(each.names) for each in bodies):,} names")
    in_memory(bodies, names)
    with tempfile.TemporaryDirectory() as folder:
        from_a_file(bodies, names, Path(folder))


def in_memory(bodies: Sequence[Entity], names: Sequence[str]) -> None:
    """Each kind of look-up in this process."""
    print(f"{'':32}{'look-ups':>9}{'first s':>9}{'median ms':>11}{'slowest ms':>12}{'held MB':>9}")
    with ProcessPoolExecutor(1) as apart:
        held = apart.submit(memory, bodies, names).result()
    index = NameIndex(bodies)
    measured = []
    for label, ask, texts in cases(index, names):
        first = taken(ask, texts[0])
        measured.append((label, len(texts), first, [1000 * taken(ask, text) for text in texts]))
    for (label, count, first, times), size in zip(measured, held, strict=True):
        print(f"{label:32}{count:9}{first:9.2f}{statistics.median(times):11.3f}{max(times):12.1f}{size:9.0f}")
    print(recall(index, bodies, [name for name in names if name.isascii()]))


def from_a_file(bodies: Sequence[Entity], names: Sequence[str], folder: Path) -> None:
    """What it costs to store the index, and a process for each of some look-ups; the first only imports and opens."""
    start = time.process_time()
    found = sections(bodies)
    seconds = time.process_time() - start
    told = (json.dumps([each.id, [(name.text, name.lang, name.kind) for name in each.names]]) for each in bodies)
    for file, content in (("names", found), ("bodies", strings("bodies", told))):
        with (folder / file).open("wb") as out:
            write(out, content)
    size = (folder / "names").stat().st_size / 1e6
    print(f"\nstored in {seconds:.2f} s and {size:.1f} MB\n{'':18}{'CPU s':>7}{'most MB':>9}")
    for label, question, text in processes(names):
        runs = [run([sys.executable, "-c", COLD, str(folder), question, text], LONGEST) for _ in range(RUNS)]
        seconds, most = statistics.median(each.seconds for each in runs), max(each.peak_mb for each in runs)
        print(f"{label:18}{seconds:7.3f}{most:9.0f}  {text}")


def processes(names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Look-ups for a process each: what it is called, the question and the text."""
    latin = next(name for name in names if name.isascii() and name.count(" ") > 1)
    chinese = next(name for name in names if all("\u4e00" <= letter <= "\u9fff" for letter in name))
    letters, initials = readings(chinese)
    chance = random.Random(SEED)
    yield "no look-up", "", ""
    yield "whole", "resolve", latin
    yield "folded", "resolve", latin.upper()
    yield "Chinese", "resolve", chinese
    yield "pinyin", "resolve", letters
    yield "part", "find", latin.rsplit(" ", 1)[1]
    yield "Chinese part", "find", chinese[-3:]
    yield "initials", "find", initials
    yield "misspelt", "find", misspelt(latin, chance)
    yield "misspelt pinyin", "find", misspelt(letters, chance)
    yield "unknown", "find", "Xyzzy"


def recall(index: NameIndex, bodies: Sequence[Entity], names: Sequence[str]) -> str:
    """How many misspelt names have their body as the first candidate, and among the ten."""
    having: dict[str, set[str]] = {}
    for each in bodies:
        for name in each.names:
            having.setdefault(name.text, set()).add(each.id)
    chance = random.Random(SEED)
    found = [[each.entity.id in having[name] for each in index.find(misspelt(name, chance))] for name in names]
    first, among = sum(any(each[:1]) for each in found), sum(map(any, found))
    return f"of {len(names)} misspelt names, {first} have their body first and {among} among the ten candidates"


if __name__ == "__main__":
    main()
