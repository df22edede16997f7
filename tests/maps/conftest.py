"""An invented world: Norland and China work together on machines; every name, date and quote is made up."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from browser import Browser

from coopgraph import dates, ontology
from coopgraph.maps import Map, Selection
from coopgraph.maps.selection import Carried
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.records import replace

ONTOLOGY = Path(__file__).parents[2] / "ontology" / "coopgraph.ttl"

SOURCES = {
    "sheet": Source(
        "sheet", "Machines together: a fact sheet", "Ministry of Machines", "2018-05", None, "https://example.org/sheet"
    ),
    "letter": Source("letter", "Letter of the Institute", None, "2019", None, "javascript:alert(1)"),
}

BODIES = (
    ("NoGov", "Government", "Government of Norland", "", "", "NO"),
    ("MoMa", "Ministry", "Ministry of Machines", "MoMa", "", "NO"),
    ("MoLe", "Ministry", "Ministry of Learning and Research", "MoLe", "", "NO"),
    ("NAC", "Agency", "Norland Agency for Cooperation", "NAC", "", "NO"),
    ("NIS", "StandardsBody", "Norland Institute of Standards", "NIS", "", "NO"),
    ("Smith", "Association", "Guild of Smiths", "", "", "NO"),
    ("Hammer", "Company", "Hammer and Daughters", "", "", "NO"),
    ("Forum", "Platform", "Forum Machines", "", "", "NO"),
    ("MIG", "Ministry", "Ministry of Invented Gears", "MIG", "虚构齿轮部", "CN"),
    ("MIS", "Ministry", "Ministry of Imaginary Science", "MIS", "想象科学部", "CN"),
    ("GSI", "StandardsBody", "Gear Standardisation Institute", "GSI", "齿轮标准化研究院", "CN"),
    ("CGI", "ResearchOrganisation", "Centre for Gear Industry", "CGI", "中国虚构齿轮产业发展研究院", "CN"),
    ("Embassy", "DiplomaticMission", "Embassy of Norland", "", "诺兰大使馆", "CN"),
    ("mou", "MemorandumOfUnderstanding", "Memorandum on gears", "", "", None),
    ("jdi", "JointDeclaration", "Declaration on learning", "", "", None),
    ("SWG", "JointBody", "Sub-Working Group on Gear Standards", "SWG", "", None),
    ("CWG", "JointBody", "Company Working Group", "CWG", "", None),
    ("Project", "Project", "Gears Together Project", "", "", None),
)

RELATIONS = (
    ("MoMa", "signed", "mou", "2015-07", None, None, "signed a memorandum on gears in July 2015"),
    ("MIG", "signed", "mou", "2015-07", None, None, "signed a memorandum on gears in July 2015"),
    ("MoLe", "agreed_to", "jdi", "2016-01", None, None, "agreed upon a declaration in January 2016"),
    ("MIS", "agreed_to", "jdi", "2016-01", None, None, "agreed upon a declaration in January 2016"),
    ("MoMa", "commissioned", "NAC", "2016-06", None, "mou", "commissioned the Agency in June 2016"),
    ("MoMa", "commissioned", "NAC", "2018-02", "2018-04", None, "commissioned the Agency once more"),
    ("MoMa", "funded", "NAC", "2016", None, None, "paid the Agency from 2016"),
    ("NAC", "established", "Project", "[2016-06..]", None, None, "subsequently established the Project"),
    ("GSI", "subordinate_of", "MIG", None, None, None, "the Institute, subordinate to the Ministry"),
    ("CGI", "subordinate_of", "MIG", None, None, None, "the Centre, subordinate to the Ministry"),
    ("NIS", "implements", "SWG", "2015-12", None, None, "jointly implemented by the Institutes"),
    ("GSI", "implements", "SWG", "2015-12", None, None, "jointly implemented by the Institutes"),
    ("MoMa", "implements", "SWG", "2015-12", None, None, "jointly implemented by the Institutes"),
    ("Project", "cooperates_with", "Forum", None, "..", None, "works with the Forum"),
    ("Project", "cooperates_with", "Smith", None, None, None, "works with the Guild"),
    ("CGI", "facilitates", "Project", None, "unknown", None, "made the Project easier"),
    ("Project", "supports", "CWG", "2016-10-18", None, None, "opened on 18 October 2016"),
    ("Hammer", "participates_in", "CWG", "2016~", None, None, "Hammer and Daughters take part"),
    ("Embassy", "represents", "NoGov", None, None, None, "represents its Government"),
    ("NoGov", "owns", "NAC", None, None, None, "owned by the Government"),
)


@pytest.fixture(scope="session")
def terms() -> Ontology:
    return ontology.read(ONTOLOGY)


def entity(
    id_: str, type_: str, label: str, acronym: str = "", chinese: str = "", country: str | None = None
) -> Entity:
    names = [Name(label, "en", source="sheet")]
    names += [Name(acronym, None, "acronym")] if acronym else []
    names += [Name(chinese, "zh")] if chinese else []
    names += [Name("齿轮部", "zh", "alias"), Name("Räderministerium", "de", "alias")] if id_ == "MIG" else []
    return Entity(id_, type_, tuple(names), country, evidence=(Evidence("sheet", "page 1"),))


def statement(
    terms: Ontology, row: tuple[str, str, str, str | None, str | None, str | None, str], number: int = 0
) -> Statement:
    subject, relation, object_, since, until, under, quote = row
    instant = terms.relations[relation].instant
    bounds = dates.bounds(since, until, instant, dates.read("2018-05"))
    evidence = (Evidence("sheet", f"section {number}", quote),)
    return Statement(
        f"statement-{number:03}", subject, relation, object_, since, until, under, None, evidence, bounds, instant
    )


def world_of(terms: Ontology, lang: str = "en", day: str | None = None) -> Selection:
    entities = tuple(entity(*body) for body in BODIES)
    statements = tuple(statement(terms, row, number) for number, row in enumerate(RELATIONS, start=1))
    return Selection("Machines together", entities, statements, SOURCES, {}, terms, lang, day)


@pytest.fixture(scope="session")
def world(terms: Ontology) -> Selection:
    return world_of(terms)


@pytest.fixture(scope="session")
def world_map(world: Selection) -> Map:
    return Map(world)


@pytest.fixture(scope="session")
def world_page(world_map: Map, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world_map.save(tmp_path_factory.mktemp("maps") / "world.html")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with Browser(1600, 1000) as browser:
        yield browser


@pytest.fixture
def page(chromium: Browser, world_page: Path) -> Browser:
    """The page of the invented world, freshly opened in a large window."""
    chromium.size(1600, 1000)
    chromium.open(world_page)
    return chromium


def around(world: Selection, drawn: frozenset[str]) -> Selection:
    """The bodies named and the relations between them; what is next to them is carried."""
    inside = tuple(each for each in world.statements if {each.subject, each.object} <= drawn)
    across = tuple(each for each in world.statements if len({each.subject, each.object} & drawn) == 1)
    next_to = {id_ for each in across for id_ in (each.subject, each.object)} - drawn
    carried = Carried(tuple(each for each in world.entities if each.id in next_to), across, left_out=2)
    entities = tuple(each for each in world.entities if each.id in drawn)
    return replace(world, entities=entities, statements=inside, carried=carried)


@pytest.fixture(scope="session")
def part(world: Selection) -> Selection:
    """Four bodies and the relations between them, six more bodies carried."""
    return around(world, frozenset({"MoMa", "NAC", "mou", "Project"}))


@pytest.fixture(scope="session")
def part_page(part: Selection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Map(part).save(tmp_path_factory.mktemp("maps") / "part.html")


def random_selection(terms: Ontology, seed: int, bodies: int, relations: int) -> Selection:
    """A selection with any class, any relation, any country, and names of very different length."""
    chance = random.Random(seed)
    words = ["ministry", "of", "gears", "standards", "for", "cooperation", "中国", "标准化", "研究院", "Bundesanstalt"]
    types = [
        name
        for name, kind in terms.classes.items()
        if kind.supers & {"Institution", "Agreement", "Project", "Event", "Responsibility"}
    ]
    entities = tuple(
        entity(
            f"b{place:02}",
            chance.choice(types),
            " ".join(chance.choices(words, k=chance.randint(1, 14))),
            chance.choice(["", "ABC", "LONGACRONYM"]),
            chance.choice(["", "虚构齿轮部"]),
            chance.choice([None, "DE", "CN", "FR"]),
        )
        for place in range(bodies)
    )
    rows = [(*chance.sample(entities, 2), chance.choice(list(terms.relations))) for _ in range(relations)]
    statements = tuple(
        statement(terms, (one.id, relation, other.id, "2015", None, None, "they say so"), place)
        for place, (one, other, relation) in enumerate(rows)
    )
    return Selection("Anything", entities, statements, SOURCES, {}, terms)


RandomMap = Callable[[int, int, int], Map]
RandomSlides = Callable[[int, int, int], tuple[Selection, bytes]]


@pytest.fixture(scope="session")
def random_map(terms: Ontology) -> RandomMap:
    """Random maps by seed, bodies and relations; each is laid out once."""
    return cache(lambda seed, bodies, relations: Map(random_selection(terms, seed, bodies, relations)))


@pytest.fixture(scope="session")
def made(world_map: Map) -> bytes:
    """The slides of the invented world."""
    return world_map.to_pptx()


@pytest.fixture(scope="session")
def deck(made: bytes) -> Any:
    """The same, opened; to be read only."""
    from .decks import opened

    return opened(made)


@pytest.fixture(scope="session")
def larger(world: Selection) -> tuple[Selection, Any]:
    """A map of twenty-five bodies and forty relations, and its slides; to be read only."""
    from .decks import opened, twenty_five

    selection = twenty_five(world)
    return selection, opened(Map(selection).to_pptx())


@pytest.fixture(scope="session")
def random_slides(random_map: RandomMap) -> RandomSlides:
    """Random maps by seed, bodies and relations, with their slides; each is composed once."""

    @cache
    def composed(seed: int, bodies: int, relations: int) -> tuple[Selection, bytes]:
        drawn = random_map(seed, bodies, relations)
        return drawn.selection, drawn.to_pptx()

    return composed
