"""A brief as a Word file: real headings, real footnotes, tables with repeated heads, the map on the last page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from coopgraph.briefs.contents import Brief, Group, Section, Sentence, Table
from coopgraph.briefs.footnotes import Footnotes
from coopgraph.briefs.notes import note_text, source_details
from coopgraph.briefs.styles import TABLE_TEXT, Paper
from coopgraph.briefs.words import say
from coopgraph.errors import MissingPart
from coopgraph.texts import clean, link

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

__all__ = ["docx"]

_LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)


def docx(brief: Brief) -> bytes:
    """The file; the same brief gives the same bytes, so no date of making is in it.

    Raises:
        MissingPart: python-docx is not installed.
    """
    try:
        return _Writer(brief).bytes()
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("docx", "lxml"):
            raise
        raise MissingPart("Word files need python-docx; pip install 'coopgraph[office]'") from None


class _Writer:
    """Writes one brief from the top to the bottom."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.paper = Paper(brief.lang)
        self.document = self.paper.document
        self.footnotes = Footnotes(self.document)
        self.notes = {note.number: list(note_text(note, brief.lang)) for note in brief.notes}

    def bytes(self) -> bytes:
        brief = self.brief
        self.document.add_paragraph(brief.title, style="Title")
        for line in (brief.facts, *brief.about):
            self.document.add_paragraph(line, style="Subtitle")
        for section in brief.sections:
            if not section.pictured:
                self.section(section)
        self.sources()
        for section in brief.sections:
            if section.pictured:
                self.picture(section)
        self.paper.foot(brief.title, say("page", brief.lang, "\0", "\0").split("\0"))
        self.footnotes.write()
        self._properties()
        return _same_bytes(self.document)

    def word(self, key: str) -> str:
        return say(key, self.brief.lang)

    def section(self, section: Section) -> None:
        self.document.add_heading(section.heading, 1)
        for group in section.groups:
            self.group(group)
        if section.table:
            self.table(section.table)

    def group(self, group: Group) -> None:
        if group.heading:
            self.document.add_heading(group.heading, 2)
        for sentence in group.sentences:
            paragraph = self.document.add_paragraph(style="List Bullet")
            self.say(paragraph, sentence)
            for place, other in enumerate(sentence.likewise):
                paragraph.add_run(self.word("comma") if place else f"\n{self.word('likewise')}")
                self.say(paragraph, other)
            if sentence.remark:
                paragraph.add_run().add_break()
                self.paper.remark(paragraph, self.word("note_on") + sentence.remark)

    def say(self, paragraph: Paragraph, sentence: Sentence) -> None:
        """The text with its numbers, or as a link."""
        if sentence.url:
            self.paper.link(paragraph, sentence.text, sentence.url)
        else:
            paragraph.add_run(sentence.text)
        for place, number in enumerate(sentence.notes):
            if place:
                self.footnotes.separate(paragraph)
            self.footnotes.refer(paragraph, number, self.notes[number])

    def table(self, table: Table) -> None:
        drawn = self.paper.table(len(table.rows[0]), table.columns)
        for row in table.rows:
            cells = drawn.add_row().cells
            for place, (cell, sentence) in enumerate(zip(cells, row, strict=True)):
                paragraph = cell.paragraphs[0]
                paragraph.style = TABLE_TEXT
                self.say(paragraph, sentence)
                if place == 0 and not table.columns:
                    self.paper.head(paragraph)
        self.paper.finish(drawn, table)

    def picture(self, section: Section) -> None:
        if self.brief.picture is None:
            return
        image = self.brief.picture.png()
        self.paper.turn()
        self.document.add_heading(section.heading, 1)
        for group in section.groups:
            self.group(group)
        self.paper.picture(image, say("map_of", self.brief.lang, clean(self.brief.picture.title)), len(section.groups))

    def sources(self) -> None:
        self.document.add_heading(self.word("sources"), 1)
        for source in self.brief.sources:
            paragraph = self.document.add_paragraph(style="List Bullet")
            paragraph.add_run(clean(source.title)).italic = True
            for detail in source_details(source, self.brief.lang):
                paragraph.add_run(f", {detail}")
            if address := link(source.url):
                paragraph.add_run(", ")
                self.paper.link(paragraph, address, address)
        self.paper.remark(self.document.add_paragraph(), self.brief.made)

    def _properties(self) -> None:
        properties = self.document.core_properties
        properties.title = self.brief.title[:255]
        properties.author = properties.last_modified_by = "coopgraph"
        properties.comments = self.brief.made[:255]
        properties.language = self.brief.lang
        properties.created = properties.modified = _LONG_AGO


def _same_bytes(document: Any) -> bytes:
    """The document as a zip file whose entries bear no time."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in _in_order(old.namelist()):
            entry = zipfile.ZipInfo(name, _LONG_AGO.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fixed.getvalue()


def _in_order(names: Iterable[str]) -> list[str]:
    """The list of content types first, as readers expect it, then by name."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
