"""What a brief tells, by heading."""

from __future__ import annotations

from coopgraph.briefs import Brief, dossier
from coopgraph.briefs.contents import Section
from coopgraph.store import Asked
from coopgraph.store.embedded import EmbeddedStore


def brief_of(store: EmbeddedStore, id: str, lang: str = "en", asked: Asked = Asked(), day: str | None = None) -> Brief:
    entity = store.entity(id)
    assert entity is not None
    return dossier(store, entity, lang, asked, day)


def section(brief: Brief, heading: str) -> Section:
    return next(each for each in brief.sections if each.heading == heading)


def said(brief: Brief, heading: str) -> list[str]:
    return [each.text for each in section(brief, heading).sentences()]


def rows(brief: Brief, heading: str) -> list[tuple[str, ...]]:
    table = section(brief, heading).table
    assert table is not None
    return [tuple(cell.text for cell in row) for row in table.rows]
