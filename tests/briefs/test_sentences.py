"""Statements are said in sentences that a careful writer of the language would let stand."""

from __future__ import annotations

import pytest

from coopgraph.briefs.chinese import Chinese
from coopgraph.briefs.claims import Body, Grammar
from coopgraph.briefs.english import English
from coopgraph.briefs.german import German
from coopgraph.briefs.sentences import Speaker
from coopgraph.dates import as_of
from coopgraph.graph import KnowledgeGraph

SAID = [
    (
        ("BMWi", "commissioned", "GIZ"),
        "In June 2016, BMWi commissioned GIZ under the Memorandum of Understanding between BMWi and MIIT "
        "(end not stated).",
        "Im Juni 2016 beauftragte das BMWi die GIZ gemäß dem Memorandum of Understanding zwischen BMWi und MIIT "
        "(Ende nicht genannt).",
        "自2016年6月起，德国联邦经济和能源部依据《德国联邦经济和能源部与中国工业和信息化部谅解备忘录》委托德国国际合作机构（结束未说明）。",
    ),
    (
        ("BMWi", "signed", "mou-bmwi-miit-2015"),
        "In July 2015, BMWi signed the Memorandum of Understanding between BMWi and MIIT.",
        "Im Juli 2015 unterzeichnete das BMWi das Memorandum of Understanding zwischen BMWi und MIIT.",
        "2015年7月，德国联邦经济和能源部签署《德国联邦经济和能源部与中国工业和信息化部谅解备忘录》。",
    ),
    (
        ("CCID", "subordinate_of", "MIIT"),
        "CCID is subordinate to MIIT (date not stated).",
        "Das CCID untersteht dem MIIT (Datum nicht genannt).",
        "中国电子信息产业发展研究院隶属于中华人民共和国工业和信息化部（日期未说明）。",
    ),
    (
        ("DIN", "implements", "SWG-Industrie-4.0"),
        "Since December 2015, DIN has implemented the Sino-German intelligent manufacturing/Industrie 4.0 "
        "Standardization Sub-Working Group (end not stated; derived).",
        "Seit Dezember 2015 implementiert das DIN die Deutsch-Chinesische Unterarbeitsgruppe Normung zu intelligenter "
        "Fertigung/Industrie 4.0 (Ende nicht genannt; abgeleitet).",
        "自2015年12月起，德国标准化学会实施中德智能制造/工业4.0标准化工作组（结束未说明；推导）。",
    ),
    (
        ("German-Government", "participates_in", "consultations-2014"),
        "In October 2014, the German Government participated in the Government consultations (derived).",
        "Im Oktober 2014 nahm die Bundesregierung an den Regierungskonsultationen teil (abgeleitet).",
        "2014年10月，德国政府参与中德政府磋商（推导）。",
    ),
    (
        ("CWG", "participates_in", "cwg-opening-2016"),
        "On 18 October 2016, CWG participated in the Opening event of the Sino-German Company Working Group (derived).",
        "Am 18. Oktober 2016 nahm die CWG an der Auftaktveranstaltung der Deutsch-Chinesischen "
        "Unternehmensarbeitsgruppe teil (abgeleitet).",
        "2016年10月18日，中德智能制造与生产过程网络化企业工作组参与中德企业工作组启动活动（推导）。",
    ),
    (
        ("GIZ", "established", "Sino-German-Industrie-4.0-Project"),
        "In or after June 2016, GIZ established the Sino-German Industrie 4.0 Project.",
        "Im Juni 2016 oder später gründete die GIZ das Deutsch-Chinesische Industrie-4.0-Projekt.",
        "2016年6月或之后，德国国际合作机构设立中德工业4.0项目。",
    ),
    (
        ("GIZ", "works_within", "comprehensive-strategic-partnership"),
        "GIZ works within the framework of the Comprehensive Sino-German Strategic Partnership (date not stated).",
        "Die GIZ arbeitet im Rahmen der Umfassenden strategischen Partnerschaft zwischen Deutschland und China "
        "(Datum nicht genannt).",
        "德国国际合作机构的工作框架为《中德全方位战略伙伴关系》（日期未说明）。",
    ),
    (
        ("Sino-German-Industrie-4.0-Project", "responsible_for", "facilitating-political-dialogue"),
        "The Sino-German Industrie 4.0 Project is responsible for facilitating the political dialogue between BMWi "
        "and MIIT (date not stated).",
        "Das Deutsch-Chinesische Industrie-4.0-Projekt ist zuständig für die Förderung des politischen Dialogs "
        "zwischen BMWi und MIIT (Datum nicht genannt).",
        "中德工业4.0项目负责促进德国联邦经济和能源部与中国工业和信息化部之间的政治对话（日期未说明）。",
    ),
    (
        ("Sino-German-Industrie-4.0-Cooperation", "cooperates_with", "German-Embassy-Beijing"),
        "The Sino-German Cooperation on Industrie 4.0 cooperates with the German Embassy (date not stated).",
        "Die Deutsch-Chinesische Kooperation Industrie 4.0 kooperiert mit der Deutschen Botschaft Peking "
        "(Datum nicht genannt).",
        "中德工业4.0合作的合作方包括德国驻华大使馆（日期未说明）。",
    ),
]


