"""Whether each quote stands in the stored text of its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coopgraph.checks.passages import Passage, Passages
from coopgraph.checks.place import Place
from coopgraph.checks.texts import read, texts_of
from coopgraph.errors import CoopgraphError
from coopgraph.model import Evidence, Finding

__all__ = ["Quotes", "check"]

Verdict = tuple[str, str, str]
NAMED = 10


@dataclass
class Quotes:
    """The findings, and how many quotes of each source were checked or, for want of a text, were not."""

    folder: str
    findings: list[Finding] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)
    unchecked: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        done = f"{_count(self.checked.total(), 'quote')} checked in {_count(len(self.checked), 'source')}"
        if not self.unchecked:
            return done
        ids = sorted(self.unchecked)
        names = ", ".join(ids[:NAMED]) + (f" and {len(ids) - NAMED} more" if len(ids) > NAMED else "")
        left = f"{_count(self.unchecked.total(), 'quote')} of {_count(len(ids), 'source')} not checked"
        return f"{done}; {left}: no text in {self.folder} for {names}"


def check(folder: str | Path, quoted: Iterable[tuple[Evidence, Place]], titles: Mapping[str, str]) -> Quotes:
    """What is wrong with the quotes of pieces of evidence, each at the place where it is written.

    `titles` has every source's title by its id; `texts.texts_of` says which file holds its text, `Passages.find` what
    counts as found. A source without a text is no finding, but it is one that no source has a text.

    Raises:
        CoopgraphError: the folder cannot be read, or holds no text.
    """
    shelf = _Shelf(Path(folder), titles)
    result = Quotes(str(folder))
    pieces = [(piece, place) for piece, place in quoted if piece.quote]
    for source in sorted({piece.source for piece, _ in pieces}):
        shelf.passages(source)
    for piece, place in pieces:
        known = shelf.passages(piece.source) is not None
        (result.checked if known else result.unchecked)[piece.source] += 1
        if known and (verdict := shelf.verdict(piece.source, piece.quote or "")):
            result.findings.append(place.finding(*verdict, "quote"))
    result.findings += shelf.findings
    if pieces and not result.checked and not result.findings:
        fix = "name a file by a source's id, or list ids and files in its sources.csv (columns id,file)"
        result.findings.append(Finding("holds the text of no source that is quoted", fix, str(folder), rule="no-text"))
    return result


class _Shelf:
    """The texts of sources, read when they are first asked for; `findings` say which cannot be used."""

    def __init__(self, folder: Path, titles: Mapping[str, str]) -> None:
        found = texts_of(folder, titles)
        self.folder = folder
        self.files = found.files
        self.findings = found.findings
        self._passages: dict[str, Passages | None] = {}
        self._verdicts: dict[tuple[str, str], Verdict | None] = {}

    def passages(self, source: str) -> Passages | None:
        """The text of a source, or None where there is none or not just one that can be read."""
        if source not in self._passages:
            self._passages[source] = self._read(source)
        return self._passages[source]

    def verdict(self, source: str, quote: str) -> Verdict | None:
        """The rule that a quote breaks, what is wrong and what would be right; looked up once for all rows."""
        if (source, quote) not in self._verdicts:
            self._verdicts[source, quote] = self._judge(source, quote)
        return self._verdicts[source, quote]

    def _read(self, source: str) -> Passages | None:
        files = self.files.get(source, [])
        if len(files) > 1:
            problem = f"each may be the text of '{source}': {', '.join(file.name for file in files)}"
            fix = "say which in its sources.csv (columns id,file)"
            self.findings.append(Finding(problem, fix, str(self.folder), rule="several-texts"))
        if len(files) != 1:
            return None
        try:
            return Passages(read(files[0]))
        except CoopgraphError as error:
            problem, _, fix = str(error).partition("; ")
            self.findings.append(Finding(problem, fix, str(files[0]), rule="unreadable-text"))
            return None

    def _judge(self, source: str, quote: str) -> Verdict | None:
        text = self.passages(source)
        if text is None or text.find(quote):
            return None
        if alike := text.find(quote, ignore_case=True):
            problem = f"upper and lower case of the quote “{quote}” are not those of '{source}'"
            return "quote-in-other-case", problem, f"{self._at(source, alike)} says “{alike.text}”"
        problem = f"the quote “{quote}” is not in the text of '{source}'"
        return "quote-not-found", problem, self._instead(source, quote, text)

    def _instead(self, source: str, quote: str, text: Passages) -> str:
        """The passage most like the quote, or where else it stands."""
        for other, found in self._passages.items():
            if found and (passage := found.find(quote)):
                return f"it is in that of '{other}', {self._at(other, passage)}"
        if nearest := text.nearest(quote):
            return f"nearest is {self._at(source, nearest)}: “{nearest.text}”"
        return f"nothing in {self.files[source][0]} is much like it"

    def _at(self, source: str, passage: Passage) -> str:
        return f"{self.files[source][0]}:{passage.line}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
