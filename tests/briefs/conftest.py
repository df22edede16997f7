"""A picture that is no map, and worlds made of a few values, for the tests of briefs."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable

import pytest

from coopgraph import dates, ontology
from coopgraph.briefs import Picture
from coopgraph.inference import conclude
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.store.embedded import EmbeddedStore

SOURCES = (
    Source("gazette", "Gazette of Lorrel", "Lorrel Press", "2018-05", "2020-02-29", "https://example.org/g?a=1&b=2"),
    Source("letter", "A letter", url="javascript:alert(1)"),
)
Row = tuple[str, str, str, str | None, str | None, str]


def image(width: int, height: int) -> bytes:
    """A grey PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + b"\x99" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.fixture
def picture() -> Picture:
    """A picture twice as wide as high."""
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="200" height="100"/></svg>'
    return Picture("Around the harbour", lambda: drawn, lambda: image(200, 100))


def body(id: str, type: str, *names: Name, **facts: str) -> Entity:
    """A body with names, and a place in the gazette."""
    return Entity(id, type, names or (Name(id, "en"),), evidence=(Evidence("gazette", "page 1", id),), **facts)  # type: ignore[arg-type]


def store_of(entities: Iterable[Entity], rows: Iterable[Row]) -> EmbeddedStore:
    """A store of statements, given as subject, relation, object, since, until, source."""
    terms = ontology.load()
    statements = [_statement(terms, place, row) for place, row in enumerate(rows, start=1)]
    return EmbeddedStore.of(terms, entities, statements, SOURCES, conclude=conclude)


def _statement(terms: ontology.Ontology, place: int, row: Row) -> Statement:
    subject, relation, object, since, until, source = row
    instant = terms.relation(relation).instant
    bounds = dates.bounds(since, until, instant, dates.read("2018-05"))
    evidence = (Evidence(source, f"page {place}, line 3", f"words of line {place}"),)
    return Statement(
        f"s{place}", subject, relation, object, since, until, evidence=evidence, bounds=bounds, instant=instant
    )


@pytest.fixture
def harbour() -> EmbeddedStore:
    """Four levels of a hierarchy, a treaty of three, and two sources that disagree on when a council was joined."""
    bodies = [
        body(id, type)
        for id, type in (
            ("Crown", "Government"),
            ("Ministry", "Ministry"),
            ("Office", "Agency"),
            ("Station", "Agency"),
            ("Post", "Agency"),
            ("Treaty", "Treaty"),
            ("Council", "JointBody"),
            ("Rival", "Ministry"),
            ("Loner", "Association"),
        )
    ]
    rows: list[Row] = [
        ("Ministry", "subordinate_of", "Crown", None, None, "gazette"),
        ("Office", "subordinate_of", "Ministry", "2001", None, "gazette"),
        ("Station", "subordinate_of", "Office", None, None, "gazette"),
        ("Post", "subordinate_of", "Station", None, None, "gazette"),
        ("Office", "agreed_to", "Treaty", "2010-04", None, "gazette"),
        ("Rival", "signed", "Treaty", "2010-04", None, "letter"),
        ("Crown", "agreed_to", "Treaty", "2011", None, "letter"),
        ("Office", "member_of", "Council", "2003", None, "gazette"),
        ("Office", "member_of", "Council", "2005-06", None, "letter"),
    ]
    return store_of(bodies, rows)


HOSTILE: tuple[str, ...] = (
    "<script>window.PWN=1</script>",
    '"><img src=x onerror=window.PWN=1>',
    "</style></script><script>window.PWN=1</script>",
    "[click](javascript:window.PWN=1) ![x](http://evil.example/x.png) <http://evil.example>",
    "# Heading\n\n| a | b |\n|---|---|\n*bold* `code` ~~gone~~ $x$ [^1] &lt;b&gt;",
    "\u202egnp.exe \x00\x07 \u2028 {{ 7*7 }} {% raw %}",
    "=HYPERLINK(A1) @SUM \ufffe 😀 \ud83d",
    "long " * 400 + "x" * 2000,
)


@pytest.fixture
def hostile() -> Callable[[str], EmbeddedStore]:
    """A store with the text in every field that a brief shows."""

    def made(text: str) -> EmbeddedStore:
        piece = Evidence("bad", text, text)
        names = tuple(
            Name(text, lang, kind, source=text) for lang, kind in (("en", "label"), (None, "acronym"), ("de", "alias"))
        )
        entities = [
            Entity("one", "Ministry", names, text, text, "2010", text, (piece,), (text, f"javascript:{text}")),
            Entity("other", "Treaty", names, evidence=(piece,)),
        ]
        bounds = dates.bounds("2010", None, True)
        statement = Statement("s", "one", "signed", "other", "2010", None, "other", text, (piece,), bounds, True)
        sources = [Source("bad", text, text, "2010", None, f"http://example.org/{text}", text)]
        return EmbeddedStore.of(ontology.load(), entities, [statement], sources)

    return made
