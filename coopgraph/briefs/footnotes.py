"""Real footnotes in a Word file, which python-docx cannot make: their part, its styles, references and repeats.

The markup is that of ECMA-376-1, sections 17.11 (footnotes) and 17.16.5.42 (NOTEREF, which repeats a reference).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["Footnotes"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TEXT = "footnote text"
_REFERENCE = "footnote reference"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


class Footnotes:
    """Puts numbered footnotes into a document, each text once, and writes their part at the end.

    Word numbers footnotes itself: the texts must be referred to in the order of their numbers.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root = _element("footnotes")
        self._bookmarks = count(1)
        self._placed: set[int] = set()
        self._add_styles()
        for id, kind in _SEPARATORS:
            self._root.append(_note(id, _run(_element(kind)), kind))

    def refer(self, paragraph: Paragraph, number: int, pieces: Iterable[tuple[str, bool]]) -> None:
        """Ends the paragraph with the number: a footnote at its first mention, a link to that later on.

        `pieces` are the footnote's text, each with whether it is set in italics.
        """
        parts = self._repeat(number) if number in self._placed else self._first(number, pieces)
        for part in parts:
            paragraph._p.append(part)

    def separate(self, paragraph: Paragraph) -> None:
        """A raised comma between two numbers."""
        paragraph._p.append(self._raised(_text(", ")))

    def write(self) -> None:
        """Adds the part to the document, and its separators to the settings."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        part = self._document.part
        name = PackURI("/word/footnotes.xml")
        footnotes = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, self._root, part.package)
        part.relate_to(footnotes, RELATIONSHIP_TYPE.FOOTNOTES)
        properties = _element("footnotePr")
        for id, _ in _SEPARATORS:
            properties.append(_element("footnote", id=str(id)))
        settings = self._document.settings.element
        settings.insert(_place_of_footnotes(settings), properties)

    def _first(self, number: int, pieces: Iterable[tuple[str, bool]]) -> list[Any]:
        self._placed.add(number)
        reference, space = self._raised(_element("footnoteRef")), _run(_text(" "))
        texts = [_run(_text(text), italic=italic) for text, italic in pieces if text]
        self._root.append(_note(number, reference, None, space, *texts, style=self._style(_TEXT)))
        id = str(next(self._bookmarks))
        return [
            _element("bookmarkStart", id=id, name=f"note_{number}"),
            self._raised(_element("footnoteReference", id=str(number))),
            _element("bookmarkEnd", id=id),
        ]

    def _repeat(self, number: int) -> list[Any]:
        instruction = _element("instrText")
        instruction.text = f" NOTEREF note_{number} \\f \\h "
        parts = [
            _element("fldChar", fldCharType="begin"),
            instruction,
            _element("fldChar", fldCharType="separate"),
            _text(str(number)),
            _element("fldChar", fldCharType="end"),
        ]
        return [self._raised(part) for part in parts]

    def _raised(self, content: Any) -> Any:
        run = _run(content)
        properties = _element("rPr")
        properties.append(_element("rStyle", val=self._style(_REFERENCE)))
        run.insert(0, properties)
        return run

    def _style(self, name: str) -> str:
        return str(self._document.styles[name].style_id)

    def _add_styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt

        text = self._document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = self._document.styles["Normal"]
        text.font.size = Pt(8.5)
        text.paragraph_format.space_after = Pt(2)
        text.paragraph_format.line_spacing = 1.0
        reference = self._document.styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        reference.font.superscript = True


def _place_of_footnotes(settings: Any) -> int:
    """Where in the settings, whose order is fixed, footnotePr goes: before the first of what comes after it."""
    after = (
        "endnotePr compat docVars rsids mathPr themeFontLang clrSchemeMapping shapeDefaults decimalSymbol listSeparator"
    )
    places = [place for place, each in enumerate(settings) if each.tag.rpartition("}")[2] in after.split()]
    return min(places, default=len(settings))


def _note(id: int, first: Any, kind: str | None = None, *runs: Any, style: str = "") -> Any:
    note = _element("footnote", id=str(id), **({"type": kind} if kind else {}))
    paragraph = _element("p")
    if style:
        properties = _element("pPr")
        properties.append(_element("pStyle", val=style))
        paragraph.append(properties)
    for run in (first, *runs):
        paragraph.append(run)
    note.append(paragraph)
    return note


def _run(content: Any, italic: bool = False) -> Any:
    run = _element("r")
    if italic:
        properties = _element("rPr")
        properties.append(_element("i"))
        run.append(properties)
    run.append(content)
    return run


def _text(text: str) -> Any:
    element = _element("t")
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _element(tag: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(f"w:{tag}")
    for attribute, value in attributes.items():
        element.set(f"{{{_W}}}{attribute}", value)
    return element