@pytest.mark.parametrize(("claim", "english", "german", "chinese"), SAID, ids=lambda value: " ".join(value[:3]))
def test_a_statement_is_said_in_each_language(
    kg: KnowledgeGraph, claim: tuple[str, str, str], english: str, german: str, chinese: str
) -> None:
    subject, relation, object = claim
    (statement,) = kg.relations(relation, subject, object)

    assert Speaker(kg.store, "en").sentence(statement) == english
    assert Speaker(kg.store, "de").sentence(statement) == german
    assert Speaker(kg.store, "zh").sentence(statement) == chinese


def test_a_clause_has_no_dates(kg: KnowledgeGraph) -> None:
    (statement,) = kg.relations("commissioned", "BMWi", "GIZ")

    assert Speaker(kg.store, "en").clause(statement) == "BMWi commissioned GIZ"
    assert Speaker(kg.store, "de").clause(statement) == "Das BMWi beauftragte die GIZ"
    assert Speaker(kg.store, "zh").clause(statement) == "德国联邦经济和能源部委托德国国际合作机构"


def test_a_symmetric_relation_begins_with_the_body_asked_about(kg: KnowledgeGraph) -> None:
    (statement,) = kg.relations("cooperates_with", "BMBF")

    said = Speaker(kg.store, "en").sentence(statement, "BMBF")
    assert said == "BMBF cooperates with the Sino-German Cooperation on Industrie 4.0 (date not stated)."


def test_what_is_not_certain_on_the_day_says_so(kg: KnowledgeGraph) -> None:
    (statement,) = kg.relations("commissioned", "BMWi", "GIZ")

    certain, possible = (Speaker(kg.store, "en", as_of(day)).sentence(statement) for day in ("2016-07", "2018"))
    assert certain.endswith("between BMWi and MIIT (end not stated).")
    assert possible.endswith("between BMWi and MIIT (end not stated; may hold then).")


def test_names_are_those_of_the_day(kg: KnowledgeGraph) -> None:
    (statement,) = kg.relations("commissioned", "BMWi", "GIZ")

    assert Speaker(kg.store, "de", as_of("2023")).clause(statement) == "Das BMWK beauftragte die GIZ"


def test_an_inferred_statement_gives_its_rule_and_its_premises(kg: KnowledgeGraph) -> None:
    (statement,) = kg.relations("superior_of", "MIIT", "CCID", inferred=True)
    speaker = Speaker(kg.store, "en")

    assert speaker.sentence(statement) == "MIIT is the superior body of CCID (date not stated; inferred)."
    assert speaker.reason(statement) == "the other is subordinate to it: CCID is subordinate to MIIT"


@pytest.mark.parametrize("lang", ["en", "de", "zh"])
def test_every_bundled_statement_is_one_sentence_on_one_line_that_names_both_bodies(
    kg: KnowledgeGraph, lang: str
) -> None:
    speaker = Speaker(kg.store, lang)
    for statement in kg.relations(inferred=True):
        said = speaker.sentence(statement)
        assert said.endswith("。" if lang == "zh" else ".") and said.count("\n") == 0 and "  " not in said
        assert said[0] == said[0].upper()
        assert all(_trace(speaker.body(id)) in said for id in (statement.subject, statement.object)), said


def _trace(body: Body) -> str:
    """What of a name no grammar changes: its last word."""
    return body.called.split(" ")[-1]


def test_all_languages_follow_the_same_interface() -> None:
    assert all(isinstance(each, Grammar) for each in (English(), German(), Chinese()))
