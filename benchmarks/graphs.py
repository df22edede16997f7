"""Invented graphs of institutions with any number of relations, the same for the same seed.

    python benchmarks/graphs.py 10000 graph.ttl
    python benchmarks/graphs.py 10000 folder.csv --seed 2

Ministries and what stands below them in twelve countries, agreements with their signatories, commissions, projects and
working groups; dates as sources have them, from a day to nothing; evidence for each statement. `.csv` writes a folder
of tables with the same graph. Nothing of the graph is held in memory but the depth of each body.
"""

from __future__ import annotations

import argparse
import random
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from invented import KINDS, Place, names, place, subject_matter
from writing import write

from coopgraph.model import Entity, Evidence, Source, Statement
from coopgraph.records import replace

__all__ = ["DEEPEST", "SEED", "Graph"]

SEED = 20261123
FEWEST = 100
DEEPEST = 8
COUNTRIES = tuple(f"X{letter}" for letter in "ABCDEFGHIJKL")
SOURCES = 100
BELOW = ("Agency", "Agency", "StandardsBody", "ResearchOrganisation", "ResearchOrganisation", "Association", "Company")
AGREEMENTS = ("MemorandumOfUnderstanding", "JointDeclaration", "Framework", "Treaty")
SHARES = {"cooperates_with": 0.05, "funded": 0.04, "supports": 0.03, "member_of": 0.05}
QUOTES = (
    "as the two sides agreed in {year}",
    "since {year} the office has done so on behalf of the ministry",
    "both bodies will continue in this manner",
    "signed in the presence of the delegations",
    "entrusted with the task in {year}",
    "the working group meets twice a year",
)


@dataclass(frozen=True)
class Period:
    """When a statement begins and ends, as a source would have it."""

    since: str | None = None
    until: str | None = None


