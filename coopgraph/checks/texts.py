"""The stored texts of sources: which file of a folder holds whose, and what it says without its markup."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from coopgraph.errors import CoopgraphError
from coopgraph.model import Finding

__all__ = ["SUFFIXES", "Texts", "read", "texts_of"]

SUFFIXES = (".txt", ".md", ".html", ".htm")
LIST = "sources.csv"

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
# What browsers take these names for (WHATWG Encoding Standard), because pages do.
_MEANT = {"utf-8": "utf-8-sig", "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252"}
_WITHIN_WORDS = re.compile("a|abbr|b|bdi|bdo|cite|code|em|font|i|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|wbr")


@dataclass
class Texts:
    """The files that may hold each source's text, more than one where they cannot be told apart."""

    files: dict[str, list[Path]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def texts_of(folder: Path, titles: Mapping[str, str]) -> Texts:
    """The files of the folder that hold the texts of the sources, whose titles are given by id.

    The folder's `sources.csv` (columns id, file) goes first; then a file named like the id; then one whose name
    contains the id, word by word, and no longer id; then one that begins with the words of the title.

    Raises:
        CoopgraphError: the folder cannot be read, or holds no text.
    """
    found = Texts()
    listed = dict(_listed(folder, found.findings))
    found.files = {id: [file] for id, file in listed.items() if id in titles}
    used = {file.resolve() for file in listed.values()}
    free = [file for file in _text_files(folder, bool(listed)) if file.resolve() not in used]
    found.files |= _by_name(free, {id: title for id, title in titles.items() if id not in listed})
    taken = {file for files in found.files.values() for file in files}
    found.files |= _by_title([file for file in free if file not in taken], titles, found.files.keys())
    return found


def read(file: Path) -> str:
    """What a text file says, without the markup of Markdown and HTML, its line breaks where they were.

    Raises:
        CoopgraphError: it cannot be read, or is not in UTF-8 and does not say in what else.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CoopgraphError(f"cannot be read ({error.strerror}); check the name and the permissions") from None
    text = _decoded(data, file.suffix.lower())
    if file.suffix.lower() == ".md":
        return _without_markdown(text)
    return _without_html(text) if file.suffix.lower() in (".html", ".htm") else text


def _text_files(folder: Path, may_be_none: bool) -> list[Path]:
    """The folder's texts; of files that differ in their suffix alone, the plainest."""
    try:
        files = sorted(file for file in folder.iterdir() if not file.name.startswith(".") and file.is_file())
    except OSError as error:
        raise CoopgraphError(f"{folder}: cannot be read ({error.strerror}); name a folder of texts") from None
    plainest: dict[str, Path] = {}
    for suffix in SUFFIXES:
        for file in files:
            if file.suffix.lower() == suffix:
                plainest.setdefault(file.stem, file)
    if not plainest and not may_be_none:
        other = ", ".join(sorted({file.suffix for file in files if file.suffix not in ("", ".csv")}))
        hint = f" ({other} must be converted first, PDF with pdftotext)" if other else ""
        raise CoopgraphError(f"{folder}: holds no text; put in {', '.join(SUFFIXES)} files named by source id{hint}")
    return sorted(plainest.values())


def _listed(folder: Path, findings: list[Finding]) -> Iterator[tuple[str, Path]]:
    """The sources and files that `sources.csv` names; one that names no files is a table for another purpose."""
    path = folder / LIST
    if not path.is_file():
        return
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    header = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=header.count))
    if not {"id", "file"} <= set(rows.fieldnames or ()):
        return
    for row in rows:
        id, name = (row["id"] or "").strip(), (row["file"] or "").strip()
        if id and name and (folder / name).is_file():
            yield id, folder / name
        elif id and name:
            fix = f"name a file of {folder}"
            findings.append(
                Finding(f"there is no file '{name}'", fix, str(path), rows.line_num, "column file", "missing-text")
            )


def _by_name(files: Iterable[Path], titles: Mapping[str, str]) -> dict[str, list[Path]]:
    words = {id: _words(id.removeprefix("source-")) for id in titles}
    found: dict[str, list[Path]] = {}
    for file in files:
        name = _words(file.stem)
        fitting = [id for id in titles if _within(words[id], name)]
        longest = max((len(words[id]) for id in fitting), default=0)
        for id in fitting:
            if len(words[id]) == longest:
                found.setdefault(id, []).append(file)
    return {id: _best(files, words[id], titles[id]) for id, files in found.items()}


def _best(files: list[Path], id: list[str], title: str) -> list[Path]:
    """The files whose name is the id, else those that begin with the title, else all."""
    named = [file for file in files if _words(file.stem) == id]
    if len(files) == 1 or named:
        return named or files
    return [file for file in files if _begins_with(file, title)] or files


def _by_title(files: list[Path], titles: Mapping[str, str], done: Iterable[str]) -> dict[str, list[Path]]:
    wanted = sorted(set(titles) - set(done))
    found = {id: [file for file in files if _begins_with(file, titles[id])] for id in wanted}
    return {id: files for id, files in found.items() if files}


def _begins_with(file: Path, title: str) -> bool:
    """Whether a text's first words are those of the title, brackets left out."""
    words = _words(re.sub(r"\([^()]*\)|（[^（）]*）", " ", title))
    try:
        return bool(words) and _words(read(file).lstrip()[: 4 * len(title) + 200])[: len(words)] == words
    except CoopgraphError:
        return False


def _words(text: str) -> list[str]:
    """The folded words of a text; a Chinese character is one."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _within(words: list[str], name: list[str]) -> bool:
    return bool(words) and any(name[i : i + len(words)] == words for i in range(len(name) - len(words) + 1))


def _decoded(data: bytes, suffix: str) -> str:
    """The text in UTF-8 or UTF-16, or in what a web page says that it is in."""
    declared = _CHARSET.search(data[:2000]) if suffix in (".html", ".htm") else None
    encoding = declared[1].decode().lower() if declared else "utf-8"
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _MEANT.get(encoding, encoding)
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise CoopgraphError("is not in UTF-8; save it as UTF-8") from None


def _without_markdown(text: str) -> str:
    from markdown_it import MarkdownIt

    lines = _Lines()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.map and (token.content or token.children):
            lines.go_to(token.map[0] + 1 + (token.type == "fence"))
        if token.type == "html_block":
            lines.add(_without_html(token.content))
        elif token.type in ("fence", "code_block"):
            lines.add(token.content)
        for child in token.children or ():
            breaks = child.type in ("softbreak", "hardbreak")
            lines.add("\n" if breaks else "" if child.type == "html_inline" else child.content)
        lines.add(" ")
    return lines.text


def _without_html(text: str) -> str:
    markup = _Markup()
    markup.feed(text)
    markup.close()
    return markup.lines.text


class _Lines:
    """A text that grows, its lines numbered as those of the file it comes from."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._line = 1

    def go_to(self, line: int) -> None:
        self.add("\n" * (line - self._line))

    def add(self, text: str) -> None:
        self._parts.append(text)
        self._line += text.count("\n")

    @property
    def text(self) -> str:
        return "".join(self._parts)


class _Markup(HTMLParser):
    """What a browser would show; an element that does not stand within words ends one."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = _Lines()
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in ("script", "style", "template")
        self._apart(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style", "template") and self._hidden > 0
        self._apart(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.lines.go_to(self.getpos()[0])
            self.lines.add(data)

    def _apart(self, tag: str) -> None:
        if not _WITHIN_WORDS.fullmatch(tag):
            self.lines.add(" ")
