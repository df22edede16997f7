"""How the Word file looks: A4, one sans-serif type for Latin and Chinese, quiet colours, and its page furniture."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from coopgraph.briefs.contents import Table

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

__all__ = ["Paper"]

_LATIN = "Arial"
_CHINESE = "Microsoft YaHei"
_INK = "1A1A1A"
_STRONG = "17365D"
_QUIET = "555555"
_LINE = "C9CED6"
_LANGS = {"en": "en-GB", "de": "de-DE", "zh": "zh-CN"}
_SIZES = {"Title": 20.0, "Subtitle": 10.0, "Heading 1": 13.0, "Heading 2": 10.5, "Normal": 10.0, "List Bullet": 10.0}
_SPACES = {"Title": (0, 2), "Subtitle": (0, 2), "Heading 1": (14, 4), "Heading 2": (8, 2), "List Bullet": (0, 4)}


class Paper:
    """An empty document with its styles; A4 upright, and on request across."""

    def __init__(self, lang: str) -> None:
        from docx import Document

        self.document = Document()
        self._styles(_LANGS.get(lang, lang))
        self._upright(self.document.sections[0])

    @contextmanager
    def landscape(self) -> Iterator[None]:
        """What is added within stands on pages of its own, across."""
        from docx.enum.section import WD_ORIENT, WD_SECTION
        from docx.shared import Mm

        across = self.document.add_section(WD_SECTION.NEW_PAGE)
        across.orientation = WD_ORIENT.LANDSCAPE
        across.page_width, across.page_height = Mm(297), Mm(210)
        across.left_margin = across.right_margin = Mm(15)
        across.top_margin, across.bottom_margin = Mm(12), Mm(15)
        yield
        self._upright(self.document.add_section(WD_SECTION.NEW_PAGE))

    def picture(self, image: bytes, text: str) -> None:
        """The picture as large as the page across allows, with a text for those who cannot see it."""
        from docx.shared import Mm

        paragraph = self.document.add_paragraph()
        drawn = paragraph.add_run().add_picture(io.BytesIO(image))
        scale = min(Mm(267) / drawn.width, Mm(160) / drawn.height)
        drawn.width, drawn.height = int(drawn.width * scale), int(drawn.height * scale)
        properties = drawn._inline.docPr
        properties.set("descr", text)
        properties.set("title", text[:255])

    def table(self, columns: int, heads: Sequence[str]) -> Any:
        """A table with thin lines between its rows, and the heads in a row that is repeated on each page."""
        table = self.document.add_table(rows=0, cols=columns)
        table.autofit = False
        borders = _element("w:tblBorders")
        for side in ("top", "bottom", "insideH"):
            borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=_LINE))
        table._tbl.tblPr.append(borders)
        if heads:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
            for cell, head in zip(row.cells, heads, strict=True):
                self._bold(cell.paragraphs[0].add_run(head))
        return table

    def finish(self, table: Any, contents: Table) -> None:
        """Column widths, and rows that no page break cuts."""
        from docx.shared import Mm, Pt

        widths = [Mm(width) for width in _widths(contents)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows:
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
                cell.paragraphs[0].paragraph_format.space_after = Pt(3)
                cell.paragraphs[0].paragraph_format.space_before = Pt(3)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def head(self, paragraph: Paragraph) -> None:
        """The first cell of a row without column heads."""
        from docx.shared import RGBColor

        for run in paragraph.runs:
            run.font.color.rgb = RGBColor.from_string(_QUIET)

    def remark(self, paragraph: Paragraph, text: str) -> None:
        """A quiet line."""
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(text)
        run.font.size = Pt(9)
        run.font.color.rgb = RGBColor.from_string(_QUIET)

    def link(self, paragraph: Paragraph, text: str, url: str) -> None:
        """A text that leads to an address."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        run = paragraph.add_run(text)
        run.font.color.rgb = RGBColor.from_string("0B57A4")
        anchor = _element("w:hyperlink")
        anchor.set(qn("r:id"), self.document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.append(anchor)
        anchor.append(run._r)

    def foot(self, title: str, page: Sequence[str]) -> None:
        """The title and the number of the page on every page; `page` is the text around the two numbers."""
        for section in self.document.sections:
            section.footer.is_linked_to_previous = False
            paragraph = section.footer.paragraphs[0]
            short = title if len(title) <= 90 else f"{title[:89]}…"
            self.remark(paragraph, f"{short} · {page[0]}")
            self._field(paragraph, "PAGE")
            self.remark(paragraph, page[1])
            self._field(paragraph, "NUMPAGES")
            self.remark(paragraph, page[2])

    def _field(self, paragraph: Paragraph, name: str) -> None:
        self.remark(paragraph, "")
        run = paragraph.runs[-1]._r
        instruction = _element("w:instrText")
        instruction.text = name
        for part in (_element("w:fldChar", fldCharType="begin"), instruction, _element("w:fldChar", fldCharType="end")):
            run.append(part)

    def _styles(self, lang: str) -> None:
        from docx.shared import Pt, RGBColor

        for name, size in _SIZES.items():
            style = self.document.styles[name]
            _fonts(style.element.get_or_add_rPr())
            style.font.size = Pt(size)
            before, after = _SPACES.get(name, (0, 4))
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            style.font.italic = False
            strong = name.startswith(("Title", "Heading"))
            style.font.bold = strong
            style.font.color.rgb = RGBColor.from_string(
                _STRONG if strong else _QUIET if name == "Subtitle" else "1A1A1A"
            )
            _plain(style.element)
        self.document.styles["Normal"].paragraph_format.line_spacing = 1.1
        self.document.styles["Normal"].element.get_or_add_rPr().append(_element("w:lang", val=lang, eastAsia="zh-CN"))

    def _bold(self, run: Any) -> None:
        from docx.shared import RGBColor

        run.font.bold = True
        run.font.color.rgb = RGBColor.from_string(_STRONG)

    def _upright(self, section: Any) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin, section.bottom_margin = Mm(20), Mm(18)


def _widths(contents: Table) -> list[float]:
    """Millimetres: a narrow first column, the others by how much stands in them."""
    room, first = 166.0, 32.0
    others = range(1, len(contents.rows[0]))
    longest = [max(len(row[place].text) for row in contents.rows) for place in others]
    weights = [min(max(length, 9), 60) for length in longest]
    return [first, *((room - first) * weight / sum(weights) for weight in weights)]


def _fonts(properties: Any) -> None:
    """One type for Latin, one for Chinese, and none from the theme, which differs from machine to machine."""
    from docx.oxml.ns import qn

    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = _element("w:rFonts", ascii=_LATIN, hAnsi=_LATIN, eastAsia=_CHINESE, cs=_LATIN)
    properties.insert(0, fonts)


def _plain(style: Any) -> None:
    """The style without the line under it and the wide spacing that the template gives titles."""
    from docx.oxml.ns import qn

    for parent, name in (
        ("w:pPr", "w:pBdr"),
        ("w:rPr", "w:spacing"),
        ("w:rPr", "w:kern"),
        ("w:pPr", "w:contextualSpacing"),
    ):
        holder = style.find(qn(parent))
        for each in holder.findall(qn(name)) if holder is not None else ():
            holder.remove(each)


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element
