"""The words of the map itself, in English, German and Chinese; relations and classes are named by the ontology."""

from __future__ import annotations

from coopgraph.maps.words import WORDS
from coopgraph.model import Statement
from coopgraph.questions.countries import country_name

__all__ = ["country_name", "strings", "when"]


def strings(lang: str) -> dict[str, str]:
    """The words of the interface in the language, else in English."""
    return WORDS.get(lang, WORDS["en"])


def when(statement: Statement, lang: str) -> str:
    """The dates of a relation as stated, and what is known of its end."""
    words = strings(lang)
    if statement.instant:
        return _stated(statement.since, words) if statement.since else words["undated"]
    if not statement.since and statement.end == "not stated":
        return words["no_dates"]
    since = words["since"].format(_stated(statement.since, words)) if statement.since else words["no_begin"]
    return words["comma"].join((since, end(statement, lang)))


def end(statement: Statement, lang: str) -> str:
    """What is known of the end of a relation."""
    words = strings(lang)
    if statement.end == "dated":
        return words["until"].format(_stated(statement.until or "", words))
    return words[{"open": "still_open", "unknown": "end_unknown"}.get(statement.end or "", "no_end")]


def _stated(date: str, words: dict[str, str]) -> str:
    if date.startswith("[..") and date.endswith("]"):
        return words["by"].format(date[3:-1].strip())
    if date.startswith("[") and date.endswith("..]"):
        return words["from"].format(date[1:-3].strip())
    return date
