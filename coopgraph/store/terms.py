"""How ids, relations and dates are written in RDF."""

from __future__ import annotations

import re

from coopgraph.vocabulary import COOP, XSD

__all__ = ["date_type", "escaped", "relation_iri"]

_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`\[\]]")


def escaped(iri: str) -> str:
    """The IRI with what none may hold escaped, so that faulty records can be shown to other checkers."""
    return _NOT_IN_IRI.sub(lambda found: f"%{ord(found[0]):02X}", iri) if _NOT_IN_IRI.search(iri) else iri


def date_type(text: str) -> str | None:
    """The datatype of a date as stated; None where it is EDTF that XSD has no type for, which is a plain text."""
    return _DATE_TYPES[len(text)] if _DATE.fullmatch(text) else None


def relation_iri(name: str) -> str:
    """The IRI of a relation."""
    return name if "://" in name else COOP.iri + name
