"""Rows of a spreadsheet → records. A table is recognised by its header, whatever its file or sheet is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from coopgraph.dates import OPEN, UNKNOWN, split_interval, to_edtf
from coopgraph.errors import BadDate
from coopgraph.model import Entity, Evidence, Name, Source, Statement
from coopgraph.readers.facts import Facts, Place, hashed_id

__all__ = ["COLUMNS", "Row", "Table", "read_table"]

EVIDENCE = ("source", "source_title", "source_url", "locator", "quote", "evidence")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "relations": ("id", "subject", "relation", "object", "since", "until", "under", "note", *EVIDENCE),
    "names": ("institution", "name", "lang", "kind", "since", "until", "name_source", "locator"),
    "entities": (
        *(
            "id",
            "type",
            "name_en",
            "name_de",
            "name_zh",
            "acronym",
            "aliases",
            "name_source",
            "country",
            "city",
            "date",
        ),
        *("same_as", "before", "after", "note", *EVIDENCE),
    ),
    "sources": ("id", "title", "publisher", "issued", "retrieved", "url", "licence"),
}
_MARKS = {
    "relations": {"subject", "relation", "object"},
    "names": {"institution", "name"},
    "entities": {"id", "type"},
    "sources": {"id", "title"},
}
_ID = re.compile(r"[^\s<>\"{}|\\^`/?#%\[\]]+|[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Row:
    """The non-empty cells of a row, by column, and its line (CSV) or row number (XLSX)."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str | None:
        return self.cells.get(column)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows; `cell_of` names a column's cell as the spreadsheet does."""

    file: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
    cell_of: Callable[[str, int], str]
    header_line: int = 1

    def place(self, line: int) -> Place:
        """The place of a row."""
        return _RowPlace(self, line)


class _RowPlace(Place):
    """A row of a table, which knows what the spreadsheet calls its cells."""

    __slots__ = ("_table",)

    def __init__(self, table: Table, line: int) -> None:
        self.file, self.line, self.node = table.file, line, None
        self._table = table

    @property
    def cells(self) -> Mapping[str, str]:
        """What the file calls each cell of the row, by column."""
        return {column: self._table.cell_of(column, self.line or 0) for column in self._table.columns}

    def named(self, cell: str | None) -> str | None:
        """What the spreadsheet calls the cell of a field."""
        return self.cells.get(cell, f"column {cell}") if cell else None


def read_table(table: Table, dataset: str | None = None) -> Facts:
    """The records of a table; a header that no table has is a finding. Statements are of the data set."""
    facts = Facts()
    kind = next((kind for kind, marks in _MARKS.items() if marks <= set(table.columns)), None)
    header = Place(table.file, table.header_line)
    if kind is None:
        facts.findings.append(header.finding("unknown-table", _unknown_header(table.columns), _known_headers()))
        return facts
    _check_columns(table, COLUMNS[kind], header, facts)
    if kind == "relations":
        for row in table.rows:
            _read_relation(row, table.place(row.line), facts, dataset)
        return facts
    for row in table.rows:
        _READ_ROW[kind](row, table.place(row.line), facts)
    return facts


def _unknown_header(columns: tuple[str, ...]) -> str:
    return f"no table has the columns {', '.join(columns[:8])}" if columns else "the header is empty"


def _known_headers() -> str:
    return "a table begins with " + " or ".join(",".join(sorted(marks)) for marks in _MARKS.values())


def _check_columns(table: Table, known: tuple[str, ...], header: Place, facts: Facts) -> None:
    seen: set[str] = set()
    for column in table.columns:
        if column in seen:
            facts.findings.append(header.finding("unknown-column", f"column '{column}' stands twice", "remove one"))
        elif column not in known and not column.startswith("#"):
            near = get_close_matches(column, known, n=1)
            fix = f"did you mean '{near[0]}'?" if near else "begin its name with # to have it passed over"
            facts.findings.append(header.finding("unknown-column", f"unknown column '{column}'", fix))
        seen.add(column)


def _read_relation(row: Row, place: Place, facts: Facts, dataset: str | None) -> None:
    since, until = _period(row, place, facts)
    id = _id(row, "id", place, facts)
    subject, object = _id(row, "subject", place, facts), _id(row, "object", place, facts)
    relation = (row["relation"] or "").removeprefix("coop:")
    under = _id(row, "under", place, facts) or None
    statement = Statement(
        id or hashed_id(subject, relation, object, since, until, under),
        subject,
        relation,
        object,
        since,
        until,
        under,
        row["note"],
        _evidence(row, place, facts),
        dataset=dataset,
    )
    facts.statements.append((statement, place))


def _read_entity(row: Row, place: Place, facts: Facts) -> None:
    entity = Entity(
        id=_id(row, "id", place, facts),
        type=row["type"] or "",
        names=tuple(_names(row)),
        country=row["country"],
        city=row["city"],
        date=_date(row, "date", place, facts),
        note=row["note"],
        evidence=_evidence(row, place, facts),
        same_as=tuple(_list(row["same_as"])),
        before=tuple(_list(row["before"])),
        after=tuple(_list(row["after"])),
    )
    if entity.id:
        facts.entities.append((entity, place))
    elif not row["id"]:
        facts.findings.append(place.finding("missing-id", "no id", "give the row a short id such as BMWi", "id"))


