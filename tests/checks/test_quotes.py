"""Each quote is held against the stored text of its source; what is not found is said with the nearest passage."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coopgraph.checks import quotes
from coopgraph.draft import draft
from coopgraph.errors import CoopgraphError
from coopgraph.model import Evidence, Finding

REPORT = """Report on ports

The Ministry of Ports commissioned the Tide Agency
in May 2016 to watch the fair-
way of Velltown.
"""
FACTS = {
    "sources.csv": "id,title\nreport,Report on ports\ngazette,Gazette\nletter,A letter\n",
    "bodies.csv": "id,type,name_en,source,quote\nMoP,Ministry,Ministry of Ports,,\n"
    "TA,Agency,Tide Agency,report,Tide Agency\n",
}


class Cell:
    """A place that is its row's number."""

    def __init__(self, row: int) -> None:
        self.row = row

    def finding(self, rule: str, problem: str, fix: str = "", cell: str | None = None) -> Finding:
        return Finding(problem, fix, "facts", self.row, cell, rule)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "report.txt").write_text(REPORT)
    return folder


def checked(texts: Path, *cited: tuple[str, str]) -> quotes.Quotes:
    pieces = [(Evidence(source, quote=quote), Cell(row)) for row, (source, quote) in enumerate(cited, 1)]
    return quotes.check(texts, pieces, {"report": "Report on ports", "gazette": "Gazette", "letter": "A letter"})


def test_quotes_that_stand_in_the_text_are_counted_and_nothing_is_found(texts: Path) -> None:
    result = checked(texts, ("report", "commissioned the Tide Agency in May"), ("report", "watch the fairway"))

    assert result.findings == []
    assert str(result) == "2 quotes checked in 1 source"


def test_a_quote_that_is_not_there_comes_with_the_nearest_passage_and_its_line(texts: Path) -> None:
    [finding] = checked(texts, ("report", "Tide Agency in June 2016")).findings

    assert finding == Finding(
        "the quote “Tide Agency in June 2016” is not in the text of 'report'",
        f"nearest is {texts}/report.txt:3: “Tide Agency in May 2016”",
        "facts",
        1,
        "quote",
        "quote-not-found",
    )


def test_a_quote_unlike_everything_says_so(texts: Path) -> None:
    [finding] = checked(texts, ("report", "工业和信息化部成立于北京")).findings

    assert finding.fix == f"nothing in {texts}/report.txt is much like it"


def test_a_quote_in_other_case_is_a_milder_finding_with_what_the_text_says(texts: Path) -> None:
    [finding] = checked(texts, ("report", "the ministry of ports commissioned")).findings

    assert finding.rule == "quote-in-other-case"
    assert finding.problem == (
        "upper and lower case of the quote “the ministry of ports commissioned” are not those of 'report'"
    )
    assert finding.fix == f"{texts}/report.txt:3 says “The Ministry of Ports commissioned”"


def test_a_quote_from_another_source_is_recognised(texts: Path) -> None:
    (texts / "gazette.txt").write_text("Gazette\nThe harbour is open.")
    result = checked(texts, ("gazette", "harbour is open"), ("report", "The harbour is open"))

    assert [finding.fix for finding in result.findings] == [f"it is in that of 'gazette', {texts}/gazette.txt:2"]
    assert str(result) == "2 quotes checked in 2 sources"


def test_sources_without_a_text_are_counted_and_named_but_no_finding(texts: Path) -> None:
    cited = [("report", "in May 2016"), ("letter", "Dear"), ("gazette", "one"), ("gazette", "two")]
    result = checked(texts, *cited)

    assert result.findings == []
    assert str(result) == (
        f"1 quote checked in 1 source; 3 quotes of 2 sources not checked: no text in {texts} for gazette, letter"
    )


def test_of_many_sources_without_a_text_ten_are_named(texts: Path) -> None:
    result = checked(texts, ("report", "in May 2016"), *((f"s{number:02}", "any") for number in range(12)))

    assert str(result).endswith("for s00, s01, s02, s03, s04, s05, s06, s07, s08, s09 and 2 more")


