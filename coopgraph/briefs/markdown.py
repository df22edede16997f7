"""A brief as Markdown with footnotes, as GitHub, GitLab and Pandoc read it; no name in it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from coopgraph.briefs.contents import Brief, Group, Section, Sentence, Table
from coopgraph.briefs.notes import note_text, source_details
from coopgraph.briefs.words import say
from coopgraph.texts import clean, link

__all__ = ["markdown"]

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$^])|(&)(?=#?\w+;)")


def markdown(brief: Brief, picture: str | None = None) -> str:
    """The text of the file; `picture` is the name of the map's file beside it."""
    blocks = [f"# {_plain(brief.title)}", _plain(brief.facts), *map(_plain, brief.about)]
    for section in brief.sections:
        if picture or not section.pictured:
            blocks += _section(brief, section, picture)
    blocks += [f"## {_plain(say('sources', brief.lang))}", "\n".join(_sources(brief)), f"*{_plain(brief.made)}*"]
    blocks += [f"[^{note.number}]: {_note(list(note_text(note, brief.lang)))}" for note in brief.notes]
    return "\n\n".join(blocks) + "\n"


def _section(brief: Brief, section: Section, picture: str | None) -> Iterator[str]:
    yield f"## {_plain(section.heading)}"
    for group in section.groups:
        yield from _group(brief, group)
    if section.table:
        yield _table(section.table)
    if section.pictured and picture and brief.picture:
        yield f"![{_plain(say('map_of', brief.lang, brief.picture.title))}](<{quote(picture)}>)"


def _group(brief: Brief, group: Group) -> Iterator[str]:
    if group.heading:
        yield f"### {_plain(group.heading)}"
    yield "\n".join(_item(brief, each) for each in group.sentences)


def _item(brief: Brief, sentence: Sentence) -> str:
    lines = [f"- {_cell(sentence)}"]
    if sentence.likewise:
        lines.append(f"  {say('likewise', brief.lang)}{say('comma', brief.lang).join(map(_cell, sentence.likewise))}")
    if sentence.remark:
        lines.append(f"  *{say('note_on', brief.lang)}{_plain(sentence.remark)}*")
    return "  \n".join(lines)


def _table(table: Table) -> str:
    columns = table.columns or ("",) * len(table.rows[0])
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    if not table.columns:
        rows = [[f"**{row[0]}**", *row[1:]] for row in rows]
    lines = [[_plain(column) for column in columns], ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(sentence: Sentence) -> str:
    lines = map(_plain, sentence.text.split("\n"))
    text = f"<{sentence.url}>" if _is_plain_url(sentence.url) else "<br>".join(lines)
    marks = "".join(f"[^{number}]" for number in sentence.notes)
    return text + (f" {marks}" if marks and not text else marks)


def _note(pieces: list[tuple[str, bool]]) -> str:
    return "".join(f"*{_plain(text)}*" if is_title else _escaped(text) for text, is_title in pieces)


def _sources(brief: Brief) -> Iterator[str]:
    for source in brief.sources:
        url = link(source.url)
        address = [f"<{url}>" if _is_plain_url(url) else _plain(url)] if url else []
        parts = [f"*{_plain(source.title)}*", *map(_plain, source_details(source, brief.lang)), *address]
        yield f"- {', '.join(parts)}"


def _is_plain_url(url: str | None) -> bool:
    return url is not None and re.fullmatch(r"[\w:/?#@!$&'()*+,;=.%~-]+", url, re.ASCII) is not None


def _plain(text: str) -> str:
    """The text on one line, so that Markdown reads every character of it as itself."""
    return _escaped(" ".join(clean(text).split()))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1\2", text)
