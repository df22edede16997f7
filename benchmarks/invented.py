"""Invented places and names of bodies in English, German and Chinese, the same for the same draw."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from coopgraph.model import Name

__all__ = ["KINDS", "Kind", "Place", "names", "place", "subject_matter"]

Words = tuple[str, str, str]

SYLLABLES = dict(
    re.findall(
        r"([a-z]+)(\S)",
        "lo洛 vel维 mar马 den登 tor托 bel贝 ka卡 nor诺 ris里 fal法 ge格 sa萨 mi米 ren伦 du杜 ha哈 li利 os奥 pe佩 "
        "ra拉 si西 ta塔 ul乌 ves韦 wa瓦 ya雅 zen泽 bo博 cor科 dal达 el埃 gor戈 in因 jo乔 kel凯 lan兰 mon蒙 ne内 "
        "pol波 ster斯",
    )
)
FIELDS: tuple[Words, ...] = (
    ("Water", "Wasser", "水利"),
    ("Energy", "Energie", "能源"),
    ("Trade", "Handel", "贸易"),
    ("Transport", "Verkehr", "交通"),
    ("Health", "Gesundheit", "卫生"),
    ("Standards", "Normung", "标准"),
    ("Fisheries", "Fischerei", "渔业"),
    ("Forests", "Forsten", "林业"),
    ("Science", "Wissenschaft", "科学"),
    ("Training", "Ausbildung", "培训"),
    ("Environment", "Umwelt", "环境"),
    ("Information", "Information", "信息"),
    ("Harbours", "Häfen", "港口"),
    ("Mining", "Bergbau", "矿业"),
    ("Climate", "Klima", "气候"),
    ("Statistics", "Statistik", "统计"),
)
ALL_LANGUAGES, ALIASES, ACRONYMS = 0.33, 0.6, 0.5
GERMAN = 0.6


@dataclass(frozen=True)
class Kind:
    """A class of the ontology and how bodies of it are called."""

    type: str
    patterns: Words
    aliases: Words
    letter: str = ""


@dataclass(frozen=True)
class Place:
    """An invented town in Latin letters and in Chinese."""

    latin: str
    chinese: str


KINDS = {
    kind.type: kind
    for kind in (
        Kind(
            "Government",
            ("Government of {place}", "Regierung von {place}", "{place}政府"),
            ("{place} Government", "{place} (Regierung)", "{place}国政府"),
        ),
        Kind(
            "Ministry",
            ("Ministry of {field} of {place}", "Ministerium für {field} von {place}", "{place}{field}部"),
            ("{field} Ministry of {place}", "Ministerium {place}, {field}", "{place}国{field}部"),
            "M",
        ),
        Kind(
            "Agency",
            ("{place} Agency for {field}", "Agentur für {field} {place}", "{place}{field}局"),
            ("Agency {place}", "Agentur {place}", "{place}局"),
            "A",
        ),
        Kind(
            "StandardsBody",
            ("{place} Standards Institute of {field}", "Normungsinstitut für {field} {place}", "{place}{field}标准院"),
            ("Standards Institute {place}", "Normungsinstitut {place}", "{place}标准院"),
            "S",
        ),
        Kind(
            "ResearchOrganisation",
            ("{place} Institute of {field}", "Institut für {field} {place}", "{place}{field}研究院"),
            ("Institute {place}", "Institut {place}", "{place}研究院"),
            "I",
        ),
        Kind(
            "Association",
            ("{place} Association for {field}", "Verband für {field} {place}", "{place}{field}协会"),
            ("Association {place}", "Verband {place}", "{place}协会"),
            "V",
        ),
        Kind(
            "Company",
            ("{place} {field} Works", "Werke {place} für {field}", "{place}{field}公司"),
            ("{place} Works", "Werke {place}", "{place}公司"),
            "W",
        ),
        Kind(
            "Office",
            ("{place} Office for {field}", "Büro für {field} {place}", "{place}{field}办公室"),
            ("Office {place}", "Büro {place}", "{place}办公室"),
            "O",
        ),
        Kind(
            "JointBody",
            ("Joint Working Group {place} on {field}", "Arbeitsgruppe {place} für {field}", "{place}{field}工作组"),
            ("Working Group {place}", "Gruppe {place}", "{place}工作组"),
            "G",
        ),
        Kind(
            "Project",
            ("{place} Project on {field}", "Projekt {place} für {field}", "{place}{field}项目"),
            ("Project {place}", "Projekt {place}", "{place}项目"),
            "P",
        ),
        Kind(
            "MemorandumOfUnderstanding",
            ("Memorandum of {place} on {field}", "Absichtserklärung von {place} über {field}", "{place}{field}备忘录"),
            ("{place} Memorandum", "Erklärung {place}", "{place}备忘录"),
        ),
        Kind(
            "JointDeclaration",
            ("Declaration of {place} on {field}", "Erklärung von {place} über {field}", "{place}{field}声明"),
            ("{place} Declaration", "Erklärung {place}", "{place}声明"),
        ),
        Kind(
            "Framework",
            ("Framework of {place} for {field}", "Rahmen von {place} für {field}", "{place}{field}框架"),
            ("{place} Framework", "Rahmen {place}", "{place}框架"),
        ),
        Kind(
            "Treaty",
            ("Treaty of {place} on {field}", "Vertrag von {place} über {field}", "{place}{field}条约"),
            ("{place} Treaty", "Vertrag {place}", "{place}条约"),
        ),
    )
}


def place(chance: random.Random) -> Place:
    """A town of two or three syllables."""
    syllables = chance.choices(tuple(SYLLABLES), k=chance.choice((2, 3, 3, 3)))
    return Place("".join(syllables).capitalize(), "".join(SYLLABLES[each] for each in syllables))


def subject_matter(chance: random.Random) -> Words:
    """What a body deals with: one field or two."""
    one, other = chance.sample(FIELDS, 2)
    if chance.random() < 0.5:
        return one
    return f"{one[0]} and {other[0]}", f"{one[1]} und {other[1]}", f"{one[2]}和{other[2]}"


def names(chance: random.Random, kind: Kind, where: Place, field: Words) -> Iterator[Name]:
    """The label in English, often in German, of a third in Chinese; an alias of most, an acronym of half."""
    chinese = chance.random() < ALL_LANGUAGES
    langs = [("en", 0, where.latin)]
    if chinese or chance.random() < GERMAN:
        langs.append(("de", 1, where.latin))
    if chinese:
        langs.append(("zh", 2, where.chinese))
    for lang, index, town in langs:
        yield Name(kind.patterns[index].format(place=town, field=field[index]), lang)
    if chance.random() < ALIASES:
        lang, index, town = chance.choice(langs)
        yield Name(kind.aliases[index].format(place=town, field=field[index]), lang, "alias")
    if kind.letter and chance.random() < ACRONYMS:
        letters = "".join(word[0] for word in field[0].split() if word[0].isupper())
        yield Name(f"{kind.letter}{letters}{where.latin[:4]}", None, "acronym")