def test_a_folder_that_has_the_text_of_no_quoted_source_is_a_finding(texts: Path) -> None:
    assert [str(finding) for finding in checked(texts, ("letter", "Dear")).findings] == [
        f"{texts}: holds the text of no source that is quoted; name a file by a source's id, "
        "or list ids and files in its sources.csv (columns id,file)"
    ]
    assert checked(texts).findings == []


def test_texts_that_cannot_be_told_apart_or_read_are_findings(texts: Path) -> None:
    (texts / "gazette-1.txt").write_text("")
    (texts / "gazette-2.txt").write_text("")
    (texts / "letter.txt").write_bytes("Größe".encode("cp1252"))
    result = checked(texts, ("gazette", "one"), ("gazette", "two"), ("letter", "Dear"), ("report", "May 2016"))

    assert [str(finding) for finding in result.findings] == [
        f"{texts}: each may be the text of 'gazette': gazette-1.txt, gazette-2.txt; "
        "say which in its sources.csv (columns id,file)",
        f"{texts}/letter.txt: is not in UTF-8; save it as UTF-8",
    ]
    assert (result.checked, result.unchecked) == ({"report": 1}, {"gazette": 2, "letter": 1})


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CoopgraphError, match="nowhere: cannot be read"):
        checked(tmp_path / "nowhere", ("report", "any"))


def test_every_row_with_a_wrong_quote_is_named_by_file_line_and_column(texts: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    for name, text in FACTS.items():
        (facts / name).write_text(text)
    (facts / "relations.csv").write_text(
        "subject,relation,object,since,source,locator,quote\n"
        "MoP,commissioned,TA,2016-05,report,line 3,The Ministry of Ports commissioned\n"
        "MoP,commissioned,TA,2016-05,report,line 4,in June 2016\n"
        "MoP,supports,TA,,report,line 4,in June 2016\n"
        "MoP,owns,TA,,gazette,page 1,\n"
    )
    drafted = draft([facts])
    result = drafted.quotes(texts)

    assert drafted.findings == []
    assert [(Path(each.file).name, each.line, each.cell) for each in result.findings] == [
        ("relations.csv", 3, "column quote"),
        ("relations.csv", 4, "column quote"),
    ]
    assert {each.problem for each in result.findings} == {"the quote “in June 2016” is not in the text of 'report'"}
    assert str(result) == "4 quotes checked in 1 source"


def test_a_wrong_quote_in_rdf_is_named_by_its_statement_and_line(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "facts.ttl").write_text(
        """@prefix coop: <https://w3id.org/coopgraph/ontology#> .
@prefix id: <https://w3id.org/coopgraph/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
id:report a coop:Source ; dcterms:title "Report on ports" .
id:MoP a coop:Ministry ; skos:prefLabel "Ministry of Ports"@en .
id:TA a coop:Agency ; skos:prefLabel "Tide Agency"@en .

id:first a coop:Statement ; rdf:subject id:MoP ; rdf:predicate coop:commissioned ; rdf:object id:TA ;
    coop:evidence [ dcterms:source id:report ; oa:exact "in June 2016" ] .
"""
    )
    [finding] = draft([tmp_path / "facts.ttl"]).quotes(texts).findings

    assert (Path(finding.file).name, finding.line, finding.cell) == ("facts.ttl", 11, "first quote")


def test_every_quote_of_the_bundled_graph_from_the_fact_sheet_is_found_in_it() -> None:
    beside = Path(__file__).parents[3] / "shared" / "sources"
    folder = Path(os.environ.get("COOPGRAPH_SOURCES", beside))
    if not folder.is_dir():
        pytest.skip("the text of the fact sheet is not here; COOPGRAPH_SOURCES may name its folder")
    result = draft().quotes(folder)

    assert result.findings == []
    assert result.checked["fact-sheet"] > 80
