"""An index that is read from a file answers as the one that is made in memory."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coopgraph
from coopgraph.errors import NameProblem
from coopgraph.graph import KnowledgeGraph
from coopgraph.model import Entity, Name
from coopgraph.names import NameIndex, fold, sections
from coopgraph.names.folding import has_han, simplified
from coopgraph.packs import Pack, write

CORPUS = Path(__file__).parents[1] / "corpus"
with (CORPUS / "lookups.csv").open(encoding="utf-8", newline="") as lines:
    LOOKUPS = [row["text"] for row in csv.DictReader(lines)]
OTHERS = [
    "MIT",
    "most",
    "institute of",
    "uni",
    "ie",
    "大学",
    "部",
    "大學",
    "中科院",
    "zgkxy",
    "daxue",
    "dàxué",
    "bei jing",
]
Bodies = Sequence[Entity]


def answers(index: NameIndex, text: str) -> object:
    """Everything that a look-up tells."""
    try:
        resolved = index.resolve(text).id
    except NameProblem as problem:
        resolved = repr((problem, [each.as_row() for each in problem.candidates]))
    return resolved, index.find(text, 100)


def stored(bodies: Bodies, folder: Path) -> NameIndex:
    with (folder / "pack").open("wb") as file:
        write(file, sections(bodies))
    return NameIndex.stored(Pack.open(folder / "pack"), bodies.__getitem__)


def registry() -> list[Entity]:
    rows = map(json.loads, (CORPUS / "registry" / "names.jsonl").read_text(encoding="utf-8").splitlines())
    return [Entity(row["id"], "Institution", tuple(Name(*name) for name in row["names"])) for row in rows]


def every_kind(bodies: Bodies) -> list[str]:
    """Ids and names whole, folded, misspelt, in part, in another order and as initials."""
    chance = random.Random(1)
    names = sorted({name.text for body in bodies for name in body.names})
    asked = [*OTHERS, *(body.id for body in bodies[:20])]
    for name in chance.sample(names, min(20, len(names))):
        words, at = name.split(), chance.randrange(len(name))
        spelt = [name, name.upper(), fold(name), name[:at] + name[at + 1 :], name[at:], name[:-1]]
        asked += [*spelt, " ".join(reversed(words)), " ".join(words[1:]), "".join(word[0] for word in words)]
    return asked


GRAPHS: dict[str, Callable[[], Bodies]] = {
    "the bundled graph": lambda: coopgraph.open().institutions(),
    "ministries": lambda: coopgraph.open("bundled", CORPUS / "ministries").institutions(),
    "a registry": registry,
}


@pytest.mark.parametrize("graph", GRAPHS)
def test_each_look_up_has_the_same_answer_from_a_file_as_in_memory(graph: str, tmp_path: Path) -> None:
    bodies = GRAPHS[graph]()
    read, made = stored(bodies, tmp_path), NameIndex(reversed(bodies))

    for text in [*LOOKUPS, *every_kind(bodies)]:
        assert answers(read, text) == answers(made, text), text


def test_the_world_answers_the_same_from_a_file(world: KnowledgeGraph, tmp_path: Path) -> None:
    bodies = world.institutions()
    read, made = stored(bodies, tmp_path), NameIndex(bodies)

    for text in [*LOOKUPS, *every_kind(bodies)]:
        assert answers(read, text) == answers(made, text), text


WORDS = [
    "Ministry",
    "of",
    "mit",
    "Trade",
    "Industry",
    "IT",
    "MoT",
    "and",
    "Für",
    "fur",
    "工业",
    "工業",
    "部",
    "信息",
    "4.0",
]
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
NAMES = st.builds(
    Name,
    PHRASES | st.text(max_size=5),
    st.sampled_from([None, "en", "zh", "ja"]),
    st.sampled_from(["label", "alias", "acronym", "former"]),
    st.sampled_from([None, "1999"]),
)
BODIES = st.lists(
    st.builds(
        Entity,
        PHRASES | st.sampled_from(["https://example.org/1", "https://example.org/2", "MIT"]),
        st.just("Ministry"),
        st.lists(NAMES, max_size=4).map(tuple),
    ),
    max_size=6,
    unique_by=lambda body: body.id,
).map(lambda bodies: sorted(bodies, key=lambda body: body.id))
ASKED = PHRASES | st.text(max_size=8) | st.sampled_from([*OTHERS, "gongye bu", "gongyebu", "gyb", "Ministri"])


@settings(deadline=None)
@given(BODIES, ASKED)
def test_any_names_have_the_same_answers_stored_as_made(bodies: list[Entity], text: str) -> None:
    read = NameIndex.stored(Pack.of(sections(bodies)), bodies.__getitem__)
    made = NameIndex(bodies)

    assert answers(read, text) == answers(made, text)


@settings(deadline=None)
@given(BODIES, ASKED)
def test_what_has_a_text_in_a_name_is_found_whatever_else_there_is(bodies: list[Entity], text: str) -> None:
    index = NameIndex.stored(Pack.of(sections(bodies)), bodies.__getitem__)
    wanted = simplified(fold(text))

    found = {each.entity.id for each in index.find(text, 1000)}

    for body in bodies:
        texts = [name.text for name in body.names if has_han(name.text) == has_han(text)]
        assert body.id in found or len(wanted) < 2 or not any(wanted in simplified(fold(each)) for each in texts)


def test_only_the_bodies_that_answer_are_made() -> None:
    bodies, made = registry(), list[int]()

    def body(position: int) -> Entity:
        made.append(position)
        return bodies[position]

    index = NameIndex.stored(Pack.of(sections(bodies)), body)
    found = index.find("institute of")

    assert len(found) == 10
    assert sorted(bodies[at].id for at in made) == sorted(candidate.entity.id for candidate in found)


def test_the_same_bodies_make_the_same_bytes_in_any_process() -> None:
    program = """if True:
        import hashlib
        import coopgraph
        from coopgraph.names import sections
        from coopgraph.packs import Pack
        print(hashlib.sha256(Pack.of(sections(coopgraph.open().institutions())).block).hexdigest())
        """
    command = [sys.executable, "-c", program]

    digests = {
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2", "3")
    }

    assert len(digests) == 1
