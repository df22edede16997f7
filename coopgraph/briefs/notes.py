"""The text of notes and sources, in pieces, so that every format can set a title in italics."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from coopgraph.briefs.contents import Citation, Note, by_source
from coopgraph.briefs.words import say
from coopgraph.model import Source
from coopgraph.questions.wording import date_in_words
from coopgraph.texts import clean

__all__ = ["note_text", "source_details"]

_QUOTES = {"en": "“{}”", "de": "„{}“", "zh": "“{}”"}


def note_text(note: Note, lang: str) -> Iterator[tuple[str, bool]]:
    """Pieces of text, each with whether it is a title: `Fact sheet`, `, section 2: “…”; section 3: “…”.`"""
    for place, (title, citations) in enumerate(by_source(note.citations)):
        yield ("; " if place else ""), False
        yield title, True
        places = _places([each.place or "" for each in citations])
        told = (_said(each, place, lang) for each, place in zip(citations, places, strict=True))
        said = "; ".join(text for text in told if text)
        yield (f", {said}" if said else ""), False
    yield ".", False


def source_details(source: Source, lang: str) -> list[str]:
    """Publisher, day of issue, day of retrieval and licence, as far as they are known."""
    issued = date_in_words(source.issued, lang) if source.issued else ""
    retrieved = say("retrieved", lang, date_in_words(source.retrieved, lang)) if source.retrieved else ""
    parts = (source.publisher or "", issued, retrieved, source.licence or "")
    return [clean(part) for part in parts if part]


def _said(citation: Citation, place: str, lang: str) -> str:
    quote = _QUOTES.get(lang, _QUOTES["en"]).format(citation.quote) if citation.quote else ""
    said = ": ".join(part for part in (place, quote) if part)
    return said + (f" ({say('derived', lang)})" if citation.derived else "")


def _places(places: list[str]) -> list[str]:
    """Each place without what it shares with the one before: `section 2, paragraph 1`, then `paragraph 3`."""
    return places[:1] + [_new_part(before, place) for before, place in pairwise(places)]


def _new_part(before: str, place: str) -> str:
    parts = place.split(", ")
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before.split(", "), parts, strict=False))))
    shared = min(shared, len(parts) - 1)
    is_whole = ", ".join(parts[:shared]).count('"') % 2 == 0
    return ", ".join(parts[shared:]) if is_whole else place
