"""The shapes accept the valid corpus and find in each invalid file exactly the one rule that it breaks."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

CHECKOUT = Path(__file__).resolve().parents[2]
VALID = sorted((CHECKOUT / "tests/corpus/valid").glob("*.ttl"))
INVALID = sorted((CHECKOUT / "tests/corpus/invalid_rdf").glob("*.ttl"))
SHAPES = Namespace("https://w3id.org/coopgraph/shapes#")
ID = "https://w3id.org/coopgraph/id/"
COOP = "https://w3id.org/coopgraph/ontology#"
PREFIXES = f"""
    @prefix coop: <{COOP}> .
    @prefix dcterms: <http://purl.org/dc/terms/> .
    @prefix id: <{ID}> .
    @prefix oa: <http://www.w3.org/ns/oa#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
TWO_BODIES = """
    id:MoTI a coop:Ministry ; skos:prefLabel "Ministry of Tides and Islands"@en .
    id:LHO a coop:Agency ; skos:notation "LHO" .
    id:gazette a coop:Source ; dcterms:title "Gazette" .
"""

# file: (rule, the node it is found at, the value at fault)
FINDINGS = {
    "bad-date": ("bad-date", "statement-1", "2016-02-31"),
    "bad-date-dotted": ("bad-date", "statement-1", "30.06.2016"),
    "bad-date-in-set": ("bad-date", "statement-1", "[2016-06-31..]"),
    "bad-date-leap": ("bad-date", "statement-1", "1900-02-29"),
    "bad-date-month": ("bad-date", "statement-1", "2016-13"),
    "bad-date-short-year": ("bad-date", "statement-1", "16"),
    "dates-out-of-order": ("dates-out-of-order", "statement-1", "2015-12"),
    "hierarchy-cycle": ("hierarchy-cycle", "LHO", "liaison-office"),
    "hierarchy-cycle-self": ("hierarchy-cycle", "MoTI", "MoTI"),
    "long-quote": (
        "long-quote",
        "statement-1",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
    ),
    "missing-evidence": ("missing-evidence", "statement-1", "statement-1"),
    "missing-evidence-direct": ("missing-evidence", "MoTI", "MoTI"),
    "missing-object": ("missing-object", "statement-1", None),
    "missing-relation": ("missing-relation", "statement-1", None),
    "missing-source": ("missing-source", "statement-1", "a blank node"),
    "missing-subject": ("missing-subject", "statement-1", None),
    "unknown-body": ("unknown-body", "harbour-reform", "VMW"),
    "unknown-relation": ("unknown-relation", "statement-1", "coop:comissioned"),
    "unknown-source": ("unknown-source", "statement-1", "gazzette"),
    "unknown-term": ("unknown-term", "statement-1", "coop:untill"),
    "unnamed-institution": ("unnamed-institution", "MoTI", None),
    "until-on-instant": ("until-on-instant", "statement-1", "statement-1"),
    "untitled-source": ("untitled-source", "gazette", None),
    "untyped-institution": ("untyped-institution", "MoTI", "MoTI"),
    "untyped-institution-mistyped": ("untyped-institution", "MoTI", "MoTI"),
    "wrong-object-kind": ("wrong-object-kind", "statement-1", "LHO"),
    "wrong-object-kind-undescribed": ("wrong-object-kind", "statement-1", "LOH"),
    "wrong-object-kind-union": ("wrong-object-kind", "statement-1", "LHO"),
    "wrong-subject-kind": ("wrong-subject-kind", "statement-1", "harbour-mou"),
    "wrong-under": ("wrong-under", "statement-1", "MoTI"),
}
RULES = {
    "missing-subject",
    "missing-relation",
    "missing-object",
    "wrong-subject-kind",
    "wrong-object-kind",
    "unknown-relation",
    "unknown-body",
    "missing-evidence",
    "missing-source",
    "unknown-source",
    "long-quote",
    "untitled-source",
    "untyped-institution",
    "unnamed-institution",
    "bad-date",
    "dates-out-of-order",
    "until-on-instant",
    "wrong-under",
    "hierarchy-cycle",
    "unknown-term",
}

