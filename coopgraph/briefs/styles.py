"""How the Word file looks: A4, one sans-serif type for Latin and Chinese, quiet colours, and its page furniture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coopgraph.briefs.contents import Table

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

__all__ = ["TABLE_TEXT", "Paper"]

TABLE_TEXT = "Table Text"

_LATIN = "Arial"
_CHINESE = "Microsoft YaHei"
_INK = "1A1A1A"
_STRONG = "17365D"
_QUIET = "555555"
_LINE = "C9CED6"
_UNWANTED = ("/thumbnail", "/stylesWithEffects", "/customXml")
_LANGS = {"en": "en-GB", "de": "de-DE", "zh": "en-GB"}  # of Latin text: as Chinese, words would break anywhere
_SIZES = {"Title": 18.0, "Subtitle": 10.0, "Heading 1": 13.0, "Heading 2": 10.5, "Normal": 10.0}
_SIZES |= {"List Bullet": 10.0, TABLE_TEXT: 10.0}
_KEPT = {*_SIZES, "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer"}
_SPACES = {"Title": (0, 2), "Subtitle": (0, 2), "Heading 1": (14, 4), "Heading 2": (8, 2), "List Bullet": (0, 4)}
_SPACES |= {TABLE_TEXT: (3, 3)}


class Paper:
    """An empty document with its styles, on A4."""

    def __init__(self, lang: str) -> None:
        from docx import Document
        from docx.shared import Mm

        self.document = Document()
        self._empty()
        self._styles(_LANGS.get(lang, lang))
        page = self.document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(22)
        page.top_margin, page.bottom_margin = Mm(20), Mm(18)

    def turn(self) -> None:
        """What is added from here on stands on pages across."""
        from docx.enum.section import WD_ORIENT, WD_SECTION
        from docx.shared import Mm

        across = self.document.add_section(WD_SECTION.NEW_PAGE)
        across.orientation = WD_ORIENT.LANDSCAPE
        across.page_width, across.page_height = Mm(297), Mm(210)
        across.left_margin = across.right_margin = Mm(15)
        across.top_margin, across.bottom_margin = Mm(12), Mm(15)

    def picture(self, image: bytes, text: str, lines: int = 0) -> None:
        """The picture as large as the page across allows under so many lines, with a text for those who cannot see."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Emu, Mm

        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        drawn = paragraph.add_run().add_picture(io.BytesIO(image))
        scale = min(Mm(267) / drawn.width, Mm(166 - 8 * lines) / drawn.height)
        drawn.width, drawn.height = Emu(int(drawn.width * scale)), Emu(int(drawn.height * scale))
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
        margins = _element("w:tblCellMar")
        margins.append(_element("w:left", w="0", type="dxa"))
        _in_order(table._tbl.tblPr, borders, margins)
        if heads:
            row = table.add_row()
            row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
            for cell, head in zip(row.cells, heads, strict=True):
                cell.paragraphs[0].style = TABLE_TEXT
                self._bold(cell.paragraphs[0].add_run(head))
        return table

    def finish(self, table: Any, contents: Table) -> None:
        """Column widths, and rows that no page break cuts."""
        from docx.shared import Mm

        widths = [Mm(width) for width in _widths(contents)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows:
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width

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
        """A number that Word fills in."""
        instruction = _element("w:instrText")
        instruction.text = name
        begin, middle, end = (_element("w:fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))
        for part in (begin, instruction, middle, None, end):
            self.remark(paragraph, "" if part is not None else "1")
            if part is not None:
                paragraph.runs[-1]._r.append(part)

    def _empty(self) -> None:
        """Takes out what the template brings along: its picture, a second copy of its styles, its old mode."""
        from docx.oxml.ns import qn

        for relations in (self.document.part.package.rels, self.document.part.rels):
            for id in [id for id, each in relations.items() if each.reltype.endswith(_UNWANTED)]:
                del relations[id]
        for setting in self.document.settings.element.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")

    def _styles(self, lang: str) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt, RGBColor

        for style in [style for style in self.document.styles if style.name.removesuffix(" Char") not in _KEPT]:
            style.delete()
        self.document.styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH).base_style = self.document.styles["Normal"]
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


def _in_order(properties: Any, borders: Any, margins: Any) -> None:
    """Adds borders and margins where the order of a table's properties, which is fixed, has them."""
    from docx.oxml.ns import qn

    layout, look = properties.find(qn("w:tblLayout")), properties.find(qn("w:tblLook"))
    layout.addprevious(borders)
    layout.addnext(margins) if look is None else look.addprevious(margins)


def _widths(contents: Table) -> list[float]:
    """Millimetres: a narrow first column, the others by how much stands in them."""
    room, first = 166.0, 32.0
    others = range(1, len(contents.rows[0]))
    heads = contents.columns or ("",) * len(contents.rows[0])
    longest = [max(len(heads[place]) + 4, *(len(row[place].text) for row in contents.rows)) for place in others]
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


def _element(tag: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element