class Graph:
    """A graph of exactly so many relations; each call of a method yields the same records again."""

    def __init__(self, relations: int, seed: int = SEED) -> None:
        if relations < FEWEST:
            raise ValueError(f"a graph has at least {FEWEST} relations")
        self.relations = relations
        self.seed = seed
        self.bodies = round(0.15 * relations)
        self.agreements = round(0.05 * relations)
        self.projects = round(0.04 * relations)
        self.groups = round(0.02 * relations)
        self.countries = min(len(COUNTRIES), self.bodies)
        self.above, self.depths = self._hierarchy()

    def sources(self) -> Iterator[Source]:
        """A hundred gazettes and reports."""
        chance = self._chance("sources")
        for number in range(SOURCES):
            title = f"{place(chance).latin} {chance.choice(('Gazette', 'Annual Report', 'Register'))}, volume {number}"
            issued = f"{chance.randint(2021, 2025)}-{chance.randint(1, 12):02}"
            yield Source(f"source-{number}", title, place(chance).latin, issued, None, f"https://example.org/{number}")

    def entities(self) -> Iterator[Entity]:
        """The bodies, then agreements, projects and working groups."""
        chance = self._chance("entities")
        towns = [place(chance) for _ in range(max(20, self.bodies // 6))]
        for number in range(self.bodies):
            country = COUNTRIES[number % self.countries]
            town = towns[number] if number < self.countries else chance.choice(towns)
            entity = _entity(chance, f"body-{number}", self._type(chance, number), town)
            yield replace(entity, country=country, city=town.latin)
        for number in range(self.agreements):
            kind = chance.choice(AGREEMENTS)
            yield replace(_entity(chance, f"agreement-{number}", kind, place(chance)), date=_date(chance, 1990, 2023))
        for number in range(self.projects):
            yield _entity(chance, f"project-{number}", "Project", place(chance))
        for number in range(self.groups):
            yield _entity(chance, f"group-{number}", "JointBody", place(chance))

    def statements(self) -> Iterator[Statement]:
        """The statements in the order of their ids."""
        chance = self._chance("statements")
        for number, (subject, relation, object, period, under) in enumerate(self._claims(chance)):
            id, evidence = f"statement-{number}", tuple(self._evidence(chance))
            yield Statement(id, subject, relation, object, period.since, period.until, under, evidence=evidence)

    def direct(self) -> Iterator[tuple[str, str, str]]:
        """No triples beside the statements."""
        return iter(())

    def _claims(self, chance: random.Random) -> Iterator[tuple[str, str, str, Period, str | None]]:
        made = 0
        for claim in self._structure(chance):
            yield *claim, None
            made += 1
        for relation, share in SHARES.items():
            for _ in range(round(share * self.relations)):
                one, other = self._pair(chance)
                yield one, relation, other, _period(chance), None
                made += 1
        for _ in range(self.relations - made):
            one, other = self._pair(chance)
            yield one, "commissioned", other, _period(chance), self._agreement(chance) if _often(chance, 0.4) else None

    def _structure(self, chance: random.Random) -> Iterator[tuple[str, str, str, Period]]:
        """What makes the graph hold together: hierarchy, signatories, members of groups, who carries out projects."""
        for number in range(self.countries, self.bodies):
            relation = "part_of" if _often(chance, 0.1) else "subordinate_of"
            yield f"body-{number}", relation, f"body-{self.above[number]}", _period(chance, ends=0.1)
        for number in range(self.agreements):
            day = _date(chance, 1990, 2023) if _often(chance, 0.9) else None
            relation = "signed" if _often(chance, 0.9) else "agreed_to"
            for body in self._several(chance, 2, 6):
                yield body, relation, f"agreement-{number}", Period(day)
        for number in range(self.groups):
            yield f"group-{number}", "based_on", self._agreement(chance), _period(chance)
            for body in self._several(chance, 4, 10):
                yield body, "participates_in", f"group-{number}", _period(chance, ends=0.6)
        for number in range(self.projects):
            for body in self._several(chance, 1, 2):
                yield body, "implements", f"project-{number}", _period(chance)
            if _often(chance, 0.5):
                yield f"project-{number}", "based_on", self._agreement(chance), _period(chance)

    def _hierarchy(self) -> tuple[array[int], array[int]]:
        """The body above each and its depth; those early in a country have more below them than later ones."""
        chance, above, depths = self._chance("hierarchy"), array("q"), array("B")
        for number in range(self.bodies):
            rank, country = divmod(number, self.countries)
            upper = number
            while rank and upper == number:
                drawn = int(rank * chance.random() ** 1.5) * self.countries + country
                upper = drawn if depths[drawn] < DEEPEST else number
            above.append(upper)
            depths.append(depths[upper] + 1 if rank else 0)
        return above, depths

    def _type(self, chance: random.Random, number: int) -> str:
        depth = self.depths[number]
        return ("Government", "Ministry")[depth] if depth < 2 else chance.choice(BELOW) if depth < 5 else "Office"

    def _body(self, chance: random.Random) -> str:
        """A body, early ones far more often."""
        return f"body-{int(self.bodies * chance.random() ** 2.5)}"

    def _pair(self, chance: random.Random) -> tuple[str, str]:
        one = other = self._body(chance)
        while other == one:
            other = f"body-{chance.randrange(self.bodies)}"
        return one, other

    def _several(self, chance: random.Random, least: int, most: int) -> list[str]:
        wanted, found = chance.randint(least, most), dict[str, None]()
        while len(found) < wanted:
            found[self._body(chance)] = None
        return list(found)

    def _agreement(self, chance: random.Random) -> str:
        return f"agreement-{chance.randrange(self.agreements)}"

    def _evidence(self, chance: random.Random) -> Iterator[Evidence]:
        for source in chance.sample(range(SOURCES), 2 if _often(chance, 0.05) else 1):
            quote = chance.choice(QUOTES).format(year=chance.randint(1990, 2023)) if _often(chance, 0.15) else None
            yield Evidence(f"source-{source}", f"page {chance.randint(1, 300)}", quote)

    def _chance(self, part: str) -> random.Random:
        return random.Random(f"{self.seed} {self.relations} {part}")


def _entity(chance: random.Random, id: str, kind: str, town: Place) -> Entity:
    return Entity(id, kind, tuple(names(chance, KINDS[kind], town, subject_matter(chance))))


def _often(chance: random.Random, share: float) -> bool:
    return chance.random() < share


def _date(chance: random.Random, first: int, last: int, vague: int = 3) -> str:
    """A year, a month, a day, or of a hundred twice `vague` what EDTF has besides."""
    year, month, day = chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28)
    written = (f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}~", f"[{year}-{month:02}..]")
    return chance.choices(written, (40, 28, 26, vague, vague))[0]


def _period(chance: random.Random, ends: float = 0.3) -> Period:
    since = _date(chance, 1990, 2015) if _often(chance, 0.7) else None
    if _often(chance, ends):
        return Period(since, _date(chance, 2017, 2024, vague=0))
    return Period(since, chance.choices((None, "..", "unknown"), (80, 14, 6))[0])


def main() -> None:
    """Write the graph and say what it has."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("relations", type=int)
    parser.add_argument("file", type=Path, help="FILE.ttl, or FOLDER.csv for a folder of tables")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    graph = Graph(asked.relations, asked.seed)
    print(write(graph, asked.file))


if __name__ == "__main__":
    main()
