"""What is read of each kind of record in RDF; all that a node says beyond it is carried along."""

from __future__ import annotations

from dataclasses import dataclass

from coopgraph.vocabulary import COOP, DCTERMS, OA, ORG, RDF, SCHEMA, SKOS

__all__ = ["ENTITY", "EVIDENCE", "NAME", "SOURCE", "STATEMENT", "TEXTS", "UNTYPED", "Form"]

TEXTS = frozenset((COOP.note, DCTERMS.title))


@dataclass(frozen=True, eq=False)
class Form:
    """The properties that stand once in a kind of record, in the order of its fields, and all that it holds."""

    once: tuple[str, ...]
    read: frozenset[str]


STATEMENT = Form(
    (RDF.predicate, COOP.until, COOP.since, RDF.subject, RDF.object, COOP.under, COOP.note, COOP.dataset),
    frozenset(
        (
            *(RDF.type, RDF.subject, RDF.predicate, RDF.object, COOP.since, COOP.until, COOP.under, COOP.note),
            *(COOP.since_earliest, COOP.since_latest, COOP.until_earliest, COOP.until_latest),
            *(COOP.evidence, COOP.dataset),
        )
    ),
)
EVIDENCE = Form(
    (DCTERMS.source, COOP.locator, OA.exact, COOP.derived),
    frozenset((RDF.type, DCTERMS.source, COOP.locator, OA.exact, COOP.derived)),
)
SOURCE = Form(
    (DCTERMS.title, DCTERMS.publisher, DCTERMS.issued, COOP.retrieved, SCHEMA.url, DCTERMS.license),
    frozenset(
        (RDF.type, DCTERMS.title, DCTERMS.publisher, DCTERMS.issued, COOP.retrieved, SCHEMA.url, DCTERMS.license)
    ),
)
UNTYPED = Form(
    (COOP.country, COOP.city, COOP.date, COOP.note),
    frozenset(
        (
            *(SKOS.prefLabel, SKOS.altLabel, SKOS.notation, COOP.name, COOP.country, COOP.city, COOP.date, COOP.note),
            *(COOP.evidence, SKOS.exactMatch, ORG.originalOrganization, ORG.resultingOrganization),
        )
    ),
)
ENTITY = Form(UNTYPED.once, UNTYPED.read | {RDF.type})
NAME = Form(
    (),
    frozenset((RDF.type, COOP.text, COOP.kind, COOP.since, COOP.until, COOP.name_source, COOP.locator)),
)
