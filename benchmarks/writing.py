"""Records → Turtle or tables, one at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from coopgraph.dates import Bounds
from coopgraph.model import Entity, Name, Source, Statement

__all__ = ["Records", "write"]

PREFIXES = """\
@prefix coop: <https://w3id.org/coopgraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/coopgraph/id/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NAMINGS = {"label": "skos:prefLabel", "alias": "skos:altLabel", "acronym": "skos:notation"}
DATATYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
ENTITIES = ("id", "type", "name_en", "name_de", "name_zh", "acronym", "aliases", "country", "city", "date")
RELATIONS = ("id", "subject", "relation", "object", "since", "until", "under", "source", "locator", "quote")
DOCUMENTS = ("id", "title", "publisher", "issued", "url")


class Records(Protocol):
    """What can be written, each as often as it is asked for."""

    def sources(self) -> Iterable[Source]:
        """Every source."""

    def entities(self) -> Iterable[Entity]:
        """Every entity."""

    def statements(self) -> Iterable[Statement]:
        """Every statement; its bounds are written where it has any."""

    def direct(self) -> Iterable[tuple[str, str, str]]:
        """Subject, relation and object of triples that stand beside the statements."""


def write(records: Records, file: Path) -> str:
    """Write the records as the file's name asks for; what was written, in words."""
    return _write_tables(records, file) if file.suffix == ".csv" else _write_turtle(records, file)


def _write_turtle(records: Records, file: Path) -> str:
    triples = statements = 0
    with file.open("w", encoding="utf-8") as out:
        out.write(PREFIXES)
        for subject, facts in _facts(records):
            out.write("\n" + subject + " " + " ;\n    ".join(facts) + " .\n")
            triples += len(facts) + sum(fact.count(" ; ") + 1 for fact in facts if fact.endswith("]"))
            statements += facts[0] == "a coop:Statement"
    return f"{statements:,} relations in {triples:,} triples"


def _facts(records: Records) -> Iterator[tuple[str, list[str]]]:
    """Each subject with what is said of it: predicate and object."""
    for source in records.sources():
        yield f"id:{source.id}", list(_facts_of_source(source))
    for entity in records.entities():
        yield f"id:{entity.id}", list(_facts_of_entity(entity))
    for statement in records.statements():
        yield f"id:{statement.id}", list(_facts_of_statement(statement))
    for subject, relation, object in records.direct():
        yield f"id:{subject}", [f"coop:{relation} id:{object}"]


def _facts_of_source(source: Source) -> Iterator[str]:
    yield "a coop:Source"
    yield f"dcterms:title {_text(source.title)}"
    yield f"dcterms:publisher {_text(source.publisher or '')}"
    yield f"dcterms:issued {_date(source.issued or '')}"
    yield f"schema:url <{source.url}>"


def _facts_of_entity(entity: Entity) -> Iterator[str]:
    yield f"a coop:{entity.type}"
    for name in entity.names:
        yield f"{NAMINGS[name.kind]} {_text(name.text)}{f'@{name.lang}' if name.lang else ''}"
    if entity.country:
        yield f"coop:country {_text(entity.country)}"
    if entity.city:
        yield f"coop:city {_text(entity.city)}"
    if entity.date:
        yield f"coop:date {_date(entity.date)}"


def _facts_of_statement(statement: Statement) -> Iterator[str]:
    yield "a coop:Statement"
    yield f"rdf:subject id:{statement.subject}"
    yield f"rdf:predicate coop:{statement.relation}"
    yield f"rdf:object id:{statement.object}"
    if statement.since:
        yield f"coop:since {_date(statement.since)}"
    if statement.until:
        yield f"coop:until {_date(statement.until)}"
    if statement.under:
        yield f"coop:under id:{statement.under}"
    for bound in Bounds.__struct_fields__:
        if day := getattr(statement.bounds, bound):
            yield f'coop:{bound} "{day}"^^xsd:date'
    for piece in statement.evidence:
        said = [f"dcterms:source id:{piece.source}", f"coop:locator {_text(piece.locator or '')}"]
        said += [f"oa:exact {_text(piece.quote)}"] if piece.quote else []
        yield f"coop:evidence [ {' ; '.join(said)} ]"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _date(text: str) -> str:
    plain = text.replace("-", "").isdigit()
    return f'"{text}"^^{DATATYPES[len(text)]}' if plain else f'"{text}"'


def _write_tables(records: Records, folder: Path) -> str:
    folder.mkdir(exist_ok=True)
    sources = _write_table(folder / "sources.csv", DOCUMENTS, map(_row_of_source, records.sources()))
    entities = _write_table(folder / "institutions.csv", ENTITIES, map(_row_of_entity, records.entities()))
    rows = (row for statement in records.statements() for row in _rows_of_statement(statement))
    relations = _write_table(folder / "relations.csv", RELATIONS, rows)
    return f"{sources:,} sources, {entities:,} entities, {relations:,} rows of relations"


def _write_table(file: Path, columns: tuple[str, ...], rows: Iterable[dict[str, str | None]]) -> int:
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, columns)
        table.writeheader()
        return sum(1 for row in rows if table.writerow(row))


def _row_of_source(source: Source) -> dict[str, str | None]:
    return {column: getattr(source, column) for column in DOCUMENTS}


def _row_of_entity(entity: Entity) -> dict[str, str | None]:
    row = {column: getattr(entity, column) for column in ("id", "type", "country", "city", "date")}
    row |= {f"name_{name.lang}": name.text for name in entity.names if name.kind == "label"}
    aliases = ";".join(_alias(name) for name in entity.names if name.kind == "alias")
    return row | {"acronym": entity.acronym, "aliases": aliases}


def _alias(name: Name) -> str:
    return f"{name.text}@{name.lang}" if name.lang else name.text


def _rows_of_statement(statement: Statement) -> Iterator[dict[str, str | None]]:
    row = {column: getattr(statement, column) for column in RELATIONS[:7]}
    for piece in statement.evidence:
        yield row | {"source": piece.source, "locator": piece.locator, "quote": piece.quote}
