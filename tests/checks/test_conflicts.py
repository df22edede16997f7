"""Which statements cannot both be true, and which only look like it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coopgraph
from coopgraph import dates, ontology
from coopgraph.checks import conflicts
from coopgraph.draft import draft
from coopgraph.graph import KnowledgeGraph
from coopgraph.model import Evidence, Finding, Statement
from coopgraph.ontology import Ontology
from coopgraph.records import replace

KINDS = ontology.load()


def claim(
    since: str = "",
    until: str = "",
    source: str = "s",
    triple: str = "A member_of B",
    under: str | None = None,
    issued: str = "",
) -> Statement:
    """A statement with its bounds; its id tells all of it."""
    subject, relation, object = triple.split()
    instant = KINDS.relations[relation].instant
    vouched = dates.read(issued) if issued else dates.UNSTATED
    return Statement(
        id=f"{triple}, {since}/{until}, {source}",
        subject=subject,
        relation=relation,
        object=object,
        since=since or None,
        until=until or None,
        under=under,
        evidence=tuple(Evidence(each) for each in source.split("+")),
        bounds=dates.bounds(since or None, until or None, instant, vouched),
        instant=instant,
    )


def found(*statements: Statement, kinds: Ontology = KINDS) -> list[tuple[str, str, tuple[str, ...]]]:
    def shown(each: Statement) -> str:
        return f"{each.since or ''}/{each.until or ''}"

    return [(shown(each.first), shown(each.second), each.fields) for each in conflicts.find(kinds, statements)]


def period(text: str, source: str) -> Statement:
    since, _, until = text.partition("/")
    return claim(since, until, source)


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ("1965", "1973-09-18", ("since",)),
        ("1965/1989", "1973-09-18/1990-10-02", ("since", "until")),
        ("1949/1960", "1949/1970", ("until",)),
        ("/1960", "/1970", ("until",)),
        ("/1960", "1949/1970", ("until",)),
        ("1949/1960", "1950/1960", ("since",)),
        ("2016-06", "2016-07", ("since",)),
        ("[..1970]", "[1971..]", ("since",)),
        ("2014~", "2016", ("since",)),
        ("1965/..", "1973", ("since",)),
    ],
)
def test_begins_or_ends_without_a_common_day_contradict_each_other(
    one: str, other: str, fields: tuple[str, ...]
) -> None:
    assert found(period(one, "s"), period(other, "t")) == [
        (one if "/" in one else f"{one}/", other if "/" in other else f"{other}/", fields)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2016", "2016-06"),
        ("2016/2018", "2016-06-30/2018-01"),
        ("[2016-06..]", "2019"),
        ("2016", ""),
        ("2016", "/2017"),
        ("1949/1960", "1970"),
        ("1949/1960", "1970/1990"),
        ("1949/1960", "1960/1970"),
        ("/1960", "1970"),
        ("1949/unknown", "1970"),
        ("1949/..", "1949"),
        ("201X", "2016-06"),
    ],
)
def test_periods_that_agree_or_follow_each_other_do_not(one: str, other: str) -> None:
    assert found(period(one, "s"), period(other, "t")) == []
    assert found(period(other, "t"), period(one, "s")) == []


def test_one_source_with_a_single_period_contradicts_another_with_two() -> None:
    twice = (period("1949/1960", "s"), period("1970/1990", "s"))

    assert found(*twice) == []
    assert found(*twice, period("1949/1990", "t")) == [
        ("1949/1960", "1949/1990", ("until",)),
        ("1970/1990", "1949/1990", ("since",)),
    ]
    assert found(*twice, period("1970", "t")) == []
    assert found(*twice, period("1965/1990", "t")) == [("1970/1990", "1965/1990", ("since",))]


def test_a_source_does_not_contradict_itself_nor_one_that_agrees_with_a_part_of_it() -> None:
    assert found(period("2014", "s"), period("2016", "s")) == []
    assert found(period("2014", "s"), period("2016", "s+t")) == []
    assert found(period("2014", "s"), period("2016", "s"), period("2016-06", "t")) == []
    assert found(period("2014", "s"), period("2015", "t"), period("2016", "t")) == [
        ("2014/", "2015/", ("since",)),
        ("2014/", "2016/", ("since",)),
    ]


@pytest.mark.parametrize(("until", "issued", "contradicts"), [("1990", "2014", True), ("2015", "2014", False)])
def test_a_source_that_says_still_says_so_for_its_day(until: str, issued: str, contradicts: bool) -> None:
    still, ended = claim("1965", "..", "s", issued=issued), claim("1965", until, "t")

    assert found(still, ended) == ([("1965/..", f"1965/{until}", ("until",))] if contradicts else [])


def test_an_end_that_is_not_stated_contradicts_no_end() -> None:
    assert found(claim("1965", "", "s", issued="2014"), claim("1965", "1990", "t")) == []


def test_an_instant_has_one_day() -> None:
    signed = "A signed M"

    assert found(claim("2015-07", "", "s", signed), claim("2016-01", "", "t", signed)) == [
        ("2015-07/", "2016-01/", ("since",))
    ]
    assert found(claim("2015-07", "", "s", signed), claim("2015-07-13", "", "t", signed)) == []


def test_other_relations_other_ends_and_other_agreements_are_other_claims() -> None:
    one = claim("2014", "", "s", "A commissioned B", under="M")

    assert found(one, claim("2016", "", "t", "A supports B")) == []
    assert found(one, claim("2016", "", "t", "B commissioned A")) == []
    assert found(one, claim("2016", "", "t", "A commissioned B", under="N")) == []
    assert len(found(one, claim("2016", "", "t", "A commissioned B"))) == 1
    assert len(found(one, claim("2016", "", "t", "A commissioned B", under="M"))) == 1


def test_a_symmetric_relation_is_the_same_claim_either_way_round() -> None:
    one, other = claim("2014", "", "s", "A cooperates_with B"), claim("2016", "", "t", "B cooperates_with A")

    assert len(found(one, other)) == 1


def test_what_a_rule_concluded_contradicts_nothing() -> None:
    assert found(period("2014", "s"), replace(period("2016", "t"), premises=("p",))) == []


def test_a_date_that_cannot_be_read_contradicts_nothing() -> None:
    assert found(period("2014", "s"), replace(period("2016", "t"), since="soon")) == []


FUNCTIONAL = replace(
    KINDS,
    relations=KINDS.relations | {"subordinate_of": replace(KINDS.relations["subordinate_of"], functional=True)},
)


@pytest.mark.parametrize(
    ("one", "other", "contradicts"),
    [
        (("1998", "2010"), ("2005", "2012"), True),
        (("1998", "2005"), ("2005", "2012"), False),
        (("1998", ""), ("2005", ""), False),
        (("1998", "2005"), ("2006", ""), False),
    ],
)
def test_a_functional_relation_has_one_object_at_a_time(
    one: tuple[str, str], other: tuple[str, str], contradicts: bool
) -> None:
    first = claim(*one, "s", "A subordinate_of B")
    second = claim(*other, "t", "A subordinate_of C")

    assert [each.fields for each in conflicts.find(FUNCTIONAL, [first, second])] == [("object",)] * contradicts
    assert conflicts.find(KINDS, [first, second]) == []


def test_a_source_that_vouches_for_a_later_day_makes_an_unstated_end_certain_until_then() -> None:
    first = claim("1998", "", "s", "A subordinate_of B", issued="2010-05-01")
    second = claim("2005", "", "t", "A subordinate_of C")

    assert [each.fields for each in conflicts.find(FUNCTIONAL, [first, second])] == []
    vouched = claim("2005", "", "t", "A subordinate_of C", issued="2008-01-01")
    assert [each.fields for each in conflicts.find(FUNCTIONAL, [first, vouched])] == [("object",)]


def test_no_relation_of_the_ontology_is_functional_and_turtle_can_make_one(tmp_path: Path) -> None:
    source = ontology.folder() / "coopgraph.ttl"
    made = tmp_path / "coopgraph.ttl"
    made.write_text(source.read_text(encoding="utf-8") + "\ncoop:owns a owl:FunctionalProperty .\n", encoding="utf-8")

    assert [kind.name for kind in KINDS.relations.values() if kind.functional] == []
    assert [kind.name for kind in ontology.read(made).relations.values() if kind.functional] == ["owns"]


DAYS = st.dates(date(2014, 1, 1), date(2016, 12, 31))
STATED = st.tuples(DAYS, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0].isoformat()[: pair[1]])


@settings(deadline=None)
@given(STATED, STATED)
def test_two_begins_contradict_each_other_where_no_day_fits_both(one: str, other: str) -> None:
    every = [date(2014, 1, 1) + timedelta(days) for days in range(3 * 366)]
    common = [day for day in every if day.isoformat().startswith(one) and day.isoformat().startswith(other)]

    assert bool(found(period(one, "s"), period(other, "t"))) == (not common)


@settings(deadline=None)
@given(st.lists(st.tuples(STATED, st.sampled_from(["", "2015", "2016-06", "..", "unknown"]), st.sampled_from("stu"))))
def test_pairs_are_the_same_in_any_order_and_never_of_one_source(cells: list[tuple[str, str, str]]) -> None:
    statements = list({each.id: each for each in (claim(*cell) for cell in cells)}.values())
    there = conflicts.find(KINDS, statements)
    back = conflicts.find(KINDS, statements[::-1])

    assert {frozenset((each.first.id, each.second.id)) for each in there} == {
        frozenset((each.first.id, each.second.id)) for each in back
    }
    assert all(each.first.evidence != each.second.evidence for each in there)


UN = {
    "bodies.csv": "id,type,name_en\nUN,InternationalOrganisation,United Nations\n"
    "egermany,Government,German Democratic Republic\nwgermany,Government,German Federal Republic\n",
    "sources.csv": "id,title\ncow,COW IGO v3\nun,UN member list\n",
    "memberships.csv": "subject,relation,object,since,until,source\n"
    "egermany,member_of,UN,1965,1989,cow\nwgermany,member_of,UN,1965,1989,cow\n"
    "egermany,member_of,UN,1973-09-18,,un\nwgermany,member_of,UN,1973-09-18,,un\n",
}


@pytest.fixture
def memberships(tmp_path: Path) -> Path:
    for name, text in UN.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_both_sources_of_the_german_memberships_are_named_with_their_lines(memberships: Path) -> None:
    drafted = draft([memberships])
    findings = [str(finding).replace(f"{memberships}/", "") for finding in drafted.conflicts()]

    assert drafted.findings == []
    assert findings == [
        "memberships.csv:2, column since: egermany member_of UN: since 1965 according to COW IGO v3, "
        "since 1973-09-18 according to UN member list (memberships.csv:4); "
        "both are kept; correct one if it misreads its source",
        "memberships.csv:3, column since: wgermany member_of UN: since 1965 according to COW IGO v3, "
        "since 1973-09-18 according to UN member list (memberships.csv:5); "
        "both are kept; correct one if it misreads its source",
    ]


def test_a_graph_gives_the_pairs_and_marks_them_on_its_map(memberships: Path) -> None:
    (memberships / "more.csv").write_text("subject,relation,object,source\negermany,cooperates_with,wgermany,cow\n")
    graph = coopgraph.open(memberships)
    pairs = graph.conflicts()

    assert [(one.subject, one.since, other.since) for one, other in pairs] == [
        ("egermany", "1965", "1973-09-18"),
        ("wgermany", "1965", "1973-09-18"),
    ]
    statements = graph.map().to_payload()["statements"]
    marked = dict(zip(statements["id"], statements["contradicted"], strict=True))
    assert sorted(map(bool, marked.values())) == [False, True, True, True, True]
    assert all(marked[each.id] for pair in pairs for each in pair)


def test_nothing_contradicts_in_the_bundled_graph(kg: KnowledgeGraph) -> None:
    assert kg.conflicts() == []


def test_ends_and_objects_are_said_in_words() -> None:
    one, other = claim("1949", "..", "s", issued="1980"), claim("1949", "1960", "t+u")
    placed = [(one, Cell(1)), (other, Cell(2))]
    [finding] = conflicts.check(KINDS, placed, {"s": "Source S", "t": "Source T", "u": "Source U"})

    assert finding.problem == (
        "A member_of B: still according to Source S, until 1960 according to Source T and Source U (facts:2)"
    )

    first, second = claim("1998", "2010", "s", "A subordinate_of B"), claim("2005", "", "t", "A subordinate_of C")
    second = replace(second, bounds=replace(second.bounds, until_earliest=date(2006, 1, 1)))
    [finding] = conflicts.check(FUNCTIONAL, [(first, Cell(1)), (second, Cell(2))], {})

    assert (finding.cell, finding.problem) == (
        "object",
        "A subordinate_of B since 1998 until 2010 according to s, "
        "A subordinate_of C since 2005 according to t (facts:2)",
    )


class Cell:
    """A place that is its row's number."""

    def __init__(self, row: int) -> None:
        self.row = row

    def finding(self, rule: str, problem: str, fix: str = "", cell: str | None = None) -> Finding:
        return Finding(problem, fix, "facts", self.row, cell, rule)
