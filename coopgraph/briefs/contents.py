"""A brief as values: sections of sentences and tables, numbered notes that prove them, and the sources."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coopgraph.errors import CoopgraphError
from coopgraph.files import write_whole
from coopgraph.model import Evidence, Source
from coopgraph.store import Store
from coopgraph.texts import clean

if TYPE_CHECKING:
    from coopgraph.questions.limiting import LeftOut

__all__ = ["Brief", "Citation", "Group", "Note", "Notes", "Picture", "Section", "Sentence", "Table"]

_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source, with the words that stand there."""

    source: str
    title: str
    place: str | None = None
    quote: str | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: all that one sentence rests on."""

    number: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or the text of a cell; `notes` are numbers, `remark` stands after it, `statement` is what it says.

    `likewise` names the others of whom the same is true, each with its own note.
    """

    text: str
    notes: tuple[int, ...] = ()
    remark: str = ""
    statement: str | None = None
    url: str | None = None
    likewise: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that belong together; without a heading where they are all that their section says."""

    sentences: tuple[Sentence, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; without columns the first cell of a row is its heading."""

    rows: tuple[tuple[Sentence, ...], ...]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, in this order: sentences, a table, the picture."""

    heading: str
    groups: tuple[Group, ...] = ()
    table: Table | None = None
    pictured: bool = False

    def sentences(self) -> list[Sentence]:
        """The sentences of all its groups."""
        return [each for group in self.groups for each in group.sentences]


@dataclass(frozen=True, slots=True)
class Picture:
    """A map; each format asks for the form that it can show. `left_out` says what it lacks that would be too much."""

    title: str
    svg: Callable[[], str]
    png: Callable[[], bytes]
    left_out: LeftOut | None = None


@dataclass(frozen=True)
class Brief:
    """A dossier with numbered notes.

    ```python
    kg.brief("BMWi").save("bmwi.docx")
    ```
    """

    title: str
    facts: str
    lang: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    sources: tuple[Source, ...]
    made: str
    about: tuple[str, ...] = ()
    picture: Picture | None = field(default=None, compare=False)

    def to_markdown(self, picture: str | None = None) -> str:
        """Markdown with footnotes; `picture` is the file that it shows the map from."""
        from coopgraph.briefs.markdown import markdown

        return markdown(self, picture)

    def to_html(self) -> str:
        """One HTML file that needs nothing else and runs nothing."""
        from coopgraph.briefs.html import html

        return html(self)

    def to_docx(self) -> bytes:
        """A Word file with real footnotes.

        Raises:
            MissingPart: python-docx is not installed.
        """
        from coopgraph.briefs.docx import docx

        return docx(self)

    def save(self, path: str | os.PathLike[str]) -> list[Path]:
        """Writes the file in the format of its suffix, and gives its path; Markdown puts its map into a file beside it.

        Raises:
            CoopgraphError: the suffix is not one of a format that can be written.
        """
        target = Path(path)
        suffix = target.suffix.lower()
        if suffix == ".docx":
            return [write_whole(target, self.to_docx())]
        if suffix == ".html":
            return [write_whole(target, self.to_html().encode())]
        if suffix == ".md":
            return self._save_markdown(target)
        raise CoopgraphError(f"cannot write a brief as '{target.name}'; supported: .docx, .html, .md")

    def _save_markdown(self, target: Path) -> list[Path]:
        if self.picture is None:
            return [write_whole(target, self.to_markdown().encode())]
        beside = target.with_name(f"{target.stem}-map.svg")
        drawn = write_whole(beside, self.picture.svg().encode())
        return [write_whole(target, self.to_markdown(beside.name).encode()), drawn]

    def _repr_html_(self) -> str:
        """The page for a notebook's cell, in a sandbox in which nothing runs.

        Links within it name the frame, as they would lead to the notebook otherwise.
        """
        from html import escape

        page = self.to_html().replace('href="#', 'href="about:srcdoc#')
        frame = 'width="100%" height="760" style="border:1px solid #ccc"'
        return (
            f'<iframe sandbox="{_SANDBOX}" title="{escape(clean(self.title))}" {frame} '
            f'srcdoc="{escape(page)}"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<Brief {self.title!r}: {self.facts}>"


class Notes:
    """Numbers what sentences rest on in the order of their first mention; what is told again keeps its number."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._notes: dict[object, Note] = {}

    def of(self, key: object, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """The number of the note for a statement or an entity, by its id, or for a piece of evidence by itself."""
        citations = tuple(dict.fromkeys(self._citation(piece) for piece in evidence))
        if not citations:
            return ()
        note = self._notes.setdefault(key, Note(len(self._notes) + 1, citations))
        return (note.number,)

    def all(self) -> tuple[Note, ...]:
        """Every note, by number."""
        return tuple(self._notes.values())

    def sources(self) -> tuple[Source, ...]:
        """The sources that the notes cite, in the order of first citation."""
        ids = dict.fromkeys(each.source for note in self._notes.values() for each in note.citations)
        return tuple(self._store.source(id) for id in ids)

    def _citation(self, piece: Evidence) -> Citation:
        title = _one_line(self._store.source(piece.source).title)
        place, quote = (_one_line(text) if text else None for text in (piece.locator, piece.quote))
        return Citation(piece.source, title, place, quote, piece.derived)


def by_source(citations: Sequence[Citation]) -> list[tuple[str, list[Citation]]]:
    """The citations by source, each source once with its title."""
    found: dict[str, list[Citation]] = {}
    for each in citations:
        found.setdefault(each.source, []).append(each)
    return [(group[0].title, group) for group in found.values()]


def _one_line(text: str) -> str:
    return clean(" ".join(text.split()))
