"""Files → checked records. All or nothing: either every record holds up, or InvalidData lists what does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coopgraph import collector, dates, ontology
from coopgraph.checks import structure
from coopgraph.errors import BadDate, InvalidData
from coopgraph.inference import conclude
from coopgraph.inputs import located
from coopgraph.model import Entity, Evidence, Finding, Source, Statement
from coopgraph.ontology import Ontology
from coopgraph.readers import Facts, Place, Shelf, read
from coopgraph.records import replace
from coopgraph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from coopgraph.checks.quotes import Quotes

__all__ = ["Draft", "checked", "draft"]

T = TypeVar("T")


@dataclass(frozen=True)
class Draft:
    """Merged records with their bounds, one for each id, and every finding about them.

    `quoted` has each piece of evidence with a quote where it is written, before records are merged.
    """

    ontology: Ontology
    entities: dict[str, tuple[Entity, Place]]
    statements: dict[str, tuple[Statement, Place]]
    sources: dict[str, tuple[Source, Place]]
    other: list[tuple[object, Place]]
    findings: list[Finding]
    quoted: list[tuple[Evidence, Place]]

    def store(self) -> EmbeddedStore:
        """A store of the records, whatever the findings."""
        return EmbeddedStore.of(
            self.ontology,
            (entity for entity, _ in self.entities.values()),
            (statement for statement, _ in self.statements.values()),
            (source for source, _ in self.sources.values()),
            [quad for quad, _ in self.other],
            conclude,
        )

    def shacl_findings(self) -> list[Finding]:
        """What the SHACL shapes find in the same records."""
        from coopgraph.checks import shacl

        records = (*self.entities.items(), *self.statements.items(), *self.sources.items())
        places = {id: place for id, (_, place) in records}
        return shacl.check(self.store().n_triples(), lambda id: places[id].finding if id in places else None)

    def quotes(self, folder: str | Path) -> Quotes:
        """What is wrong with the quotes, held against the texts of their sources in a folder."""
        from coopgraph.checks import quotes

        return quotes.check(folder, self.quoted, {id: source.title for id, (source, _) in self.sources.items()})

    def conflicts(self) -> list[Finding]:
        """The statements that contradict each other; they are no problem of the data, all are kept."""
        from coopgraph.checks import conflicts

        titles = {id: source.title for id, (source, _) in self.sources.items()}
        return conflicts.check(self.ontology, self.statements.values(), titles)


def checked(paths: Sequence[str | Path] = (), shelf: Shelf | None = None) -> Draft:
    """The records of the files, or of the bundled graph where none is named, without a finding.

    What is on the shelf is not read, unless something is wrong: only files know on which line that stands.

    Raises:
        InvalidData: some record breaks a rule; every finding is in it.
    """
    drafted = draft(paths, shelf)
    if drafted.findings and shelf and shelf.taken:
        drafted = draft(paths)
    if drafted.findings:
        raise InvalidData(drafted.findings)
    return drafted


def draft(paths: Sequence[str | Path] = (), shelf: Shelf | None = None) -> Draft:
    """The merged records of the files and all that is wrong with them."""
    with collector.paused():
        return _merged(read(located(paths), shelf))


def _merged(facts: Facts) -> Draft:
    kinds = ontology.load()
    findings = list(facts.findings)
    entities = _by_id(facts.entities, lambda one, more, place: _merge_entity(kinds, one, more, place, findings))
    sources = _by_id(facts.sources, lambda one, more, place: _merge_source(one, more, place, findings))
    statements = _by_id(facts.statements, lambda one, more, place: _merge_statement(one, more, place, findings))
    findings += structure.check(kinds, entities.values(), statements.values(), sources.values(), facts.other)
    bounded = _Bounding(kinds, {id: _issued(source) for id, (source, _) in sources.items()}).all(statements)
    quoted = [*_quoted(facts.entities), *_quoted(facts.statements)]
    return Draft(kinds, entities, bounded, sources, facts.other, _in_file_order(findings), quoted)


def _quoted(records: Iterable[tuple[Entity | Statement, Place]]) -> Iterable[tuple[Evidence, Place]]:
    return ((piece, place) for record, place in records for piece in record.evidence if piece.quote)


def _by_id(records: Iterable[tuple], merge) -> dict:  # type: ignore[no-untyped-def,type-arg]
    """The records by id; further ones of the same id are merged into the first."""
    found: dict = {}  # type: ignore[type-arg]
    for pair in records:
        record, place = pair
        first = found.setdefault(record.id, pair)
        if first is not pair:
            found[record.id] = (merge(first[0], record, place), first[1])
    return found


def _merge_entity(kinds: Ontology, one: Entity, more: Entity, place: Place, findings: list[Finding]) -> Entity:
    kind = one.type
    if not kind or (more.type and kinds.is_a(more.type, kind)):
        kind = more.type
    elif more.type and not kinds.is_a(kind, more.type):
        problem = f"'{one.id}' is of type {more.type} here and {kind} elsewhere"
        findings.append(place.finding("type-conflict", problem, "use one id for one body", "type"))
    _same(("country", "city", "date"), one, more, place, findings)
    return replace(
        one,
        type=kind,
        names=_union(one.names, more.names),
        country=one.country or more.country,
        city=one.city or more.city,
        date=one.date or more.date,
        note=_notes(one.note, more.note),
        evidence=_union(one.evidence, more.evidence),
        same_as=_union(one.same_as, more.same_as),
        before=_union(one.before, more.before),
        after=_union(one.after, more.after),
    )


def _merge_source(one: Source, more: Source, place: Place, findings: list[Finding]) -> Source:
    fields = ("title", "publisher", "issued", "retrieved", "url", "licence")
    _same(fields, one, more, place, findings)
    return replace(one, **{field: getattr(one, field) or getattr(more, field) for field in fields})


def _merge_statement(one: Statement, more: Statement, place: Place, findings: list[Finding]) -> Statement:
    claim = ("subject", "relation", "object", "since", "until", "under")
    if any(getattr(one, field) != getattr(more, field) for field in claim):
        problem = f"id '{one.id}' is used for two different statements"
        findings.append(place.finding("id-used-twice", problem, "give one of them another id", "id"))
    return replace(one, note=_notes(one.note, more.note), evidence=_union(one.evidence, more.evidence))


def _same(
    fields: Iterable[str], one: Entity | Source, more: Entity | Source, place: Place, findings: list[Finding]
) -> None:
    for field in fields:
        first, second = getattr(one, field), getattr(more, field)
        if first and second and first != second:
            problem = f"{field} '{second}' of '{one.id}' is '{first}' elsewhere"
            findings.append(place.finding("two-values", problem, "keep one", field))


def _union(one: tuple[T, ...], more: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*one, *more)))


def _notes(one: str | None, more: str | None) -> str | None:
    """Both notes, where they differ."""
    return "; ".join(dict.fromkeys(note for note in (one, more) if note)) or None


def _issued(source: Source) -> dates.Span:
    """The days on which a source may have been issued; retrieval bounds it where nothing else is known."""
    try:
        issued = dates.read(source.issued) if source.issued else dates.UNSTATED
        retrieved = dates.read(source.retrieved).latest if source.retrieved else None
    except BadDate:
        return dates.UNSTATED
    return dates.Span(issued.earliest, issued.latest or retrieved)


class _Bounding:
    """The bounds of statements; what many have in common is worked out once and shared."""

    def __init__(self, kinds: Ontology, issued: Mapping[str, dates.Span]) -> None:
        self._instants = {name for name, kind in kinds.relations.items() if kind.instant}
        self._issued = issued
        self._vouched: dict[tuple[str, ...], dates.Span] = {}
        self._bounds: dict[tuple[str | None, str | None, bool, dates.Span], dates.Bounds] = {}

    def all(self, statements: Mapping[str, tuple[Statement, Place]]) -> dict[str, tuple[Statement, Place]]:
        """The statements with their bounds."""
        return {id: (self._bounded(each), place) for id, (each, place) in statements.items()}

    def _bounded(self, statement: Statement) -> Statement:
        instant = statement.relation in self._instants
        key = (statement.since, statement.until, instant, self._vouching(statement.evidence))
        if key not in self._bounds:
            self._bounds[key] = _bounds(*key)
        return statement.bounded(self._bounds[key], instant)

    def _vouching(self, evidence: tuple[Evidence, ...]) -> dates.Span:
        """The latest earliest and the earliest latest day of issue of the evidence's sources."""
        sources = tuple([piece.source for piece in evidence])
        if sources not in self._vouched:
            spans = [self._issued[source] for source in sources if source in self._issued]
            earliest: list[date] = [span.earliest for span in spans if span.earliest]
            latest: list[date] = [span.latest for span in spans if span.latest]
            self._vouched[sources] = dates.Span(max(earliest, default=None), min(latest, default=None))
        return self._vouched[sources]


def _bounds(since: str | None, until: str | None, instant: bool, issued: dates.Span) -> dates.Bounds:
    try:
        return dates.bounds(since, until, instant, issued)
    except BadDate:
        return dates.Bounds()


def _in_file_order(findings: Iterable[Finding]) -> list[Finding]:
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda finding: (finding.file, finding.line or 0, finding.cell or "", finding.problem))