def _read_name(row: Row, place: Place, facts: Facts) -> None:
    since, until = _period(row, place, facts)
    kind = row["kind"] or "label"
    if kind not in ("label", "alias", "acronym"):
        facts.findings.append(
            place.finding("unknown-kind", f"unknown kind '{kind}'", "write label, alias or acronym", "kind")
        )
    institution, text = _id(row, "institution", place, facts), row["name"]
    if not institution or not text:
        column = "name" if institution else "institution"
        facts.findings.append(place.finding("missing-id", f"no {column}", "fill the cell or remove the row", column))
        return
    name = Name(text, row["lang"], kind, since, until, row["name_source"], row["locator"])
    facts.entities.append((Entity(institution, "", (name,)), place))


def _read_source(row: Row, place: Place, facts: Facts) -> None:
    source = Source(
        id=_id(row, "id", place, facts),
        title=row["title"] or "",
        publisher=row["publisher"],
        issued=_date(row, "issued", place, facts),
        retrieved=_date(row, "retrieved", place, facts),
        url=row["url"],
        licence=row["licence"],
    )
    if source.id:
        facts.sources.append((source, place))
    else:
        facts.findings.append(place.finding("missing-id", "no id", "give the source a short id", "id"))


_READ_ROW: Mapping[str, Callable[[Row, Place, Facts], None]] = {
    "entities": _read_entity,
    "names": _read_name,
    "sources": _read_source,
}


def _id(row: Row, column: str, place: Place, facts: Facts) -> str:
    text = (row[column] or "").removeprefix("id:")
    if text and not _ID.fullmatch(text):
        proposal = re.sub(r"[^\w.-]+", "-", text).strip("-")
        fix = f"write '{proposal}', or a full IRI"
        facts.findings.append(place.finding("bad-id", f"'{text}' cannot be an id", fix, column))
        return ""
    return text


def _period(row: Row, place: Place, facts: Facts) -> tuple[str | None, str | None]:
    """Since and until; an interval written into since is split."""
    text, split_until = split_interval(row["since"]) if row["since"] else ("", None)
    if split_until and row["until"]:
        problem = "since is an interval, and until is given too"
        facts.findings.append(place.finding("bad-date", problem, "give the end in one of the two", "until"))
    since = _edtf(text, "since", place, facts)
    until = _edtf(split_until or row["until"] or "", "since" if split_until else "until", place, facts)
    return (None if since == OPEN else since), until


def _date(row: Row, column: str, place: Place, facts: Facts) -> str | None:
    return _edtf(row[column] or "", column, place, facts)


def _edtf(text: str, column: str, place: Place, facts: Facts) -> str | None:
    """The date in EDTF, or None with a finding where it cannot be read."""
    if not text or text in (OPEN, UNKNOWN):
        return text or None
    found = _both_edtf(text)
    if isinstance(found, str):
        return found
    fix = found.fix + ("; '..' says still open, 'unknown' ended but not when" if column == "until" else "")
    facts.findings.append(place.finding("bad-date", found.problem, fix, column))
    return None


@lru_cache(maxsize=65536)
def _both_edtf(text: str) -> str | BadDate:
    """A date or the two sides of an interval in EDTF, or why it cannot be read; dates recur, so they are kept."""
    try:
        first, last = split_interval(text)
        return "/".join(part if part in ("", OPEN) else to_edtf(part) for part in (first, last) if part is not None)
    except BadDate as problem:
        return problem.with_traceback(None)


def _evidence(row: Row, place: Place, facts: Facts) -> tuple[Evidence, ...]:
    """The row's evidence; a source given by title or address alone becomes a source of its own."""
    kind = row["evidence"] or "stated"
    if kind not in ("stated", "derived"):
        fix = "write stated (or nothing) or derived"
        facts.findings.append(place.finding("unknown-kind", f"unknown kind of evidence '{kind}'", fix, "evidence"))
    source = _id(row, "source", place, facts)
    if not source and (title := row["source_title"] or row["source_url"]):
        source = "source-" + re.sub(r"\W+", "-", title.casefold()).strip("-")[:60]
        facts.sources.append((Source(source, title, url=row["source_url"]), place))
    return (Evidence(source, row["locator"], row["quote"], kind == "derived"),) if source else ()


def _names(row: Row) -> Iterator[Name]:
    sources = dict(_name_sources(row["name_source"]))
    default = sources.get("")
    for lang in ("en", "de", "zh"):
        if text := row[f"name_{lang}"]:
            yield Name(text, lang, "label", source=sources.get(f"name_{lang}", default))
    if acronym := row["acronym"]:
        yield Name(acronym, None, "acronym", source=sources.get("acronym", default))
    for alias in _list(row["aliases"]):
        text, _, lang = alias.rpartition("@")
        known = bool(text) and re.fullmatch("[a-z]{2}", lang) is not None
        yield Name(text if known else alias, lang if known else None, "alias", source=sources.get("aliases", default))


def _name_sources(cell: str | None) -> Iterator[tuple[str, str]]:
    """`fact-sheet; name_zh=common usage` → a default under "" and exceptions by column."""
    for part in _list(cell):
        column, equals, source = part.partition("=")
        yield (column.strip(), source.strip()) if equals else ("", part)


def _list(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]
