"""What a map is called where nobody named it: what it shows, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import coopgraph


@pytest.mark.parametrize(
    ("lang", "whole", "few"),
    [
        ("en", "Institutions and their relations", "Institutions and their relations: commissioned, is subordinate to"),
        ("de", "Institutionen und ihre Beziehungen", "Institutionen und ihre Beziehungen: beauftragte, untersteht"),
        ("zh", "机构及其关系", "机构及其关系：委托、隶属于"),
    ],
)
def test_a_map_is_called_by_its_relations_where_these_are_of_few_kinds(lang: str, whole: str, few: str) -> None:
    graph = coopgraph.open(lang=lang)
    assert graph.map().selection.title == whole
    assert graph.map(relations=["subordinate_of", "commissioned"]).selection.title == few


def test_a_map_without_commissions_is_not_said_to_have_any(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("id,title\nlist,A list\n", encoding="utf-8")
    bodies = "id,type,name_en,source\nA,Ministry,A,list\nB,Agency,B,list\n"
    (tmp_path / "institutions.csv").write_text(bodies, encoding="utf-8")
    relations = "subject,relation,object,since,source,locator\nB,subordinate_of,A,2010,list,1\n"
    (tmp_path / "relations.csv").write_text(relations, encoding="utf-8")
    graph = coopgraph.open(tmp_path, cached=False)
    assert graph.map().selection.title == "Institutions and their relations: is subordinate to"
    assert graph.map(types=["Ministry"]).selection.title == "Institutions and their relations"


def test_a_map_around_a_body_and_between_two_says_so() -> None:
    graph = coopgraph.open()
    assert graph.map(around="GIZ", relations=["commissioned"]).selection.title == "Around GIZ"
    assert graph.map(between=("BMBF", "CCID")).selection.title == "How BMBF and CCID are connected"
    apart = graph.map(between=("BMBF", "CCID"), relations=["commissioned"]).selection.title
    assert apart == "No route from BMBF to CCID within 6 hops"
    assert graph.map(title="Mine").selection.title == "Mine"
