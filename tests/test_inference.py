"""What the rules conclude: apart, explained, and never across periods that do not meet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coopgraph
from coopgraph import dates, inference, ontology
from coopgraph.dates import OPEN
from coopgraph.errors import CoopgraphError
from coopgraph.graph import KnowledgeGraph
from coopgraph.inference import conclude
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.store.embedded import EmbeddedStore
from coopgraph.store.rules import Ruled
from coopgraph.vocabulary import local_id

BODIES = """id,type,name_en
A,Ministry,Alpha
B,Agency,Beta
C,Company,Gamma
J,JointBody,Joint
M,Treaty,Treaty
"""
HEADER = "id,subject,relation,object,since,until,source,locator\n"


def graph_of(folder: Path, relations: str) -> KnowledgeGraph:
    (folder / "bodies.csv").write_text(BODIES)
    (folder / "sources.csv").write_text("id,title,issued\none,One,2020-01-01\n")
    (folder / "relations.csv").write_text(HEADER + relations)
    return coopgraph.open(folder)


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        (
            "s1,A,signed,M,2015-07,,one,p1\ns2,B,agreed_to,M,2016-01-05,,one,p2\n",
            [("A", "co_signatory_of", "B", "2016-01-05", None, ("s1", "s2"))],
        ),
        ("s1,B,subordinate_of,A,2010,2015,one,p1\n", [("A", "superior_of", "B", "2010", "2015", ("s1",))]),
        (
            "s1,A,commissioned,B,2015,2017,one,p1\ns2,B,commissioned,C,2016-03,2018,one,p2\n",
            [("A", "commissioned_through", "C", "2016-03", "2017", ("s1", "s2"))],
        ),
        ("s1,A,superior_of,B,2010,,one,p1\n", [("B", "subordinate_of", "A", "2010", None, ("s1",))]),
        ("s1,A,commissioned,B,2010,2012,one,p1\ns2,B,commissioned,C,2013,2014,one,p2\n", []),
        ("s1,A,commissioned,B,2010,,one,p1\ns2,B,commissioned,A,2010,,one,p2\n", []),
        (
            "s1,A,member_of,J,2010,2014,one,p1\ns2,C,participates_in,J,2014-05,,one,p2\n",
            [("A", "cooperates_with", "C", "2014-05", "2014", ("s1", "s2"))],
        ),
        ("s1,A,member_of,J,2010,2013,one,p1\ns2,C,member_of,J,2014-05,,one,p2\n", []),
        (
            "s1,A,succeeded_by,B,2012-06-01,,one,p1\ns2,A,member_of,J,2010,,one,p2\n",
            [("B", "member_of", "J", "2012-06-01", None, ("s1", "s2"))],
        ),
        ("s1,A,succeeded_by,B,2012-06-01,,one,p1\ns2,A,member_of,J,2010,2011,one,p2\n", []),
        (
            "s1,A,succeeded_by,B,2012-06-01,,one,p1\ns2,C,commissioned,A,2010,,one,p2\n",
            [("C", "commissioned", "B", "2012-06-01", None, ("s1", "s2"))],
        ),
        ("s1,A,succeeded_by,B,2012-06-01,,one,p1\ns2,A,signed,M,2010,,one,p2\n", []),
    ],
)
def test_each_rule_concludes_while_its_premises_hold_and_not_otherwise(
    relations: str, expected: list[tuple[object, ...]], tmp_path: Path
) -> None:
    found = graph_of(tmp_path, relations).store.conclusions

    assert [(e.subject, e.relation, e.object, e.since, e.until, e.premises) for e in found] == expected
    assert all(each.inferred and each.id.startswith("inferred-") for each in found)
    assert all(piece.derived for each in found for piece in each.evidence)


def test_what_is_stated_is_not_concluded_again(tmp_path: Path) -> None:
    members = "s1,A,member_of,J,2010,2014,one,p1\ns2,C,member_of,J,2010,2014,one,p2\n"

    assert graph_of(tmp_path, members + "s3,C,cooperates_with,A,2009,,one,p3\n").store.conclusions == ()
    assert len(graph_of(tmp_path, members + "s3,C,cooperates_with,A,2012,,one,p3\n").store.conclusions) == 1


def test_removing_a_premise_removes_the_conclusion_and_building_again_gives_the_same(tmp_path: Path) -> None:
    first, second = "s1,A,commissioned,B,2015,,one,p1\n", "s2,B,commissioned,C,2016,,one,p2\n"

    once, again = (graph_of(tmp_path, first + second).store.conclusions for _ in range(2))

    assert once == again
    assert len(once) == 1
    assert graph_of(tmp_path, first).store.conclusions == ()


def test_answers_hold_conclusions_only_when_asked_each_one_marked(kg: KnowledgeGraph) -> None:
    stated = kg.relations("cooperates_with", object="MIIT")
    inferred = kg.relations("cooperates_with", object="MIIT", inferred=True)

    assert stated == []
    assert [each.subject if each.object == "MIIT" else each.object for each in inferred] == [
        "BMWi", "CESI", "DIN", "DKE", "SAC",
    ]  # fmt: skip
    row = kg.row(inferred[0])
    assert (row["inferred"], row["note"], row["since"]) == (True, "members of the same joint body cooperate", "2015-12")


def test_conclusions_lie_in_their_own_graph_and_nowhere_else(kg: KnowledgeGraph) -> None:
    inside = kg.sparql(
        "SELECT (COUNT(?s) AS ?n) "
        "{ GRAPH coop:inferred { ?s a coop:InferredStatement ; coop:premise ?p ; coop:rule ?r } }"
    )
    outside = kg.sparql("ASK { { ?s a coop:InferredStatement } UNION { ?s coop:superior_of ?o } }")
    direct = kg.sparql("ASK { GRAPH coop:inferred { id:MIIT coop:superior_of id:CCID } }")

    assert inside[0] == {"n": "43"}
    assert outside.boolean is False
    assert direct.boolean is True


def test_a_path_prefers_stated_steps_and_explains_an_inferred_one(kg: KnowledgeGraph) -> None:
    from coopgraph.questions.path import as_rows

    [path] = kg.paths("BMWi", "MIIT", k=1, inferred=True)
    [step] = as_rows(kg.store, [path])[0]["steps"]

    assert kg.paths("CCID", "MIIT", k=1, inferred=True)[0].steps[0].statement.relation == "subordinate_of"
    assert step["inferred"] is True
    assert [(premise["subject"]["id"], premise["relation"]) for premise in step["premises"]] == [
        ("BMWi", "implements"),
        ("MIIT", "implements"),
    ]


def test_every_rule_says_why_in_three_languages() -> None:
    rules = ontology.load().rules

    assert sorted(rules) == [
        "co-signatories",
        "commission-chain",
        "joint-body",
        "subordinate",
        "succession",
        "superior",
    ]
    assert all(set(rule.labels) == {"en", "de", "zh"} and all(rule.labels.values()) for rule in rules.values())
    assert rules["superior"].label("de") == "die andere Stelle untersteht ihr"


YEARS = st.integers(2000, 2009)
PERIODS = st.tuples(YEARS, st.none() | st.just(OPEN) | st.integers(0, 5)).map(
    lambda pair: (str(pair[0]), str(pair[0] + pair[1]) if isinstance(pair[1], int) else pair[1])
)


@settings(max_examples=60, deadline=None)
@given(first=PERIODS, second=PERIODS, day=st.dates(dates.read("1999").earliest, dates.read("2016").latest))
def test_a_conclusion_holds_no_day_on_which_a_premise_does_not(
    first: tuple[str, str | None], second: tuple[str, str | None], day: object
) -> None:
    evidence = (Evidence("one"),)
    statements = [
        Statement(id, subject, "commissioned", object, *period, evidence=evidence, bounds=dates.bounds(*period, False))
        for id, subject, object, period in (("s1", "A", "B", first), ("s2", "B", "C", second))
    ]
    bodies = [Entity(id, "Agency", (Name(id),)) for id in "ABC"]
    store = EmbeddedStore.of(ontology.load(), bodies, statements, [Source("one", "One")])
    asked = dates.as_of(str(day))

    held = [dates.holds(each.bounds, asked) for each in statements]
    concluded = [dates.holds(each.bounds, asked) for each in conclude(store)]

    assert (
        concluded in ([], [None])
        if None in held
        else concluded == ["certain" if set(held) == {"certain"} else "possible"]
    )


SEEN = {"rdf:subject", "rdf:predicate", "rdf:object"}


def test_rules_speak_only_of_what_they_are_shown() -> None:
    kinds = ontology.load()
    seen = SEEN | {f"coop:{name}" for name in (*kinds.classes, *kinds.relations)}

    for rule in kinds.rules.values():
        condition = rule.query.partition("WHERE")[2]
        assert set(re.findall(r"\b[a-z]+:\w+", condition)) <= seen


def test_rules_match_the_same_in_the_whole_graph(kg: KnowledgeGraph) -> None:
    ruled = Ruled(kg.store.ontology, kg.store.entities(), kg.store.statements())

    for rule in kg.store.ontology.rules.values():
        shown = sorted((predicate, value) for _, predicate, value in ruled.triples(rule.query))
        whole = sorted((each.predicate.value, local_id(each.object.value)) for each in kg.store.rdf.query(rule.query))
        assert shown == whole


def test_conclusions_without_end_are_an_error_that_says_so(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inference, "MOST", 10)

    with pytest.raises(CoopgraphError, match="conclude more than 10 statements"):
        conclude(kg.store)
