"""Sheets of paper as one document, set by Typst: text stays text, fonts are embedded, a missing one is told."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from math import ceil
from types import ModuleType
from typing import Any

from coopgraph.errors import IncompletePicture, MissingPart
from coopgraph.maps.metrics import clean
from coopgraph.maps.scripts import in_two_fonts
from coopgraph.maps.sheet import Page

__all__ = ["Document"]

_STANDARDS = (("a-2u", "ua-1"), ("a-2b",))
_MOST_SIDE = 12_000.0
_LATIN = ("Arial", "Helvetica", "Liberation Sans")
_CHINESE = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "SimHei",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
)
_UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed')
_PICTURE = "\N{GRINNING FACE}"
_MOST_SCRIPTS = 12
_LONGEST = 10_000
_TRIFLE = 1e-5
_SIZE = 'viewBox="0 0 {0} {1}" width="{0}pt" height="{1}pt"'


class Document:
    """Pages under a title; `told` says in words what each shows, `day` is the document's date.

    Raises:
        MissingPart: Typst is not installed.
    """

    def __init__(self, title: str, lang: str, pages: Sequence[Page], told: Sequence[str], day: date) -> None:
        self._typst = _typst()
        self._title, self._lang, self._pages, self._told, self._day = title, lang, pages, told, day

    def pdf(self) -> bytes:
        """PDF/A-2u and PDF/UA-1, else PDF/A-2b; plain, with a warning, where this machine lacks a font for some."""
        return self._checked

    def png(self, dpi: float) -> bytes:
        """The first page at so many dots per inch, at fewer where a side would be longer than 12,000 dots."""
        self._checked  # noqa: B018
        first = self._pages[0]
        most = _MOST_SIDE / max(first.width, first.height) * 72
        ppi = float(min(dpi, most))
        return self._compiled(self._files([_in_whole_dots(first, ppi)]), format="png", ppi=ppi)

    @cached_property
    def _checked(self) -> bytes:
        """The PDF, after saying what this machine has no font for; the strict standards are what finds it."""
        files = self._files(self._pages)
        noon = datetime(self._day.year, self._day.month, self._day.day, 12, tzinfo=UTC)
        options = {"format": "pdf", "timestamp": int(noon.timestamp())}
        for standards in _STANDARDS:
            unshown: list[str] = []
            found = self._shown(files, unshown, pdf_standards=list(standards), **options)
            if unshown:
                _tell(unshown)
                break
            if found:
                return found
        return self._compiled(files, **options)

    def _shown(self, files: dict[str, bytes], unshown: list[str], **options: Any) -> bytes | None:
        """The file without the scripts that have no font, a character of each of which is noted as `unshown`."""
        for _ in range(_MOST_SCRIPTS):
            try:
                return self._compiled(_without(files, unshown), **options)
            except self._typst.TypstError as problem:
                missing = _UNSHOWN.search(str(problem))
                if missing is None:
                    break
                unshown.append(_character(missing[1]))
        return None

    def _compiled(self, files: dict[str, bytes], **options: Any) -> bytes:
        return bytes(self._typst.compile(files, **options))

    def _files(self, pages: Sequence[Page]) -> dict[str, bytes]:
        """What Typst sets: a page for each picture, without any markup of the data's own."""
        lines = [f"#set document(title: {_quoted(self._title)}, author: ())", f"#set text(lang: {_quoted(self._lang)})"]
        files = {}
        for number, (page, told) in enumerate(zip(pages, self._told, strict=False), start=1):
            size = f"width: {page.width}pt, height: {page.height}pt"
            picture = f'image("{number}.svg", width: 100%, height: 100%, alt: {_quoted(told)})'
            lines.append(f"#page({size}, margin: 0pt, {picture})")
            files[f"{number}.svg"] = _in_chinese(page.svg).encode()
        return {"main.typ": "\n".join(lines).encode(), **files}


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError as problem:
        raise MissingPart("PDF and PNG need Typst; install it with: pip install 'coopgraph[pictures]'") from problem
    module: ModuleType = typst
    return module


def _in_whole_dots(page: Page, ppi: float) -> Page:
    """The page so little larger that its sides are whole dots; Typst leaves out rows and columns of others.

    It rounds up, so that a trifle less is asked for.
    """
    dots = (ceil(round(side * ppi / 72, 6)) for side in (page.width, page.height))
    across, down = (each * 72 / ppi * (1 - _TRIFLE * place) for place, each in enumerate(dots, start=1))
    before, after = (_SIZE.format(*sides) for sides in ((page.width, page.height), (across, down)))
    return Page(across, down, page.svg.replace(before, after, 1))


def _quoted(text: str) -> str:
    """The text as a literal of Typst's, no longer than PDF/A lets a string be."""
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return '"' + clean(shown).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    return frozenset(_typst().Fonts().families())


def _in_chinese(svg: str) -> str:
    """The page with its Chinese in a Chinese font of this machine, where there is one."""
    family = next((each for each in _CHINESE if each in _families()), None)
    return in_two_fonts(svg, family) if family else svg


def _without(files: dict[str, bytes], unshown: Sequence[str]) -> dict[str, bytes]:
    """The same without any character of the scripts that could not be shown, to find the next of them."""
    if not unshown:
        return files
    scripts = {_script(character) for character in unshown}

    def kept(content: bytes) -> bytes:
        return "".join(
            each if each.isascii() or _script(each) not in scripts else " " for each in content.decode()
        ).encode()

    return {name: kept(content) for name, content in files.items()}


def _character(shown: str) -> str:
    """The character that a message shows, which may write it as `\\u{200f}`, and shows nothing of joined pictures."""
    escaped = re.fullmatch(r"\\u\{([0-9a-f]+)\}", shown)
    return chr(int(escaped[1], 16)) if escaped else (shown or _PICTURE)[0]


def _script(character: str) -> str:
    """What kind of writing a character belongs to: the first word of its name, and one name for all pictures."""
    if unicodedata.category(character) in ("So", "Sk"):
        return "SYMBOLS"
    return unicodedata.name(character, "UNNAMED").split()[0].split("-")[0]


def _tell(unshown: Sequence[str]) -> None:
    for message in _remarks(unshown):
        warnings.warn(message, IncompletePicture, stacklevel=2)


def _remarks(unshown: Sequence[str]) -> Iterator[str]:
    if not _families() & set(_LATIN):
        yield f"none of the fonts {', '.join(_LATIN)} is on this machine: text may not fit its boxes"
    scripts = {_script(character): character for character in reversed(unshown)}
    if "CJK" in scripts:
        del scripts["CJK"]
        yield (
            "this machine has no font for Chinese, which shows as empty boxes; install one and draw again "
            "(Debian, Ubuntu: apt-get install fonts-noto-cjk)"
        )
    if scripts:
        named = ", ".join(f"{script.title()} ({character})" for script, character in sorted(scripts.items()))
        yield f"this machine has no font for some characters, which show as empty boxes: {named}"
