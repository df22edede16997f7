"""Which file holds a source's text, and what it says without its markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph.checks.texts import read, texts_of
from coopgraph.errors import CoopgraphError


def chosen(folder: Path, **titles: str) -> dict[str, list[str]]:
    by_id = {id.replace("_", "-"): title for id, title in titles.items()}
    return {id: [file.name for file in files] for id, files in texts_of(folder, by_id).files.items()}


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / name.replace("__", ".").replace("_", "-")).write_text(text, encoding="utf-8")


def test_a_file_named_by_the_id_goes_before_one_whose_name_contains_it(tmp_path: Path) -> None:
    put(tmp_path, annual_report__txt="", the_annual_report_of_2016__txt="")

    assert chosen(tmp_path, annual_report="") == {"annual-report": ["annual-report.txt"]}


@pytest.mark.parametrize("name", ["Sino-German_Fact-Sheet.TXT", "fact sheet (final).md", "2016.fact-sheet.html"])
def test_a_name_contains_an_id_word_by_word_whatever_its_case_and_signs(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("")

    assert chosen(tmp_path, fact_sheet="") == {"fact-sheet": [name]}


def test_a_part_of_a_word_is_no_word(tmp_path: Path) -> None:
    put(tmp_path, phone_list__txt="", factsheets__txt="")

    assert chosen(tmp_path, one="", fact_sheet="", lis="") == {}


def test_a_file_belongs_to_the_longest_id_that_its_name_contains(tmp_path: Path) -> None:
    put(tmp_path, mou_2015_signed__txt="")

    assert chosen(tmp_path, mou="", mou_2015="") == {"mou-2015": ["mou-2015-signed.txt"]}


def test_a_text_that_begins_with_the_title_is_found_brackets_left_out(tmp_path: Path) -> None:
    put(tmp_path, a__txt="\n  COOPERATION on\nIndustrie 4.0\n\nMore.", b__txt="On cooperation", c__txt="中德合作 说明")

    assert chosen(tmp_path, sheet="Cooperation on Industrie 4.0 (fact sheet)", zh="中德合作") == {
        "sheet": ["a.txt"],
        "zh": ["c.txt"],
    }


def test_the_title_decides_between_files_whose_names_contain_the_id(tmp_path: Path) -> None:
    put(tmp_path, gazette_12__txt="Gazette, number 12", gazette_13__txt="Gazette, number 13")

    assert chosen(tmp_path, gazette="Gazette, number 13") == {"gazette": ["gazette-13.txt"]}
    assert chosen(tmp_path, gazette="Official journal") == {"gazette": ["gazette-12.txt", "gazette-13.txt"]}


def test_the_list_of_the_folder_goes_before_every_name(tmp_path: Path) -> None:
    put(tmp_path, report__txt="", other__txt="")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "deep.txt").write_text("")
    (tmp_path / "sources.csv").write_text("\ufefffile;id\nother.txt;report\nsub/deep.txt;deep\ngone.txt;lost\n")
    found = texts_of(tmp_path, {"report": "", "deep": "", "lost": "", "other": ""})

    assert found.files == {"report": [tmp_path / "other.txt"], "deep": [tmp_path / "sub" / "deep.txt"]}
    assert [str(finding) for finding in found.findings] == [
        f"{tmp_path}/sources.csv:4, column file: there is no file 'gone.txt'; name a file of {tmp_path}"
    ]


def test_a_table_of_sources_without_files_is_no_list(tmp_path: Path) -> None:
    put(tmp_path, report__txt="")
    (tmp_path / "sources.csv").write_text("id,title\nreport,A report\n")

    assert chosen(tmp_path, report="A report") == {"report": ["report.txt"]}


def test_of_files_that_differ_in_their_suffix_the_plainest_is_read(tmp_path: Path) -> None:
    put(tmp_path, report__html="", report__md="", report__txt="", report__pdf="")

    assert chosen(tmp_path, report="") == {"report": ["report.txt"]}


def test_a_folder_without_texts_is_refused_with_what_would_help(tmp_path: Path) -> None:
    with pytest.raises(CoopgraphError, match=r"nowhere: cannot be read \(No such file or directory\); name a folder"):
        texts_of(tmp_path / "nowhere", {})
    (tmp_path / "report.pdf").write_text("")
    with pytest.raises(CoopgraphError, match=r"holds no text; put in .txt, .*\(.pdf must be converted first"):
        texts_of(tmp_path, {})


HTML = """<!doctype html><html><head><title>A report</title>
<style>p { color: red }</style><script>if (1 < 2) signed()</script></head>
<body><p>The <b>mini</b>stry &amp; the
<a
 href="x">office</a> signed</p><p>in&nbsp;June<br>2016<!-- not this --></p></body></html>
"""


def test_html_is_read_as_it_is_shown_with_its_lines(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML)
    text = read(tmp_path / "a.html")

    assert text.split() == ["A", "report", "The", "ministry", "&", "the", "office", "signed", "in", "June", "2016"]
    assert [number for number, line in enumerate(text.split("\n"), 1) if "signed" in line] == [5]


MARKDOWN = """# A *report*

The **mini**stry & the [office](https://example.org/x_y)
signed in `June`.

| who | when |
|-----|------|
| GIZ | 2016 |

> quoted_word here<br>

- one
- two

    code
"""


def test_markdown_is_read_without_its_marks_with_its_lines(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN)
    lines = read(tmp_path / "a.md").split("\n")

    assert [" ".join(line.split()) for line in lines[:4]] == [
        "A report",
        "",
        "The ministry & the office",
        "signed in June.",
    ]
    assert {word: number for number, line in enumerate(lines[5:], 6) for word in line.split()} == {
        "who": 6,
        "when": 6,
        "GIZ": 8,
        "2016": 8,
        "quoted_word": 10,
        "here": 10,
        "one": 12,
        "two": 13,
        "code": 15,
    }


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "\ufeffGröße".encode()),
        ("a.txt", "Größe".encode("utf-16")),
        ("a.html", "<meta charset='iso-8859-1'>Größe".encode("iso-8859-1")),
        ("a.htm", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">Gr\u3007'.encode("gb18030")),
    ],
)
def test_a_text_says_how_it_is_encoded_or_is_utf_8(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)

    assert read(tmp_path / name).strip() in ("Größe", "Gr\u3007")


def test_a_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Größe".encode("cp1252"))

    with pytest.raises(CoopgraphError, match="is not in UTF-8; save it as UTF-8"):
        read(tmp_path / "a.txt")
