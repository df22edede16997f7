"""The named queries give the same rows in rdflib and in pyoxigraph, and the right ones."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, Literal
from rdflib.query import ResultRow

CHECKOUT = Path(__file__).resolve().parents[2]
QUERIES = {path.stem: path for path in sorted((CHECKOUT / "ontology/queries").glob("*.rq"))}
ID = "https://w3id.org/coopgraph/id/"
COOP = "https://w3id.org/coopgraph/ontology#"
PREFIXES = f"""
    @prefix coop: <{COOP}> .
    @prefix id: <{ID}> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
# What the build adds to the valid corpus, as far as the queries below ask for it.
BUILT = """
    id:statement-signed-moti coop:since_earliest "2014-03-01"^^xsd:date ; coop:since_latest "2014-03-31"^^xsd:date ;
        coop:until_earliest "9999-12-31"^^xsd:date .
    id:statement-commissioned coop:since_earliest "2016-01-01"^^xsd:date ; coop:since_latest "2016-12-31"^^xsd:date ;
        coop:until_earliest "2016-09-01"^^xsd:date ; coop:until_latest "2016-09-30"^^xsd:date .
    id:statement-implements-commission coop:since_earliest "2015-12-01"^^xsd:date ;
        coop:since_latest "2015-12-01"^^xsd:date ; coop:until_earliest "2015-12-01"^^xsd:date ;
        coop:until_latest "2015-12-31"^^xsd:date .
    id:MoTI coop:signed id:harbour-mou ; coop:agreed_to id:harbour-mou .
    id:VMW coop:signed id:harbour-mou ; coop:agreed_to id:harbour-mou .
    id:LHO coop:subordinate_of id:MoTI .
    id:liaison-office coop:subordinate_of id:LHO .
"""
PARAMETERS = {
    "agreements-and-signatories": ["lang"],
    "co-signatories": ["lang"],
    "derived": ["lang"],
    "evidence": ["statement"],
    "institutions": ["lang"],
    "names": ["institution"],
    "relations-as-of": ["first_day", "last_day", "lang"],
    "sources": [],
    "subordinates": ["institution", "lang"],
    "timeline": ["institution", "lang"],
    "who-commissions-whom": ["lang"],
}
TERMS = {
    "first_day": '"2014-03-15"^^<http://www.w3.org/2001/XMLSchema#date>',
    "institution": f"<{ID}MoTI>",
    "lang": '"de"',
    "last_day": '"2014-03-15"^^<http://www.w3.org/2001/XMLSchema#date>',
    "statement": f"<{ID}statement-commissioned>",
}

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = Graph().parse(CHECKOUT / "tests/corpus/valid/world.ttl")
    return graph.parse(data=PREFIXES + BUILT, format="turtle")


