"""Texts that try to run, to break a file or to call home, and a selection that has one of them in every field."""

from __future__ import annotations

from coopgraph.maps import Selection
from coopgraph.maps.selection import Carried
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.records import replace

__all__ = ["HOSTILE", "TEXT_FIELDS", "hostile"]

HOSTILE = {
    "script": "<script>window.PWN=1</script>",
    "image": '"><img src=x onerror=window.PWN=1>',
    "end of script": "</script><script>window.PWN=1</script><!--",
    "end of noscript": "</noscript></svg></style></title><svg onload=window.PWN=1>",
    "quotes": "'-(window.PWN=1)-'\"`${window.PWN=1}`",
    "href": '<a href="javascript:window.PWN=1">href</a>',
    "address": "javascript:window.PWN=1",
    "web address": 'https://198.51.100.7/x"><img src=https://198.51.100.7/y onerror=window.PWN=1>',
    "direction": "\u202egnp.exe\u2066 \u2028 \u2029 {{ 7*7 }} {% raw %} ]]>",
    "control": "a\x00b\x07c\x1b[31md\ud800e\ufffff\x85",
    "emoji": "\U0001f9d1\u200d\U0001f52c\U0001f1e9\U0001f1ea e\u0301\u0301\u0301 \u0627\u0644",
    "long": "long " * 400,
    "long word": "x" * 2000,
    "long Chinese": "\u5de5\u4fe1\u90e8" * 700,
    "percent": "%s %(a)s {} {0} {name} %00 %ff &amp; &#x3c;script&#x3e;",
    "formula": "=HYPERLINK(\"https://198.51.100.7/\") +cmd|' /C calc'!A0 @SUM(1) -1",
}
TEXT_FIELDS = {
    Entity: {"id", "type", "country", "city", "date", "note"},
    Name: {"text", "lang", "kind", "since", "until", "source", "locator"},
    Statement: {"id", "subject", "relation", "object", "since", "until", "under", "note", "dataset", "rule"},
    Evidence: {"source", "locator", "quote"},
    Source: {"id", "title", "publisher", "issued", "retrieved", "url", "licence"},
}


def hostile(world: Selection, text: str) -> Selection:
    """Three bodies drawn and one carried, every text of which is hostile; the source's address is tried as a link too."""
    evidence = (Evidence(text, text, text), Evidence("link" + text, text, text, derived=True))
    names = [Name(text, lang, kind, text, text, text, text) for lang, kind in ((text, text), ("en", "alias"))]
    names += [Name(text, lang, "label") for lang in ("en", "de", "zh", text)] + [Name(text, None, "acronym")]
    bodies = [
        Entity(text + str(place), kind, tuple(names), country, text, text, text, evidence, (text,))
        for place, (kind, country) in enumerate((("Ministry", "CN"), ("Ministry", text), (text, None), ("Event", "CN")))
    ]
    ids = [each.id for each in bodies]
    model = world.statements[4]
    statements = [
        replace(
            model,
            id=text + str(place),
            subject=ids[place % 3],
            object=ids[(place + 1) % 3],
            since=text,
            until=(text, None, "..")[place % 3],
            under=(text, ids[0], None)[place % 3],
            note=text,
            evidence=evidence,
            dataset=text,
            rule=text,
            premises=(text,) if place == 1 else (),
        )
        for place in range(4)
    ]
    carried = Carried((bodies[3],), (replace(statements[0], id=text + "c", subject=ids[3], object=ids[0]),), 1)
    sources = {
        each.source: Source(each.source, text, text, text, text, address, text)
        for each, address in zip(evidence, (text, "https://example.org/" + text), strict=True)
    }
    return replace(
        world,
        title=text + ' title="href"',
        entities=tuple(bodies[:3]),
        statements=tuple(statements),
        sources=sources,
        labels={text: text},
        contradicted=frozenset({text + "2"}),
        carried=carried,
    )
