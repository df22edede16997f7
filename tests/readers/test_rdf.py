"""RDF files: the same facts in every serialisation, and syntax errors with their line."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from coopgraph.draft import checked, draft

TESTS = Path(__file__).parents[1]
WORLD = TESTS / "corpus" / "valid" / "world.ttl"
PREFIXES = """@prefix coop: <https://w3id.org/coopgraph/ontology#> .
@prefix id: <https://w3id.org/coopgraph/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def stated(path: Path) -> set[str]:
    """Every quad of the built graph as text."""
    return {str(quad) for quad in checked([path]).store().rdf}


def test_the_same_facts_as_tables_and_as_turtle_give_the_same_graph() -> None:
    tables, turtle = stated(TESTS / "world"), stated(WORLD)

    note = (
        "<https://w3id.org/coopgraph/id/statement-commissioned> <https://w3id.org/coopgraph/ontology#note> "
        '"The contract itself is not public."'
    )
    title = "<https://w3id.org/coopgraph/id/gazette> <http://purl.org/dc/terms/title> "
    assert turtle - tables == {f"{note}@en", f'{title}"Gazette of Lorrel, number 12"@en'}
    assert tables - turtle == set()
    assert len(tables) == 242


@pytest.mark.parametrize(
    ("suffix", "format"),
    [
        (".nt", ox.RdfFormat.N_TRIPLES),
        (".nq", ox.RdfFormat.N_QUADS),
        (".trig", ox.RdfFormat.TRIG),
        (".jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_every_serialisation_gives_the_same_graph(suffix: str, format: ox.RdfFormat, tmp_path: Path) -> None:
    quads = [quad.triple if format == ox.RdfFormat.N_TRIPLES else quad for quad in ox.parse(path=str(WORLD))]
    file = tmp_path / f"world{suffix}"
    file.write_bytes(ox.serialize(quads, format=format) or b"")

    assert stated(file) == stated(WORLD)


def test_what_coopgraph_writes_it_reads_again_unchanged(tmp_path: Path) -> None:
    first = checked([WORLD]).store()
    (tmp_path / "world.nt").write_bytes(b"".join(first.n_triples()))

    assert {str(quad) for quad in checked([tmp_path / "world.nt"]).store().rdf} == {str(quad) for quad in first.rdf}


def test_a_syntax_error_is_one_finding_with_its_line_and_nothing_is_read(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text(PREFIXES + 'id:A a coop:Ministry ; skos:prefLabel "A .\n')

    found = draft([file])

    assert [(finding.line, finding.rule) for finding in found.findings] == [(4, "syntax")]
    assert found.findings[0].problem.startswith("not valid RDF: ")
    assert found.entities == {}


def test_triples_that_coopgraph_does_not_interpret_stay_in_the_graph(tmp_path: Path) -> None:
    file = tmp_path / "more.ttl"
    file.write_text(
        PREFIXES + "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
        'id:A a coop:Ministry ; skos:prefLabel "A" ; foaf:homepage <https://example.org/a> .\n'
        '<https://example.org/a> foaf:topic "tides" .\n'
    )

    rows = checked([file]).store().sparql("SELECT ?page ?topic { id:A foaf:homepage ?page . ?page foaf:topic ?topic }")

    assert list(rows) == [{"page": "https://example.org/a", "topic": "tides"}]


def test_a_named_graph_is_the_data_set_of_its_statements(tmp_path: Path) -> None:
    file = tmp_path / "sets.trig"
    body = WORLD.read_text().replace(
        "id:statement-signed-vmw a", "} <https://example.org/set> { id:statement-signed-vmw a"
    )
    head, _, rest = body.partition("# Two invented countries")
    body = head + "{ #" + rest.replace("id:statement-commissioned a", "} { id:statement-commissioned a") + "}"
    file.write_text(body)

    found = draft([file])

    assert found.findings == []
    assert found.statements["statement-signed-vmw"][0].dataset == "https://example.org/set"
    assert found.statements["statement-signed-moti"][0].dataset == "dataset-sets"


def test_two_values_where_one_belongs_are_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "two.ttl"
    file.write_text(WORLD.read_text() + 'id:statement-commissioned coop:since "2017" .\n')

    assert [finding.problem for finding in draft([file]).findings] == ["2 values of since: 2016, 2017"]


def test_a_plain_triple_without_a_statement_has_no_evidence(tmp_path: Path) -> None:
    file = tmp_path / "plain.ttl"
    file.write_text(WORLD.read_text() + "id:VMW coop:owns id:LHO .\nid:LHO coop:agreed_to id:harbour-mou .\n")

    assert [(finding.problem, finding.rule) for finding in draft([file]).findings] == [
        ("'agreed_to' is stated without evidence", "missing-evidence"),
        ("'owns' is stated without evidence", "missing-evidence"),
    ]


def test_files_that_cannot_be_read_are_findings(tmp_path: Path) -> None:
    (tmp_path / "facts.TTL").write_text("")
    (tmp_path / "notes.docx").write_text("x")
    (tmp_path / "empty").mkdir()

    files = [tmp_path / "facts.TTL", tmp_path / "notes.docx", tmp_path / "empty", tmp_path / "notes.csv"]
    found = [(finding.file.rpartition("/")[2], finding.problem, finding.fix) for finding in draft(files).findings]

    formats = ".csv, .tsv, .xlsx, .ttl, .trig, .nt, .nq, .jsonld"
    assert found == [
        (
            "empty",
            "no file of a known format in this folder",
            "it should hold files such as *" + formats.replace(" ", " *"),
        ),
        ("facts.TTL", "the file is empty", "it should hold statements"),
        ("notes.csv", "there is no such file", "did you mean 'notes.docx'?"),
        ("notes.docx", "unknown format '.docx'", f"known are {formats}"),
    ]


STATEMENT = """@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
id:A a coop:Ministry ; skos:prefLabel "A" . id:B a coop:Agency ; skos:prefLabel "B" .
id:one a coop:Source ; dcterms:title "One"@en , "Eins"@de .
id:s rdf:subject id:A ; rdf:predicate coop:commissioned ; rdf:object id:B ; coop:since "2014/2016" ;
  coop:evidence [ dcterms:source id:one ] ; coop:note "first" , "second" .
"""


def test_a_claim_without_a_type_and_an_interval_in_since_are_read_as_in_tables(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(PREFIXES + STATEMENT)

    [statement] = checked([tmp_path / "a.ttl"]).store().statements()

    assert (statement.id, statement.since, statement.until) == ("s", "2014", "2016")


def test_titles_and_notes_beyond_the_first_stay_in_the_graph(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(PREFIXES + STATEMENT)
    store = checked([tmp_path / "a.ttl"]).store()

    assert {row["t"] for row in store.sparql("SELECT ?t { id:one dcterms:title ?t }")} == {"One", "Eins"}
    assert {row["n"] for row in store.sparql("SELECT ?n { id:s coop:note ?n }")} == {"first", "second"}


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("id:A a coop:Ministri .", "unknown type 'Ministri'"),
        ('id:A coop:name [ coop:text "Alpha" ; coop:sinse "2016" ] .', "unknown property 'sinse'"),
    ],
)
def test_a_misspelt_term_beside_a_right_one_is_a_finding(more: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(PREFIXES + STATEMENT + more)

    assert [finding.problem for finding in draft([tmp_path / "a.ttl"]).findings] == [problem]


def test_evidence_that_two_statements_share_is_evidence_of_both(tmp_path: Path) -> None:
    more = (
        "id:t rdf:subject id:B ; rdf:predicate coop:owns ; rdf:object id:A ; coop:evidence _:page , id:piece .\n"
        "id:s coop:evidence _:page .\n"
        '_:page dcterms:source id:one ; coop:locator "p. 1" .\n'
        'id:piece a coop:Evidence ; dcterms:source id:one ; coop:locator "p. 2" ; coop:derived true .\n'
    )
    (tmp_path / "a.ttl").write_text(PREFIXES + STATEMENT + more)

    found = draft([tmp_path / "a.ttl"])

    assert found.findings == []
    assert [piece.locator for piece in found.statements["t"][0].evidence] == ["p. 1", "p. 2"]
    assert [piece.derived for piece in found.statements["t"][0].evidence] == [False, True]
    assert [piece.locator for piece in found.statements["s"][0].evidence] == [None, "p. 1"]


def test_what_evidence_says_beyond_its_source_stays_in_the_graph(tmp_path: Path) -> None:
    more = "id:s coop:evidence [ dcterms:source id:one ; <https://example.org/checked_by> id:B ] .\n"
    (tmp_path / "a.ttl").write_text(PREFIXES + STATEMENT + more)

    rows = checked([tmp_path / "a.ttl"]).store().sparql("SELECT ?who { ?piece <https://example.org/checked_by> ?who }")

    assert list(rows) == [{"who": "B"}]


def test_a_finding_has_the_line_on_which_its_node_first_begins_under_any_prefix(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(
        PREFIXES
        + "@prefix also: <https://w3id.org/coopgraph/id/> .\n"
        + "id:A a coop:Ministry .\nalso:B a coop:Agency .\n  <https://w3id.org/coopgraph/id/C> a coop:Agency .\n"
        + "id:B coop:date [] .\nid:A coop:owns id:AB .\nid:AB a coop:Agency .\n"
    )

    lines = {finding.cell.partition(" ")[0]: finding.line for finding in draft([file]).findings if finding.cell}

    assert lines == {"A": 5, "B": 6, "C": 7, "AB": 10}