Finding = tuple[str, str | None, str | None]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(CHECKOUT / "ontology/shapes.ttl")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(CHECKOUT / "ontology/coopgraph.ttl")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """rdflib logs every ill-formed date of the corpus."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("rdflib.term").setLevel(logging.NOTSET)


@pytest.fixture(scope="module")
def found_in_invalid(shapes: Graph, ontology: Graph) -> list[Finding]:
    """The findings in all invalid files, validated in one go: the ids of each are moved to a folder of its own."""
    together = Graph()
    for path in INVALID:
        text = path.read_text(encoding="utf-8")
        together.parse(data=text.replace(f"<{ID}>", f"<{ID}{path.stem}/>"), format="turtle")
    return _findings(together, shapes, ontology)


def _shown(node: Node | None) -> str | None:
    if node is None or isinstance(node, Literal):
        return None if node is None else str(node)
    return str(node).replace(COOP, "coop:").removeprefix(ID) if isinstance(node, URIRef) else "a blank node"


def _findings(data: Graph, shapes: Graph, ontology: Graph, inference: str | None = "none") -> list[Finding]:
    conforms, report, _ = pyshacl.validate(
        data, shacl_graph=shapes, ont_graph=ontology, advanced=True, inference=inference
    )
    found = [
        (
            str(report.value(result, SH.sourceShape)).removeprefix(SHAPES),
            _shown(report.value(result, SH.focusNode)),
            _shown(report.value(result, SH.value)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]
    assert conforms == (not found)
    return sorted(found, key=str)


def _parsed(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def _commission(extra: str, name: str = "statement-1") -> str:
    return f"""
        id:{name} a coop:Statement ; rdf:subject id:MoTI ; rdf:predicate coop:commissioned ; rdf:object id:LHO ;
            {extra} coop:evidence [ dcterms:source id:gazette ] .
    """


def test_every_rule_is_a_shape_of_that_name_with_a_message_that_says_what_would_be_right(
    shapes: Graph,
) -> None:
    assert {str(each).removeprefix(SHAPES) for each in shapes.subjects() if str(each).startswith(SHAPES)} == RULES
    for rule in RULES:
        assert shapes.value(SHAPES[rule], SH.severity) == SH.Violation
        name = shapes.value(SHAPES[rule], SH.name)
        assert isinstance(name, Literal) and name.language == "en"
        nested = shapes.value(SHAPES[rule], SH.sparql)
        message = shapes.value(SHAPES[rule], SH.message) or shapes.value(nested, SH.message)
        assert isinstance(message, Literal) and message.language == "en"
        assert re.fullmatch(r"[^;.]+; .+[^.]", message.replace("[2016-06..]", "")), rule


def test_the_shapes_are_valid_shacl(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True, advanced=True)
    assert conforms, text


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
@pytest.mark.parametrize("inference", ["none", None])
def test_the_valid_corpus_conforms(path: Path, inference: str | None, shapes: Graph, ontology: Graph) -> None:
    assert _findings(Graph().parse(path), shapes, ontology, inference) == []


def test_the_valid_corpus_is_there_and_every_rule_has_an_invalid_file() -> None:
    assert "world" in {path.stem for path in VALID}
    assert {path.stem for path in INVALID} == set(FINDINGS)
    assert {rule for rule, _, _ in FINDINGS.values()} == RULES


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_file_breaks_the_one_rule_that_its_first_line_names(
    path: Path, found_in_invalid: list[Finding]
) -> None:
    rule, focus, value = FINDINGS[path.stem]
    assert path.read_text(encoding="utf-8").partition("\n")[0] == f"# expect-rule: {rule}"
    folder = path.stem + "/"
    here = [each for each in found_in_invalid if str(each[1]).startswith(folder)]
    shown = [
        (rule, str(focus).removeprefix(folder), value and value.removeprefix(folder)) for rule, focus, value in here
    ]
    assert shown == [(rule, focus, value)]


def test_an_invalid_file_on_its_own_has_the_same_finding(shapes: Graph, ontology: Graph) -> None:
    path = INVALID[0].with_name("hierarchy-cycle.ttl")
    assert _findings(Graph().parse(path), shapes, ontology) == [FINDINGS["hierarchy-cycle"]]


def test_real_dates_pass_and_unreal_ones_are_found(shapes: Graph, ontology: Graph) -> None:
    real = {
        '"2016"^^xsd:gYear',
        '"2016-06"^^xsd:gYearMonth',
        '"2016-02-29"^^xsd:date',
        '"2000-02-29"^^xsd:date',
        '"2016-12-31"^^xsd:date',
        '"2015~"',
        '"2015-06?"',
        '"2015-06-30%"',
        '"201X"',
        '"2015-XX"',
        '"2015-XX-XX"',
        '"2015-06-XX"',
        '"2015-21"',
        '"[2016-06..]"',
        '"[..2016-06-30]"',
        '"2016-11-29/2016-11-30"',
        '"2016/.."',
        '"../2016"',
        '".."',
        '"unknown"',
    }
    unreal = {
        '"2016-00"^^xsd:gYearMonth',
        '"2016-21"^^xsd:gYearMonth',
        '"2015-02-29"^^xsd:date',
        '"2100-02-29"^^xsd:date',
        '"2016-04-31"^^xsd:date',
        '"2016-06"^^xsd:date',
        '"2016-06-00"^^xsd:date',
        '"0000"^^xsd:gYear',
        '"2016"^^xsd:integer',
        '"2016"@en',
        '"2016-11-31/2016-12-01"',
        '"2016-21-01"',
        '"2015-XX-05"',
        '"2016-6"',
        '"July 2015"',
        '"2015年7月"',
        '"[2016-06]"',
        '"[2015..2016]"',
        '"/"',
        '""',
    }
    turtle = "".join(
        _commission(f"coop:since {date} ;", f"statement-{number}") for number, date in enumerate(sorted(real | unreal))
    )
    found = _findings(_parsed(TWO_BODIES + turtle), shapes, ontology)
    assert {rule for rule, _, _ in found} == {"bad-date"}
    assert sorted(str(value) for _, _, value in found) == sorted(re.sub(r'^"(.*)".*$', r"\1", each) for each in unreal)


@pytest.mark.parametrize(
    ("since", "until", "wrong"),
    [
        ('"2016"^^xsd:gYear', '"2016-03"^^xsd:gYearMonth', False),
        ('"2016-06"^^xsd:gYearMonth', '"2016"^^xsd:gYear', False),
        ('"2016-06-30"^^xsd:date', '"2016-06-30"^^xsd:date', False),
        ('"2016-06-30"^^xsd:date', '"2016-05"^^xsd:gYearMonth', True),
        ('"2017"^^xsd:gYear', '"2016-12-31"^^xsd:date', True),
    ],
)
def test_dates_are_out_of_order_only_where_no_reading_of_them_is_in_order(
    since: str, until: str, wrong: bool, shapes: Graph, ontology: Graph
) -> None:
    data = _parsed(TWO_BODIES + _commission(f"coop:since {since} ; coop:until {until} ;"))
    rules = [rule for rule, _, _ in _findings(data, shapes, ontology)]
    assert rules == (["dates-out-of-order"] if wrong else [])


def test_the_bounds_of_a_built_graph_tell_the_order_of_dates_that_are_not_plain(shapes: Graph, ontology: Graph) -> None:
    stated = 'coop:since "[2016-06..]" ; coop:until "2015~" ;'
    bounds = 'coop:since_earliest "2016-06-01"^^xsd:date ; coop:until_latest "2015-12-31"^^xsd:date ;'
    assert _findings(_parsed(TWO_BODIES + _commission(stated)), shapes, ontology) == []
    built = _parsed(TWO_BODIES + _commission(stated + bounds))
    assert _findings(built, shapes, ontology) == [("dates-out-of-order", "statement-1", "2015~")]


def test_the_direct_triples_of_a_built_graph_pass_with_super_relation_and_symmetry(
    shapes: Graph, ontology: Graph
) -> None:
    built = _parsed(
        TWO_BODIES
        + """
        id:mou a coop:MemorandumOfUnderstanding ; skos:prefLabel "MoU"@en .
        id:statement-1 a coop:Statement ; rdf:subject id:MoTI ; rdf:predicate coop:signed ; rdf:object id:mou ;
            coop:evidence [ dcterms:source id:gazette ] .
        id:statement-2 a coop:Statement ; rdf:subject id:MoTI ; rdf:predicate coop:cooperates_with ; rdf:object id:LHO ;
            coop:evidence [ dcterms:source id:gazette ] .
        id:MoTI coop:signed id:mou ; coop:agreed_to id:mou ; coop:cooperates_with id:LHO .
        id:LHO coop:cooperates_with id:MoTI .
        """
    )
    assert _findings(built, shapes, ontology) == []
    built.add((URIRef(ID + "LHO"), URIRef(COOP + "agreed_to"), URIRef(ID + "mou")))
    assert _findings(built, shapes, ontology) == [("missing-evidence", "LHO", "LHO")]


def test_an_inferred_statement_is_held_to_the_same_rules(shapes: Graph, ontology: Graph) -> None:
    inferred = _parsed(TWO_BODIES + _commission("").replace("coop:Statement", "coop:InferredStatement"))
    inferred.remove((URIRef(ID + "statement-1"), URIRef(COOP + "evidence"), None))
    assert _findings(inferred, shapes, ontology) == [("missing-evidence", "statement-1", "statement-1")]


def test_what_other_vocabularies_describe_is_left_alone(shapes: Graph, ontology: Graph) -> None:
    foreign = _parsed('id:topic a skos:Concept ; skos:prefLabel "Tides"@en ; skos:notation "T1" .')
    assert _findings(foreign, shapes, ontology) == []


def test_a_relation_and_a_class_that_the_ontology_gains_need_no_new_shape(shapes: Graph, ontology: Graph) -> None:
    more = ontology + _parsed(
        """
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        coop:Lighthouse a owl:Class .
        coop:lights_up a owl:ObjectProperty , owl:NamedIndividual , coop:Relation ;
            rdfs:domain coop:Lighthouse ; rdfs:range coop:Institution ;
            coop:time coop:Instant ; coop:hierarchical true .
        """
    )
    evidence = 'coop:until "2016"^^xsd:gYear ; coop:evidence [ dcterms:source id:gazette ] .'
    data = _parsed(
        f"""{TWO_BODIES}
        id:statement-1 a coop:Statement ; rdf:subject id:MoTI ; rdf:predicate coop:lights_up ; rdf:object id:MoTI ;
            {evidence}
        """
    )
    assert _findings(data, shapes, more) == [
        ("hierarchy-cycle", "MoTI", "MoTI"),
        ("until-on-instant", "statement-1", "statement-1"),
        ("wrong-subject-kind", "statement-1", "MoTI"),
    ]
