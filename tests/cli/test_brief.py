"""`coopgraph brief`, as an analyst uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from coopgraph.cli import cli

WORLD = str(Path(__file__).parents[1] / "world")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def test_without_a_file_markdown_is_printed_and_nothing_else() -> None:
    result = run("brief", "GIZ")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(
        "# Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ) GmbH\n\n7 relations"
    )
    assert "- In June 2016, BMWi commissioned GIZ under the Memorandum of Understanding" in result.stdout
    assert result.stdout.endswith("sentence 1: “the MoU between BMWi and MIIT, signed in July 2015”.\n")
    assert run("brief", "GIZ", "-o", "-").stdout == result.stdout


def test_a_word_file_is_written_and_named_on_stderr(tmp_path: Path) -> None:
    path = tmp_path / "bmwi.docx"
    result = run("brief", "BMWi", "--lang", "de", "--no-map", "-o", str(path))

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{path}: 4 Beziehungen · 4 Quellen\n"
    texts = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert texts[0] == "Bundesministerium für Wirtschaft und Energie (BMWi)"
    assert "Im Juli 2015 unterzeichnete das BMWi das Memorandum of Understanding zwischen BMWi und MIIT." in "".join(
        texts
    )


def test_a_page_has_the_map_in_it(tmp_path: Path) -> None:
    path = tmp_path / "bmwi.html"
    assert run("brief", "BMWi", "-o", str(path)).exit_code == 0

    page = path.read_text(encoding="utf-8")
    assert '<img src="data:image/svg+xml;base64,' in page and 'alt="Map: Around BMWi"' in page


def test_markdown_puts_the_map_beside_it(tmp_path: Path) -> None:
    result = run("brief", "GIZ", "-o", str(tmp_path / "giz.md"))

    assert sorted(path.name for path in tmp_path.iterdir()) == ["giz-map.svg", "giz.md"]
    assert [line.rpartition("/")[2].partition(":")[0] for line in result.stderr.splitlines()] == [
        "giz.md",
        "giz-map.svg",
    ]
    assert "(<giz-map.svg>)" in (tmp_path / "giz.md").read_text(encoding="utf-8")


def test_between_tells_why_two_bodies_are_connected() -> None:
    result = run("--lang", "de", "brief", "--between", "BMBF", "CCID")

    assert result.exit_code == 0
    assert result.stdout.startswith("# Wie BMBF und CCID verbunden sind\n\n3 Wege, der kürzeste zuerst · 3 Quellen\n")
    assert "## Weg 1: BMBF → Deutsch-Chinesische Kooperation Industrie 4.0 → CCID\n" in result.stdout


def test_bodies_that_nothing_connects_are_no_error() -> None:
    result = run("--data", WORLD, "brief", "--between", "MoTI", "watch-depths", "--as-of", "1990")

    assert result.exit_code == 0
    assert "## No route\n\n- No route connects them within 6 hops.\n" in result.stdout


def test_as_of_and_inferred_are_heeded() -> None:
    result = run("brief", "BMWi", "--as-of", "July 2016", "--inferred")

    assert "· As of July 2016\n" in result.stdout
    assert "- Since July 2015, BMWi has been a co-signatory of MIIT (inferred)." in result.stdout


@pytest.mark.parametrize(
    "arguments", [(), ("BMWi", "--between", "BMWi", "GIZ"), ("BMWi", "--as-of", "2016", "--during", "2016/2017")]
)
def test_what_contradicts_itself_is_a_usage_error(arguments: tuple[str, ...]) -> None:
    assert run("brief", *arguments).exit_code == 2


def test_an_unknown_name_exits_with_3_and_names_candidates() -> None:
    result = run("brief", "BMVi")

    assert result.exit_code == 3
    assert "BMWi" in result.stderr


def test_an_unknown_suffix_names_those_that_are_known(tmp_path: Path) -> None:
    result = run("brief", "BMWi", "--no-map", "-o", str(tmp_path / "brief.odt"))

    assert result.exit_code == 1
    assert result.stderr == "Error: cannot write a brief as 'brief.odt'; supported: .docx, .html, .md\n"
    assert list(tmp_path.iterdir()) == []
