"""Invented graphs of institutions of any size, the same for the same seed: ministries, what hangs on them, projects."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from coopgraph import dates, ontology
from coopgraph.maps import Selection
from coopgraph.model import Entity, Evidence, Name, Source, Statement

__all__ = ["selection"]

ONTOLOGY = Path(__file__).parents[1] / "ontology" / "coopgraph.ttl"
TYPES = (
    "Ministry",
    "Agency",
    "StandardsBody",
    "ResearchOrganisation",
    "Association",
    "Company",
    "Project",
    "JointBody",
)
SHARES = (4, 14, 8, 24, 14, 24, 9, 3)
FIELDS = {
    "Energy": "能源",
    "Industry": "工业",
    "Science": "科学",
    "Standards": "标准化",
    "Transport": "交通",
    "Health": "卫生",
    "Environment": "环境",
    "Information": "信息化",
}
CHINESE = {
    "Ministry": "部",
    "Agency": "局",
    "StandardsBody": "标准院",
    "ResearchOrganisation": "研究院",
    "Company": "公司",
}
RELATIONS = ("commissioned", "cooperates_with", "funded", "implements", "participates_in", "supports")


def selection(bodies: int, relations: int, seed: int = 20261123) -> Selection:
    """A map of so many bodies and relations; a third of the bodies is Chinese and has Chinese names.

    Every body but the first stands below an earlier one, so that the graph holds together and has hubs.
    """
    chance = random.Random(seed)
    terms = ontology.read(ONTOLOGY)
    entities = tuple(_entity(chance, place) for place in range(bodies))
    statements = tuple(
        _statement(terms, chance, place, pair) for place, pair in enumerate(_pairs(chance, bodies, relations))
    )
    sources = {
        f"s{place}": Source(f"s{place}", f"Annual report {2000 + place}", "Office", "2020") for place in range(20)
    }
    return Selection(f"{bodies} institutions", entities, statements, sources, {}, terms)


def _entity(chance: random.Random, place: int) -> Entity:
    kind = chance.choices(TYPES, SHARES)[0] if place else "Ministry"
    field = chance.choice(list(FIELDS))
    country = chance.choice(("DE", "CN", "FR"))
    names = [Name(f"{kind} of {field} {place}", "en"), Name(f"{kind} für {field} {place}", "de")]
    names += [Name(f"{kind[:1]}{field[:1]}{place}", None, "acronym")]
    if country == "CN":
        names.append(Name(f"{FIELDS[field]}第{place}{CHINESE.get(kind, '会')}", "zh"))
    return Entity(f"b{place:05}", kind, tuple(names), country)


def _pairs(chance: random.Random, bodies: int, relations: int) -> Iterator[tuple[int, int]]:
    for place in range(1, min(bodies, relations + 1)):
        yield place, int(place * chance.random() ** 2)
    for _ in range(relations - min(bodies, relations + 1) + 1):
        one, other = chance.sample(range(bodies), 2)
        yield one, other


def _statement(terms: ontology.Ontology, chance: random.Random, place: int, pair: tuple[int, int]) -> Statement:
    one, other = (f"b{each:05}" for each in pair)
    relation = chance.choice(RELATIONS)
    since = chance.choice((f"{chance.randint(2005, 2020)}-{chance.randint(1, 12):02}", str(chance.randint(2005, 2020))))
    instant = terms.relations[relation].instant
    evidence = (Evidence(f"s{place % 20}", f"page {place % 200}", "works together with the body since that time"),)
    bounds = dates.bounds(since, None, instant, dates.read("2021"))
    return Statement(f"r{place:06}", one, relation, other, since, None, None, None, evidence, bounds, instant)
