"""The words of the map itself, in English, German and Chinese; relations and classes are named by the ontology."""

from __future__ import annotations

import re

from coopgraph.maps.words import WORDS
from coopgraph.model import Statement
from coopgraph.questions.countries import country_name

__all__ = ["country_name", "end", "stated", "strings", "when"]


def strings(lang: str) -> dict[str, str]:
    """The words of the interface in the language, else in English."""
    return WORDS.get(lang, WORDS["en"])


def when(statement: Statement, lang: str) -> str:
    """The dates of a relation as stated, and what is known of its end."""
    words = strings(lang)
    if statement.instant:
        return stated(statement.since, lang) if statement.since else words["undated"]
    if not statement.since and statement.end == "not stated":
        return words["no_dates"]
    if statement.since and statement.since == statement.until:
        return stated(statement.since, lang)
    since = words["since"].format(stated(statement.since, lang)) if statement.since else words["no_begin"]
    return words["comma"].join((since, end(statement, lang)))


def end(statement: Statement, lang: str) -> str:
    """What is known of the end of a relation."""
    words = strings(lang)
    if statement.end == "dated":
        return words["until"].format(stated(statement.until or "", lang))
    return words[{"open": "still_open", "unknown": "end_unknown"}.get(statement.end or "", "no_end")]


def stated(date: str, lang: str) -> str:
    """An EDTF date with its qualifiers in words: `[2016-06..]` is `2016-06 or later`, `2016~` is `about 2016`."""
    words = strings(lang)
    if (ends := re.fullmatch(r"([^/]+)/([^/]+)|\[([^\[\].]+)\.\.([^\[\].]+)\]", date)) and ".." not in ends.groups():
        return words["range"].format(*(stated(each, lang) for each in ends.groups() if each))
    if date.startswith("[..") and date.endswith("]"):
        return words["by"].format(stated(date[3:-1].strip(), lang))
    if date.startswith("[") and date.endswith("..]"):
        return words["from"].format(stated(date[1:-3].strip(), lang))
    if date.endswith(("~", "%", "?")) and len(date) > 1:
        return words["perhaps" if date.endswith("?") else "about"].format(stated(date[:-1], lang))
    return date
