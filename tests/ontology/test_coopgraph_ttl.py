"""The ontology is complete, says what the design says, and is all that shapes, queries and corpus use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

CHECKOUT = Path(__file__).resolve().parents[2]
FILE = CHECKOUT / "ontology" / "coopgraph.ttl"
COOP = Namespace("https://w3id.org/coopgraph/ontology#")
ONTOLOGY = URIRef("https://w3id.org/coopgraph/ontology")
DCTERMS = Namespace("http://purl.org/dc/terms/")

SUBCLASSES = {
    "Institution": {
        "Government",
        "Ministry",
        "Agency",
        "StandardsBody",
        "ResearchOrganisation",
        "Association",
        "Company",
        "DiplomaticMission",
        "Platform",
        "InternationalOrganisation",
        "Office",
        "JointBody",
    },
    "Project": {"Programme"},
    "Responsibility": set(),
    "Agreement": {"MemorandumOfUnderstanding", "JointDeclaration", "Framework", "Treaty", "Contract"},
    "Event": set(),
    "Reorganisation": set(),
    "Statement": {"InferredStatement"},
    "Evidence": set(),
    "Source": set(),
    "Dataset": set(),
    "Name": set(),
    "Relation": set(),
    "TimeKind": set(),
    "Section": set(),
}

RELATIONS = {
    "agreed_to": ("Institution", "Agreement", "Instant"),
    "signed": ("Institution", "Agreement", "Instant"),
    "co_signatory_of": ("Institution", "Institution", "Instant"),
    "clause_of": ("Agreement", "Agreement", "Period"),
    "based_on": ("Project JointBody Agreement", "Agreement", "Period"),
    "works_within": ("Institution", "Agreement", "Period"),
    "commissioned": ("Institution", "Institution", "Period"),
    "commissioned_through": ("Institution", "Institution", "Period"),
    "subordinate_of": ("Institution", "Institution", "Period"),
    "superior_of": ("Institution", "Institution", "Period"),
    "part_of": ("Institution", "Institution", "Period"),
    "member_of": ("Institution", "Institution", "Period"),
    "owns": ("Institution", "Institution", "Period"),
    "represents": ("Institution", "Institution", "Period"),
    "responsible_for": ("Institution Project", "Responsibility", "Period"),
    "succeeded_by": ("Institution", "Institution", "Instant"),
    "implements": ("Institution", "Project JointBody", "Period"),
    "facilitates": ("Institution Project", "Institution Project JointBody", "Period"),
    "supports": ("Institution Project", "Institution Project JointBody", "Period"),
    "cooperates_with": ("Institution Project", "Institution Project", "Period"),
    "participates_in": ("Institution", "JointBody Project Event", "Period"),
    "funded": ("Institution", "Institution Project", "Period"),
    "established": ("Institution", "Institution Project", "Instant"),
    "organised": ("Institution Project", "Event", "Instant"),
}

SECTIONS = {
    "HierarchySection": {"subordinate_of", "superior_of", "part_of", "owns"},
    "MandateSection": {"commissioned", "commissioned_through", "funded"},
    "AgreementSection": {"agreed_to", "signed", "co_signatory_of", "clause_of", "based_on", "works_within"},
    "ParticipationSection": {"member_of", "implements", "participates_in"},
    "WorkSection": {"represents", "responsible_for", "facilitates", "supports", "cooperates_with", "organised"},
    "HistorySection": {"established", "succeeded_by"},
}

ENTITY = "Institution Project Responsibility Agreement Event Reorganisation"
PROPERTIES = {
    "since": ("Statement Name", "coop:StatedDate"),
    "until": ("Statement Name", "coop:StatedDate"),
    "since_earliest": ("Statement", "xsd:date"),
    "since_latest": ("Statement", "xsd:date"),
    "until_earliest": ("Statement", "xsd:date"),
    "until_latest": ("Statement", "xsd:date"),
    "under": ("Statement", "coop:Agreement"),
    "dataset": ("Statement", "coop:Dataset"),
    "premise": ("InferredStatement", "coop:Statement"),
    "rule": ("InferredStatement", "xsd:string"),
    "evidence": (f"Statement {ENTITY}", "coop:Evidence"),
    "locator": ("Evidence Name", "xsd:string"),
    "derived": ("Evidence", "xsd:boolean"),
    "retrieved": ("Source", "xsd:date"),
    "date": (ENTITY, "coop:StatedDate"),
    "city": (ENTITY, "xsd:string"),
    "country": (ENTITY, "xsd:string"),
    "note": (f"Statement {ENTITY}", "rdfs:Literal"),
    "name": (ENTITY, "coop:Name"),
    "text": ("Name", "rdfs:Literal"),
    "kind": ("Name", "label alias acronym"),
    "name_source": ("Name", "rdfs:Resource"),
    "time": ("Relation", "coop:TimeKind"),
    "hierarchical": ("Relation", "xsd:boolean"),
    "inverse_label": ("Relation", "rdf:langString"),
    "section": ("Relation", "coop:Section"),
}

ALIGNMENTS = {
    "Institution": {
        "http://www.w3.org/ns/org#Organization",
        "http://xmlns.com/foaf/0.1/Organization",
        "https://schema.org/Organization",
    },
    "Government": {"http://data.europa.eu/m8g/PublicOrganisation"},
    "Ministry": {"http://data.europa.eu/m8g/PublicOrganisation"},
    "Agency": {"http://data.europa.eu/m8g/PublicOrganisation"},
    "DiplomaticMission": {"http://data.europa.eu/m8g/PublicOrganisation"},
    "Office": {"http://www.w3.org/ns/org#OrganizationalUnit"},
    "JointBody": {"http://www.w3.org/ns/org#OrganizationalCollaboration"},
    "Project": {"http://xmlns.com/foaf/0.1/Project", "http://www.w3.org/ns/prov#Activity"},
    "Agreement": {"http://www.w3.org/ns/prov#Entity"},
    "Event": {"http://www.w3.org/ns/prov#Activity"},
    "Reorganisation": {"http://www.w3.org/ns/org#ChangeEvent"},
    "Source": {"http://xmlns.com/foaf/0.1/Document", "http://www.w3.org/ns/prov#Entity"},
    "Statement": {"http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"},
    "agreed_to": {"inverse https://w3id.org/semanticarts/ns/ontology/gist/hasParty"},
    "signed": {"inverse http://www.wikidata.org/prop/direct/P1891"},
    "co_signatory_of": {"http://www.w3.org/ns/org#linkedTo"},
    "commissioned_through": {"http://www.w3.org/ns/org#linkedTo"},
    "superior_of": {"inverse http://www.w3.org/ns/org#reportsTo"},
    "clause_of": {"http://purl.org/dc/terms/isPartOf"},
    "based_on": {"see http://data.europa.eu/m8g/hasFormalFramework"},
    "commissioned": {
        "http://www.w3.org/ns/org#linkedTo",
        "inverse http://www.w3.org/ns/prov#actedOnBehalfOf",
    },
    "subordinate_of": {"http://www.w3.org/ns/org#reportsTo"},
    "part_of": {
        "http://www.w3.org/ns/org#subOrganizationOf",
        "http://www.w3.org/ns/org#transitiveSubOrganizationOf",
    },
    "member_of": {"http://www.w3.org/ns/org#memberOf"},
    "owns": {"http://www.wikidata.org/prop/direct/P1830"},
    "succeeded_by": {"http://www.wikidata.org/prop/direct/P1366", "see http://www.w3.org/ns/org#ChangeEvent"},
    "implements": {"see http://www.w3.org/ns/prov#wasAssociatedWith"},
    "participates_in": {"inverse https://schema.org/participant"},
    "funded": {"inverse https://schema.org/funder"},
    "established": {"inverse http://www.wikidata.org/prop/direct/P112"},
    "organised": {"inverse https://schema.org/organizer"},
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(FILE)


def _local(node: Node) -> str:
    return str(node).removeprefix(COOP)


def _is_ours(node: Node) -> bool:
    return isinstance(node, URIRef) and node in COOP


def _terms(graph: Graph) -> list[URIRef]:
    return sorted({each for each in graph.subjects() if isinstance(each, URIRef) and each in COOP})


def _members(graph: Graph, node: Node | None) -> str:
    """The classes, datatype or values that a domain or range takes."""
    assert node is not None
    for construct in (OWL.unionOf, OWL.oneOf):
        if isinstance(node, BNode) and (members := graph.value(node, construct)):
            return " ".join(_local(each) for each in Collection(graph, members))
    return _local(node)


def _languages(graph: Graph, term: URIRef, predicate: URIRef) -> list[str]:
    return sorted(each.language or "" for each in graph.objects(term, predicate) if isinstance(each, Literal))


def _alignments(graph: Graph, term: URIRef) -> Iterator[str]:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for above in graph.objects(term, predicate):
            inverse = graph.value(above, OWL.inverseOf)
            if inverse is not None or not _is_ours(above):
                yield f"inverse {inverse}" if inverse is not None else str(above)
    yield from (f"see {each}" for each in graph.objects(term, RDFS.seeAlso))


def test_rdflib_and_pyoxigraph_read_the_same_number_of_triples(graph: Graph) -> None:
    parsed = list(pyoxigraph.parse(path=str(FILE), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(parsed) == len(graph) == len(set(parsed))
    assert {each.predicate.value for each in parsed} == {str(each) for each in graph.predicates()}


def test_the_header_names_describes_and_licenses_the_ontology_in_three_languages(graph: Graph) -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in graph
    assert _languages(graph, ONTOLOGY, DCTERMS.title) == ["de", "en", "zh"]
    assert _languages(graph, ONTOLOGY, DCTERMS.description) == ["de", "en", "zh"]
    assert graph.value(ONTOLOGY, DCTERMS.license) == URIRef("https://www.apache.org/licenses/LICENSE-2.0")
    assert graph.value(ONTOLOGY, DCTERMS.creator) == Literal("coopgraph")
    assert re.fullmatch(r"\d+\.\d+\.\d+", str(graph.value(ONTOLOGY, OWL.versionInfo)))
    assert not list(graph.objects(ONTOLOGY, OWL.imports))


def test_only_our_own_terms_are_declared(graph: Graph) -> None:
    assert [
        each for each in graph.subjects() if isinstance(each, URIRef) and each not in COOP and each != ONTOLOGY
    ] == []


def test_there_is_no_term_besides_those_written_out_here(graph: Graph) -> None:
    classes = set(SUBCLASSES) | set().union(*SUBCLASSES.values())
    others = {"Instant", "Period", "StatedDate", "inferred"} | set(SECTIONS)
    assert {_local(each) for each in _terms(graph)} == classes | set(RELATIONS) | set(PROPERTIES) | others


def test_every_term_has_one_label_in_each_language_and_one_comment_in_english(graph: Graph) -> None:
    terms = _terms(graph)
    assert [_local(each) for each in terms if _languages(graph, each, RDFS.label) != ["de", "en", "zh"]] == []
    assert [_local(each) for each in terms if _languages(graph, each, RDFS.comment) != ["en"]] == []


def test_every_comment_is_a_sentence(graph: Graph) -> None:
    comments = [str(each) for each in graph.objects(None, RDFS.comment)]
    assert [each for each in comments if not re.fullmatch(r"[A-Z].{20,}\.", each)] == []


def test_chinese_labels_are_in_chinese_characters_and_the_others_are_not(graph: Graph) -> None:
    for predicate in (RDFS.label, COOP.inverse_label):
        labels = [each for each in graph.objects(None, predicate) if isinstance(each, Literal)]
        chinese = {each for each in labels if re.search("[\u4e00-\u9fff]", each)}
        assert chinese == {each for each in labels if each.language == "zh"}


def test_the_class_tree_is_the_one_written_out_here(graph: Graph) -> None:
    classes = {_local(each) for each in graph.subjects(RDF.type, OWL.Class) if isinstance(each, URIRef)}
    assert classes == set(SUBCLASSES) | set().union(*SUBCLASSES.values())
    for above, below in SUBCLASSES.items():
        assert {_local(each) for each in graph.subjects(RDFS.subClassOf, COOP[above])} == below


def test_the_relations_are_those_written_out_here_with_domain_range_and_time(graph: Graph) -> None:
    found = {
        _local(each): (
            _members(graph, graph.value(each, RDFS.domain)),
            _members(graph, graph.value(each, RDFS.range)),
            _local(graph.value(each, COOP.time) or BNode()),
        )
        for each in graph.subjects(RDF.type, COOP.Relation)
    }
    assert found == RELATIONS


def test_every_relation_is_told_of_in_the_section_written_out_here(graph: Graph) -> None:
    found = {
        _local(each): {_local(relation) for relation in graph.subjects(COOP.section, each)}
        for each in graph.subjects(RDF.type, COOP.Section)
    }
    assert found == SECTIONS
    order = graph.value(COOP.Section, OWL.oneOf)
    assert order is not None
    assert [_local(each) for each in Collection(graph, order)] == list(SECTIONS)
    assert set().union(*SECTIONS.values()) == set(RELATIONS)


def test_every_relation_is_an_object_property_and_a_named_individual(graph: Graph) -> None:
    relations = set(graph.subjects(RDF.type, COOP.Relation))
    assert relations <= set(graph.subjects(RDF.type, OWL.ObjectProperty))
    assert relations <= set(graph.subjects(RDF.type, OWL.NamedIndividual))


def test_every_relation_reads_in_both_directions_in_three_languages_and_has_an_example(graph: Graph) -> None:
    for relation in graph.subjects(RDF.type, COOP.Relation):
        assert isinstance(relation, URIRef)
        assert _languages(graph, relation, COOP.inverse_label) == ["de", "en", "zh"], relation
        assert _languages(graph, relation, SKOS.example) == ["en"], relation


def test_no_two_relations_have_the_same_label(graph: Graph) -> None:
    for predicate in (RDFS.label, COOP.inverse_label):
        labels = [label for each in graph.subjects(RDF.type, COOP.Relation) for label in graph.objects(each, predicate)]
        assert len(labels) == len(set(labels)) == 3 * len(RELATIONS)


def test_only_a_symmetric_relation_reads_the_same_in_both_directions(graph: Graph) -> None:
    same = {
        _local(each)
        for each in graph.subjects(RDF.type, COOP.Relation)
        if set(graph.objects(each, RDFS.label)) & set(graph.objects(each, COOP.inverse_label))
    }
    symmetric = {_local(each) for each in graph.subjects(RDF.type, OWL.SymmetricProperty)}
    assert same == symmetric == {"cooperates_with", "co_signatory_of"}


def test_a_symmetric_relation_has_the_same_domain_and_range(graph: Graph) -> None:
    assert RELATIONS["cooperates_with"][0] == RELATIONS["cooperates_with"][1]


def test_only_subordination_is_hierarchical_and_no_relation_is_transitive(graph: Graph) -> None:
    marked = {(_local(each), str(value)) for each, value in graph.subject_objects(COOP.hierarchical)}
    assert marked == {("subordinate_of", "true")}
    assert graph.value(COOP.subordinate_of, COOP.hierarchical) == Literal("true", datatype=XSD.boolean)
    assert not list(graph.subjects(RDF.type, OWL.TransitiveProperty))


def test_signing_is_the_only_special_case_of_another_relation(graph: Graph) -> None:
    special = [pair for pair in graph.subject_objects(RDFS.subPropertyOf) if _is_ours(pair[1])]
    assert special == [(COOP.signed, COOP.agreed_to)]


def test_all_other_properties_have_the_domain_and_range_written_out_here(graph: Graph) -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    properties = {each for kind in kinds for each in graph.subjects(RDF.type, kind)}
    prefixes = {prefix: str(iri) for prefix, iri in graph.namespaces()}
    expected = {
        name: (domain, re.sub(r"^(\w+):", lambda found: prefixes[found[1]], range_).removeprefix(COOP))
        for name, (domain, range_) in PROPERTIES.items()
    }
    found = {
        _local(each): (
            _members(graph, graph.value(each, RDFS.domain)),
            _members(graph, graph.value(each, RDFS.range)),
        )
        for each in properties - set(graph.subjects(RDF.type, COOP.Relation))
    }
    assert found == expected


def test_alignments_are_exactly_those_written_out_here(graph: Graph) -> None:
    found = {_local(each): set(_alignments(graph, each)) for each in _terms(graph)}
    assert {name: iris for name, iris in found.items() if iris} == ALIGNMENTS


def test_what_may_join_a_project_is_never_aligned_to_a_property_of_organisations_alone(graph: Graph) -> None:
    organisational = "http://www.w3.org/ns/org#"
    for name, aligned in ALIGNMENTS.items():
        if name in RELATIONS and any(each.startswith(organisational) for each in aligned):
            assert RELATIONS[name][:2] == ("Institution", "Institution"), name


def _texts() -> list[Path]:
    folders = (
        "ontology/coopgraph.ttl",
        "ontology/shapes.ttl",
        "ontology/queries/*.rq",
        "ontology/rules/*.rq",
        "ontology/rules/*.rq",
        "tests/corpus/valid/*.ttl",
    )
    return [path for folder in folders for path in sorted(CHECKOUT.glob(folder))]


@pytest.mark.parametrize("path", _texts(), ids=lambda path: path.name)
def test_every_coop_term_that_a_file_uses_is_in_the_ontology(graph: Graph, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = set(re.findall(r"(?<![\w-])coop:(\w+)", text)) | set(re.findall(re.escape(COOP) + r"(\w+)", text))
    assert used - {_local(each) for each in _terms(graph)} == set()
    assert used


def test_every_blank_node_is_part_of_a_term(graph: Graph) -> None:
    used = set(graph.objects())
    assert [each for each in graph.subjects() if isinstance(each, BNode) and each not in used] == []


def test_the_file_uses_every_prefix_that_it_declares() -> None:
    text = FILE.read_text(encoding="utf-8")
    prefixes = re.findall(r"^@prefix (\w+):", text, re.MULTILINE)
    assert [each for each in prefixes if not re.search(rf"^(?!@prefix).*\b{each}:\w", text, re.MULTILINE)] == []