@pytest.fixture(scope="module")
def store(graph: Graph) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(graph.serialize(format="nt").encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return store


def _text(name: str, **terms: str) -> str:
    """The query with its parameters put in, as the command line does it."""
    text = QUERIES[name].read_text(encoding="utf-8")
    for variable, term in terms.items():
        text = re.sub(rf"\?{variable}\b", term, text)
    return text


def _as_of(day: str) -> str:
    return _text("relations-as-of", first_day=f'"{day}"^^xsd:date', last_day=f'"{day}"^^xsd:date')


def _short(text: str) -> str:
    return text.removeprefix(ID).replace(COOP, "coop:")


def _oxigraph(store: pyoxigraph.Store, query: str) -> Rows:
    found = store.query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = [{name: row[name] for name in names} for row in found]
    return [{name: _short(term.value) for name, term in row.items() if term is not None} for row in rows]


def _rdflib(graph: Graph, query: str) -> Rows:
    result = graph.query(query)
    names = [str(variable) for variable in result.vars or []]
    rows = [row.asdict() for row in result if isinstance(row, ResultRow)]
    return [{name: _short(_written(row[name])) for name in names if name in row} for row in rows]


def _written(term: object) -> str:
    return str(term).lower() if isinstance(term, Literal) and isinstance(term.value, bool) else str(term)


def _columns(rows: Rows, *names: str) -> list[tuple[str | None, ...]]:
    return [tuple(row.get(name) for name in names) for row in rows]


def test_the_named_queries_and_their_parameters_are_those_written_out_here() -> None:
    found = {
        name: re.findall(r"^# param: (\w+)  \S", path.read_text(encoding="utf-8"), re.MULTILINE)
        for name, path in QUERIES.items()
    }
    assert found == PARAMETERS


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_begins_with_the_question_it_answers(name: str) -> None:
    assert re.match(r"# [A-Z][^\n]+\?\n", QUERIES[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", QUERIES)
def test_each_parameter_stands_only_where_a_term_can_be_put_in_its_place(name: str) -> None:
    body = re.sub(r"(?m)^#.*\n", "", QUERIES[name].read_text(encoding="utf-8"))
    for each in PARAMETERS[name]:
        lines = re.findall(rf"[^\n]*\?{each}\b[^\n]*", body)
        assert lines
        assert all(
            re.match(rf" +(BIND \(.*\?{each}\b.* AS \?(?!{each}\b)|\?\w+ \S+ \?{each} \.)", line) for line in lines
        )


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("bound", [False, True])
def test_both_engines_give_the_same_rows_in_the_same_order(
    name: str, bound: bool, graph: Graph, store: pyoxigraph.Store
) -> None:
    query = _text(name, **({each: TERMS[each] for each in PARAMETERS[name]} if bound else {}))
    assert _oxigraph(store, query) == _rdflib(graph, query)


def test_who_commissions_whom_gives_date_basis_and_each_place_in_a_source(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _text("who-commissions-whom"))
    assert _columns(rows, "subject_label", "object_label", "since", "until", "under_label", "source", "locator") == [
        (
            "Ministry of Tides and Islands",
            "Lorrel Harbour Office",
            "2016",
            "2016-09",
            "Memorandum of Understanding on Harbours",
            source,
            locator,
        )
        for source, locator in [
            ("Gazette of Lorrel, number 12", "page 8"),
            ("Register of bodies", "record 17"),
        ]
    ]


def test_labels_come_in_the_language_asked_for_or_else_in_english(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _text("who-commissions-whom", lang='"zh"'))
    assert _columns(rows, "subject_label", "object_label")[0] == ("潮汐岛屿部", "Lorrel Harbour Office")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2014-02-28", None),
        ("2014-03-01", "possible"),
        ("2014-03-30", "possible"),
        ("2014-03-31", "certain"),
        ("2030-01-01", "certain"),
    ],
)
def test_a_signature_of_march_is_possible_in_march_and_certain_from_its_last_day(
    day: str, expected: str | None, store: pyoxigraph.Store
) -> None:
    rows = _oxigraph(store, _as_of(day))
    holds = {row["statement"]: row["holds"] for row in rows}
    assert holds.get("statement-signed-moti") == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2015-11-30", None), ("2015-12-01", "certain"), ("2015-12-02", "possible"), ("2016-01-01", None)],
)
def test_a_period_is_certain_between_its_inner_bounds_and_over_after_its_last(
    day: str, expected: str | None, store: pyoxigraph.Store
) -> None:
    rows = _oxigraph(store, _as_of(day))
    holds = {row["statement"]: row["holds"] for row in rows}
    assert holds.get("statement-implements-commission") == expected


def test_a_statement_without_bounds_is_possible_on_any_day(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _as_of("1900-01-01"))
    assert {row["holds"] for row in rows} == {"possible"}
    assert "statement-subordinate" in {row["statement"] for row in rows}


def test_a_relation_that_is_never_certain_stays_possible(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _as_of("2016-09-15"))
    assert {row["statement"]: row["holds"] for row in rows}["statement-commissioned"] == "possible"


def test_subordinates_are_found_at_any_depth_and_once(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _text("subordinates", institution=f"<{ID}MoTI>"))
    assert _columns(rows, "subordinate", "direct") == [("LHO", "true"), ("liaison-office", "false")]


def test_agreements_list_their_signatories(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _text("agreements-and-signatories"))
    assert _columns(rows, "agreement", "date", "relation", "party", "since") == [
        ("harbour-mou", "2014-03", "coop:signed", "MoTI", "2014-03"),
        ("harbour-mou", "2014-03", "coop:signed", "VMW", "2014-03"),
    ]


