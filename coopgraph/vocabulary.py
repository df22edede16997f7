"""The closed namespaces that code names; relations are not among them, the ontology alone defines those."""

from __future__ import annotations

__all__ = [
    "COOP",
    "DCTERMS",
    "ID",
    "OA",
    "ORG",
    "OWL",
    "PREFIXES",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "XSD",
    "Namespace",
    "iri_of",
    "local_id",
]


class Namespace:
    """A namespace that knows its terms: `COOP.since` is an IRI, a misspelt term raises AttributeError."""

    def __init__(self, iri: str, terms: str = "") -> None:
        self.iri = iri
        self._terms = {term: iri + term for term in terms.split()}
        vars(self).update(self._terms)

    def __getattr__(self, term: str) -> str:
        raise AttributeError(f"term {term!r} is not in {self.iri}")

    def __contains__(self, iri: str) -> bool:
        return iri.startswith(self.iri)

    def terms(self) -> frozenset[str]:
        """The local names that code may use."""
        return frozenset(self._terms)


COOP = Namespace(
    "https://w3id.org/coopgraph/ontology#",
    "Agreement Dataset Event Evidence InferredStatement Institution Instant Name Period Project Relation "
    "Responsibility Section Source Statement city country dataset date derived evidence hierarchical inferred "
    "inverse_label kind locator name name_source note premise retrieved rule section since since_earliest "
    "since_latest text time under until until_earliest until_latest",
)
ID = Namespace("https://w3id.org/coopgraph/id/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type subject predicate object first rest nil")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#", "label comment domain range subClassOf subPropertyOf")
OWL = Namespace(
    "http://www.w3.org/2002/07/owl#", "Class FunctionalProperty SymmetricProperty TransitiveProperty oneOf unionOf"
)
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#", "prefLabel altLabel notation exactMatch")
DCTERMS = Namespace("http://purl.org/dc/terms/", "source title issued publisher license")
SCHEMA = Namespace("https://schema.org/", "url")
ORG = Namespace("http://www.w3.org/ns/org#", "originalOrganization resultingOrganization")
OA = Namespace("http://www.w3.org/ns/oa#", "exact")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#", "boolean date dateTime gYear gYearMonth string")

PREFIXES = {
    "coop": COOP.iri,
    "id": ID.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "owl": OWL.iri,
    "xsd": XSD.iri,
    "skos": SKOS.iri,
    "dcterms": DCTERMS.iri,
    "schema": SCHEMA.iri,
    "oa": OA.iri,
    "org": ORG.iri,
    "prov": "http://www.w3.org/ns/prov#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


def local_id(iri: str) -> str:
    """The id that users see: the local name under `id:`, or the full IRI."""
    return iri[len(ID.iri) :] if iri.startswith(ID.iri) else iri


def iri_of(local: str) -> str:
    """The IRI of an id that users see; the inverse of `local_id`."""
    return local if "://" in local or local.startswith("urn:") else ID.iri + local
