"""Draws the gallery: `python docs/gallery/draw.py [FOLDER]`, or `make gallery DATA=FOLDER`.

FOLDER holds open data that is not part of coopgraph: `ror/ror_latest.jsonl.gz` and `manytreaties/parties_GGO.csv.gz`,
which README.md describes. Without it only the pictures of the bundled graph are drawn anew.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import coopgraph
import coopgraph.dates
import coopgraph.maps
from coopgraph.files import write_whole

HERE = Path(__file__).parent
MIIT = "https://ror.org/0385nmy68"
STATES = {"DEU": ("DE", "Germany"), "CHN": ("CN", "China")}
REGISTRY, TREATIES = "ror/ror_latest.jsonl.gz", "manytreaties/parties_GGO.csv.gz"
ACROSS = 1480
RELATIONS = ("subject", "relation", "object", "since", "source", "locator")


def main(folder: Path | None) -> None:
    """Draw every picture whose data are there."""
    if folder is not None:
        missing = [name for name in (REGISTRY, TREATIES) if not (folder / name).is_file()]
        if missing:
            sys.exit(f"{folder} lacks {' and '.join(missing)}; docs/gallery/README.md says what they are")
    bundled = coopgraph.open()
    draw(bundled.map(), "whole")
    draw(bundled.map(around="GIZ", hops=1), "around-giz")
    draw(bundled.map(between=("BMBF", "CCID")), "bmbf-ccid")
    if folder is not None:
        draw(ministry(folder / REGISTRY), "miit-tree")
        draw(agreements(folder / TREATIES), "germany-china-2000")


def draw(drawn: coopgraph.maps.Map, name: str) -> None:
    """The picture as SVG, and as PNG so many pixels wide."""
    drawn.save(HERE / f"{name}.svg")
    points = re.search(r'viewBox="0 0 (\d+) ', drawn.to_svg())
    assert points
    write_whole(HERE / f"{name}.png", drawn.to_png(72 * ACROSS / int(points[1])))


def ministry(file: Path) -> coopgraph.maps.Map:
    """What the Research Organization Registry has below MIIT."""
    with tempfile.TemporaryDirectory() as temporary:
        write_registry(file, Path(temporary))
        return coopgraph.open(temporary).map(title="Below the Ministry of Industry and Information Technology")


def agreements(file: Path) -> coopgraph.maps.Map:
    """A dozen of the agreements that both states had signed by 2000; the picture says how many it leaves out."""
    title = "Agreements that Germany and China had both signed by 2000"
    with tempfile.TemporaryDirectory() as temporary:
        write_treaties(file, Path(temporary))
        return coopgraph.open(temporary).map(between=("DEU", "CHN"), routes=500, as_of="2000", limit=14, title=title)


def write_registry(file: Path, folder: Path) -> None:
    """MIIT's record and those that name it as their parent, as tables."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    found = {each["id"]: each for each in records if each["id"] == MIIT}
    found |= {each["id"]: each for each in records if any(to == MIIT for to in parents(each))}
    bodies = [
        (short(id), "Ministry" if id == MIIT else "ResearchOrganisation", *names(each), "CN", id)
        for id, each in found.items()
    ]
    children = {short(each["id"]): each["label"] for each in found[MIIT]["relationships"]}
    children |= {short(id): names(each)[0] for id, each in found.items() if id != MIIT}
    bodies += [
        (id, "ResearchOrganisation", label, "", "CN", f"https://ror.org/{id}")
        for id, label in children.items()
        if f"https://ror.org/{id}" not in found
    ]
    write(folder / "bodies.csv", ("id", "type", "name_en", "name_zh", "country", "same_as"), bodies)
    day = found[MIIT]["admin"]["last_modified"]["date"]
    write(
        folder / "sources.csv",
        ("id", "title", "issued", "url"),
        [("ror", "Research Organization Registry, record of MIIT", day, MIIT)],
    )
    below = [(id, "subordinate_of", short(MIIT), "", "ror", "relationships") for id in children]
    write(folder / "relations.csv", RELATIONS, below)


def parents(record: dict) -> Iterator[str]:  # type: ignore[type-arg]
    """The ids of a record's parents; the two schema versions spell the type differently."""
    return (each["id"] for each in record["relationships"] if each["type"].lower() == "parent")


def names(record: dict) -> tuple[str, str]:  # type: ignore[type-arg]
    """The English and the Chinese name of a record of either schema version."""
    if "name" in record:
        return record["name"], next((each["label"] for each in record["labels"] if each["iso639"] == "zh"), "")
    by_lang = {each["lang"]: each["value"] for each in record["names"] if "label" in each["types"]}
    return by_lang.get("en", ""), by_lang.get("zh", "")


def write_treaties(file: Path, folder: Path) -> None:
    """Every agreement, no protocol or amendment, that both states signed on a day that is EDTF, as tables."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        found = (row for row in csv.DictReader(lines) if row["stateID"] in STATES)
        rows = [row for row in found if re.fullmatch(r"\w+_\d{4}A", row["treatyID"])]
    signed: dict[str, dict[str, str]] = {}
    for row in rows:
        signed.setdefault(row["treatyID"], {})[row["stateID"]] = row["StateSignature"].strip()
    both = {id: days for id, days in signed.items() if len(days) == len(STATES) and all(map(is_date, days.values()))}
    titles = {row["treatyID"]: row["Title"] for row in rows}
    bodies = [(id, "Government", name, country, "") for id, (country, name) in STATES.items()]
    bodies += [(slug(id), "Treaty", titles[id], "", min(days.values())) for id, days in both.items()]
    write(folder / "bodies.csv", ("id", "type", "name_en", "country", "date"), bodies)
    source = ("manytreaties", "Many International Agreements and Their Parties 1.0.0", "2025-10-05")
    write(folder / "sources.csv", ("id", "title", "issued"), [source])
    relations = [
        (state, "signed", slug(id), day, "manytreaties", f"treaty {id}")
        for id, days in both.items()
        for state, day in days.items()
    ]
    write(folder / "relations.csv", RELATIONS, relations)


def is_date(text: str) -> bool:
    """Whether the text is a date as coopgraph reads it."""
    try:
        coopgraph.dates.read(text)
    except coopgraph.CoopgraphError:
        return False
    return True


def short(iri: str) -> str:
    """The last part of a record's address."""
    return iri.rpartition("/")[2]


def slug(id: str) -> str:
    """A treaty's id without what an id may not hold."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in id)


def write(file: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A table."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([tuple(header), *map(tuple, rows)])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