def test_an_agreement_without_parties_is_listed_with_none() -> None:
    alone = pyoxigraph.Store()
    turtle = PREFIXES + "id:accord a coop:Treaty ; coop:date '2001'^^xsd:gYear ."
    alone.load(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    rows = _oxigraph(alone, _text("agreements-and-signatories"))
    assert rows == [{"agreement": "accord", "agreement_label": "accord", "date": "2001"}]


def test_co_signatories_are_pairs_named_once(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _text("co-signatories"))
    assert _columns(rows, "agreement", "one", "other") == [("harbour-mou", "MoTI", "VMW")]


def test_evidence_gives_source_place_quote_and_whether_it_was_derived(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _text("evidence", statement=f"<{ID}statement-commissioned>"))
    assert _columns(rows, "claim", "source", "issued", "locator", "derived") == [
        ("statement-commissioned", "gazette", "[2016-11-30..]", "page 8", "false"),
        ("statement-commissioned", "register", None, "record 17", "true"),
    ]
    assert rows[0]["quote"].startswith("one two three")
    assert rows[0]["url"] == "https://example.org/gazette/12"


def test_only_statements_without_any_stated_evidence_are_called_derived() -> None:
    turtle = (
        PREFIXES
        + """
        id:s1 rdf:subject id:a ; rdf:predicate coop:owns ; rdf:object id:b ; coop:note "federally owned" ;
            coop:evidence [ coop:derived true ] .
        id:s2 rdf:subject id:a ; rdf:predicate coop:owns ; rdf:object id:c ;
            coop:evidence [ coop:derived true ] , [ coop:locator "page 1" ] .
    """
    )
    mixed = pyoxigraph.Store()
    mixed.load(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    assert _columns(_oxigraph(mixed, _text("derived")), "statement", "object_label", "note") == [
        ("s1", "b", "federally owned")
    ]


def test_the_timeline_of_an_institution_is_in_order_and_keeps_precision(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _text("timeline", institution=f"<{ID}LHO>"))
    assert _columns(rows, "date", "what", "subject", "relation", "object") == [
        ("1998~", "on", "LHO", None, None),
        ("2015-XX", "since", "LHO", "coop:implements", "harbour-cooperation"),
        ("2016", "since", "MoTI", "coop:commissioned", "LHO"),
        ("[2016-06..]", "since", "LHO", "coop:established", "dredging"),
        ("2016-09", "until", "MoTI", "coop:commissioned", "LHO"),
    ]


def test_the_timeline_of_everything_has_events_and_no_unknown_dates(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _text("timeline"))
    assert {row["date"] for row in rows} & {"..", "unknown"} == set()
    assert ("2016-02-28/2016-02-29", "on", "harbour-days") in _columns(rows, "date", "what", "subject")
    assert len(rows) == 13


def test_sources_come_with_the_number_of_statements_that_rest_on_them(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _text("sources"))
    assert _columns(rows, "source", "title", "statements") == [
        ("gazette", "Gazette of Lorrel, number 12", "10"),
        ("register", "Register of bodies", "4"),
    ]


def test_names_come_with_language_period_and_origin_and_none_twice(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _text("names", institution=f"<{ID}MoTI>"))
    assert _columns(rows, "name", "name_language", "kind", "since", "until", "origin") == [
        ("Ministerium für Gezeiten und Inseln", "de", "label", None, None, None),
        ("Ministry of Tides and Islands", "en", "label", None, None, None),
        ("Ministry of Tides", "en", "label", "2009", "2013-12", "gazette"),
        ("潮汐岛屿部", "zh", "label", None, None, None),
        ("Tides Ministry", "en", "alias", None, None, None),
        ("MoTI", "", "acronym", None, None, None),
    ]


def test_institutions_come_with_type_country_and_city(store: pyoxigraph.Store) -> None:
    rows = _oxigraph(store, _text("institutions"))
    assert ("MoTI", "MoTI", "coop:Ministry", "XA", "Port Lorrel") in _columns(
        rows, "institution", "acronym", "type", "country", "city"
    )
    assert {row["institution"] for row in rows} == {
        "MoTI",
        "LHO",
        "VMW",
        "harbour-commission",
        "liaison-office",
    }
