"""Dates and statements in words, in English, German and Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coopgraph.dates import Holds, Span
from coopgraph.model import Statement
from coopgraph.store import Store

__all__ = ["LANGUAGES", "called", "date_in_words", "period_in_words", "sentence", "word"]

LANGUAGES = ("en", "de", "zh")
_MONTHS: Mapping[str, str] = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "at": "{}",
        "since": "since {}",
        "until": "until {}",
        "undated": "date not stated",
        "begin": "begin not stated",
        "not stated": "end not stated",
        "open": "still open, says the source",
        "unknown": "ended, unknown when",
        "after": "{} or later",
        "before": "{} or earlier",
        "uncertain": "{} (uncertain)",
        "approximate": "about {}",
        "range": "{} to {}",
        "under": "under {}",
        "certain": "certain",
        "possible": "possible",
        "derived": "derived",
        "inferred": "inferred",
        "because": "because",
        "derived from": "derived from it",
        "never together": "No day is known on which all steps hold together.",
        "undated together": "All steps may hold on a common day; no date bounds it.",
        "together": "All steps may hold together from {} to {}.",
        "no route": "No route from {} to {} within {} hops.",
        "more": "+{} more",
        "everything": "Institutions and their relations",
        "only": "Institutions and their relations: {}",
        "and": ", ",
        "around": "Around {}",
        "between": "How {} and {} are connected",
    },
    "de": {
        "at": "{}",
        "since": "seit {}",
        "until": "bis {}",
        "undated": "Datum nicht genannt",
        "begin": "Beginn nicht genannt",
        "not stated": "Ende nicht genannt",
        "open": "laut Quelle noch gültig",
        "unknown": "beendet, unbekannt wann",
        "after": "{} oder später",
        "before": "{} oder früher",
        "uncertain": "{} (unsicher)",
        "approximate": "etwa {}",
        "range": "{} bis {}",
        "under": "auf Grundlage von: {}",
        "certain": "sicher",
        "possible": "möglich",
        "derived": "abgeleitet",
        "inferred": "gefolgert",
        "because": "denn",
        "derived from": "daraus abgeleitet",
        "never together": "Es ist kein Tag bekannt, an dem alle Schritte zugleich gelten.",
        "undated together": "Alle Schritte können am selben Tag gelten; kein Datum begrenzt das.",
        "together": "Alle Schritte können zugleich gelten von {} bis {}.",
        "no route": "Keine Verbindung von {} zu {} in höchstens {} Schritten.",
        "more": "+{} weitere",
        "everything": "Institutionen und ihre Beziehungen",
        "only": "Institutionen und ihre Beziehungen: {}",
        "and": ", ",
        "around": "Das Umfeld von {}",
        "between": "Wie {} und {} verbunden sind",
    },
    "zh": {
        "at": "{}",
        "since": "自{}",
        "until": "至{}",
        "undated": "日期未说明",
        "begin": "起始未说明",
        "not stated": "结束未说明",
        "open": "据来源仍有效",
        "unknown": "已结束，时间不明",
        "after": "{}或之后",
        "before": "{}或之前",
        "uncertain": "{}（不确定）",
        "approximate": "约{}",
        "range": "{}至{}",
        "under": "依据{}",
        "certain": "确定",
        "possible": "可能",
        "derived": "推导",
        "inferred": "推论",
        "because": "因为",
        "derived from": "据此推导",
        "never together": "未知有任何一天各步同时成立。",
        "undated together": "各步可能在同一天成立，无日期限定。",
        "together": "各步可能同时成立：{}至{}。",
        "no route": "{}与{}之间在{}步之内没有联系。",
        "more": "另外 {} 个",
        "everything": "机构及其关系",
        "only": "机构及其关系：{}",
        "and": "、",
        "around": "{}周边",
        "between": "{}与{}的联系",
    },
}


def word(key: str, lang: str, *parts: str) -> str:
    """One of the fixed phrases, with its blanks filled."""
    return _WORDS.get(lang, _WORDS["en"])[key].format(*parts)


def date_in_words(text: str, lang: str = "en") -> str:
    """An EDTF date as people say it: `2016-06` is June 2016, `[2016-06..]` in or after June 2016."""
    if "/" in text:
        first, _, last = text.partition("/")
        return word("range", lang, date_in_words(first, lang), date_in_words(last, lang))
    if between := re.fullmatch(r"\[([^\[\].]+)\.\.([^\[\].]+)\]", text):
        return word("range", lang, *(date_in_words(each, lang) for each in between.groups()))
    if one_sided := re.fullmatch(r"\[(\.\.)?(.+?)(\.\.)?\]", text):
        before, day, _ = one_sided.groups()
        return word("before" if before else "after", lang, date_in_words(day, lang))
    if text[-1:] in "?~%" and text:
        return word("uncertain" if text[-1] != "~" else "approximate", lang, date_in_words(text[:-1], lang))
    plain = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", text)
    return _plain(plain[1], plain[2], plain[3], lang) if plain else text


def period_in_words(statement: Statement, lang: str = "en") -> str:
    """When a statement happened or holds, and how its end is known."""
    if statement.instant:
        return date_in_words(statement.since, lang) if statement.since else word("undated", lang)
    if not statement.since and statement.end == "not stated":
        return word("undated", lang)
    if statement.since and statement.until == statement.since:
        return date_in_words(statement.since, lang)
    begin = word("since", lang, date_in_words(statement.since, lang)) if statement.since else word("begin", lang)
    if statement.end == "dated" and statement.until:
        return f"{begin}, {word('until', lang, date_in_words(statement.until, lang))}"
    return f"{begin}, {word(statement.end or 'not stated', lang)}"


def sentence(
    store: Store,
    statement: Statement,
    lang: str = "en",
    forward: bool = True,
    holds: Holds | None = None,
    days: Span | None = None,
) -> str:
    """`BMWi commissioned GIZ (since June 2016, end not stated; under Memorandum …)`, or from the object's side."""
    first, second = (statement.subject, statement.object) if forward else (statement.object, statement.subject)
    kind = store.ontology.relation(statement.relation)
    details = [period_in_words(statement, lang)]
    if statement.under:
        details.append(word("under", lang, called(store, statement.under, lang, days)))
    if holds:
        details.append(word(holds, lang))
    if statement.inferred:
        details.append(word("inferred", lang))
    elif statement.evidence and all(piece.derived for piece in statement.evidence):
        details.append(word("derived", lang))
    label = kind.label(lang, forward or kind.symmetric)
    return f"{called(store, first, lang, days)} {label} {called(store, second, lang, days)} ({'; '.join(details)})"


def called(store: Store, id: str, lang: str = "en", days: Span | None = None) -> str:
    """What a sentence calls a body: the acronym that it had on the days, else its name."""
    found = store.entity(id)
    entity = found.as_of(days) if found else None
    return (entity.acronym or entity.label(lang)) if entity else id


def _plain(year: str, month: str | None, day: str | None, lang: str) -> str:
    if lang == "zh":
        return f"{int(year)}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")
    if not month:
        return str(int(year))
    named = _MONTHS.get(lang, _MONTHS["en"]).split()[int(month) - 1]
    if not day:
        return f"{named} {int(year)}"
    return f"{int(day)}{'.' if lang == 'de' else ''} {named} {int(year)}"
